"""Counting again after the house changed how figures are made: a part at a time, so that the hub works on meanwhile.

Promises that no part keeps the writer long; that the newest comes first, in the transaction of the change itself (of a
day that begins elsewhere the first part, and the others at once after it); that how far it is can be told (`state`),
since what was not counted again yet still says what the former rules made of it; that a hub which is killed goes on
where it was; that at the end everything kept says what the rules of now make. Another change begins anew.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.metrics import days
from agent_desktop.hub.storage import (
    configuration,
    doings,
    moved_days,
    self_service_sums,
    share_rows,
    shifts,
    sums,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Record
from agent_desktop.model.figures import FigureRules, zone_of

RECOUNT: Final = "figures.recount"
"""The setting that says what is left; empty when everything was counted."""
QUARTERS: Final = 100
"""So many quarters of an hour at once: a whole day with 25 hours."""
INTERACTIONS: Final = 500
_PART: Final = "/"

DAYS, WAITS, WHOLE = "days", "waits", "whole"
"""What may have to be counted again: where days begin, passages through queues, interactions as a whole."""


class Left(Record, frozen=True):
    """What is left: each part, and before which of its days, quarters of an hour or ids everything is still to be
    counted (empty: all of it). `done` of `total` are counted."""

    parts: dict[str, str]
    done: int = 0
    total: int = 0


_decode: Final = msgspec.json.Decoder(Left).decode


def parts_of(before: FigureRules, after: FigureRules) -> list[str]:
    """What a change of the rules makes untrue. The variant of the service level is no part of any sum."""
    found = []
    if before.zone != after.zone:
        found.append(DAYS)
    if _waits(before) != _waits(after):
        found.append(WAITS)
    if _whole(before) != _whole(after):
        found.append(WHOLE)
    return found


def _waits(rules: FigureRules) -> tuple[object, ...]:
    return rules.short_ms, rules.within_ms, rules.queues


def _whole(rules: FigureRules) -> tuple[object, ...]:
    return rules.again_ms, rules.unresolved, rules.calendar, rules.calendars


def begin(storage: Storage, parts: list[str], rules: FigureRules) -> None:
    """These parts are to be counted again by `rules`, besides those of which something is left."""
    left = _left(storage)
    wanted = {one for one in (DAYS, WAITS, WHOLE) if one in parts or (left and one in left.parts)}
    if not wanted:
        return
    if DAYS in parts:
        doings.forget_days(storage)
        shifts.forget_days(storage)
    ordered = [one for one in (DAYS, WAITS, WHOLE) if one in wanted]
    total = sum(_count(storage, one) for one in ordered)
    _keep(storage, Left(dict.fromkeys(ordered, ""), 0, total))
    for one in ordered:
        step(storage, rules, one)


def step(storage: Storage, rules: FigureRules, part: str = "") -> bool:
    """Let some more be counted again: what is marked here is made as what changes is. False: nothing is left."""
    left = _left(storage)
    if left is None:
        return False
    part = part or next(iter(left.parts))
    do = {DAYS: _days, WAITS: _quarters, WHOLE: _interactions}[part]
    at, count = do(storage, rules, left.parts[part])
    parts = dict(left.parts)
    if at:
        parts[part] = at
    else:
        del parts[part]
    _keep(storage, replace(left, parts=parts, done=left.done + count) if parts else None)
    return bool(parts)


def state(storage: Storage) -> int | None:
    """How much is counted by the rules of now, in percent; None when everything is, and figures are what they are."""
    left = _left(storage)
    if left is not None:
        return min(99, 100 * left.done // max(1, left.total))
    found: list[tuple[int, int]] = []
    for kind in (share_rows, sums, self_service_sums):
        if kind.many_due(storage):
            found.append(kind.due_of_all(storage))
    if not found:
        return None
    return min(99, *(100 * max(0, all_ - due) // max(1, all_) for due, all_ in found))


def forget(storage: Storage) -> None:
    """Everything is made anew by somebody else."""
    _keep(storage, None)


def _left(storage: Storage) -> Left | None:
    kept = configuration.setting(storage, RECOUNT)
    return _decode(kept) if kept else None


def _keep(storage: Storage, left: Left | None) -> None:
    words = "" if left is None else msgspec.json.encode(left).decode()
    configuration.keep_setting(storage, RECOUNT, words)


def _count(storage: Storage, part: str) -> int:
    match part:
        case "days":
            found = moved_days.bounds(storage)
            return 0 if found is None else (found[1] - found[0]) // 86_400_000 + 1
        case "waits":
            return sums.quarters_kept(storage)
    return share_rows.due_of_all(storage)[1]


def _days(storage: Storage, rules: FigureRules, before: str) -> tuple[str, int]:
    """The next part of a day: `before` is where the day began that came last, and the number of its next part, if
    any is left."""
    found = moved_days.bounds(storage)
    if found is None:
        return "", 0
    zone = zone_of(rules.zone)
    last, _, number = before.partition(_PART)
    at = found[1]
    if last:
        at = int(last) if number else int(last) - 1
    since, until = days.days_from(days.day_of(at, zone), 1, zone)[0]
    part = int(number or 0)
    moved_days.move(storage, since, until, part)
    if part + 1 < moved_days.PARTS:
        return f"{since}{_PART}{part + 1}", 0
    return (str(since) if since > found[0] else ""), 1


def _quarters(storage: Storage, _: FigureRules, before: str) -> tuple[str, int]:
    found = sums.touch_before(storage, int(before) if before else None, QUARTERS)
    return (str(found[-1]) if len(found) == QUARTERS else ""), len(found)


def _interactions(storage: Storage, _: FigureRules, before: str) -> tuple[str, int]:
    found = share_rows.touch_before(storage, before, INTERACTIONS)
    return (found[-1] if len(found) == INTERACTIONS else ""), len(found)
