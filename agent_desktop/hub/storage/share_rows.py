"""Shares of interactions read: which are due, what is kept, and what is written now, beside others of the customer.

Promises what `hub.metrics.issues` says an issue is, in words that every database knows. Each function reads in the open
transaction of the storage that it is given.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import TextClause, text

from agent_desktop.hub.storage.asked import AskedState
from agent_desktop.hub.storage.share_due import touch_alone
from agent_desktop.hub.storage.share_tables import shares
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING, OF_CLOSING, OF_COMING
from agent_desktop.model.shares import Outcome, Related, Share, Told

_AT_ONCE: Final = 500
MANY: Final = 50_000
"""More than so many that changed are not made while somebody reads."""

# another interaction of the same customer about the same, by which the customer came
_OTHER = (
    "FROM interactions e WHERE e.customer_id = b.customer_id AND e.id <> b.id"
    " AND (e.conversation_id = b.conversation_id OR e.queue_id = b.queue)"
    " AND EXISTS (SELECT 1 FROM passages q WHERE q.interaction_id = e.id"
    " AND q.number = 1 AND q.came = 'arrived')"
)
_LATER = "(e.arrived_at > b.arrived_at OR (e.arrived_at = b.arrived_at AND e.id > b.id))"
_EARLIER = "(e.arrived_at < b.arrived_at OR (e.arrived_at = b.arrived_at AND e.id < b.id))"
_MINE = (
    "FROM interactions d WHERE d.conversation_id = b.conversation_id"
    " AND d.arrived_at >= b.arrived_at"
)
_WORKED = (
    "(SELECT coalesce(sum(x.wrapped_at - x.left_at), 0) FROM passages x"
    " WHERE x.interaction_id = b.id AND x.\"left\" = 'answered' AND x.wrapped_at IS NOT NULL)"
)
_FRESH = f"""
, c AS MATERIALIZED (
 SELECT i.id, i.customer_id, i.conversation_id, i.queue_id AS queue, i.arrived_at, i.ended_at,
  p.came_at, CASE WHEN p.came = 'arrived' THEN 1 ELSE 0 END AS came, coalesce(p.queue_id, '') AS queue_id,
  coalesce(p.channel, '') AS channel, coalesce(p.entry_point_id, '') AS entry_point_id,
  coalesce(i.agent_id, '') AS agent_id, CASE WHEN i.state = 'done' THEN 1 ELSE 0 END AS done,
  i.closed_at, i.first_reply_at, i.disposition, i.rating
 FROM w JOIN interactions i ON i.id = w.id
 LEFT JOIN passages p ON p.interaction_id = i.id AND p.number = 1
), b AS MATERIALIZED (
 SELECT b.*, CASE WHEN b.came = 1 AND b.done = 1 AND b.ended_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 {_OTHER} AND {_EARLIER} AND e.state = 'done' AND e.ended_at + :again >= b.arrived_at
 ) THEN 1 ELSE 0 END AS issue FROM c b
)
SELECT b.id, b.customer_id, b.conversation_id, b.queue, b.arrived_at, b.ended_at, b.came_at, b.came,
 b.queue_id, b.channel, b.entry_point_id, b.agent_id, b.done, b.closed_at, b.first_reply_at, b.issue,
 CASE WHEN b.issue = 1 AND EXISTS (
  SELECT 1 {_OTHER} AND {_LATER} AND e.arrived_at <= b.ended_at + :again
 ) THEN 1 ELSE 0 END,
 CASE WHEN b.issue = 1 THEN (SELECT min(d.ended_at) {_MINE} AND d.state = 'done') END,
 CASE WHEN b.issue = 1 AND NOT EXISTS (SELECT 1 {_MINE} AND d.closed_at IS NULL)
  THEN (SELECT max(d.ended_at) {_MINE} AND d.state = 'done') END,
 CASE WHEN EXISTS (
  SELECT 1 FROM interactions e WHERE e.conversation_id = b.conversation_id AND {_EARLIER}
 ) THEN 1 ELSE 0 END,
 b.disposition, CASE WHEN b.done = 1 THEN {_WORKED} ELSE 0 END, b.rating,
 a.queue_id, a.channel, a.entry_point_id, a.agent_id, a.kind, a.score, a.state
