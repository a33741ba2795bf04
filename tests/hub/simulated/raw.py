"""The figures of a simulated day out of the raw rows and the journal, in plain SQL that knows nothing of our sums.

What is read: interactions as they stand, what timelines say, what offers became of, and the journal's entries about who
has what and who is held. One conversation has one interaction here, with a part for each agent who had it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import add
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, create_engine, select, text

from agent_desktop.hub.storage.sqlite import Sqlite
from agent_desktop.hub.storage.tables import interactions, items, journal, offers
from agent_desktop.model.figures import LONGEST, WITHIN_MS
from tests.hub.centre.floor import Floor

Row: TypeAlias = tuple[str, str, str]
TOTAL: Final[Row] = ("", "", "")

_LIMIT = (
    "(case channel "
    + " ".join(f"when '{one.value}' then {ms}" for one, ms in WITHIN_MS.items())
    + " end)"
)
#: What timelines say. `number` counts how often the customer came to a queue: first, and by each transfer.
_LINES: Final = """
line as (
 select *, sum(kind in ('queued', 'transferred')) over (partition by c order by seq) number from (
  select conversation_id c, seq, at, author_id agent, interaction_id,
   json_extract(cast(body as text), '$.kind') kind, json_extract(cast(body as text), '$.detail') detail
  from items where kind = 'line')
),
whole as (
 select i.*, n.times from interactions i join line l on l.interaction_id = i.id and l.kind = 'queued'
 join (select c, max(number) times from line group by c) n on n.c = l.c
),
way as (
 select *, case number when 1 then arrived_at else at end came_at,
  lead(at, 1, 1 << 60) over (partition by c order by number) next_at, number = times last
 from (
  select l.c, l.number, w.times, w.id, w.channel, w.entry_point_id, w.state, w.arrived_at, w.ended_at,
   w.first_reply_at,
   max(case when l.kind in ('queued', 'transferred') then l.detail end) queue_id,
   min(case when l.kind in ('queued', 'transferred') then l.at end) at,
   min(case when l.kind = case w.channel when 'voice' then 'call_answered' else 'assigned' end
    then l.at end) answered_at
  from line l join whole w on w.conversation_id = l.c where l.number > 0 group by l.c, l.number)
)
"""
#: Who came, and what became of them.
_CAME: Final = f"""
with {_LINES}, stood as (
 select *, answered_at - came_at waited, last and answered_at is null and state = 'abandoned' gave_up,
  last and answered_at is null and ended_at is null waits from way
)
select queue_id, channel, entry_point_id, count(*) offered, count(answered_at) answered,
 sum(waited <= {_LIMIT}) answered_within,
 sum(waited) answer_wait_ms, sum(gave_up) abandoned,
 sum(gave_up and ended_at - came_at <= {_LIMIT}) abandoned_within,
 sum(gave_up and ended_at - came_at <= 5000) short_abandoned,
 sum(case when gave_up then ended_at - came_at end) abandon_wait_ms,
 sum(answered_at is null and not gave_up and not waits) other_exits,
 sum(waits) waiting, sum(waits and :now - came_at > {_LIMIT}) late_waiting,
 max(coalesce(answered_at, case when last then ended_at else next_at end, :now) - came_at) longest_wait_ms,
 sum(first_reply_at >= at and first_reply_at < next_at) replied,
 sum(case when first_reply_at >= at and first_reply_at < next_at then first_reply_at - arrived_at end) first_reply_ms
