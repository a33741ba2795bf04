"""News from routing: places in the line, accepted offers, calls that were not let in; and calls that agents place.

Promises that the call follows the acceptance: the agent's telephone is rung with the offer's token, and a customer who
keeps a place is called only when that agent is on the line.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.decisions import CallOver
from agent_desktop.hub.voice.inputs import (
    ArrivalRefused,
    CallbackRenumbered,
    CallbackRestored,
    CallerTold,
    CallPlaced,
    CustomerAway,
    OfferAccepted,
    OfferEnded,
    StandingTold,
    WaitOver,
)
from agent_desktop.hub.voice.programme import LastWords
from agent_desktop.hub.voice.prompts.speaking import spoken
from agent_desktop.hub.voice.switch.call import Call, Party
from agent_desktop.hub.voice.switch.exchange import Exchange
from agent_desktop.hub.voice.switch.leaving import gone, keep_place
from agent_desktop.hub.voice.waiting import Waiting


def stand(x: Exchange, told: StandingTold) -> None:
    """Where a call stands now."""
    call = x.calls.get(told.call)
    if call is not None and isinstance(call.programme, Waiting):
        call.programme.stand(told.position, told.wait_ms)


def accept(x: Exchange, told: OfferAccepted) -> None:
    """Ring the agent who accepted."""
    call = x.calls.get(told.call)
    if call is None and (consulting := x.legs.get(told.call)) is not None:
        _accept_consultation(x, consulting, told)
    elif call is None:
        x.refuse("unknown_call", "call", told.call)
    elif call.stage not in ("waiting", "kept") or call.owner:
        x.refuse("not_waiting", "call", told.call)
    elif not told.agent or not told.number:
        x.refuse("bad_value", "number", told.number)
    else:
        call.owner = told.agent
        x.dial(
            call,
            "agent",
            told.number,
            agent=told.agent,
            token=told.token,
            ring_ms=x.policy.agent_ring_ms,
        )


def _accept_consultation(x: Exchange, call: Call, told: OfferAccepted) -> None:
    """An agent of the queue will be consulted."""
    party = call.parties[told.call]
    if party.state != "awaited" or call.agent(told.agent) is not None or not told.number:
        x.refuse("not_waiting", "call", told.call)
        return
    party.agent, party.number = told.agent, told.number
    x.touch(call)
    x.ring(call, party, told.token, x.policy.agent_ring_ms)


def end(x: Exchange, told: OfferEnded) -> None:
    """The caller goes on waiting."""


def refuse_arrival(x: Exchange, told: ArrivalRefused) -> None:
    """Routing does not have it: words for the caller, or a message where the queue takes one."""
    call = x.calls.get(told.call)
    if call is None:
        x.refuse("unknown_call", "call", told.call)
    elif call.stage not in ("waiting", "kept") or call.owner:
        x.refuse("not_waiting", "call", told.call)
    elif call.customer is None:
        call.stage = "closing"
        x.note(call, "callback_cancelled")
        x.touch(call)
    elif told.words is not None and call.stage == "waiting":
        x.say_goodbye(call, *said(told.words))
    elif x.voice(call).overflow_ms is not None and call.stage == "waiting":
        x.take_message(call, call.queue)
    else:
        x.say_goodbye(call, "lines_busy")


def end_wait(x: Exchange, told: WaitOver) -> None:
    """The caller waits no longer on the line. Who cannot be called back waits on, and whose agent is rung already."""
    call = x.calls.get(told.call)
    if call is None:
        x.refuse("unknown_call", "call", told.call)
    elif call.stage != "waiting" or call.owner or call.customer is None:
        x.refuse("not_waiting", "call", told.call)
    elif told.instead == "voicemail":
        x.out.append(order.Left(call.id, "voicemail"))
        x.take_message(call, call.queue)
    elif call.page or x.may_call_back(call.number):
        keep_place(x, call)
        before = () if told.words is None else said(told.words)
        after = "callback_on_page" if call.page else "callback_confirmed"
        x.start(call, LastWords(*before, after))
    elif told.words is not None:  # the music would last until the house opens
        x.out.append(order.Left(call.id, "cancelled"))
        x.say_goodbye(call, *said(told.words))


def said(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a caller hears while the house is closed. Where texts cannot be spoken, that it is closed, once."""
    first, *rest = words or ("",)
    return (spoken(first, "closed") if first else "closed", *(spoken(one) for one in rest))