FROM b LEFT JOIN asked a ON a.interaction_id = b.id AND a.asked_at IS NOT NULL
"""


def fresh(storage: Storage, ids: Iterable[str], again_ms: Millis) -> Iterator[Told]:
    """What is written of these; of one that is not there nothing."""
    for part in _parts(ids):
        for row in storage.rows(_fresh(len(part)), _values(part) | {"again": again_ms}):
            yield _told(tuple(row))


@lru_cache
def _fresh(count: int) -> TextClause:
    return text(f"WITH w(id) AS (VALUES {_names(count, '(:id{})')}){_FRESH}")


_COLUMNS: Final = ", ".join(f'"{one.name}"' for one in shares.columns)


@lru_cache
def _kept(count: int) -> TextClause:
    return text(f"SELECT {_COLUMNS} FROM shares WHERE interaction_id IN ({_names(count, ':id{}')})")


def _names(count: int, form: str) -> str:
    return ", ".join(form.format(at) for at in range(count))


def _values(part: Sequence[str]) -> dict[str, Any]:
    return {f"id{at}": one for at, one in enumerate(part)}


def _told(row: Sequence[Any]) -> Told:
    return Told(
        Related(*row[:6]),
        row[6],
        bool(row[7]),
        (row[8], row[9], row[10], row[11]),
        bool(row[12]),
        row[13],
        row[14],
        bool(row[15]),
        bool(row[16]),
        row[17],
        row[18],
        bool(row[19]),
        row[20],
        int(row[21]),
        row[22],
        (row[23], row[24], row[25], row[26]) if row[27] is not None else None,
        row[27] or "",
        row[28],
        row[29] == AskedState.REFUSED.value,
    )


def kept(storage: Storage, ids: Iterable[str]) -> Iterator[Share]:
    """What is kept of these."""
    for part in _parts(ids):
        for row in storage.rows(_kept(len(part)), _values(part)):
            yield _share(tuple(row))


_COMING = 11
_CLOSED = _COMING + len(OF_COMING)
_CLOSING = _CLOSED + 1
_ASKED = _CLOSING + len(OF_CLOSING)
_ASKING = _ASKED + 4
_OUTCOME = _ASKING + len(OF_ASKING)


def _share(row: Sequence[Any]) -> Share:
    return Share(
        Related(*row[:6]),
        row[6],
        (row[7], row[8], row[9], row[10]),
        tuple(row[_COMING:_CLOSED]),
        row[_CLOSED],
        tuple(row[_CLOSING:_ASKED]),
        (row[_ASKED], row[_ASKED + 1], row[_ASKED + 2], row[_ASKED + 3]),
        tuple(row[_ASKING:_OUTCOME]),
        None if row[_OUTCOME] is None else Outcome(*row[_OUTCOME : _OUTCOME + 4]),
        row[-1],
    )


_NO_OUTCOME = (None, 0, 0, 0)


def row_of(one: Share) -> tuple[Any, ...]:
    """The row of a share."""
    return (
        *one.related,
        one.at,
        *one.key,
        *one.coming,
        one.closed_at,
        *one.closing,
        *one.asked,
        *one.asking,
        *(one.outcome or _NO_OUTCOME),
        one.ripe_at,
    )


# --- what is due

# What changed is related to others as it is now, and as it was when its share was kept.
_RELATED = """
SELECT b.id FROM x JOIN interactions b ON b.conversation_id = x.conversation_id
UNION SELECT b.id FROM x JOIN interactions b ON b.customer_id = x.customer_id AND b.queue_id = x.queue_id
 WHERE b.arrived_at <= coalesce(x.ended_at, x.arrived_at) + :again
 AND coalesce(b.ended_at, b.arrived_at) + :again >= x.arrived_at
