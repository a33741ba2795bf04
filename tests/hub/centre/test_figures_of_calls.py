"""A call's whole life, with a clock in the hand: queue, answer, hold, consultation, conference, transfer, wrap-up."""

from agent_desktop.model.backend_calls import (
    CallTarget,
    CancelConsult,
    CompleteConsult,
    ConsultWith,
    HoldParties,
    JoinConsult,
    LeaveCall,
    SwapConsult,
    TargetKind,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import CompleteWrapUp
from tests.hub.centre.call_words import come, held, take
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_calls_shared import BILLING_QUEUE
from tests.hub.centre.test_figures import figures

BEN = CallTarget(kind=TargetKind.AGENT, value="ben")


def counted(sums: dict[str, int]) -> dict[str, int]:
    """What is counted of calls, without what is known of the agent's whole day."""
    day = ("signed_in_", "in_", "idle_", "busy_", "ringing_")
    return {name: one for name, one in sums.items() if not name.startswith(day)}


class Clock:
    """What is asked of a call, and how long it then lasts."""

    def __init__(self, lines: Telephones, call: str) -> None:
        self.lines, self.call = lines, call

    def ask(self, agent: str, kind: type, then: Millis, **more: object) -> None:
        self.lines.floor.ask(agent, kind(interaction_id=self.call, **more))
        self.lines.carry()
        self.lines.floor.wait(then)

    def wraps_up(self, agent: str) -> None:
        (mine,) = held(self.lines.floor, agent)
        done = CompleteWrapUp(interaction_id=mine.id, disposition="solved")
        self.lines.floor.ask(agent, done)


def test_every_second_of_a_call_is_somebodys(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.call_in()
    floor.wait(3_000)
    clock = Clock(lines, take(lines, "anna"))
    floor.wait(10_000)
    clock.ask("anna", HoldParties, 4_000, on=True)
    clock.ask("anna", HoldParties, 6_000, on=False)
    clock.ask("anna", ConsultWith, 2_000, target=BILLING_QUEUE)
    take(lines, "ben")
    floor.wait(8_000)
    clock.ask("anna", SwapConsult, 500)  # back to the customer, and to Ben again
    clock.ask("anna", SwapConsult, 1_000)
    clock.ask("anna", JoinConsult, 5_000)
    clock.ask("ben", LeaveCall, 1_500)
    clock.ask("anna", ConsultWith, 1_000, target=BEN)
    lines.answered("ben")
    floor.wait(3_000)
    clock.ask("anna", CompleteConsult, 7_000)
    lines.left(f"{clock.call}/in")
    lines.carry()
    floor.wait(2_000)
    clock.wraps_up("ben")
    floor.wait(30_000)
    clock.wraps_up("anna")

    made = figures(floor, "agent")
    rows = {row.agent_id: counted(row.sums) for row in made.rows}
    talk, hold, wrap = 10_000 + 6_000 + 500 + 5_000 + 1_500, 4_000 + 11_000 + 4_000, 39_000
    assert rows["anna"] == {
        "offered": 1,
        "longest_wait_ms": 3_000,
        "answered": 1,
        "answered_within": 1,
        "answer_wait_ms": 3_000,
        "replied": 1,
        "first_reply_ms": 3_000,
        "offers": 1,
        "handled": 1,
        "interactions": 1,
        "transferred": 1,
        "talk_ms": talk,
        "hold_ms": hold,
        "wrap_ms": wrap,
        "handle_ms": talk + hold + wrap,
    }
    helped = 8_000 + 500 + 1_000 + 5_000 + 3_000
    assert rows["ben"] == {
        "handled": 1,
        "talk_ms": 7_000,
        "wrap_ms": 2_000,
        "consults": 2,
        "consult_ms": helped,
        "handle_ms": 7_000 + 2_000 + helped,
    }
    shown = made.total.figures
    assert shown["speed_of_answer"] == 3_000
    assert shown["transfer_rate"] == 0.5
    assert (shown["talk_time"], shown["hold_time"]) == ((talk + 7_000) / 2, hold / 2)
    assert shown["wrap_up_time"] == (wrap + 2_000) / 2
    assert shown["consult_time"] == helped / 2
    parts = ("talk_time", "hold_time", "wrap_up_time", "consult_time")
    assert shown["handle_time"] == sum(shown[name] or 0 for name in parts)


def test_a_consultation_alone_serves_nobody_and_transfers_nobody(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.call_in()
    clock = Clock(lines, take(lines, "anna"))
    clock.ask("anna", ConsultWith, 1_000, target=BEN)
    assert "consults" not in figures(floor).total.sums
    lines.answered("ben")
    floor.wait(4_000)
    clock.ask("anna", CancelConsult, 2_000)
    (ben,) = (row for row in figures(floor, "agent").rows if row.agent_id == "ben")
    assert counted(ben.sums) == {"consults": 1, "consult_ms": 4_000, "handle_ms": 4_000}
    assert ben.figures["handle_time"] is None
    assert figures(floor).total.figures["transfer_rate"] is None
    assert "transferred" not in figures(floor).total.sums


def test_who_helps_while_the_telephones_die_has_helped_until_then(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.call_in()
    clock = Clock(lines, take(lines, "anna"))
    clock.ask("anna", ConsultWith, 0, target=BEN)
    lines.answered("ben")
    floor.wait(4_000)
    lines.die()
    floor.wait(9_000)
    assert figures(floor).total.sums["consult_ms"] == 4_000
    clock.wraps_up("anna")
    sums = figures(floor).total.sums
    assert (sums["handled"], sums["hold_ms"], sums["wrap_ms"]) == (1, 4_000, 9_000)
