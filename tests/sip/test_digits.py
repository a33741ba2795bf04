"""Digits in INFO: read as they are written, by us and by others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.sip.agent.digits import PLAIN, RELAY, read, write
from agent_desktop.sip.message import Headers, Request

DIGITS = "0123456789*#ABCD"


def info(kind: str, body: bytes) -> Request:
    return Request("INFO", "sip:us@h", Headers([("Content-Type", kind)]), body)


@pytest.mark.parametrize("digit", DIGITS)
def test_what_is_written_is_read(digit: str) -> None:
    assert read(info(RELAY, write(digit.lower(), 250))) == (digit, 250)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (RELAY, b"Signal= 5\nDuration= 160", ("5", 160)),
        (RELAY, b"signal=#\r\n", ("#", 160)),
        (RELAY, b"Signal=11\r\nDuration=99999\r\n", ("#", 20000)),
        (RELAY, b"Signal=11\r\nDuration=99999999999\r\n", ("#", 160)),
        (RELAY, b"Signal=a\r\nDuration=1\r\n", ("A", 40)),
        ("Application/DTMF; charset=x", b"*", ("*", 160)),
        (PLAIN, b"10\r\n", ("*", 160)),
        (PLAIN, b"Signal=7\r\nDuration=80", ("7", 80)),
        (RELAY, b"Signal=17\r\n", None),
        (RELAY, b"5", None),
        (PLAIN, "５".encode(), None),
        (PLAIN, b"", None),
        ("text/plain", b"5", None),
        ("", b"Signal=5", None),
    ],
)
def test_bodies_of_other_phones(kind: str, body: bytes, expected: tuple[str, int] | None) -> None:
    assert read(info(kind, body)) == expected


@given(st.sampled_from([RELAY, PLAIN]), st.binary(max_size=60))
def test_any_body_is_a_digit_or_none(kind: str, body: bytes) -> None:
    found = read(info(kind, body))
    assert found is None or (found[0] in DIGITS and 40 <= found[1] <= 20000)


def test_what_is_no_digit_is_not_written() -> None:
    for wrong in ("x", "", "12", "ß"):
        with pytest.raises(ValueError, match="no such key"):
            write(wrong, 100)
