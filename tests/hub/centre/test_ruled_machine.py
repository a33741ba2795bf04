"""The centre against its model while the house's rules are on: rings, steps, classes, agents who are asked first.

Everything that the plain machine checks holds here too; and whatever crashes, routing knows afterwards how far each
one's waiting had come.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule
from msgspec.structs import replace

from agent_desktop.hub.centre import rule_book
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.rules.hours import next_opening
from agent_desktop.hub.storage import routed, rules
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.rules import AfterHours, Hour, Overflow, Relaxed, Rule, Step
from agent_desktop.model.why import Placed, Stepped
from tests.chances import tries
from tests.hub.centre import test_machine as plain
from tests.hub.centre.test_ruling import run

RULES = (
    Rule(
        id="night",
        calendar="office",
        hour=Hour.CLOSED,
        after_hours=AfterHours.HOLD,
        go_on=True,
    ),
    Rule(
        id="billing",
        queues=("billing",),
        skills={"German": 3},
        relaxed=(
            Relaxed(skill="German", after_ms=1_000, level=1),
            Relaxed(skill="German", after_ms=31_000),
        ),
        overflow=(Overflow(step=Step.ADD_QUEUE, target="support", after_ms=16_000),),
        strict=1,
    ),
    Rule(
        id="support",
        queues=("support",),
        agents=("cleo", "anna"),
        reserve_ms=10_000,
        points=3,
        overflow=(
            Overflow(step=Step.CALLBACK, expected_ms=300_000),
            Overflow(step=Step.CLOSE, after_ms=601_000),
        ),
    ),
)

OPENS = (
    tuple(OpenHours(weekday=day, opens=0, closes=1_440) for day in range(7)),
    (OpenHours(weekday=2, opens=1, closes=2),),
    (OpenHours(weekday=2, opens=600, closes=720), OpenHours(weekday=1, opens=1_334, closes=1_335)),
)
"""Always, soon after the machine's clock begins (a Tuesday at 22:13), and a day later or for a minute right then."""


def waiting(book: Book) -> dict[str, tuple[Any, ...]]:
    """How those wait of whom a crash may change nothing."""
    return {
        one.id: (
            *(one.arrived_at, one.queued_at, one.strict, one.vip, one.priority, one.skills),
            *(one.rings, one.overflow, set(one.also), set(one.dropped)),
            *(one.not_before if one.state == "deferred" else 0, one.follows),
        )
        for one in book.engine.snapshot().interactions
        if one.state in ("line", "held", "deferred", "offered")
    }


class RuledMachine(plain.CentreMachine):
    """Everything that may happen to a centre whose rules are on."""

    def __init__(self) -> None:
        super().__init__()
        with self.floor.centre.request() as book:
            profile = book.live.agents["ben"].profile
        self.floor.centre.define_agent(replace(profile, skills={"German": 2}))
        self.floor.listen()  # a new skill: each desk begins from a snapshot
        self.floor.heard.clear()
        self.begun = self.floor.centre.position
        self.open_house(opens=OPENS[0])
        run(self.floor, *RULES)
        self.hear()

    @rule(opens=st.sampled_from(OPENS))
    def open_house(self, opens: tuple[OpenHours, ...]) -> None:
        calendar = Calendar(id="office", name="Office", hours=opens)
        with self.floor.centre.request() as book:
            rule_book.define_calendar(book, calendar)
        with self.floor.centre.request() as book:
            plans = rules.plans_of(book.storage, book.engine.deferred())
            opening = next_opening(calendar, book.now)
            for plan in plans.values():
                if plan.held_until is not None and plan.held_until > book.now:
                    assert plan.held_until == opening, "it waits for an opening of before"

    @rule()
    def crash(self) -> None:
        self.floor.centre.tick()
        with self.floor.centre.request() as book:
            before = waiting(book)
        self.floor.crash()
        with self.floor.centre.request() as book:
            assert waiting(book) == before

    def teardown(self) -> None:
        with self.floor.centre.request() as book:
            for key in book.live.interactions:
                facts = routed.facts_of(book.storage, key)
                steps = [one.index for one in facts if isinstance(one, Stepped)]
                placed = sum(isinstance(one, Placed) for one in facts)
                assert len(steps) <= 2 * max(placed, 1), "a step was taken twice"
        super().teardown()


pytestmark = plain.pytestmark
TestRules = RuledMachine.TestCase
TestRules.settings = settings(plain.TestCentre.settings, max_examples=tries(6))
