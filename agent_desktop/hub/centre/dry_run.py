"""What other rules would have made of the interactions of a day, beside what was made of them.

Promises to change nothing: it reads a storage, perhaps one that is open for reading alone. How many waited is counted
from the passages of that day and the day before; customers, their values and calendars are as they are now.

Refuses to guess what the queues' own limits would have done.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import ruling
from agent_desktop.hub.rules.running import Bounds, Running
from agent_desktop.hub.storage import configuration, people, rules
from agent_desktop.hub.storage.rules import Came
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.people import Customer
from agent_desktop.model.rules import Difference, DryRun, Plan, QueueCount, Rule, RuleCount
from agent_desktop.model.timeline import Message

SHOWN: Final = 200
"""So many differences are told one by one."""
PAGE: Final = 1_000
DAY_MS: Final[Millis] = 86_400_000


class Waits:
    """How many waited in a queue at a moment of the day."""

    def __init__(self, kept: Sequence[tuple[str, Millis, Millis | None]]) -> None:
        self._came: dict[str, list[Millis]] = defaultdict(list)
        self._left: dict[str, list[Millis]] = defaultdict(list)
        for queue, came, left in kept:
            self._came[queue].append(came)
            if left is not None:
                self._left[queue].append(left)
        for times in (*self._came.values(), *self._left.values()):
            times.sort()

    def at(self, queue: str, moment: Millis) -> int:
        """Who came before that moment and had not left."""
        came = bisect_left(self._came.get(queue, ()), moment)
        return came - bisect_right(self._left.get(queue, ()), moment)


class DryRunning:
    """One dry run over the interactions that came from `since` on and before `until`."""

    def __init__(
        self, storage: Storage, wished: Sequence[Rule], since: Millis, until: Millis
    ) -> None:
        self._storage = storage
        self._running = Running(
            rules=tuple(wished), calendars=ruling.calendars_of(storage), version=0
        )
        self._since, self._until = since, until
        self._waits = Waits(rules.waits_between(storage, since - DAY_MS, until))
        asks = self._running.asks_value
        self._bounds: Bounds | None = rules.value_bounds(storage) if asks else None
        self._names = {one.id: one.name for one in configuration.kept_queues(storage)}
        self._by_rule: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        self._different = 0
        self._shown: list[Difference] = []

    def run(self, day: str, zone: str) -> DryRun:
        """All of it."""
        came = rules.came_between(self._storage, self._since, self._until)
        for at in range(0, len(came), PAGE):
            self._page(came[at : at + PAGE])
        titles = {rule.id: rule.name or rule.id for rule in self._running.rules}
        counts = [*((one, self._by_rule[one]) for one in titles), ("", self._by_rule[""])]
        queues = dict.fromkeys((*self._names, *self._before, *self._after))
        return DryRun(
            day=day,
            zone=zone,
            interactions=len(came),
            different=self._different,
            by_rule=tuple(
                RuleCount(rule=key, name=titles.get(key, ""), count=count) for key, count in counts
            ),
            by_queue=tuple(
                QueueCount(
                    queue=key,
                    name=self._name(key),
                    before=self._before[key],
                    after=self._after[key],
                )
                for key in queues
                if self._before[key] or self._after[key]
            ),
            differences=tuple(self._shown),
        )

    def _page(self, came: Sequence[Came]) -> None:
        ids = [one.id for one in came]
        plans = rules.plans_of(self._storage, ids)
        said = rules.first_messages(self._storage, came)
        numbers = rules.numbers_of(self._storage, ids)
        customers = people.customers_of(self._storage, sorted({one.customer_id for one in came}))
        for one in came:
            before = plans.get(one.id) or Plan(queue=one.queue, asked=one.queue)
            customer = customers[one.customer_id]
            after = self._planned(one, before, customer, said.get(one.id), numbers)
            self._compare(one, before, after, customer)

    def _planned(
        self,
        one: Came,
        before: Plan,
        customer: Customer,
        message: Message | None,
        numbers: Mapping[str, str],
    ) -> Plan:
        arrival = ruling.facts(
            customer,
            message,
            at=one.at,
            channel=one.channel,
            queue=before.asked,
            entry_point=one.entry_point,
            number=numbers.get(one.id, ""),
            bounds=self._bounds,
        )
        return self._running.plan(arrival, lambda queue: self._waits.at(queue, one.at))

    def _compare(self, one: Came, before: Plan, after: Plan, customer: Customer) -> None:
        for because in after.because:
            self._by_rule[because.rule] += 1
        if not after.because:
            self._by_rule[""] += 1
        self._before[before.queue] += 1
        self._after[after.queue] += 1
        if _decided(before) == _decided(after):
            return
        self._different += 1
        if len(self._shown) < SHOWN:
            self._shown.append(
                Difference(
                    interaction_id=one.id,
                    at=one.at,
                    channel=one.channel,
                    conversation_id=one.conversation_id,
                    customer_name=customer.name,
                    queue_before=self._name(before.queue),
                    queue_after=self._name(after.queue),
                    rule_before=_titles(before),
                    rule_after=_titles(after),
                    points_before=before.points,
                    points_after=after.points,
                )
            )

    def _name(self, queue: str) -> str:
        if queue not in self._names:
            self._names[queue] = configuration.queue_name(self._storage, queue)
        return self._names[queue] or queue


def _decided(plan: Plan) -> Plan:
    """What was decided, without why, and without what became of it."""
    return replace(plan, asked="", version=0, because=(), told_opening=None)


def _titles(plan: Plan) -> str:
    return ", ".join(one.name or one.rule for one in plan.because)
