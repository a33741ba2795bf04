"""Issues, backlog, outcomes and surveys in plain SQL over the raw rows, without anything that is kept of them.

In words that every database knows; independent of the queries by which the hub makes what it keeps.
"""

from collections import defaultdict

from sqlalchemy import text

from agent_desktop.hub.centre.ruling import calendars_of
from agent_desktop.hub.centre.shares import opening_times
from agent_desktop.hub.metrics.issues import Answer, Issue, answered, share
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRules

Key = tuple[str, ...]
Sums = dict[str, int]

_KEYS = "p.queue_id, p.channel, p.entry_point_id, coalesce(i.agent_id, '')"
_CAME = "JOIN passages p ON p.interaction_id = i.id AND p.number = 1 AND p.came = 'arrived'"
_WITHIN = "p.came_at >= :since AND p.came_at < :until"
_TAG = "p.interaction_id IN (SELECT t.interaction_id FROM tagged t WHERE t.tag = :tag)"
_WITH_TAG = f"(:tag = '' OR {_TAG})"
_SAME = (
    "FROM interactions e JOIN passages q ON q.interaction_id = e.id AND q.number = 1 AND q.came = 'arrived'"
    " WHERE e.customer_id = i.customer_id AND e.id <> i.id"
    " AND (e.conversation_id = i.conversation_id OR e.queue_id = i.queue_id)"
)
_BEFORE = "(e.arrived_at < i.arrived_at OR (e.arrived_at = i.arrived_at AND e.id < i.id))"
_AFTER = "(e.arrived_at > i.arrived_at OR (e.arrived_at = i.arrived_at AND e.id > i.id))"
_THREAD = "FROM interactions e WHERE e.conversation_id = i.conversation_id"
ISSUES = f"""
SELECT {_KEYS}, i.arrived_at, i.ended_at, i.first_reply_at, i.disposition,
 (SELECT min(e.arrived_at) {_SAME} AND {_AFTER}),
 (SELECT min(e.ended_at) {_THREAD} AND e.arrived_at >= i.arrived_at AND e.state = 'done'),
 CASE WHEN EXISTS (SELECT 1 {_THREAD} AND e.arrived_at >= i.arrived_at AND e.closed_at IS NULL) THEN NULL
 ELSE (SELECT max(e.ended_at) {_THREAD} AND e.arrived_at >= i.arrived_at AND e.state = 'done') END
FROM interactions i {_CAME} WHERE {_WITHIN} AND {_WITH_TAG} AND i.state = 'done' AND i.ended_at IS NOT NULL
 AND NOT EXISTS (SELECT 1 {_SAME} AND {_BEFORE} AND e.state = 'done' AND e.ended_at + :again >= i.arrived_at)
"""
_EARLIER = f"EXISTS (SELECT 1 {_THREAD} AND {_BEFORE})"
COMING = f"""
SELECT {_KEYS}, CASE WHEN {_EARLIER} THEN 'reopened' ELSE 'created' END, count(*)
FROM interactions i {_CAME} WHERE {_WITHIN} AND {_WITH_TAG} GROUP BY 1, 2, 3, 4, 5
"""
CLOSED = f"""
SELECT {_KEYS}, CASE WHEN i.state = 'done' THEN 'resolved' ELSE 'gone' END, count(*)
FROM interactions i {_CAME} WHERE i.closed_at >= :since AND i.closed_at < :until AND {_WITH_TAG} GROUP BY 1, 2, 3, 4, 5
"""
ASKED = f"""
SELECT a.queue_id, a.channel, a.entry_point_id, a.agent_id, a.kind, a.score, a.state
FROM asked a JOIN passages p ON p.interaction_id = a.interaction_id AND p.number = 1
WHERE {_WITHIN} AND {_WITH_TAG} AND a.asked_at IS NOT NULL
"""
OUTCOMES = f"""
SELECT i.disposition, count(*), sum((SELECT coalesce(sum(x.wrapped_at - x.left_at), 0) FROM passages x
 WHERE x.interaction_id = i.id AND x."left" = 'answered' AND x.wrapped_at IS NOT NULL)),
 count(i.rating), coalesce(sum(i.rating), 0)
FROM interactions i {_CAME} WHERE {_WITHIN} AND i.state = 'done' GROUP BY 1
"""
PREFERRED = f"""
WITH n AS (
 SELECT i.customer_id, p.channel, count(*) AS n, max(p.came_at) AS last FROM interactions i {_CAME}
 WHERE {_WITHIN} GROUP BY i.customer_id, p.channel
), r AS (
 SELECT channel, n, row_number() OVER (PARTITION BY customer_id ORDER BY n DESC, last DESC, channel) AS place FROM n
)
SELECT channel, sum(CASE WHEN place = 1 THEN 1 ELSE 0 END), sum(n) FROM r GROUP BY channel ORDER BY 2 DESC, 3 DESC, 1
"""
OPEN_AT = f"""
SELECT count(*) FROM interactions i {_CAME}
WHERE p.came_at < :since AND (i.closed_at IS NULL OR i.closed_at >= :since)
"""


