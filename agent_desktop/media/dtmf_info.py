"""Keys in SIP INFO bodies: `application/dtmf-relay` (Signal and Duration lines) and `application/dtmf` (the key alone).

Promises that what is written is read back, and None for what is neither. There is no standard for these; both are as
common PBXs write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agent_desktop.media.dtmf import KEYS, LONGEST_MS, SHORTEST_MS

RELAY: Final = "application/dtmf-relay"
PLAIN: Final = "application/dtmf"
_DEFAULT_MS: Final = 160
_LONGEST_BODY: Final = 512
_LINE: Final = re.compile(r"^\s*(signal|duration)\s*=\s*(\S+)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InfoKey:
    """A key that was pressed and its length."""

    key: str
    duration_ms: int


def write(key: str, duration_ms: int) -> tuple[str, bytes]:
    """(content type, body) for a key. Raises `ValueError` for what is no key."""
    if len(key) != 1 or key.upper() not in KEYS:
        raise ValueError(f"{key!r} is no key of a telephone: {KEYS}")
    return RELAY, f"Signal={key.upper()}\r\nDuration={duration_ms}\r\n".encode("ascii")


def read(content_type: str, body: bytes) -> InfoKey | None:
    """The key of a body; None when it holds none. Events 10 to 16 may be written as numbers (10 is *, 11 is #)."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (RELAY, PLAIN) or len(body) > _LONGEST_BODY:
        return None
    text = body.decode("ascii", "replace")
    found = {
        match[1].lower(): match[2] for line in text.splitlines() if (match := _LINE.match(line))
    }
    signal = found.get("signal") or (text.strip() if kind == PLAIN else "")
    key = _key(signal)
    if key is None:
        return None
    length = found.get("duration", "")
    spoken = int(length) if length.isascii() and length.isdigit() and len(length) < 9 else 0
    return InfoKey(key, max(SHORTEST_MS, min(LONGEST_MS, spoken or _DEFAULT_MS)))


def _key(signal: str) -> str | None:
    if len(signal) == 1:
        return signal.upper() if signal.upper() in KEYS else None
    if signal.isascii() and signal.isdigit() and len(signal) < 4 and int(signal) < len(KEYS):
        return KEYS[int(signal)]
    return None
