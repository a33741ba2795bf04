"""Messages in a stream: any chunking, keep-alives, endless headers, bodies that are too large or have no length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.sip.message import Message
from agent_desktop.sip.parse import BODY, HEAD, PING, PONG, BadMessage, KeepAlive, Stream, parse

from . import torture

Item = Message | BadMessage | KeepAlive
GOOD = torture.options("Content-Length: 5") + b"hello"
SKIPPED = torture.options("Content-Length: 5", "CSeq: 7 INVITE") + b"12345"
ANSWER = torture.options("CSeq: 7 OPTIONS", start="SIP/2.0 200 OK")
SILENT = torture.options("CSeq: 7 OPTIONS", start="SIP/2.0 999 Odd")
ENDLESS = torture.options("Content-Length: 2", without="Call-ID") + b"\r\n"
FATAL = torture.options(without="Content-Length")


def plain(items: list[Item]) -> list[object]:
    """Items that compare: refusals as their parts."""
    return [
        (item.status, item.reason, item.near, item.partial)
        if isinstance(item, BadMessage)
        else item
        for item in items
    ]


def fed(data: bytes, cuts: list[int]) -> tuple[list[object], bool]:
    stream, found, last = Stream(), [], 0
    for cut in [*sorted(cuts), len(data)]:
        found += stream.feed(data[last:cut])
        last = cut
    return plain(found), stream.broken


def test_messages_come_one_after_the_other() -> None:
    stream = Stream()
    assert stream.feed(GOOD + ANSWER + GOOD[:-1]) == [parse(GOOD), parse(ANSWER)]
    assert stream.feed(GOOD[-1:]) == [parse(GOOD)]
    assert not stream.broken


def test_a_message_byte_by_byte() -> None:
    stream = Stream()
    for byte in GOOD[:-1]:
        assert stream.feed(bytes([byte])) == []
    assert stream.feed(GOOD[-1:]) == [parse(GOOD)]


def test_line_ends_between_messages_are_keep_alives() -> None:
    stream = Stream()
    assert stream.feed(b"\r\n") == [PONG]
    assert stream.feed(b"\r") == []
    assert stream.feed(b"\n" + GOOD) == [PING, parse(GOOD)]
    assert stream.feed(b"\r\n\r\n\r\n") == [PONG, PING, PONG]
    assert stream.feed(GOOD + b"\r\n") == [parse(GOOD), PONG], "a message begins a new count"


def test_a_bad_message_whose_end_is_known_is_skipped() -> None:
    stream = Stream()
    found = stream.feed(SKIPPED + SILENT + GOOD)
    assert [getattr(item, "status", None) for item in found] == [400, 0, None]
    assert found[2] == parse(GOOD)
    assert not stream.broken


@pytest.mark.parametrize(
    ("data", "status", "why"),
    [
        (FATAL, 400, "Content-Length is missing"),
        (torture.options("Content-Length: 1x"), 400, "Content-Length cannot be read"),
        (torture.options("Content-Length: -1"), 400, "Content-Length cannot be read"),
        (torture.options("Content-Length: 1", "l: 1"), 400, "more than once"),
        (torture.options(f"Content-Length: {BODY + 1}"), 513, str(BODY)),
        (torture.options(f"Content-Length: {'9' * 5000}"), 400, "Content-Length cannot be read"),
        (torture.options("X-Odd\nContent-Length: 9"), 400, "header line"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0, "not SIP"),
        (b" \r\n\r\n", 0, "not SIP"),
        (b"\x16\x03\x01" + b"\x00" * HEAD * 2, 0, str(HEAD)),
    ],
)
def test_what_has_no_known_end_breaks_the_stream(data: bytes, status: int, why: str) -> None:
    stream = Stream()
    found = stream.feed(GOOD + data + GOOD)
    assert found[0] == parse(GOOD)
    assert len(found) == 2
    assert isinstance(found[1], BadMessage)
    assert found[1].status == status
    assert why in found[1].reason
    assert stream.broken
    assert stream.feed(GOOD) == [], "what follows could be anything"


def test_a_header_section_without_an_end_is_cut_at_the_limit() -> None:
    stream = Stream()
    line = b"X-Endless: " + b"a" * 500 + b"\r\n"
    assert stream.feed(b"OPTIONS sip:a SIP/2.0\r\n") == []
    fed_bytes = 0
    found: list[Item] = []
    while not found:
        found = stream.feed(line)
        fed_bytes += len(line)
        assert fed_bytes <= HEAD + len(line)
    assert isinstance(found[0], BadMessage)
    assert found[0].status == 0
    assert str(HEAD) in found[0].reason
    assert stream.broken


def test_the_largest_body_is_taken() -> None:
    stream = Stream()
    data = torture.options(f"Content-Length: {BODY}") + b"b" * BODY
    found = [item for at in range(0, len(data), 9999) for item in stream.feed(data[at : at + 9999])]
    assert [len(item.body) for item in found if not isinstance(item, BadMessage | KeepAlive)] == [
        BODY
    ]


PIECES = [GOOD, ANSWER, SKIPPED, SILENT, ENDLESS, FATAL, b"\r\n", b"\r\n\r\n", b"\r", b"junk", b""]


@given(st.data(), st.lists(st.sampled_from(PIECES), max_size=6))
@settings(deadline=None)
def test_the_chunking_changes_nothing(data: st.DataObject, pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=12))
    once = fed(whole, [])
    assert fed(whole, cuts) == once
    assert fed(whole, list(range(len(whole)))) == once


@given(st.lists(st.binary(max_size=80) | st.sampled_from(PIECES), max_size=8))
@settings(deadline=None)
def test_any_bytes_give_items_only(pieces: list[bytes]) -> None:
    stream = Stream()
    for piece in pieces:
        was_broken = stream.broken
        found = stream.feed(piece)
        assert not (was_broken and found)
    assert fed(b"".join(pieces), []) == fed(b"".join(pieces), [3, 9, 30])
