"""Days of the house that begin elsewhere from now on: their sums made anew out of quarters of an hour, a day at a time.

Promises that a day which was moved says what its quarters and shares say; that of those which were not moved yet each
stands where it began before, and is found by the moved day in which it began. Works in the open transaction of the
storage that it is given.
"""

from typing import Final

from sqlalchemy import Table, delete, select, text

from agent_desktop.hub.storage import sums
from agent_desktop.hub.storage.ends import ends
from agent_desktop.hub.storage.figure_tables import days_by_agent, days_by_tag, quarters_by_queue
from agent_desktop.hub.storage.share_sums import OUTCOME
from agent_desktop.hub.storage.share_tables import (
    KEYS,
    outcome_days,
    share_days,
    share_days_by_tag,
    share_quarters_by_agent,
    share_quarters_by_tag,
)
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
)


def bounds(storage: Storage) -> tuple[Millis, Millis] | None:
    """From when until when anything is kept; None where nothing is."""
    found = [at for table in _KEPT for at in ends(storage, table, "from_at") or ()]
    return (min(found), max(found)) if found else None


def move(storage: Storage, since: Millis, until: Millis) -> None:
    """Make the day anew that begins and ends here; what began in it before is gone."""
    inside = {"since": since, "until": until}
    for table in (days_by_agent, days_by_tag, share_days, share_days_by_tag, outcome_days):
        column = table.c.from_at
        storage.execute(delete(table).where(column >= since, column < until))
    at = quarters_by_queue.c.from_at
    for row in storage.rows(select(at).where(at >= since, at < until).distinct()):
        sums.touch_day(storage, row[0])
    for days, quarters in _OF_QUARTERS:
        storage.execute(text(_added_up(days, quarters, since)), inside)
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


def _added_up(days: Table, quarters: Table, since: Millis) -> str:
    keys = ", ".join(one.name for one in days.primary_key.columns if one.name != "from_at")
    names = ", ".join(OF_WHOLE)
    added = ", ".join(f"sum({name})" for name in OF_WHOLE)
    return (
        f"INSERT INTO {days.name} (from_at, {keys}, {names}) SELECT {int(since)}, {keys}, {added}"
        f" FROM {quarters.name} WHERE from_at >= :since AND from_at < :until GROUP BY {keys}"
    )
