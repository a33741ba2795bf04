"""Typed readings of what calls, transfers and subscriptions say in their headers: Replaces, Session-Expires, Event…

Each reads one value (`parse`) and `str` writes it again. Promises `BadValue` for everything that cannot be read, never
another error. `fields.py` offers them beside its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from .grammar import (
    MOST,
    MOST_CSEQ,
    NO_PARAMS,
    TOKEN,
    BadValue,
    Params,
    is_token,
    number,
    quote,
    readable,
)

_RACK: Final = re.compile(rf"([0-9]++)[ \t]++([0-9]++)[ \t]++({TOKEN}++)")
_CALL_ID: Final = re.compile(r"[^\s;,]++")
_MEDIA: Final = re.compile(rf"({TOKEN}++)[ \t]*+/[ \t]*+({TOKEN}++)")
_DIGITS: Final = re.compile(r"[0-9]++")


@dataclass(frozen=True, slots=True)
class RAck:
    """Which provisional response a PRACK acknowledges (RFC 3262, 7.2)."""

    rseq: int
    cseq: int
    method: str

    @classmethod
    def parse(cls, value: str) -> RAck:
        """Read `776656 1 INVITE`. Raises `BadValue`."""
        match = _RACK.fullmatch(value)
        if match is None:
            raise BadValue("RAck", value)
        rseq, cseq = number("RAck", match[1], MOST), number("RAck", match[2], MOST_CSEQ)
        return cls(rseq, cseq, match[3])

    def __str__(self) -> str:
        return f"{self.rseq} {self.cseq} {self.method}"


@dataclass(frozen=True, slots=True)
class Replaces:
    """The dialog that a new call takes over (RFC 3891, 6.1); Target-Dialog and Join are written alike."""

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool = False

    @classmethod
    def parse(cls, value: str, header: str = "Replaces") -> Replaces:
        """Read `id@host;to-tag=a;from-tag=b`. Raises `BadValue`, also when a tag is missing."""
        match = _CALL_ID.match(value)
        if match is None:
            raise BadValue(header, value)
        params = Params.parse(header, value, match.end())
        to_tag = params.get("to-tag") or params.get("remote-tag")
        from_tag = params.get("from-tag") or params.get("local-tag")
        if not to_tag or not from_tag:
            raise BadValue(header, value)
        return cls(match[0], to_tag, from_tag, "early-only" in params)

    def __str__(self) -> str:
        early = ";early-only" if self.early_only else ""
        return f"{self.call_id};to-tag={self.to_tag};from-tag={self.from_tag}{early}"


@dataclass(frozen=True, slots=True)
class SessionExpires:
    """How long a call lives without a refresh, in seconds, and who refreshes (RFC 4028, 4)."""

    seconds: int
    refresher: Literal["uac", "uas"] | None = None

    @classmethod
    def parse(cls, value: str) -> SessionExpires:
        """Read `1800;refresher=uac`. Raises `BadValue`."""
        first, params = leading_number("Session-Expires", value)
        match (params.get("refresher") or "").lower():
            case "uac":
                return cls(first, "uac")
            case "uas":
                return cls(first, "uas")
            case "":
                return cls(first)
        raise BadValue("Session-Expires", value)

    def __str__(self) -> str:
        return f"{self.seconds};refresher={self.refresher}" if self.refresher else f"{self.seconds}"


@dataclass(frozen=True, slots=True)
class Event:
    """What a subscription is about (RFC 6665, 8.2.1)."""

    package: str
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, value: str) -> Event:
        """Read `dialog;id=7`. Raises `BadValue`."""
        return cls(*_leading_token("Event", value))

    def __str__(self) -> str:
        return f"{self.package}{self.params}"

    @property
    def id(self) -> str | None:
        """Which of several subscriptions of one dialog; None when it does not say."""
        return self.params.get("id") or None


@dataclass(frozen=True, slots=True)
class SubscriptionState:
    """Where a subscription stands: `state` in lower case (active, pending, terminated); times in seconds."""

    state: str
    expires: int | None = None
    reason: str | None = None
    retry_after: int | None = None

    @classmethod
    def parse(cls, value: str) -> SubscriptionState:
        """Read `active;expires=60`. Raises `BadValue`."""
        state, params = _leading_token("Subscription-State", value)
        expires, retry = params.get("expires"), params.get("retry-after")
        return cls(
            state.lower(),
            number("Subscription-State", expires, MOST) if expires else None,
            params.get("reason") or None,
            number("Subscription-State", retry, MOST) if retry else None,
        )

    def __str__(self) -> str:
        words = {"expires": self.expires, "reason": self.reason, "retry-after": self.retry_after}
        return self.state + "".join(f";{k}={v}" for k, v in words.items() if v is not None)


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """When to try again, in seconds, how long the other is there then, and a comment for people."""

    seconds: int
    comment: str = ""
    duration: int | None = None

    @classmethod
    def parse(cls, value: str) -> RetryAfter:
        """Read `18000 (in a meeting);duration=3600`. Raises `BadValue`."""
        header = "Retry-After"
        match = _DIGITS.match(value)
        if match is None:
            raise BadValue(header, value)
        comment, end = _comment(header, value, match.end())
        duration = Params.parse(header, value, end).get("duration")
        span = number(header, duration, MOST) if duration else None
        return cls(number(header, match[0], MOST), comment, span)

    def __str__(self) -> str:
        comment = f" ({self.comment})" if self.comment else ""
        return f"{self.seconds}{comment}" + (f";duration={self.duration}" if self.duration else "")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a request was sent (RFC 3326): of a CANCEL, `SIP;cause=200` says that the call was answered elsewhere."""

    protocol: str
    cause: int | None = None
    text: str = ""

    @classmethod
    def parse(cls, value: str) -> Reason:
        """Read one element. Raises `BadValue`."""
        protocol, params = _leading_token("Reason", value)
        cause = params.get("cause")
        text = readable(params.get("text") or "")
        return cls(protocol, number("Reason", cause, MOST) if cause else None, text)

    def __str__(self) -> str:
        cause = "" if self.cause is None else f";cause={self.cause}"
        return f"{self.protocol}{cause}" + (f";text={quote(self.text)}" if self.text else "")


