"""Whatever happens in whatever order: nobody in silence, every call over once, nobody hears whom they must not.

The world (world.py) judges after every step; at the end everything dies, and the inputs are played again.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from msgspec.structs import replace

from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import Recording
from agent_desktop.hub.voice.records import Cause, Mode, Target, VoiceCall
from tests.hub.voice.script import CALLER, POLICY, START
from tests.hub.voice.world import World

AGENTS = ("ann", "bob", "cid")
CID = Target(kind="agent", id="cid", number="sip:cid@hub")
causes: st.SearchStrategy[Cause] = st.sampled_from(
    ("hung_up", "busy", "no_answer", "rejected", "failed", "lost")
)
dialled = st.sampled_from(
    [number for entry in POLICY.entry_points for number in entry.numbers] + ["+49777"]
)
targets = st.sampled_from(
    [
        *(Target(kind="agent", id=name, number=f"sip:{name}@hub") for name in AGENTS),
        Target(kind="agent", id="dee"),
        Target(kind="queue", id="help"),
        Target(kind="queue", id="taped"),
        Target(kind="number", number="0301234567"),
        Target(kind="number", number="112"),
        Target(kind="number", number="nonsense"),
    ]
)
spans = st.sampled_from((1, 500, 5_000, 10_000, 20_000, 60_000, 300_000, 600_000))
digits = st.sampled_from("123479*#")


#: Steps that mean nothing without a talk are not wasted.
talking = precondition(
    lambda self: any(call.stage == "talking" for call in self.world.switch.calls())
)


class Telephones(RuleBasedStateMachine):
    """A house in which anything may happen at any time."""

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

    # The lines

    @rule(agent=st.sampled_from(AGENTS))
    def talk_more(self, agent: str) -> None:
        self.talk(agent)

    @rule(asks=st.booleans())
    def wait_for_long(self, asks: bool) -> None:
        call = self.come_through("+4930999100", 2)
        self.world.now += 5_000
        self.tell(i.TimePassed())
        self.world.now += 60_000
        self.tell(i.TimePassed())
        found = self.world.switch.call(call)
        if asks and found is not None:
            for leg in found.legs:
                self.tell(i.DigitPressed(leg.id, "1"))

    @rule(spoken=st.integers(1, 5))
    def leave_a_message(self, spoken: int) -> None:
        self.come_through("+4930999200", spoken, keys="*")

    @rule(number=dialled, caller=st.sampled_from((CALLER, "anonymous")))
    def call_in(self, number: str, caller: str) -> None:
        self.tell(i.CallArrived(self.next_id("c"), self.next_id("in"), caller, number))

    @rule(number=dialled, data=st.data())
    def a_caller_comes_through(self, number: str, data: st.DataObject) -> None:
        self.come_through(
            number, data.draw(st.integers(0, 4)), data.draw(st.sampled_from(("", "2", "7")))
        )

    @rule(data=st.data(), times=st.integers(1, 3))
    def answer(self, data: st.DataObject, times: int) -> None:
        for _ in range(times):
            leg = self.some_leg(data, "dialling", "ringing")
            if leg is not None:
                self.tell(i.LegAnswered(leg))

    @rule(data=st.data())
    def ring(self, data: st.DataObject) -> None:
        leg = self.some_leg(data, "dialling", "up")
        if leg is not None:
            self.tell(i.LegRinging(leg))

    @rule(data=st.data(), cause=causes)
    def end(self, data: st.DataObject, cause: Cause) -> None:
        leg = self.some_leg(data, "dialling", "ringing", "up")
        if leg is not None:
            self.tell(i.LegEnded(leg, cause))
            self.tell(i.LegAnswered(leg))
            self.tell(i.LegEnded(leg, cause))

    @rule(data=st.data())
    def lose_a_worker(self, data: st.DataObject) -> None:
        legs = sorted(self.world.legs)
        if legs:
            lost = data.draw(st.lists(st.sampled_from(legs), unique=True, max_size=6))
            self.tell(i.WorkerLost(tuple(lost)))

    @rule(data=st.data(), digit=digits)
    def press(self, data: st.DataObject, digit: str) -> None:
        leg = self.some_leg(data, "up", "ringing")
        if leg is not None:
            self.tell(i.DigitPressed(leg, digit))

    @rule(data=st.data(), loops=st.booleans())
    def finish_playing(self, data: st.DataObject, loops: bool) -> None:
        legs = sorted(leg for leg, one in self.world.playing.items() if loops or not one.loop)
        if legs:
            leg = data.draw(st.sampled_from(legs))
            self.tell(i.PlaybackFinished(leg, self.world.playing[leg].playback))
            self.tell(i.PlaybackFinished(leg, "another"))

    @rule(data=st.data())
    def silence(self, data: st.DataObject) -> None:
        leg = self.some_leg(data, "up")
        if leg is not None:
            self.tell(i.SilenceHeard(leg))

    @rule(data=st.data(), serial=st.integers(1, 12))
    def fail_a_recording(self, data: st.DataObject, serial: int) -> None:
        call = self.some_call(data)
        if call is not None:
            self.tell(i.RecordingFailed(f"{call.id}/tape{serial}", "disk"))

    # Routing

    @rule(data=st.data(), agent=st.sampled_from(AGENTS), answers=st.booleans())
    def accept(self, data: st.DataObject, agent: str, answers: bool) -> None:
        call = self.some_call(data, "waiting", "kept")
        waiting = [call.id] if call else ["nothing"]
        name = data.draw(st.sampled_from([*waiting, *self.world.wanted]))
        self.tell(i.OfferAccepted(name, agent, f"sip:{agent}@hub", "token"))
        for one in [*self.world.legs] if answers else ():
            if one.startswith(f"{name}/") or one == name:
                self.tell(i.LegAnswered(one))

    @rule(data=st.data(), position=st.integers(0, 200), wait_ms=st.none() | spans)
    def stand(self, data: st.DataObject, position: int, wait_ms: int | None) -> None:
        call = self.some_call(data)
        if call is not None:
            self.tell(i.StandingTold(call.id, position, wait_ms))

    @rule(data=st.data())
    def refuse_arrival(self, data: st.DataObject) -> None:
        call = self.some_call(data)
        if call is not None and self.world.cases[call.id].line == "waiting":
            self.tell(i.ArrivalRefused(call.id))

    @rule(late=spans, number=st.sampled_from((CALLER, "")))
    def restore_a_callback(self, late: int, number: str) -> None:
        call, at = self.next_id("c"), self.world.now - late
        self.tell(i.CallbackRestored(call=call, number=number, queue="orders", arrived_at=at))

    @rule(data=st.data())
    def leave_the_page(self, data: st.DataObject) -> None:
        if (call := self.some_call(data)) is not None:
            self.tell(i.CustomerAway(call.id))

    # Agents

    @rule(agent=st.sampled_from(AGENTS), number=st.sampled_from(("0301234567", "112", "x")))
    def place(self, agent: str, number: str) -> None:
        told = i.CallPlaced(
            call=self.next_id("c"),
            agent=agent,
            agent_number=f"sip:{agent}@hub",
            token="t",
            number=number,
            queue="orders",
        )
        self.tell(told)

    @rule(
        agent=st.sampled_from(AGENTS), other=st.sampled_from((*AGENTS, "")), answers=st.booleans()
    )
    def call_a_colleague(self, agent: str, other: str, answers: bool) -> None:
        call = self.next_id("c")
        told = i.CallPlaced(
            call=call,
            agent=agent,
            agent_number=f"sip:{agent}@hub",
            token="t",
            number="202",
            colleague=Target(kind="agent", id=other, number=f"sip:{other}@hub"),
        )
        self.tell(told)
        if answers:
            self.answer_all(call)

    @talking
    @rule(data=st.data(), on=st.booleans(), one=st.booleans())
    def hold(self, data: st.DataObject, on: bool, one: bool) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        leg = data.draw(st.sampled_from(call.legs)).id if one else ""
        self.tell((i.Held if on else i.Resumed)(call.id, self.who(data, call), leg))

    @talking
    @rule(data=st.data(), where=targets)
    def transfer(self, data: st.DataObject, where: Target) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        self.tell(i.Transferred(call.id, self.who(data, call), where))

    @talking
    @rule(data=st.data(), where=targets, aside=st.booleans(), answers=st.booleans())
    def invite(self, data: st.DataObject, where: Target, aside: bool, answers: bool) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        kind = i.ConsultStarted if aside else i.PartyAdded
        self.tell(kind(call.id, self.who(data, call), where, "t"))
        if answers:
            self.answer_all(call.id)

    @talking
    @rule(
        data=st.data(),
        kind=st.sampled_from(
            (i.ConsultCompleted, i.ConsultCancelled, i.ConsultJoined, i.ConsultSwapped)
        ),
    )
    def end_consultation(self, data: st.DataObject, kind: type) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        self.tell(kind(call.id, self.who(data, call)))

    @talking
    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        leg = data.draw(st.sampled_from(call.legs)).id
        self.tell(i.PartyDropped(call.id, self.who(data, call), leg))

    @rule(data=st.data(), everyone=st.booleans())
    def hang_up(self, data: st.DataObject, everyone: bool) -> None:
        call = self.some_call(data)
        if call is not None:
            self.tell(i.HungUp(call.id, self.who(data, call), everyone))

    @talking
    @rule(data=st.data(), what=st.sampled_from(("start", "pause", "pause", "resume")))
    def record(self, data: st.DataObject, what: str) -> None:
        call = self.some_call(data, "talking")
        assert call is not None
        told = i.RecordingAsked(call.id, self.who(data, call), what, "card")  # type: ignore[arg-type]
        self.tell(told)

    # Supervisors

    @rule(
        data=st.data(),
        mode=st.sampled_from(("monitor", "whisper", "barge")),
        name=st.sampled_from(("sue", "sue", "tim", "ann")),
    )
    def supervise(self, data: st.DataObject, mode: Mode, name: str) -> None:
        call = self.some_call(data)
        if call is not None:
            told = i.Supervised(
                call=call.id, supervisor=name, mode=mode, number=f"sip:{name}@hub", token="t"
            )
            self.tell(told)

    @rule(data=st.data(), name=st.sampled_from(("sue", "tim")))
    def end_supervision(self, data: st.DataObject, name: str) -> None:
        call = self.some_call(data)
        if call is not None:
            self.tell(i.SupervisionEnded(call.id, name))

    # Time

    @rule(span=spans)
    def wait(self, span: int) -> None:
        self.world.now += span
        self.tell(i.TimePassed())

    @rule()
    def wait_for_the_next_thing(self) -> None:
        due = self.world.switch.next_deadline()
        if due is not None:
            self.world.now = due
            self.tell(i.TimePassed())

    @rule(quiet=st.booleans())
    def define(self, quiet: bool) -> None:
        queues = tuple(
            replace(one, music="music/quiet" if quiet else "music/waiting")
            for one in self.policy.queues
        )
        self.tell(i.PolicyDefined(replace(self.policy, queues=queues)))

    def teardown(self) -> None:
        self.world.finish()


TestTelephones = Telephones.TestCase
TestTelephones.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    # Explaining a failure traces every line, which on Python 3.11 slows all examples down tenfold.
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
