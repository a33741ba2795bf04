"""News from the lines: calls come in, legs ring, are answered and end, keys are pressed, prompts are over.

Promises that late news of a leg that is gone changes nothing.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.dialplan import best_match
from agent_desktop.hub.voice.inputs import (
    CallArrived,
    DigitPressed,
    LegAnswered,
    LegEnded,
    LegRinging,
    PlaybackFinished,
    RecordingFailed,
    SilenceHeard,
    WorkerLost,
)
from agent_desktop.hub.voice.menu import Reception
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.survey import Comment
from agent_desktop.hub.voice.switch.call import Call, Party
from agent_desktop.hub.voice.switch.exchange import COLLEAGUE_RING_MS, Exchange
from agent_desktop.hub.voice.switch.leaving import end_tape, end_work, gone
from agent_desktop.hub.voice.voicemail import Message


def arrive(x: Exchange, told: CallArrived) -> None:
    """Answer a call to a number or entry point of ours; others do not exist here."""
    if told.call in x.calls:
        x.refuse("known_call", "call", told.call)
        return
    if not told.call or not told.leg or told.leg in x.legs:
        x.refuse("bad_value", "leg", told.leg)
        return
    policy = x.policy
    numbers = [(number, entry.id) for entry in policy.entry_points for number in entry.numbers]
    named = told.entry_point or best_match(told.dialled, numbers, policy.numbering) or ""
    entry = policy.entry_point(named)
    if entry is None:
        x.out += [order.HangUp(told.leg, "not_found"), order.CallOver(told.call)]
        return
    page = bool(told.entry_point)
    number = "" if page else x.number(told.caller).value
    call = Call(told.call, entry.id, number, entry.language, page=page)
    x.enter(call)
    ring_until = x.now + policy.ring_ms
    x.join(call, Party(told.leg, "customer", number, "ringing", ring_until=ring_until))
    x.out.append(order.Answer(call.id, told.leg))


def ringing(x: Exchange, told: LegRinging) -> None:
    """The other end rings."""
    found = x.find(told.leg)
    if found is not None and found[1].state == "dialling":
        found[1].state = "ringing"


def answered(x: Exchange, told: LegAnswered) -> None:
    """A leg is up: the call goes on with it."""
    found = x.find(told.leg)
    if found is None or found[1].state not in ("dialling", "ringing"):
        return
    call, party = found
    party.state, party.ring_until = "up", None
    if party.part == "supervisor":
        x.note(call, "supervision_began", party.mode or "", party.agent)
    elif call.stage == "reception":
        entry = x.policy.entry_point(call.entry_point)
        if entry is None:  # a new policy took it away since it rang
            x.say_goodbye(call, "goodbye")
        else:
            x.start(call, Reception(entry, x.policy, x.now))
    elif party.part == "agent" and party.agent == call.owner:
        _agent_answered(x, call)
    elif call.internal and party.part == "agent":
        _colleague_answered(x, call)
    elif party.part == "customer":
        _met(x, call)
    elif party.id == call.sent:
        call.sent = ""
        x.note(call, "transferred", party.number, call.owner)
        end_work(x, call, "transferred")
    elif not party.aside:
        x.note(call, "party_joined", party.agent or party.number)


def _agent_answered(x: Exchange, call: Call) -> None:
    """The agent meets the customer who waits, or the customer is called now."""
    call.stage, call.programme = "talking", None
    if call.customer is not None:
        _met(x, call)
        return
    callback = x.voice(call).callback
    x.dial(call, "customer", call.number, ring_ms=callback.ring_ms if callback else None)


def _colleague_answered(x: Exchange, call: Call) -> None:
    """Who calls a colleague is on the line: now the colleague is rung."""
    call.talked = call.talked or sum(one.up for one in call.agents) > 1
    for party in call.agents:
        if party.state == "awaited":
            x.ring(call, party, "", COLLEAGUE_RING_MS)


def _met(x: Exchange, call: Call) -> None:
    call.talked, call.callback = True, False
    x.out.append(order.Talking(call.id, call.owner))


def end(x: Exchange, told: LegEnded) -> None:
    """A leg is over."""
    found = x.find(told.leg)
    if found is not None:
        lose(x, *found, told.cause)


def lose(x: Exchange, call: Call, party: Party, cause: Cause) -> None:
    """The other end is not there any more."""
    x.remove(call, party)
    gone(x, call, party, cause)


def lose_worker(x: Exchange, told: WorkerLost) -> None:
    """All these legs are gone before anything follows from it, so that nothing is ordered for the dead ones."""
    lost: list[tuple[Call, Party]] = []
    for leg in dict.fromkeys(told.legs):
        found = x.find(leg)
        if found is not None:
            lost.append(found)
            x.remove(*found)
    # Owners first and customers last: what an agent loses is put back before it is decided what the caller keeps.
    lost.sort(key=lambda one: (one[1].part == "customer", one[1].agent != one[0].owner))
    for call, party in lost:
        gone(x, call, party, "lost", fell=True)
    for call, _ in lost:
        # What recorded the call is gone with everybody on it: if it goes on, another recording begins.
        if not any(one.up for one in call.parties.values()):
            end_tape(x, call)


def press(x: Exchange, told: DigitPressed) -> None:
    """A key of the customer is for the programme; any other is between the parties."""
    found = x.find(told.leg)
    if found is None or len(told.digit) != 1:
        return
    call, party = found
    if party.part == "customer" and call.programme is not None:
        call.programme.digit(told.digit, x.now)


def finish_playing(x: Exchange, told: PlaybackFinished) -> None:
    """Prompts are over."""
    found = x.find(told.leg)
    if found is None:
        return
    call, party = found
    playing = party.playing
    if playing is None or playing.id != told.playback or playing.loop or playing.done:
        return
    playing.done = True
    if party.farewell:
        x.hang_up(call, party)
    elif call.programme is not None:
        call.programme.finished(x.now)


def hear_silence(x: Exchange, told: SilenceHeard) -> None:
    """The message is over."""
    found = x.find(told.leg)
    if found is not None and isinstance(found[0].programme, Message):
        found[0].programme.silent(x.now)


def fail_recording(x: Exchange, told: RecordingFailed) -> None:
    """The call goes on; that it is not recorded is told. A message that cannot be kept ends."""
    for call in x.calls.values():
        if call.tape is not None and call.tape.id == told.recording:
            if call.tape.state != "failed":
                call.tape.state = "failed"
                x.note(call, "recording_failed", told.reason, call.owner)
                x.touch(call)
        elif told.recording and call.message == told.recording:
            call.message = ""
            x.out.append(order.StopMessage(call.id, told.recording, keep=False))
            x.note(call, "message_failed", told.reason)
            comments = isinstance(call.programme, Comment)
            x.say_goodbye(call, "survey_thanks" if comments else "message_failed")


def tick(x: Exchange, call: Call) -> None:
    """What is due in a call by now happens."""
    for party in [*call.parties.values()]:
        if party.id not in call.parties:
            continue  # it left with another one
        playing = party.playing
        if party.ring_until is not None and party.ring_until <= x.now:
            x.hang_up(call, party, "no_answer")
            gone(x, call, party, "no_answer")
        elif playing and not playing.loop and not playing.done and playing.guard <= x.now:
            finish_playing(x, PlaybackFinished(party.id, playing.id))
    programme = call.programme
    if programme is not None and programme.due is not None and programme.due <= x.now:
        programme.tick(x.now)
    tape = call.tape
    if tape is not None and tape.resume_at is not None and tape.resume_at <= x.now:
        tape.reason, tape.resume_at = "", None
        x.note(call, "recording_resumed", "pause_limit")
    x.touch(call)


def due(call: Call) -> int | None:
    """When something falls due in a call."""
    times = [one.ring_until for one in call.parties.values()]
    times += [
        one.playing.guard
        for one in call.parties.values()
        if one.playing and not one.playing.loop and not one.playing.done
    ]
    if call.programme is not None:
        times.append(call.programme.due)
    if call.tape is not None:
        times.append(call.tape.resume_at)
    return min((at for at in times if at is not None), default=None)