def of_raw_rows(
    storage: Storage, rules: FigureRules, since: Millis, until: Millis, now: Millis, tag: str = ""
) -> dict[Key, Sums]:
    """The sums of all shares in a time by queue, channel, entry point and agent, without what is 0; with a `tag` of
    those that have it."""
    inside = {"since": since, "until": until, "tag": tag}
    made: dict[Key, Sums] = defaultdict(lambda: defaultdict(int))
    opens = {
        key: opening_times(calendar, since, now) for key, calendar in calendars_of(storage).items()
    }
    for row in storage.rows(text(ISSUES), inside | {"again": rules.again_ms}):
        came_at, ended_at, replied_at, disposition, *times = row[4:]
        again_at, solved_at, settled_at = times
        said = disposition in rules.unresolved
        one = Issue(came_at, ended_at, replied_at, again_at, solved_at, settled_at, said)
        open_ms = opens.get(rules.calendars.get(row[0], rules.calendar))
        _more(made[tuple(row[:4])], share(one, rules.again_ms, now, open_ms))
    for words in (COMING, CLOSED):
        for row in storage.rows(text(words), inside):
            _more(made[tuple(row[:4])], {row[4]: row[5]})
    for row in storage.rows(text(ASKED), inside):
        _more(made[tuple(row[:4])], answered(Answer(row[4], row[5], row[6] == "refused")))
    without = {key: {name: n for name, n in sums.items() if n} for key, sums in made.items()}
    return {key: sums for key, sums in without.items() if sums}


def _more(sums: Sums, found: Sums) -> None:
    for name, one in found.items():
        sums[name] += one


def outcomes_of_raw_rows(storage: Storage, since: Millis, until: Millis) -> dict[str, list[int]]:
    """Dispositions with how often, handled altogether, ratings and their sum."""
    found = storage.rows(text(OUTCOMES), {"since": since, "until": until})
    return {row[0]: [int(one) for one in row[1:]] for row in found}


def open_at(storage: Storage, at: Millis) -> int:
    """How much was open at a moment."""
    return int(storage.row(text(OPEN_AT), {"since": at})[0])


def preferred_of_raw_rows(
    storage: Storage, since: Millis, until: Millis, queues: tuple[str, ...] = ()
) -> list[tuple[str, int, int]]:
    """Channels with how many customers came mostly by them, and how often; perhaps of some queues alone."""
    names = ", ".join(f"'{one}'" for one in queues)
    among = f"AND p.queue_id IN ({names})" if queues else ""
    words = PREFERRED.replace(" GROUP BY i.customer_id", f" {among} GROUP BY i.customer_id")
    found = storage.rows(text(words), {"since": since, "until": until})
    return [(row[0], int(row[1]), int(row[2])) for row in found]
