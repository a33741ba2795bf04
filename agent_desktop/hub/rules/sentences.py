"""What a rule can say, sentence by sentence: how each field is written, and how it is read.

Promises one table for reader and writer, so that they cannot disagree. Refuses judgement: whether a queue exists is for
`checking`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from agent_desktop.hub.rules.words import (
    Unreadable,
    list_of,
    listed,
    number_of,
    one_of,
    parts_of,
    quoted,
    time_of,
    timed,
    value_of,
)
from agent_desktop.model.rules import AfterHours, Band, Hour, Overflow, Relaxed, Rule, Step
from agent_desktop.model.work import Channel

Tokens = list[str]


@dataclass(frozen=True)
class Sentence:
    """One kind of line: it begins with `words`, and says the `field`. `read` gives what is new in the rule's fields;
    `write` the rest of each line that a rule needs. `again`: it may be said more than once."""

    words: tuple[str, ...]
    field: str
    read: Callable[[Tokens, dict[str, Any]], dict[str, Any]]
    write: Callable[[Rule], Iterator[str]]
    again: bool = False


def _list(words: str, field: str, kind: Callable[[str], Any] = str) -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        return {field: tuple(_made(kind, one) for one in list_of(found))}

    def write(rule: Rule) -> Iterator[str]:
        values: tuple[str, ...] = getattr(rule, field)
        if values:
            yield listed(str(one) for one in values)

    return Sentence(tuple(words.split()), field, read, write)


def _made(kind: Callable[[str], Any], value: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise Unreadable(value) from None


def _text(words: str, field: str) -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        return {field: _nothing_less(value_of(one_of(found)))}

    def write(rule: Rule) -> Iterator[str]:
        if value := getattr(rule, field):
            yield quoted(value)

    return Sentence(tuple(words.split()), field, read, write)


def _nothing_less(value: str) -> str:
    if not value:
        raise Unreadable('""')
    return value


def _number(words: str, field: str) -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        return {field: number_of(found)}

    def write(rule: Rule) -> Iterator[str]:
        if (value := getattr(rule, field)) is not None:
            yield str(value)

    return Sentence(tuple(words.split()), field, read, write)


def _time(words: str, field: str) -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        return {field: time_of(found)}

    def write(rule: Rule) -> Iterator[str]:
        if (value := getattr(rule, field)) is not None:
            yield timed(value)

    return Sentence(tuple(words.split()), field, read, write)


def _said(words: str, field: str, value: Any) -> Sentence:
    """Words that stand for one value of a field, and need no more."""

    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        if found:
            raise Unreadable(" ".join(found))
        return {field: value}

    def write(rule: Rule) -> Iterator[str]:
        # A number is no truth: 0 must not be written as the words for False.
        if getattr(rule, field) is value:
            yield ""

    return Sentence(tuple(words.split()), field, read, write)


def _at(words: str, hour: Hour) -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        return {"calendar": _nothing_less(value_of(one_of(found))), "hour": hour}

    def write(rule: Rule) -> Iterator[str]:
        if rule.calendar and rule.hour is hour:
            yield quoted(rule.calendar)

    return Sentence(tuple(words.split()), "calendar", read, write)


def _skills() -> Sentence:
    def read(found: Tokens, _: dict[str, Any]) -> dict[str, Any]:
        levels: dict[str, int] = {}
        for part in parts_of(found):
            if len(part) != 2:
                raise Unreadable(" ".join(part))
            skill = _nothing_less(value_of(part[0]))
            if skill in levels:
                raise Unreadable(skill)
            levels[skill] = number_of(part[1:])
        return {"skills": levels}

    def write(rule: Rule) -> Iterator[str]:
        if rule.skills:
            yield ", ".join(f"{quoted(skill)} {level}" for skill, level in rule.skills.items())

    return Sentence(("ask",), "skills", read, write)


def _relax() -> Sentence:
    def read(found: Tokens, before: dict[str, Any]) -> dict[str, Any]:
        lower = found[1:2] == ["to"]
        span = found[4:] if lower else found[2:]
        if found[3:4] != ["after"] if lower else found[1:2] != ["after"]:
            raise Unreadable(" ".join(found))
        one = Relaxed(
            skill=_nothing_less(value_of(found[0])),
            after_ms=time_of(span),
            level=number_of(found[2:3]) if lower else None,
        )
        return {"relaxed": (*before.get("relaxed", ()), one)}

    def write(rule: Rule) -> Iterator[str]:
        for one in rule.relaxed:
            to = "" if one.level is None else f" to {one.level}"
            yield f"{quoted(one.skill)}{to} after {timed(one.after_ms)}"

    return Sentence(("relax",), "relaxed", read, write, again=True)


STEPS: Final[dict[Step, tuple[str, ...]]] = {
    Step.DROP_SKILL: ("drop", "skill"),
    Step.ADD_QUEUE: ("add", "queue"),
    Step.CALLBACK: ("call", "back"),
    Step.VOICEMAIL: ("voicemail",),
    Step.MESSAGE: ("say",),
    Step.CLOSE: ("close",),
}
TARGETED: Final = frozenset({Step.DROP_SKILL, Step.ADD_QUEUE, Step.MESSAGE})


def _overflow(word: str, field: str) -> Sentence:
    """Both kinds of steps keep one order: the lines stand as they do in the rule (see `writing`)."""

    def read(found: Tokens, before: dict[str, Any]) -> dict[str, Any]:
        if ":" not in found:
            raise Unreadable(" ".join(found))
        at = found.index(":")
        span, rest = time_of(found[:at]), tuple(found[at + 1 :])
        for step, words in STEPS.items():
            if rest[: len(words)] == words:
                target = rest[len(words) :]
                if (step in TARGETED) != (len(target) == 1):
                    break
                value = _nothing_less(value_of(target[0])) if target else ""
                one = Overflow(step=step, target=value, **{field: span})
                return {"overflow": (*before.get("overflow", ()), one)}
        raise Unreadable(" ".join(rest))

    def write(_: Rule) -> Iterator[str]:
        yield from ()

    return Sentence((word,), "overflow", read, write, again=True)


def overflow_line(one: Overflow) -> str:
    """A step as it is written."""
    expected = one.after_ms is None
    span = (one.expected_ms if expected else one.after_ms) or 0
    words = [*STEPS[one.step], *([quoted(one.target)] if one.step in TARGETED else ())]
    return f"{'expecting' if expected else 'after'} {timed(span)} : {' '.join(words)}"


SENTENCES: Final = (
    _said("paused", "paused", True),
    _list("if channel", "channels", Channel),
    _list("if entry point", "entry_points"),
    _list("if queue", "queues"),
    _list("if address", "addresses"),
    _list("if country", "countries"),
    _list("if language", "languages"),
    _list("if value", "bands", Band),
    _said("if vip", "vip", True),
    _said("if not vip", "vip", False),
    _list("if tag", "tags"),
    _list("if words", "words"),
    _at("if open", Hour.OPEN),
    _at("if closed", Hour.CLOSED),
    _number("if waiting", "waiting"),
    _text("to queue", "queue"),
    _skills(),
    _relax(),
    _number("points", "points"),
    _list("prefer", "agents"),
    _said("same agent", "same_agent", True),
    _said("not the same agent", "same_agent", False),
    _time("reserve", "reserve_ms"),
    _number("strict class", "strict"),
    _overflow("after", "after_ms"),
    _overflow("expecting", "expected_ms"),
    _text("tag", "tag"),
    _text("say", "message"),
    _said("hold until opening", "after_hours", AfterHours.HOLD),
    _said("close", "after_hours", AfterHours.CLOSE),
    _text("opening by", "opens"),
    _said("go on", "go_on", True),
)
"""Every sentence, in the order in which it is written."""

LONGEST: Final = sorted(SENTENCES, key=lambda one: -len(one.words))


def sentence_of(found: Tokens) -> tuple[Sentence, Tokens] | None:
    """The sentence that begins so, and the rest of the line."""
    for one in LONGEST:
        if tuple(found[: len(one.words)]) == one.words:
            return one, found[len(one.words) :]
    return None
