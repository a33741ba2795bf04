"""How an administrator says what the telephones of the house do: numbers, menus, waiting, recording.

Promises frozen records that read like sentences, with times in `int` milliseconds. Prompts are names ("welcome", or
that of an upload), queues and menus are ids. Read from JSON, every number and text is within bounds, and no field is
unknown; `problems` finds what does not fit together, so that a policy is refused as a whole before any call meets it.

Refuses behaviour: the machines of this room act on what stands here.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from agent_desktop.hub.rules.hours import is_open
from agent_desktop.hub.voice.dialplan import (
    Kind,
    NumberPlan,
    known_region,
    normalise,
    region_of,
)
from agent_desktop.model.calendars import Calendar

DIGITS = frozenset("0123456789*#")
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
Prompt: TypeAlias = Annotated[str, Meta(min_length=1, max_length=121)]
Text: TypeAlias = Annotated[str, Meta(max_length=255)]
Span: TypeAlias = Annotated[int, Meta(ge=1, le=86_400_000)]
"""A time that passes, in ms: up to a day."""
Count: TypeAlias = Annotated[int, Meta(ge=0, le=1_000)]
Page: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
Days: TypeAlias = Annotated[int, Meta(ge=1, le=36_500)]


class ToQueue(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Wait for an agent of a queue, perhaps with skills or points of priority."""

    queue: Id
    skills: Annotated[dict[Text, Annotated[int, Meta(ge=1, le=10)]], Meta(max_length=100)] = {}
    priority: Annotated[int, Meta(ge=-1_000, le=1_000)] | None = None


