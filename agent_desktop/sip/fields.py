"""Typed readings of header values: Via, addresses, CSeq, lists, numbers; beside them those of `usage_fields.py`.

Each reads one value (`parse`), or all of a message's by functions on `Headers`; `str` writes it again. Promises
`BadValue` for everything that cannot be read, never another error, and exact parameters. Refuses to guess: an unquoted
name with a comma, a number out of its range and an empty element of a list are errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from .grammar import (
    MOST,
    MOST_CSEQ,
    NO_PARAMS,
    QUOTED,
    TOKEN,
    BadValue,
    Params,
    is_token,
    number,
    quote,
    readable,
    split_list,
    unquote,
)
from .message import Headers
from .uri import HOST, Uri, checked_host, parse_uri
from .usage_fields import (
    Event,
    MediaType,
    RAck,
    Reason,
    Replaces,
    RetryAfter,
    SessionExpires,
    SubscriptionState,
    leading_number,
)

__all__ = [
    "BadValue",
    "CSeq",
    "Event",
    "MediaType",
    "NameAddr",
    "Params",
    "RAck",
    "Reason",
    "Replaces",
    "RetryAfter",
    "SessionExpires",
    "SubscriptionState",
    "Via",
    "address",
    "addresses",
    "contacts",
    "elements",
    "integer",
    "seconds",
    "tokens",
    "vias",
]

#: What a branch begins with that is unique (RFC 3261, 8.1.1.7).
COOKIE: Final = "z9hG4bK"
_VIA: Final = re.compile(
    rf"({TOKEN}++)[ \t]*+/[ \t]*+({TOKEN}++)[ \t]*+/[ \t]*+({TOKEN}++)[ \t]++({HOST})"
    r"(?:[ \t]*+:[ \t]*+([0-9]++))?"
)
_NAMED: Final = re.compile(rf"({QUOTED}|[^\"<>,;]*+)[ \t]*+<([^<>]*+)>", re.DOTALL)
_BARE: Final = re.compile(r"[^\s;,?<>\"]++")
_CSEQ: Final = re.compile(rf"([0-9]++)[ \t]++({TOKEN}++)")
_STAR: Final = "*"
Star: TypeAlias = Literal["*"]


@dataclass(frozen=True, slots=True)
class Via:
    """One stop of the way that a request took. `transport` is in upper case."""

    transport: str
    host: str
    port: int | None = None
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, value: str) -> Via:
        """Read one element. Raises `BadValue`, also for a protocol that is not SIP/2.0."""
        match = _VIA.match(value)
        if match is None or match[1].upper() != "SIP" or match[2] != "2.0":
            raise BadValue("Via", value)
        host = checked_host("Via", match[4])
        port = None if match[5] is None else number("Via", match[5], 65535)
        return cls(match[3].upper(), host, port, Params.parse("Via", value, match.end()))

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/2.0/{self.transport} {self.host}{port}{self.params}"

    @property
    def branch(self) -> str | None:
        """The branch; None when there is none, as from peers of RFC 2543."""
        return self.params.get("branch") or None

    @property
    def is_unique(self) -> bool:
        """Whether the branch alone names the transaction: the cookie, and something behind it (RFC 4475, 3.2.1)."""
        branch = self.branch or ""
        return branch.startswith(COOKIE) and len(branch) > len(COOKIE)

    @property
    def received(self) -> str | None:
        """Where the request came from, without the brackets that some put around IPv6; None when not said."""
        value = self.params.get("received")
        return value.strip("[]") if value else None

    @property
    def rport(self) -> int | None:
        """The port that the request came from; None when it is not said, also when it is only asked for."""
        value = self.params.get("rport")
        return number("Via", value, 65535) if value else None

    @property
    def wants_rport(self) -> bool:
        """Whether the sender asked for the answer at the port that it sent from (RFC 3581, 3)."""
        return self.params.raw("rport") == ""

    def seen_from(self, host: str, port: int) -> Via:
        """This, as a server stamps it: `received` where the host differs or rport was asked for (RFC 3581, 4)."""
        params = self.params
        if "rport" in params:
            params = params.having("rport", str(port))
        if "rport" in params or self.host.strip("[]").lower() != host.lower():
            params = params.having("received", host)
        return replace(self, params=params)


@dataclass(frozen=True, slots=True)
class NameAddr:
    """An address with a name for people and parameters: From, To, Contact, Route, Refer-To, P-Asserted-Identity…

    `display` is clean text, "" for none: hostile, but fit for a screen. Parameters behind an address without brackets
    belong to the header (RFC 3261, 20.10).
    """

    uri: Uri
    display: str = ""
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, value: str, header: str = "Contact") -> NameAddr:
        """Read one element. Raises `BadValue` that names `header`."""
        match = _NAMED.match(value)
        if match is not None:
            display = match[1].strip(" \t")
            if display:
                display = readable(unquote(display))
            uri = parse_uri(match[2], header)
        else:
            match = _BARE.match(value)
            if match is None:
                raise BadValue(header, value)
            display, uri = "", parse_uri(match[0], header)
        return cls(uri, display, Params.parse(header, value, match.end()))

    def __str__(self) -> str:
        name = f"{quote(self.display)} " if self.display else ""
        return f"{name}<{self.uri}>{self.params}"

    @property
    def tag(self) -> str | None:
        """The tag of a From or To; None when there is none."""
        return self.params.get("tag") or None

    @property
    def q(self) -> float:
        """How much this contact is preferred, from 0 to 1; 1 when it does not say. Raises `BadValue`."""
        text = self.params.get("q")
        if not text:
            return 1.0
        if not re.fullmatch(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?", text):
            raise BadValue("q", text)
        return float(text)

    @property
    def expires(self) -> int | None:
        """The seconds that a contact is good for; None when it does not say. Raises `BadValue`."""
        text = self.params.get("expires")
        return number("expires", text, MOST) if text else None


@dataclass(frozen=True, slots=True)
class CSeq:
    """The place of a request in its dialog, and its method."""

    number: int
    method: str

    @classmethod
    def parse(cls, value: str) -> CSeq:
        """Read `314159 INVITE`. Raises `BadValue` from 2^31 on."""
        match = _CSEQ.fullmatch(value)
        if match is None:
            raise BadValue("CSeq", value)
        return cls(number("CSeq", match[1], MOST_CSEQ), match[2])

    def __str__(self) -> str:
        return f"{self.number} {self.method}"


def vias(headers: Headers) -> list[Via]:
    """Every Via, the newest first. Raises `BadValue`."""
    return [Via.parse(part) for part in elements(headers, "Via")]


def addresses(headers: Headers, name: str) -> list[NameAddr]:
    """Every address of the lists of that name (Route, Record-Route, P-Asserted-Identity…). Raises `BadValue`."""
    return [NameAddr.parse(part, name) for part in elements(headers, name)]


def address(headers: Headers, name: str) -> NameAddr | None:
    """The one address of that name (From, To, Refer-To, Referred-By); None when there is none. Raises `BadValue`."""
    value = headers.get(name)
    return None if value is None else NameAddr.parse(value, name)


def contacts(headers: Headers) -> list[NameAddr] | Star:
    """Every Contact, or "*", which a REGISTER says to remove them all. Raises `BadValue` when "*" is not alone."""
    parts = elements(headers, "Contact")
    return _STAR if parts == [_STAR] else [NameAddr.parse(part) for part in parts]


def elements(headers: Headers, name: str) -> list[str]:
    """The elements of all lists of that name, as written. Raises `BadValue` for an empty one."""
    found: list[str] = []
    for value in headers.all(name):
        parts = split_list(name, value)
        if "" in parts:
            raise BadValue(name, value)
        found += parts
    return found


def tokens(headers: Headers, name: str) -> list[str]:
    """The words of Allow, Require, Supported…; empty elements are passed over. Raises `BadValue`."""
    found = [part for value in headers.all(name) for part in split_list(name, value) if part]
    for part in found:
        if not is_token(part):
            raise BadValue(name, part)
    return found


def integer(headers: Headers, name: str, most: int = MOST) -> int | None:
    """The number of Expires, Min-Expires, Max-Forwards, RSeq…; None when there is none. Raises `BadValue`."""
    value = headers.get(name)
    return None if value is None else number(name, value, most)


def seconds(headers: Headers, name: str) -> int | None:
    """The number before the parameters of Min-SE; None when there is none. Raises `BadValue`."""
    value = headers.get(name)
    return None if value is None else leading_number(name, value)[0]
