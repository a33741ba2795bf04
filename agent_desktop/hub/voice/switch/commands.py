"""What agents and supervisors ask for, while they are on the line.

Promises that only who is in a call commands it; that a customer is never sent anywhere while others would be left
behind; that a consultation is private until it is joined or completed.

Refuses with a code, and then nothing has changed.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.inputs import (
    ConsultCancelled,
    ConsultCompleted,
    ConsultJoined,
    ConsultStarted,
    ConsultSwapped,
    Held,
    HungUp,
    PartyAdded,
    PartyDropped,
    RecordingAsked,
    Resumed,
    Supervised,
    SupervisionEnded,
    Transferred,
)
from agent_desktop.hub.voice.records import Cause, Target
from agent_desktop.hub.voice.switch.call import Call, Party
from agent_desktop.hub.voice.switch.exchange import COLLEAGUE_RING_MS, Exchange
from agent_desktop.hub.voice.switch.leaving import (
    end_consultation,
    end_work,
    give_back,
    gone,
    hand_over,
    let_go,
    move,
)


def _in_call(x: Exchange, call_id: str, agent: str) -> tuple[Call, Party] | None:
    """The agent's leg, or None after a refusal."""
    call = x.calls.get(call_id)
    if call is None:
        x.refuse("unknown_call", "call", call_id)
        return None
    party = call.agent(agent)
    if party is None:
        x.refuse("not_in_call", "agent", agent)
        return None
    x.touch(call)
    return call, party


def _talking(x: Exchange, call_id: str, agent: str) -> tuple[Call, Party] | None:
    """The agent's leg that is up in a talk, or None after a refusal."""
    found = _in_call(x, call_id, agent)
    if found is not None and (found[0].stage != "talking" or not found[1].up):
        x.refuse("not_talking", "call", call_id)
        return None
    return found


def hold(x: Exchange, told: Held) -> None:
    """Let others hear music."""
    _set_held(x, told, held=True)


def resume(x: Exchange, told: Resumed) -> None:
    """Talk to them again."""
    _set_held(x, told, held=False)


def _set_held(x: Exchange, told: Held | Resumed, *, held: bool) -> None:
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    others = [
        one
        for one in call.members
        if one is not agent and one.aside == agent.aside and (call.internal or one.part != "agent")
    ]
    chosen = [one for one in others if told.leg in ("", one.id) and one.up]
    if not chosen:
        x.refuse("unknown_leg" if told.leg else "not_up", "leg", told.leg)
        return
    for one in chosen:
        one.held = held
    x.note(call, "held" if held else "resumed", "", told.agent)


def transfer(x: Exchange, told: Transferred) -> None:
    """Send the customer somewhere and leave."""
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    if call.internal:
        _hand_on(x, call, agent, told)
        return
    if call.owner != told.agent or len(call.members) != 2:
        x.refuse("conference", "call", told.call)
        return
    customer = call.customer
    if customer is None or not customer.up:
        x.refuse("not_up", "call", told.call)
        return
    target = told.target
    if not _is_good(x, call, target):
        return
    customer.held = False
    x.note(call, f"transfer_{target.kind}", target.id or target.number, told.agent)
    x.hang_up(call, agent)
    if target.kind == "number":
        call.sent = x.dial(call, "outside", target.number).id
        return
    if target.kind == "queue":
        if target.id != call.queue:
            move(x, call, target.id)
        give_back(x, call, "transferred", queue=target.id, skills=target.skills, wrap_up=True)
    else:
        give_back(x, call, "transferred", preferred=target.id, wrap_up=True)
    x.wait(call)


def _hand_on(x: Exchange, call: Call, agent: Party, told: Transferred) -> None:
    """Let who is left of a call among colleagues talk to somebody else, and leave."""
    rest = [one for one in call.members if one is not agent]
    if len(rest) != 1 or call.asker:
        x.refuse("conference", "call", told.call)
    elif not rest[0].up:
        x.refuse("not_up", "call", told.call)
    elif rest[0].part == "outside" and told.target.kind == "number":
        x.refuse("no_colleague", "target", told.target.number)
    elif _invite(x, call, told.target, "", rest[0].agent, aside=False):
        rest[0].held = False
        target = told.target
        x.note(call, f"transfer_{target.kind}", target.id or target.number, told.agent)
        x.hang_up(call, agent)


