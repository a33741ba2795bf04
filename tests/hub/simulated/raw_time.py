"""What agents did all day and how they followed their shifts, in plain SQL over what was noted as it changed."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import text

from tests.hub.centre.floor import Floor
from tests.hub.simulated.raw import raw_rows

Interval = tuple[int, int]

#: How long each agent was what, in each interval; what goes on lasts until now.
_D: Final = """
d as (
 select agent_id, state, doing, at since, lead(at, 1, :now) over (partition by agent_id order by at) until from doings
), t as (
 select i.since begin, d.agent_id, d.state, d.doing, min(d.until, i.until) - max(d.since, i.since) ms,
  doing in ('busy', 'offered') or (state = 'ready' and doing = 'idle') works,
  max(d.since, i.since) since, min(d.until, i.until) until
 from i join d on d.since < i.until and d.until > i.since where state <> 'offline'
)"""
_TIME: Final = f"""
with i(since, until) as (values {{intervals}}), {_D}
select begin, agent_id, sum(ms) signed_in_ms,
 sum(case when doing = 'busy' then ms else 0 end) busy_ms,
 sum(case when doing = 'offered' then ms else 0 end) ringing_ms,
 sum(case when doing = 'lost' then ms else 0 end) unlinked_ms,
 sum(case when doing = 'idle' and state = 'ready' then ms else 0 end) idle_ms,
 sum(case when doing = 'idle' and state <> 'ready' then ms else 0 end) not_ready_ms
from t group by 1, 2
"""
#: Shifts, as far as they are not ahead. Who has one on a day is asked for the day, whatever the interval.
_PLANS: Final = f"""
with i(since, until, day, night) as (values {{intervals}}), {_D},
p as (
 select i.since begin, s.agent_id, s.works, s.paid, max(s.since, i.since) since, min(s.until, i.until, :now) until
 from i join shift_parts s on s.since < i.until and s.until > i.since and s.since < :now
), b as (
 select begin, agent_id, sum(until - since) planned_ms,
  sum(case when works then until - since else 0 end) planned_work_ms,
  sum(case when paid then until - since else 0 end) paid_ms,
  sum((select case when p.works then coalesce(sum(min(t.until, p.until) - max(t.since, p.since)), 0)
    else p.until - p.since - coalesce(sum(min(t.until, p.until) - max(t.since, p.since)), 0) end
   from t where t.agent_id = p.agent_id and t.begin = p.begin and t.works
    and t.since < p.until and t.until > p.since)) in_plan_ms
 from p where until > since group by 1, 2
)
select i.since begin, a.id agent_id, coalesce(b.planned_ms, 0) planned_ms,
 coalesce(b.planned_work_ms, 0) planned_work_ms, coalesce(b.paid_ms, 0) paid_ms, coalesce(b.in_plan_ms, 0) in_plan_ms,
 (select coalesce(sum(ms), 0) from t where t.begin = i.since and t.agent_id = a.id and works) worked_ms,
 (select coalesce(sum(ms), 0) from t where t.begin = i.since and t.agent_id = a.id) signed_in_planned_ms
from i join accounts a left join b on b.begin = i.since and b.agent_id = a.id
where exists (select 1 from shift_parts s where s.agent_id = a.id and s.since < i.night and s.until > i.day
 and s.since < :now)
"""


def time_of_raw_rows(
    floor: Floor, intervals: Sequence[Interval], days: Sequence[Interval]
) -> dict[tuple[int, str], dict[str, int]]:
    """The sums of each interval, by where it begins, and agent; without those that are 0."""
    found: dict[tuple[int, str], dict[str, int]] = {}
    with_day = [
        (*one, *next(day for day in days if day[0] <= one[0] < day[1])) for one in intervals
    ]
    with raw_rows(floor) as raw:
        for words, values in ((_TIME, intervals), (_PLANS, with_day)):
            shown = ", ".join(str(one) for one in values)
            asked = words.replace("{intervals}", shown).replace(":now", str(floor.now))
            for row in raw.execute(text(asked)):
                sums = {str(name): int(one) for name, one in list(row._mapping.items())[2:] if one}
                found.setdefault((row[0], row[1]), {}).update(sums)
    return {key: sums for key, sums in found.items() if sums}
