"""The words of the written form, one by one: tokens, values in quotes, times with their unit.

Promises that what is written here is read back as it was. Refuses nothing: what is no token is told by its reader.
"""

import json
import re
from collections.abc import Iterable
from typing import Final

from agent_desktop.model.base import Millis

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|,|[^\s,"]+|"')
_PLAIN = re.compile(r"[^\s,\"]+")
_TIME = re.compile(r"(-?\d{1,15})(ms|s|min|h|d)")
UNITS: Final[dict[str, Millis]] = {
    "d": 86_400_000,
    "h": 3_600_000,
    "min": 60_000,
    "s": 1_000,
    "ms": 1,
}


class Unreadable(ValueError):
    """What stands here is no value; the words are what stands here."""


def tokens(line: str) -> list[str]:
    """The tokens of a line: words, commas, texts in quotes."""
    return _TOKEN.findall(line)


def quoted(value: str) -> str:
    """A value as it is written: in quotes where it would not be one word."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def value_of(token: str) -> str:
    """What a token means. Raises Unreadable."""
    if not token.startswith('"'):
        if token == ",":
            raise Unreadable(token)
        return token
    try:
        found = json.loads(token, strict=False)
    except ValueError:
        raise Unreadable(token) from None
    assert isinstance(found, str)
    return found


def listed(values: Iterable[str]) -> str:
    """Values with commas between them."""
    return ", ".join(quoted(one) for one in values)


def parts_of(found: list[str]) -> list[list[str]]:
    """The tokens between the commas. Raises Unreadable where nothing stands between two."""
    parts: list[list[str]] = [[]]
    for token in found:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    if not all(parts):
        raise Unreadable(" ".join(found))
    return parts


def list_of(found: list[str]) -> tuple[str, ...]:
    """Values that stand with commas between them. Raises Unreadable."""
    return tuple(value_of(one_of(part)) for part in parts_of(found))


def one_of(found: list[str]) -> str:
    """The only token. Raises Unreadable."""
    if len(found) != 1:
        raise Unreadable(" ".join(found))
    return found[0]


def number_of(found: list[str]) -> int:
    """A whole number. Raises Unreadable."""
    token = one_of(found)
    if not re.fullmatch(r"-?\d{1,15}", token) or not token.isascii():
        raise Unreadable(token)
    return int(token)


def time_of(found: list[str]) -> Millis:
    """A number and its unit, with or without a space between them. Raises Unreadable."""
    joined = "".join(found)
    match = _TIME.fullmatch(joined)
    if match is None or not joined.isascii():
        raise Unreadable(" ".join(found))
    return int(match[1]) * UNITS[match[2]]


def timed(span: Millis) -> str:
    """A time in the largest unit of which it is a whole number."""
    unit, length = next((unit, ms) for unit, ms in UNITS.items() if span % ms == 0)
    return f"{span // length} {unit}"
