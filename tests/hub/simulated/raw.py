"""The figures of a simulated day out of the raw rows and the journal, in plain SQL that knows nothing of our sums.

What is read: interactions as they stand, what timelines say, what offers became of, and the journal's entries about who
has what and who is held. Each row is one way through a queue, one agent's part, one offer, one answer: with its time,
queue, channel, entry point and agent, by which whoever asks adds up.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, create_engine, select, text

from agent_desktop.hub.storage.doing_tables import doings
from agent_desktop.hub.storage.self_service_tables import self_service
from agent_desktop.hub.storage.shift_tables import shift_parts
from agent_desktop.hub.storage.sqlite import Sqlite
from agent_desktop.hub.storage.tables import (
    accounts,
    addresses,
    interactions,
    items,
    journal,
    offers,
)
from agent_desktop.model.figures import WITHIN_MS
from tests.hub.centre.floor import Floor


class Raw(NamedTuple):
    """What one adds to which sums: when it came, where, in whose hands, and of which interaction it is."""

    at: int
    queue_id: str
    channel: str
    entry_point_id: str
    agent_id: str
    whole: str
    sums: dict[str, int]


_LIMIT = (
    "(case channel "
    + " ".join(f"when '{one.value}' then {ms}" for one, ms in WITHIN_MS.items())
    + " end)"
)
#: When queues are open, of those that have business hours; filled in by who asks.
_OPENINGS: Final = "openings(queue_id, since, until) as (values {openings})"  # of `of_raw_rows`


def _open(since: str, until: str) -> str:
    """How much of a time the row's queue was open; nothing where it has no hours."""
    return (
        f"(select sum(max(0, min(o.until, {until}) - max(o.since, {since}))) from openings o"
        " where o.queue_id = x.queue_id)"
    )


