"""The team in memory, with routing rules and calendars: judged by the hub's own rooms, never routed by."""

from agent_desktop.hub.rules import calendars
from agent_desktop.hub.rules.checking import House, checked_rules
from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.calendars import Calendars, KeepCalendar, RemoveCalendar
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rules import (
    DryRun,
    KeepRule,
    OrderRules,
    PublishRules,
    RemoveRule,
    RevertRules,
    RoutingRules,
    Rule,
    RulesVersion,
    TryRules,
)
from tests.desk.fake_team import FakeTeam
from tests.desk.fake_words import same

AT = 1_700_000_000_000


class FakeRouting(FakeTeam):
    """A `FakeTeam` with rules. `run` is what a dry run finds."""

    def __init__(self) -> None:
        super().__init__()
        self.rules: dict[str, Rule] = {}
        self.published: list[tuple[RulesVersion, tuple[Rule, ...]]] = []
        self.running = 0
        self.run = DryRun(day="2026-11-21", zone="UTC")

    async def read(self, topic: Topic, sought: str = "") -> Kept:
        """See `Administration`."""
        if self.fault is None and topic in (Topic.ROUTING, Topic.VERSIONS):
            return self._state()
        if self.fault is None and topic is Topic.CALENDARS:
            return Calendars(calendars=tuple(self.calendars.values()))
        return await super().read(topic, sought)

    def _state(self) -> RoutingRules:
        known = {one.number: rules for one, rules in self.published}
        house = House(
            queues=frozenset(self.queues),
            agents=frozenset(self.members),
            skills=frozenset({"German"}),
            calendars=frozenset(self.calendars),
            countries=frozenset({"DE"}),
        )
        text, rules, faults = checked_rules(tuple(self.rules.values()), house)
        return RoutingRules(
            rules=rules,
            faults=faults,
            text=text,
            running=self.running,
            changed=rules != known.get(self.running, ()),
            versions=tuple(one for one, _ in reversed(self.published)),
            mark=str(hash(text)),
        )

    async def carry_out(self, order: Order) -> Found:
        """See `Administration`."""
        ours = (
            KeepRule | RemoveRule | OrderRules | PublishRules | RevertRules | TryRules
            | KeepCalendar | RemoveCalendar
        )  # fmt: skip
        if not isinstance(order, ours):
            return await super().carry_out(order)
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        match order:
            case KeepRule(rule=rule):
                same(self.rules.get(rule.id), order.before)
                self.rules[rule.id] = rule
            case RemoveRule():
                del self.rules[order.rule_id]
            case OrderRules():
                same(tuple(self.rules), order.before)
                self.rules = {key: self.rules[key] for key in order.rules}
            case PublishRules():
                if order.seen and order.seen != self._state().mark:
                    raise Conflict("Somebody else changed the draft.", field="seen")
                self._publish(order.note)
            case RevertRules(number=number):
                known = {one.number: rules for one, rules in self.published}
                self.running = number
                self.rules = {one.id: one for one in known[number]}
            case TryRules():
                return self.run
            case KeepCalendar(calendar=calendar):
                same(self.calendars.get(calendar.id), order.before)
                calendars.check(calendar)
                self.calendars[calendar.id] = calendar
            case RemoveCalendar(calendar_id=key):
                numbers = any(one.calendar == key for one in self.numbers.values())
                if numbers or any(key in (one.calendar, one.opens) for one in self.rules.values()):
                    raise Refused("It is in use.", field="id", value=key)
                del self.calendars[key]
        return ()

    def _publish(self, note: str) -> None:
        state = self._state()
        if state.faults:
            raise Refused("The rules cannot be used like this.", field="text")
        if not state.changed:
            raise Conflict("The draft says what runs already.", field="note")
        self.running = len(self.published) + 1
        version = RulesVersion(
            number=self.running,
            at=AT,
            agent_id="owner",
            agent_name="Olga",
            note=note,
            rules=len(state.rules),
        )
        self.published.append((version, state.rules))
