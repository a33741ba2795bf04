"""The machine of a formatted mail's pictures: those that came with it, and those from elsewhere, which are asked for.

Promises that nothing from elsewhere is fetched unless the agent asked for this mail, or for all mails of its sender;
that pictures are bounded in number and size; that what comes for another mail changes nothing. What a sender is, is the
address that the mail names. Refuses to decode: bytes stay bytes.
"""

import re
from html import unescape
from typing import Final

from msgspec.structs import replace

from agent_desktop.desk.errands import FetchPicture, ReadPicture
from agent_desktop.desk.items import PictureRead
from agent_desktop.desk.shown_mail import FormattedMail, MailPicture
from agent_desktop.desk.turn import Turn
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.intents import ForgetPictures, ShowPictures
from agent_desktop.model.settings import MAIL_PICTURES

LARGEST: Final = 5 * 1024 * 1024
ALL_TOGETHER: Final = 40 * 1024 * 1024
"""Bytes of one picture, and of all pictures of a mail."""
MOST: Final = 60
"""Pictures of each sort in one mail."""
MOST_SENDERS: Final = 500
_LONGEST_URL: Final = 2_000

_SOURCE: Final = re.compile(r"<img\b[^<>]{0,4000}?\ssrc=\"([^\"<>]{1,4000})\"", re.IGNORECASE)
_OWN: Final = "attachment:"


def sources(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the pictures of cleaned HTML are called: those that came with the mail, and those from elsewhere."""
    found = list(dict.fromkeys(unescape(one[1]) for one in _SOURCE.finditer(html)))
    own = tuple(one for one in found if one.startswith(_OWN))
    remote = (one for one in found if one[:8].lower() == "https://" and len(one) <= _LONGEST_URL)
    return own[:MOST], tuple(remote)[:MOST]


def senders(kept: str) -> tuple[str, ...]:
    """The addresses whose pictures are always shown, as the setting keeps them: one a line."""
    return tuple(one for one in kept.split("\n") if one)


def came(turn: Turn, mail: FormattedMail, files: tuple[Attachment, ...]) -> FormattedMail:
    """The HTML is here: fetch what came with the mail, and the rest if its sender is trusted."""
    own, remote = sources(mail.html or "")
    by_name = {_OWN + one.id: one for one in files}
    wanted = [one for one in own if one in by_name and _good(by_name[one])]
    for source in wanted:
        turn.send(
            ReadPicture(mail_id=mail.attachment_id, source=source, attachment=by_name[source])
        )
    trusted = bool(mail.sender) and mail.sender in senders(
        turn.state.settings.get(MAIL_PICTURES, "")
    )
    mail = replace(mail, remote=len(remote), trusted=trusted, coming=len(wanted))
    return _fetch(turn, mail) if trusted or mail.asked else mail


def show(turn: Turn, intent: ShowPictures) -> None:
    """Fetch the pictures of the mail that is shown, and from now on all of its sender's."""
    mail = turn.state.formatted
    if mail is None or mail.attachment_id != intent.attachment_id:
        return
    if intent.always and mail.sender:
        kept = senders(turn.state.settings.get(MAIL_PICTURES, ""))
        kept = (*(one for one in kept if one != mail.sender), mail.sender)[-MOST_SENDERS:]
        turn.keep_setting(MAIL_PICTURES, "\n".join(kept))
        mail = replace(mail, trusted=True)
    if mail.html is None:
        mail = replace(mail, asked=True)  # they are fetched when it comes
    turn.state.formatted = mail if mail.asked else _fetch(turn, mail)


def forget(turn: Turn, intent: ForgetPictures) -> None:
    """Show the pictures of this sender only when asked again."""
    kept = senders(turn.state.settings.get(MAIL_PICTURES, ""))
    turn.keep_setting(MAIL_PICTURES, "\n".join(one for one in kept if one != intent.sender))
    mail = turn.state.formatted
    if mail is not None and mail.sender == intent.sender:
        turn.state.formatted = replace(mail, trusted=False)


def read(turn: Turn, answer: PictureRead) -> None:
    """A picture came, or there is none."""
    mail = turn.state.formatted
    if mail is None or mail.attachment_id != answer.mail_id:
        return
    data = answer.data
    size = sum(len(one.data) for one in mail.pictures) + len(data)
    pictures = mail.pictures
    if data and len(data) <= LARGEST and size <= ALL_TOGETHER:
        pictures = (*pictures, MailPicture(source=answer.source, data=data))
    turn.state.formatted = replace(mail, pictures=pictures, coming=max(0, mail.coming - 1))


def _good(attachment: Attachment) -> bool:
    return attachment.media_type.startswith("image/") and attachment.size <= LARGEST


def _fetch(turn: Turn, mail: FormattedMail) -> FormattedMail:
    remote = sources(mail.html or "")[1]
    for source in remote:
        turn.send(FetchPicture(mail_id=mail.attachment_id, url=source))
    return replace(mail, asked=True, coming=mail.coming + len(remote))
