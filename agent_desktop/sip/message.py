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
_FOLD: Final = re.compile(r"[ \t]*\r?\n[ \t]+")
#: Bytes that are not UTF-8 come back as they were.
_TEXT: Final = ("utf-8", "surrogateescape")


def canonical(name: str) -> str:
    """The name of a header field for comparing: lower case, never compact."""
    lower = name.lower()
    return COMPACT.get(lower, lower)


class Headers:
    """Header fields in order. Names compare without case and whether compact or not."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields = [(canonical(name), name, value) for name, value in fields]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """(name as written, raw value), in order."""
        return ((name, value) for _, name, value in self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, name: str) -> bool:
        wanted = canonical(name)
        return any(key == wanted for key, _, _ in self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._fields == other._fields

    __hash__ = None  # type: ignore[assignment]  # they change

    def __repr__(self) -> str:
        return f"Headers({list(self)!r})"

    def get(self, name: str) -> str | None:
        """The first value of that name, unfolded and stripped; None when there is none."""
        wanted = canonical(name)
        return next((unfold(value) for key, _, value in self._fields if key == wanted), None)

    def all(self, name: str) -> list[str]:
        """Every value of that name, unfolded and stripped. A value may itself be a list with commas."""
        wanted = canonical(name)
        return [unfold(value) for key, _, value in self._fields if key == wanted]

    def add(self, name: str, value: str) -> None:
        """Append a field."""
        self._fields.append((canonical(name), name, value))

    def add_first(self, name: str, value: str) -> None:
        """Put a field before all others of its name (Via, Record-Route); at the top when there are none."""
        key = canonical(name)
        at = next((i for i, kept in enumerate(self._fields) if kept[0] == key), 0)
        self._fields.insert(at, (key, name, value))

    def set(self, name: str, value: str) -> None:
        """Let `value` be the only one of that name, where the first stood; at the end when there was none."""
        key = canonical(name)
        at = next((i for i, kept in enumerate(self._fields) if kept[0] == key), None)
        if at is None:
            self._fields.append((key, name, value))
            return
        written = self._fields[at][1]
        rest = [kept for kept in self._fields[at + 1 :] if kept[0] != key]
        self._fields[at:] = [(key, written, value), *rest]

    def remove(self, name: str) -> None:
        """Drop every field of that name."""
        key = canonical(name)
        self._fields = [kept for kept in self._fields if kept[0] != key]

    def copy(self) -> Headers:
        """An independent copy."""
        made = Headers()
        made._fields = list(self._fields)
        return made


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
        """The message on the wire; Content-Length is set to what the body has."""
        return _encode(f"{self.method} {self.uri} SIP/2.0", self.headers, self.body)


@dataclass(slots=True)
class Response:
    """A response. `status` is from 100 to 699."""

    status: int
    reason: str
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def encode(self) -> bytes:
        """The message on the wire; Content-Length is set to what the body has."""
        return _encode(f"SIP/2.0 {self.status} {self.reason}", self.headers, self.body)


Message: TypeAlias = Request | Response


def _encode(start: str, headers: Headers, body: bytes) -> bytes:
    length = str(len(body))
    if headers.get("content-length") != length or len(headers.all("content-length")) > 1:
        headers = headers.copy()
        headers.set("Content-Length", length)
    lines = [start, *(f"{name}:{_spaced(value)}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode(*_TEXT) + body


def _spaced(value: str) -> str:
    # Parsed values keep the blank that stood before them; ours have none.
    return value if value[:1] in {" ", "\t", "\r", "\n"} else f" {value}"