from stood group by 1, 2, 3
"""
#: Each agent's part of it. A customer is held from the entry that says so to the next one about the agent's call.
_PARTS: Final = f"""
with {_LINES}, pictures as (
 select seq, at, substr(audience, 7) agent, cast(body as text) b from journal
 where cast(body as text) like '{{"type":"Call%'
), pictured as (
 select seq, at, agent, coalesce(json_extract(b, '$.call.interaction_id'), json_extract(b, '$.interaction_id')) id,
  (select max(json_extract(p.value, '$.held')) from json_each(b, '$.call.parties') p
   where json_extract(p.value, '$.kind') = 'customer') held from pictures
), held as (
 select id, agent, at, lead(at, 1, :now) over (partition by id, agent order by seq) - at ms, held from pictured
), part as (
 select p.id, p.channel, p.entry_point_id, p.state, p.queue_id, p.closed_at, p.ended_at, p.rating, l.number,
  w.id whole, p.agent_id, max(l.at) began,
  w.times > l.number sent_on,
  l.number = min(l.number) over (partition by l.c) first
 from interactions p join whole w on w.conversation_id = p.conversation_id
 join line l on l.c = p.conversation_id and l.agent = p.agent_id and l.at >= p.accepted_at
  and l.at <= coalesce(p.ended_at, :now)
  and l.kind = case p.channel when 'voice' then 'call_answered' else 'assigned' end
 where p.accepted_at is not null group by p.id
), holds as (
 select part.id, sum(h.ms) ms from part join held h on h.id = whole and h.agent = agent_id
  and h.at >= began and h.at < ended_at where h.held group by part.id
), timed as (
 select part.*, coalesce(ms, 0) hold from part left join holds on holds.id = part.id
)
select queue_id, channel, entry_point_id, sum(state = 'done') handled, sum(state = 'done' and first) interactions,
 sum(state = 'done' and sent_on) transferred,
 sum(case when state = 'done' then closed_at - began end) handle_ms,
 sum(case when state = 'done' then ended_at - began - hold end) talk_ms,
 sum(case when state = 'done' then hold end) hold_ms,
 sum(case when state = 'done' then closed_at - ended_at end) wrap_ms,
 sum(state = 'done' and channel <> 'voice') sessions,
 sum(case when state = 'done' and channel <> 'voice' then ended_at - began end) session_ms,
 sum(rating is not null) rated, sum(rating) rating, sum(rating >= 4) rated_well
from timed group by 1, 2, 3
"""
_OFFERS: Final = f"""
with {_LINES}
select queue_id, channel, entry_point_id, count(*) offers,
 sum(o.outcome = 'declined') declined, sum(o.outcome = 'missed') missed
from offers o join way on way.id = o.interaction_id and o.offered_at >= way.at
 and o.offered_at < way.next_at group by 1, 2, 3
"""
_REPLIES: Final = """
with m as (
 select conversation_id, seq, at, author_kind a, lag(author_kind) over w p
 from items where kind = 'message' window w as (partition by conversation_id order by seq)
), g as (
 select *, sum(a = 'customer' and coalesce(p, '') <> 'customer') over
  (partition by conversation_id order by seq) run from m
), r as (
 select conversation_id, run, min(case when a = 'agent' then at end)
  - min(case when a = 'customer' then at end) took from g where run > 0 group by 1, 2
)
select queue_id, channel, entry_point_id, count(took) replies, sum(took) reply_ms
from r join interactions i on i.conversation_id = r.conversation_id where channel <> 'voice' group by 1, 2, 3
"""
_ENGAGED: Final = """
with w as (
 select *, max(ended_at) over (partition by agent_id order by accepted_at, id
  rows between unbounded preceding and 1 preceding) reached
 from interactions where accepted_at is not null and channel <> 'voice'
)
select queue_id, channel, entry_point_id, sum(max(0, ended_at - max(accepted_at, coalesce(reached, 0)))) engaged_ms
from w where state = 'done' group by 1, 2, 3
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


@contextmanager
def raw_rows(floor: Floor) -> Iterator[Connection]:
    """The raw rows as SQLite has them, whose words these are: where the hub has them on a server, a copy of them."""
    storage = floor.centre.storage
    with storage.transaction():
        if isinstance(storage.database, Sqlite):
            yield storage.database.connection
            return
        with create_engine("sqlite://").begin() as copy:
            for table in (items, interactions, offers, journal):
                table.create(copy)
                rows = [dict(row._mapping) for row in storage.rows(select(table))]
                copy.execute(table.insert(), rows)
            yield copy


def of_raw_rows(floor: Floor) -> dict[Row, dict[str, int]]:
    """The sums of each queue, channel and entry point, without those that are 0; and, of `TOTAL`, of them all."""
    found: dict[Row, dict[str, int]] = {TOTAL: {}}
    with raw_rows(floor) as raw:
        for words in (_CAME, _PARTS, _OFFERS, _REPLIES, _ENGAGED):
            for row in raw.execute(text(words.replace(":now", str(floor.now)))):
                sums = dict(row._mapping)
                key = (sums.pop("queue_id"), sums.pop("channel"), sums.pop("entry_point_id"))
                for name, one in sums.items():
                    if one:
                        found.setdefault(key, {})[name] = one
                        both = max if name == LONGEST else add
                        found[TOTAL][name] = both(found[TOTAL].get(name, 0), one)
    return found


def busy_of_raw_rows(floor: Floor) -> dict[str, int]:
    """How long each agent was busy, in milliseconds."""
    with raw_rows(floor) as raw:
        rows: list[Any] = list(raw.execute(text(_BUSY), {"now": floor.now}))
    return {agent_id: ms for agent_id, ms in rows if ms}
