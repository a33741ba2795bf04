"""Evaluates rules for one piece of work: where it goes, how it waits there, and why so.

Promises the same plan for the same facts; that the first rule which holds is the last, unless it says to go on; and
that of several which hold the first one that says something decides it, while tags and messages are gathered. Later
rules see the queue that earlier ones chose. Refuses to fail: what a rule names and the house does not have any more
holds for nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from agent_desktop.hub.rules.hours import is_open, next_opening
from agent_desktop.hub.rules.matching import like, plain_words, says, speaks, tagged
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.rules import AfterHours, Band, Because, Fact, Hour, Plan, Rule
from agent_desktop.model.work import Channel

Waiting = Callable[[str], int]
"""How many wait in a queue already."""
Test = Callable[["_Case", Rule], str | None]


class Arrival(Record, frozen=True):
    """What is known of a piece of work when it begins. `queue` is where it would go without rules; `address` that of
    the customer; `country` the one of a telephone number; `text` the first message."""

    at: Millis
    channel: Channel
    queue: str
    entry_point: str = ""
    address: str = ""
    country: str = ""
    language: str = ""
    band: Band = Band.USUAL
    vip: bool = False
    tags: Mapping[str, str] = {}
    text: str = ""


class _Case:
    """One evaluation: the arrival, and what was decided so far."""

    def __init__(
        self, arrival: Arrival, calendars: Mapping[str, Calendar], waiting: Waiting
    ) -> None:
        self.arrival = arrival
        self.calendars = calendars
        self.waiting = waiting
        self.queue = arrival.queue
        self._words: str | None = None

    @property
    def words(self) -> str:
        """The first message, as it is searched; only where a rule asks."""
        if self._words is None:
            self._words = plain_words(self.arrival.text)
        return self._words


def _first(wanted: Sequence[str], holds: Callable[[str], bool]) -> str | None:
    """The first value that holds; None for none, which is no match."""
    return next((one for one in wanted if holds(one)), None)


def _kept(value: str, wanted: Sequence[str]) -> str | None:
    return value if value in wanted else None


def _vip(case: _Case, rule: Rule) -> str | None:
    return ("yes" if rule.vip else "no") if case.arrival.vip is rule.vip else None


def _calendar(case: _Case, rule: Rule) -> str | None:
    calendar = case.calendars.get(rule.calendar)
    if calendar is None or is_open(calendar, case.arrival.at) != (rule.hour is Hour.OPEN):
        return None
    return f"{calendar.name or calendar.id}: {rule.hour.value}"


def _waits(case: _Case, rule: Rule) -> str | None:
    count = case.waiting(case.queue)
    return str(count) if count >= (rule.waiting or 0) else None


CONDITIONS: dict[str, Test] = {
    "channels": lambda case, rule: _kept(case.arrival.channel, rule.channels),
    "entry_points": lambda case, rule: _kept(case.arrival.entry_point, rule.entry_points),
    "queues": lambda case, rule: _kept(case.queue, rule.queues),
    "addresses": lambda case, rule: _first(
        rule.addresses, lambda one: bool(case.arrival.address) and like(case.arrival.address, one)
    ),
    "countries": lambda case, rule: _kept(
        case.arrival.country.upper(), [one.upper() for one in rule.countries]
    ),
    "languages": lambda case, rule: _first(
        rule.languages, lambda one: speaks(case.arrival.language, one)
    ),
    "bands": lambda case, rule: _kept(case.arrival.band, rule.bands),
    "vip": _vip,
    "tags": lambda case, rule: _first(rule.tags, lambda one: tagged(case.arrival.tags, one)),
    "words": lambda case, rule: _first(rule.words, lambda one: says(case.words, one)),
    "calendar": _calendar,
    "waiting": _waits,
}
"""Each condition of a rule by its field: what made it true, or None."""


def given(rule: Rule) -> list[str]:
    """The conditions that a rule has."""
    return [name for name in CONDITIONS if getattr(rule, name) not in ((), None, "")]


Ready = Sequence[tuple[Rule, Sequence[str]]]
"""The rules that are not paused, each with its conditions."""


def ready(rules: Sequence[Rule]) -> Ready:
    """Rules to be asked many times: what a rule asks for is looked up once."""
    return tuple((rule, tuple(given(rule))) for rule in rules if not rule.paused)


def plan(
    rules: Ready,
    arrival: Arrival,
    calendars: Mapping[str, Calendar],
    waiting: Waiting,
    *,
    version: int = 0,
) -> Plan:
    """What becomes of it."""
    case = _Case(arrival, calendars, waiting)
    made = Plan(queue=arrival.queue, asked=arrival.queue, version=version)
    chosen = False
    for rule, names in rules:
        facts = _facts(case, rule, names)
        if facts is None:
            continue
        queue = rule.queue if rule.queue and not chosen else made.queue
        chosen = chosen or bool(rule.queue)
        made = replace(_also(made, rule, case), queue=queue)
        because = Because(rule=rule.id, name=rule.name, facts=facts)
        made = replace(made, because=(*made.because, because))
        case.queue = queue
        if not rule.go_on:
            break
    return made


def _facts(case: _Case, rule: Rule, names: Sequence[str]) -> tuple[Fact, ...] | None:
    found = []
    for name in names:
        value = CONDITIONS[name](case, rule)
        if value is None:
            return None
        found.append(Fact(name=name, value=str(value)))
    return tuple(found)


def _also(made: Plan, rule: Rule, case: _Case) -> Plan:
    """The plan with what the rule adds to it."""
    changes: dict[str, Any] = {
        "skills": rule.skills | made.skills,
        "relaxed": (*made.relaxed, *rule.relaxed),
        "overflow": made.overflow or rule.overflow,
        "agents": made.agents or rule.agents,
        "strict": made.strict or rule.strict or 0,
        "tags": (*made.tags, rule.tag) if rule.tag and rule.tag not in made.tags else made.tags,
        "messages": (*made.messages, rule.message) if rule.message else made.messages,
    }
    for name in ("points", "same_agent", "reserve_ms"):
        if getattr(made, name) is None:
            changes[name] = getattr(rule, name)
    if rule.after_hours is AfterHours.CLOSE:
        changes["closed"] = True
    elif rule.after_hours is AfterHours.HOLD and made.held_until is None:
        changes["held_until"] = _opening(case, rule)
    return replace(made, **changes)


def _opening(case: _Case, rule: Rule) -> Millis | None:
    """When the house opens; None while it is open, and where it never does."""
    return _opens(rule, case.calendars, case.arrival.at)


def _opens(rule: Rule, calendars: Mapping[str, Calendar], at: Millis) -> Millis | None:
    calendar = calendars.get(calendar_of(rule))
    opens = None if calendar is None else next_opening(calendar, at)
    return opens if opens is not None and opens > at else None


def calendar_of(rule: Rule) -> str:
    """The calendar by which a rule that holds work until the opening does so."""
    return rule.opens or rule.calendar


def held_anew(rules: Sequence[Rule], calendars: Mapping[str, Calendar], at: Millis) -> Millis:
    """Until when work waits that these rules hold until the opening, by the calendars of now; `at`: no longer."""
    openings = (_opens(rule, calendars, at) for rule in rules)
    return next((one for one in openings if one is not None), at)
