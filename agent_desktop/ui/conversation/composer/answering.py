"""What a mail answers or passes on: to whom it then goes, under which subject, and what stands above the quote. Pure.

Promises that an answer to all goes to everybody of that mail but ourselves, each once; that a mail which is passed on
goes to nobody by itself. Words are the program's language, dates its own.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale

from agent_desktop.model.base import Millis
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.timeline import Message
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.people import Person, ours, person_of, without
from agent_desktop.ui.kit.format import local, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_PREFIX = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|antw|odp|sv|vs)\s*:\s*)+", re.I)


class Copies(NamedTuple):
    """Who gets an answer beside the customer."""

    to: tuple[Person, ...]
    cc: tuple[Person, ...]


def answered(items: Sequence[object], way: ReplyWay | None, message_id: str) -> Message | None:
    """The mail that a reply by this way answers: the one that was chosen, else the customer's newest by it."""
    for item in reversed(items):
        if not isinstance(item, Message) or item.deleted or not item.seq:
            continue
        if message_id:
            if item.id == message_id:
                return item
        elif item.incoming and way is not None and item.route == way.route:
            return item
    return None


def for_all(mail: Message, way: ReplyWay) -> Copies:
    """Everybody of that mail, without us and without the customer to whom it goes anyway."""
    head = mail.mail or MailHead()
    to = without(
        _others((head.sender, *head.to) if mail.incoming else head.to, way), way.route.address
    )
    cc = without(_others(head.cc, way), way.route.address, *(one.address for one in to))
    return Copies(to, cc)


def _others(people: Iterable[str], way: ReplyWay) -> list[Person]:
    found = map(person_of, people)
    return [one for one in found if one.good and not ours(one.address, way.ours)]


def reply_subject(subject: str) -> str:
    """The subject of a reply: with one "Re:" before it (RFC 5322 section 3.6.5)."""
    words = subject.strip()
    return words if not words or words[:3].casefold() == "re:" else f"Re: {words}"


def forward_subject(subject: str) -> str:
    """The subject of a mail that passes one on."""
    return f"Fwd: {_PREFIX.sub('', subject, count=1).strip()}".strip()


def wrote(mail: Message, zone: tzinfo | None = None) -> str:
    """The line above what a reply repeats."""
    name = single_line(mail.author.name or mail.route.address, 120)
    return tr(
        "On {date} at {time}, {name} wrote:",
        date=_date(mail.sent_at, zone),
        time=time_of_day(mail.sent_at, zone=zone),
        name=name,
    )


def heading(mail: Message, zone: tzinfo | None = None) -> str:
    """The lines above a mail that is passed on."""
    head = mail.mail or MailHead()
    sender = head.sender or " ".join(filter(None, (mail.author.name, f"<{mail.route.address}>")))
    when = f"{_date(mail.sent_at, zone)} {time_of_day(mail.sent_at, zone=zone)}"
    lines = [
        tr("Forwarded message"),
        tr("From: {name}", name=single_line(sender, 200)),
        tr("Date: {date}", date=when),
    ]
    if head.subject:
        lines.append(tr("Subject: {subject}", subject=single_line(head.subject, 300)))
    if head.to:
        lines.append(tr("To: {name}", name=single_line(", ".join(head.to), 300)))
    return "\n".join(lines)


def _date(at: Millis, zone: tzinfo | None) -> str:
    day = local(at, zone).date()
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("ddd d MMM yyyy"))


def earlier(items: Sequence[object]) -> bool:
    """Whether anything was said before a first mail, which then goes along."""
    return any(isinstance(item, Message) and item.text and not item.deleted for item in items)
