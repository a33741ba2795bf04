"""When a leg is over: what becomes of the others, of the interaction, and of the call.

Promises that whoever can still talk to somebody goes on; that a customer whom an agent's telephone lost is back at the
exact place, with the reason told; that an agent's work ends once. A supervisor who leaves changes nothing.

The party has been removed from its call before these rules run.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.menu import Reception
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.survey import Asking
from agent_desktop.hub.voice.switch.call import Call, Party, Tape
from agent_desktop.hub.voice.switch.exchange import Exchange
from agent_desktop.hub.voice.switch.self_service import end_self_service
from agent_desktop.hub.voice.switch.surveying import ask
from agent_desktop.hub.voice.voicemail import Message


def gone(x: Exchange, call: Call, party: Party, cause: Cause, *, fell: bool = False) -> None:
    """A leg ended. `fell`: with the process that carried it, so that it says nothing of who was there."""
    if party.farewell:
        return
    if party.part == "supervisor":
        x.note(call, "supervision_ended", cause, party.agent)
    elif party.part == "customer":
        _customer_gone(x, call, party, cause, fell=fell)
    elif party.agent and party.agent == call.owner:
        _owner_gone(x, call, party, cause)
    elif call.internal and not call.talked:
        _colleague_gone(x, call, party, cause)
    else:
        _guest_gone(x, call, party, cause)


def end_work(x: Exchange, call: Call, why: str) -> None:
    """The owner's part is over."""
    if call.owner:
        x.out.append(order.WorkEnded(call.id, call.owner, why, call.talked))
        call.owner = ""


def end_tape(x: Exchange, call: Call) -> Tape | None:
    """The recording is complete, whatever becomes of the call; what it was."""
    tape, call.tape = call.tape, None
    if tape is not None:
        x.out.append(order.StopRecording(call.id, tape.id, x.voice(call).recording.keep_days))
    return tape


def move(x: Exchange, call: Call, queue: str) -> None:
    """The call is another queue's from now on: whether it is recorded, and how long that is kept, is said there.

    A caller who was only told of recordings has not agreed where they are asked. A pause by hand goes on.
    """
    before, tape = x.voice(call).recording, end_tape(x, call)
    call.queue, call.tape_asked = queue, False
    now = x.voice(call).recording
    if call.consent and now.mode == "consent" and before.mode != "consent":
        call.consent = None
    if tape is not None and tape.reason and now.mode != "off" and call.consent:
        call.tape = Tape(x.new_id(call, "tape"), reason=tape.reason, resume_at=tape.resume_at)


def give_back(
    x: Exchange,
    call: Call,
    why: str,
    *,
    preferred: str = "",
    queue: str = "",
    skills: dict[str, int] | None = None,
    wrap_up: bool = False,
    not_before: int = 0,
) -> None:
    """The owner has it no longer; routing puts it back where it stood."""
    x.out.append(
        order.Returned(
            call=call.id,
            agent=call.owner,
            why=why,
            queue=queue,
            skills=skills or {},
            preferred=preferred,
            wrap_up=wrap_up,
            not_before=not_before,
        )
    )
    call.owner, call.talked, call.survey = "", False, None


def hand_over(x: Exchange, call: Call, heir: Party) -> None:
    """Another agent of the call has it now."""
    x.out.append(order.HandedOver(call.id, call.owner, heir.agent))
    call.owner = heir.agent


def let_go(x: Exchange, call: Call, customer: Party) -> None:
    """The agent has ended it: the customer is asked how it was, or hung up. The recording is complete either way."""
    if ask(x, call, customer):
        end_tape(x, call)
    else:
        x.hang_up(call, customer)


def end_consultation(call: Call) -> None:
    """Everybody is together again."""
    call.asker = ""
    for one in call.members:
        one.aside = False


def _customer_gone(x: Exchange, call: Call, party: Party, cause: Cause, *, fell: bool) -> None:
    if call.stage == "reception":
        if isinstance(call.programme, Reception):
            end_self_service(x, call, call.programme.ended(lost=cause == "lost"))
            call.programme = None
    elif call.stage == "waiting":
        if call.owner:  # the agent's telephone rings already
            end_work(x, call, "customer_left")
        elif cause == "lost" and _keeps(x, call, fell=fell):
            # It was our fault, so the caller keeps the place and is called.
            keep_place(x, call)
            x.note(call, "line_lost")
        else:
            x.out.append(order.Left(call.id, "abandoned"))
        if call.stage == "waiting":
            call.stage, call.programme = "closing", None
    elif call.stage == "kept":
        call.programme = None
    elif isinstance(call.programme, Message):
        call.programme.end(x.now)
    elif isinstance(call.programme, Asking):
        call.programme.leave()
    elif call.stage == "talking":
        if party.state == "up":
            x.note(call, "customer_left", cause)
        elif call.callback or call.outbound:
            _not_reached(x, call, cause)
        _drop_awaited(x, call)


