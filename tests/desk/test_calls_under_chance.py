"""Calls under chance: whatever agent, network and engine do, in whatever order, the desk keeps its promises."""

from collections.abc import Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent_desktop.desk.errands import Telephone
from agent_desktop.model import calls as ca
from agent_desktop.model import commands as co
from agent_desktop.model import intents as it
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import CallState
from agent_desktop.model.changes import Change, InboxChanged, Section
from tests.desk.fake_phone import DIRECT, WORK
from tests.desk.script import at_work, kept
from tests.desk.switchboard import LAYLA, Switchboard
from tests.desk.test_inbox_edits import follow, read

MOST = 4
NUMBERS = st.sampled_from([LAYLA, "0612489017", "+442079460000", "200", "no number"])


class Watched(Switchboard):
    """Checks every command as it leaves, and counts how often a record is closed. `rows` is the work list as a window
    has it that follows the edits."""

    def __init__(self) -> None:
        script = at_work()
        self.rows: dict[Section, list[Any]] = dict(read(script))
        self.closed: dict[str, int] = {}
        self.open_before: set[str] = set()
        super().__init__(script)

    def take(self, *items: object) -> "Watched":
        before = dict(self.desk.core.books.logged)
        super().take(*items)
        for saved in kept(self.desk, co.SaveLogged):
            old = before.get(saved.item.id)
            if isinstance(saved.item, CallRecord) and saved.item.over:
                if not (isinstance(old, CallRecord) and old.over):
                    self.closed[saved.item.call_id] = 1
                else:
                    assert (old.end, old.ended_at) == (saved.item.end, saved.item.ended_at)
        return self

    def publish(self, changes: Sequence[Change]) -> None:
        now = read(self.desk)
        for change in changes:
            if isinstance(change, InboxChanged):
                follow(self.rows, change, now)

    def _perform(self, send: Telephone) -> None:
        command = send.command
        if isinstance(command, ca.CallCommand):
            named = [getattr(command, name) for name in command.__struct_fields__ if "id" in name]
            ids = [one for name in named for one in ([name] if isinstance(name, str) else name)]
            assert set(ids) <= self.exchange.calls.keys(), "a command for a call that is over"
        super()._perform(send)


