"""Raised hands, hints, announcements and who follows which conversation: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Collection
from typing import Any, Final

from msgspec.structs import astuple
from sqlalchemy import ColumnElement, Row, delete, select, update

from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import (
    announcements,
    announcements_seen,
    follows,
    hands,
    hints,
)
from agent_desktop.hub.storage.tables import accounts
from agent_desktop.model.base import Millis
from agent_desktop.model.supervising import Announcement, Hand, Hint

HINTS_SHOWN = 20
"""So many of a conversation's newest hints are shown."""


# --- hands


def keep_hand(storage: Storage, hand: Hand) -> None:
    """Raise it, or change its words."""
    row = (hand.agent_id, hand.at, hand.text, hand.interaction_id, hand.conversation_id)
    storage.put(hands, (hand.agent_id,), tuple, row)


def forget_hand(storage: Storage, agent_id: str) -> None:
    """Lower it."""
    storage.execute(delete(hands).where(hands.c.agent_id == agent_id))


def kept_hands(storage: Storage) -> dict[str, Hand]:
    """Every raised hand, by agent, the oldest first."""
    query = select(hands, accounts.c.name).join(accounts, accounts.c.id == hands.c.agent_id)
    return {
        row.agent_id: Hand(
            agent_id=row.agent_id,
            name=row.name,
            at=row.at,
            text=row.text,
            interaction_id=row.interaction_id,
            conversation_id=row.conversation_id,
        )
        for row in storage.rows(query.order_by(hands.c.at))
    }


# --- hints


def keep_hint(storage: Storage, hint: Hint) -> None:
    """Keep a new hint."""
    storage.put(hints, (hint.id,), _hint_row, hint)


def _hint_row(hint: Hint) -> Values:
    return (
        hint.id,
        hint.conversation_id,
        hint.agent_id,
        hint.by_id,
        hint.by_name,
        hint.text,
        hint.at,
    )


def hints_of(storage: Storage, conversation_id: str) -> list[Hint]:
    """The newest hints about a conversation, oldest first."""
    query = select(hints).where(hints.c.conversation_id == conversation_id)
    rows = storage.rows(query.order_by(hints.c.at.desc(), hints.c.id.desc()).limit(HINTS_SHOWN))
    return [_hint(row) for row in reversed(rows)]


def _hint(row: Row[Any]) -> Hint:
    return Hint(
        id=row.id,
        conversation_id=row.conversation_id,
        agent_id=row.agent_id,
        by_id=row.by_id,
        by_name=row.by_name,
        text=row.text,
        at=row.at,
    )


# --- following


def keep_follow(storage: Storage, agent_id: str, conversation_id: str) -> None:
    """The agent, who did not, follows the conversation."""
    storage.insert(follows, (agent_id, conversation_id))


def forget_follow(storage: Storage, agent_id: str, conversation_id: str) -> None:
    """No longer."""
    mine = (follows.c.agent_id == agent_id, follows.c.conversation_id == conversation_id)
    storage.execute(delete(follows).where(*mine))


def kept_follows(storage: Storage) -> list[tuple[str, str]]:
    """Agents and the conversations that they follow."""
    order = (follows.c.conversation_id, follows.c.agent_id)
    rows = storage.rows(select(follows).order_by(*order))
    return [(row.agent_id, row.conversation_id) for row in rows]


# --- announcements

_MOST_LISTED: Final = 500


def keep_announcement(storage: Storage, said: Announcement) -> None:
    """Keep it; who has seen it is kept elsewhere."""
    storage.put(announcements, (said.id,), _announcement_row, said)


def _announcement_row(said: Announcement) -> Values:
    return astuple(said)[:7]


def forget_announcement(storage: Storage, announcement_id: str) -> None:
    """It is over; so is who has seen it."""
    for table, column in (
        (announcements_seen, announcements_seen.c.announcement_id),
        (announcements, announcements.c.id),
    ):
        storage.execute(delete(table).where(column == announcement_id))


def end_announcement(storage: Storage, announcement_id: str, now: Millis) -> None:
    """It is over before its time; it stays among those that were."""
    mine = announcements.c.id == announcement_id
    storage.execute(update(announcements).where(mine).values(until=now))


def kept_announcements(storage: Storage, now: Millis) -> dict[str, Announcement]:
    """Those that are not over, the oldest first."""
    return {one.id: one for one in _announcements(storage, announcements.c.until > now)}


def past_announcements(storage: Storage, since: Millis, now: Millis) -> list[Announcement]:
    """Those that were over by now, and not before `since`, the oldest first."""
    return _announcements(storage, announcements.c.until.between(since, now))


def forget_announcements(storage: Storage, before: Millis) -> None:
    """Those that were over before a moment are forgotten, with who has seen them."""
    for one in _announcements(storage, announcements.c.until < before):
        forget_announcement(storage, one.id)


def _announcements(storage: Storage, which: ColumnElement[bool]) -> list[Announcement]:
    query = select(announcements).where(which).order_by(announcements.c.at, announcements.c.id)
    fields = Announcement.__struct_fields__[:7]
    return [
        Announcement(**dict(zip(fields, row, strict=True)))
        for row in storage.rows(query.limit(_MOST_LISTED))
    ]


def keep_seen(storage: Storage, announcement_id: str, agent_id: str, at: Millis) -> None:
    """The agent has read it."""
    key = (announcement_id, agent_id)
    storage.put(announcements_seen, key, tuple, (*key, at))


def seen_by(storage: Storage, ids: Collection[str]) -> dict[str, dict[str, Millis]]:
    """Who has read which of these announcements, and when."""
    query = select(announcements_seen).where(announcements_seen.c.announcement_id.in_(ids))
    found: dict[str, dict[str, Millis]] = {one: {} for one in ids}
    for row in storage.rows(query.order_by(announcements_seen.c.at)):
        found[row.announcement_id][row.agent_id] = row.at
    return found
