"""A dry run says what really comes of the rules: a second house lives through the same day by them.

No rule here sends anybody away from the queue of which one asks how many wait: a dry run counts those as they were.
"""

import random
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.hub.centre import rule_book
from agent_desktop.hub.centre.dry_run import SHOWN, DryRunning
from agent_desktop.hub.storage import people, rules
from agent_desktop.hub.storage.settings import QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, SpecialDay
from agent_desktop.model.rules import DryRun, Hour, Overflow, Plan, Rule, Step
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.test_ruling import run

DAY = 86_400_000
TEXTS = ("Hello?", "I want a refund!", "Refunded twice", "Where is my order AB-123456?", "Urgent")
OFFICE = Calendar(
    id="office",
    name="Office",
    zone="Europe/Berlin",
    hours=tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5)),
    special=(SpecialDay(day="2023-11-14", name="Founding day", times=((12 * 60, 13 * 60),)),),
)
TODAY = (
    Rule(id="urgent", name="Urgent", words=("urgent",), points=10, go_on=True),
    Rule(id="money", name="Money", words=("refund*",), points=2),
)
WISHED = (
    Rule(id="urgent", name="Urgent", words=("urgent",), points=30, go_on=True),
    Rule(id="closed", name="Closed", calendar="office", hour=Hour.CLOSED, tag="late", go_on=True),
    Rule(id="money", name="Money", queues=("billing",), words=("refund*",), queue="refunds"),
    Rule(id="crowd", name="Crowd", queues=("support",), waiting=3, points=-5),
    Rule(id="vip", name="VIP", vip=True, same_agent=True, points=60),
    Rule(
        id="late",
        name="Late",
        queues=("support",),
        overflow=(Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=60_000),),
    ),
)


def lived(floor: Floor, wished: tuple[Rule, ...]) -> dict[str, Plan]:
    """A day by these rules, the same for each house: what was decided of whom."""
    with floor.centre.request() as book:
        rule_book.define_calendar(book, OFFICE)
    floor.centre.define_queue(QueueSettings(id="refunds", name="Refunds"))
    run(floor, *wished)
    chance = random.Random(7)
    for number in range(60):
        floor.wait(chance.randrange(1, 40) * 60_000)
        who = f"v{number}"
        floor.visitor(who, chance.choice(("support", "billing")))
        floor.centre.introduce(who, floor.id(), who, "", chance.choice(TEXTS))
        if chance.random() < 0.5:
            floor.centre.leave(f"v{chance.randrange(number + 1)}")
    assert floor.now < START + DAY
    with floor.centre.request() as book:
        came = rules.came_between(book.storage, START, START + DAY)
        plans = rules.plans_of(book.storage, [one.id for one in came])
        customers = people.customers_of(book.storage, [one.customer_id for one in came])
        return {
            customers[one.customer_id].name: plans.get(one.id)
            or Plan(queue=one.queue, asked=one.queue)
            for one in came
        }


def tried(floor: Floor, wished: tuple[Rule, ...]) -> DryRun:
    """Read alone, as the server does."""
    storage = Storage.reading(floor.centre.storage.database.target)
    try:
        with storage.transaction():
            return DryRunning(storage, wished, START, START + DAY).run("2023-11-14", "UTC")
    finally:
        storage.close()


def decided(plan: Plan) -> Plan:
    return replace(plan, asked="", version=0, because=())


def test_what_it_says_is_what_a_house_with_these_rules_does(tmp_path: Path) -> None:
    with opened(tmp_path / "one.db") as one, opened(tmp_path / "other.db") as other:
        for floor in (one, other):
            floor.furnish()
        before, after = lived(one, TODAY), lived(other, WISHED)
        told = tried(one, WISHED)
        again = tried(one, TODAY)
    assert told.interactions == len(before) == len(after) == 60
    otherwise = {who for who in before if decided(before[who]) != decided(after[who])}
    assert 10 < len(otherwise) < 60
    assert {one.customer_name for one in told.differences} == otherwise
    assert told.different == len(otherwise) <= SHOWN
    for difference in told.differences:
        plan = after[difference.customer_name]
        assert difference.queue_after.lower() == plan.queue
        assert difference.points_after == plan.points
        assert difference.rule_after == ", ".join(each.name for each in plan.because)
    held = {count.rule: count.count for count in told.by_rule}
    for rule in WISHED:
        real = sum(any(each.rule == rule.id for each in plan.because) for plan in after.values())
        assert held[rule.id] == real, rule.id
    queues = {count.queue: (count.before, count.after) for count in told.by_queue}
    for queue in ("support", "billing", "refunds"):
        assert queues[queue] == (
            sum(plan.queue == queue for plan in before.values()),
            sum(plan.queue == queue for plan in after.values()),
        )
    assert again.different == 0, "the rules of that day decide as they did"
