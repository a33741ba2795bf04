"""Mails of strangers read: the corpora of other parsers, made-up bombs, and what each part becomes."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email.cleaning import clean
from agent_desktop.hub.channels.email.headers import people
from agent_desktop.hub.channels.email.html_text import text_of
from agent_desktop.hub.channels.email.names import safe_name
from agent_desktop.hub.channels.email.news import told
from agent_desktop.hub.channels.email.reading import (
    MAX_FILES,
    arrived,
    cleaned_html,
    read,
)
from agent_desktop.hub.channels.email.received import Fetched
from agent_desktop.hub.written.records import Arrived
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.mail_heads import Automatic, TextLook
from agent_desktop.model.mail_people import address_of
from tests.hub.channels.post import MemoryPost

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpora" / "mail"
CASES: list[dict[str, Any]] = (
    json.loads((CORPUS / "index.json").read_text(encoding="utf-8"))["cases"]
    if CORPUS.is_dir()
    else []
)
#: What this reader does otherwise, on purpose. Of broken multiparts it shows the text that the other one makes a file.
OTHER_FILES = re.compile(r"malformed_0(0[1-46-9]|1[126])|thirdparty_0(02|15)")
#: Boundaries that are cut off or nested in themselves; and a text with bytes that are no text.
OTHER_TEXT = re.compile(r"malformed_0(05|20|21)|thirdparty_000")
OURS = ["support@hub.test"]
NOW = 1_790_000_000_000


def bare(text: str) -> str:
    return re.sub(r"[\s>•]+", "", text)


def like(expected: str, found: str) -> bool:
    """Whether it stands there; where the other parser gave a letter up, any will do."""
    return (
        re.search(re.escape(bare(expected)).replace("\N{REPLACEMENT CHARACTER}", "."), bare(found))
        is not None
    )


@pytest.mark.skipif(not CASES, reason="the corpora of other parsers are not here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
@pytest.mark.timeout(20)
def test_the_corpora_are_read_as_their_index_says(case: dict[str, Any]) -> None:
    mail = read((CORPUS / case["file"]).read_bytes(), OURS)
    expected = case.get("expected")
    if expected is None:
        assert mail.identity
        return
    assert like(expected.get("subject") or "", mail.subject)
    if not OTHER_TEXT.search(case["file"]):
        for text in expected["text"]:
            formatted = text in expected["html"] and re.search(r"<(html|div|p)\b", text)
            shown = text_of(clean(text).html) if formatted else text
            assert like(shown, mail.text + mail.quoted)
    if not OTHER_FILES.search(case["file"]):
        assert len(mail.files) == expected["n_attachments"]
    for name in expected["filenames"]:
        assert any(like(safe_name(name, "", 1), file.name) for file in mail.files), name


def mail_of(head: str, body: str = "Hello") -> bytes:
    return f"From: Layla <layla@a.example>\r\n{head}\r\n\r\n{body}".encode()


def nested(depth: int) -> bytes:
    heads = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth)
    )
    return heads.encode() + b"Content-Type: text/plain\r\n\r\ndeep"


BOMBS = {
    "depth": nested(5_000),
    "parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000,
    "headers": b"X: y\r\n" * 200_000 + b"\r\nbody",
    "one header": b"Subject: " + b" folded\r\n" * 200_000 + b"\r\nbody",
    "words": b"Subject: " + b"=?utf-8?q?x?= " * 50_000 + b"\r\n\r\nbody",
    "addresses": b"To: " + b"a@b.example, " * 100_000 + b"\r\n\r\nbody",
    "quotes": b'To: "' + b"\\" * 100_000 + b"\r\n\r\nbody",
    "parameters": b"Content-Type: text/plain" + b"; a*0*=''b" * 50_000 + b"\r\n\r\nbody",
    "boundaries": b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n' + b"--a " * 400_000,
    "dashes": b'Content-Type: multipart/mixed; boundary="-"\r\n\r\n' + b"-" * 2_000_000,
    "same boundary": b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 20_000,
    "references": b"References: " + b"<a@b>" * 100_000 + b"\r\n\r\nbody",
    "html": b"Content-Type: text/html\r\n\r\n" + b"<div><b>" * 200_000,
    "flowed": b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"x \r\n" * 300_000,
    "utf-7": b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + b"+AGE" * 300_000,
    "zlib": b"Content-Type: text/plain; charset=zlib\r\n\r\nno",
    "idna": b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"xn--" * 100_000,
    "size": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 19 * 80_000,
    "calendar": b"Content-Type: text/calendar\r\n\r\n" + b"BEGIN:VEVENT\r\n" * 50_000,
    "uuencode": b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n"
    + b"M\xff\r\n" * 9_000,
    "nothing": b"",
    "zeros": b"\x00" * 1_000_000,
}


@pytest.mark.timeout(20)  # most take a hundredth of a second
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end(name: str) -> None:
    mail = read(BOMBS[name], OURS)
    assert len(mail.files) <= 100
    assert len(mail.text) <= 100_000
    cleaned_html(mail, {})


@given(st.binary(max_size=600))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    mail = read(raw, OURS)
    mail.text.encode()
    mail.subject.encode()


PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b'Content-Type: text/plain; charset="utf-8"\r\n',
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: multipart/report\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Disposition: attachment; filename*0*=utf-8'';filename*1=\"x\r\n",
        b"Subject: =?utf-8?b?4pi\r\n",
        b"\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"Action: failed\r\n",
        b"In-Reply-To: <a@b> <\r\n",
        b"\xff\xfe text =\r\n",
    ]
)


@given(st.lists(PIECES, max_size=25).map(b"".join))
def test_any_pieces_of_mails_are_a_mail(raw: bytes) -> None:
    mail = read(raw, OURS)
    assert arrived(mail, NOW).sent_at == NOW


def test_what_a_mail_says_of_itself() -> None:
    head = (
        "To: Support <support@hub.test>, =?utf-8?q?J=C3=BCrgen?= <j@b.example>\r\n"
        'Cc: "Last, First" <f@c.example>\r\nSubject: =?utf-8?b?w4RyZ2Vy?=\r\n'
        "Date: Sat, 21 Nov 2026 10:00:00 +0100\r\nMessage-ID: <one@a.example>\r\n"
        "In-Reply-To: <l2.desk@hub.test>\r\nReferences: <l1.desk@hub.test> <l2.desk@hub.test>\r\n"
        "Delivered-To: support+c0ffee@hub.test\r\nContent-Language: de-DE"
    )
    mail = read(mail_of(head), OURS)
    news = arrived(mail, mail.sent_at or 0)
    assert (news.remote_id, news.name, news.address.value) == (
        "one@a.example",
        "Layla",
        "layla@a.example",
    )
    assert news.answers == ("l2.desk@hub.test", "l1.desk@hub.test")
    assert (news.token, news.subject, news.text) == ("c0ffee", "Ärger", "Hello")
    assert news.revealed == {"name": "Layla", "language": "de"}
    assert news.mail is not None
    assert news.mail.sender == "Layla <layla@a.example>"
    assert news.mail.to == ("Support <support@hub.test>", "Jürgen <j@b.example>")
    assert news.mail.cc == ('"Last, First" <f@c.example>',)
    assert news.sent_at == 1_795_251_600_000
    assert arrived(mail, NOW + 10**11).sent_at == NOW + 10**11, (
        "a date far from the server's is none"
    )


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("Reply-To: other@b.example", "other@b.example"),
        ("Reply-To: Support@hub.test", "layla@a.example"),
        ("Reply-To: list@b.example\r\nList-Id: <x>", "layla@a.example"),
        ("Reply-To: a@b.example, c@d.example", "layla@a.example"),
        ("Reply-To: nobody", "layla@a.example"),
    ],
)
def test_whom_an_answer_goes_to(head: str, address: str) -> None:
    assert arrived(read(mail_of(head), OURS), NOW).address.value == address


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Subject: hello", Automatic.NO),
        ("Auto-Submitted: no", Automatic.NO),
        ("Auto-Submitted: auto-replied; x=y", Automatic.REPLY),
        ("Auto-Submitted: auto-generated", Automatic.LIST),  # a form of a website: somebody waits
        ("Auto-Submitted: auto-generated\r\nIn-Reply-To: <x@y>", Automatic.REPLY),
        ("Precedence: auto_reply", Automatic.REPLY),
        ("Precedence: bulk", Automatic.LIST),
        ("List-Id: <x.example>", Automatic.LIST),
        ("List-Unsubscribe: <https://x>", Automatic.LIST),
        ("X-Autoreply: yes", Automatic.REPLY),
        ("Return-Path: <>", Automatic.REPLY),
        ("In-Reply-To: <x@y>\r\nSubject: Automatische Antwort: Ihre Frage", Automatic.REPLY),
        ("References: <x@y>\r\nSubject: Odpowiedź automatyczna: pytanie", Automatic.REPLY),
        ("X-Auto-Response-Suppress: All\r\nSubject: Out of office: your order", Automatic.REPLY),
        ("Subject: Out of office chairs and desks?", Automatic.NO),
        ("Subject: Re: automatic reply machines", Automatic.NO),
        ("X-Failed-Recipients: a@b", Automatic.BOUNCE),
        ("Sender: MAILER-DAEMON@x\r\nReturn-Path: <>", Automatic.BOUNCE),
        ("\r\n".join(["Received: by x"] * 60), Automatic.REPLY),
    ],
)
def test_machines_are_recognised(head: str, kind: Automatic) -> None:
    assert read(mail_of(head)).automatic is kind


@pytest.mark.parametrize(
    ("head", "body", "gaps"),
    [
        ("Content-Type: text/plain", "Hello", []),
        ("Content-Type: text/plain", "word " * 30_000, [GapCode.REST]),
        (
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n" * 101 + "--b--",
            [GapCode.REST],
        ),
        (
            'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
            "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
            "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\nhQEMA\r\n--b--",
            [GapCode.ENCRYPTED],
        ),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m", "MIAG", [GapCode.ENCRYPTED]),
        (
            "Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            "MIAG",
            [],
        ),
    ],
)
def test_what_cannot_be_shown_is_told(head: str, body: str, gaps: list[GapCode]) -> None:
    mail = read(mail_of(head, body), OURS)
    assert [gap.code for gap in arrived(mail, NOW).gaps] == gaps
    assert len(mail.files) <= MAX_FILES
    assert bool(mail.files) is ("name=" in head + body or "attachment" in body), "they are kept"


def test_nobody_else_comes_of_a_name() -> None:
    mail = read(
        b'From: "Bank <safe@bank.example>" <evil@x.example>\r\n'
        b'To: "Doe, John" <john@a.example>, Ann <ann@a.example>\r\n'
        b'Cc: "boss@a.example, \\"x" <b@b.example>\r\n\r\nHello'
    )
    head = arrived(mail, NOW).mail
    assert head is not None
    assert head.to == ('"Doe, John" <john@a.example>', "Ann <ann@a.example>")
    assert address_of(head.sender) == "evil@x.example"
    assert people(", ".join((head.sender, *head.to, *head.cc))) == [
        ("Bank <safe@bank.example>", "evil@x.example"),
        ("Doe, John", "john@a.example"),
        ("Ann", "ann@a.example"),
        ('boss@a.example, "x', "b@b.example"),
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\report.pdf", "report.pdf"),
        ("invoice.pdf.exe", "invoice_pdf.exe"),
        ("invoice.pdf             .exe", "invoice_pdf.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("con.txt", "_con.txt"),
        ("réçu.pdf", "réçu.pdf"),
        ("archive.tar.gz", "archive.tar.gz"),
        ("", "attachment-3.pdf"),
        ("...", "attachment-3.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
    ],
)
def test_names_of_files_are_safe(given: str, shown: str) -> None:
    assert safe_name(given, "application/pdf", 3) == shown


@given(st.text(max_size=300))
def test_no_name_is_a_path(given: str) -> None:
    name = safe_name(given, "text/plain", 1)
    assert name
    assert len(name) <= 202
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e\u2066-\u2069]", name)
    assert name not in (".", "..")


CALENDAR = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Delivery of
  the table
DTSTART;TZID=Europe/Warsaw:20261125T100000
DTEND;TZID=Europe/Warsaw:20261125T113000
LOCATION:Gate 4
ORGANIZER:mailto:layla@a.example
END:VEVENT
END:VCALENDAR
"""
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Layla Haddad\nORG:Tables;Sales\nTEL;TYPE=cell:+48123456789\nEND:VCARD\n"


