"""The opening for which work is held: the rules that hold it, and what its customer is told of it.

Promises the rules of the version that decided it, whatever was published since. Refuses to hold or to tell: that is
for `reopening` and `automatic`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.rules.evaluating import calendar_of, held_anew
from agent_desktop.hub.rules.hours import zone_of
from agent_desktop.hub.rules.opening_words import opening_words
from agent_desktop.hub.rules.reading import read
from agent_desktop.hub.storage import rules
from agent_desktop.model.base import Millis
from agent_desktop.model.rules import AfterHours, Plan, Rule

Versions = dict[int, dict[str, Rule]]
"""The rules of versions that were read already, by their ids."""


def holding(book: Book, plan: Plan, versions: Versions) -> list[Rule]:
    """The rules that hold this work until the opening, as they were when they decided so."""
    return _saying(book, plan, versions, AfterHours.HOLD)


def _saying(book: Book, plan: Plan, versions: Versions, what: AfterHours) -> list[Rule]:
    if plan.version not in versions:
        text = rules.version_text(book.storage, plan.version) or ""
        versions[plan.version] = {rule.id: rule for rule in read(text).rules}
    known = versions[plan.version]
    held = (known[one.rule] for one in plan.because if one.rule in known)
    return [one for one in held if one.after_hours is what]


def opening_told(book: Book, interaction_id: str, language: str) -> str:
    """In words when the house opens for which this is held, or for whose closing it ends; empty where there is none."""
    plan = rules.plans_of(book.storage, [interaction_id]).get(interaction_id)
    if plan is None:
        return ""
    if plan.closed:
        said = _saying(book, plan, {}, AfterHours.CLOSE)
        opens = held_anew(said, book.live.running.calendars, book.now)
    else:
        said = _saying(book, plan, {}, AfterHours.HOLD)
        opens = plan.held_until or 0
    if opens <= book.now:
        return ""
    zone = _zone(book, said)
    return opening_words(_local(opens, zone), _local(book.now, zone), language)


def _zone(book: Book, held: Iterable[Rule]) -> str:
    calendars = book.live.running.calendars
    found = (calendars.get(calendar_of(one)) for one in held)
    return next((one.zone for one in found if one is not None), "UTC")


def _local(at: Millis, zone: str) -> datetime:
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at)).astimezone(
        zone_of(zone) or UTC
    )
