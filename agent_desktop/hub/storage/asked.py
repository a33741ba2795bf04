"""What customers are asked and what they answered: rows to records and back. In the open transaction.

Promises one row for each interaction, which only goes forward: due, then asked or not, then answered or refused.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from msgspec.structs import replace
from sqlalchemy import func, select

from agent_desktop.hub.storage import share_due
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.survey_tables import asked
from agent_desktop.hub.storage.tables import conversations
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel


class AskedState(StrEnum):
    """How far it is."""

    DUE = "due"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    REFUSED = "refused"
    """They were asked, and do not want to be asked again."""


class Asked(Record, frozen=True):
    """A question to a customer about one interaction.

    `address` is where the question went, in its one spelling; empty in a chat and by telephone. `why` it was not asked
    is a word of `centre.surveying`. An answer counts until `until_at` (None by telephone: as long as the call lasts),
    and from `low` downwards alerts the leads. `message_id` is the question in the conversation. A refusal counts until
    `lifted_at`: the customer may be asked again.
    """

    interaction_id: str
    survey_id: str
    kind: SurveyKind
    conversation_id: str
    agent_id: str
    queue_id: str
    channel: Channel
    entry_point_id: str
    address: str = ""
    low: int | None = None
    state: AskedState = AskedState.DUE
    why: str = ""
    due_at: Millis = 0
    asked_at: Millis | None = None
    until_at: Millis | None = None
    message_id: str = ""
    score: int | None = None
    comment: str = ""
    answered_at: Millis | None = None
    lifted_at: Millis | None = None


def keep_asked(storage: Storage, one: Asked) -> None:
    """Keep it as it is now."""
    storage.put(asked, (one.interaction_id,), _values, one)
    if one.asked_at is not None:
        share_due.touch(storage, one.interaction_id)


def keep_lost(storage: Storage, message: Message) -> None:
    """A message did not reach its customer. Where it was a question, that was not asked."""
    one = asked_about(storage, message.interaction_id) if message.interaction_id else None
    if one is None or one.message_id != message.id or one.state is not AskedState.ASKED:
        return
    lost = replace(one, state=AskedState.NOT_ASKED, why="undelivered", asked_at=None)
    keep_asked(storage, lost)
    share_due.touch(storage, one.interaction_id)


def _values(one: Asked) -> tuple[object, ...]:
    return (
        one.interaction_id,
        one.survey_id,
        one.kind.value,
        one.conversation_id,
        one.agent_id,
        one.queue_id,
        one.channel.value,
        one.entry_point_id,
        one.address,
        one.low,
        one.state.value,
        one.why,
        one.due_at,
        one.asked_at,
        one.until_at,
        one.message_id,
        one.score,
        one.comment,
        one.answered_at,
        one.lifted_at,
    )


def _record(row: Sequence[Any]) -> Asked:
    return Asked(
        interaction_id=row[0],
        survey_id=row[1],
        kind=SurveyKind(row[2]),
        conversation_id=row[3],
        agent_id=row[4],
        queue_id=row[5],
        channel=Channel(row[6]),
        entry_point_id=row[7],
        address=row[8],
        low=row[9],
        state=AskedState(row[10]),
        why=row[11],
        due_at=row[12],
        asked_at=row[13],
        until_at=row[14],
        message_id=row[15],
        score=row[16],
        comment=row[17],
        answered_at=row[18],
        lifted_at=row[19],
    )


def asked_about(storage: Storage, interaction_id: str) -> Asked | None:
    """What is asked about an interaction."""
    row = storage.get(asked, (interaction_id,))
    return None if row is None else _record(row)


def all_due(storage: Storage) -> list[Asked]:
    """Every question that is still to be asked."""
    query = select(asked).where(asked.c.state == AskedState.DUE.value).order_by(asked.c.due_at)
    return [_record(row) for row in storage.rows(query)]


def last_asked_at(storage: Storage, customer_id: str) -> Millis | None:
    """When a customer was asked last, in any conversation that is theirs now."""
    theirs = select(conversations.c.id).where(conversations.c.customer_id == customer_id)
    query = select(func.max(asked.c.asked_at)).where(asked.c.conversation_id.in_(theirs))
    found: Millis | None = storage.rows(query)[0][0]
    return found


def refusals(storage: Storage, customer_id: str) -> list[Asked]:
    """Where a customer said that they do not want to be asked, in any conversation that is theirs now, the newest
    first; without what was taken back."""
    theirs = select(conversations.c.id).where(conversations.c.customer_id == customer_id)
    query = select(asked).where(
        asked.c.conversation_id.in_(theirs),
        asked.c.state == AskedState.REFUSED.value,
        asked.c.lifted_at.is_(None),
    )
    return [_record(row) for row in storage.rows(query.order_by(asked.c.answered_at.desc()))]


def last_asked_by(storage: Storage, entry_point_id: str, address: str) -> Asked | None:
    """What somebody was asked last by this way."""
    query = (
        select(asked)
        .where(
            asked.c.entry_point_id == entry_point_id,
            asked.c.address == address,
            asked.c.asked_at.is_not(None),
        )
        .order_by(asked.c.asked_at.desc(), asked.c.interaction_id)
        .limit(1)
    )
    row = storage.row(query)
    return None if row is None else _record(row)
