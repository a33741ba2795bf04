"""How an administrator says what the telephones of the house do: numbers, menus, waiting, recording.

Promises frozen records that read like sentences, with times in `int` milliseconds. Prompts are names ("welcome", or
that of an upload), queues and menus are ids. `problems` finds what does not fit together, so that a policy is refused
as a whole before any call meets it.

Refuses behaviour: the machines of this room act on what stands here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from agent_desktop.hub.voice.dialplan import Kind, NumberPlan, normalise

DIGITS = frozenset("0123456789*#")


class ToQueue(Struct, frozen=True, tag=True):
    """Wait for an agent of a queue, perhaps with skills or points of priority."""

    queue: str
    skills: dict[str, int] = {}
    priority: int | None = None


class ToNumber(Struct, frozen=True, tag=True):
    """Be connected with another number."""

    number: str


class ToVoicemail(Struct, frozen=True, tag=True):
    """Leave a message for a queue."""

    queue: str


class ToMenu(Struct, frozen=True, tag=True):
    """Hear another menu."""

    menu: str


class Repeat(Struct, frozen=True, tag=True):
    """Hear this menu again."""


class Goodbye(Struct, frozen=True, tag=True):
    """Hear a last prompt and be hung up."""

    prompt: str = "goodbye"


Choice = ToQueue | ToNumber | ToVoicemail | ToMenu | Repeat | Goodbye


class Menu(Struct, frozen=True, kw_only=True):
    """A prompt and what its digits do. Who is silent or wrong too often gets `on_fail`.

    `timeout_ms` runs from the end of the prompt. So many (`wrong_limit`, `silent_limit`) are forgiven.
    """

    id: str
    prompt: str
    choices: dict[str, Choice]
    on_fail: Choice
    timeout_ms: int = 6_000
    wrong_limit: int = 2
    silent_limit: int = 1


class Hours(Struct, frozen=True):
    """Open on one weekday (0 is Monday) from one minute of the day until before another."""

    weekday: int
    opens: int
    closes: int


class Opening(Struct, frozen=True, kw_only=True):
    """When an entry point is open, in the local time of `zone`. Without hours it is always open.

    `holidays` are closed days, written "2026-12-25".
    """

    zone: str = "UTC"
    hours: tuple[Hours, ...] = ()
    holidays: tuple[str, ...] = ()

    def is_open(self, now_ms: int) -> bool:
        """Whether it is open at this moment (epoch ms). A zone that this computer does not know counts as UTC."""
        if not self.hours:
            return True
        utc = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=now_ms)
        local = utc.astimezone(_zone(self.zone) or UTC)
        if local.date().isoformat() in self.holidays:
            return False
        day, minute = local.weekday(), local.hour * 60 + local.minute
        return any(one.weekday == day and one.opens <= minute < one.closes for one in self.hours)


class EntryPoint(Struct, frozen=True, kw_only=True):
    """A number that customers call. `numbers` are whole, or the beginning of a block with "*" after it.

    With a `menu` the caller chooses, else `then` happens. `closed` is what happens outside the opening hours, after
    the prompt `closed_prompt`.
    """

    id: str
    numbers: tuple[str, ...]
    then: Choice
    language: str = "en"
    greeting: str = "welcome"
    menu: str = ""
    opening: Opening = Opening()
    closed_prompt: str = "closed"
    closed: Choice = Goodbye()


class Recording(Struct, frozen=True, kw_only=True):
    """Whether a queue's calls are recorded.

    "all": after the notice, unless the caller presses `objection_digit` (empty: nobody may object). "consent": only
    calls whose caller pressed `consent_digit` when asked. An agent may start and pause by hand where that is allowed;
    a pause that is forgotten ends after `pause_limit_ms`. `keep_days` counts from the end of the call, None: for ever.
    """

    mode: Literal["off", "all", "consent"] = "off"
    notice: str = "recorded_notice"
    objection: str = "objection"
    objection_digit: str = "9"
    question: str = "consent_question"
    consent_digit: str = "1"
    answer_ms: int = 5_000
    by_hand: bool = False
    pause_allowed: bool = True
    pause_limit_ms: int = 300_000
    keep_days: int | None = 90


class Callback(Struct, frozen=True, kw_only=True):
    """After so long in the queue a caller may press `digit`, hang up and be called when the turn comes.

    So many `attempts` are made to reach the caller, each rings for `ring_ms`, with `again_ms` between them.
    """

    after_ms: int = 60_000
    digit: str = "1"
    attempts: int = 3
    again_ms: int = 900_000
    ring_ms: int = 30_000


class Announcements(Struct, frozen=True, kw_only=True):
    """What is said to those who wait: first after `first_ms`, then every `every_ms`.

    The expected wait is rounded up to `round_minutes`, and beyond `longest_minutes` only "more than" is said.
    """

    position: bool = True
    wait: bool = True
    first_ms: int = 20_000
    every_ms: int = 60_000
    round_minutes: int = 1
    longest_minutes: int = 30


class Voicemail(Struct, frozen=True, kw_only=True):
    """A message ends at `limit_ms`, after `silence_ms` of silence, with "#", or when the caller hangs up.

    Messages shorter than `least_ms` are not kept.
    """

    greeting: str = "voicemail_greeting"
    limit_ms: int = 180_000
    silence_ms: int = 6_000
    least_ms: int = 1_500


class QueueVoice(Struct, frozen=True, kw_only=True):
    """What a queue is by telephone. A queue that nobody described is one of these with its id alone.

    `caller_id` is shown to those whom its agents call. `overflow_ms`: who waits longer goes to voicemail. `agents_gone`
    is what happens to a customer whose last agent hung up: "end" the call, or "requeue" it.
    """

    id: str
    music: str = "music/waiting"
    announcements: Announcements | None = Announcements()
    callback: Callback | None = None
    overflow_ms: int | None = None
    voicemail: Voicemail = Voicemail()
    recording: Recording = Recording()
    caller_id: str = ""
    agents_gone: Literal["end", "requeue"] = "end"


class Policy(Struct, frozen=True, kw_only=True):
    """All of it. `agent_ring_ms` is how long an agent's phone may ring after an accepted offer, `ring_ms` any other
    number. `caller_id` is shown where no queue has one.
    """

    plan: NumberPlan = NumberPlan()
    entry_points: tuple[EntryPoint, ...] = ()
    menus: tuple[Menu, ...] = ()
    queues: tuple[QueueVoice, ...] = ()
    caller_id: str = ""
    agent_ring_ms: int = 10_000
    ring_ms: int = 45_000

    def queue(self, queue: str) -> QueueVoice:
        """A queue's settings; the usual ones for a queue that nobody described."""
        return next((one for one in self.queues if one.id == queue), QueueVoice(id=queue))

    def menu(self, menu: str) -> Menu | None:
        """A menu by its id."""
        return next((one for one in self.menus if one.id == menu), None)

    def entry_point(self, entry_point: str) -> EntryPoint | None:
        """An entry point by its id."""
        return next((one for one in self.entry_points if one.id == entry_point), None)


