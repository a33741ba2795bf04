"""The draft of the routing rules and its versions: changed, published, reverted to; and the calendars that they name.

Promises that a version which was published is never changed; that nothing runs that is wrong anywhere; that the draft
may be wrong, and says where; and that who names the draft which they saw neither overwrites nor publishes another.
Refuses a calendar's removal while a rule asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from hashlib import sha256
from typing import Final

import msgspec
import phonenumbers
from msgspec.structs import replace

from agent_desktop.hub.centre import reopening, ruling, shares
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls.house import policy_of
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.rules import calendars
from agent_desktop.hub.rules.checking import House, checked, checked_rules
from agent_desktop.hub.rules.reading import read
from agent_desktop.hub.storage import configuration, rules
from agent_desktop.model.calendars import Calendar, Calendars
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rules import RoutingRules, Rule, RuleFault, RulesVersion
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

DRAFT: Final = "rules.draft"
"""The setting in which the draft is kept, in its written form."""
MAX_CALENDARS: Final = 200
MAX_NOTE: Final = 500


def house_of(book: Book) -> House:
    """What rules may name."""
    live = book.live
    places = {one.id: one.channel for one in live.entry_points.values()}
    called = {one.id: Channel.VOICE for one in policy_of(book).entry_points}
    skills = (skill for one in live.agents.values() for skill in one.profile.skills)
    return House(
        queues=frozenset(live.queues),
        agents=frozenset(live.agents),
        skills=frozenset(skills),
        calendars=frozenset(live.running.calendars),
        countries=frozenset(phonenumbers.SUPPORTED_REGIONS),
        entry_points=called | places,
        silent=frozenset(
            one.id
            for one in live.entry_points.values()
            if one.channel is Channel.CHAT and not one.calls
        ),
    )


def draft_of(book: Book) -> str:
    """The draft in its written form."""
    return configuration.setting(book.storage, DRAFT)


def mark_of(text: str) -> str:
    """What stands for a draft."""
    return sha256(text.encode()).hexdigest()[:32]


def _as_seen(book: Book, seen: str) -> None:
    """Raises Conflict where the draft is not the one with this mark; empty: whatever it is."""
    if seen and seen != mark_of(draft_of(book)):
        raise Conflict(
            later("Somebody else changed the draft of the rules meanwhile."),
            remedy=later("Look at it again; nothing of it was overwritten or published."),
            field="seen",
        )


def state(book: Book) -> RoutingRules:
    """The draft with what is wrong in it, and the versions."""
    text = draft_of(book)
    found, faults = checked(text, house_of(book))
    agents = book.live.agents
    known = rules.versions(book.storage)
    named = (
        replace(one, agent_name=agents[one.agent_id].profile.name)
        if one.agent_id in agents
        else one
        for one in known
    )
    return RoutingRules(
        rules=found,
        faults=faults,
        text=text,
        running=book.live.running.version,
        changed=found != book.live.running.rules,
        versions=tuple(named),
        mark=mark_of(text),
    )


@dataclass(frozen=True)
class Judged:
    """Rules that were looked at without keeping them."""

    rules: tuple[Rule, ...]
    faults: tuple[RuleFault, ...]


def judge(book: Book, text: str) -> Judged:
    """What a written form says, and what is wrong with it."""
    return Judged(*checked(text, house_of(book)))


# --- the draft


def draft_text(book: Book, text: str, seen: str = "") -> None:
    """The draft says this from now on, instead of the one `seen`. Raises Refused for what cannot be read, Conflict."""
    _as_seen(book, seen)
    found = read(text)
    if found.faults:
        raise _at(found.faults[0])
    configuration.keep_setting(book.storage, DRAFT, text)


def draft_rules(book: Book, wished: Sequence[Rule], seen: str = "") -> None:
    """The draft has these rules from now on, instead of the one `seen`.

    Raises Refused for what could not be read again, Conflict.
    """
    _as_seen(book, seen)
    text, again, _ = checked_rules(wished, house_of(book))
    found = read(text)
    if found.faults:
        raise _at(found.faults[0])
    assert len(again) == len(wished)
    configuration.keep_setting(book.storage, DRAFT, text)


def _at(fault: RuleFault, found: Iterable[Rule] = ()) -> Refused:
    """A fault as a refusal: of which of the rules that were found, in which line, and what is wrong there."""
    name = next((one.name or one.id for one in found if one.id == fault.rule), "")
    remedy = later(f"Look at line {fault.line}: {fault.message}")
    if name:
        remedy = later(f"Look at the rule “{name}”, line {fault.line}: {fault.message}")
    return Refused(
        "The rules cannot be used like this.",
        remedy=remedy,
        field=fault.field or "text",
        value=fault.value,
    )


def sound(book: Book) -> tuple[Rule, ...]:
    """The rules of the draft. Raises Refused while anything is wrong with it."""
    found, faults = checked(draft_of(book), house_of(book))
    if faults:
        raise _at(faults[0], found)
    return found


# --- versions


def publish(book: Book, agent_id: str, note: str, seen: str = "") -> int:
    """Route by the draft, the one `seen`, from now on; the number of the new version. Raises Refused, Conflict."""
    _as_seen(book, seen)
    text, found = draft_of(book), sound(book)
    if found == book.live.running.rules:
        raise Conflict(
            "The draft says what runs already.", remedy="Change a rule first.", field="note"
        )
    number = rules.last_version(book.storage) + 1
    version = RulesVersion(
        number=number,
        at=book.now,
        agent_id=agent_id,
        note=" ".join(note.split())[:MAX_NOTE],
        rules=len(found),
    )
    rules.keep_version(book.storage, version, text)
    _run(book, number, found)
    return number


def revert(book: Book, number: int) -> None:
    """A version runs again, and the draft is what it says. Raises Refused for what does not fit the house any more."""
    text = rules.version_text(book.storage, number)
    if text is None:
        raise unknown("number", str(number))
    found, faults = checked(text, house_of(book))
    if faults:
        raise _at(faults[0])
    configuration.keep_setting(book.storage, DRAFT, text)
    _run(book, number, found)


def _run(book: Book, number: int, found: tuple[Rule, ...]) -> None:
    configuration.keep_setting(book.storage, ruling.RUNNING, str(number))
    book.live.running = changed(book.live.running, rules=found, version=number)
    book.live.value_bounds = None


# --- calendars


def define_calendar(book: Book, calendar: Calendar) -> None:
    """Make a calendar or change one. Raises Refused."""
    if not calendar.name.strip():
        raise Refused("A name is needed.", remedy="Give one.", field="name", value=calendar.name)
    calendars.check(calendar)
    known = dict(book.live.running.calendars)
    name = " ".join(calendar.name.split()).casefold()
    for one in known.values():
        if one.id != calendar.id and " ".join(one.name.split()).casefold() == name:
            raise Refused(
                later("There is a calendar of this name already."),
                remedy=later("Choose another name, so that rules can tell them apart."),
                field="name",
                value=calendar.name,
            )
    known[calendar.id] = calendar
    if len(known) > MAX_CALENDARS:
        raise Refused("There are too many calendars.", remedy="Remove some.", field="id")
    _keep(book, known)
    reopening.calendar_changed(book, calendar.id)


def remove_calendar(book: Book, calendar_id: str) -> None:
    """Have a calendar no longer. Raises Refused while a rule or a number asks for it."""
    known = dict(book.live.running.calendars)
    gone = known.pop(calendar_id, None)
    if gone is None:
        raise unknown("id", calendar_id)
    asking = (*book.live.running.rules, *read(draft_of(book)).rules)
    names = _names(one for one in asking if calendar_id in (one.calendar, one.opens))
    if names:
        raise Refused(
            later(f"Routing rules ask for this calendar: {names}."),
            remedy="Change them first.",
            field="id",
            value=calendar_id,
        )
    numbers = [one.id for one in policy_of(book).entry_points if one.calendar == calendar_id]
    if numbers:
        raise Refused(
            later(f"Numbers are open by this calendar: {', '.join(numbers[:5])}."),
            remedy="Change them first.",
            field="id",
            value=calendar_id,
        )
    _keep(book, known)


def _keep(book: Book, known: dict[str, Calendar]) -> None:
    before = ruling.calendars_of(book.storage)
    kept = Calendars(calendars=tuple(known.values()))
    configuration.keep_setting(book.storage, ruling.CALENDARS, msgspec.json.encode(kept).decode())
    shares.calendar_changed(book.storage, rules_of(book.storage), before)
    book.live.running = changed(book.live.running, calendars=known)


def _names(asking: Iterable[Rule]) -> str:
    return ", ".join(dict.fromkeys(one.name or one.id for one in asking))