def _keeps(x: Exchange, call: Call, *, fell: bool) -> bool:
    """Whether a caller who was lost is called back: by a queue that does so, or wherever we fell ourselves."""
    if fell and call.page:
        return True
    return bool(fell or x.voice(call).callback) and x.may_call_back(call.number)


def _drop_awaited(x: Exchange, call: Call) -> None:
    """Whom nobody has rung yet is not needed any more."""
    for one in call.members:
        if one.state == "awaited":
            x.hang_up(call, one)
            end_consultation(call)


def keep_place(x: Exchange, call: Call) -> None:
    """The customer will be called back when the turn comes."""
    call.stage, call.callback, call.programme = "kept", True, None
    x.out.append(order.CallbackAsked(call.id, call.number))


def _not_reached(x: Exchange, call: Call, cause: Cause) -> None:
    """The customer whom we called did not answer: try again later, or close with words."""
    leg = call.agent(call.owner)
    call.attempts += 1
    settings = x.voice(call).callback
    if call.callback and settings is not None and call.attempts < settings.attempts:
        x.note(call, "callback_unanswered", cause, call.owner, call.number)
        give_back(x, call, "callback_unanswered", not_before=x.now + settings.again_ms)
        words, call.stage = "callback_again", "kept"
    else:
        what = "callback_over" if call.callback else "not_reached"
        x.note(call, what, cause, call.owner, call.number)
        end_work(x, call, what)
        words, call.stage = what, "closing"
    if leg is not None:
        x.farewell(call, leg, words)


def _owner_gone(x: Exchange, call: Call, party: Party, cause: Cause) -> None:
    if call.stage != "talking":  # it was dialled after an accepted offer, and did not come up
        x.note(call, "agent_unreachable", cause, party.agent)
        give_back(x, call, cause)
        return
    customer = call.customer
    if customer is not None and customer.state != "up":
        x.hang_up(call, customer, "cancelled")
        customer = None
    if customer is None and call.callback and not call.talked:
        # Not the customer's doing, so it is no attempt.
        give_back(x, call, cause)
        call.stage = "kept"
        return
    if customer is None and call.outbound and not call.talked:
        end_work(x, call, cause)
        return
    heirs = [one for one in call.agents if one.up]
    if heirs:
        for one in call.members:
            if one.aside and one not in heirs:  # consulted for the owner alone
                x.hang_up(call, one, "cancelled")
        end_consultation(call)
        hand_over(x, call, heirs[0])
        return
    for one in [*call.outside, *call.agents]:
        if one.aside or one.state != "up":
            x.hang_up(call, one, "cancelled")
    end_consultation(call)
    if customer is None or call.outside:
        end_work(x, call, "left")  # outside parties and the customer go on without an agent
    elif cause == "hung_up" and x.voice(call).agents_gone == "end":
        end_work(x, call, "hung_up")
        let_go(x, call, customer)
    else:
        x.note(call, "agent_lost", cause, party.agent)
        give_back(x, call, cause, wrap_up=call.talked)
        customer.held = False
        x.wait(call, "back_in_line")


def _colleague_gone(x: Exchange, call: Call, party: Party, cause: Cause) -> None:
    """Of two colleagues who have not spoken yet one is gone: who called hears that the other did not come."""
    caller = call.agent(party.asked_by)
    call.stage = "closing"
    if caller is not None:
        x.note(call, "not_reached", _declined(cause), caller.agent, party.agent)
        x.farewell(call, caller, "not_reached")


def _declined(cause: Cause) -> Cause:
    """A telephone of ours has room for a second call: who is busy there has said so by hand."""
    return "rejected" if cause == "busy" else cause


def _guest_gone(x: Exchange, call: Call, party: Party, cause: Cause) -> None:
    """Somebody who was consulted, added, or to whom the customer was sent."""
    if call.internal:
        cause = _declined(cause)
    if party.id == call.asker:
        # The one who consulted, though not the owner: the consulted party was for them alone.
        for one in call.members:
            if one.aside:
                x.hang_up(call, one)
        end_consultation(call)
    elif party.aside:
        asker = call.parties.get(call.asker)
        end_consultation(call)
        if party.state == "up" or asker is None:
            x.note(call, "consult_ended", cause, party.agent)
        else:
            other = party.agent or party.number
            x.note(call, "consult_unreached", cause, asker.agent, other)
    elif party.id == call.sent:
        call.sent = ""
        x.note(call, "transfer_failed", cause, call.owner, party.number)
        if call.customer is not None:
            give_back(x, call, cause, preferred=call.owner, wrap_up=False)
            call.customer.held = False
            x.wait(call, "back_in_line")
        else:
            end_work(x, call, "transferred")
    elif not call.owner and party.state != "up" and call.arrived_at is None and call.customer:
        x.say_goodbye(call, "not_reached")  # a menu's number
    elif party.state != "up":
        by = party.asked_by or call.owner
        x.note(call, "party_unreached", cause, by, party.agent or party.number)
    else:
        x.note(call, "party_left", cause, party.agent or party.number)
    if call.internal and party.state != "up" and not call.agents:
        for one in call.outside:  # they were sent to a colleague who did not come
            x.farewell(call, one, "not_reached")