#: What timelines say. `number` counts how often the customer came to a queue: first, and by each transfer. `c` is the
#: interaction; the parts of it that agents wrap up have ids of their own. `holding`: in whose hands each was at last.
#: Tables for a moment, since SQLite joins what is only named in a question row by row.
_TABLES: Final = {
    "line": """
 select *, sum(kind in ('queued', 'transferred')) over (partition by c order by seq) number from (
  select interaction_id c, conversation_id thread, seq, at, author_id agent, interaction_id,
   json_extract(cast(body as text), '$.kind') kind, json_extract(cast(body as text), '$.detail') detail
  from items where kind = 'line' and interaction_id <> '')
""",
    "whole": """
 select i.*, n.times from interactions i join line l on l.interaction_id = i.id and l.kind = 'queued'
 join (select c, max(number) times from line group by c) n on n.c = l.c
""",
    "way": """
 select *, case number when 1 then arrived_at else at end came_at,
  lead(at, 1, 1 << 60) over (partition by c order by number) next_at, number = times last
 from (
  select l.c, l.number, w.times, w.id, w.channel, w.entry_point_id, w.state, w.arrived_at, w.ended_at,
   w.first_reply_at,
   max(case when l.kind in ('queued', 'transferred') then l.detail end) queue_id,
   max(case when l.kind = case w.channel when 'voice' then 'call_answered' else 'assigned' end
    then l.agent end) answered_by,
   min(case when l.kind in ('queued', 'transferred') then l.at end) at,
   min(case when l.kind = case w.channel when 'voice' then 'call_answered' else 'assigned' end
    then l.at end) answered_at
  from line l join whole w on w.id = l.c where l.number > 0 group by l.c, l.number)
""",
    "holding": """
 select had, holder, max(seq) from (
  select json_extract(b, '$.interaction.id') had, json_extract(b, '$.interaction.agent_id') holder, seq
  from (select seq, cast(body as text) b from journal)
  where b like '{"type":"InteractionChanged"%' and json_extract(b, '$.interaction.state') <> 'abandoned')
 group by had
""",
}
_INDEXED: Final = (
    ("line", "c"),
    ("line", "thread"),
    ("whole", "id"),
    ("way", "id"),
    ("holding", "had"),
)
_WENT: Final = "case when last then ended_at else next_at end"
#: Who came, and what became of them. Who gave up while an agent's telephone rang was in that agent's hands.
_CAME: Final = f"""
with {_OPENINGS}, stood as (
 select way.*, coalesce(answered_by, case when last then holder end) agent_id,
  answered_at - came_at waited, last and answered_at is null and state = 'abandoned' gave_up,
  last and answered_at is null and ended_at is null waits from way left join holding on had = way.id
)
select came_at, queue_id, channel, entry_point_id, coalesce(agent_id, '') agent_id, id whole, 1 offered,
 answered_at is not null answered, waited <= {_LIMIT} answered_within,
 waited answer_wait_ms, gave_up abandoned,
 gave_up and ended_at - came_at <= {_LIMIT} abandoned_within,
 gave_up and ended_at - came_at <= 5000 short_abandoned,
 case when gave_up then ended_at - came_at end abandon_wait_ms,
 answered_at is null and not gave_up and not waits other_exits,
 answered_at is null and not gave_up and not waits
  and not (last and state = 'callback') and {_WENT} - came_at > {_LIMIT} late_exits,
 last and state = 'callback' and {_WENT} - came_at > {_LIMIT} late_callbacks,
 waits waiting, waits and :now - came_at > {_LIMIT} late_waiting,
 coalesce(answered_at, case when last then ended_at else next_at end, :now) - came_at longest_wait_ms,
 said replied, case when said then first_reply_at - arrived_at end first_reply_ms,
 said and {_open("arrived_at", "first_reply_at")} is not null replied_in_hours,
 case when said then {_open("arrived_at", "first_reply_at")} end first_reply_in_hours_ms
from (select *, first_reply_at >= at and first_reply_at < next_at said from stood) x
"""
#: Each agent's part of it. A customer is held from the entry that says so to the next one about the agent's call.
_PARTS: Final = """
with pictures as (
 select seq, at, substr(audience, 7) agent, cast(body as text) b from journal
 where cast(body as text) like '{"type":"Call%'
), pictured as (
 select seq, at, agent, coalesce(json_extract(b, '$.call.interaction_id'), json_extract(b, '$.interaction_id')) id,
  (select max(json_extract(p.value, '$.held')) from json_each(b, '$.call.parties') p
   where json_extract(p.value, '$.kind') = 'customer') held from pictures
), held as (
 select id, agent, at, lead(at, 1, :now) over (partition by id, agent order by seq) - at ms, held from pictured
), part as (
 select p.id, p.channel, p.entry_point_id, p.state, p.queue_id, p.closed_at, p.ended_at, p.rating, l.number,
  w.id whole, p.agent_id, max(l.at) began,
  w.times > l.number sent_on, y.came_at,
  l.number = min(l.number) over (partition by l.c) first
 from way y cross join line l on l.c = y.id and l.number = y.number
 cross join interactions p on l.thread = p.conversation_id and l.agent = p.agent_id and l.at >= p.accepted_at
  and l.at <= coalesce(p.ended_at, :now)
  and l.kind = case p.channel when 'voice' then 'call_answered' else 'assigned' end
 join whole w on w.id = l.c
 where p.accepted_at is not null group by p.id
), holds as (
 select part.id, sum(h.ms) ms from part join held h on h.id = whole and h.agent = agent_id
  and h.at >= began and h.at < ended_at where h.held group by part.id
), timed as (
 select part.*, coalesce(ms, 0) hold from part left join holds on holds.id = part.id
)
select came_at, queue_id, channel, entry_point_id, agent_id, whole,
 state = 'done' handled, state = 'done' and first interactions, state = 'done' and sent_on transferred,
 case when state = 'done' then closed_at - began end handle_ms,
 case when state = 'done' then ended_at - began - hold end talk_ms,
 case when state = 'done' then hold end hold_ms,
 case when state = 'done' then closed_at - ended_at end wrap_ms,
 state = 'done' and channel <> 'voice' sessions,
 case when state = 'done' and channel <> 'voice' then ended_at - began end session_ms,
 rating is not null rated, rating, rating >= 4 rated_well
from timed
"""
_OFFERS: Final = """
select way.came_at, queue_id, channel, entry_point_id, o.agent_id, way.id whole, 1 offers,
 o.outcome = 'declined' declined, o.outcome = 'missed' missed
from offers o join way on way.id = o.interaction_id and o.offered_at >= way.at
 and o.offered_at < way.next_at
"""
_REPLIES: Final = f"""
with {_OPENINGS}, m as (
 select interaction_id, seq, at, author_kind a,
  lag(author_kind) over (partition by interaction_id order by seq) p
 from items where kind = 'message' and interaction_id <> ''
), g as (
 select *, sum(a = 'customer' and coalesce(p, '') <> 'customer') over
  (partition by interaction_id order by seq) run from m
), r as (
 select interaction_id, run, min(case when a = 'agent' then at end) told,
  min(case when a = 'customer' then at end) asked from g where run > 0 group by 1, 2
)
select arrived_at came_at, queue_id, channel, entry_point_id, coalesce(agent_id, '') agent_id, id whole,
 1 replies, told - asked reply_ms,
 {_open("asked", "told")} is not null replies_in_hours, {_open("asked", "told")} reply_in_hours_ms
from (select * from r join interactions i on i.id = r.interaction_id
 where channel <> 'voice' and told is not null) x
"""
#: Of several that an agent took at the same moment, the one that the journal names first began first.
_ENGAGED: Final = """
with took as (
 select json_extract(b, '$.interaction.id') taken, min(seq) seq from (select seq, cast(body as text) b from journal)
 where b like '{"type":"InteractionChanged"%' and json_extract(b, '$.interaction.state') = 'active' group by 1
), w as (
 select *, max(ended_at) over (partition by agent_id order by accepted_at, seq
  rows between unbounded preceding and 1 preceding) reached
 from interactions join took on taken = id where accepted_at is not null and channel <> 'voice'
)
select arrived_at came_at, queue_id, channel, entry_point_id, agent_id, id whole,
 max(0, ended_at - max(accepted_at, coalesce(reached, 0))) engaged_ms
from w where state = 'done'
"""
#: How long each agent had any work, by what the journal says of who has what.
_BUSY: Final = """
with had as (
 select json_extract(b, '$.interaction.agent_id') agent_id, json_extract(b, '$.interaction.state') state, at,
  lead(at, 1, :now) over (partition by json_extract(b, '$.interaction.id') order by seq) until, seq
 from (select seq, at, cast(body as text) b from journal)
 where b like '{"type":"InteractionChanged"%'
), w as (
 select *, max(until) over (partition by agent_id order by at, seq
  rows between unbounded preceding and 1 preceding) reached
 from had where agent_id is not null and state in ('active', 'wrap_up')
)
select agent_id, sum(max(0, until - max(at, coalesce(reached, 0)))) from w group by 1
"""


