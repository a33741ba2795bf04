"""Customers' talks with menus in plain SQL: how they ended, and who came again by whatever way within a day."""

from typing import Final

from sqlalchemy import text

from tests.hub.centre.floor import Floor
from tests.hub.simulated.raw import raw_rows

#: A customer is known by number. Who comes again calls a menu or a queue from it.
_TALKS: Final = """
with came as (
 select address, began_at at, id from self_service
 union all
 select a.value, i.arrived_at, i.id from interactions i join addresses a on a.customer_id = i.customer_id
), x as (
 select s.*, exists(select 1 from came c where c.address = s.address and c.id <> s.id and c.at >= s.ended_at
  and c.at <= s.ended_at + 86400000) again, s.ended_at + 86400000 <= :now ripe from self_service s where ended <> ''
)
select began_at, queue_id, channel, entry_point_id, 1 self_service, ended <> 'handed_off' contained,
 ripe self_service_ripe, ripe and ended = 'done' and not again contained_strictly,
 ended = 'handed_off' self_service_handed_off, ended = 'done' self_service_done, ended = 'left' self_service_left,
 ended = 'failed' self_service_failed, ended = 'after_hours' self_service_after_hours
from x
"""
Talk = tuple[int, str, str, str, dict[str, int]]


def talks_of_raw_rows(floor: Floor) -> list[Talk]:
    """When each began, its queue, channel, entry point, and what it adds."""
    with raw_rows(floor) as raw:
        rows = raw.execute(text(_TALKS.replace(":now", str(floor.now))))
        return [
            (*row[:4], {name: 1 for name, one in list(row._mapping.items())[4:] if one})
            for row in rows
        ]
