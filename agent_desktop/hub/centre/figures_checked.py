"""Kept sums looked over: everything made again and compared, or thrown away and made anew.

Promises to find whatever is kept and is not what happened.
"""

from agent_desktop.hub.centre import followed, recount, shares
from agent_desktop.hub.centre.figures import day_around, keep_everything, rules_of
from agent_desktop.hub.storage import (
    doings,
    recounting,
    self_service_sums,
    share_recounting,
    share_sums,
    shifts,
    sums,
)
from agent_desktop.hub.storage.recounting import Recount
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis


def recounted(storage: Storage, now: Millis) -> Recount:
    """Kept sums beside what happened, as they are at the moment `now`; nothing is compared while rules that were
    changed are still being followed. Reads only."""
    rules = rules_of(storage)
    again = recount.state(storage)
    if again is not None:
        return Recount(rows=0, again=again)

    def day_of(at: Millis) -> tuple[Millis, Millis]:
        return day_around(storage, at)

    passages = recounting.recounted(storage, rules, day_of)
    make = shares.making(storage, rules, now)
    rows, wrong = share_recounting.shares_recounted(storage, rules.again_ms, now, make)
    more, sums_wrong = share_recounting.sums_recounted(storage, day_of)
    from agent_desktop.hub.centre import preferred  # numpy: not when a hub starts

    customers, days_wrong = preferred.recounted(storage, day_of)
    plans, plans_wrong = followed.recounted(storage, day_of)
    talks, talks_wrong = self_service_sums.recounted(storage, now)
    return Recount(
        rows=passages.rows + rows + more + customers + plans + talks,
        wrong=(*passages.wrong, *wrong, *sums_wrong, *days_wrong, *plans_wrong, *talks_wrong),
    )


def rebuilt(storage: Storage, now: Millis) -> None:
    """Forget all kept sums and make them anew."""
    _throw_away(storage)
    keep_everything(storage, now)


def _throw_away(storage: Storage) -> None:
    recount.forget(storage)
    sums.throw_away(storage)
    share_sums.throw_away(storage)
    doings.throw_away(storage)
    shifts.throw_away(storage)
    self_service_sums.throw_away(storage)
