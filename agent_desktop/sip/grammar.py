"""What the values of SIP share: tokens, quoted strings, numbers, parameters, lists (RFC 3261, 25.1).

Promises work that grows with the length of the text and no faster (every repetition is possessive), and that what is
not understood stays as it was written, quotes included. Refuses numbers beyond the bound that the caller names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

#: Most numbers of SIP fit in 32 bits; the sequence number in 31 (RFC 3261, 8.1.1.5 and 20).
MOST: Final = 2**32 - 1
MOST_CSEQ: Final = 2**31 - 1

TOKEN: Final = r"[A-Za-z0-9.!%*_+`'~-]"
_TOKEN: Final = re.compile(rf"{TOKEN}++")
QUOTED: Final = r'"(?:[^"\\]|\\.)*+"'
# Wider than the standard on purpose: IPv6 without brackets in received=, bare URIs, bytes that are not UTF-8.
_PARAM: Final = re.compile(
    rf"[ \t]*+;[ \t]*+({TOKEN}++)(?:[ \t]*+=[ \t]*+({QUOTED}|[^\s;,\"<>\x00-\x20\x7f]*+))?",
    re.DOTALL,
)
_ELEMENT: Final = re.compile(rf"(?:{QUOTED}|<[^<>]*+>|[^\",<>])*+", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_DIGITS: Final = re.compile(r"[0-9]++")
_BLANKS: Final = " \t\r\n"


class BadValue(ValueError):
    """A value that cannot be read: `header` names where it stood, `value` is the text.

    Its words leave the text out, because they may end in a log.
    """

    def __init__(self, header: str, value: str) -> None:
        super().__init__(header, value)
        self.header = header
        self.value = value

    def __str__(self) -> str:
        return f"{self.header} cannot be read"


def is_token(text: str) -> bool:
    """Whether `text` is a token: not empty, and none of the signs that separate."""
    return _TOKEN.fullmatch(text) is not None


def number(header: str, text: str, most: int) -> int:
    """`text` as a whole number from 0 to `most`; leading zeros are allowed. Raises `BadValue`."""
    if not _DIGITS.fullmatch(text):
        raise BadValue(header, text)
    digits = text.lstrip("0") or "0"
    # Python itself refuses to read numbers of thousands of digits.
    if len(digits) > len(str(most)) or int(digits) > most:
        raise BadValue(header, text)
    return int(digits)


def readable(text: str) -> str:
    """Text fit for a screen or a database: what is not UTF-8 is read as Latin-1, which old telephones mean."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("latin-1")
    return text


def quote(text: str) -> str:
    r"""`text` as a quoted string: `"` and `\` escaped, ends of lines made blanks, which no escape can carry."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + inner.replace("\r", " ").replace("\n", " ") + '"'


def unquote(text: str) -> str:
    """A quoted string without its quotes and escapes; any other text as it is."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        inner = text[1:-1]
        return _ESCAPED.sub(r"\1", inner) if "\\" in inner else inner
    return text


def split_list(header: str, value: str) -> list[str]:
    """The elements of a list with commas, stripped; commas in quotes and angle brackets do not count.

    Empty elements stay as empty texts: the caller knows whether they are allowed. Raises `BadValue` for quotes or
    brackets that do not close.
    """
    if "," not in value:
        return [value.strip(_BLANKS)]
    found, at = [], 0
    while True:
        match = _ELEMENT.match(value, at)
        end = match.end() if match else at
        found.append(value[at:end].strip(_BLANKS))
        if end == len(value):
            return found
        if value[end] != ",":
            raise BadValue(header, value)
        at = end + 1


class Params:
    """The parameters of a value, in order, as written: `;tag=1;lr;+sip.instance="<urn:..>"`. They never change.

    Names compare without case. Of a name that stands twice the first counts.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str | None]] = ()) -> None:
        self._items = tuple(items)

    @classmethod
    def parse(cls, header: str, text: str, at: int = 0) -> Params:
        """Read `;name=value;flag…` from `at` to the end. Raises `BadValue` when anything else is left."""
        items: list[tuple[str, str | None]] = []
        end = len(text)
        while at < end:
            match = _PARAM.match(text, at)
            if match is None:
                if text[at:].strip(_BLANKS):
                    raise BadValue(header, text)
                break
            name, value = match.groups()
            items.append((name, value))
            at = match.end()
        return cls(items)

    def __iter__(self) -> Iterator[tuple[str, str | None]]:
        """(name as written, value with its quotes; None for a flag), in order."""
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: str) -> bool:
        return self.raw(name) is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Params) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return f"Params({list(self._items)!r})"

    def __str__(self) -> str:
        return "".join(
            f";{name}" if value is None else f";{name}={value}" for name, value in self._items
        )

    def raw(self, name: str) -> str | None:
        """The value as written, quotes included; "" for a flag; None when it is not there."""
        wanted = name.lower()
        for kept, value in self._items:
            if kept.lower() == wanted:
                return value or ""
        return None

    def get(self, name: str) -> str | None:
        """The value without quotes and escapes; "" for a flag; None when it is not there."""
        value = self.raw(name)
        return None if value is None else unquote(value)

    def having(self, name: str, value: str | None) -> Params:
        """These with `name` set, in its old place or at the end. `value` is written as it is: quote it first."""
        wanted = name.lower()
        if name not in self:
            return Params([*self._items, (name, value)])
        return Params((kept, value if kept.lower() == wanted else old) for kept, old in self._items)

    def without(self, name: str) -> Params:
        """These without `name`."""
        wanted = name.lower()
        return Params(item for item in self._items if item[0].lower() != wanted)


NO_PARAMS: Final = Params()
