"""What the desk in memory does with an intent.

Promises the order of the real desk: a draft is emptied together with the outbox row that carries its text, and what is
taken back stands before what is typed. Refuses what needs a backend.
"""

import msgspec

from agent_desktop.model.changes import (
    Change,
    ConversationShown,
    DraftReplaced,
    SettingShown,
    ThreadChanged,
)
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import (
    ChangeSetting,
    DiscardUnsent,
    EditUnsent,
    Intent,
    LoadOlder,
    OpenConversation,
    RetrySend,
    SendReply,
    UndoSend,
    WriteDraft,
    WriteNote,
)
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Delivery,
    Message,
    Note,
)
from tests.ui.fake_view import FakeView


def done(desk: FakeView, intent: Intent) -> list[Change]:
    """Do what the real desk does with `intent`; the changes it would publish."""
    match intent:
        case OpenConversation():
            desk.open_id = intent.conversation_id
            return [ConversationShown(conversation_id=intent.conversation_id)]
        case ChangeSetting():
            desk.settings[intent.name] = intent.value
            return [SettingShown(name=intent.name)]
        case WriteDraft():
            return _keep_draft(desk, intent)
        case SendReply() | WriteNote():
            return _send(desk, intent)
        case LoadOlder():
            thread = desk.threads[intent.conversation_id]
            if thread.complete:
                return []
            desk.threads[intent.conversation_id] = msgspec.structs.replace(thread, loading=True)
            return [ThreadChanged(conversation_id=intent.conversation_id, about=True)]
        case UndoSend() | EditUnsent():
            return _take_back(desk, intent.client_id, to_draft=True)
        case DiscardUnsent():
            return _take_back(desk, intent.client_id, to_draft=False)
        case RetrySend():
            return _retry(desk, intent.client_id)
    return []


def _keep_draft(desk: FakeView, intent: WriteDraft) -> list[Change]:
    key = (intent.conversation_id, intent.note)
    if not intent.text and not intent.files:
        desk.drafts.pop(key, None)
    else:
        desk.drafts[key] = Draft(
            conversation_id=intent.conversation_id,
            note=intent.note,
            text=intent.text,
            files=intent.files,
            channel=intent.channel,
            route=intent.route,
            mail=intent.mail,
            saved_at=desk.now_ms,
        )
    return [DraftReplaced(conversation_id=intent.conversation_id, note=intent.note, saved=True)]


def _send(desk: FakeView, intent: SendReply | WriteNote) -> list[Change]:
    author = Author(kind=AuthorKind.AGENT, id=desk.me.id, name=desk.me.name)
    offline = desk.link.state is not LinkState.LIVE
    item: Message | Note
    if isinstance(intent, SendReply):
        item = Message(
            id=intent.client_id,
            client_id=intent.client_id,
            conversation_id=intent.conversation_id,
            channel=intent.channel,
            route=intent.route,
            mail=intent.mail,
            author=author,
            text=intent.text,
            files=intent.files,
            sent_at=desk.now_ms,
            delivery=Delivery.QUEUED if offline else Delivery.UNDO,
        )
    else:
        item = Note(
            id=intent.client_id,
            client_id=intent.client_id,
            conversation_id=intent.conversation_id,
            author=author,
            text=intent.text,
            sent_at=desk.now_ms,
            delivery=Delivery.QUEUED,
        )
    desk.lines.setdefault(intent.conversation_id, []).append(item)
    desk.drafts.pop((intent.conversation_id, isinstance(intent, WriteNote)), None)
    return [
        ThreadChanged(conversation_id=intent.conversation_id, appended=1),
        DraftReplaced(conversation_id=intent.conversation_id, note=isinstance(intent, WriteNote)),
    ]


def _take_back(desk: FakeView, client_id: str, *, to_draft: bool) -> list[Change]:
    for conversation_id, lines in desk.lines.items():
        for at, item in enumerate(lines):
            if not isinstance(item, Message | Note) or item.client_id != client_id:
                continue
            del lines[at]
            changes: list[Change] = [ThreadChanged(conversation_id=conversation_id, reset=True)]
            if to_draft:
                note = isinstance(item, Note)
                typed = desk.drafts.get((conversation_id, note))
                texts = [item.text, typed.text if typed else ""]
                desk.drafts[conversation_id, note] = Draft(
                    conversation_id=conversation_id,
                    note=note,
                    text="\n".join(text for text in texts if text),
                    files=() if isinstance(item, Note) else item.files,
                    saved_at=desk.now_ms,
                )
                changes.append(DraftReplaced(conversation_id=conversation_id, note=note))
            return changes
    return []


def _retry(desk: FakeView, client_id: str) -> list[Change]:
    for conversation_id, lines in desk.lines.items():
        for at, item in enumerate(lines):
            if isinstance(item, Message | Note) and item.client_id == client_id:
                lines[at] = msgspec.structs.replace(item, delivery=Delivery.QUEUED, problem="")
                return [ThreadChanged(conversation_id=conversation_id, updated=(item.id,))]
    return []
