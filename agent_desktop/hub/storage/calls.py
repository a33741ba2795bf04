"""Calls, their files and the audit: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from typing import Any, Literal

import msgspec
from sqlalchemy import and_, or_, select

from agent_desktop.hub.storage.call_tables import audit, calls, recordings
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import interactions
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record, new_id

Role = Literal["call", "part", "consult", "internal"]

_names = msgspec.json.Decoder(tuple[str, ...]).decode
_attachment = msgspec.json.Decoder(Attachment).decode


class KeptCall(Record, frozen=True):
    """What an interaction has to do with a call.

    The call itself has its id; a "part" is the wrap-up of an agent who left while the call went on; a "consult" asks
    for an agent beside the one who has it; an "internal" call of colleagues has neither interaction nor conversation.
    The rest is the call's own: `kept`: the customer has hung up and is to be
    called back, `not_before` nobody is offered that earlier. `consent`: what the caller said about recording (None:
    nobody asked). `talking`: the agent who has it speaks, or spoke, with the
    customer. `agent_id` spoke with the customer last, `answered_at` is when the first did
    (None again once it was told how long they spoke). `told`: the agents whose
    desks show the call now.
    """

    id: str
    role: Role
    call: str
    conversation_id: str
    number: str = ""
    language: str = "en"
    outbound: bool = False
    kept: bool = False
    attempts: int = 0
    answered_at: Millis | None = None
    agent_id: str = ""
    talking: bool = False
    told: tuple[str, ...] = ()
    over: bool = False
    not_before: Millis = 0
    consent: bool | None = None


def keep_call(storage: Storage, kept: KeptCall) -> None:
    """Insert or replace the row."""
    storage.put(calls, (kept.id,), _call_row, kept)


def _call_row(kept: KeptCall) -> Values:
    return (
        kept.id,
        kept.role,
        kept.call,
        kept.conversation_id,
        kept.number,
        kept.language,
        kept.outbound,
        kept.kept,
        kept.attempts,
        kept.answered_at,
        kept.agent_id,
        kept.talking,
        as_json(kept.told),
        kept.over,
        kept.not_before,
        kept.consent,
    )


def _call(row: Any) -> KeptCall:
    return KeptCall(
        id=row.id,
        role=row.role,
        call=row.call,
        conversation_id=row.conversation_id,
        number=row.number,
        language=row.language,
        outbound=bool(row.outbound),
        kept=bool(row.kept),
        attempts=row.attempts,
        answered_at=row.answered_at,
        agent_id=row.agent_id,
        talking=bool(row.talking),
        told=_names(row.told),
        over=bool(row.over),
        not_before=row.not_before,
        consent=None if row.consent is None else bool(row.consent),
    )


def live_calls(storage: Storage) -> list[KeptCall]:
    """The rows of calls that are not over, and of interactions that are not."""
    open_work = and_(interactions.c.id.is_not(None), interactions.c.closed_at.is_(None))
    rows = storage.rows(
        select(calls)
        .outerjoin(interactions, interactions.c.id == calls.c.id)
        .where(or_(calls.c.over.is_(False), open_work))
        .order_by(calls.c.id)
    )
    return [_call(row) for row in rows]


def call(storage: Storage, call_id: str) -> KeptCall | None:
    """The row of the interaction with this id."""
    row = storage.row(select(calls).where(calls.c.id == call_id))
    return None if row is None else _call(row)


# --- files


class KeptRecording(Record, frozen=True):
    """A file of a call. `done`: it stands in the conversation, or never will. `queue_id` is where a message goes;
    empty for a comment on a survey, which is nobody's work."""

    id: str
    call: str
    message: bool = False
    conversation_id: str = ""
    queue_id: str = ""
    length_ms: Millis = 0
    attachment: Attachment | None = None
    done: bool = False


def keep_recording(storage: Storage, kept: KeptRecording) -> None:
    """Insert or replace the row."""
    storage.put(recordings, (kept.id,), _recording_row, kept)


def _recording_row(kept: KeptRecording) -> Values:
    return (
        kept.id,
        kept.call,
        kept.message,
        kept.conversation_id,
        kept.queue_id,
        kept.length_ms,
        None if kept.attachment is None else as_json(kept.attachment),
        kept.done,
    )


def _recording(row: Any) -> KeptRecording:
    return KeptRecording(
        id=row.id,
        call=row.call,
        message=bool(row.message),
        conversation_id=row.conversation_id,
        queue_id=row.queue_id,
        length_ms=row.length_ms,
        attachment=None if row.attachment is None else _attachment(row.attachment),
        done=bool(row.done),
    )


def recording(storage: Storage, recording_id: str) -> KeptRecording | None:
    """The file with this id, as far as it is known."""
    row = storage.row(select(recordings).where(recordings.c.id == recording_id))
    return None if row is None else _recording(row)


def waiting_messages(storage: Storage) -> list[KeptRecording]:
    """Messages that callers left and whose files have not come."""
    rows = storage.rows(
        select(recordings)
        .where(
            recordings.c.done.is_(False), recordings.c.message, recordings.c.conversation_id != ""
        )
        .order_by(recordings.c.id)
    )
    return [_recording(row) for row in rows]


# --- who did what


def note_audit(
    storage: Storage, now: Millis, agent_id: str, what: str, call_id: str, detail: str
) -> None:
    """One more line of the audit."""
    storage.put(audit, (key := new_id(),), tuple, (key, now, agent_id, what, call_id, detail))


def audited(storage: Storage, call_id: str) -> list[tuple[Millis, str, str, str]]:
    """(when, agent, what, detail) of a call, oldest first."""
    rows = storage.rows(select(audit).where(audit.c.call == call_id).order_by(audit.c.at))
    return [(row.at, row.agent_id, row.what, row.detail) for row in rows]
