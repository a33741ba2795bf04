"""After every input: what follows from it, and the difference between what is ordered and what should be.

Promises that a call which nobody can go on with ends, once; that all changes of hearing, playing and recording are
ordered here and nowhere else.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.menu import Reception, Welcomed
from agent_desktop.hub.voice.policy import Goodbye, ToNumber, ToQueue, ToVoicemail
from agent_desktop.hub.voice.programme import LastWords
from agent_desktop.hub.voice.survey import Asking, Comment
from agent_desktop.hub.voice.switch import hearing, surveying
from agent_desktop.hub.voice.switch.call import Call, Pairs, Playing, Tape
from agent_desktop.hub.voice.switch.exchange import Exchange
from agent_desktop.hub.voice.switch.leaving import end_work, keep_place
from agent_desktop.hub.voice.switch.self_service import begin_self_service, end_self_service
from agent_desktop.hub.voice.voicemail import Message

#: Prompts that never report their end are over after this.
GUARD_MS = 900_000


def settle(x: Exchange, call: Call) -> None:
    """Let everything follow, then order the differences."""
    _follow(x, call)
    _tidy(x, call)
    if not call.parties and call.stage != "kept":
        _finish(x, call)
    else:
        _order(x, call)


def _follow(x: Exchange, call: Call) -> None:
    """A programme may have come to its outcome."""
    programme = call.programme
    if isinstance(programme, Reception):
        begin_self_service(x, call, programme)
    if programme is None or programme.outcome is None:
        return
    if call.owner and call.stage == "waiting":
        return  # an agent's telephone rings already; what the caller chose holds if it is not answered
    outcome, customer = programme.outcome, call.customer
    call.programme = None
    if isinstance(programme, Reception):
        end_self_service(x, call, programme.ended())
    if isinstance(outcome, Welcomed):
        _welcomed(x, call, outcome)
    elif isinstance(programme, Asking):
        surveying.follow(x, call, programme)
    elif isinstance(programme, Message):
        _message(x, call, programme)
    elif isinstance(programme, LastWords):
        if customer is not None:
            x.hang_up(call, customer)
    elif outcome == "callback":
        keep_place(x, call)
        x.start(call, LastWords("callback_on_page" if call.page else "callback_confirmed"))
    else:
        x.out.append(order.Left(call.id, "voicemail"))
        x.take_message(call, call.queue)


def _welcomed(x: Exchange, call: Call, outcome: Welcomed) -> None:
    """The reception is over: the caller goes where the choice leads."""
    choice, call.consent = outcome.choice, outcome.consent
    if isinstance(choice, ToQueue):
        call.queue, call.arrived_at = choice.queue, x.now
        x.out.append(
            order.Arrived(
                call=call.id,
                entry_point=call.entry_point,
                queue=choice.queue,
                number=call.number,
                arrived_at=x.now,
                skills=choice.skills,
                priority=choice.priority,
                consent=outcome.consent,
            )
        )
        x.wait(call)
    elif isinstance(choice, ToNumber) and x.number(choice.number).callable:
        call.stage = "talking"
        x.dial(call, "outside", choice.number)
    elif isinstance(choice, ToVoicemail):
        x.take_message(call, choice.queue)
    else:
        x.say_goodbye(call, choice.prompt if isinstance(choice, Goodbye) else "goodbye")


def _message(x: Exchange, call: Call, programme: Message) -> None:
    """A message is over: kept or not, and thanks to whoever is still there."""
    comment = isinstance(programme, Comment)
    recording, call.message = call.message, ""
    if recording:
        keep_days = x.voice(call).recording.keep_days
        x.out.append(order.StopMessage(call.id, recording, programme.is_kept, keep_days))
    if recording and programme.is_kept:
        x.out.append(
            order.MessageKept(
                call=call.id,
                recording=recording,
                number=call.number,
                queue=call.queue,
                length_ms=programme.length_ms,
                comment=comment,
            )
        )
    if comment:
        x.say_goodbye(call, "survey_thanks")
    else:
        kept = recording and programme.is_kept
        x.say_goodbye(call, "voicemail_thanks" if kept else "voicemail_empty")


def _tidy(x: Exchange, call: Call) -> None:
    """Let go of whoever has nobody left to talk to."""
    if call.stage == "talking":
        members = call.members
        asker = call.parties.get(call.asker)
        if asker is not None and not any(
            one.up and not one.aside for one in members if one is not asker
        ):
            asker.aside = True  # whom they were with meanwhile has left
        served = bool(call.agents) or (call.customer is not None and bool(call.outside))
        if not served or (len(members) < 2 and not _begins(call)):
            end_work(x, call, "customer_left" if call.customer is None else "left")
            for one in members:
                x.hang_up(call, one)
    elif call.stage == "closing":
        for one in call.agents:
            x.hang_up(call, one, "cancelled")
        if call.programme is None and call.customer is not None:
            x.hang_up(call, call.customer)
    supervisor = call.supervisor
    if supervisor is not None and hearing.supervised(call) is None:
        x.hang_up(call, supervisor)


def _begins(call: Call) -> bool:
    """Whether an agent's own telephone still rings, before the customer is called."""
    return call.outbound and not call.talked and any(not one.up for one in call.agents)


