"""Interactions, offers and what was asked: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select, update

from agent_desktop.hub.storage import share_due
from agent_desktop.hub.storage.call_tables import calls
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.passage_tables import passages
from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import commands, interactions, offers
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel, Interaction, InteractionState, Offer


class KeptInteraction(Record, frozen=True):
    """An interaction with what only the hub knows of it.

    The copies in `shown` (queue's and customer's name, VIP) are empty as read from the database.
    """

    shown: Interaction
    preferred_agent: str | None = None
    sticky_until: Millis | None = None
    epoch: int = 0
    first_reply_at: Millis | None = None
    closed_at: Millis | None = None
    summary: str = ""
    rating_comment: str = ""
    last_time: str = ""


_ASKED = frozenset({InteractionState.QUEUED, InteractionState.OFFERED})
"""While agents are asked again and again, nothing changes that a share is made of."""


def keep_interaction(storage: Storage, kept: KeptInteraction) -> None:
    """Insert or replace the interaction."""
    storage.put(interactions, (kept.shown.id,), _interaction_row, kept)
    if kept.epoch == 0 or kept.shown.state not in _ASKED:
        share_due.touch(storage, kept.shown.id)


def _interaction_row(kept: KeptInteraction) -> Values:
    # `_value_`: an enum's `value` is slow, and this is the hottest row
    shown = kept.shown
    return (
        shown.id,
        shown.conversation_id,
        shown.customer_id,
        shown.channel._value_,
        shown.queue_id,
        shown.entry_point_id,
        shown.state._value_,
        shown.arrived_at,
        shown.priority,
        as_json(shown.skills) if shown.skills else "{}",
        kept.preferred_agent,
        kept.sticky_until,
        kept.epoch,
        shown.agent_id,
        shown.accepted_at,
        kept.first_reply_at,
        shown.ended_at,
        shown.wrap_up_until,
        shown.wrap_up_required,
        kept.closed_at,
        shown.disposition,
        kept.summary,
        shown.rating,
        kept.rating_comment,
        kept.last_time,
        shown.preview,
    )


def _interaction(row: Any) -> KeptInteraction:
    shown = Interaction(
        id=row.id,
        conversation_id=row.conversation_id,
        customer_id=row.customer_id,
        channel=Channel(row.channel),
        queue_id=row.queue_id,
        entry_point_id=row.entry_point_id,
        state=InteractionState(row.state),
        arrived_at=row.arrived_at,
        priority=row.priority,
        skills=msgspec.json.decode(row.skills, type=dict[str, int]),
        agent_id=row.agent_id,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        wrap_up_until=row.wrap_up_until,
        wrap_up_required=bool(row.wrap_up_required),
        disposition=row.disposition,
        rating=row.rating,
        preview=row.preview,
    )
    return KeptInteraction(
        shown=shown,
        preferred_agent=row.preferred_agent,
        sticky_until=row.sticky_until,
        epoch=row.epoch,
        first_reply_at=row.first_reply_at,
        closed_at=row.closed_at,
        summary=row.summary,
        rating_comment=row.rating_comment,
        last_time=row.last_time,
    )


def live_interactions(storage: Storage) -> list[KeptInteraction]:
    """Every interaction that is not over, in order of arrival."""
    rows = storage.rows(
        select(interactions)
        .where(interactions.c.closed_at.is_(None))
        .order_by(interactions.c.arrived_at, interactions.c.id)
    )
    return [_interaction(row) for row in rows]


def interaction(storage: Storage, interaction_id: str) -> KeptInteraction | None:
    """The interaction with this id."""
    row = storage.row(select(interactions).where(interactions.c.id == interaction_id))
    return None if row is None else _interaction(row)


def move_interaction(storage: Storage, interaction_id: str, conversation_id: str) -> None:
    """It is part of another conversation from now on."""
    share_due.touch(storage, interaction_id)
    storage.execute(
        update(interactions)
        .where(interactions.c.id == interaction_id)
        .values(conversation_id=conversation_id)
    )


def last_answered(
    storage: Storage, *, customer_id: str = "", conversation_id: str = "", entry_point_id: str = ""
) -> KeptInteraction | None:
    """The newest interaction of a customer or conversation (by an entry point) that an agent had, or has.

    Of a call that went from hand to hand the one that stands for the whole.
    """
    aside = select(calls.c.id).where(calls.c.id == interactions.c.id, calls.c.role != "call")
    query = select(interactions).where(interactions.c.agent_id.is_not(None), ~aside.exists())
    if customer_id:
        query = query.where(interactions.c.customer_id == customer_id)
    if conversation_id:
        query = query.where(interactions.c.conversation_id == conversation_id)
    if entry_point_id:
        query = query.where(interactions.c.entry_point_id == entry_point_id)
    order = (interactions.c.arrived_at.desc(), interactions.c.id.desc())
    row = storage.row(query.order_by(*order).limit(1))
    return None if row is None else _interaction(row)


def hands_of(storage: Storage, conversation_id: str) -> list[tuple[str | None, str]]:
    """Who worked or works on a conversation, and for which queues; None for the agent while it waits."""
    mine = interactions.c.conversation_id == conversation_id
    now = storage.rows(select(interactions.c.agent_id, interactions.c.queue_id).where(mine))
    way = select(passages.c.agent_id, passages.c.queue_id)
    was = storage.rows(
        way.join(interactions, interactions.c.id == passages.c.interaction_id).where(mine)
    )
    return list(dict.fromkeys((row[0] or None, row[1]) for row in (*now, *was)))


# --- offers


class KeptOffer(Record, frozen=True):
    """An offer and its end. `outcome` is empty while it is pending."""

    offer: Offer
    agent_id: str
    ended_at: Millis | None = None
    outcome: str = ""
    reason: str = ""


def keep_offer(storage: Storage, kept: KeptOffer) -> None:
    """Insert or replace the offer."""
    offer = kept.offer
    storage.put(offers, (offer.interaction_id, offer.epoch), _offer_row, kept)


def _offer_row(kept: KeptOffer) -> Values:
    offer = kept.offer
    return (
        offer.interaction_id,
        offer.epoch,
        kept.agent_id,
        offer.offered_at,
        offer.expires_at,
        kept.ended_at,
        kept.outcome,
        kept.reason,
        as_json(offer.reasons),
    )


def pending_offers(storage: Storage) -> list[tuple[str, int, str]]:
    """(interaction, epoch, agent) of every offer that is not over, of interactions that are not over."""
    live = select(interactions.c.id).where(interactions.c.closed_at.is_(None))
    rows = storage.rows(
        select(offers.c.interaction_id, offers.c.epoch, offers.c.agent_id)
        .where(offers.c.interaction_id.in_(live), offers.c.outcome == "")
        .order_by(offers.c.interaction_id, offers.c.epoch)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def end_offer(
    storage: Storage, interaction_id: str, epoch: int, outcome: str, reason: str, now: Millis
) -> None:
    """End a pending offer of which only the key is at hand."""
    storage.execute(
        offers.update()
        .where(offers.c.interaction_id == interaction_id, offers.c.epoch == epoch)
        .values(outcome=outcome, reason=reason, ended_at=now)
    )


def turned_down_since(storage: Storage, since: Millis) -> list[tuple[str, str, Millis]]:
    """(interaction, agent, when) of offers that were declined or missed after `since`."""
    rows = storage.rows(
        select(offers.c.interaction_id, offers.c.agent_id, offers.c.ended_at)
        .join(interactions, interactions.c.id == offers.c.interaction_id)
        .where(
            interactions.c.state.in_(("queued", "offered")),
            offers.c.outcome.in_(("declined", "missed")),
            offers.c.ended_at > since,
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


# --- what was asked


def asked_before(
    storage: Storage, owner: str, command_id: str
) -> tuple[bytes, bytes | None] | None:
    """(digest of the body, answer) of a command that took effect."""
    found = storage.get(commands, (owner, command_id))
    return None if found is None else (found[2], found[3])


def look_ahead(storage: Storage, keys: Sequence[tuple[str, str]]) -> None:
    """Read in one go what `asked_before` will be asked of these, (owner, command) each, in the open transaction."""
    storage.look_ahead_by_key(commands, keys)


def keep_command(
    storage: Storage, owner: str, command_id: str, digest: bytes, answer: bytes | None, now: Millis
) -> None:
    """Remember a command that took effect."""
    row = (owner, command_id, digest, answer, now)
    storage.put(commands, (owner, command_id), tuple, row)


def forget_commands(storage: Storage, before: Millis) -> int:
    """Forget commands older than `before`; how many."""
    return storage.execute(delete(commands).where(commands.c.at < before)).rowcount