def _is_good(x: Exchange, call: Call, target: Target) -> bool:
    """Whether a call can go there; else it was refused. One among colleagues is nobody's work: it waits in no queue."""
    if call.internal and target.kind == "queue":
        good = False
    elif target.kind == "number":
        good = x.number(target.number).callable
    else:
        good = bool(target.id) and (target.kind == "queue" or call.agent(target.id) is None)
    if not good:
        x.refuse("bad_value", "target", target.id or target.number)
    return good


def consult(x: Exchange, told: ConsultStarted) -> None:
    """Talk to somebody while the customer waits."""
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    if call.asker:
        x.refuse("consulting", "call", told.call)
    elif _is_alone(x, call, agent):
        return
    elif _invite(x, call, told.target, told.token, told.agent, aside=True):
        agent.aside, call.asker = True, agent.id
        x.note(call, "consult_began", told.target.id or told.target.number, told.agent)


def add(x: Exchange, told: PartyAdded) -> None:
    """Ring somebody for the conference."""
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    if agent.aside or call.asker == agent.id:
        x.refuse("consulting", "call", told.call)
    elif _is_alone(x, call, agent):
        return
    elif _invite(x, call, told.target, told.token, told.agent, aside=False):
        x.note(call, "party_asked", told.target.id or told.target.number, told.agent)


def _is_alone(x: Exchange, call: Call, agent: Party) -> bool:
    """Whether nobody else is on the line yet: then it was refused to call in more."""
    alone = not any(one.up for one in call.members if one is not agent)
    if alone:
        x.refuse("not_up", "call", call.id)
    return alone


def _invite(
    x: Exchange, call: Call, target: Target, token: str, asker: str, *, aside: bool
) -> bool:
    """Ring a target, or ask routing for an agent of a queue. False after a refusal."""
    if target.kind == "agent" and not target.number:
        x.refuse("bad_value", "target", target.number)
        return False
    if not _is_good(x, call, target):
        return False
    if target.kind == "queue":
        party = Party(x.new_id(call, "leg"), "agent", "", "awaited", aside=aside, wanted=True)
        x.join(call, party)
        x.out.append(order.ConsultWanted(call.id, party.id, target.id, asker, target.skills))
    elif target.kind == "agent":
        x.dial(
            call,
            "agent",
            target.number,
            agent=target.id,
            token=token,
            aside=aside,
            ring_ms=COLLEAGUE_RING_MS if call.internal else None,
            asked_by=asker,
            caller=target.caller,
        )
    else:
        x.dial(call, "outside", target.number, aside=aside, asked_by=asker)
    return True


def _consulting(x: Exchange, call_id: str, agent: str) -> tuple[Call, Party, Party] | None:
    """The call, the one who consults, and who is consulted; or None after a refusal."""
    found = _talking(x, call_id, agent)
    if found is None:
        return None
    call, party = found
    consulted = call.consulted
    if call.asker != party.id or consulted is None:
        x.refuse("not_consulting", "call", call_id)
        return None
    return call, party, consulted


def swap(x: Exchange, told: ConsultSwapped) -> None:
    """Between the consulted party and the others."""
    found = _consulting(x, told.call, told.agent)
    if found is None:
        return
    call, agent, consulted = found
    others = [one for one in call.members if not one.aside and one.up and one is not agent]
    if not consulted.up or not others:
        x.refuse("not_up", "leg", consulted.id)
        return
    agent.aside = not agent.aside
    for one in others:
        one.held = False  # whom the agent comes back to is to hear them


def complete(x: Exchange, told: ConsultCompleted) -> None:
    """The consulted party takes over."""
    found = _consulting(x, told.call, told.agent)
    if found is None:
        return
    call, agent, consulted = found
    others = [one for one in call.members if not one.aside and one.up and one is not agent]
    if not consulted.up or not others:
        x.refuse("not_up", "leg", consulted.id)
        return
    if call.internal and not any(one.part == "agent" for one in (consulted, *others)):
        x.refuse("no_colleague", "leg", consulted.id)
        return
    end_consultation(call)
    for one in call.members:
        one.held = False  # nobody is left who would know of it
    x.note(call, "consult_completed", consulted.agent or consulted.number, told.agent)
    if call.owner == told.agent and consulted.part == "agent":
        hand_over(x, call, consulted)
    x.hang_up(call, agent)
    gone(x, call, agent, "hung_up")


