"""A letter as the bytes of a mail, written to a file: text, formatted text beside it, files one after another.

Promises the same Message-ID for every attempt; headers that no name or subject can break; formatted text with nothing
in it but what agents can write; that memory holds one piece of a file at a time; lines that SMTP and IMAP carry as they
are (CRLF, none begins with a dot). Refuses addresses that are none.
"""

import binascii
import html as markup
import mimetypes
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import BinaryIO, Final

from agent_desktop.hub.channels.email.formatting import leaving, plain
from agent_desktop.hub.channels.email.headers import people
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.threading import message_id, with_token
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.rich_lines import html_of, plain_lines

_PIECE: Final = 57 * 1024  # a multiple of what a line of base64 holds
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ID: Final = re.compile(r"[^\s<>\x00-\x1f]{1,500}")
_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"
_OFFICE: Final = {
    ".docx": f"{_OPEN_XML}.wordprocessingml.document",
    ".pptx": f"{_OPEN_XML}.presentationml.presentation",
    ".xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
}
"""What not every system knows by itself."""


class BadAddress(Exception):
    """To whom no mail can go; the message is the address."""


@dataclass(frozen=True)
class Written:
    """A mail in a file. `recipients` are all, those of blind copies too. `utf8`: their names need SMTPUTF8."""

    path: Path
    size: int
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    utf8: bool


