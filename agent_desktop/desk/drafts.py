"""The drafts machine: what is typed and not sent.

Promises that what was typed is in memory at once and in the store within 300 ms and before anything else that the
agent does; that a draft is cleared only together with the outbox row that carries its text; that drafts which meet are
joined only where the same people would read them. Refuses to lose a draft to a store that is full: it stays unsaved and
is tried again.
"""

from msgspec.structs import replace

from agent_desktop.desk.state import DraftKey, State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import DraftReplaced, Notice, NoticeKind
from agent_desktop.model.commands import AddNote, Draft, OutboxItem, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import WriteDraft

SAVED_EVERY_MS = 300
_APART = Problem(
    code="set_apart",
    message="What you were writing in the merged conversation was for other readers.",
    remedy="It stands in the note here, which your team alone reads.",
)


def write(turn: Turn, intent: WriteDraft) -> None:
    """The composer holds this now."""
    key = (intent.conversation_id, intent.note)
    known = turn.state.drafts.get(key)
    if known is None and not holds(intent):
        return
    conversation = turn.conversation(intent.conversation_id)
    into = "" if conversation is None else conversation.joined_into
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
    if into:
        move(turn, intent.conversation_id, into, late=True)


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


def holds(draft: Draft | WriteDraft) -> bool:
    """Whether there is anything in it. A mail that forwards something is one without a word of its own."""
    forwards = draft.mail is not None and draft.mail.forwards
    return bool(draft.text or draft.files or forwards)


def _save(turn: Turn, key: DraftKey) -> None:
    draft = replace(turn.state.drafts[key], saved_at=turn.now)
    turn.drafts[key] = draft
    turn.state.unsaved -= {key}
    if holds(draft):
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


def move(turn: Turn, from_id: str, to_id: str, *, late: bool = False) -> None:
    """What was being typed in a conversation goes on in the one into which it was merged, after what stands there; as a
    note, where others would read that. `late`: letters that were typed while the two were merged."""
    for note in (False, True):
        typed = turn.state.drafts.get((from_id, note))
        if typed is None:
            continue
        there = turn.state.drafts.get((to_id, note))
        draft = replace(typed, conversation_id=to_id)
        if there is not None and holds(there) and _readers(there) != _readers(draft):
            _set_apart(turn, draft, late=late)
            turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=_APART))
        else:
            _keep(turn, draft if there is None else _joined(there, draft, late=late))
        clear(turn, from_id, note=note)


def _keep(turn: Turn, draft: Draft) -> None:
    """It stands in the composer from now on, and is saved."""
    draft = replace(draft, saved_at=turn.now)
    key = (draft.conversation_id, draft.note)
    turn.state.drafts = put(turn.state.drafts, key, draft)
    turn.state.unsaved -= {key}
    turn.drafts[key] = draft
    turn.notices.append(DraftReplaced(conversation_id=draft.conversation_id, note=draft.note))


def _readers(draft: Draft) -> tuple[object, ...]:
    """Who reads it beside the customer, or instead."""
    mail = draft.mail
    if draft.note or mail is None:
        return draft.note, draft.route.public, frozenset(), False
    others = frozenset((*mail.to, *mail.cc, *mail.bcc)) - {draft.route.address}
    return draft.note, draft.route.public, others, bool(mail.forwards)


def _joined(first: Draft, then: Draft, *, late: bool = False) -> Draft:
    """One after the other, by the way of the first; as plain text, which both have. `late`: the second is the last part
    of the first, typed on."""
    text = "\n".join(part for part in (first.text, then.text) if part)
    if late:
        text = _typed_on(first.text, then.text)
    files = (*first.files, *(one for one in then.files if one not in first.files))
    mail = first.mail
    if mail is not None and then.text:
        mail = replace(mail, rich="", marks=())
    return replace(first, text=text, files=files, mail=mail)


def _typed_on(first: str, then: str) -> str:
    """The first with its last lines as they are in the second; both, where the second does not go on with them."""
    lines = first.split("\n")
    for at in range(len(lines)):
        last = "\n".join(lines[at:])
        if last and then.startswith(last):
            return "\n".join((*lines[:at], then))
    return f"{first}\n{then}"


def _set_apart(turn: Turn, draft: Draft, *, late: bool) -> None:
    """It becomes a part of the note, which the team alone reads."""
    note = Draft(
        conversation_id=draft.conversation_id,
        note=True,
        text=draft.text,
        saved_at=turn.now,
        files=draft.files,
    )
    there = turn.state.drafts.get((draft.conversation_id, True))
    _keep(turn, note if there is None else _joined(there, note, late=late))


def put_back(turn: Turn, row: OutboxItem) -> None:
    """An unsent reply returns to the composer, before whatever is being typed there; `apart` says where it may."""
    command = row.command
    if not isinstance(command, SendMessage | AddNote):
        return
    reply = command if isinstance(command, SendMessage) else None
    note = reply is None
    key = (command.conversation_id, note)
    typed = turn.state.drafts.get(key)
    draft = Draft(
        conversation_id=command.conversation_id,
        note=note,
        text=command.text,
        saved_at=turn.now,
        files=row.files,
    )
    if reply is not None:
        draft = replace(
            draft,
            channel=reply.channel,
            route=reply.route,
            mail=reply.mail,
            answers=reply.answers,
        )
    _keep(turn, draft if typed is None else _joined(draft, typed))
