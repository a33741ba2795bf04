"""The same figures in plain SQL over the raw rows of interactions and offers, in words that every database knows."""

RAW = """
select count(*) offered,
 count(*) filter (where i.accepted_at is not null) answered,
 count(*) filter (where i.accepted_at is not null and i.accepted_at - i.arrived_at <= 30000) answered_within,
 sum(i.accepted_at - i.arrived_at) answer_wait_ms,
 count(*) filter (where i.state = 'abandoned') abandoned,
 count(*) filter (where i.state = 'abandoned' and i.ended_at - i.arrived_at <= 30000) abandoned_within,
 count(*) filter (where i.state = 'abandoned' and i.ended_at - i.arrived_at <= 5000) short_abandoned,
 sum(case when i.state = 'abandoned' then i.ended_at - i.arrived_at end) abandon_wait_ms,
 count(*) filter (where i.state in ('queued', 'offered')) waiting,
 count(*) filter (where i.state in ('queued', 'offered') and :now - i.arrived_at > 30000) late_waiting,
 count(*) filter (where i.state in ('overflowed', 'cancelled')) other_exits,
 count(*) filter (where i.state in ('overflowed', 'cancelled') and i.ended_at - i.arrived_at > 30000) late_exits,
 max(coalesce(i.accepted_at, i.ended_at, :now) - i.arrived_at) longest_wait_ms,
 count(*) filter (where i.state = 'done') handled,
 count(*) filter (where i.state = 'done') sessions,
 sum(case when i.state = 'done' then i.closed_at - i.accepted_at end) handle_ms,
 sum(case when i.state = 'done' then i.ended_at - i.accepted_at end) talk_ms,
 sum(case when i.state = 'done' then i.ended_at - i.accepted_at end) session_ms,
 sum(case when i.state = 'done' then i.closed_at - i.ended_at end) wrap_ms,
 count(*) filter (where i.first_reply_at is not null) replied,
 sum(i.first_reply_at - i.arrived_at) first_reply_ms
from interactions i where {where}
"""
BESIDES = ("engaged_ms", "interactions", "replies", "reply_ms")
ENGAGED = """
with went as (
 select i.id, i.queue_id, i.state, i.agent_id, i.accepted_at, i.ended_at,
  max(i.ended_at) over (partition by i.agent_id order by i.accepted_at, i.id
   rows between unbounded preceding and 1 preceding) reached
 from interactions i where i.accepted_at is not null and i.agent_id is not null
)
select sum(case when coalesce(i.reached, 0) <= i.accepted_at then i.ended_at - i.accepted_at
 when i.reached < i.ended_at then i.ended_at - i.reached else 0 end) n
from went i where i.state = 'done' and {where}
"""
ASKED = """
select count(*) offers, count(*) filter (where o.outcome = 'declined') declined,
 count(*) filter (where o.outcome = 'missed') missed
from offers o join interactions i on i.id = o.interaction_id where {where}
"""
