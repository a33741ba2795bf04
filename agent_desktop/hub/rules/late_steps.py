"""Steps of one rule that can never happen to anybody: the waiting is over by then, or what they do is done already.

Promises only what is sure, whatever the waits turn out to be: times are compared with times, and expected waits with
expected waits. Steps that are due together happen in the order of their lines. Refuses to judge whether a step that
can happen makes sense.
"""

from collections.abc import Iterator

from agent_desktop.hub.rules.words import timed
from agent_desktop.model.rules import AfterHours, Fault, Overflow, Rule, Step

_ONCE = {Step.ADD_QUEUE, Step.DROP_SKILL}
"""Steps that change nothing the second time."""
AT_ONCE = "0 s"
Never = tuple[Fault, int, str]
"""The fault, the number of the step and the value that is told."""


def never(rule: Rule) -> Iterator[Never]:
    """The steps of a rule that never happen, each once."""
    for number, one in enumerate(rule.overflow):
        if rule.after_hours is AfterHours.CLOSE:
            yield Fault.OVER_BY_THEN, number, AT_ONCE
            continue
        before = [
            other
            for place, other in enumerate(rule.overflow)
            if place != number and _comes_before(other, place, one, number)
        ]
        end = next((other for other in before if other.step is Step.CLOSE), None)
        if end is not None:
            yield Fault.OVER_BY_THEN, number, _when(end)
        elif one.step in _ONCE and _is_done(one, before, rule):
            yield Fault.DONE_BY_THEN, number, one.target


def _comes_before(other: Overflow, place: int, one: Overflow, number: int) -> bool:
    """Whether one step has happened whenever another one would."""
    if None not in (other.after_ms, one.after_ms):
        return (other.after_ms or 0, place) < (one.after_ms or 0, number)
    if None not in (other.expected_ms, one.expected_ms):
        # What is expected may jump beyond both: then the one whose line is first comes first.
        return place < number and (other.expected_ms or 0) <= (one.expected_ms or 0)
    return other.after_ms == 0 and place < number


def _when(end: Overflow) -> str:
    span = end.after_ms or end.expected_ms
    return timed(span) if span else AT_ONCE


def _is_done(one: Overflow, before: list[Overflow], rule: Rule) -> bool:
    if any(
        (other.step, other.target) == (one.step, one.target) and other != one for other in before
    ):
        return True
    return one.step is Step.DROP_SKILL and any(
        ring.skill == one.target and ring.level is None and ring.after_ms <= (one.after_ms or 0)
        for ring in rule.relaxed
        if one.after_ms is not None
    )
