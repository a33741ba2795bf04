"""What is confidential, as scripts and under chance: when recordings pause by themselves and when they go on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from agent_desktop.desk import payments
from agent_desktop.desk.payments import GRACE_MS, Payments, Step
from agent_desktop.model import calls as ca
from agent_desktop.model import intents as it
from agent_desktop.model.payments import Confidence
from tests.desk.switchboard import Switchboard

KINDS = st.sampled_from(list(Confidence))


def test_it_goes_on_after_a_time_of_grace() -> None:
    known, up = payments.begins(Payments(), Confidence.PAGE)
    assert up == it.ShieldRecording(on=True, reason="payment_page")
    known, said = payments.ends(known, Confidence.PAGE, 1_000)
    assert (said, known.due) == (None, 1_000 + GRACE_MS[Confidence.PAGE])
    assert payments.tick(known, 3_999) == (known, None)
    assert payments.tick(known, 4_000) == (Payments(), it.ShieldRecording(on=False))


def test_coming_back_within_the_grace_pauses_again_what_was_let_go_on() -> None:
    known, _ = payments.begins(Payments(), Confidence.PAGE)
    known, _ = payments.ends(known, Confidence.PAGE, 0)
    known, said = payments.begins(known, Confidence.PAGE)
    assert said == it.ShieldRecording(on=True, reason="payment_page")
    assert payments.tick(known, 1_000_000) == (known, None)


def test_another_program_says_exactly_when() -> None:
    known, _ = payments.begins(Payments(), Confidence.PROGRAM)
    assert payments.ends(known, Confidence.PROGRAM, 5) == (
        Payments(),
        it.ShieldRecording(on=False),
    )


def test_without_a_call_all_is_forgotten() -> None:
    known, _ = payments.begins(Payments(), Confidence.PAGE)
    assert payments.forget(known) == (Payments(), it.ShieldRecording(on=False))
    assert payments.forget(Payments()) == (Payments(), None)


class AnyOrder(RuleBasedStateMachine):
    """Whatever begins and ends in whatever order: a plain account of it all says the same."""

    def __init__(self) -> None:
        super().__init__()
        self.known = Payments()
        self.now = 0
        self.up = False
        self.going_on: set[Confidence] = set()
        self.quiet_until = 0

    def took(self, step: Step) -> it.ShieldRecording | None:
        self.known, said = step
        if said is not None:
            self.up = said.on
        return said

    @rule(what=KINDS)
    def begin(self, what: Confidence) -> None:
        fresh = what not in self.going_on
        said = self.took(payments.begins(self.known, what))
        assert (said is not None) is fresh
        self.going_on.add(what)

    @rule(what=KINDS)
    def end(self, what: Confidence) -> None:
        if what in self.going_on:
            self.going_on.discard(what)
            self.quiet_until = max(self.quiet_until, self.now + GRACE_MS[what])
        self.took(payments.ends(self.known, what, self.now))

    @rule(ms=st.integers(0, 8_000))
    def wait(self, ms: int) -> None:
        self.now += ms
        self.took(payments.tick(self.known, self.now))

    @rule()
    def call_ends(self) -> None:
        self.going_on.clear()
        self.quiet_until = 0
        self.took(payments.forget(self.known))

    @invariant()
    def nothing_confidential_is_recorded(self) -> None:
        if self.going_on:
            assert self.up
        if not self.going_on and self.now >= self.quiet_until:
            assert not self.up
        due = self.known.due
        assert due is None or due > self.now


TestAnyOrder = AnyOrder.TestCase


class AtTheDesk(RuleBasedStateMachine):
    """The shield and the agent: what the agent paused is let go on by the agent alone."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Switchboard()
        self.call_id = self.board.dialled()
        self.board.do(ca.StartRecording(call_id=self.call_id))
        self.up = False
        self.by_hand = self.let_go = False

    @property
    def recording(self) -> ca.Recording:
        return self.board.desk.view.calls()[0].call.recording

    @rule(reason=KINDS)
    def confidential(self, reason: Confidence) -> None:
        self.board.take(it.ShieldRecording(on=True, reason=reason))
        self.up, self.let_go = True, False

    @rule()
    def over(self) -> None:
        self.board.take(it.ShieldRecording(on=False))
        self.up = False

    @rule()
    def agent_pauses(self) -> None:
        self.board.do(ca.PauseRecording(call_id=self.call_id))
        self.by_hand, self.let_go = True, False

    @rule()
    def agent_lets_go_on(self) -> None:
        self.board.do(ca.ResumeRecording(call_id=self.call_id))
        self.by_hand, self.let_go = False, True

    @invariant()
    def promises(self) -> None:
        paused = self.recording is ca.Recording.PAUSED
        assert paused is (self.by_hand or (self.up and not self.let_go))


TestAtTheDesk = AtTheDesk.TestCase
TestAtTheDesk.settings = settings(max_examples=40, stateful_step_count=25)


@settings(max_examples=30)
@given(st.lists(st.booleans(), max_size=6))
def test_a_pause_on_its_way_is_asked_for_once(ups: list[bool]) -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    board.exchange.deaf.add(ca.PauseRecording)
    for up in ups:
        board.take(it.ShieldRecording(on=up))
    asked = [one for one in board.sent if isinstance(one, ca.PauseRecording)]
    assert len(asked) == any(ups)


def test_what_is_on_its_way_to_go_on_is_paused_again_when_something_else_begins() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id)).take(it.ShieldRecording(on=True))
    board.exchange.deaf.add(ca.ResumeRecording)
    board.do(ca.ResumeRecording(call_id=call_id)).take(it.ShieldRecording(on=True))
    board.exchange.deaf.clear()
    board.take(*board.exchange.perform(ca.ResumeRecording(call_id=call_id)))
    assert board.desk.view.calls()[0].call.recording is ca.Recording.PAUSED


@pytest.mark.parametrize("reason", Confidence)
def test_the_gap_is_logged_with_its_reason(reason: Confidence) -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    board.take(it.ShieldRecording(on=True, reason=reason)).take(it.ShieldRecording(on=False))
    (pause,) = board.record(call_id).pauses
    assert (pause.reason, pause.by.id) == (reason, "me")
    assert pause.ended_at is not None