_KEYS: Final = ("came_at", "queue_id", "channel", "entry_point_id", "agent_id", "whole")


Opening = tuple[str, int, int]
"""A queue, and from when until when it is open."""


_ROWS: Final = (
    *(items, interactions, offers, journal),
    *(addresses, accounts, doings, shift_parts, self_service),
)


@contextmanager
def raw_rows(floor: Floor) -> Iterator[Connection]:
    """The raw rows as SQLite has them, whose words these are: where the hub has them on a server, a copy of them."""
    storage = floor.centre.storage
    with storage.transaction():
        if isinstance(storage.database, Sqlite):
            yield storage.database.connection
            return
        with create_engine("sqlite://").begin() as copy:
            for table in _ROWS:
                table.create(copy)
                rows = [dict(row._mapping) for row in storage.rows(select(table))]
                if rows:
                    copy.execute(table.insert(), rows)
            yield copy


@contextmanager
def _tables(raw: Connection) -> Iterator[None]:
    for name, words in _TABLES.items():
        raw.execute(text(f"create temp table {name} as {words}"))
        for table, column in _INDEXED:
            if table == name:
                raw.execute(text(f"create index temp.{name}_by_{column} on {name} ({column})"))
    try:
        yield
    finally:
        for name in _TABLES:
            raw.execute(text(f"drop table temp.{name}"))


def of_raw_rows(floor: Floor, openings: Sequence[Opening]) -> list[Raw]:
    """What each of them adds."""
    found: list[Raw] = []
    values = ", ".join(f"('{queue}', {since}, {until})" for queue, since, until in openings)
    with raw_rows(floor) as raw, _tables(raw):
        for words in (_CAME, _PARTS, _OFFERS, _REPLIES, _ENGAGED):
            asked = words.replace("{openings}", values).replace(":now", str(floor.now))
            for row in raw.execute(text(asked)):
                sums = dict(row._mapping)
                at, queue, channel, entry, agent, whole = (sums.pop(name) for name in _KEYS)
                adds = {name: int(one) for name, one in sums.items() if one}
                found.append(Raw(at, queue, channel, entry, agent, whole, adds))
    return found


def busy_of_raw_rows(floor: Floor) -> dict[str, int]:
    """How long each agent was busy, in milliseconds."""
    with raw_rows(floor) as raw:
        rows: list[Any] = list(raw.execute(text(_BUSY), {"now": floor.now}))
    return {agent_id: ms for agent_id, ms in rows if ms}
