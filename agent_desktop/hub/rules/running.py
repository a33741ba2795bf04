"""The rules by which the house routes, ready to be asked.

Promises that a version that is asked stays as it was published. Refuses to change: another version is another object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agent_desktop.hub.rules.evaluating import Arrival, Ready, Waiting, plan, ready
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.rules import Band, Plan, Rule, Step

Bounds = tuple[int, int]
"""The lifetime values from which customers are of the highest band, and of the one below."""


@dataclass(frozen=True)
class Running:
    """A version of the rules with the calendars of the house. Without rules everything goes where it would go."""

    rules: tuple[Rule, ...] = ()
    version: int = 0
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    def plan(self, arrival: Arrival, waiting: Waiting) -> Plan:
        """What becomes of a piece of work."""
        return plan(self._ready, arrival, self.calendars, waiting, version=self.version)

    @cached_property
    def _ready(self) -> Ready:
        return ready(self.rules)

    @property
    def asks_value(self) -> bool:
        """Whether any rule asks where a customer's value stands."""
        return any("bands" in names for _, names in self._ready)


def band_of(value: int | None, bounds: Bounds | None) -> Band:
    """Where a lifetime value stands."""
    if value is None or bounds is None or value < bounds[1]:
        return Band.USUAL
    return Band.TOP if value >= bounds[0] else Band.HIGH


def leads_to(rule: Rule) -> frozenset[str]:
    """The queues that a rule asks for, or sends work to."""
    added = {one.target for one in rule.overflow if one.step is Step.ADD_QUEUE}
    return frozenset({rule.queue, *rule.queues, *added} - {""})
