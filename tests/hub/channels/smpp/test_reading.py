"""What SMSCs send, read from bytes: as the standard says, as vendors do it, and as nobody should."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.smpp import codes, reading, translate
from agent_desktop.hub.channels.smpp.codes import Bind
from agent_desktop.hub.channels.smpp.reading import (
    DATA_SM,
    DELIVER_SM,
    Incoming,
    Part,
    Pdu,
    Report,
    Unreadable,
    header,
    incoming,
    report,
)
from agent_desktop.hub.written.records import NotNow, Rejected
from agent_desktop.model import sms_text
from agent_desktop.model.timeline import Delivery


def deliver(data: bytes, *, esm: int = 0, coding: int = 0, options: bytes = b"") -> Pdu:
    """A deliver_sm by hand (SMPP 3.4, 4.6.1)."""
    body = (
        b"\0\x01\x0148601234567\0\x01\x0148600100200\0"
        + bytes([esm, 0, 0])
        + b"\0\0"
        + bytes([0, 0, coding, 0, len(data)])
        + data
        + options
    )
    return Pdu(DELIVER_SM, 0, 1, body)


def option(tag: int, value: bytes) -> bytes:
    return struct.pack("!HH", tag, len(value)) + value


def test_reads_a_message() -> None:
    found = incoming(deliver(b"Hi", coding=3))
    assert (found.source, found.source_ton, found.destination) == ("48601234567", 1, "48600100200")
    assert (found.data, found.coding, found.part, found.is_receipt) == (b"Hi", 3, None, False)


def test_reads_a_data_sm_and_a_payload() -> None:
    body = b"\0\x01\x01123\0\x01\x01456\0\0\0\x08" + option(0x0424, b"\0H\0i")
    found = incoming(Pdu(DATA_SM, 0, 1, body))
    assert (found.source, found.coding, found.data) == ("123", 8, b"\0H\0i")
    assert incoming(deliver(b"", options=option(0x0424, b"long"))).data == b"long"


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (bytes([5, 0, 3, 0xAB, 3, 2]), Part(0xAB, 3, 2)),
        (bytes([6, 8, 4, 0x12, 0x34, 3, 2]), Part(0x1234, 3, 2)),
        # Ports come first in many headers: the joining element stands behind them.
        (bytes([11, 5, 4, 0, 1, 0, 2, 0, 3, 9, 2, 1]), Part(9, 2, 1)),
        (bytes([5, 0, 3, 9, 1, 1]), None),  # one part of one
        (bytes([5, 0, 3, 9, 2, 3]), None),  # the third of two
        (bytes([5, 0, 3, 9, 2, 0]), None),
        (bytes([2, 0x24, 0]), None),  # a national alphabet, and no joining
        (bytes([4, 0, 9, 9, 9]), None),  # an element that is longer than its header
        (bytes([0]), None),
    ],
)
def test_reads_user_data_headers(head: bytes, part: Part | None) -> None:
    found = incoming(deliver(head + b"text", esm=0x40))
    assert found.part == part
    assert found.data == b"text"


def test_reads_parts_by_parameters() -> None:
    options = option(0x020C, b"\x12\x34") + option(0x020E, b"\x02") + option(0x020F, b"\x01")
    assert incoming(deliver(b"text", options=options)).part == Part(0x1234, 2, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        b"\0\x01\x01no end",
        deliver(b"text").body[:-1],
        deliver(b"\x09ab", esm=0x40).body,
        deliver(b"", options=b"\x04\x24\x00\x09ab").body,
    ],
)
def test_what_is_broken_is_said_to_be(body: bytes) -> None:
    with pytest.raises(Unreadable):
        incoming(Pdu(DELIVER_SM, 0, 1, body))


@given(st.binary(max_size=200), st.sampled_from([DELIVER_SM, DATA_SM]))
def test_any_bytes_are_read_or_refused(body: bytes, command: int) -> None:
    try:
        found = incoming(Pdu(command, 0, 1, body))
    except Unreadable:
        return
    report(found)
    translate.text_of(found.data, found.coding, "gsm7")
    translate.address(found.source, found.source_ton, found.destination)


@given(st.binary(min_size=16, max_size=16))
def test_any_header_is_read_or_refused(data: bytes) -> None:
    try:
        length, pdu = header(data)
    except Unreadable:
        return
    assert 0 <= length <= reading.LONGEST
    assert pdu.body == b""


def test_vendors_commands_and_statuses_are_headers_like_others() -> None:
    length, pdu = header(struct.pack("!IIII", 20, 0x00010200, 0x0448, 0xFFFFFFFF))
    assert (length, pdu.command, pdu.status, pdu.sequence) == (4, 0x00010200, 0x0448, 0xFFFFFFFF)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "id:77 sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:DELIVRD"
            " err:000 text:Hi",
            Report("77", "DELIVRD", "000"),
        ),
        # Seconds in the dates, a hexadecimal error, other cases and spaces: all are seen in practice.
        (
            "ID:0A2f SUB:1 DLVRD:0 submit date:261122120000 done date:261122120100 Stat:Undeliv"
            " ERR:0x1F Text:stat:DELIVRD",
            Report("0A2f", "UNDELIV", "0x1F"),
        ),
        ("id: 9 stat: EXPIRED", Report("9", "EXPIRED", "")),
        ("stat:DELIVRD", None),
        ("id:1", None),
        ("", None),
    ],
)
def test_reads_receipts_as_vendors_write_them(text: str, found: Report | None) -> None:
    message = incoming(deliver(text.encode(), esm=4))
    assert message.is_receipt
    assert report(message) == found


def test_a_receipts_parameters_count_before_its_text() -> None:
    options = (
        option(0x001E, b"ABC\0") + option(0x0427, b"\x05") + option(0x0423, b"\x03\x00\x1f")
    ) + option(0x0204, b"\x12\x34")
    message = incoming(deliver(b"id:1 stat:DELIVRD err:000", options=options))
    assert message.is_receipt
    assert report(message) == Report("ABC", "UNDELIV", "31")
    assert message.reference == 0x1234


def test_a_receipt_is_known_without_its_class_but_not_by_an_id_alone() -> None:
    named, state = option(0x001E, b"ABC\0"), option(0x0427, b"\x02")
    assert incoming(deliver(b"", options=named + state)).is_receipt
    assert not incoming(deliver(b"Hello", options=named)).is_receipt


def test_a_customer_cannot_write_a_receipt() -> None:
    message = incoming(deliver(b"id:77 sub:001 dlvrd:001 stat:DELIVRD err:000 text:"))
    assert not message.is_receipt


# --- codings


@pytest.mark.parametrize(
    ("data", "coding", "default", "text"),
    [
        (b"\x00\x1be", 0, "gsm7", "@€"),
        ("é".encode("latin-1"), 0, "latin1", "é"),
        ("ż".encode(), 0, "utf8", "ż"),
        (b"\xe9", 3, "gsm7", "é"),
        ("Łódź 😀".encode("utf-16-be"), 8, "gsm7", "Łódź 😀"),
        ("Łódź".encode("utf-16-be"), 0x18, "gsm7", "Łódź"),
        (b"\x00flash", 0xF0, "gsm7", "@flash"),
        (b"\x00\x01", 0x04, "gsm7", None),
        (b"\x00\x01", 0xF5, "gsm7", None),
        ("привет".encode("iso8859_5"), 6, "gsm7", "привет"),
        ("はい".encode("shift_jis"), 5, "gsm7", "はい"),
        ("안녕".encode("euc_kr"), 14, "gsm7", "안녕"),
        (b"ok", 0x80, "gsm7", "ok"),
        (b"a\0b", 3, "gsm7", "ab"),
    ],
)
def test_every_coding_has_a_text(data: bytes, coding: int, default: str, text: str | None) -> None:
    assert translate.text_of(data, coding, default) == text


@given(st.binary(max_size=140), st.integers(0, 255), st.sampled_from(["gsm7", "latin1", "utf8"]))
def test_any_coding_of_any_bytes(data: bytes, coding: int, default: str) -> None:
    text = translate.text_of(data, coding, default)
    assert text is None or "\0" not in text


# --- addresses


@pytest.mark.parametrize(
    ("value", "ton", "spelling"),
    [
        ("48601234567", 1, "+48601234567"),
        ("+48601234567", 0, "+48601234567"),
        ("48601234567", 0, "+48601234567"),
        ("0048601234567", 1, "+48601234567"),
        ("601234567", 2, "+48601234567"),
        ("601234567", 0, "+48601234567"),
        ("72345", 0, "72345"),
        ("72345", 3, "72345"),
        ("ACME", 5, "ACME"),
        ("", 0, ""),
        ("١٢٣", 0, "١٢٣"),
    ],
)
def test_numbers_become_what_can_be_called(value: str, ton: int, spelling: str) -> None:
    assert translate.address(value, ton, "48600100200").value == spelling


# --- what we send


def sent(text: str, number: int = 0, sender: str = "+48600100200") -> bytes:
    cut = sms_text.parts(text)
    pdu: bytes = translate.submission("letter", sender, "+48601234567", cut, number, 0x1AB).pdu()
    return pdu


def test_a_short_message_is_submitted_as_it_is() -> None:
    found = incoming(Pdu(DELIVER_SM, 0, 1, sent("Grüße €")[16:]))
    assert (found.source, found.source_ton) == ("48600100200", 1)
    assert (found.destination, found.esm_class, found.coding) == ("48601234567", 0, 0)
    assert found.data == b"Gr\x7e\x1ee \x1be"
    assert found.reference == translate.reference_of("letter")


def test_a_long_message_goes_in_parts_that_join_again() -> None:
    text = "ż😀" * 60
    cut = sms_text.parts(text)
    found = [incoming(Pdu(DELIVER_SM, 0, 1, sent(text, one)[16:])) for one in range(len(cut))]
    assert [one.part for one in found] == [Part(0xAB, 3, n) for n in (1, 2, 3)]
    assert all(one.coding == 8 and one.esm_class == 0x40 for one in found)
    assert b"".join(one.data for one in found).decode("utf-16-be") == text


@pytest.mark.parametrize(
    ("sender", "number", "ton"),
    [("ACME", "ACME", 5), ("72345", "72345", 3), ("+48600100200", "48600100200", 1)],
)
def test_senders_say_what_they_are(sender: str, number: str, ton: int) -> None:
    found = incoming(Pdu(DELIVER_SM, 0, 1, sent("x", sender=sender)[16:]))
    assert (found.source, found.source_ton) == (number, ton)


# --- codes


def test_every_status_has_a_verdict_in_words() -> None:
    for status in [*range(1, 0x110), 0x0448]:
        verdict = codes.refused(status)
        assert isinstance(verdict, (NotNow, Rejected))
        assert verdict.problem
        words, remedy = codes.bind_words(status)
        assert words
        assert remedy
    assert isinstance(codes.refused(0x58), NotNow)
    assert "0x448" in codes.refused(0x448).problem
    assert codes.bind_refused(0x0E) is Bind.PASSWORD
    assert codes.bind_refused(0x0D) is Bind.LATER


def test_receipts_end_messages_or_say_nothing() -> None:
    assert codes.ended("DELIVRD", "000") == (Delivery.DELIVERED, "")
    assert codes.ended("ENROUTE", "") is None
    assert codes.ended("UNKNOWN", "") is None
    words = "The message could not be delivered."
    assert codes.ended("UNDELIV", "0x1F") == (Delivery.REFUSED, f"{words} (0x1F)")
    assert codes.ended("UNDELIV", "031") == (Delivery.REFUSED, f"{words} (31)")
    assert codes.ended("UNDELIV", "000") == (Delivery.REFUSED, words)


def test_an_incoming_is_what_it_says() -> None:
    assert Incoming("1", 0, "2", 0x20, 0, b"", None, {}).is_receipt  # an intermediate notification
