"""Digits in INFO requests, as telephone systems send them: `application/dtmf-relay` and `application/dtmf`.

There is no standard for these; both are as common systems write them. Promises a digit of the sixteen that a telephone
has and a length that a key may have, or nothing.
"""

from __future__ import annotations

import re
from typing import Final

from agent_desktop.sip.message import Request

RELAY: Final = "application/dtmf-relay"
PLAIN: Final = "application/dtmf"
#: Milliseconds.
SHORTEST: Final = 40
LONGEST: Final = 20_000
USUAL: Final = 160
_DIGITS: Final = frozenset("0123456789*#ABCD")
_SIGNAL: Final = re.compile(r"(?im)^\s*Signal\s*=\s*(\S{1,2})\s*$")
_DURATION: Final = re.compile(r"(?im)^\s*Duration\s*=\s*(\d{1,5})\s*$")
#: Some write the number of the event (RFC 4733, 3.2).
_NUMBERS: Final = {"10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D"}


def write(digit: str, duration_ms: int) -> bytes:
    """The body of an INFO. Raises `ValueError` for what is no digit."""
    if digit.upper() not in _DIGITS:
        raise ValueError("a telephone has no such key")
    return f"Signal={digit.upper()}\r\nDuration={duration_ms}\r\n".encode()


def read(request: Request) -> tuple[str, int] | None:
    """(digit, milliseconds) of an INFO; None when it carries none."""
    kind = (request.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in {RELAY, PLAIN}:
        return None
    text = request.body[:200].decode("ascii", "replace")
    signal, length = _SIGNAL.search(text), _DURATION.search(text)
    word = signal[1] if signal is not None else text.strip() if kind == PLAIN else ""
    digit = _NUMBERS.get(word, word).upper()
    duration = int(length[1]) if length is not None else USUAL
    return (digit, min(LONGEST, max(SHORTEST, duration))) if digit in _DIGITS else None