def cancel(x: Exchange, told: ConsultCancelled) -> None:
    """Back to the customer."""
    found = _consulting(x, told.call, told.agent)
    if found is not None:
        call, _, consulted = found
        x.hang_up(call, consulted, "cancelled")
        end_consultation(call)
        x.note(call, "consult_ended", "cancelled", told.agent)


def join(x: Exchange, told: ConsultJoined) -> None:
    """A conference of all."""
    found = _consulting(x, told.call, told.agent)
    if found is None:
        return
    call, _, consulted = found
    if not consulted.up:
        x.refuse("not_up", "leg", consulted.id)
        return
    end_consultation(call)
    for one in call.members:
        one.held = False
    x.note(call, "conference", consulted.agent or consulted.number, told.agent)


def drop(x: Exchange, told: PartyDropped) -> None:
    """Hang up somebody else."""
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    party = call.parties.get(told.leg)
    if party is None or party is agent or party.part == "supervisor" or party.farewell:
        x.refuse("unknown_leg", "leg", told.leg)
        return
    x.hang_up(call, party)
    gone(x, call, party, "hung_up")


def hang_up(x: Exchange, told: HungUp) -> None:
    """The agent leaves, or ends it for all."""
    found = _in_call(x, told.call, told.agent)
    if found is None:
        return
    call, agent = found
    if told.everyone and call.stage == "talking":
        end_work(x, call, "hung_up")
        for one in call.members:
            if one.part != "customer":
                x.hang_up(call, one)
        end_consultation(call)
        if call.customer is not None:
            let_go(x, call, call.customer)
        return
    cause: Cause = "lost" if told.lost else "hung_up"
    x.hang_up(call, agent, cause)
    gone(x, call, agent, cause)


def record(x: Exchange, told: RecordingAsked) -> None:
    """Start, pause or resume the recording by hand."""
    found = _talking(x, told.call, told.agent)
    if found is None:
        return
    call, _ = found
    settings, tape = x.voice(call).recording, call.tape
    if told.what == "start":
        if not settings.by_hand or call.internal:
            x.refuse("not_allowed", "recording", "by_hand")
        elif call.consent is False:
            x.refuse("no_consent", "call", told.call)
        else:
            call.tape_asked = True
    elif tape is None or not settings.pause_allowed or tape.state == "failed":
        x.refuse("not_allowed", "recording", told.what)
    elif told.what == "pause":
        tape.reason = told.reason or "asked"
        tape.resume_at = x.now + settings.pause_limit_ms
        x.note(call, "recording_paused", tape.reason, told.agent)
    else:
        tape.reason, tape.resume_at = "", None
        x.note(call, "recording_resumed", told.reason, told.agent)


def supervise(x: Exchange, told: Supervised) -> None:
    """Listen, whisper, barge in; one supervisor a call."""
    call = x.calls.get(told.call)
    if call is None:
        x.refuse("unknown_call", "call", told.call)
        return
    present = call.supervisor
    if present is not None and present.agent == told.supervisor:
        present.mode = told.mode
        x.note(call, "supervision_changed", told.mode, told.supervisor)
        x.touch(call)
    elif present is not None:
        x.refuse("monitored", "call", told.call)
    elif call.internal:
        x.refuse("not_allowed", "call", told.call)
    elif call.stage != "talking" or not any(one.up for one in call.agents):
        x.refuse("not_talking", "call", told.call)
    elif call.agent(told.supervisor) is not None or not told.supervisor or not told.number:
        x.refuse("bad_value", "supervisor", told.supervisor)
    else:
        party = Party(x.new_id(call, "leg"), "supervisor", told.number, "awaited", told.supervisor)
        party.mode = told.mode
        x.join(call, party)
        x.ring(call, party, told.token, x.policy.agent_ring_ms)


def end_supervision(x: Exchange, told: SupervisionEnded) -> None:
    """The supervisor leaves."""
    call = x.calls.get(told.call)
    party = call.supervisor if call is not None else None
    if call is None or party is None or party.agent != told.supervisor:
        x.refuse("not_in_call", "supervisor", told.supervisor)
        return
    x.hang_up(call, party)
    gone(x, call, party, "hung_up")
