"""The bytes of a mail as what people need of it: who, what about, text, formatted text, files, what it answers.

Promises an answer for all bytes, within bounds of time and memory that grow with the mail's size alone; where one
thing cannot be read, the rest is. `arrived` and `receipts` make the hub's news of it. No file is touched here, and
nothing is looked up.
"""

import hashlib
import html as markup
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.hub.channels.email import automatic as machines
from agent_desktop.hub.channels.email.bodies import Bodies, chosen
from agent_desktop.hub.channels.email.cards import (
    calendar_lines,
    card_lines,
    is_calendar,
    is_card,
)
from agent_desktop.hub.channels.email.charsets import decoded
from agent_desktop.hub.channels.email.cleaning import MAX_HTML, clean
from agent_desktop.hub.channels.email.decoding import BLOCK
from agent_desktop.hub.channels.email.flowed import unflowed
from agent_desktop.hub.channels.email.headers import Headers, message_ids, moment, people
from agent_desktop.hub.channels.email.html_text import crude_text_of, text_of
from agent_desktop.hub.channels.email.mime import Part, parsed
from agent_desktop.hub.channels.email.names import safe_name
from agent_desktop.hub.channels.email.quoting import Trimmed, trimmed
from agent_desktop.hub.channels.email.received import Raw
from agent_desktop.hub.channels.email.threading import answers, is_ours, token
from agent_desktop.hub.written.records import Arrived, Receipt
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.mail_heads import Automatic, MailHead, TextMark
from agent_desktop.model.mail_people import written
from agent_desktop.model.people import Address, AddressKind

#: Letters of text, of quotes and files that are kept of one mail; its original is kept whole.
MAX_TEXT: Final = 100_000
MAX_FILES: Final = 100
_DAY: Final[Millis] = 86_400_000


@dataclass(frozen=True)
class MailFile:
    """One file of a mail, its name safe to show. `content_id` is how the mail's own HTML calls it.

    Its bytes are decoded when they are asked for, of the mail that it was read of.
    """

    name: str
    part: Part
    raw: Raw
    content_id: str = ""

    @property
    def length(self) -> int:
        """How many bytes it takes in the mail, which are never fewer than its own."""
        return self.part.length

    @property
    def data(self) -> bytes:
        """All its bytes."""
        return self.part.body(self.raw)

    def pieces(self) -> Iterator[bytes]:
        """The same piece by piece, for large ones."""
        return self.part.pieces(self.raw)


@dataclass(frozen=True)
class ReadMail:
    """A mail, read. People are (name, address) pairs; `html` is as it came: `cleaning.clean` makes it harmless.

    `identity` is its Message-ID, or one made of its bytes. `address` is to whom an answer goes. `own`: it is a letter
    of this mailbox that came back to it.
    """

    identity: str
    sender: tuple[str, str]
    address: tuple[str, str]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    sent_at: Millis | None
    text: str
    quoted: str
    html: str
    files: tuple[MailFile, ...]
    answers: tuple[str, ...]
    token: str
    automatic: Automatic
    reports: tuple[machines.Report, ...]
    language: str
    own: bool
    gaps: tuple[Gap, ...]


def read(raw: Raw, ours: Sequence[str] = ()) -> ReadMail:
    """A mail of these bytes. `ours` are the addresses of the mailbox that it came to."""
    root = parsed(raw)
    headers = root.headers
    bodies = chosen(root)
    ids = message_ids(headers.get("message-id"))
    identity = ids[0] if ids else f"{_digest(raw)}@no-message-id"
    kind = machines.automatic(root)
    sender, address = _writer(headers, kind, ours)
    files = _files(bodies, raw)
    text = trimmed(_text(bodies, raw), ours)
    lines = [text.text, *_cards(bodies, raw)]
    return ReadMail(
        identity=identity,
        sender=sender,
        address=address,
        to=tuple(written(*pair) for pair in people(headers.get("to"))),
        cc=tuple(written(*pair) for pair in people(headers.get("cc"))),
        subject=headers.text("subject")[:1000],
        sent_at=moment(headers.get("date")),
        text="\n\n".join(line for line in lines if line)[:MAX_TEXT],
        quoted=text.quoted[:MAX_TEXT],
        html=_html(bodies, raw),
        files=files,
        answers=answers(headers),
        token=token(headers, ours),
        automatic=kind,
        reports=tuple(machines.reports(root, raw)) if kind is Automatic.BOUNCE else (),
        language=_language(headers),
        own=is_ours(identity, ours) and sender[1].lower() in {each.lower() for each in ours},
        gaps=_gaps(root, bodies, text),
    )


def receipts(mail: ReadMail, ours: Sequence[str], now: Millis) -> list[Receipt]:
    """What a report says of letters of ours; a mail that gives any is not a message itself."""
    return [
        Receipt(remote_id=one.message_id, delivery=one.delivery, at=now, problem=one.problem)
        for one in mail.reports
        if is_ours(one.message_id, ours)
    ]