def problems(policy: Policy) -> tuple[tuple[str, str], ...]:
    """What is wrong with a policy: (field, value) pairs, empty when nothing is."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for menu in policy.menus:
        found += [("digit", digit) for digit in menu.choices if digit not in DIGITS]
        for choice in (*menu.choices.values(), menu.on_fail):
            found += _bad_choice(policy, choice)
        if isinstance(menu.on_fail, Repeat) or menu.timeout_ms < 1:
            found.append(("menu", menu.id))  # it could go round for ever
    for entry in policy.entry_points:
        found += [*_bad_choice(policy, entry.then), *_bad_choice(policy, entry.closed)]
        if isinstance(entry.then, Repeat) or isinstance(entry.closed, Repeat | ToMenu):
            found.append(("entry_point", entry.id))
        if entry.menu and policy.menu(entry.menu) is None:
            found.append(("menu", entry.menu))
        if _zone(entry.opening.zone) is None:
            found.append(("zone", entry.opening.zone))
        for number in entry.numbers:
            if number in seen or not number:
                found.append(("number", number))
            seen.add(number)
    for queue in policy.queues:
        said = queue.announcements
        if said is not None and min(said.first_ms, said.every_ms, said.round_minutes) < 1:
            found.append(("announcements", queue.id))
        if queue.callback is not None and (
            queue.callback.digit not in DIGITS or queue.callback.attempts < 1
        ):
            found.append(("callback", queue.id))
    return tuple(found)


def _bad_choice(policy: Policy, choice: Choice) -> list[tuple[str, str]]:
    if isinstance(choice, ToMenu) and policy.menu(choice.menu) is None:
        return [("menu", choice.menu)]
    if isinstance(choice, ToNumber):
        kind = normalise(choice.number, policy.plan).kind
        if kind in (Kind.BAD, Kind.WITHHELD, Kind.EMERGENCY):  # no menu calls an ambulance
            return [("number", choice.number)]
    return []


def _zone(name: str) -> ZoneInfo | timezone | None:
    """A time zone, None when it is not known here."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
