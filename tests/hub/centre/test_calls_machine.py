"""Centre, routing and the real switch together, whatever callers, agents, telephones, time and crashes do.

After each step both agree on who has which call; nobody is lost, and what an agent holds is what routing counts.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agent_desktop.hub.centre import attendance
from agent_desktop.hub.storage import accounts
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.backend_calls import (
    AddParty,
    CallOut,
    CallTarget,
    CancelConsult,
    CompleteConsult,
    ConsultWith,
    DropParty,
    EndSupervision,
    HoldParties,
    JoinConsult,
    LeaveCall,
    Listening,
    RecordCall,
    RecordWish,
    Supervise,
    SwapConsult,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.commands import (
    AnswerOffer,
    BackendCommand,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    PullInteraction,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub import databases
from tests.hub.centre.floor import AGENTS, Floor
from tests.hub.centre.page_rules import VISITORS
from tests.hub.centre.replica import Desk
from tests.hub.centre.survey_rules import SurveysMachine
from tests.hub.centre.telephones import BILLING, MESSAGES, SUPPORT, Telephones

agents = st.sampled_from(AGENTS)
pick = st.integers(0, 1_000)
targets = st.sampled_from(
    [CallTarget(kind=TargetKind.AGENT, value=agent) for agent in AGENTS]
    + [CallTarget(kind=TargetKind.QUEUE, value=queue) for queue in ("support", "billing")]
    + [CallTarget(kind=TargetKind.NUMBER, value="+4930777")]
)
EXTENSIONS = ("200", "201", "202")
CALLERS = ("+49301110001", "+49301110002", "+49301110003", "anonymous")


class CallsMachine(SurveysMachine):
    """Everything that may happen to calls."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="calls-"))
        self.floor = Floor(databases.fresh(self.folder / "hub.db"))
        self.floor.furnish(wrap_up_ms=20_000, away_ms=60_000)
        self.lines = Telephones(self.floor)
        self.lines.furnish()
        with self.floor.centre.request() as book:
            accounts.set_access(book.storage, "cleo", ("agent", "supervisor"), disabled=False)
        self.applied = len(self.floor.heard)
        snapshot = self.floor.centre.snapshot
        self.desks = {agent: Desk(snapshot(agent)[1], agent == "cleo") for agent in AGENTS}
        self.asked: list[tuple[str, str, BackendCommand]] = []
        for visitor in VISITORS:
            self.floor.visitor(visitor)
        for agent in AGENTS:
            self.come(agent)

    def teardown(self) -> None:
        self.lines.lagging = False
        self.lines.carry()
        for call in self.lines.switch.calls():
            for leg in call.legs:
                self.lines.left(leg.id)
        self.lines.wait(60_000)
        for call in self.lines.switch.calls():
            assert call.stage == "kept" or call.legs, call
        self.centre_and_switch_agree()
        self.messages_are_there_once()
        self.floor.centre.storage.close()
        databases.done(self.floor.path)
        shutil.rmtree(self.folder)

    # --- what happens

    @rule(agent=agents)
    def come(self, agent: str) -> None:
        if not self.lines.alive:
            self.lines.begin()
        self.floor.centre.phone_here(agent, True)
        self.floor.ready(agent)
        self.lines.carry()

    @rule(agent=agents, here=st.booleans())
    def phone(self, agent: str, here: bool) -> None:
        self.floor.centre.phone_here(agent, here and self.lines.alive)
        self.lines.carry()

    @rule(agent=agents, linked=st.booleans())
    def link(self, agent: str, linked: bool) -> None:
        centre = self.floor.centre
        (centre.connected if linked else centre.disconnected)(agent)
        self.lines.carry()

    @rule(
        dialled=st.sampled_from([SUPPORT, SUPPORT, BILLING, MESSAGES]), who=st.sampled_from(CALLERS)
    )
    def call_in(self, dialled: str, who: str) -> None:
        self.lines.call_in(dialled, who)

    @rule(agent=agents, accept=st.sampled_from([True, True, True, False]), up=st.booleans())
    def reply_to_offer(self, agent: str, accept: bool, up: bool) -> None:
        for offer in self.floor.centre.snapshot(agent)[1].offers:
            answer = AnswerOffer(
                interaction_id=offer.interaction_id, epoch=offer.epoch, accept=accept
            )
            assert bool(offer.call_token) == (offer.channel is Channel.VOICE)
            self.ask(agent, answer)
            if up:
                self.pick_up(agent)
            return

    @rule(agent=agents)
    def pick_up(self, agent: str) -> None:
        for call in self.lines.switch.calls():
            for leg in call.legs:
                if leg.agent == agent and leg.state in ("dialling", "ringing"):
                    self.lines.tell(i.LegAnswered(leg.id))
                    return

    @rule(agent=agents, dialled=st.sampled_from([SUPPORT, BILLING]), who=st.sampled_from(CALLERS))
    def talk(self, agent: str, dialled: str, who: str) -> None:
        """An agent comes and takes whoever waits, or whoever calls then."""
        self.come(agent)
        if not self.floor.centre.snapshot(agent)[1].offers:
            self.lines.call_in(dialled, who)
        self.reply_to_offer(agent, True, True)

    def everybody_answers(self) -> None:
        """Whoever is rung picks up, agents and others."""
        for agent in AGENTS:
            self.reply_to_offer(agent, True, True)
        for call in self.lines.switch.calls():
            for leg in call.legs:
                if leg.state in ("dialling", "ringing"):
                    self.lines.tell(i.LegAnswered(leg.id))

    @rule(which=pick)
    def any_leg_is_up(self, which: int) -> None:
        if leg := self.leg(which):
            self.lines.tell(i.LegAnswered(leg.id))

    @rule(which=pick, cause=st.sampled_from(["hung_up", "hung_up", "busy", "no_answer", "lost"]))
    def any_leg_ends(self, which: int, cause: Any) -> None:
        leg = self.leg(which)
        if leg is not None:
            self.lines.left(leg.id, cause)

    @rule(which=pick)
    def any_prompt_is_over(self, which: int) -> None:
        if leg := self.leg(which):
            self.lines.heard(leg.id)

    @rule(which=pick, digit=st.sampled_from("1#*"))
    def any_key(self, which: int, digit: str) -> None:
        leg = self.leg(which)
        if leg is not None:
            self.lines.tell(i.DigitPressed(leg.id, digit))

    @rule(
        dialled=st.sampled_from([SUPPORT, MESSAGES]),
        who=st.sampled_from(CALLERS),
        keys=st.sampled_from(["1", "#"]),
    )
    def wait_long(self, dialled: str, who: str, keys: str) -> None:
        """A caller hears what there is to hear, presses a key and hangs up: a callback, or a message."""
        leg = f"{self.lines.call_in(dialled, who)}/in"
        self.lines.wait(31_000)
        for _ in range(3):
            self.lines.heard(leg)
            self.lines.wait(1_000)
        self.lines.tell(i.DigitPressed(leg, keys))
        self.lines.left(leg)

    @precondition(lambda self: self.asked and not self.lines.lagging)
    @rule(which=pick)
    def ask_again(self, which: int) -> None:
        agent, command_id, command = self.asked[which % len(self.asked)]
        self.lines.carry()
        self.floor.centre.tick()
        self.lines.carry()
        position = self.floor.centre.position
        assert self.floor.ask(agent, command, command_id) is None
        assert self.floor.centre.position == position
        assert not self.floor.centre.drain_orders()

    @rule(agent=agents, which=pick, to=targets)
    def transfer(self, agent: str, which: int, to: CallTarget) -> None:
        self.ask(agent, TransferTo(interaction_id=self.call_of(agent, which), target=to))

    @rule(agent=agents, which=pick, to=targets, up=st.booleans())
    def consult(self, agent: str, which: int, to: CallTarget, up: bool) -> None:
        self.ask(agent, ConsultWith(interaction_id=self.call_of(agent, which), target=to))
        if up:
            self.everybody_answers()

    @rule(
        agent=agents,
        which=pick,
        kind=st.sampled_from([SwapConsult, CompleteConsult, CancelConsult, JoinConsult, LeaveCall]),
    )
    def consulted(self, agent: str, which: int, kind: Any) -> None:
        self.ask(agent, kind(interaction_id=self.call_of(agent, which)))

    @rule(
        agent=agents,
        to=targets,
        kind=st.sampled_from([SwapConsult, CompleteConsult, JoinConsult, CancelConsult, LeaveCall]),
        who=st.sampled_from(CALLERS),
    )
    def work_together(self, agent: str, to: CallTarget, kind: Any, who: str) -> None:
        """A whole consultation, until it is completed, joined, cancelled or left."""
        self.talk(agent, SUPPORT, who)
        for other in AGENTS:
            self.come(other)
        self.consult(agent, 0, to, True)
        self.ask(agent, kind(interaction_id=self.call_of(agent, 0)))

    @rule(agent=agents, which=pick, to=targets, up=st.booleans())
    def add(self, agent: str, which: int, to: CallTarget, up: bool) -> None:
        self.ask(agent, AddParty(interaction_id=self.call_of(agent, which), target=to))
        if up:
            self.everybody_answers()

    @rule(agent=agents, which=pick, on=st.booleans(), wish=st.sampled_from(list(RecordWish)))
    def hold_and_record(self, agent: str, which: int, on: bool, wish: RecordWish) -> None:
        call = self.call_of(agent, which)
        self.ask(agent, HoldParties(interaction_id=call, on=on))
        self.ask(agent, RecordCall(interaction_id=call, wish=wish, reason="card"))

    @rule(agent=agents, which=pick)
    def drop(self, agent: str, which: int) -> None:
        leg = self.leg(which)
        call = self.call_of(agent, which)
        self.ask(agent, DropParty(interaction_id=call, party_id=leg.id if leg else ""))

    @rule(agent=agents, which=pick, mode=st.sampled_from(list(Listening)), leave=st.booleans())
    def supervise(self, agent: str, which: int, mode: Listening, leave: bool) -> None:
        calls = self.lines.switch.calls()
        if calls:
            call = calls[which % len(calls)].id
            if leave:
                self.ask(agent, EndSupervision(interaction_id=call))
            else:
                self.ask(agent, Supervise(interaction_id=call, mode=mode, token="s"))

    @rule(
        agent=agents,
        who=st.sampled_from((*CALLERS[:2], "112", "nobody", "+0123456", *EXTENSIONS)),
        up=st.booleans(),
        beside=st.booleans(),
    )
    def call_out(self, agent: str, who: str, up: bool, beside: bool = False) -> None:
        if beside:
            self.talk(agent, SUPPORT, CALLERS[2])
        self.ask(agent, CallOut(interaction_id=self.floor.id(), number=who, token="t"))
        self.pick_up(agent)
        if up:
            self.everybody_answers()

    @rule(
        agent=agents,
        who=st.sampled_from(EXTENSIONS),
        to=targets,
        kind=st.sampled_from([TransferTo, ConsultWith, AddParty]),
        then=st.sampled_from([SwapConsult, CompleteConsult, JoinConsult, CancelConsult, LeaveCall]),
    )
    def call_a_colleague(self, agent: str, who: str, to: CallTarget, kind: Any, then: Any) -> None:
        """Two talk, a third may come, and somebody waits meanwhile."""
        for other in AGENTS:
            self.come(other)
        self.call_out(agent, who, True)
        self.lines.call_in(SUPPORT, CALLERS[0])
        self.ask(agent, kind(interaction_id=self.call_of(agent, 0), target=to))
        self.everybody_answers()
        self.ask(agent, then(interaction_id=self.call_of(agent, 0)))

    @rule(agent=agents, which=pick, end=st.booleans())
    def finish(self, agent: str, which: int, end: bool) -> None:
        mine = [
            one
            for one in self.floor.centre.snapshot(agent)[1].interactions
            if one.agent_id == agent
        ]
        if not mine:
            return
        one = mine[which % len(mine)]
        if end:
            self.ask(agent, EndInteraction(interaction_id=one.id))
        else:
            self.ask(agent, CompleteWrapUp(interaction_id=one.id, disposition="solved"))

    @rule(agent=agents, which=pick)
    def pull(self, agent: str, which: int) -> None:
        live = self.floor.centre.snapshot(agent)[1].interactions
        if live:
            self.ask(agent, PullInteraction(interaction_id=live[which % len(live)].id))

    @rule(agent=agents, state=st.sampled_from([PresenceState.BREAK, PresenceState.OFFLINE]))
    def rest(self, agent: str, state: PresenceState) -> None:
        self.ask(agent, ChoosePresence(state=state))

    @rule(agent=agents)
    def shut_out(self, agent: str) -> None:
        with self.floor.centre.request() as book:
            attendance.shut_out(book, book.agent(agent))
        self.lines.carry()

    @rule(ms=st.sampled_from([500, 11_000, 21_000, 46_000, 121_000, 601_000]))
    def wait(self, ms: int) -> None:
        self.lines.wait(ms)

    @rule(lagging=st.booleans(), steps=st.integers(0, 6))
    def lag(self, lagging: bool, steps: int) -> None:
        """Words between centre and switch take their time."""
        self.lines.lagging = lagging
        for _ in range(steps):
            self.lines.step()
        self.lines.carry()

    @rule(crash=st.booleans(), again=st.booleans())
    def worker_dies(self, crash: bool, again: bool) -> None:
        self.hear()
        if crash:
            self.floor.crash()
        self.lines.die()
        if again:
            self.lines.begin()

    @rule()
    def worker_begins(self) -> None:
        self.lines.die()
        self.lines.begin()

    @precondition(lambda self: not self.lines.lagging)
    @rule(agent=agents)
    def fail(self, agent: str) -> None:
        """A transaction that fails after much was done leaves nothing, also not outside the database."""
        centre = self.floor.centre
        self.hear()
        self.lines.carry()
        links = centre._links
        before = (set(links.phones), dict(links.pictures), dict(links.sockets))

        def batch() -> None:
            with centre.batch():
                centre.connected(agent)
                centre.phone_here(agent, agent not in before[0])
                centre.voice_lost()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            batch()
        assert centre.drain() == []
        assert centre.drain_orders() == []
        assert (links.phones, links.pictures, links.sockets) == before


# Shrinking a failure takes minutes; explaining it would trace every line of it.
pytestmark = pytest.mark.timeout(600)
TestCalls = CallsMachine.TestCase
TestCalls.settings = settings(
    max_examples=tries(12),
    stateful_step_count=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
