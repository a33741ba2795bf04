"""Versions of routing rules, and the plans of interactions: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import func, select

from agent_desktop.hub.storage.call_tables import calls
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.passage_tables import passages
from agent_desktop.hub.storage.report_tables import tagged
from agent_desktop.hub.storage.rule_tables import plans, rule_versions
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import customers, interactions, items
from agent_desktop.hub.storage.threads import item_of
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.passages import Came as How
from agent_desktop.model.rules import Plan, RulesVersion
from agent_desktop.model.timeline import AuthorKind, Message
from agent_desktop.model.work import Channel

_MANY: Final = 500
_encode = msgspec.json.Encoder().encode
_plan = msgspec.json.Decoder(Plan).decode


def keep_version(storage: Storage, version: RulesVersion, text: str) -> None:
    """A version that was published."""
    row = (version.number, version.at, version.agent_id, version.note, version.rules, text)
    storage.insert(rule_versions, row)


def versions(storage: Storage, limit: int = 200) -> tuple[RulesVersion, ...]:
    """The newest versions, newest first, without the names of who published them."""
    table = rule_versions.c
    columns = (table.number, table.at, table.agent_id, table.note, table.rules)
    rows = storage.rows(select(*columns).order_by(table.number.desc()).limit(limit))
    return tuple(
        RulesVersion(number=row[0], at=row[1], agent_id=row[2], note=row[3], rules=row[4])
        for row in rows
    )


def version_text(storage: Storage, number: int) -> str | None:
    """The written form of a version."""
    row = storage.row(select(rule_versions.c.text).where(rule_versions.c.number == number))
    return None if row is None else str(row[0])


def last_version(storage: Storage) -> int:
    """The highest number, 0 for none."""
    return int(storage.row(select(func.max(rule_versions.c.number)))[0] or 0)


def keep_plan(storage: Storage, interaction_id: str, plan: Plan) -> None:
    """What was decided for an interaction."""
    storage.put(plans, (interaction_id,), _row, (interaction_id, plan))
    for tag in plan.tags:
        storage.insert(tagged, (interaction_id, tag))


def change_plan(storage: Storage, interaction_id: str, plan: Plan) -> None:
    """The plan of an interaction says something else of when; its tags stay what they are."""
    storage.put(plans, (interaction_id,), _row, (interaction_id, plan))


def _row(kept: tuple[str, Plan]) -> Values:
    return kept[0], kept[1].version, _encode(kept[1])


def plans_of(storage: Storage, ids: Sequence[str]) -> dict[str, Plan]:
    """What was decided for these interactions, as far as rules did."""
    found = {}
    for some in _parts(ids):
        columns = (plans.c.interaction_id, plans.c.body)
        for row in storage.rows(select(*columns).where(plans.c.interaction_id.in_(some))):
            found[row[0]] = _plan(row[1])
    return found


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + _MANY] for at in range(0, len(ids), _MANY)]


# --- what came on a day


class Came(Record, frozen=True):
    """An interaction as it came: when, and to which queue; what was said first is in its conversation."""

    id: str
    at: Millis
    channel: Channel
    queue: str
    entry_point: str
    customer_id: str
    conversation_id: str


def came_between(storage: Storage, since: Millis, until: Millis) -> list[Came]:
    """The interactions whose customers came from `since` on and before `until`, in order."""
    rows = storage.rows(
        select(
            passages.c.interaction_id,
            passages.c.came_at,
            passages.c.channel,
            passages.c.queue_id,
            passages.c.entry_point_id,
            interactions.c.customer_id,
            interactions.c.conversation_id,
        )
        .join(interactions, interactions.c.id == passages.c.interaction_id)
        .where(
            passages.c.came_at >= since,
            passages.c.came_at < until,
            passages.c.came == How.ARRIVED.value,
        )
        .order_by(passages.c.came_at, passages.c.interaction_id)
    )
    return [
        Came(
            id=row[0],
            at=row[1],
            channel=Channel(row[2]),
            queue=row[3],
            entry_point=row[4],
            customer_id=row[5],
            conversation_id=row[6],
        )
        for row in rows
    ]


def waits_between(
    storage: Storage, since: Millis, until: Millis
) -> list[tuple[str, Millis, Millis | None]]:
    """The queue, beginning and end (None: not yet) of every wait that began in this time."""
    columns = (passages.c.queue_id, passages.c.came_at, passages.c.left_at)
    inside = (passages.c.came_at >= since, passages.c.came_at < until)
    return [(row[0], row[1], row[2]) for row in storage.rows(select(*columns).where(*inside))]


def first_messages(storage: Storage, came: Sequence[Came]) -> dict[str, Message]:
    """The message with which each interaction began, where it began with one."""
    found: dict[str, Message] = {}
    for some in _parts([one.id for one in came]):
        places = {one.id: one.conversation_id for one in came if one.id in set(some)}
        rows = storage.rows(
            select(items.c.interaction_id, items.c.body)
            .where(
                items.c.conversation_id.in_(set(places.values())),
                items.c.interaction_id.in_(some),
                items.c.kind == "message",
                items.c.author_kind == AuthorKind.CUSTOMER.value,
            )
            .order_by(items.c.conversation_id, items.c.seq)
        )
        for row in rows:
            if row[0] not in found:
                item = item_of(row[1])
                assert isinstance(item, Message)
                found[row[0]] = item
    return found


def numbers_of(storage: Storage, ids: Sequence[str]) -> dict[str, str]:
    """The numbers of those of these interactions that are calls."""
    found: dict[str, str] = {}
    for some in _parts(ids):
        columns = (calls.c.id, calls.c.number)
        rows = storage.rows(select(*columns).where(calls.c.id.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def value_bounds(storage: Storage) -> tuple[int, int] | None:
    """The lifetime values of the highest 5 % of customers, and of the highest 20 %. None: nobody has one."""
    known = (customers.c.lifetime_value.is_not(None), customers.c.merged_into.is_(None))
    count = int(storage.row(select(func.count()).select_from(customers).where(*known))[0])
    if not count:
        return None
    order = customers.c.lifetime_value.desc()
    values = select(customers.c.lifetime_value).where(*known).order_by(order).limit(1)
    top, high = (
        int(storage.row(values.offset(-(-count * share // 100) - 1))[0]) for share in (5, 20)
    )
    return top, high
