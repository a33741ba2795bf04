"""The machine of formatted mails: one at a time is fetched when the agent asks for it, and kept until the next.

Promises that an answer about a mail which nobody waits for any more changes nothing. Refuses what is too large to be
shown, and to fetch without a click.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.desk import mail_pictures
from agent_desktop.desk.errands import ReadFormatted
from agent_desktop.desk.items import FormattedRead
from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.desk.turn import Turn
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import ShowFormatted, ShowPictures
from agent_desktop.model.mail_people import address_of

LARGEST: Final = 4 * 1024 * 1024
"""Bytes; the hub cleans nothing larger."""

TOO_LARGE: Final = Problem(
    code="refused",
    message="This mail is too large to be shown here.",
    remedy="Save the original mail, and open it with another program.",
)


def show(turn: Turn, intent: ShowFormatted) -> None:
    """Fetch a formatted mail, unless it is there or on its way."""
    wanted, now = intent.attachment, turn.state.formatted
    if now is None or now.attachment_id != wanted.id or now.problem is not None:
        too_large = wanted.size > LARGEST
        problem = TOO_LARGE if too_large else None
        sender = address_of(intent.sender).lower()
        turn.state.formatted = FormattedMail(
            attachment_id=wanted.id, problem=problem, sender=sender, asked=intent.pictures
        )
        if not too_large:
            turn.send(ReadFormatted(attachment=wanted, files=intent.files))
    elif intent.pictures:
        mail_pictures.show(turn, ShowPictures(attachment_id=wanted.id))


def read(turn: Turn, answer: FormattedRead) -> None:
    """It came, or could not be had."""
    now = turn.state.formatted
    if now is not None and now.attachment_id == answer.attachment.id:
        mail = replace(now, html=answer.html, problem=answer.problem)
        turn.state.formatted = mail_pictures.came(turn, mail, answer.files)
