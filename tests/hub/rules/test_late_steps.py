"""Steps that can never happen are told at their line, and the engine never takes one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.centre.routing import overflow_of, rings_of
from agent_desktop.hub.routing import InteractionArrived, InteractionWithdrawn, Overflowed
from agent_desktop.hub.rules.checking import House, checked
from agent_desktop.hub.rules.late_steps import never
from agent_desktop.model.rules import AfterHours, Fault, Overflow, Plan, Relaxed, Rule, Step
from tests.hub.routing.script import START, Script

HOUSE = House(queues=frozenset({"a", "b"}), skills=frozenset({"German"}))
OVER, DONE = Fault.OVER_BY_THEN, Fault.DONE_BY_THEN


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (["after 10 min: close", "after 15 min: call back"], [(3, OVER, "10 min")]),
        (["after 15 min: call back", "after 10 min: close"], [(2, OVER, "10 min")]),
        (["after 10 min: close", 'after 10 min: say "Bye."'], [(3, OVER, "10 min")]),
        (['after 10 min: say "Bye."', "after 10 min: close"], []),
        (["after 10 min: close", "expecting 1 h: call back"], []),
        (["after 0 s: close", "expecting 1 h: call back"], [(3, OVER, "0 s")]),
        (["expecting 1 h: call back", "after 0 s: close"], []),
        (["expecting 5 min: close", "expecting 6 min: call back"], [(3, OVER, "5 min")]),
        (["expecting 6 min: call back", "expecting 5 min: close"], []),
        (["expecting 5 min: close", "after 1 h: call back"], []),
        (["after 1 h: close", "after 2 h: close"], [(3, OVER, "1 h")]),
        (["after 1 min: add queue b", "after 2 min: add queue b"], [(3, DONE, "b")]),
        (["expecting 1 min: add queue b", "after 2 min: add queue b"], []),
        (["after 1 min: add queue b", "after 2 min: add queue c"], [(3, Fault.UNKNOWN_QUEUE, "c")]),
        (["ask German 2", "relax German after 1 min", "after 2 min: drop skill German"], None),
        (["close", "after 1 min: call back"], [(3, OVER, "0 s")]),
        (["after 1 min: call back", "after 2 min: call back"], []),
    ],
)
def test_a_step_that_never_happens_is_told_at_its_line(
    steps: list[str], found: list[tuple[int, Fault, str]] | None
) -> None:
    _, faults = checked("\n".join(["rule one", *steps]), HOUSE)
    told = [(one.line, one.fault, one.value) for one in faults]
    assert told == ([(4, DONE, "German")] if found is None else found)


TIMES = st.sampled_from([0, 1_000, 2_000, 2_000, 40_000])
TARGETS = {Step.ADD_QUEUE: "b", Step.DROP_SKILL: "German", Step.MESSAGE: "Wait."}


@st.composite
def steps(draw: st.DrawFn) -> Overflow:
    step = draw(st.sampled_from(Step))
    at, guessed = draw(TIMES), draw(st.booleans())
    target = TARGETS.get(step, "")
    return Overflow(
        step=step,
        target=target,
        after_ms=None if guessed else at,
        expected_ms=at * 100 if guessed else None,
    )


@given(
    st.lists(steps(), min_size=1, max_size=6),
    st.lists(st.builds(Relaxed, skill=st.just("German"), after_ms=TIMES), max_size=1),
    st.lists(st.sampled_from([500, 1_000, 30_000]), max_size=8),
    st.integers(0, 30),
)
def test_no_step_that_is_told_ever_happens(
    overflow: list[Overflow], relaxed: list[Relaxed], waits: list[int], before: int
) -> None:
    """Whatever the waits: with agents and without, with many before it, with guesses that jump."""
    rule = Rule(id="one", overflow=tuple(overflow), relaxed=tuple(relaxed))
    told = {number for _, number, _ in never(rule)}
    script = Script()
    for queue in ("a", "b"):
        script.queue(queue)
    script.agent("ann", "a", "b", skills={"German": 3}, channels={"chat": 1})
    for number in range(before + 1):
        script.arrive(f"other {number}", queue="a", late=10_000)
    plan = Plan(queue="a", overflow=rule.overflow, relaxed=rule.relaxed)
    arrived = InteractionArrived(
        id="one",
        channel="chat",
        queue="a",
        arrived_at=START,
        skills={"German": 2},
        rings=rings_of(plan),
        overflow=overflow_of(plan),
    )
    decided = list(script.tell(arrived))
    passed = 0
    while True:
        mine = [one for one in decided if isinstance(one, Overflowed) and one.interaction == "one"]
        ended = False
        for one in mine:
            assert not ended, "it was over"
            assert one.index not in told, "it was said never to happen"
            ended = one.step == "close"
        if ended:
            script.tell(InteractionWithdrawn("one", "overflowed"))
        if not waits:
            return
        passed += waits.pop()
        if waits and waits[-1] == 1_000 and script.engine.interaction("other 0") is not None:
            decided = list(
                script.accept("other 0") if script.where("other 0")[0] == "offered" else ()
            )
        decided = list(script.at(passed))


def test_an_order_of_time_is_not_an_order_of_lines() -> None:
    early = Overflow(step=Step.CLOSE, after_ms=1)
    late = Overflow(step=Step.MESSAGE, target="x", after_ms=2)
    assert [one[1] for one in never(Rule(id="x", overflow=(late, early)))] == [0]
    closed = Rule(id="x", after_hours=AfterHours.CLOSE, overflow=(late, early))
    assert [one[1] for one in never(closed)] == [0, 1]
