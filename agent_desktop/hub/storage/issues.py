"""Issues and what became of them, read from interactions: the first contact, its end, and who came again.

Promises what `hub.metrics.issues` says an issue is, in words that every database knows. It is read at the moment of
asking and kept nowhere: an issue matures with time alone.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import text

from agent_desktop.hub.storage.counting import Only, Span, spans, wanted, where
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRules


class KeptAnswer(NamedTuple):
    """A survey that was sent, with its interval and keys; no score where the customer did not answer."""

    number: int
    key: tuple[str, ...]
    kind: str
    score: int | None


AGENT: Final = "coalesce(i.agent_id, '')"
"""Whose an interaction is."""
CAME: Final = "p.number = 1 AND p.came = 'arrived'"
"""The passage by which a customer came; agents began the others."""


class KeptIssue(NamedTuple):
    """One issue with its interval and the values of the keys that were asked for."""

    number: int
    key: tuple[str, ...]
    came_at: Millis
    ended_at: Millis
    replied_at: Millis | None
    disposition: str
    again_at: Millis | None
    solved_at: Millis | None
    settled_at: Millis | None


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


def read(
    storage: Storage,
    intervals: Sequence[Span],
    keys: Sequence[str],
    rules: FigureRules,
    only: Only,
) -> Iterable[KeptIssue]:
    """The issues that began in these intervals."""
    named = "".join(f"{one}, " for one in keys)
    keyed = "".join(f"{AGENT if one == 'agent_id' else f'p.{one}'} AS {one}, " for one in keys)
    words = (
        f"{spans(intervals)}, b AS (SELECT s.number, {keyed}"
        "i.id, i.customer_id, i.conversation_id, i.queue_id AS queue, i.arrived_at,"
        " i.ended_at, i.first_reply_at, i.disposition"
        " FROM s CROSS JOIN passages p JOIN interactions i ON i.id = p.interaction_id"
        f" WHERE p.came_at >= s.since AND p.came_at < s.until AND {CAME} AND i.state = 'done'"
        f" AND i.ended_at IS NOT NULL{where(only, 'p', AGENT)})"
        f" SELECT b.number, {named}b.arrived_at, b.ended_at, b.first_reply_at, b.disposition,"
        f" (SELECT min(e.arrived_at) {_OTHER} AND {_LATER}),"
        f" (SELECT min(d.ended_at) {_MINE} AND d.state = 'done'),"
        f" CASE WHEN EXISTS (SELECT 1 {_MINE} AND d.closed_at IS NULL) THEN NULL"
        f" ELSE (SELECT max(d.ended_at) {_MINE} AND d.state = 'done') END"
        f" FROM b WHERE NOT EXISTS (SELECT 1 {_OTHER} AND {_EARLIER} AND e.state = 'done'"
        " AND e.ended_at + :again >= b.arrived_at)"
    )
    values = {**wanted(only), "again": rules.again_ms}
    width = 1 + len(keys)
    for row in storage.rows(text(words), values):
        yield KeptIssue(row[0], tuple(row[1:width]), *row[width:])


def answers(
    storage: Storage, intervals: Sequence[Span], keys: Sequence[str], only: Only
) -> Iterable[KeptAnswer]:
    """The surveys about work that came in these intervals."""
    keyed = "".join(f"a.{one}, " for one in keys)
    words = (
        f"{spans(intervals)} SELECT s.number, {keyed}a.kind, a.score"
        " FROM s CROSS JOIN passages p JOIN asked a ON a.interaction_id = p.interaction_id"
        f" WHERE p.came_at >= s.since AND p.came_at < s.until AND p.number = 1"
        f" AND a.asked_at IS NOT NULL{where(only, 'a', 'a.agent_id')}"
    )
    width = 1 + len(keys)
    for row in storage.rows(text(words), wanted(only)):
        yield KeptAnswer(row[0], tuple(row[1:width]), row[width], row[width + 1])
