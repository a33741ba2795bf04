"""A message of ours once more in the composer: its words where it was refused, its places where it is a template.

Promises that it goes by the way by which it went, and that words for other people stay out of it. Refuses to send.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from agent_desktop.model import rich_lines
from agent_desktop.model.timeline import Message
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.ui.conversation.composer.composer import Composer


def write_again(composer: "Composer", message: Message) -> None:
    """Put the words of a message before what is typed, to go by the same way."""
    composer.set_note(False)
    typed, looks = composer.formatting.text(), composer.formatting.html()
    passed_on = message.mail.forwards if message.mail is not None else ""
    if (typed or composer.mailing.forwards) and composer.mailing.forwards != passed_on:
        composer.say(tr("What you are writing is for others. Send or clear that first."))
        return
    composer.ways.choose(ReplyWay(channel=message.channel, route=message.route))
    if message.mail is not None and message.channel is Channel.EMAIL:
        composer.mailing.resume(message.mail, message.answers)
    html = message.mail.rich if message.mail else ""
    if typed and (html or looks):
        html = rich_lines.joined(message.text, html, typed, looks)
    composer.formatting.put(f"{message.text}\n{typed}" if typed else message.text, html)
    composer.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def fill_again(composer: "Composer", message: Message) -> None:
    """Open an unsent template with what stands in its places."""
    composer.set_note(False)
    composer.ways.choose(ReplyWay(channel=message.channel, route=message.route))
    if not composer.approving.edit(message):
        composer.say(tr("This template cannot be changed now. Send it again or discard it."))
