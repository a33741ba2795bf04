"""The drafts machine: what is typed and not sent.

Promises that what was typed is in memory at once and in the store within 300 ms and before anything else that the
agent does; that a draft is cleared only together with the outbox row that carries its text. Refuses to lose a draft to
a store that is full: it stays unsaved and is tried again.
"""

from msgspec.structs import replace

from agent_desktop.desk.state import DraftKey, State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import DraftReplaced
from agent_desktop.model.commands import AddNote, Draft, OutboxItem, SendMessage
from agent_desktop.model.intents import WriteDraft
from agent_desktop.model.timeline import LocalFile

SAVED_EVERY_MS = 300


def write(turn: Turn, intent: WriteDraft) -> None:
    """The composer holds this now."""
    key = (intent.conversation_id, intent.note)
    known = turn.state.drafts.get(key)
    if known is None and not intent.text and not intent.files:
        return
    draft = Draft(
        conversation_id=intent.conversation_id,
        note=intent.note,
        text=intent.text,
        saved_at=known.saved_at if known is not None else 0,
        files=intent.files,
        channel=intent.channel,
        route=intent.route,
        mail=intent.mail,
        answers=intent.answers,
    )
    if draft != known:
        turn.state.drafts = put(turn.state.drafts, key, draft)
        turn.state.unsaved |= {key}


def tick(turn: Turn) -> None:
    """Save the drafts whose time has come."""
    for key in sorted(turn.state.unsaved):
        if _due(turn.state, key, turn.now) <= turn.now:
            _save(turn, key)


def flush(turn: Turn) -> None:
    """Save every draft now."""
    for key in sorted(turn.state.unsaved):
        _save(turn, key)


def due(state: State, now: Millis) -> Millis | None:
    """When the next draft must be saved."""
    return min((_due(state, key, now) for key in state.unsaved), default=None)


def _due(state: State, key: DraftKey, now: Millis) -> Millis:
    saved_at = state.drafts[key].saved_at
    return saved_at + SAVED_EVERY_MS if saved_at <= now else now


def _save(turn: Turn, key: DraftKey) -> None:
    draft = replace(turn.state.drafts[key], saved_at=turn.now)
    turn.drafts[key] = draft
    turn.state.unsaved -= {key}
    if draft.text or draft.files:
        turn.state.drafts = put(turn.state.drafts, key, draft)
    else:
        turn.state.drafts = without(turn.state.drafts, key)
    turn.notices.append(DraftReplaced(conversation_id=key[0], note=key[1], saved=True))


def clear(turn: Turn, conversation_id: str, *, note: bool) -> None:
    """Its text is in the outbox now, in the same transaction."""
    key = (conversation_id, note)
    turn.state.drafts = without(turn.state.drafts, key)
    turn.state.unsaved -= {key}
    turn.drafts[key] = Draft(conversation_id=conversation_id, note=note, text="", saved_at=turn.now)
    turn.notices.append(DraftReplaced(conversation_id=conversation_id, note=note))


def put_back(turn: Turn, row: OutboxItem) -> None:
    """An unsent reply returns to the composer, before whatever is being typed there."""
    command = row.command
    if not isinstance(command, SendMessage | AddNote):
        return
    reply = command if isinstance(command, SendMessage) else None
    note = reply is None
    key = (command.conversation_id, note)
    typed = turn.state.drafts.get(key)
    files: tuple[LocalFile, ...] = row.files
    text = command.text
    if typed is not None:
        text = f"{text}\n{typed.text}" if text and typed.text else text or typed.text
        files = (*files, *(one for one in typed.files if one not in files))
    draft = Draft(
        conversation_id=command.conversation_id,
        note=note,
        text=text,
        saved_at=turn.now,
        files=files,
    )
    if reply is not None:
        draft = replace(
            draft,
            channel=reply.channel,
            route=reply.route,
            mail=reply.mail,
            answers=reply.answers,
        )
    turn.state.drafts = put(turn.state.drafts, key, draft)
    turn.state.unsaved -= {key}
    turn.drafts[key] = draft
    turn.notices.append(DraftReplaced(conversation_id=command.conversation_id, note=note))
