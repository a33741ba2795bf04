"""One message in a datagram: the torture cases, exact round trips, limits, what a refusal holds."""

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.sip import head
from agent_desktop.sip.fields import NameAddr, Via
from agent_desktop.sip.message import Headers, Message, Request, Response
from agent_desktop.sip.parse import DATAGRAM, HEAD, BadMessage, parse
from agent_desktop.sip.uri import parse_uri

from . import torture
from .readings import read_everything

#: Hypothesis knows no possessive repetition; without it an expression takes the same texts or a few more.
POSSESSIVE = re.compile(r"(?<=[*+}])\+")
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~"


@pytest.mark.parametrize("case", torture.GOOD, ids=lambda case: case.name)
def test_odd_but_good_messages_are_read_and_written_back_exactly(case: torture.Case) -> None:
    message = parse(case.data)
    assert read_everything(message) == []
    assert parse(message.encode()) == message or "content-length" not in message.headers
    if "content-length" in message.headers and not case.name.startswith(("a scheme", "a status")):
        assert case.data.lstrip(b"\r\n").startswith(message.encode())


@pytest.mark.parametrize("case", torture.BAD, ids=lambda case: case.name)
def test_bad_messages_are_refused_with_the_status_to_answer(case: torture.Case) -> None:
    with pytest.raises(BadMessage) as caught:
        parse(case.data)
    bad = caught.value
    assert bad.status == case.status
    assert bad.reason
    assert len(bad.near) <= 60
    assert (bad.partial is not None) == (bad.status != 0), "an answer needs the request"


def test_a_request_is_read_in_full() -> None:
    data = torture.wire(
        "INVITE sip:bo@example.org SIP/2.0",
        *(torture.VIA, torture.FROM, torture.TO, torture.CALL_ID),
        *("CSeq: 1 INVITE", f"l:{len(torture.SDP)}"),
        body=torture.SDP,
    )
    message = parse(data)
    assert isinstance(message, Request)
    assert (message.method, message.uri) == ("INVITE", "sip:bo@example.org")
    assert message.headers.get("call-id") == "torture-1@phone.example.net"
    assert message.body == torture.SDP.encode()
    assert message.encode() == data


def test_a_response_is_read_in_full() -> None:
    message = parse(torture.options("CSeq: 7 INVITE", start="SIP/2.0 486 Busy Here"))
    assert isinstance(message, Response)
    assert (message.status, message.reason) == (486, "Busy Here")


def test_the_body_ends_where_its_length_says() -> None:
    data = torture.options("Content-Length: 3") + b"abcdef"
    assert parse(data).body == b"abc"
    assert parse(torture.options(without="Content-Length") + b"abcdef").body == b"abcdef"


def test_a_refusal_shows_nothing_of_the_message_in_its_words() -> None:
    with pytest.raises(BadMessage) as caught:
        parse(torture.options("To: Secret, Person <sip:secret@example.org>"))
    assert "ecret" not in str(caught.value)
    assert caught.value.partial is not None
    assert caught.value.partial.headers.get("Call-ID") == "torture-1@phone.example.net"


def test_a_request_line_that_cannot_be_read_leaves_enough_for_an_answer() -> None:
    with pytest.raises(BadMessage) as caught:
        parse(torture.options(start="OPTIONS sip:a@b; lr SIP/2.0"))
    partial = caught.value.partial
    assert partial is not None
    assert partial.method == "OPTIONS"
    assert partial.headers.all("via") == [torture.VIA.partition(": ")[2]]


def test_limits_are_exact() -> None:
    base = len(torture.options("X-Own: ")) - len(b"\r\n\r\n")
    assert parse(torture.options("X-Own: " + "a" * (HEAD - base)), limit=2 * HEAD)
    with pytest.raises(BadMessage, match=str(HEAD)):
        parse(torture.options("X-Own: " + "a" * (HEAD - base + 1)), limit=2 * HEAD)
    start = torture.options(without="Content-Length")
    assert len(parse(start + b"a" * (DATAGRAM - len(start))).body) == DATAGRAM - len(start)
    with pytest.raises(BadMessage, match=str(DATAGRAM)):
        parse(start + b"a" * (DATAGRAM - len(start) + 1))
    assert parse(torture.options(*["X-Own: 1"] * 505))
    with pytest.raises(BadMessage, match="512"):
        parse(torture.options(*["X-Own: 1"] * 506))


TEXTS = st.binary(max_size=60).map(
    lambda raw: raw.translate(None, b"\r\n").decode("utf-8", "surrogateescape")
)
NAMES = st.text(TOKEN, min_size=1, max_size=12).filter(
    lambda name: Headers([(name, "")]).get(name) is not None and len(name) > 1
)
NEEDED = [
    ("Via", "SIP/2.0/UDP h;branch=z9hG4bK1"),
    ("From", "<sip:a@b>;tag=1"),
    ("t", "sip:c@d"),
    ("i", "x@y"),
]
TAKEN = {"via", "from", "to", "call-id", "cseq", "content-length", "max-forwards"}


@st.composite
def messages(draw: st.DrawFn) -> Message:
    method = draw(st.text(TOKEN, min_size=1, max_size=9))
    more = draw(st.lists(st.tuples(NAMES, TEXTS), max_size=8, unique_by=lambda f: f[0].lower()))
    body = draw(st.binary(max_size=200))
    fields = [*NEEDED, ("CSeq", f"9 {method}"), ("Content-Length", str(len(body)))]
    fields += [field for field in more if field[0].lower() not in TAKEN]
    headers = Headers(draw(st.permutations(fields)))
    if draw(st.booleans()):
        return Request(method, f"sip:{draw(st.text(TOKEN, min_size=1))}@h", headers, body)
    return Response(draw(st.integers(100, 699)), draw(TEXTS), headers, body)


@given(messages())
@settings(deadline=None)
def test_every_message_is_read_as_it_was_written(message: Message) -> None:
    assert parse(message.encode()) == message


@given(st.data())
@settings(deadline=None)
def test_the_short_cuts_accept_nothing_more_than_the_full_readings(data: st.DataObject) -> None:
    def near(pattern: re.Pattern[str]) -> str:
        text: str = data.draw(
            st.from_regex(re.compile(POSSESSIVE.sub("", pattern.pattern)), fullmatch=True)
        )
        return text

    readings: list[tuple[re.Pattern[str], Callable[[str], object]]] = [
        (head._PLAIN_VIA, Via.parse),
        (head._PLAIN_ADDRESS, NameAddr.parse),
        (head._PLAIN_URI, parse_uri),
    ]
    for pattern, read in readings:
        text = near(pattern)
        if pattern.fullmatch(text):
            read(text)


@given(st.binary(max_size=400) | st.binary(max_size=80).map(lambda raw: torture.options() + raw))
@settings(deadline=None)
def test_any_bytes_give_a_message_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(BadMessage):
        read_everything(parse(data))
