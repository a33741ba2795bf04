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


class CallNumber(Record, frozen=True):
    """A number that customers call, or several; a block ends with "*". With a `menu` the caller chooses, else `then`
    happens. `greeting` is the name of a prompt. `has_hours` says that it is closed at times."""

    id: str
    numbers: tuple[str, ...] = ()
    language: str = "en"
    greeting: str = "welcome"
    menu: str = ""
    then: Destination = Destination(goal=Goal.GOODBYE, target="goodbye")
    has_hours: bool = False


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
    caller_id: str = ""
    agents_gone: Literal["end", "requeue"] = "end"


class CallRules(Record, frozen=True):
    """All of it; `warnings` are sentences about what works, and ought to be otherwise."""

    numbers: tuple[CallNumber, ...]
    menus: tuple[CallMenu, ...]
    queues: tuple[QueueCalls, ...]
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