def arrived(
    mail: ReadMail,
    received_at: Millis,
    files: Sequence[Attachment] = (),
    html: Attachment | None = None,
    original: Attachment | None = None,
    *,
    remote: bool = False,
    marks: tuple[TextMark, ...] = (),
) -> Arrived:
    """The news of a mail whose files were kept. `received_at` is the server's time: a Date far from it is a lie."""
    sent_at = mail.sent_at
    if sent_at is None or not received_at - 30 * _DAY <= sent_at <= received_at + _DAY // 24:
        sent_at = received_at
    name, address = mail.address
    revealed = {"name": name, "language": mail.language}
    return Arrived(
        remote_id=mail.identity,
        address=Address(kind=AddressKind.EMAIL, value=address.lower()),
        name=name,
        text=mail.text,
        subject=mail.subject,
        sent_at=sent_at,
        attachments=tuple(file.id for file in files),
        answers=mail.answers,
        token=mail.token,
        mail=MailHead(
            sender=written(*mail.sender),
            to=mail.to,
            cc=mail.cc,
            subject=mail.subject,
            html=html,
            original=original,
            quoted=mail.quoted,
            marks=marks,
            remote=remote,
            automatic=mail.automatic,
        ),
        gaps=mail.gaps,
        revealed={key: value for key, value in revealed.items() if value},
    )


def cleaned_html(mail: ReadMail, pictures: Mapping[str, str]) -> tuple[bytes, bool]:
    """The formatted text made harmless, and whether pictures are elsewhere; empty where there is none."""
    if not mail.html:
        return b"", False
    found = clean(mail.html, pictures, elsewhere=True)
    return found.html.encode(), found.remote


def _writer(
    headers: Headers, kind: Automatic, ours: Sequence[str]
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Who wrote, and who is answered: Reply-To where it names one stranger. A list puts itself there."""
    own = {address.lower() for address in ours}
    senders = people(headers.get("from")) or people(headers.get("sender"))
    senders = senders or people(headers.get("return-path")) or [("", "")]
    sender = senders[0]
    replies = [pair for pair in people(headers.get("reply-to")) if pair[1].lower() not in own]
    if len(replies) != 1 or kind is Automatic.LIST:
        return sender, sender
    name, address = replies[0]
    # A list or a form that writes in somebody's name keeps the name and changes the address.
    return sender, (name or (sender[0] if sender[1].lower() not in own else ""), address)


def _text(bodies: Bodies, raw: Raw) -> str:
    pieces = []
    left = MAX_TEXT * 4
    for part in bodies.text:
        if left <= 0:
            break
        piece = decoded(part.body(raw, MAX_HTML * 2), part.charset)
        if part.media == "text/html":
            found = clean(piece).html
            piece = text_of(found) if found or len(piece) < 1000 else crude_text_of(piece)
        elif part.parameters.get("format", "").lower() == "flowed":
            piece = unflowed(piece, part.parameters.get("delsp", "").lower() == "yes")
        piece = piece[:left].strip("\n").rstrip()
        left -= len(piece)
        if piece:
            pieces.append(piece)
    return "\n\n".join(pieces)


def _digest(raw: Raw) -> str:
    digest = hashlib.sha256()
    for at in range(0, len(raw), BLOCK):
        digest.update(raw[at : at + BLOCK])
    return digest.hexdigest()


def _html(bodies: Bodies, raw: Raw) -> str:
    if not any(part.media == "text/html" for part in bodies.html):
        return ""
    pieces: list[str] = []
    for part in bodies.html:
        if sum(map(len, pieces)) > MAX_HTML:
            break  # more than that is not shown in its own form
        piece = decoded(part.body(raw, MAX_HTML * 2), part.charset)
        if part.media != "text/html":
            piece = f'<div style="white-space: pre-wrap">{markup.escape(piece)}</div>'
        pieces.append(piece)
    return "\n".join(pieces)


def _files(bodies: Bodies, raw: Raw) -> tuple[MailFile, ...]:
    return tuple(
        MailFile(_name(part, raw, number), part, raw, part.content_id)
        for number, part in enumerate(bodies.files[:MAX_FILES], start=1)
        if any(part.pieces(raw))
    )


def _name(part: Part, raw: Raw, number: int) -> str:
    if not part.name and part.media == "message/rfc822":
        head = part.body(raw, 65_536)[:65_536].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
        given = re.sub(r"[\\/]", " ", Headers(head).text("subject"))
        return safe_name(f"{given}.eml" if given else "", part.media, number)
    return safe_name(part.name, part.media, number)


def _cards(bodies: Bodies, raw: Raw) -> list[str]:
    found = []
    for part in bodies.files[:MAX_FILES]:
        if is_calendar(part.media, part.name):
            found.append(calendar_lines(part.body(raw, MAX_TEXT)))
        elif is_card(part.media, part.name):
            found.append(card_lines(part.body(raw, MAX_TEXT)))
    return list(dict.fromkeys(line for line in found if line))[:5]


def _gaps(root: Part, bodies: Bodies, text: Trimmed) -> tuple[Gap, ...]:
    """What of the mail is not to be seen, though all of it came."""
    gaps = [Gap(code=GapCode.ENCRYPTED)] if any(map(_is_encrypted, root.walk())) else []
    if len(bodies.files) > MAX_FILES or max(len(text.text), len(text.quoted)) > MAX_TEXT:
        gaps.append(Gap(code=GapCode.REST))
    return tuple(gaps)


def _is_encrypted(part: Part) -> bool:
    """By PGP (RFC 3156) or S/MIME (RFC 8551, 3.2.2), which also packs what is only signed."""
    if part.media == "multipart/encrypted":
        return True
    kind = part.parameters.get("smime-type", "enveloped-data").lower()
    smime = part.media in ("application/pkcs7-mime", "application/x-pkcs7-mime")
    return smime and kind in ("enveloped-data", "authenveloped-data")


def _language(headers: Headers) -> str:
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_,;\s]|$)", headers.get("content-language"))
    return found[1].lower() if found else ""
