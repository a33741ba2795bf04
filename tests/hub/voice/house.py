"""The house of the telephones' machine: how it begins, and how people come through to a talk."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from msgspec.structs import replace

from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import Recording
from agent_desktop.hub.voice.records import Target, VoiceCall
from tests.hub.voice.script import CALLER, POLICY, START
from tests.hub.voice.world import World

CID = Target(kind="agent", id="cid", number="sip:cid@hub")


class House(RuleBasedStateMachine):
    """A house with its telephones, and what happens often before something rare does."""

    def __init__(self) -> None:
        super().__init__()
        # Everything is recorded here, so that whatever goes wrong with it has a chance to.
        taped = tuple(
            replace(one, recording=Recording(mode="all", by_hand=True))
            if one.id == "orders"
            else one
            for one in POLICY.queues
        )
        self.policy = replace(POLICY, queues=taped)
        self.world = World(self.policy, START)
        self.serial = 0

    def tell(self, told: i.Input) -> None:
        self.world.tell(told)

    def some_leg(self, data: st.DataObject, *states: str) -> str | None:
        """A leg in one of these states, as the switch sees them."""
        legs = [
            leg.id for call in self.world.switch.calls() for leg in call.legs if leg.state in states
        ]
        return data.draw(st.sampled_from(legs)) if legs else None

    def some_call(self, data: st.DataObject, *stages: str) -> VoiceCall | None:
        """A call in one of these stages; in any without them."""
        calls = [one for one in self.world.switch.calls() if not stages or one.stage in stages]
        return data.draw(st.sampled_from(calls)) if calls else None

    def who(self, data: st.DataObject, call: VoiceCall) -> str:
        """Somebody in the call mostly, somebody else sometimes."""
        inside = [one.agent for one in call.legs if one.part == "agent" and one.agent]
        return data.draw(st.sampled_from([*inside * 4, "eve"]))

    def next_id(self, kind: str) -> str:
        self.serial += 1
        return f"{kind}{self.serial:03}"

    def come_through(self, number: str, prompts: int, keys: str = "") -> str:
        """Somebody calls, is answered, presses keys, and hears so many prompts; the call."""
        call, leg = self.next_id("c"), self.next_id("in")
        self.tell(i.CallArrived(call, leg, CALLER, number))
        self.tell(i.LegAnswered(leg))
        for digit in keys:
            self.tell(i.DigitPressed(leg, digit))
        for _ in range(prompts):
            if leg in self.world.playing and not self.world.playing[leg].loop:
                self.tell(i.PlaybackFinished(leg, self.world.playing[leg].playback))
        return call

    def answer_all(self, call: str) -> None:
        """Whoever is rung in a call answers."""
        for _ in range(2):
            found = self.world.switch.call(call)
            for leg in found.legs if found else ():
                if leg.state == "dialling":
                    self.tell(i.LegAnswered(leg.id))

    def talk(self, agent: str) -> str:
        """Somebody talks with an agent, recorded; the call."""
        call = self.come_through("+4930999100", 2)
        self.world.now += 5_000
        self.tell(i.TimePassed())
        self.tell(i.OfferAccepted(call, agent, f"sip:{agent}@hub", "token"))
        self.answer_all(call)
        return call

    @initialize(busy=st.integers(0, 4))
    def open_up(self, busy: int) -> None:
        if not busy:
            return
        call = self.talk("ann")
        if busy in (2, 4):
            told = i.Supervised(
                call=call, supervisor="sue", mode="whisper", number="sip:sue@hub", token="t"
            )
            self.tell(told)
            self.answer_all(call)
        if busy > 2:
            call = self.talk("bob")
            self.tell(i.ConsultStarted(call, "bob", CID, "t"))
            self.answer_all(call)
