"""Letters as mails: what other readers make of them, and what no name or subject can break."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.channels.email.reading import read as read_mail
from agent_desktop.hub.channels.email.settings import Mailbox, read
from agent_desktop.hub.channels.email.writing import BadAddress, Written, write
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.mail_heads import Automatic, MailHead

SETTINGS = {
    "address": "support@hub.test",
    "name": "Süpport, GmbH",
    "imap_host": "imap.hub.test",
    "smtp_host": "smtp.hub.test",
    "plus_address": "yes",
    "signature": "Your team",
}
BARE = read(SETTINGS | {"signature": ""}, {"password": "x"})
BOX = read(SETTINGS, {"password": "x"})
LETTER = Letter(
    id="01abc",
    entry_point_id="e",
    conversation_id="c",
    to="layla@a.example",
    text="Good day ☀\n.\n..dots\n",
    written_at=1_790_000_000_000,
    token="c0ffee",
    answers=("two@a.example", "one@a.example"),
    mail=MailHead(
        subject="Ärger über alles",
        to=("Layla <layla@a.example>", "Bob <bob@b.example>"),
        cc=("Bob <bob@b.example>", "carol@c.example"),
        bcc=("dora@d.example",),
        quoted="Which?\nNow",
        rich='<p onclick="x()">Good <b>day</b> <script>1</script><img src="https://x.example/a"></p>',
    ),
)


def written(
    letter: Letter, folder: Path, files: dict[str, Path] | None = None, box: Mailbox = BOX
) -> Written:
    return write(letter, box, files or {}, folder / new_id())


def parsed(mail: Written) -> EmailMessage:
    raw = mail.path.read_bytes()
    assert len(raw) == mail.size
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 998 and b"\n" not in line and b"\r" not in line for line in lines)
    assert not any(line.startswith(b".") for line in lines), "SMTP would have to change it"
    assert raw.endswith(b"\r\n")
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert not list(found.defects)
    return found


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_letter_is_a_mail_with_both_texts(tmp_path: Path) -> None:
    mail = written(LETTER, tmp_path)
    found = parsed(mail)
    assert mail.recipients == (
        "layla@a.example",
        "bob@b.example",
        "carol@c.example",
        "dora@d.example",
    )
    assert (mail.sender, mail.message_id) == ("support@hub.test", "01abc.desk@hub.test")
    assert found["From"] == '"Süpport, GmbH" <support@hub.test>'
    assert found["To"] == "layla@a.example, Bob <bob@b.example>"
    assert found["Cc"] == "carol@c.example"
    assert found["Bcc"] is None
    assert found["Reply-To"].addresses[0].addr_spec == "support+c0ffee@hub.test"
    assert found["Subject"] == "Ärger über alles"
    assert found["Message-ID"] == "<01abc.desk@hub.test>"
    assert found["In-Reply-To"] == "<two@a.example>"
    assert found["References"] == "<one@a.example> <two@a.example>"
    assert found["Date"].datetime.timestamp() == 1_790_000_000
    assert part(found, "plain") == "Good day ☀\n.\n..dots\n\n-- \nYour team\n\n> Which?\n> Now\n"
    html = part(found, "html")
    assert "<div>Good <b>day</b></div>" in html
    assert '<blockquote type="cite">Which?' in html
    assert "Your team" in html


def test_a_mailbox_may_ask_readers_for_a_receipt(tmp_path: Path) -> None:
    found = parsed(written(LETTER, tmp_path))
    assert found["Disposition-Notification-To"] is None
    box = read(SETTINGS | {"ask_read": "yes"}, {"password": "x"})
    found = parsed(written(LETTER, tmp_path, box=box))
    assert found["Disposition-Notification-To"] == "support@hub.test"


def test_what_a_machine_wrote_is_answered_by_no_machine(tmp_path: Path) -> None:
    assert parsed(written(LETTER, tmp_path))["Auto-Submitted"] is None
    head = MailHead(subject="How was it?", automatic=Automatic.REPLY)
    mail = written(replace(LETTER, mail=head), tmp_path)
    assert parsed(mail)["Auto-Submitted"] == "auto-generated"
    assert parsed(mail)["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert read_mail(mail.path.read_bytes()).automatic is Automatic.REPLY, "nor by another hub"


def test_a_queue_s_signature_stands_once_below_the_text_in_both_forms(tmp_path: Path) -> None:
    signature = (
        '<div><b>Anna</b>, <a href="https://hub.test/care">Care</a></div><script>x()</script>'
    )
    letter = replace(LETTER, text="Hello\n", mail=MailHead(subject="x"), signature=signature)
    found = parsed(written(letter, tmp_path))
    assert part(found, "plain") == "Hello\n\n-- \nAnna, Care <https://hub.test/care>\n"
    html = part(found, "html")
    assert (
        '<div>Hello</div>\n<div>-- </div>\n<div><b>Anna</b>, <a href="https://hub.test/care">'
        in html
    )
    assert "Your team" not in html, "the mailbox's own gives way"
    assert "x()" not in html


def test_what_stands_above_the_quote_and_what_is_passed_on(tmp_path: Path) -> None:
    head = MailHead(
        subject="x", quoted="Which?\nNow", intro="On Tue\r\x00, Layla wrote:", rich="<b>a</b>"
    )
    found = parsed(written(replace(LETTER, text="a", mail=head), tmp_path, box=BARE))
    assert part(found, "plain") == "a\n\nOn Tue , Layla wrote:\n> Which?\n> Now\n"
    assert "<div>On Tue , Layla wrote:</div>\n<blockquote" in part(found, "html")
    passed = replace(head, forwards="m1", intro="Forwarded:\nFrom: <Layla>")
    found = parsed(written(replace(LETTER, text="", mail=passed), tmp_path, box=BARE))
    assert part(found, "plain") == "Forwarded:\nFrom: <Layla>\n\nWhich?\nNow\n"
    assert "<div>Forwarded:<br>\nFrom: &lt;Layla&gt;</div>" in part(found, "html")
    assert "blockquote" not in part(found, "html")


def test_what_a_quote_quotes_is_not_taken_for_our_words(tmp_path: Path) -> None:
    said = "> Which colour?\nBlue.\n\n> When?\nToday."
    letter = replace(
        LETTER, text="Fine.", mail=MailHead(quoted=said, intro="Layla wrote:", rich="Fine.")
    )
    found = parsed(written(letter, tmp_path, box=BARE))
    assert part(found, "plain") == (
        "Fine.\n\nLayla wrote:\n>> Which colour?\n> Blue.\n>\n>> When?\n> Today.\n"
    )
    assert "&gt; Which colour?<br>\nBlue.<br>" in part(found, "html")


def test_every_attempt_is_the_same_mail(tmp_path: Path) -> None:
    again = replace(LETTER, attempt=2)
    assert written(LETTER, tmp_path).message_id == written(again, tmp_path).message_id


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    names = ["réçu für Łódź.pdf", "a" * 180 + ".bin", "mail.eml", 'quo"te.txt', "../up.sh"]
    sizes = [0, 1, 57, 58_368, 200_001]
    files, attachments = {}, []
    for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
        files[str(number)] = tmp_path / str(number)
        files[str(number)].write_bytes(bytes(range(256)) * (size // 256) + b"." * (size % 256))
        attachments.append(Attachment(id=str(number), name=name, media_type="x/y", size=size))
    mail = written(replace(LETTER, attachments=tuple(attachments)), tmp_path, files)
    found = parsed(mail)
    parts = list(found.iter_attachments())
    assert [one.get_filename() for one in parts] == names
    for number, one in enumerate(parts):
        assert one.get_payload(decode=True) == files[str(number)].read_bytes()
    assert part(found, "plain").startswith("Good day")
    ours = read_mail(mail.path.read_bytes(), ["support@hub.test"])
    assert ours.own
    assert [one.name for one in ours.files] == [names[1], names[2], "quote.txt", "up.sh"], (
        "empty ones go"
    )
    assert len(ours.files[3].data) == 200_001


@pytest.mark.parametrize("address", ["nobody", "", "a@b@c", "<a b@c.example>", "<>"])
def test_to_no_address_no_mail_goes(address: str, tmp_path: Path) -> None:
    letter = replace(LETTER, to=address, mail=None)
    with pytest.raises(BadAddress):
        written(letter, tmp_path)


def test_domains_of_other_scripts_and_names_that_need_smtputf8(tmp_path: Path) -> None:
    letter = replace(LETTER, to="layla@bücher.example", mail=None)
    mail = written(letter, tmp_path)
    assert mail.recipients == ("layla@xn--bcher-kva.example",)
    assert not mail.utf8
    assert written(replace(letter, to="łukasz@a.example"), tmp_path).utf8


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(subject=st.text(), text=st.text(), name=st.text(max_size=80), quoted=st.text())
def test_no_words_break_a_mail(
    tmp_path: Path, subject: str, text: str, name: str, quoted: str
) -> None:
    attachment = Attachment(id="1", name=name, media_type="", size=1)
    (tmp_path / "1").write_bytes(b"x")
    letter = replace(
        LETTER,
        text=text,
        attachments=(attachment,),
        mail=MailHead(subject=subject, quoted=quoted, rich=text),
    )
    mail = written(letter, tmp_path, {"1": tmp_path / "1"})
    found = parsed(mail)
    assert found["Bcc"] is None
    assert found["To"] == "layla@a.example"
    assert len(list(found.iter_attachments())) == 1
    mail.path.unlink()
