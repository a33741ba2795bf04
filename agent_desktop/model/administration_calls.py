"""What an administrator says of calls: the numbers that customers call, menus, and what a queue is by telephone.

Promises the field names of the backend where it has one for the same thing. What stands here is what the desk can show:
a backend may keep more of each thing, and keeps it when one of these is changed.
"""

from enum import StrEnum
from typing import Literal

from agent_desktop.model.base import Millis, Record


class Goal(StrEnum):
    """What can become of a call."""

    QUEUE = "queue"
    VOICEMAIL = "voicemail"
    MENU = "menu"
    NUMBER = "number"
    REPEAT = "repeat"
    GOODBYE = "goodbye"


class Destination(Record, frozen=True):
    """Where a call goes. `target` is the id of a queue or menu, a number, or the prompt of a goodbye."""

    goal: Goal
    target: str = ""
    skills: dict[str, int] = {}
    priority: int | None = None


class OpenHours(Record, frozen=True):
    """Open on a weekday (0 is Monday), from one minute of the day until before another."""

    weekday: int
    opens: int
    closes: int


class CallNumber(Record, frozen=True):
    """A number that customers call, or several; a block ends with "*". With a `menu` the caller chooses, else `then`
    happens. `greeting` is the name of a prompt.

    It is open by the house's `calendar` (empty: always); who calls while that is closed hears `closed_prompt`, and then
    `closed` happens.
    """

    id: str
    numbers: tuple[str, ...] = ()
    language: str = "en"
    greeting: str = "welcome"
    menu: str = ""
    then: Destination = Destination(goal=Goal.GOODBYE, target="goodbye")
    calendar: str = ""
    closed_prompt: str = "closed"
    closed: Destination = Destination(goal=Goal.GOODBYE, target="goodbye")


class CallMenu(Record, frozen=True):
    """A prompt and what each digit does. Who is silent or wrong too often gets `on_fail`."""

    id: str
    prompt: str = ""
    choices: dict[str, Destination] = {}
    on_fail: Destination = Destination(goal=Goal.GOODBYE, target="goodbye")
    timeout_ms: Millis = 6_000
    wrong_limit: int = 2
    silent_limit: int = 1


class QueueCalls(Record, frozen=True):
    """What a queue is by telephone.

    Who waits hears `music`, with `announced` the place and the expected wait after `first_ms` and then `every_ms`. With
    `callback` one may ask to be called back after `callback_after_ms`. Who waits longer than `overflow_ms` leaves a
    message; None: nobody has to. `recording`: "all" after a notice, "consent" of who agreed; `keep_days` None: for
    ever. `agents_gone` is what becomes of the customer when the last agent hung up.
    """

    id: str
    name: str = ""
    music: str = "music/waiting"
    announced: bool = True
    first_ms: Millis = 20_000
    every_ms: Millis = 60_000
    callback: bool = False
    callback_after_ms: Millis = 60_000
    overflow_ms: Millis | None = None
    recording: Literal["off", "all", "consent"] = "off"
    by_hand: bool = False
    pause_allowed: bool = True
    keep_days: int | None = 90
    agents_gone: Literal["end", "requeue"] = "end"


class HouseCalls(Record, frozen=True):
    """What holds for the whole house.

    `region` is the country (ISO 3166) whose numbers are read as at home; empty: that of the house's own numbers.
    `region_used` is told: which one that is, empty for none. People who are called see the number of `caller_ids` by
    queue, else `caller_id`, unless the trunk has another. A bare number of at most `internal_digits` digits is an
    extension; with `internal_by_trunk` one that no agent has is called over the trunks. `emergency` are numbers of
    emergency services besides the country's own; they see `emergency_caller_id`. `payment_pages` are windows at the
    agents' desks for which recordings pause. `tell_listening`: agents see a supervisor who only listens.
    """

    id: str = "house"
    region: str = ""
    region_used: str = ""
    caller_id: str = ""
    caller_ids: dict[str, str] = {}
    internal_digits: int = 4
    internal_by_trunk: bool = False
    emergency: tuple[str, ...] = ("112", "911")
    emergency_caller_id: str = ""
    payment_pages: tuple[str, ...] = ()
    tell_listening: bool = True


class CallRules(Record, frozen=True):
    """All of it; `warnings` are sentences about what works, and ought to be otherwise."""

    numbers: tuple[CallNumber, ...]
    menus: tuple[CallMenu, ...]
    queues: tuple[QueueCalls, ...]
    house: HouseCalls = HouseCalls()
    warnings: tuple[str, ...] = ()


class KeepCallNumber(Record, frozen=True):
    """Make a number that customers call, or change it. `before` is None for a new one."""

    number: CallNumber
    before: CallNumber | None = None


class RemoveCallNumber(Record, frozen=True):
    """Answer these numbers no longer."""

    number_id: str


class KeepCallMenu(Record, frozen=True):
    """Make a menu or change one. `before` is None for a new one."""

    menu: CallMenu
    before: CallMenu | None = None


class RemoveCallMenu(Record, frozen=True):
    """Have a menu no longer. Refused while something leads to it."""

    menu_id: str


class KeepQueueCalls(Record, frozen=True):
    """Change what a queue is by telephone."""

    queue: QueueCalls
    before: QueueCalls


class KeepHouseCalls(Record, frozen=True):
    """Change what holds for the whole house."""

    house: HouseCalls
    before: HouseCalls
