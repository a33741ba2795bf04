"""Passages and their offers: rows to records and back.

Each function works in the open transaction of the storage that it is given. What lies in a stretch of time is read in
pages through the index, so that a month never stops the hub for long.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from agent_desktop.hub.storage import share_due, sums
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.passage_tables import passages
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import interactions, offers
from agent_desktop.model.base import Millis
from agent_desktop.model.passages import Came, Gone, Left, Passage, PassageOffer
from agent_desktop.model.work import Channel

Place = tuple[Millis, str, int]
"""Where a page begins or ends: `came_at`, interaction and number."""


def keep_passage(storage: Storage, kept: Passage) -> None:
    """Insert or complete it."""
    storage.put(passages, (kept.interaction_id, kept.number), _row, kept)
    sums.touch(storage, kept.came_at)
    share_due.touch(storage, kept.interaction_id)


def _row(kept: Passage) -> Values:
    return (
        kept.interaction_id,
        kept.number,
        kept.queue_id,
        kept.channel._value_,
        kept.came._value_,
        kept.came_at,
        kept.entry_point_id,
        kept.first_epoch,
        kept.last_epoch,
        kept.agent_id,
        kept.left._value_,
        kept.left_at,
        kept.first_reply_ms,
        kept.ended_at,
        kept.wrapped_at,
        kept.gone._value_,
        kept.hold_ms,
        kept.held_since,
        kept.part,
        kept.engaged_ms,
        kept.engaged_since,
        kept.asked_at,
        kept.replies,
        kept.reply_ms,
        kept.rating,
        kept.first_reply_in_hours_ms,
        kept.replies_in_hours,
        kept.reply_in_hours_ms,
    )


def passage_of(row: Any) -> Passage:
    """The record of a row of the whole table. By place: thousands of these are read for one table of figures."""
    return Passage(
        interaction_id=row[0],
        number=row[1],
        queue_id=row[2],
        channel=Channel(row[3]),
        came=Came(row[4]),
        came_at=row[5],
        entry_point_id=row[6],
        first_epoch=row[7],
        last_epoch=row[8],
        agent_id=row[9],
        left=Left(row[10]),
        left_at=row[11],
        first_reply_ms=row[12],
        ended_at=row[13],
        wrapped_at=row[14],
        gone=Gone(row[15]),
        hold_ms=row[16],
        held_since=row[17],
        part=row[18],
        engaged_ms=row[19],
        engaged_since=row[20],
        asked_at=row[21],
        replies=row[22],
        reply_ms=row[23],
        rating=row[24],
        first_reply_in_hours_ms=row[25],
        replies_in_hours=row[26],
        reply_in_hours_ms=row[27],
    )


def live_passages(storage: Storage) -> dict[str, Passage]:
    """The last passage of every interaction that is not over."""
    rows = storage.rows(
        select(passages)
        .join(interactions, interactions.c.id == passages.c.interaction_id)
        .where(interactions.c.closed_at.is_(None))
        .order_by(passages.c.number)
    )
    return {row[0]: passage_of(row) for row in rows}


def part_of(storage: Storage, interaction_id: str, agent_id: str) -> Passage | None:
    """The last passage of an interaction that was in the agent's hands."""
    row = storage.row(
        select(passages)
        .where(passages.c.interaction_id == interaction_id, passages.c.agent_id == agent_id)
        .order_by(passages.c.number.desc())
        .limit(1)
    )
    return None if row is None else passage_of(row)


def parts(storage: Storage, passage: Passage) -> int:
    """How many earlier passages of its interaction were answered."""
    mine = passages.c.interaction_id == passage.interaction_id
    earlier = (passages.c.number < passage.number, passages.c.left == Left.ANSWERED.value)
    found = storage.row(select(func.count()).select_from(passages).where(mine, *earlier))
    return int(found[0])


def passages_between(
    storage: Storage, since: Millis, until: Millis, after: Place | None, limit: int
) -> tuple[Sequence[Passage], Sequence[PassageOffer]]:
    """The next `limit` passages that came from `since` on and before `until`, and the offers made in them."""
    begin = _key() >= tuple_(since, "", 0) if after is None else _key() > tuple_(*after)
    inside = and_(begin, passages.c.came_at < until)
    order = (passages.c.came_at, passages.c.interaction_id, passages.c.number)
    found = [
        passage_of(row)
        for row in storage.rows(select(passages).where(inside).order_by(*order).limit(limit))
    ]
    if not found:
        return (), ()
    last = found[-1]
    end = _key() <= tuple_(last.came_at, last.interaction_id, last.number)
    return found, _offers(storage, and_(begin, end))


def _key() -> Any:
    return tuple_(passages.c.came_at, passages.c.interaction_id, passages.c.number)


def _offers(storage: Storage, inside: ColumnElement[bool]) -> list[PassageOffer]:
    mine = and_(
        offers.c.interaction_id == passages.c.interaction_id,
        offers.c.epoch > passages.c.first_epoch,
        offers.c.epoch <= func.coalesce(passages.c.last_epoch, offers.c.epoch),
    )
    rows = storage.rows(
        select(
            passages.c.came_at,
            passages.c.queue_id,
            passages.c.channel,
            passages.c.entry_point_id,
            offers.c.agent_id,
            offers.c.outcome,
        )
        .join(offers, mine)
        .where(inside)
    )
    return [
        PassageOffer(
            came_at=row[0],
            queue_id=row[1],
            channel=Channel(row[2]),
            entry_point_id=row[3],
            agent_id=row[4],
            outcome=row[5],
        )
        for row in rows
    ]