def with_file(media: str, data: str) -> bytes:
    return mail_of(
        "Content-Type: multipart/mixed; boundary=b",
        f"--b\r\n\r\nSee there.\r\n--b\r\nContent-Type: {media}\r\n\r\n{data}\r\n--b--",
    )


def test_invitations_and_cards_are_readable_and_kept() -> None:
    mail = read(with_file("text/calendar; method=REQUEST; name=invite.ics", CALENDAR))
    assert mail.text == (
        "See there.\n\n📅 Delivery of the table\n🕒 2026-11-25 10:00 – 11:30 (Europe/Warsaw)\n"
        "📍 Gate 4\n👤 layla@a.example"
    )
    assert [file.name for file in mail.files] == ["invite.ics"]
    weekly = CALENDAR.replace("LOCATION", "RRULE:FREQ=WEEKLY\nLOCATION")
    assert "📅 Delivery of the table 🔁\n🕒" in read(with_file("text/calendar", weekly)).text
    lasts = CALENDAR.replace("DTEND;TZID=Europe/Warsaw:20261125T113000", "DURATION:PT90M")
    assert "🕒 2026-11-25 10:00 – 11:30 (" in read(with_file("text/calendar", lasts)).text
    for days, said in (("26", "2026-11-25"), ("28", "2026-11-25 – 2026-11-27")):
        fair = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20261125\n"
        fair += f"DTEND;VALUE=DATE:202611{days}\nEND:VEVENT\nEND:VCALENDAR\n"
        assert read(with_file("text/calendar", fair)).text == f"See there.\n\n📅 Fair\n🕒 {said}"
    card = read(with_file("text/vcard", CARD))
    assert card.text == "See there.\n\n👤 Layla Haddad\n🏢 Tables, Sales\n☎ +48123456789"
    assert [file.name for file in card.files] == ["attachment-1.vcf"]
    broken = read(with_file("text/calendar", "BEGIN:VCALENDAR\nDTSTART:no\n"))
    assert broken.text == "See there."


