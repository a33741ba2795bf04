"""What machines report of our letters: delivered, delayed, refused, read."""

from agent_desktop.hub.channels.email.reading import ReadMail, read, receipts
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.timeline import Delivery
from tests.hub.channels.email.test_reading import NOW, OURS, mail_of


def report(kind: str, said: str, about: str = "l1.desk@hub.test") -> ReadMail:
    raw = (
        "From: MAILER-DAEMON@mx.test\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
        f"--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/{kind}\r\n\r\n{said}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{about}>\r\n--b--\r\n"
    )
    return read(raw.encode(), OURS)


FAILED = (
    "Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; layla@a.example\r\n"
    "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n"
)


def test_a_bounce_is_a_receipt_of_the_letter() -> None:
    [receipt] = receipts(report("delivery-status", FAILED), OURS, NOW)
    assert (receipt.remote_id, receipt.delivery) == ("l1.desk@hub.test", Delivery.REFUSED)
    assert "layla@a.example: 550 5.1.1 no such user" in receipt.problem


def test_reports_about_others_mails_are_messages() -> None:
    mail = report("delivery-status", FAILED, "strange@b.example")
    assert receipts(mail, OURS, NOW) == []
    assert mail.automatic is Automatic.BOUNCE


def test_delays_are_no_receipts_and_readers_are() -> None:
    assert receipts(report("delivery-status", FAILED.replace("failed", "delayed")), OURS, NOW) == []
    good = report("delivery-status", FAILED.replace("failed", "delivered"))
    assert [one.delivery for one in receipts(good, OURS, NOW)] == [Delivery.DELIVERED]
    passed = report("delivery-status", FAILED.replace("failed", "relayed"))
    assert [one.delivery for one in receipts(passed, OURS, NOW)] == [Delivery.SENT]
    shown = (
        "Original-Message-ID: <l1.desk@hub.test>\r\nDisposition: manual-action/MDN-sent; displayed"
    )
    seen = report("disposition-notification", shown)
    assert [one.delivery for one in receipts(seen, OURS, NOW)] == [Delivery.READ]


def test_bounces_of_older_servers_name_the_letter_in_their_words() -> None:
    head = "X-Failed-Recipients: a@b.example"
    mail = read(mail_of(head, "Sorry.\r\n\r\nMessage-ID: <l1.desk@hub.test>\r\n"), OURS)
    [receipt] = receipts(mail, OURS, NOW)
    assert "a@b.example" in receipt.problem
