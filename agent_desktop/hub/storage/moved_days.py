"""Days of the house that begin elsewhere from now on: their sums made anew out of quarters of an hour, a part of a day
at a time, so that nobody waits long for the writer.

Promises that a part which was moved says what its quarters and shares say; that of those which were not moved yet each
stands where it began before, and is found by the moved day in which it began. Works in the open transaction of the
storage that it is given.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Table, delete, select, text

from agent_desktop.hub.storage import customer_days, doings, shifts, sums
from agent_desktop.hub.storage.doing_tables import days_spent
from agent_desktop.hub.storage.ends import ends
from agent_desktop.hub.storage.figure_tables import days_by_agent, days_by_tag, quarters_by_queue
from agent_desktop.hub.storage.share_sums import OUTCOME
from agent_desktop.hub.storage.share_tables import (
    KEYS,
    days_by_customer,
    outcome_days,
    share_days,
    share_days_by_tag,
    share_quarters_by_agent,
    share_quarters_by_tag,
)
from agent_desktop.hub.storage.shift_tables import days_followed
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_WHOLE

_OF_QUARTERS: Final = (
    (share_days, share_quarters_by_agent),
    (share_days_by_tag, share_quarters_by_tag),
)
_KEPT: Final = (
    *(days_by_agent, days_by_tag, share_days, share_days_by_tag),
    *(outcome_days, quarters_by_queue, share_quarters_by_agent),
    *(days_by_customer, days_spent, days_followed),
)
PARTS: Final = 2 + len(_OF_QUARTERS)
"""The parts of a day: sums of passages and all that is made anew when somebody has time, those of shares, outcomes."""


def bounds(storage: Storage) -> tuple[Millis, Millis] | None:
    """From when until when anything is kept; None where nothing is."""
    found = [at for table in _KEPT for at in ends(storage, table, "from_at") or ()]
    return (min(found), max(found)) if found else None


def move(storage: Storage, since: Millis, until: Millis, part: int) -> None:
    """Make one of the `PARTS` of the day anew that begins and ends here; what began in it before is gone."""
    inside = {"since": since, "until": until}
    if part == 0:
        _forget(storage, (days_by_agent, days_by_tag), inside)
        at = quarters_by_queue.c.from_at
        for row in storage.rows(select(at).where(at >= since, at < until).distinct()):
            sums.touch_day(storage, row[0])
        customer_days.forget_within(storage, since, until)
        doings.sweep(storage, since, until)
        shifts.sweep(storage, since, until)
    elif part <= len(_OF_QUARTERS):
        days, quarters = _OF_QUARTERS[part - 1]
        _forget(storage, (days,), inside)
        storage.execute(text(_added_up(days, quarters, since)), inside)
    else:
        _forget(storage, (outcome_days,), inside)
        keys = ", ".join((*KEYS, "disposition"))
        added = ", ".join(f"sum({name})" for name in OUTCOME[1:])
        storage.execute(
            text(
                f"INSERT INTO outcome_days (from_at, {keys}, {', '.join(OUTCOME)})"
                f" SELECT {int(since)}, {keys}, count(*), {added} FROM shares"
                " WHERE came_at >= :since AND came_at < :until AND disposition IS NOT NULL"
                f" GROUP BY {keys}"
            ),
            inside,
        )


def _forget(storage: Storage, tables: Sequence[Table], inside: dict[str, Millis]) -> None:
    for table in tables:
        at = table.c.from_at
        storage.execute(delete(table).where(at >= inside["since"], at < inside["until"]))


def _added_up(days: Table, quarters: Table, since: Millis) -> str:
    keys = ", ".join(one.name for one in days.primary_key.columns if one.name != "from_at")
    names = ", ".join(OF_WHOLE)
    added = ", ".join(f"sum({name})" for name in OF_WHOLE)
    return (
        f"INSERT INTO {days.name} (from_at, {keys}, {names}) SELECT {int(since)}, {keys}, {added}"
        f" FROM {quarters.name} WHERE from_at >= :since AND from_at < :until GROUP BY {keys}"
    )