def write(letter: Letter, mailbox: Mailbox, files: Mapping[str, Path], path: Path) -> Written:
    """The letter's mail in the new file `path`. `files`: attachment id → where its bytes lie.

    Raises BadAddress, OSError.
    """
    head = letter.mail
    to = _addresses([letter.to, *(head.to if head else ())])
    copies = _addresses(head.cc if head else (), without=to)
    blind = _addresses(head.bcc if head else (), without=[*to, *copies])
    recipients = tuple(address.addr_spec for address in (*to, *copies, *blind))
    sender = _address("", mailbox.address)
    identity = message_id(letter.id, mailbox.address)
    top = EmailMessage(policy=SMTP)
    top["From"] = _address(mailbox.name, mailbox.address)
    top["To"] = tuple(to)
    if copies:
        top["Cc"] = tuple(copies)
    if mailbox.plus_address and letter.token:
        reply = with_token(mailbox.address, letter.token)
        top["Reply-To"] = _address(mailbox.name, reply)
    if head is not None and head.automatic is not Automatic.NO:
        top["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: no machine answers it
        top["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # the same for Exchange
    elif mailbox.ask_read:
        top["Disposition-Notification-To"] = sender.addr_spec  # RFC 8098, 2.1
    top["Subject"] = _CONTROL.sub(" ", head.subject if head else "").strip()[:900]
    top["Date"] = format_datetime(datetime.fromtimestamp(letter.written_at / 1000, UTC))
    top["Message-ID"] = f"<{identity}>"
    answered = [each for each in letter.answers if _ID.fullmatch(each)]
    if answered:
        top["In-Reply-To"] = f"<{answered[0]}>"
        # The oldest first, and of a long talk the newest: servers refuse headers without end.
        top["References"] = " ".join(f"<{each}>" for each in reversed(answered[:20]))
    with path.open("xb") as out:
        _put(out, top, _body(letter, mailbox), letter, files)
        out.flush()
        size = out.tell()
    return Written(
        path=path,
        size=size,
        message_id=identity,
        sender=sender.addr_spec,
        recipients=recipients,
        utf8=not all(each.isascii() for each in (*recipients, sender.addr_spec)),
    )


def _put(
    out: BinaryIO, top: EmailMessage, body: bytes, letter: Letter, files: Mapping[str, Path]
) -> None:
    head = top.as_bytes(policy=SMTP.clone(utf8=False)).removesuffix(b"\r\n")
    if not letter.attachments:
        out.write(head + body)
        return
    mark = f"=_{binascii.b2a_hex(os.urandom(15)).decode()}"
    out.write(head + b"MIME-Version: 1.0\r\n")
    out.write(f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n'.encode())
    out.write(f"--{mark}\r\n".encode() + body.replace(b"MIME-Version: 1.0\r\n", b"", 1))
    for attachment in letter.attachments:
        out.write(f"\r\n--{mark}\r\n".encode() + _part_head(attachment.name))
        with files[attachment.id].open("rb") as source:
            while piece := source.read(_PIECE):
                lines = (piece[at : at + 57] for at in range(0, len(piece), 57))
                out.write(
                    b"".join(binascii.b2a_base64(line, newline=False) + b"\r\n" for line in lines)
                )
    out.write(f"\r\n--{mark}--\r\n".encode())


def _part_head(name: str) -> bytes:
    """The headers of a file; its name in RFC 2231 where it needs that."""
    name = _CONTROL.sub(" ", name)[:200] or "file"
    ending = os.path.splitext(name)[1].lower()
    media = _OFFICE.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if media.startswith(("message/", "multipart/")):
        media = "application/octet-stream"  # those may not be in base64 (RFC 2046, 5.2.1)
    part = EmailMessage(policy=SMTP)
    main, _, kind = media.partition("/")
    part.set_content(b"", main, kind, cte="base64", filename=name)
    del part["MIME-Version"]
    return part.as_bytes().partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def _body(letter: Letter, mailbox: Mailbox) -> bytes:
    """The text, and the formatted text where there is one, as a part with headers."""
    head = letter.mail or MailHead()
    quoted, rich = head.quoted.strip("\n"), head.rich
    intro = _lines_only(head.intro) if quoted or head.forwards else ""
    pieces = [letter.text.rstrip()] if letter.text.strip() else []
    signature = leaving(letter.signature) if letter.signature else ""
    below = plain(signature) if signature else mailbox.signature
    if below:
        pieces.append(f"-- \n{below}")
    if head.forwards:
        pieces.append("\n\n".join(filter(None, (intro, quoted))))
    elif quoted:
        pieces.append("\n".join(filter(None, (intro, _quote(quoted)))))
    part = EmailMessage(policy=SMTP)
    part.set_content("\n\n".join(pieces) + "\n", cte="quoted-printable")
    formatted = letter.page
    if not formatted and (rich or signature):
        formatted = leaving(rich or html_of(plain_lines(letter.text.rstrip())))
    if formatted:
        if below:
            formatted += f"\n<div>-- </div>\n{signature or f'<div>{_lines(below)}</div>'}"
        if intro:
            formatted += f"\n<div><br></div>\n<div>{_lines(intro)}</div>"
        if head.forwards:
            formatted += f"\n<div><br></div>\n<div>{_lines(quoted)}</div>"
        elif quoted:
            formatted += f'\n<blockquote type="cite">{_lines(quoted)}</blockquote>'
        page = f'<!DOCTYPE html>\n<html><body dir="auto">\n{formatted}\n</body></html>\n'
        part.add_alternative(page, subtype="html", cte="quoted-printable")
    # A line that begins with a dot would have to be changed on its way; here it is encoded once and for all.
    return part.as_bytes().replace(b"\r\n.", b"\r\n=2E")


def _lines_only(text: str) -> str:
    """Without control characters but line ends."""
    return "\n".join(_CONTROL.sub(" ", line).strip() for line in text.strip().split("\n"))


def _quote(text: str) -> str:
    """The lines marked as a quote; what they quote themselves is marked twice (RFC 3676, 4.5)."""
    return "\n".join(
        f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in text.split("\n")
    )


def _lines(text: str) -> str:
    return markup.escape(text).replace("\n", "<br>\n")


def _addresses(written: Sequence[str], without: Sequence[Address] = ()) -> list[Address]:
    """The people of these fields, each once, and none of `without`. Raises BadAddress."""
    known = {each.addr_spec.lower() for each in without}
    found = []
    for value in written:
        pairs = people(value)
        words = re.split(r"[\s,;]+", value)
        # What is only a part of what somebody wrote is somebody else's address.
        if not pairs or not all(f"<{spec}>" in value or spec in words for _, spec in pairs):
            raise BadAddress(value[:200])
        for name, spec in pairs:
            if spec.lower() not in known:
                known.add(spec.lower())
                found.append(_address(name, spec))
    return found


def _address(name: str, spec: str) -> Address:
    user, _, domain = spec.rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        return Address(_CONTROL.sub(" ", name).strip(), user, domain)
    except (ValueError, IndexError):
        raise BadAddress(spec[:200]) from None