class ToNumber(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Be connected with another number."""

    number: Text


class ToVoicemail(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Leave a message for a queue."""

    queue: Id


class ToMenu(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Hear another menu."""

    menu: Id


class Repeat(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Hear this menu again."""


class Goodbye(Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Hear a last prompt and be hung up."""

    prompt: Prompt = "goodbye"


Choice = ToQueue | ToNumber | ToVoicemail | ToMenu | Repeat | Goodbye


class Menu(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A prompt and what its digits do. Who is silent or wrong too often gets `on_fail`.

    `timeout_ms` runs from the end of the prompt. So many (`wrong_limit`, `silent_limit`) are forgiven.
    """

    id: Id
    prompt: Prompt
    choices: Annotated[dict[str, Choice], Meta(max_length=12)]
    on_fail: Choice
    timeout_ms: Span = 6_000
    wrong_limit: Count = 2
    silent_limit: Count = 1


class EntryPoint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that customers call. `numbers` are whole, or the beginning of a block with "*" after it.

    With a `menu` the caller chooses, else `then` happens. While the house's `calendar` (empty: always open) is closed
    `closed` happens, after the prompt `closed_prompt`.
    """

    id: Id
    numbers: Annotated[tuple[Text, ...], Meta(max_length=1_000)]
    then: Choice
    language: Text = "en"
    greeting: Prompt = "welcome"
    menu: Text = ""
    calendar: Text = ""
    closed_prompt: Prompt = "closed"
    closed: Choice = Goodbye()


class Recording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a queue's calls are recorded.

    "all": after the notice, unless the caller presses `objection_digit` (empty: nobody may object). "consent": only
    calls whose caller pressed `consent_digit` when asked. An agent may start and pause by hand where that is allowed;
    a pause that is forgotten ends after `pause_limit_ms`. `keep_days` counts from the end of the call, None: for ever.
    """

    mode: Literal["off", "all", "consent"] = "off"
    notice: Prompt = "recorded_notice"
    objection: Prompt = "objection"
    objection_digit: Annotated[str, Meta(max_length=1)] = "9"
    question: Prompt = "consent_question"
    consent_digit: Annotated[str, Meta(max_length=1)] = "1"
    answer_ms: Span = 5_000
    by_hand: bool = False
    pause_allowed: bool = True
    pause_limit_ms: Span = 300_000
    keep_days: Days | None = 90


class Callback(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """After so long in the queue a caller may press `digit`, hang up and be called when the turn comes.

    So many `attempts` are made to reach the caller, each rings for `ring_ms`, with `again_ms` between them.
    """

    after_ms: Span = 60_000
    digit: Annotated[str, Meta(max_length=1)] = "1"
    attempts: Count = 3
    again_ms: Span = 900_000
    ring_ms: Span = 30_000


class Announcements(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said to those who wait: first after `first_ms`, then every `every_ms`.

    The expected wait is rounded up to `round_minutes`, and beyond `longest_minutes` only "more than" is said.
    """

    position: bool = True
    wait: bool = True
    first_ms: Span = 20_000
    every_ms: Span = 60_000
    round_minutes: Count = 1
    longest_minutes: Count = 30


class Voicemail(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message ends at `limit_ms`, after `silence_ms` of silence, with "#", or when the caller hangs up.

    Messages shorter than `least_ms` are not kept.
    """

    greeting: Prompt = "voicemail_greeting"
    limit_ms: Span = 180_000
    silence_ms: Span = 6_000
    least_ms: Span = 1_500


class QueueVoice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a queue is by telephone. A queue that nobody described is one of these with its id alone.

    `caller_id` is shown to those whom its agents call. `overflow_ms`: who waits longer goes to voicemail. `agents_gone`
    is what happens to a customer whose last agent hung up: "end" the call, or "requeue" it.
    """

    id: Id
    music: Prompt = "music/waiting"
    announcements: Announcements | None = Announcements()
    callback: Callback | None = None
    overflow_ms: Span | None = None
    voicemail: Voicemail = Voicemail()
    recording: Recording = Recording()
    caller_id: Text = ""
    agents_gone: Literal["end", "requeue"] = "end"


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it. `agent_ring_ms` is how long an agent's phone may ring after an accepted offer, `ring_ms` any other
    number. `caller_id` is shown where no queue has one. `plan` is what was said of numbers, `numbering` what holds.
    `payment_pages` are windows at the agents' desks for which recordings pause: words of their titles or programs, in
    which * stands for anything. `tell_listening`: agents see a supervisor who only listens. `calendars` are those of
    the house that entry points name: told to the telephones, kept elsewhere.
    """

    plan: NumberPlan = NumberPlan()
    entry_points: Annotated[tuple[EntryPoint, ...], Meta(max_length=1_000)] = ()
    menus: Annotated[tuple[Menu, ...], Meta(max_length=1_000)] = ()
    queues: Annotated[tuple[QueueVoice, ...], Meta(max_length=1_000)] = ()
    caller_id: Text = ""
    agent_ring_ms: Span = 10_000
    ring_ms: Span = 45_000
    payment_pages: Annotated[tuple[Page, ...], Meta(max_length=200)] = ()
    tell_listening: bool = True
    calendars: Annotated[tuple[Calendar, ...], Meta(max_length=1_000)] = ()

    @property
    def numbering(self) -> NumberPlan:
        """The plan; where it names no region, in that of the house's caller id, else of its first number."""
        if self.plan.region:
            return self.plan
        ours = (number for entry in self.entry_points for number in entry.numbers)
        return replace(self.plan, region=region_of((self.caller_id, *ours)))

    def is_open(self, entry: EntryPoint, now_ms: int) -> bool:
        """Whether an entry point is open at this moment (epoch ms); always by a calendar that is not there any more."""
        calendar = next((one for one in self.calendars if one.id == entry.calendar), None)
        return calendar is None or is_open(calendar, now_ms)

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
    for kind, parts in (
        ("entry_point", policy.entry_points),
        ("menu", policy.menus),
        ("queue", policy.queues),
    ):
        ids = [one.id for one in parts]
        found += [(kind, one) for one in dict.fromkeys(ids) if ids.count(one) > 1]
    if not known_region(policy.plan.region):
        found.append(("region", policy.plan.region))
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


def calendars_in(policy: Policy) -> tuple[str, ...]:
    """The ids of all calendars that a policy names."""
    return tuple(dict.fromkeys(one.calendar for one in policy.entry_points if one.calendar))


def queues_in(policy: Policy) -> tuple[str, ...]:
    """The ids of all queues that a policy names."""
    choices = [
        *(one for menu in policy.menus for one in (*menu.choices.values(), menu.on_fail)),
        *(one for entry in policy.entry_points for one in (entry.then, entry.closed)),
    ]
    named = [one.queue for one in choices if isinstance(one, ToQueue | ToVoicemail)]
    return tuple(dict.fromkeys([*named, *(queue.id for queue in policy.queues)]))


def _bad_choice(policy: Policy, choice: Choice) -> list[tuple[str, str]]:
    if isinstance(choice, ToMenu) and policy.menu(choice.menu) is None:
        return [("menu", choice.menu)]
    if isinstance(choice, ToNumber):
        kind = normalise(choice.number, policy.numbering).kind
        if kind in (Kind.BAD, Kind.WITHHELD, Kind.EMERGENCY):  # no menu calls an ambulance
            return [("number", choice.number)]
    return []
