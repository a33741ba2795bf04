"""What is wrong with rules, before anything is decided by them.

Promises each fault at the line where it stands in the written form, and only faults that are sure: a rule is called
unreachable where an earlier one provably holds whenever it would. Refuses to mend or to drop anything.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from agent_desktop.hub.rules import matching, places_told
from agent_desktop.hub.rules.evaluating import CONDITIONS, given
from agent_desktop.hub.rules.late_steps import never
from agent_desktop.hub.rules.reading import MAX_TEXT, Read, fault, read
from agent_desktop.hub.rules.words import timed
from agent_desktop.hub.rules.writing import tidy, written
from agent_desktop.model.rules import (
    AfterHours,
    Band,
    Fault,
    Overflow,
    Rule,
    RuleFault,
    Step,
)
from agent_desktop.model.work import Channel

MAX_RULES: Final = 500
MAX_VALUES: Final = 200
MAX_VALUE: Final = 255
MAX_MESSAGE: Final = 2_000
MAX_NOTE: Final = 4_000
MAX_POINTS: Final = 10_000
MAX_MS: Final = 30 * 86_400_000
MAX_CLASS: Final = 9
MAX_WAITING: Final = 1_000_000
_ACTIONS: Final = (
    "queue",
    "skills",
    "relaxed",
    "points",
    "agents",
    "same_agent",
    "strict",
    "overflow",
    "tag",
    "message",
    "after_hours",
)


_STEPS_ON: Final = {
    Step.CALLBACK: {Channel.VOICE, Channel.CHAT},
    Step.VOICEMAIL: {Channel.VOICE},
}
"""Steps that mean something on some channels only."""


@dataclass(frozen=True)
class House:
    """What rules may name: ids of queues, agents and calendars, skills, countries, entry points with their channel.

    `silent` are chats whose page calls nobody.
    """

    queues: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    entry_points: Mapping[str, Channel] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()


def checked(text: str, house: House) -> tuple[tuple[Rule, ...], tuple[RuleFault, ...]]:
    """The rules of a written form, and what is wrong with them in the order of the lines."""
    found = read(text)
    faults = [*found.faults]
    for one in _wrong(found.rules, house):
        faults.append(_placed(one, found))
    faults.sort(key=lambda one: one.line)
    return found.rules, tuple(faults)


def checked_rules(
    rules: Sequence[Rule], house: House
) -> tuple[str, tuple[Rule, ...], tuple[RuleFault, ...]]:
    """The written form of rules, the rules that it says, and what is wrong with them."""
    text = written(tidy(one) for one in rules)
    if len(text) > MAX_TEXT:
        return text, tuple(rules), (fault(Fault.TOO_MUCH, rules[0].id, line=1),)
    return text, *checked(text, house)


def _placed(one: RuleFault, found: Read) -> RuleFault:
    """The fault with its line, and with a field that a form knows: `overflow.1` is about `overflow`."""
    name = one.field.partition(".")[0]
    lines = found.lines
    line = lines.get((one.rule, one.field)) or lines.get((one.rule, name))
    return fault(
        one.fault,
        one.value,
        line=line or lines.get((one.rule, ""), 0),
        rule=one.rule,
        field=name,
    )


def _wrong(rules: Sequence[Rule], house: House) -> Iterator[RuleFault]:
    if len(rules) > MAX_RULES:
        yield fault(Fault.TOO_MUCH, str(len(rules)), rule=rules[MAX_RULES].id)
        return  # to compare each with each would keep everybody waiting
    for rule in rules:
        for kind, name, value in (
            *_names(rule, house),
            *_limits(rule),
            *_told(rule),
            *_sense(rule),
            *_reached(rule, house),
            *((kind, f"overflow.{number}", value) for kind, number, value in never(rule)),
        ):
            yield fault(kind, value, rule=rule.id, field=name)
    yield from _namesakes(rules)
    yield from _rings(rules)
    yield from _shadowed(rules, house)
    yield from _circles(rules)


def _namesakes(rules: Sequence[Rule]) -> Iterator[RuleFault]:
    """Two rules of one name could not be told apart in lists, dry runs and reasons."""
    known: set[str] = set()
    for rule in rules:
        name = " ".join(rule.name.split()).casefold()
        if name and name in known:
            yield fault(Fault.RULE_TWICE, rule.name, rule=rule.id, field="name")
        known.add(name)


def _rings(rules: Sequence[Rule]) -> Iterator[RuleFault]:
    """Relaxing that asks for no less than before, unless a rule that goes on may have asked for more."""
    elsewhere = {skill for rule in rules if rule.go_on for skill in rule.skills}
    for rule in rules:
        if rule.go_on:
            continue
        levels = {skill: level for skill, level in rule.skills.items() if skill not in elsewhere}
        for number, one in sorted(enumerate(rule.relaxed), key=lambda ring: ring[1].after_ms):
            level, before = one.level or 0, levels.get(one.skill)
            if before is not None and level >= before:
                told = one.skill if one.level is None else f"{one.skill} {level}"
                yield fault(Fault.NOT_LOWER, told, rule=rule.id, field=f"relaxed.{number}")
            elif before is not None:
                levels[one.skill] = level


Found = Iterator[tuple[Fault, str, str]]
"""The fault, the field and the value."""


def _names(rule: Rule, house: House) -> Found:
    known: tuple[tuple[str, Sequence[str], Any, Fault], ...] = (
        ("queues", rule.queues, house.queues, Fault.UNKNOWN_QUEUE),
        ("queue", [rule.queue] if rule.queue else [], house.queues, Fault.UNKNOWN_QUEUE),
        ("entry_points", rule.entry_points, house.entry_points, Fault.UNKNOWN_ENTRY_POINT),
        ("agents", rule.agents, house.agents, Fault.UNKNOWN_AGENT),
        ("skills", [*rule.skills], house.skills, Fault.UNKNOWN_SKILL),
        (
            "countries",
            [one.upper() for one in rule.countries],
            house.countries,
            Fault.UNKNOWN_COUNTRY,
        ),
        (
            "calendar",
            [rule.calendar] if rule.calendar else [],
            house.calendars,
            Fault.UNKNOWN_CALENDAR,
        ),
        ("opens", [rule.opens] if rule.opens else [], house.calendars, Fault.UNKNOWN_CALENDAR),
    )
    for name, values, there, kind in known:
        for value in values:
            if value not in there:
                yield kind, name, value
    for number, one in enumerate(rule.overflow):
        if one.step is Step.ADD_QUEUE and one.target not in house.queues:
            yield Fault.UNKNOWN_QUEUE, f"overflow.{number}", one.target


def _limits(rule: Rule) -> Found:
    numbers = (
        ("points", rule.points, MAX_POINTS),
        ("strict", rule.strict, MAX_CLASS),
        ("waiting", rule.waiting, MAX_WAITING),
        ("reserve_ms", rule.reserve_ms, MAX_MS),
        *((f"relaxed.{n}", one.after_ms, MAX_MS) for n, one in enumerate(rule.relaxed)),
        *((f"overflow.{n}", one.after_ms, MAX_MS) for n, one in enumerate(rule.overflow)),
        *((f"overflow.{n}", one.expected_ms, MAX_MS) for n, one in enumerate(rule.overflow)),
    )
    for name, number, most in numbers:
        told = str(number) if most != MAX_MS or number is None else timed(number)
        if number is not None and number < 0 and (name != "points" or number < -most):
            yield Fault.NEGATIVE, name, told
        elif number is not None and number > most:
            yield Fault.TOO_MUCH, name, told
    for skill, level in rule.skills.items():
        if not 1 <= level <= 10:
            yield Fault.LEVEL, "skills", f"{skill} {level}"
    for number, relaxed in enumerate(rule.relaxed):
        if relaxed.level is not None and not 1 <= relaxed.level <= 10:
            yield Fault.LEVEL, f"relaxed.{number}", f"{relaxed.skill} {relaxed.level}"
    for name in (*CONDITIONS, *_ACTIONS):
        values = getattr(rule, name)
        if isinstance(values, tuple):
            if len(values) > MAX_VALUES:
                yield Fault.TOO_MUCH, name, str(len(values))
            for number, value in enumerate(values):
                if value in values[:number]:
                    shown = getattr(value, "target", "") or getattr(value, "skill", "") or value
                    yield Fault.TWICE, name, str(shown)
                elif isinstance(value, str) and len(value) > MAX_VALUE:
                    yield Fault.TOO_MUCH, name, value
    for name, most in (("message", MAX_MESSAGE), ("note", MAX_NOTE), ("tag", 60), ("name", 120)):
        if len(getattr(rule, name)) > most:
            yield Fault.TOO_MUCH, name if name != "note" else "", getattr(rule, name)
    if len(rule.skills) > MAX_VALUES:
        yield Fault.TOO_MUCH, "skills", str(len(rule.skills))


def _told(rule: Rule) -> Found:
    """Places in what is said that nobody could fill."""
    steps = enumerate(rule.overflow)
    said = [
        ("message", rule.message),
        *((f"overflow.{n}", one.target) for n, one in steps if one.step is Step.MESSAGE),
    ]
    for name, words in said:
        if place := places_told.unknown(words):
            yield Fault.NO_VALUE, name, place


def _sense(rule: Rule) -> Found:
    if rule.go_on and all(getattr(rule, name) in ((), None, "", {}) for name in _ACTIONS):
        yield Fault.NOTHING, "", rule.id
    for phrase in rule.words:
        if not matching.is_phrase(phrase):
            yield Fault.NO_VALUE, "words", phrase
    dropped: list[tuple[str, str]] = [
        *((f"relaxed.{n}", one.skill) for n, one in enumerate(rule.relaxed)),
        *((f"overflow.{n}", one.target) for n, one in enumerate(_dropping(rule)) if one.target),
    ]
    for name, skill in dropped:
        if rule.skills and skill not in rule.skills and not rule.go_on:
            yield Fault.NOT_ASKED, name, skill
    for number, one in enumerate(rule.overflow):
        if (one.after_ms is None) == (one.expected_ms is None):
            yield Fault.ONE_TIME, f"overflow.{number}", one.step.value
    if rule.after_hours is AfterHours.HOLD and not (rule.opens or rule.calendar):
        yield Fault.NO_CALENDAR, "after_hours", ""


def _reached(rule: Rule, house: House) -> Found:
    """Steps that mean nothing on any channel on which the rule can hold."""
    channels = set(_channels(rule, house))
    if rule.entry_points and set(rule.entry_points) <= house.silent:
        channels.discard(Channel.CHAT)  # none of these pages calls
    for number, one in enumerate(rule.overflow):
        allowed = _STEPS_ON.get(one.step)
        if allowed is not None and not channels & allowed:
            yield Fault.NOT_HERE, f"overflow.{number}", one.step.value


def _dropping(rule: Rule) -> Iterator[Overflow]:
    """Each step in its place, those that drop no skill without a target."""
    for one in rule.overflow:
        yield one if one.step is Step.DROP_SKILL else Overflow(step=one.step)


# --- rules that no work reaches


Covers = Callable[[Any, Any], bool]
_EACH: Final[dict[str, Covers]] = {
    "entry_points": lambda wide, narrow: bool(wide == narrow),
    "queues": lambda wide, narrow: bool(wide == narrow),
    "addresses": matching.covers_address,
    "countries": lambda wide, narrow: wide.upper() == narrow.upper(),
    "languages": lambda wide, narrow: matching.speaks(narrow, wide),
    "bands": lambda wide, narrow: bool(wide == narrow),
    "tags": matching.covers_tag,
    "words": matching.covers_words,
}


def _shadowed(rules: Sequence[Rule], house: House) -> Iterator[RuleFault]:
    asked = [frozenset(given(rule)) for rule in rules]  # once, and not for each pair of rules
    for number, rule in enumerate(rules):
        if rule.paused:
            continue
        moved = told = False
        for before in range(number - 1, -1, -1):
            earlier, names = rules[before], asked[before]
            if earlier.paused:
                continue
            moved = moved or (earlier.go_on and bool(earlier.queue))
            if earlier.go_on and (told or not rule.overflow or not _decides_steps(earlier)):
                continue
            if moved and names & {"queues", "waiting"}:
                continue
            if not all(_covers(name, earlier, rule, house) for name in names):
                continue
            value = earlier.name or earlier.id
            if not earlier.go_on:
                yield fault(Fault.UNREACHABLE, value, rule=rule.id)
                break
            told = True
            yield fault(Fault.DECIDED_BEFORE, value, rule=rule.id, field="overflow.0")


def _decides_steps(rule: Rule) -> bool:
    """Whether the steps of no later rule count where this one held."""
    return bool(rule.overflow) or rule.after_hours is AfterHours.CLOSE


def _covers(name: str, wide: Rule, narrow: Rule, house: House) -> bool:
    """Whether a condition of one rule holds whenever the other rule does."""
    if name == "channels":
        return set(_channels(narrow, house)) <= set(wide.channels)
    if name == "vip":
        return narrow.vip is wide.vip
    if name == "calendar":
        return (narrow.calendar, narrow.hour) == (wide.calendar, wide.hour)
    if name == "waiting":
        # "at least 0" always holds; else the same queue must be meant, which only the rules before can change
        return not wide.waiting or (narrow.waiting or 0) >= wide.waiting
    wides, narrows = getattr(wide, name), getattr(narrow, name)
    if name == "bands" and set(wides) == set(Band):
        return True
    each = _EACH[name]
    return bool(narrows) and all(any(each(one, other) for one in wides) for other in narrows)


def _channels(rule: Rule, house: House) -> Sequence[Channel]:
    """The channels on which a rule can hold."""
    if rule.channels:
        return rule.channels
    known = [house.entry_points.get(one) for one in rule.entry_points]
    if known and None not in known:
        return [one for one in known if one is not None]
    return tuple(Channel)


# --- overflow that leads back


def _circles(rules: Sequence[Rule]) -> Iterator[RuleFault]:
    """Queues that are added to each other's work: it would be asked for in a circle."""
    ways: dict[str, set[str]] = {}
    for rule in rules:
        if rule.paused:
            continue
        for number, one in enumerate(rule.overflow):
            if one.step is not Step.ADD_QUEUE:
                continue
            for begin in [rule.queue] if rule.queue else rule.queues:
                back = _way(ways, one.target, begin)
                if back is not None:
                    circle = " → ".join((begin, *back))
                    yield fault(Fault.CYCLE, circle, rule=rule.id, field=f"overflow.{number}")
                else:
                    ways.setdefault(begin, set()).add(one.target)


def _way(ways: Mapping[str, set[str]], begin: str, end: str) -> list[str] | None:
    """The queues from one to another, both included; None where nothing leads there."""
    before: dict[str, str] = {begin: ""}
    look = [begin]
    while look:
        here = look.pop()
        if here == end:
            found = [here]
            while before[found[-1]]:
                found.append(before[found[-1]])
            return found[::-1]
        for there in sorted(ways.get(here, ())):
            if there not in before:
                before[there] = here
                look.append(there)
    return None
