"""The hub's policy of calls, between its one document and the things that an administrator looks at.

Promises that everything of the document that the desk does not show stays as it is, because single values are put into
what the hub sent. Refuses I/O.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import msgspec

from agent_desktop.model.administration import QueueRules
from agent_desktop.model.administration_calls import (
    CallMenu,
    CallNumber,
    CallRules,
    Destination,
    Goal,
    HouseCalls,
    QueueCalls,
    RemoveCallMenu,
)
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.words import later

Document: TypeAlias = dict[str, Any]
"""A part of the policy as the hub sent it: fields that have their usual value are absent."""

_TYPES = {
    Goal.QUEUE: ("ToQueue", "queue"),
    Goal.VOICEMAIL: ("ToVoicemail", "queue"),
    Goal.MENU: ("ToMenu", "menu"),
    Goal.NUMBER: ("ToNumber", "number"),
    Goal.REPEAT: ("Repeat", ""),
    Goal.GOODBYE: ("Goodbye", "prompt"),
}
_GOALS = {name: (goal, field) for goal, (name, field) in _TYPES.items()}

_SENTENCES = {
    "number": (later("This number leads somewhere else already, or cannot be called."), "numbers"),
    "digit": (later("A menu knows the digits 0 to 9, * and #."), "choices"),
    "menu": (later("There is no such menu, or it would go round for ever."), "menu"),
    "queue": (later("There is no such queue."), "then"),
    "announcements": (later("The times of announcements are too short."), "first_ms"),
    "calendar": (later("There is no such calendar."), "calendar"),
    "region": (later("The numbers of this country are not known."), "region"),
    "callback": (later("Being called back needs a digit and at least one try."), "callback"),
}


def rules_of(
    policy: Document, region: str, warnings: Sequence[str], queues: Sequence[QueueRules]
) -> CallRules:
    """What stands in a policy, with a line for every queue that there is. `region` is the one that holds."""
    known = {one["id"]: one for one in policy.get("queues", ())}
    return CallRules(
        numbers=tuple(number_of(one) for one in policy.get("entry_points", ())),
        menus=tuple(menu_of(one) for one in policy.get("menus", ())),
        queues=tuple(queue_of(known.get(one.id, {"id": one.id}), one.name) for one in queues),
        house=house_of(policy, region),
        warnings=tuple(warnings),
    )


def destination_of(choice: Document) -> Destination:
    """Where a choice leads."""
    goal, field = _GOALS[choice["type"]]
    usual = "goodbye" if goal is Goal.GOODBYE else ""
    return Destination(
        goal=goal,
        target=choice.get(field, usual) if field else "",
        skills=choice.get("skills", {}),
        priority=choice.get("priority"),
    )


def choice_of(destination: Destination) -> Document:
    """The choice that leads there."""
    name, field = _TYPES[destination.goal]
    choice: Document = {"type": name}
    if field and (destination.target or destination.goal is not Goal.GOODBYE):
        choice[field] = destination.target
    if destination.goal is Goal.QUEUE:
        choice |= {"skills": destination.skills, "priority": destination.priority}
    return choice


def number_of(entry: Document) -> CallNumber:
    """An entry point."""
    return CallNumber(
        id=entry["id"],
        numbers=tuple(entry.get("numbers", ())),
        language=entry.get("language", "en"),
        greeting=entry.get("greeting", "welcome"),
        menu=entry.get("menu", ""),
        then=destination_of(entry["then"]),
        calendar=entry.get("calendar", ""),
        closed_prompt=entry.get("closed_prompt", "closed"),
        closed=destination_of(entry.get("closed", {"type": "Goodbye"})),
    )


def with_number(entry: Document, number: CallNumber) -> Document:
    """An entry point with these values."""
    return entry | {
        "id": number.id,
        "numbers": number.numbers,
        "language": number.language,
        "greeting": number.greeting,
        "menu": number.menu,
        "then": choice_of(number.then),
        "calendar": number.calendar,
        "closed_prompt": number.closed_prompt,
        "closed": choice_of(number.closed),
    }


def menu_of(menu: Document) -> CallMenu:
    """A menu."""
    plain = {
        name: menu[name] for name in ("timeout_ms", "wrong_limit", "silent_limit") if name in menu
    }
    return CallMenu(
        id=menu["id"],
        prompt=menu["prompt"],
        choices={digit: destination_of(one) for digit, one in menu["choices"].items()},
        on_fail=destination_of(menu["on_fail"]),
        **plain,
    )


def with_menu(kept: Document, menu: CallMenu) -> Document:
    """A menu with these values."""
    fields = msgspec.structs.asdict(menu)
    return (
        kept
        | fields
        | {
            "choices": {digit: choice_of(one) for digit, one in menu.choices.items()},
            "on_fail": choice_of(menu.on_fail),
        }
    )


_FLAT = ("music", "overflow_ms", "agents_gone")
_PLAN = ("region", "internal_digits", "internal_by_trunk", "emergency", "emergency_caller_id")
_RECORDING = ("by_hand", "pause_allowed", "keep_days")


def queue_of(queue: Document, name: str) -> QueueCalls:
    """A queue by telephone; what the document does not say is as usual."""
    said = queue.get("announcements", {})
    back = queue.get("callback")
    recorded = queue.get("recording", {})
    values: Document = {field: queue[field] for field in _FLAT if field in queue}
    values |= {field: recorded[field] for field in _RECORDING if field in recorded}
    for field in ("first_ms", "every_ms"):
        if said and field in said:
            values[field] = said[field]
    if back and "after_ms" in back:
        values["callback_after_ms"] = back["after_ms"]
    return QueueCalls(
        id=queue["id"],
        name=name,
        announced=said is not None,
        callback=back is not None,
        recording=recorded.get("mode", "off"),
        **values,
    )


def with_queue(kept: Document, queue: QueueCalls) -> Document:
    """A queue by telephone with these values."""
    said = kept.get("announcements") or {}
    times = {"first_ms": queue.first_ms, "every_ms": queue.every_ms}
    back = kept.get("callback") or {}
    recorded = kept.get("recording", {})
    return (
        kept
        | {field: getattr(queue, field) for field in _FLAT}
        | {
            "id": queue.id,
            "announcements": said | times if queue.announced else None,
            "callback": back | {"after_ms": queue.callback_after_ms} if queue.callback else None,
            "recording": recorded
            | {"mode": queue.recording}
            | {field: getattr(queue, field) for field in _RECORDING},
        }
    )


_OWN: Final = ("caller_id", "payment_pages", "tell_listening")


def house_of(policy: Document, region: str) -> HouseCalls:
    """What holds for the whole house."""
    plan = policy.get("plan", {})
    values = {name: plan[name] for name in _PLAN if name in plan}
    numbers = {one["id"]: one.get("caller_id", "") for one in policy.get("queues", ())}
    house = {
        "region_used": region,
        "caller_id": policy.get("caller_id", ""),
        "payment_pages": tuple(policy.get("payment_pages", ())),
        "tell_listening": policy.get("tell_listening", True),
        "caller_ids": {key: number for key, number in numbers.items() if number},
    }
    return msgspec.convert(values | house, HouseCalls)


def with_house(policy: Document, house: HouseCalls) -> Document:
    """The policy with these values."""
    plan = policy.get("plan", {}) | {name: getattr(house, name) for name in _PLAN}
    known = {one["id"] for one in policy.get("queues", ()) if one.get("caller_id")}
    for key in (*sorted(known - house.caller_ids.keys()), *house.caller_ids):
        queue = found(policy, "queues", key) | {"caller_id": house.caller_ids.get(key, "")}
        policy = put(policy, "queues", key, queue)
    own = {name: getattr(house, name) for name in _OWN}
    return policy | own | {"plan": plan}


def put(policy: Document, part: str, key: str, fresh: Document | None) -> Document:
    """The policy with another thing in one of its parts, or without it."""
    kept = policy.get(part, [])
    if fresh is None:
        return policy | {part: [one for one in kept if one["id"] != key]}
    if any(one["id"] == key for one in kept):
        return policy | {part: [fresh if one["id"] == key else one for one in kept]}
    return policy | {part: [*kept, fresh]}


def found(policy: Document, part: str, key: str) -> Document:
    """A thing of a part; one with nothing but its id when it is not there."""
    return next((one for one in policy.get(part, ()) if one["id"] == key), {"id": key})


def by_id(things: Sequence[Any]) -> Mapping[str, Any]:
    """Things of one kind by their ids."""
    return {one.id: one for one in things}


def in_words(problem: Problem, order: Record) -> Problem:
    """The hub names the part of the policy that does not fit; the sentence says what to do in this form."""
    known = _SENTENCES.get(problem.field)
    if known is None or problem.code != "refused":
        return problem
    words, field = known
    if isinstance(order, RemoveCallMenu):
        words = later("Something still leads to this menu.")
    fields = {name for one in order.__struct_fields__ for name in _fields(getattr(order, one))}
    return msgspec.structs.replace(
        problem, message=words, field=field if field in fields else problem.field
    )


def _fields(value: object) -> tuple[str, ...]:
    return value.__struct_fields__ if isinstance(value, Record) else ()
