"""The replies machine: from the composer to the outbox and back.

Promises that a reply and the clearing of its draft are one transaction, and that a reply taken back stands in the
composer in the same turn in which it leaves the outbox. Refuses to send nothing.
"""

from agent_desktop.desk import drafts, outbox, settings
from agent_desktop.desk.turn import Turn
from agent_desktop.model.commands import AddNote, SendMessage
from agent_desktop.model.intents import SendReply, WriteNote


def reply(turn: Turn, intent: SendReply) -> None:
    """Send what the composer holds to the customer, after the undo time."""
    if not intent.text.strip() and not intent.files:
        return
    command = SendMessage(
        client_id=intent.client_id,
        conversation_id=intent.conversation_id,
        channel=intent.channel,
        text=intent.text,
        route=intent.route,
        mail=intent.mail,
        answers=intent.answers,
    )
    if outbox.add(
        turn,
        intent.client_id,
        intent.conversation_id,
        command,
        files=intent.files,
        undo_ms=settings.undo_ms(turn.state),
    ):
        drafts.clear(turn, intent.conversation_id, note=False)


def note(turn: Turn, intent: WriteNote) -> None:
    """Keep what the composer holds as a note; the customer never sees it, so there is nothing to undo."""
    if not intent.text.strip():
        return
    command = AddNote(
        client_id=intent.client_id, conversation_id=intent.conversation_id, text=intent.text
    )
    if outbox.add(turn, intent.client_id, intent.conversation_id, command):
        drafts.clear(turn, intent.conversation_id, note=True)


def take_back(turn: Turn, client_id: str) -> None:
    """Put an unsent reply back into the composer; one that may have been delivered stays where it is."""
    row = outbox.movable(turn, client_id)
    if row is not None:
        outbox.discard(turn, client_id)
        drafts.put_back(turn, row)
