"""What stands behind figures of interactions as a whole, and of talks: read newest first, in the open transaction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import select, text

from agent_desktop.hub.storage import share_rows
from agent_desktop.hub.storage.counting import Only, Span, of_tag, spans, wanted, where
from agent_desktop.hub.storage.days_asked import days_of
from agent_desktop.hub.storage.report_tables import tagged
from agent_desktop.hub.storage.self_service import talk_of
from agent_desktop.hub.storage.self_service_tables import self_service
from agent_desktop.hub.storage.share_sums import QUARTER_MS
from agent_desktop.hub.storage.share_tables import (
    KEYS,
    share_days,
    share_days_by_tag,
    share_quarters_by_agent,
    share_quarters_by_queue,
    share_quarters_by_tag,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING
from agent_desktop.model.self_service import SelfService
from agent_desktop.model.shares import Share

_AT_ONCE: Final = 500
_ASKED: Final = ", ".join(f"asked_{one} AS {one}" for one in KEYS)
"""Whose work a customer was asked about."""
Place = tuple[Millis, str]
"""When, and the id."""


def _counts(names: Iterable[str], below: Sequence[str], row: str) -> str:
    """The condition that a row adds to a figure of these sums; `below` is what it is divided by. Where several make
    that, only who adds to all of it together does."""
    if len(below) > 1:
        parts = (f"- {row}.{one[1:]}" if one[0] == "-" else f"+ {row}.{one}" for one in below)
        return f"(0 {' '.join(parts)}) <> 0"
    return " OR ".join(f"{row}.{name} <> 0" for name in sorted(names))


def quarters(
    storage: Storage,
    span: Span,
    names: Iterable[str],
    only: Only,
    below: Sequence[str] = (),
) -> set[int]:
    """The quarters of an hour in which kept sums say that somebody counts: see `_counts`."""
    any_ = _counts(names, below, "c")
    which = f"({any_}){where(only, 'c', 'c.agent_id')}{of_tag(only, 'c')}"
    values = wanted(only)
    table, within = share_quarters_by_queue, [span]
    # there are twenty times as many rows of quarters as of days
    if only.tag or only.by_agents:
        by_agent = (share_quarters_by_agent, share_days)
        table, days = (share_quarters_by_tag, share_days_by_tag) if only.tag else by_agent
        within = days_of(storage, days.name, span, which, values)
    if not within:
        return set()
    words = (
        f"{spans(within)} SELECT DISTINCT c.from_at FROM s CROSS JOIN {table.name} c"
        f" WHERE c.from_at >= s.since AND c.from_at < s.until AND {which}"
    )
    if only.by_agents and not only.tag and _of_asking(names):  # few were asked: an index holds them
        words = (
            f"{spans(within)} SELECT DISTINCT x.came_at - x.came_at % {QUARTER_MS}"
            f" FROM s CROSS JOIN (SELECT came_at, {_ASKED} FROM shares WHERE surveys > 0) AS x"
            f" WHERE x.came_at >= s.since AND x.came_at < s.until{where(only, 'x', 'x.agent_id')}"
        )
    return {row[0] for row in storage.rows(text(words), values)}


def kept(
    storage: Storage,
    span: Span,
    names: Iterable[str],
    only: Only,
    *,
    closed: bool,
    below: Sequence[str] = (),
) -> list[Share]:
    """The kept shares that came in a time, or were closed in it, and add to any of these sums; all of these are told
    apart by who came, or all by who was asked."""
    at = "closed_at" if closed else "came_at"
    any_ = _counts(names, below, "k")
    asked = _of_asking(names)
    keys = _ASKED if asked else ", ".join(KEYS)
    # an index tells whose each is before a row is read
    words = (
        f"SELECT k.interaction_id FROM (SELECT interaction_id, {keys} FROM shares"
        f" WHERE {at} >= :since AND {at} < :until{' AND surveys > 0' if asked else ''}) AS x"
        f" CROSS JOIN shares k WHERE k.interaction_id = x.interaction_id AND ({any_})"
        f"{where(only, 'x', 'x.agent_id')}"
    )
    values = {**wanted(only), "since": span.since, "until": span.until}
    rows = storage.rows(text(words), values)
    return list(share_rows.kept(storage, [row[0] for row in rows]))


def _of_asking(names: Iterable[str]) -> bool:
    return frozenset(names) <= frozenset(OF_ASKING)


def with_tag(storage: Storage, ids: Sequence[str], tag: str) -> set[str]:
    """Those of these interactions that have a tag."""
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        mine = (tagged.c.tag == tag, tagged.c.interaction_id.in_(part))
        found.update(row[0] for row in storage.rows(select(tagged.c.interaction_id).where(*mine)))
    return found


# --- talks


def talks(storage: Storage, span: Span, only: Only, after: Place | None) -> Iterator[SelfService]:
    """The talks that are over and began in a time, after a place, the newest first."""
    words = (
        f"SELECT c.id FROM self_service c WHERE c.began_at >= :since AND c.began_at < :until"
        f" AND c.ended <> ''{where(only, 'c', _NOBODY)}"
        " AND (c.began_at < :at OR (c.began_at = :at AND c.id < :id))"
        f" ORDER BY c.began_at DESC, c.id DESC LIMIT {_AT_ONCE}"
    )
    values = {**wanted(only), "since": span.since, "until": span.until}
    at, last = after or (span.until, "")
    while True:
        ids = [row[0] for row in storage.rows(text(words), values | {"at": at, "id": last})]
        mine = select(self_service).where(self_service.c.id.in_(ids))
        known = {row[0]: talk_of(row) for row in storage.rows(mine)} if ids else {}
        for one in ids:
            yield known[one]
        if len(ids) < _AT_ONCE:
            return
        at, last = known[ids[-1]].began_at, ids[-1]


_NOBODY: Final = "''"


# --- agents' time

# An agent's changes within a time, with the one before it; each lasts until the next one. For SQLite "cross" also says
# which one goes first: it would read every change that there ever was.
STRETCHES: Final = """
WITH w AS (
 SELECT d.agent_id, d.at, d.state, d.reason, d.doing FROM accounts a CROSS JOIN doings d WHERE d.agent_id = a.id
  AND d.at = (SELECT max(x.at) FROM doings x WHERE x.agent_id = a.id AND x.at < :since)
 UNION ALL
 SELECT agent_id, at, state, reason, doing FROM doings WHERE at >= :since AND at < :until
), t AS (
 SELECT agent_id, state, reason, doing, CASE WHEN at < :since THEN :since ELSE at END AS since,
  coalesce(lead(at) OVER (PARTITION BY agent_id ORDER BY at), :until) AS until FROM w
)
SELECT agent_id, state, reason, doing, since, until FROM t WHERE state <> 'offline' AND until > since
ORDER BY since DESC, agent_id DESC
"""


def stretches(
    storage: Storage, since: Millis, until: Millis
) -> list[tuple[str, str, str, str, Millis, Millis]]:
    """What agents did in a time: agent, presence, reason, doing, from when and until when; the newest first."""
    rows = storage.rows(text(STRETCHES), {"since": since, "until": until})
    return [tuple(row) for row in rows]