"""
_CHANGED = """
, x AS MATERIALIZED (
 SELECT i.customer_id, i.conversation_id, i.queue_id, i.arrived_at, i.ended_at
 FROM m JOIN interactions i ON i.id = m.interaction_id
 UNION SELECT k.customer_id, k.conversation_id, k.queue_now, k.arrived_at, k.ended_at
 FROM m JOIN shares k ON k.interaction_id = m.interaction_id
)
"""
_ALL_DUE = (
    f"WITH m AS MATERIALIZED (SELECT interaction_id FROM shares_due WHERE token > 0){_CHANGED}"
    f"SELECT interaction_id FROM shares_due UNION {_RELATED}"
    "UNION SELECT interaction_id FROM shares WHERE ripe_at <= :now"
)


def due(storage: Storage, again_ms: Millis, now: Millis) -> list[str]:
    """The interactions whose shares are not true at this moment: changed, related to what changed, or ripe since."""
    values = {"again": again_ms, "now": now}
    return [row[0] for row in storage.rows(text(_ALL_DUE), values)]


def many_due(storage: Storage) -> bool:
    """Whether so much changed that nobody can wait for it to be made while reading."""
    words = f"SELECT count(*) FROM (SELECT 1 FROM shares_due LIMIT {MANY + 1}) AS d"
    return int(storage.row(text(words))[0]) > MANY


def due_of_all(storage: Storage) -> tuple[int, int]:
    """How many interactions changed, and how many there are."""
    row = storage.row(
        text("SELECT (SELECT count(*) FROM shares_due), (SELECT count(*) FROM interactions)")
    )
    return int(row[0]), int(row[1])


def touch_before(storage: Storage, before: str, limit: int) -> list[str]:
    """Mark the last interactions as those whose shares alone are not true, perhaps only those of ids before one."""
    inside = "WHERE id < :before" if before else ""
    words = f"SELECT id FROM interactions {inside} ORDER BY id DESC LIMIT :most"
    values = {"most": limit, **({"before": before} if before else {})}
    found = [row[0] for row in storage.rows(text(words), values)]
    if found:
        touch_alone(storage, "id >= :first AND id <= :last", first=found[-1], last=found[0])
    return found


def marks(storage: Storage, after: str, limit: int) -> list[tuple[str, int]]:
    """Some that changed, and the tokens of their marks, in order of ids from `after` on."""
    words = (
        "SELECT interaction_id, token FROM shares_due WHERE interaction_id > :after"
        " ORDER BY interaction_id LIMIT :most"
    )
    values = {"after": after, "most": limit}
    return [(row[0], row[1]) for row in storage.rows(text(words), values)]


def related(storage: Storage, changed: Collection[str], again_ms: Millis) -> set[str]:
    """The others that are not true any more because these changed, without those that changed themselves: their
    own relations, as they were, must stay known until their turn comes."""
    found: set[str] = set()
    for part in _parts(changed):
        names = _names(len(part), "(:id{})")
        words = (
            f"WITH m(interaction_id) AS (VALUES {names}){_CHANGED}SELECT r.id FROM ({_RELATED}) AS r"
            " WHERE NOT EXISTS (SELECT 1 FROM shares_due t WHERE t.interaction_id = r.id)"
        )
        rows = storage.rows(text(words), _values(part) | {"again": again_ms})
        found.update(row[0] for row in rows)
    return found


def ripe(storage: Storage, now: Millis, limit: int) -> list[str]:
    """Some whose issues count from now on, without those that changed."""
    words = (
        "SELECT k.interaction_id FROM shares k WHERE k.ripe_at <= :now AND NOT EXISTS"
        " (SELECT 1 FROM shares_due t WHERE t.interaction_id = k.interaction_id) LIMIT :most"
    )
    return [row[0] for row in storage.rows(text(words), {"now": now, "most": limit})]


def page(storage: Storage, after: str, limit: int) -> list[str]:
    """The ids of interactions in order, from `after` on."""
    words = "SELECT id FROM interactions WHERE id > :after ORDER BY id LIMIT :most"
    return [row[0] for row in storage.rows(text(words), {"after": after, "most": limit})]


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