def tell(x: Exchange, told: CallerTold) -> None:
    """Words between the music; what was chosen and what is due stay."""
    call = x.calls.get(told.call)
    if call is None:
        x.refuse("unknown_call", "call", told.call)
    elif call.stage != "waiting" or not isinstance(call.programme, Waiting):
        x.refuse("not_waiting", "call", told.call)
    else:
        call.programme.tell(spoken(told.words))
        x.touch(call)


def restore(x: Exchange, told: CallbackRestored) -> None:
    """A customer who kept a place when the hub stopped."""
    number, page = x.number(told.number), not told.number
    if told.call in x.calls:
        x.refuse("known_call", "call", told.call)
    elif not (page or x.may_call_back(told.number)) or not told.call:
        x.refuse("bad_value", "number", told.number)
        x.out.append(CallOver(told.call))
    else:
        call = Call(told.call, told.entry_point, number.value, told.language, told.queue, "kept")
        call.arrived_at, call.attempts, call.callback = told.arrived_at, told.attempts, True
        call.page, call.consent = page, told.consent
        # Legs and recordings of its earlier life had numbers too, and files and work go on by them.
        call.serial = x.now
        x.enter(call)


def renumber(x: Exchange, told: CallbackRenumbered) -> None:
    """The number was wrong. Once an agent has them, what was dialled stays."""
    call, number = x.calls.get(told.call), x.number(told.number)
    if call is None:
        x.refuse("unknown_call", "call", told.call)
    elif call.stage != "kept" or call.owner or call.page:
        x.refuse("not_waiting", "call", told.call)
    elif not x.may_call_back(told.number):
        x.refuse("bad_value", "number", told.number)
    else:
        call.number = number.value
        x.touch(call)


def leave_page(x: Exchange, told: CustomerAway) -> None:
    """The agent does not wait for a page that is gone. One who answered, or is called by number, is there."""
    call = x.calls.get(told.call)
    customer = call.customer if call is not None and call.page else None
    if call is None or customer is None:
        return
    if call.stage == "talking" and customer.state != "up":
        x.hang_up(call, customer, "no_answer")
        gone(x, call, customer, "no_answer")


def place(x: Exchange, told: CallPlaced) -> None:
    """An agent calls out: their own telephone first. A colleague is in the call from then on, and rung later."""
    number, colleague = x.number(told.number), told.colleague
    if told.call in x.calls:
        x.refuse("known_call", "call", told.call)
    elif not (number.callable and told.agent and told.agent_number and told.call):
        x.refuse("bad_value", "number", told.number)
        x.out.append(CallOver(told.call))
    elif colleague is not None and colleague.id in ("", told.agent):
        x.refuse("bad_value", "colleague", colleague.id)
        x.out.append(CallOver(told.call))
    else:
        call = Call(told.call, "", number.value, told.language, told.queue, "talking")
        if colleague is None:
            call.owner, call.outbound = told.agent, True
        else:
            call.internal = True
        x.enter(call)
        x.dial(
            call,
            "agent",
            told.agent_number,
            agent=told.agent,
            token=told.token,
            ring_ms=x.policy.agent_ring_ms,
        )
        if colleague is not None:
            party = Party(x.new_id(call, "leg"), "agent", colleague.number, "awaited", colleague.id)
            party.asked_by, party.caller = told.agent, colleague.caller
            x.join(call, party)
