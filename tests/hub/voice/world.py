"""The world around a switch, as a ledger: it does what it is told and judges every decision by brute force.

It keeps what media workers would know (legs, what is played, who hears whom, what is recorded) and what routing would
know (who waits, who has which interaction) from inputs and decisions alone, and compares it with the switch's pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.records import Leg, VoiceCall
from agent_desktop.hub.voice.switch.engine import Switch


@dataclass
class Case:
    """One call. `line` is where routing has it: no, waiting, active, done."""

    id: str
    legs: set[str] = field(default_factory=set)
    line: str = "no"
    agent: str = ""
    arrived_at: int | None = None
    kept: bool = False
    over: bool = False
    hears: frozenset[tuple[str, str]] = frozenset()
    paused_by_hand: bool = False
    taped: frozenset[str] = frozenset()
    survey: str = ""


class World:
    """A switch under observation."""

    def __init__(self, policy: Policy, now: int) -> None:
        self.policy, self.now = policy, now
        self.switch = Switch(policy)
        self.cases: dict[str, Case] = {}
        self.up: set[str] = set()
        self.playing: dict[str, d.Play] = {}
        self.messages: dict[str, str] = {}
        self.wanted: dict[str, str] = {}
        self.history: list[tuple[i.Input, int]] = []
        self.decided: list[tuple[d.Decision, ...]] = []
        self.out: tuple[d.Decision, ...] = ()

    @property
    def legs(self) -> dict[str, Case]:
        """All legs that are not over, with their calls."""
        return {leg: case for case in self.cases.values() for leg in case.legs}

    def tell(self, told: i.Input) -> tuple[d.Decision, ...]:
        """Apply an input, do as decided, and judge."""
        self._before(told)
        self.out = self.switch.apply(told, self.now)
        self.history.append((told, self.now))
        self.decided.append(self.out)
        for one in self.out:
            self._do(one)
        if isinstance(told, i.LegAnswered):
            leg = self.legs.get(told.leg)
            if leg is not None:
                self.up.add(told.leg)
        if isinstance(told, i.OfferAccepted) and not self._refused():
            self._accepted(told)
        if isinstance(told, i.CallbackRestored | i.CallPlaced) and not self._refused():
            self._began(told)
        for case in self.cases.values():
            self._judge(case)
        due = self.switch.next_deadline()
        assert due is None or due > self.now
        return self.out

    def _refused(self) -> bool:
        return any(isinstance(one, d.Refused) for one in self.out)

    def _before(self, told: i.Input) -> None:
        """What the world knows before the switch does."""
        if isinstance(told, i.CallArrived) and told.call not in self.cases:
            if told.leg not in self.legs:
                self.cases[told.call] = Case(told.call, {told.leg})
        elif isinstance(told, i.ArrivalRefused):
            case = self.cases[told.call]
            if case.line == "waiting":
                case.line, case.kept = "done", False
        elif isinstance(told, i.LegEnded):
            self._lose(told.leg)
        elif isinstance(told, i.WorkerLost):
            for leg in told.legs:
                self._lose(leg)
        elif isinstance(told, i.RecordingAsked) and told.what == "pause":
            call = self.switch.call(told.call)
            taped = call is not None and call.recording in ("on", "paused")
            if taped and self._may_command(told.call, told.agent):
                self.cases[told.call].paused_by_hand = True
        elif (
            isinstance(told, i.RecordingAsked)
            and told.what == "resume"
            and self._may_command(told.call, told.agent)
        ):
            self.cases[told.call].paused_by_hand = False

    def _may_command(self, call: str, agent: str) -> bool:
        found = self.switch.call(call)
        return (
            found is not None
            and found.stage == "talking"
            and any(
                one.agent == agent and one.part == "agent" and one.id in self.up
                for one in found.legs
            )
        )

    def _lose(self, leg: str) -> None:
        """A leg is no more."""
        case = self.legs.get(leg)
        if case is not None:
            case.legs.discard(leg)
        self.up.discard(leg)
        self.playing.pop(leg, None)
        self.messages.pop(leg, None)

    def _accepted(self, told: i.OfferAccepted) -> None:
        if told.call in self.cases:
            case = self.cases[told.call]
            assert case.line == "waiting"
            case.line, case.agent = "active", told.agent
        else:
            assert self.wanted.get(told.call)

    def _began(self, told: i.CallbackRestored | i.CallPlaced) -> None:
        case = self.cases.setdefault(told.call, Case(told.call))
        if isinstance(told, i.CallbackRestored):
            case.line, case.kept, case.arrived_at = "waiting", True, told.arrived_at
        elif told.colleague is None:
            case.line, case.agent = "active", told.agent

    def _do(self, one: d.Decision) -> None:
        if isinstance(one, d.HangUp):
            assert one.leg in self.legs, "a leg is ended once"
            self._lose(one.leg)
            return
        if isinstance(one, d.StopPlaying):
            assert self.playing.pop(one.leg).playback == one.playback
            return
        if isinstance(one, d.Refused):
            return
        case = self.cases.setdefault(one.call, Case(one.call))
        assert not case.over, "nothing comes after the end of a call"
        if isinstance(one, d.Originate):
            assert one.leg not in self.legs
            case.legs.add(one.leg)
        elif isinstance(one, d.Play):
            assert one.leg in case.legs
            assert one.prompts
            self.playing[one.leg] = one
        elif isinstance(one, d.Connect):
            case.hears = frozenset(one.hears)
        elif isinstance(one, d.Record):
            assert not case.paused_by_hand, "a paused recording records nothing"
            case.taped = frozenset((*one.ours, *one.theirs))
        elif isinstance(one, d.PauseRecording):
            case.taped = frozenset()
        elif isinstance(one, d.StopRecording):
            case.taped, case.paused_by_hand = frozenset(), False  # the next one is another one
        elif isinstance(one, d.RecordMessage):
            self.messages[one.leg] = one.recording
        elif isinstance(one, d.StopMessage):
            self.messages = {
                leg: kept for leg, kept in self.messages.items() if kept != one.recording
            }
        elif isinstance(one, d.Noted) and one.what == "recording_resumed":
            case.paused_by_hand = False
        elif isinstance(one, d.Noted) and one.what == "recording_failed":
            case.taped = frozenset()
        elif isinstance(one, d.CallOver):
            assert not case.legs, "every leg is ended before its call"
            assert case.line in ("no", "done"), "an interaction never just disappears"
            case.over = True
        else:
            self._route(case, one)

    def _route(self, case: Case, one: d.Decision) -> None:
        """What routing would do; it would refuse what does not fit."""
        if isinstance(one, d.Arrived):
            assert case.line == "no"
            case.line, case.arrived_at = "waiting", one.arrived_at
        elif isinstance(one, d.Left):
            assert case.line == "waiting"
            assert not case.kept, "who keeps a place never leaves the line"
            case.line = "done"
        elif isinstance(one, d.Returned):
            assert (case.line, case.agent) == ("active", one.agent)
            case.line, case.agent = "waiting", ""
        elif isinstance(one, d.WorkEnded):
            assert (case.line, case.agent) == ("active", one.agent)
            case.line, case.agent, case.kept = "done", "", False
        elif isinstance(one, d.HandedOver):
            assert (case.line, case.agent) == ("active", one.agent)
            assert one.to not in ("", one.agent)
            case.agent = one.to
        elif isinstance(one, d.CallbackAsked):
            assert case.line == "waiting"
            case.kept = True
        elif isinstance(one, d.Talking):
            case.kept = False
        elif isinstance(one, d.ConsultWanted):
            self.wanted[one.consult] = one.call
        elif isinstance(one, d.ConsultOver):
            assert self.wanted.pop(one.consult) == one.call
        elif isinstance(one, d.SurveyBegan):
            assert (case.line, case.survey) == ("done", ""), (
                "the agent is free, and nobody is asked twice"
            )
            case.survey = "asked"
        elif isinstance(one, d.SurveyAnswered):
            assert case.survey == "asked", "an answer counts once"
            assert 0 <= one.score <= 10
            case.survey = "answered"
        elif isinstance(one, d.SurveyRefused):
            assert case.survey == "asked"
            case.survey = "refused"
        elif isinstance(one, d.MessageKept) and one.comment:
            assert case.survey == "answered"
            case.survey = "commented"

    # Judging

    def _judge(self, case: Case) -> None:
        call = self.switch.call(case.id)
        assert (call is None) == case.over
        if call is None:
            return
        assert case.kept or case.legs, "a call without legs is over, unless a place is kept"
        assert {one.id for one in call.legs if one.state != "awaited"} == case.legs
        assert call.owner == case.agent
        if call.internal:
            assert {one.part for one in call.legs} <= {"agent", "outside"}, "it has no customer"
            assert (case.line, call.recording) == ("no", "off")
        if call.stage == "survey":
            assert [one.part for one in call.legs] == ["customer"], "nobody else is there"
            assert not case.hears
            assert not case.taped
        if case.arrived_at is not None:
            assert call.arrived_at == case.arrived_at, "the arrival never changes"
        elif call.arrived_at is not None:
            case.arrived_at = call.arrived_at
        for leg in call.legs:
            if leg.id in self.up:
                self._judge_leg(case, call, leg)
        self._judge_hearing(case, call)
        self._judge_tape(case, call)

    def _judge_leg(self, case: Case, call: VoiceCall, leg: Leg) -> None:
        """Nobody is left alone in silence without a decision."""
        assert leg.state == "up"
        listens = any(listener == leg.id for listener, _ in case.hears)
        playing = self.playing.get(leg.id)
        assert not (listens and playing), "who hears prompts is not in the bridge"
        chosen = leg.part == "agent" and any(other.held for other in call.legs)
        asked = call.stage in ("reception", "survey") and self.switch.next_deadline() is not None
        assert listens or playing or leg.id in self.messages or chosen or asked, leg

    def _judge_hearing(self, case: Case, call: VoiceCall) -> None:
        legs = {one.id: one for one in call.legs}
        agents = [one for one in call.legs if one.part == "agent" and one.id in self.up]
        for listener_id, speaker_id in case.hears:
            listener, speaker = legs[listener_id], legs[speaker_id]
            assert {listener_id, speaker_id} <= self.up
            assert listener_id != speaker_id
            assert not listener.held
            assert not speaker.held
            assert speaker.mode != "monitor", "who monitors is heard by nobody"
            if speaker.mode == "whisper":
                assert listener.part == "agent", "a whisper is for an agent"
                assert listener.agent == call.owner or call.owner not in {a.agent for a in agents}
            if "supervisor" not in (listener.part, speaker.part):
                assert listener.aside == speaker.aside, "a consultation is private"
                assert (speaker_id, listener_id) in case.hears

    def _judge_tape(self, case: Case, call: VoiceCall) -> None:
        legs = {one.id: one for one in call.legs}
        if call.recording != "on":
            assert not case.taped
            return
        assert not case.paused_by_hand
        (customer,) = [one for one in case.taped if legs[one].part == "customer"]
        heard = {speaker for listener, speaker in case.hears if listener == customer}
        assert case.taped == heard | {customer}, "what the customer cannot hear is not recorded"

    def finish(self) -> None:
        """Everything dies; every call ends exactly once, and the inputs play again to the same end."""
        self.tell(i.WorkerLost(tuple(self.legs)))
        for case in [*self.cases.values()]:
            if case.kept:
                self.tell(i.ArrivalRefused(case.id))
        assert all(case.over for case in self.cases.values())
        assert self.switch.calls() == ()
        assert self.switch.next_deadline() is None
        assert not self.wanted
        inputs = msgspec.json.decode(
            msgspec.json.encode(self.history), type=list[tuple[i.Input, int]]
        )
        again = Switch(self.policy)
        for (told, now), decided in zip(inputs, self.decided, strict=True):
            assert again.apply(told, now) == decided
