"""Routing rules and calendars over HTTP: drafted, tried, published, reverted to; and why work waits where it does.

Promises that a dry run is computed beside the centre, on a connection that only reads: nobody waits for it, and nothing
changes. Refuses to publish what is wrong anywhere, and says at which line.
"""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Final, TypeVar

from msgspec import Meta

from agent_desktop.hub.centre import rule_book, ruling
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.dry_run import DryRunning
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.metrics import days
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.rules.reading import read
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import Label
from agent_desktop.hub.server.voice_settings import told_policy
from agent_desktop.hub.storage import rules
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.base import Tagged
from agent_desktop.model.calendars import Calendar, SpecialDay
from agent_desktop.model.figures import zone_of
from agent_desktop.model.rules import (
    DryRun,
    Rule,
    RuleFault,
    RulesVersion,
)

T = TypeVar("T")
_RULES: Final = "/v1/admin/rules"
_CALENDARS: Final = "/v1/admin/calendars"
Text = Annotated[str, Meta(max_length=400_000)]
Mark = Annotated[str, Meta(max_length=64)]
Some = Annotated[tuple[Rule, ...], Meta(max_length=500)]


class RulesInfo(Tagged, frozen=True, tag="routing_rules"):
    """The draft of the rules, what is wrong in it, and the versions, newest first. `running` is the number of the one
    by which the house routes, 0 for none; `changed`: the draft says something else. `mark` stands for what it says."""

    rules: tuple[Rule, ...]
    faults: tuple[RuleFault, ...]
    text: str
    running: int
    changed: bool
    versions: tuple[RulesVersion, ...]
    mark: str


class DefineRules(Request, frozen=True, tag="define_rules"):
    """The draft says this from now on: either `rules`, or `text` in the written form.

    `seen` is the mark of the draft that was changed: where the draft is another by now, it stays as it is (409).
    """

    rules: Some | None = None
    text: Text | None = None
    seen: Mark = ""


class CheckRules(Request, frozen=True, tag="check_rules"):
    """What a text in the written form says. Nothing changes."""

    text: Text


class RulesChecked(Tagged, frozen=True, tag="rules_checked"):
    """The rules that a text says, and what is wrong with them, each at its line."""

    rules: tuple[Rule, ...]
    faults: tuple[RuleFault, ...]


class PublishDraft(Request, frozen=True, tag="publish_rules"):
    """Route by the draft from now on; `note` says what it is good for, `seen` is the mark of the draft as read."""

    note: Annotated[str, Meta(max_length=500)] = ""
    seen: Mark = ""


class RevertTo(Request, frozen=True, tag="revert_rules"):
    """Route by a version of before, and make the draft say the same."""

    number: Annotated[int, Meta(ge=1)]


class TryDraft(Request, frozen=True, tag="try_rules"):
    """What the draft would have decided on a `day` (2026-03-29, in the house's time zone); empty: yesterday."""

    day: Annotated[str, Meta(max_length=10)] = ""


class VersionInfo(Tagged, frozen=True, tag="rules_version"):
    """A version as it was published."""

    number: int
    text: str
    rules: tuple[Rule, ...]


class DefineCalendar(Request, frozen=True, tag="define_calendar"):
    """When the house is open, in the local time of `zone`. `weekday` 0 is Monday; `opens` and `closes` are minutes of
    the day. A day of `special` ("2026-12-25", or "12-25" for every year) has its own times, and without any is closed.
    """

    name: Label
    zone: Annotated[str, Meta(max_length=60)] = "UTC"
    hours: Annotated[tuple[OpenHours, ...], Meta(max_length=100)] = ()
    special: Annotated[tuple[SpecialDay, ...], Meta(max_length=1_000)] = ()


class CalendarsInfo(Tagged, frozen=True, tag="calendars"):
    """Every calendar of the house."""

    calendars: tuple[Calendar, ...]


async def _on_book(call: Call[Any], work: Callable[[Book], T]) -> T:
    def job(centre: Centre) -> T:
        with centre.request() as book:
            return work(book)

    return await call.house.ask(job)


async def show_rules(call: Call[None]) -> RulesInfo:
    """The draft, what is wrong in it, and the versions."""
    kept = await _on_book(call, rule_book.state)
    return RulesInfo(
        rules=kept.rules,
        faults=kept.faults,
        text=kept.text,
        running=kept.running,
        changed=kept.changed,
        versions=kept.versions,
        mark=kept.mark,
    )


async def check_rules(call: Call[CheckRules]) -> RulesChecked:
    """What a text says, and what is wrong with it."""
    found = await _on_book(call, lambda book: rule_book.judge(book, call.body.text))
    return RulesChecked(rules=found.rules, faults=found.faults)


