"""SIP messages as records: requests, responses, and their header fields in the order in which they came (RFC 3261, 7).

Promises that what is not understood survives: names as they were written, values byte for byte (folding included, text
that is not UTF-8 as surrogates), so that `encode` gives back what was parsed. Refuses to understand any value:
`fields.py` and `uri.py` do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

#: The compact forms of RFC 3261 (7.3.3), 3515, 3892, 3911, 4028, 6665 and 8224.
COMPACT: Final = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
    "y": "identity",
}
_FOLD: Final = re.compile(r"[ \t]*+\r\n[ \t]++")
#: What a name and a method may consist of (RFC 3261, 25.1: token).
_NAME: Final = re.compile(r"[A-Za-z0-9.!%*_+`'~-]++")
#: Ends of lines that are no folding: with them a value could smuggle fields of its own.
_BREAK: Final = re.compile(r"\r(?!\n[ \t])|(?<!\r)\n")
#: Bytes that are not UTF-8 come back as they were.
TEXT: Final = ("utf-8", "surrogateescape")
#: (name for comparing, name as written, the rest of the line as written: colon, blanks and folding included).
Line: TypeAlias = tuple[str, str, str]


def canonical(name: str) -> str:
    """The name of a header field for comparing: lower case, never compact."""
    lower = name.lower()
    return COMPACT.get(lower, lower)


class Headers:
    """Header fields in order. Names compare without case and whether compact or not.

    Everything that puts a field in raises `ValueError` for a name that is no token and for a value with an end of line
    that is not folding.
    """

    __slots__ = ("_lines",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._lines: list[Line] = [_line(name, value) for name, value in fields]

    @classmethod
    def from_lines(cls, lines: list[Line]) -> Headers:
        """The fields that a parser read; it has checked them and gives the list away."""
        made = cls()
        made._lines = lines
        return made

    def lines(self) -> Iterator[Line]:
        """Every field as it stands on the wire, in order."""
        return iter(self._lines)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """(name as written, value unfolded and stripped), in order."""
        return ((name, value_of(rest)) for _, name, rest in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, name: str) -> bool:
        wanted = canonical(name)
        return any(key == wanted for key, _, _ in self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._lines == other._lines

    __hash__ = None  # type: ignore[assignment]  # they change

    def __repr__(self) -> str:
        return f"Headers({list(self)!r})"

    def get(self, name: str) -> str | None:
        """The first value of that name, unfolded and stripped; None when there is none."""
        wanted = canonical(name)
        for key, _, rest in self._lines:
            if key == wanted:
                return value_of(rest)
        return None

    def all(self, name: str) -> list[str]:
        """Every value of that name, unfolded and stripped. A value may itself be a list with commas."""
        wanted = canonical(name)
        return [value_of(rest) for key, _, rest in self._lines if key == wanted]

    def add(self, name: str, value: str) -> None:
        """Append a field."""
        self._lines.append(_line(name, value))

    def add_first(self, name: str, value: str) -> None:
        """Put a field before all others of its name (Via, Record-Route); at the top when there are none."""
        line = _line(name, value)
        at = next((i for i, kept in enumerate(self._lines) if kept[0] == line[0]), 0)
        self._lines.insert(at, line)

    def set(self, name: str, value: str) -> None:
        """Let `value` be the only one of that name, where the first stood; at the end when there was none."""
        line = _line(name, value)
        key = line[0]
        at = next((i for i, kept in enumerate(self._lines) if kept[0] == key), None)
        if at is None:
            self._lines.append(line)
            return
        rest = [kept for kept in self._lines[at + 1 :] if kept[0] != key]
        self._lines[at:] = [(key, self._lines[at][1], line[2]), *rest]

    def remove(self, name: str) -> None:
        """Drop every field of that name."""
        key = canonical(name)
        self._lines = [kept for kept in self._lines if kept[0] != key]

    def copy(self) -> Headers:
        """An independent copy."""
        return Headers.from_lines(list(self._lines))


def _line(name: str, value: str) -> Line:
    if not _NAME.fullmatch(name):
        raise ValueError("the name of a header field must be a token")
    if ("\n" in value or "\r" in value) and _BREAK.search(value):
        raise ValueError(f"the value of {name} breaks out of its line")
    return canonical(name), name, f": {value}"


def value_of(rest: str) -> str:
    """The value in the rest of a line: without the colon, unfolded and stripped."""
    # Nearly all lines go on with a colon, one blank and a value that is not folded.
    if rest[:2] == ": " and "\n" not in rest:
        return rest[2:].strip(" \t\r")
    return unfold(rest[rest.index(":") + 1 :])


def unfold(value: str) -> str:
    """A value without folding (RFC 3261, 7.3.1) and without blanks at its ends."""
    return (_FOLD.sub(" ", value) if "\n" in value else value).strip(" \t\r\n")


@dataclass(slots=True)
class Request:
    """A request. `uri` is the request URI as written."""

    method: str
    uri: str
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def encode(self) -> bytes:
        """The message on the wire; Content-Length is set to what the body has.

        Raises `ValueError` when the first line would break.
        """
        if not _NAME.fullmatch(self.method) or not self.uri or " " in self.uri:
            raise ValueError("the method and the URI of a request are one word each")
        return _encode(f"{self.method} {self.uri} SIP/2.0", self.headers, self.body)


@dataclass(slots=True)
class Response:
    """A response. `status` is from 100 to 699."""

    status: int
    reason: str
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def encode(self) -> bytes:
        """The message on the wire; Content-Length is set to what the body has.

        Raises `ValueError` when the first line would break.
        """
        return _encode(f"SIP/2.0 {self.status} {self.reason}", self.headers, self.body)


Message: TypeAlias = Request | Response


def _encode(start: str, headers: Headers, body: bytes) -> bytes:
    if "\r" in start or "\n" in start:
        raise ValueError("the first line of a message breaks out of its line")
    length = str(len(body))
    if headers.all("content-length") != [length]:
        headers = headers.copy()
        headers.set("Content-Length", length)
    return (
        "\r\n".join([start, *(name + rest for _, name, rest in headers.lines()), "", ""]).encode(
            *TEXT
        )
        + body
    )
