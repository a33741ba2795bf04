"""The replies machine: from the composer to the outbox and back.

Promises that a reply and the clearing of its draft are one transaction, and that a reply taken back stands in the
composer in the same turn in which it leaves the outbox. Refuses to send nothing, and to put words together that are for
different people: what cannot stand in the composer waits in the timeline, unsent.
"""

from agent_desktop.desk import apart, drafts, outbox, settings
from agent_desktop.desk.errands import Halt
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import DraftReplaced
from agent_desktop.model.commands import AddNote, AmendMessage, SendMessage
from agent_desktop.model.intents import Amend, SendReply, WriteNote


def reply(turn: Turn, intent: SendReply) -> None:
    """Send what the composer holds, or a template, to the customer, after the undo time."""
    if not (intent.text.strip() or intent.files or _passes_on(intent)):
        return
    command = SendMessage(
        client_id=intent.client_id,
        conversation_id=intent.conversation_id,
        channel=intent.channel,
        text=intent.text,
        route=intent.route,
        mail=intent.mail,
        answers=intent.answers,
        template=intent.template,
    )
    added = outbox.add(
        turn,
        intent.client_id,
        intent.conversation_id,
        command,
        files=intent.files,
        undo_ms=settings.undo_ms(turn.state),
    )
    if added and intent.template is None:
        drafts.clear(turn, intent.conversation_id, note=False)


def _passes_on(intent: SendReply) -> bool:
    """What is forwarded needs no words of one's own."""
    return intent.mail is not None and bool(intent.mail.forwards)


def note(turn: Turn, intent: WriteNote) -> None:
    """Keep what the composer holds as a note; the customer never sees it, so there is nothing to undo."""
    if not intent.text.strip():
        return
    command = AddNote(
        client_id=intent.client_id, conversation_id=intent.conversation_id, text=intent.text
    )
    if outbox.add(turn, intent.client_id, intent.conversation_id, command):
        drafts.clear(turn, intent.conversation_id, note=True)


def amend(turn: Turn, intent: Amend) -> None:
    """Let the backend change a message that is at its network; never lost, in a lane of the message's own."""
    command = AmendMessage(
        conversation_id=intent.conversation_id,
        message_id=intent.message_id,
        kind=intent.kind,
        text=intent.text,
    )
    outbox.add(turn, intent.client_id, f"message:{intent.message_id}", command)


def halted(turn: Turn, client_id: str) -> None:
    """The upload of its files was stopped, as the agent wished: it is taken back."""
    outbox.halted(turn, client_id)
    take_back(turn, client_id)


def take_back(turn: Turn, client_id: str) -> None:
    """Put an unsent reply back into the composer, or hold it where it stands; what may have been delivered stays."""
    row = outbox.movable(turn, client_id)
    if row is None:
        on_its_way = turn.state.outbox.get(client_id)
        if client_id in turn.state.flying and on_its_way is not None and on_its_way.files:
            turn.send(Halt(command_id=client_id))  # once it has stopped, it comes back
        return
    why = apart.from_draft(turn.state.drafts, row)
    if why is None:
        outbox.discard(turn, client_id)
        drafts.put_back(turn, row)
    else:
        outbox.hold(turn, row, why)
        # The composer waits for what comes back: nothing does, and it goes on with what it has.
        turn.notices.append(DraftReplaced(conversation_id=row.lane))