async def define_rules(call: Call[DefineRules]) -> None:
    """Change the draft."""
    wished, text, seen = call.body.rules, call.body.text, call.body.seen
    if wished is not None and text is None:
        await _on_book(call, lambda book: rule_book.draft_rules(book, wished, seen))
    elif text is not None and wished is None:
        await _on_book(call, lambda book: rule_book.draft_text(book, text, seen))
    else:
        raise Malformed("Either rules or a text are given.", field="text", value="")


async def publish_rules(call: Call[PublishDraft]) -> None:
    """Make the draft the running version."""
    who, note, seen = call.token.subject, call.body.note, call.body.seen
    await _on_book(call, lambda book: rule_book.publish(book, who, note, seen))


async def revert_rules(call: Call[RevertTo]) -> None:
    """Make a version of before the running one."""
    await _on_book(call, lambda book: rule_book.revert(book, call.body.number))


async def show_version(call: Call[None]) -> VersionInfo:
    """A version as it was published."""
    number = call.path("number")
    text = None
    if number.isascii() and number.isdecimal() and len(number) < 10:
        text = await call.house.rows(lambda storage: rules.version_text(storage, int(number)))
    if text is None:
        raise NotFound("There is no such version.", field="number", value=shown(number))
    return VersionInfo(number=int(number), text=text, rules=read(text).rules)


async def try_rules(call: Call[TryDraft]) -> DryRun:
    """What the draft would have decided, beside what was decided."""
    found = await _on_book(call, rule_book.sound)
    kept = await call.house.rows(rules_of)
    zone = zone_of(kept.zone)
    day = _day(call.body.day) or days.day_of(call.house.clock(), zone) - timedelta(days=1)
    since, until = days.bounds(day, 1, "day", zone)
    target = await call.house.rows(lambda storage: storage.database.target)

    def run() -> DryRun:
        storage = Storage.reading(target)
        try:
            with storage.transaction():
                return DryRunning(storage, found, since, until).run(day.isoformat(), kept.zone)
        finally:
            storage.close()

    return await asyncio.to_thread(run)


def _day(asked: str) -> date | None:
    if not asked:
        return None
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        found = date.min
    if not 1971 <= found.year <= 9000:
        raise Malformed("A day looks like 2026-03-29.", field="day", value=shown(asked))
    return found


# --- calendars


async def list_calendars(call: Call[None]) -> CalendarsInfo:
    """Every calendar."""
    known = await call.house.rows(ruling.calendars_of)
    return CalendarsInfo(calendars=tuple(known.values()))


async def define_calendar(call: Call[DefineCalendar]) -> None:
    """Make a calendar or change one."""
    body = call.body
    calendar = Calendar(
        id=call.chosen_id(),
        name=body.name,
        zone=body.zone,
        hours=body.hours,
        special=body.special,
    )
    await _on_book(call, lambda book: rule_book.define_calendar(book, calendar))
    if call.house.telephones is not None:
        policy = await call.house.ask(told_policy)
        if calendar in policy.calendars:
            call.house.telephones.board.define_policy(policy)


async def remove_calendar(call: Call[None]) -> None:
    """Have a calendar no longer."""
    await _on_book(call, lambda book: rule_book.remove_calendar(book, call.path("id")))


OPERATIONS = (
    Operation(
        *("GET", _RULES, "Show the routing rules", show_rules), scopes=ADMIN, answers=RulesInfo
    ),
    Operation(
        *("POST", f"{_RULES}/check", "Check routing rules", check_rules),
        scopes=ADMIN,
        body=CheckRules,
        answers=RulesChecked,
    ),
    Operation(
        *("PUT", f"{_RULES}/draft", "Change the draft of the routing rules", define_rules),
        scopes=ADMIN,
        body=DefineRules,
        answers=None,
        codes=("refused", "conflict"),
    ),
    Operation(
        *("POST", f"{_RULES}/publish", "Publish the draft", publish_rules),
        scopes=ADMIN,
        body=PublishDraft,
        answers=None,
        codes=("refused", "conflict"),
    ),
    Operation(
        *("POST", f"{_RULES}/revert", "Run a version of before", revert_rules),
        scopes=ADMIN,
        body=RevertTo,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("POST", f"{_RULES}/dry-run", "Try the draft on a day that was", try_rules),
        scopes=ADMIN,
        body=TryDraft,
        answers=DryRun,
        codes=("refused",),
    ),
    Operation(
        *("GET", f"{_RULES}/versions/{{number}}", "Show a version", show_version),
        scopes=ADMIN,
        answers=VersionInfo,
        codes=("not_found",),
    ),
    Operation(
        *("GET", _CALENDARS, "List the calendars", list_calendars),
        scopes=ADMIN,
        answers=CalendarsInfo,
    ),
    Operation(
        *("PUT", f"{_CALENDARS}/{{id}}", "Make or change a calendar", define_calendar),
        scopes=ADMIN,
        body=DefineCalendar,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", f"{_CALENDARS}/{{id}}", "Remove a calendar", remove_calendar),
        scopes=ADMIN,
        answers=None,
        codes=("refused",),
    ),
)