def _finish(x: Exchange, call: Call) -> None:
    """Nothing is left."""
    end_work(x, call, "left")
    if call.tape is not None:  # of one that failed there may be a beginning
        keep_days = x.voice(call).recording.keep_days
        x.out.append(order.StopRecording(call.id, call.tape.id, keep_days))
    x.out.append(order.CallOver(call.id))
    del x.calls[call.id]


# What should be, against what is


def _order(x: Exchange, call: Call) -> None:
    music = x.voice(call).music
    pairs = hearing.hearing(call)
    if pairs != call.hears:
        call.hears = pairs
        x.out.append(order.Connect(call.id, tuple(sorted(pairs))))
    for party in call.parties.values():
        key, prompts = hearing.played(call, party, pairs, music)
        playing = party.playing
        if key == (playing.key if playing else None):
            continue
        if not prompts:
            if playing is not None and not playing.done:
                x.out.append(order.StopPlaying(party.id, playing.id))
            party.playing = None
            continue
        programme = call.programme
        own = party.part == "customer" and programme is not None and not party.farewell
        loop = programme.loop if own and programme else not party.farewell
        party.playing = Playing(x.new_id(call, "play"), key, loop, x.now + GUARD_MS)
        x.out.append(
            order.Play(
                call=call.id,
                leg=party.id,
                playback=party.playing.id,
                language=call.language,
                prompts=prompts,
                loop=loop,
            )
        )
    _order_message(x, call)
    _order_recording(x, call, pairs)


def _order_message(x: Exchange, call: Call) -> None:
    """A message that is to be recorded from now on."""
    programme, customer = call.programme, call.customer
    if isinstance(programme, Message) and programme.recording and not call.message and customer:
        call.message = x.new_id(call, "tape")
        silence_ms, comment = programme.settings.silence_ms, isinstance(programme, Comment)
        recording = order.RecordMessage(call.id, customer.id, call.message, silence_ms, comment)
        x.out.append(recording)


def _order_recording(x: Exchange, call: Call, pairs: Pairs) -> None:
    ours, theirs = hearing.recorded(call, pairs)
    if call.tape is None:
        settings = x.voice(call).recording
        automatic = settings.mode != "off" and call.consent is True
        if not ours or not (automatic or call.tape_asked):
            return
        call.tape = Tape(x.new_id(call, "tape"))
        x.note(call, "recording_started", "", call.owner if call.tape_asked else "")
    tape = call.tape
    if tape.state == "failed":
        return
    reason = tape.reason or ("" if ours else "apart")
    if reason:
        if tape.state != "paused" and tape.state != "off":
            x.out.append(order.PauseRecording(call.id, tape.id, reason))
        tape.state, tape.ours, tape.theirs = "paused", (), ()
    elif (tape.ours, tape.theirs) != (ours, theirs):
        tape.state, tape.ours, tape.theirs = "on", ours, theirs
        x.out.append(order.Record(call=call.id, recording=tape.id, ours=ours, theirs=theirs))