def test_pictures_of_a_mail_are_those_that_were_kept() -> None:
    page = '<p>Hi <img src="cid:a@b"><img src="https://spy.example/x.png"><img src="cid:no"></p>'
    raw = mail_of(
        "Content-Type: multipart/related; boundary=b",
        f"--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b\r\nContent-Type: image/png; name=a.png\r\n"
        "Content-ID: <a@b>\r\n\r\nPNG\r\n--b--",
    )
    mail = read(raw)
    assert [(file.name, file.content_id) for file in mail.files] == [("a.png", "a@b")]
    html, remote = cleaned_html(mail, {"a@b": "file-1"})
    assert html == (
        b'<p>Hi <img src="attachment:file-1"><img src="https://spy.example/x.png"><img></p>'
    )
    assert remote
    kept = Attachment(id="file-1", name="a.png", media_type="image/png", size=3)
    news = arrived(mail, NOW, [kept], remote=remote)
    assert news.attachments == ("file-1",)
    assert news.mail is not None
    assert news.mail.remote


def test_what_a_page_emphasises_is_marked_in_the_text(tmp_path: Path) -> None:
    page = '<p>Pay <b>two</b> of <a href="https://a.example/x" onclick="y()">these</a></p>'
    raw = mail_of(
        "Content-Type: multipart/alternative; boundary=b",
        "--b\r\nContent-Type: text/plain\r\n\r\nPay *two* of\r\nthese <https://a.example/x>\r\n--b\r\n"
        f"Content-Type: text/html\r\n\r\n{page}\r\n--b--",
    )
    fetched = Fetched(uid=1, received_at=NOW, raw=raw, size=len(raw), whole=True)
    (news,) = asyncio.run(told(fetched, (), MemoryPost(tmp_path)))
    assert isinstance(news, Arrived)
    assert news.mail is not None
    assert [(news.text[m.start : m.start + m.length], m.look, m.url) for m in news.mail.marks] == [
        ("two", TextLook.BOLD, ""),
        ("these", TextLook.LINK, "https://a.example/x"),
    ]


def test_a_mail_without_a_name_has_one_made_of_its_bytes() -> None:
    assert read(b"a").identity == read(b"a").identity != read(b"b").identity


def test_only_letters_of_the_same_mailbox_are_its_own() -> None:
    raw = b"From: %s@hub.test\r\nMessage-ID: <l1.desk@hub.test>\r\n\r\nHello"
    assert read(raw % b"Support", OURS).own
    assert not read(raw % b"sales", OURS).own, "a colleague's mailbox wrote to this one"
    assert not read(raw.replace(b".desk", b"") % b"support", OURS).own