class Calls(RuleBasedStateMachine):
    """Agent, network and engine take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Watched()
        self.mutes: dict[str, bool] = {}

    def live(self) -> list[str]:
        return list(self.board.exchange.calls)

    def one(self, draw: int) -> str:
        """A live call, or one that never was."""
        return [*self.live(), "nobody"][draw % (len(self.live()) + 1)]

    # --- the agent

    @rule(number=NUMBERS)
    def dials(self, number: str) -> None:
        if len(self.live()) < MOST:
            self.board.take(it.Dial(number=number))

    @rule(draw=st.integers(0, 9), number=NUMBERS)
    def consults(self, draw: int, number: str) -> None:
        if len(self.live()) < MOST:
            self.board.take(it.Consult(call_id=self.one(draw), number=number))

    @rule(accept=st.booleans())
    def answers(self, accept: bool) -> None:
        self.board.take(it.AcceptOffer() if accept else it.DeclineOffer())

    @rule(
        draw=st.integers(0, 9),
        kind=st.sampled_from(
            [
                ca.HoldCall,
                ca.ResumeCall,
                ca.HangUp,
                ca.AnswerCall,
                ca.RejectCall,
                ca.StartRecording,
                ca.PauseRecording,
                ca.ResumeRecording,
                ca.StopRecording,
            ]
        ),
    )
    def presses(self, draw: int, kind: type[ca.HoldCall]) -> None:
        self.board.do(kind(call_id=self.one(draw)))

    @rule(draw=st.integers(0, 9), muted=st.booleans())
    def mutes_one(self, draw: int, muted: bool) -> None:
        call_id = self.one(draw)
        self.board.do(ca.MuteCall(call_id=call_id, muted=muted))
        call = self.board.exchange.calls.get(call_id)
        if call is not None:
            self.mutes[call_id] = call.muted

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def swaps(self, first: int, second: int) -> None:
        self.board.do(ca.SwapCalls(hold_id=self.one(first), resume_id=self.one(second)))

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def joins(self, first: int, second: int) -> None:
        self.board.do(ca.JoinCalls(call_ids=(self.one(first), self.one(second))))

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def hands_over(self, first: int, second: int) -> None:
        self.board.do(ca.TransferConsult(call_id=self.one(first), consult_id=self.one(second)))

    @rule(draw=st.integers(0, 9), text=st.text(max_size=5))
    def notes(self, draw: int, text: str) -> None:
        self.board.take(it.WriteCallNote(call_id=self.one(draw), text=text))

    # --- the network and the engine

    @precondition(lambda self: self.board.exchange.running and len(self.live()) < MOST)
    @rule(number=NUMBERS, account=st.sampled_from([WORK, DIRECT]))
    def rings(self, number: str, account: str) -> None:
        self.board.take(*self.board.exchange.rings(number, account_id=account))

    @precondition(lambda self: self.board.exchange.running)
    @rule(draw=st.integers(0, 9))
    def far_answers(self, draw: int) -> None:
        call = self.board.exchange.calls.get(self.one(draw))
        if call is not None and call.state is CallState.DIALING:
            talking = self.board.talking
            if not talking:
                self.board.take(*self.board.exchange.far_answers(call.id))

    @precondition(lambda self: self.board.exchange.running)
    @rule(draw=st.integers(0, 9), code=st.sampled_from(list(ca.EndCode)))
    def far_ends(self, draw: int, code: ca.EndCode) -> None:
        call_id = self.one(draw)
        if call_id in self.board.exchange.calls:
            over = self.board.exchange.ends(call_id, code)
            self.board.take(*over).take(*over)

    @precondition(lambda self: self.board.exchange.running)
    @rule()
    def repeats_everything(self) -> None:
        self.board.take(self.board.exchange.whole())

    @precondition(lambda self: self.board.exchange.running)
    @rule(dies=st.booleans())
    def goes_away(self, dies: bool) -> None:
        exchange = self.board.exchange
        for event in exchange.dies() if dies else exchange.vanishes():
            self.board.take(event)

    @precondition(lambda self: not self.board.exchange.running)
    @rule()
    def comes_back(self) -> None:
        self.board.take(*self.board.exchange.returns())

    @rule(ms=st.sampled_from([1, 2_000, 20_000]))
    def time_passes(self, ms: int) -> None:
        self.board.wait(ms)

    # --- promises

    @invariant()
    def the_work_list_shows_every_call_on_top(self) -> None:
        now = read(self.board.desk)
        assert self.board.rows == now
        lines = self.board.desk.core.state.phone.lines.values()
        on_call = {one.row for one in lines if not one.only_offered}
        rows = now[Section.ACTIVE]
        assert {one.conversation_id for one in rows[: len(on_call)]} == on_call
        assert all(one.call is None for one in rows[len(on_call) :])

    @invariant()
    def one_is_talked_to(self) -> None:
        lines = {one.call.id: one.call for one in self.board.desk.view.calls()}
        talking = [lines[one] for one in self.board.talking]
        assert len(talking) <= 1 or all(one.joined for one in talking)

    @invariant()
    def every_call_has_one_record_and_every_ended_one_is_closed(self) -> None:
        records = [
            one for one in self.board.desk.core.books.logged.values() if isinstance(one, CallRecord)
        ]
        exchange = self.board.exchange
        assert sorted(one.call_id for one in records) == sorted([*exchange.calls, *exchange.over])
        over = {one.call_id for one in records if one.over}
        assert over == exchange.over.keys() == self.board.closed.keys()
        for one in records:
            if one.over:
                assert all(pause.ended_at is not None for pause in one.pauses)

    @invariant()
    def what_is_live_is_shown_or_offered(self) -> None:
        desk, exchange = self.board.desk, self.board.exchange
        lines = desk.core.state.phone.lines
        assert lines.keys() == exchange.calls.keys()
        assert {one.call.id: one.call.hold for one in lines.values()} == {
            one.id: one.hold for one in exchange.calls.values()
        }
        if exchange.running:
            shown = {one.call.id for one in desk.view.calls()}
            offered = {one.interaction_id.removeprefix("~") for one in desk.view.offers()}
            assert shown.isdisjoint(offered)
            assert offered <= lines.keys()

    @invariant()
    def mute_survives(self) -> None:
        for call_id, call in self.board.exchange.calls.items():
            line = self.board.desk.core.state.phone.lines[call_id]
            assert line.call.muted is call.muted is self.mutes.get(call_id, False)


TestCalls = Calls.TestCase
TestCalls.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
