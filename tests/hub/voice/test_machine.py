"""Whatever happens in whatever order: nobody in silence, every call over once, nobody hears whom they must not.

The world (world.py) judges after every step; at the end everything dies, and the inputs are played again.
"""

from __future__ import annotations

from typing import Literal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Cause, Mode, SurveyScript, Target
from tests.hub.voice.house import House
from tests.hub.voice.script import CALLER, POLICY

AGENTS = ("ann", "bob", "cid")
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
KINDS: tuple[tuple[Literal["csat", "nps", "ces"], int, int], ...] = (
    ("csat", 1, 5),
    ("nps", 0, 10),
    ("ces", 1, 7),
)
SCRIPTS = tuple(
    SurveyScript(
        survey="s", kind=kind, lowest=low, highest=high, question="q", language="de", comment_ms=ms
    )
    for kind, low, high in KINDS
    for ms in (0, 20_000)
)
spans = st.sampled_from((1, 500, 5_000, 10_000, 20_000, 60_000, 300_000, 600_000))
digits = st.sampled_from("123479*#")


#: Steps that mean nothing without a talk are not wasted.
talking = precondition(
    lambda self: any(call.stage == "talking" for call in self.world.switch.calls())
)


class Telephones(House):
    """Anything may happen at any time."""

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

    @rule(data=st.data(), asks=st.booleans(), ends=st.booleans())
    def plan_a_survey(self, data: st.DataObject, asks: bool, ends: bool) -> None:
        call = self.some_call(data, "talking") or self.some_call(data)
        if call is None:
            return
        script = data.draw(st.sampled_from(SCRIPTS)) if asks else None
        self.tell(i.SurveyPlanned(call.id, script))
        if ends:
            self.tell(i.HungUp(call.id, call.owner, everyone=data.draw(st.booleans())))
            customer = next((one.id for one in call.legs if one.part == "customer"), "")
            for digit in data.draw(st.text("0147#*", max_size=3)):
                self.tell(i.DigitPressed(customer, digit))

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
