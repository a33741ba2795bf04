"""Calls that a backend carries, under chance: whatever agent, backend, telephone and link do, in whatever order."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from agent_desktop.desk.carried_state import all_held
from agent_desktop.desk.errands import Perform
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import CallState
from agent_desktop.model.commands import AnswerOffer
from agent_desktop.model.errors import Conflict, Refused, Unclear
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, live, snapshot
from tests.desk.switchboard import LAYLA

MOST = 3
NUMBERS = st.sampled_from([LAYLA, "200", "no number"])
TARGETS = st.builds(
    bc.CallTarget,
    kind=st.sampled_from(list(bc.TargetKind)),
    value=st.sampled_from(["+31201234567", "q2", "no number"]),
)
KNOWN = (bc.LeaveCall, bc.EndSupervision)
NEW = (bc.CallOut, bc.Supervise, bc.InviteToCall, AnswerOffer)


class Watched(CallCentre):
    """Checks every order as it leaves: it is about a call that the desk knows, and the link is up."""

    def _order(self, send: Perform) -> None:
        command = send.command
        assert self.desk.core.state.live, "an order without a link"
        if isinstance(command, bc.CallOrder) and not isinstance(command, NEW):
            carried = self.desk.core.state.carried
            assert command.interaction_id in carried or isinstance(command, KNOWN)
        target = getattr(command, "target", None)
        if target is not None and target.kind is bc.TargetKind.NUMBER:
            assert target.value != "no number"
        super()._order(send)


class CarriedCalls(RuleBasedStateMachine):
    """Agent, backend, telephone and link take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Watched()
        self.tokens: dict[str, str] = {}
        self.count = 0
        self.board.talking_to("i2", recording=bc.CallRecording.ON, may_pause=True, may_record=True)

    def note_tokens(self) -> None:
        for one in self.board.orders:
            if isinstance(one, bc.CallOut):
                self.tokens[one.interaction_id] = one.token

    def one(self, draw: int) -> str:
        """A call that the backend carries, or one that never was."""
        known = list(self.board.truth)
        return known[draw % len(known)] if known and draw < 9 else "nothing"

    def line(self, draw: int) -> str:
        """A live call, one on its way, or one that never was."""
        known = [one.call.id for one in self.board.desk.view.calls()]
        return known[draw % len(known)] if known and draw < 9 else "nobody"

    # --- the agent

    @precondition(lambda self: self.board.desk.core.state.live and self.board.exchange.running)
    @rule(recorded=st.sampled_from(list(bc.CallRecording)), several=st.booleans())
    def talks(self, recorded: bc.CallRecording, several: bool) -> None:
        """A whole beginning at once: the rules below take it apart."""
        if len(self.board.desk.view.calls()) >= MOST:
            return
        self.board.faults = {}
        self.count += 1
        more = (party(f"p{self.count}"),) if several else ()
        self.board.talking_to(
            f"i{self.count + 10}", *more, recording=recorded, may_pause=True, may_record=True
        )

    @precondition(lambda self: self.board.desk.core.state.live)
    @rule(accept=st.booleans())
    def is_offered_a_call(self, accept: bool) -> None:
        if len(self.board.desk.view.calls()) >= MOST:
            return
        self.count += 1
        interaction_id = f"i{self.count + 10}"
        self.tokens[interaction_id] = f"token-{interaction_id}"
        self.board.offered(interaction_id)
        self.board.take(it.AcceptOffer() if accept else it.DeclineOffer())

    @rule(number=NUMBERS, own=st.booleans())
    def dials(self, number: str, own: bool) -> None:
        if len(self.board.desk.view.calls()) < MOST:
            self.board.take(it.Dial(number=number, account_id="work" if own else ""))
        self.note_tokens()

    @rule(
        draw=st.integers(0, 9),
        kind=st.sampled_from(
            [
                ca.HoldCall,
                ca.ResumeCall,
                ca.HangUp,
                ca.StartRecording,
                ca.PauseRecording,
                ca.ResumeRecording,
            ]
        ),
    )
    def presses(self, draw: int, kind: type[ca.HoldCall]) -> None:
        self.board.do(kind(call_id=self.line(draw)))

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def swaps(self, first: int, second: int) -> None:
        self.board.do(ca.SwapCalls(hold_id=self.line(first), resume_id=self.line(second)))

    @rule(draw=st.integers(0, 9), place=TARGETS, kind=st.sampled_from([0, 1, 2]))
    def sends_somewhere(self, draw: int, place: bc.CallTarget, kind: int) -> None:
        order = (bc.TransferTo, bc.ConsultWith, bc.AddParty)[kind]
        self.board.take(it.OrderCall(order=order(interaction_id=self.one(draw), target=place)))

    @rule(
        draw=st.integers(0, 9),
        kind=st.sampled_from(
            [
                bc.CompleteConsult,
                bc.CancelConsult,
                bc.JoinConsult,
                bc.SwapConsult,
                bc.LeaveCall,
                bc.EndSupervision,
            ]
        ),
    )
    def orders(self, draw: int, kind: type[bc.LeaveCall]) -> None:
        self.board.take(it.OrderCall(order=kind(interaction_id=self.one(draw))))

    @rule(draw=st.integers(0, 9), which=st.integers(0, 3), on=st.booleans(), drop=st.booleans())
    def asks_of_one(self, draw: int, which: int, on: bool, drop: bool) -> None:
        call = self.board.truth.get(self.one(draw))
        others = [one.id for one in call.parties] if call is not None else []
        party_id = [*others, "gone"][which % (len(others) + 1)]
        order: bc.CallOrder = bc.HoldParties(
            interaction_id=self.one(draw), on=on, party_id=party_id
        )
        if drop:
            order = bc.DropParty(interaction_id=self.one(draw), party_id=party_id)
        if party_id != ME_PARTY.id:
            self.board.take(it.OrderCall(order=order))

    # --- the backend

    @precondition(lambda self: self.board.exchange.running)
    @rule(draw=st.integers(0, 9), up=st.booleans(), told_first=st.booleans())
    def rings_us(self, draw: int, up: bool, told_first: bool) -> None:
        expected = list(self.board.desk.core.state.phone.expected.items())
        if not expected:
            return
        token, one = expected[draw % len(expected)]
        state = bc.PartyState.UP if up else bc.PartyState.RINGING
        call = bc.BackendCall(
            interaction_id=one.interaction_id,
            parties=(party("customer", state=state), ME_PARTY),
            may_record=True,
            may_pause=True,
        )
        linked = self.board.desk.core.state.live
        if told_first and linked:
            self.board.tell(call)
        self.board.comes(token)
        if not told_first and linked:
            self.board.tell(call)

    @precondition(lambda self: self.board.desk.core.state.live)
    @rule(draw=st.integers(0, 9), aside=st.booleans(), held=st.booleans())
    def somebody_joins(self, draw: int, aside: bool, held: bool) -> None:
        call = self.board.truth.get(self.one(draw))
        if call is not None:
            self.count += 1
            made = party(f"p{self.count}", aside=aside, held=held)
            self.board.tell(replace(call, parties=(*call.parties, made)))

    @precondition(lambda self: self.board.desk.core.state.live)
    @rule(draw=st.integers(0, 9), waits=st.booleans())
    def is_taken_from_us(self, draw: int, waits: bool) -> None:
        expected = list(self.board.desk.core.state.phone.expected.values())
        if expected and waits:
            self.board.waits_again(expected[draw % len(expected)].interaction_id)
        elif self.board.truth:
            self.board.close(self.one(draw))

    @rule(fault=st.sampled_from([None, Refused("No."), Conflict("No."), Unclear("Who knows.")]))
    def changes_its_mind(self, fault: Refused | None) -> None:
        kinds = (bc.CallOut, bc.HoldParties, bc.RecordCall, bc.TransferTo, AnswerOffer)
        self.board.faults = {} if fault is None else dict.fromkeys(kinds, fault)

    # --- telephone and link

    @precondition(lambda self: self.board.exchange.running and self.board.exchange.calls)
    @rule(draw=st.integers(0, 9))
    def hangs_up_on_us(self, draw: int) -> None:
        calls = list(self.board.exchange.calls)
        self.board.take(*self.board.exchange.ends(calls[draw % len(calls)]))

    @precondition(lambda self: self.board.exchange.running)
    @rule(dies=st.booleans())
    def telephone_goes(self, dies: bool) -> None:
        exchange = self.board.exchange
        for event in exchange.dies() if dies else exchange.vanishes():
            self.board.take(event)

    @precondition(lambda self: not self.board.exchange.running)
    @rule()
    def telephone_returns(self) -> None:
        self.board.take(*self.board.exchange.returns())

    @precondition(lambda self: self.board.truth)
    @rule()
    def link_breaks(self) -> None:
        self.board.take(ev.LinkChanged(state=ev.LinkState.OFFLINE, since=self.board.desk.now))

    @precondition(lambda self: not self.board.desk.core.state.live)
    @rule()
    def link_returns(self) -> None:
        now = self.board.desk.now
        told = snapshot(calls=tuple(self.board.truth.values()))
        self.board.take(batch(told, at=now), live(now))

    @rule(ms=st.sampled_from([1, 4_000, 30_000]))
    def time_passes(self, ms: int) -> None:
        self.board.wait(ms)

    # --- promises

    @invariant()
    def what_is_believed_was_told(self) -> None:
        state = self.board.desk.core.state
        assert {key: one.call for key, one in state.carried.items()} == self.board.truth

    @invariant()
    def each_call_stands_once_on_the_strip(self) -> None:
        ids = [one.call.id for one in self.board.desk.view.calls()]
        assert len(ids) == len(set(ids))
        lines = self.board.desk.core.state.phone.lines
        known = {one.call.id for one in self.board.desk.view.calls() if not one.connecting}
        offered = {one.interaction_id.removeprefix("~") for one in self.board.desk.view.offers()}
        if self.board.exchange.running:
            assert lines.keys() - offered >= known

    @invariant()
    def nothing_is_waited_for_for_ever(self) -> None:
        now = self.board.desk.now
        for one in self.board.desk.core.state.phone.expected.values():
            assert one.until > now - 30_000

    @invariant()
    def hold_is_shown_as_it_is(self) -> None:
        for one in self.board.desk.view.calls():
            raw = self.board.desk.core.state.phone.lines.get(one.call.id)
            if raw is None:
                continue
            music = one.carried is not None and all_held(one.carried, "me")
            assert one.call.hold.local is (raw.call.hold.local or music)
            if one.call.state is not CallState.ACTIVE:
                assert one.call.answered_at is None

    @invariant()
    def pauses_end(self) -> None:
        for one in self.board.desk.core.books.logged.values():
            if isinstance(one, CallRecord) and one.over:
                assert all(pause.ended_at is not None for pause in one.pauses)


TestCarriedCalls = CarriedCalls.TestCase
TestCarriedCalls.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