@dataclass(frozen=True, slots=True)
class MediaType:
    """What a body is: `type` and `subtype` in lower case."""

    type: str
    subtype: str
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, value: str, header: str = "Content-Type") -> MediaType:
        """Read `application/sdp;charset=utf-8`. Raises `BadValue`."""
        match = _MEDIA.match(value)
        if match is None:
            raise BadValue(header, value)
        params = Params.parse(header, value, match.end())
        return cls(match[1].lower(), match[2].lower(), params)

    def __str__(self) -> str:
        return f"{self.type}/{self.subtype}{self.params}"


def leading_number(header: str, value: str) -> tuple[int, Params]:
    """The number that `value` begins with, and the parameters behind it. Raises `BadValue`."""
    match = _DIGITS.match(value)
    if match is None:
        raise BadValue(header, value)
    return number(header, match[0], MOST), Params.parse(header, value, match.end())


def _leading_token(header: str, value: str) -> tuple[str, Params]:
    first, semicolon, _ = value.partition(";")
    if not is_token(first.strip(" \t")):
        raise BadValue(header, value)
    start = len(first) if semicolon else len(value)
    return first.strip(" \t"), Params.parse(header, value, start)


def _comment(header: str, value: str, at: int) -> tuple[str, int]:
    """The comment that begins at `at`, which may hold others (RFC 3261, 25.1), and where it ends."""
    start = at + len(value[at:]) - len(value[at:].lstrip(" \t"))
    if value[start : start + 1] != "(":
        return "", at
    depth, skip = 0, False
    for place in range(start, len(value)):
        sign = value[place]
        if skip:
            skip = False
        elif sign == "\\":
            skip = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                return readable(value[start + 1 : place]), place + 1
    raise BadValue(header, value)
