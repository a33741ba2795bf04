"""Digits in INFO requests, as telephone systems send them: `application/dtmf-relay` and `application/dtmf`.

Promises a digit of the sixteen that a telephone has, or nothing.
"""

from __future__ import annotations

import re
from typing import Final

from agent_desktop.sip.message import Request

RELAY: Final = "application/dtmf-relay"
PLAIN: Final = "application/dtmf"
_DIGITS: Final = frozenset("0123456789*#ABCD")
_SIGNAL: Final = re.compile(r"(?im)^\s*Signal\s*=\s*(\S{1,2})\s*$")
_DURATION: Final = re.compile(r"(?im)^\s*Duration\s*=\s*(\d{1,5})\s*$")
_NUMBERS: Final = {"10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D"}


def write(digit: str, duration_ms: int) -> bytes:
    """The body of an INFO. Raises `ValueError` for what is no digit."""
    if digit.upper() not in _DIGITS:
        raise ValueError("a telephone has no such key")
    return f"Signal={digit.upper()}\r\nDuration={duration_ms}\r\n".encode()


def read(request: Request) -> tuple[str, int] | None:
    """(digit, milliseconds) of an INFO; None when it carries none."""
    kind = (request.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    text = request.body[:200].decode("ascii", "replace")
    duration = 160
    if kind == RELAY:
        found = _SIGNAL.search(text)
        length = _DURATION.search(text)
        duration = int(length[1]) if length else duration
        word = found[1] if found else ""
    elif kind == PLAIN:
        word = text.strip()
    else:
        return None
    digit = _NUMBERS.get(word, word).upper()
    return (digit, duration) if digit in _DIGITS else None
