"""Session descriptions (RFC 8866): lines in, records out, and back.

Promises that what is not understood survives, in its place. Tolerates what is in use: bare line feeds, no `s=` or `t=`,
text that is not UTF-8. Refuses (`BadSdp`) what is no description, and descriptions beyond the limits. What attributes
mean is in `sdp_attributes.py`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

SIZE: Final = 64 * 1024
LINES: Final = 2000
SECTIONS: Final = 64
#: The media type of a description.
_END: Final = re.compile(r"\r\n|\n|\r")
_MEDIA: Final = re.compile(
    r"(?P<kind>[A-Za-z0-9!#$%&'*+.^_`{|}~-]+) +(?P<port>\d{1,5})(?:/(?P<count>\d{1,5}))? +"
    r"(?P<protocol>[A-Za-z0-9!#$%&'*+./^_`{|}~-]+)(?P<formats>(?: +\S+)*) *"
)
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\.?")


class BadSdp(ValueError):
    """What a description may not say. `why` is fit for logs: it repeats nothing of the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Line(NamedTuple):
    """One line: `kind` is the letter before the `=`."""

    kind: str
    value: str


class _Block:
    """What the session and each section have: lines, and attributes among them."""

    lines: tuple[Line, ...]

    def first(self, kind: str) -> str | None:
        """The value of the first line of that kind."""
        return next((line.value for line in self.lines if line.kind == kind), None)

    def attributes(self, name: str) -> list[str]:
        """The values of every `a=name:value`; "" for a bare `a=name`."""
        found = []
        for kind, value in self.lines:
            if kind == "a":
                key, _, held = value.partition(":")
                if key == name:
                    found.append(held.strip())
        return found

    def attribute(self, name: str) -> str | None:
        """The first value of that attribute; None when there is none."""
        return next(iter(self.attributes(name)), None)


@dataclass(frozen=True, slots=True)
class Section(_Block):
    """One `m=` and the lines below it."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    port_count: int = 1

    def format(self) -> Iterable[str]:
        count = f"/{self.port_count}" if self.port_count > 1 else ""
        yield " ".join([f"m={self.kind}", f"{self.port}{count}", self.protocol, *self.formats])
        yield from (f"{kind}={value}" for kind, value in self.lines)

    def refused(self) -> Section:
        """The section that says no to this one (RFC 3264, 6): port 0; what names it stays."""
        kept = [Line("a", f"mid:{mid}") for mid in self.attributes("mid")[:1]]
        return replace(self, port=0, port_count=1, lines=tuple(kept))


@dataclass(frozen=True, slots=True)
class Sdp(_Block):
    """A description: the lines of the session, `v=0` left out, and its sections."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...] = field(default=())

    @classmethod
    def parse(cls, data: bytes) -> Sdp:
        """Read a description. Raises `BadSdp`."""
        if len(data) > SIZE:
            raise BadSdp(f"it has more than {SIZE} bytes")
        lines = [line for line in _END.split(data.decode("utf-8", "surrogateescape")) if line]
        if len(lines) > LINES:
            raise BadSdp(f"it has more than {LINES} lines")
        if not lines or lines[0].rstrip() != "v=0":
            raise BadSdp("it does not begin with v=0")
        session: list[Line] = []
        sections: list[Section] = []
        below = session
        for number, text in enumerate(lines[1:], start=2):
            line = _line(text, number)
            if line.kind != "m":
                below.append(line)
                continue
            if len(sections) == SECTIONS:
                raise BadSdp(f"it has more than {SECTIONS} sections")
            if sections:
                sections[-1] = replace(sections[-1], lines=tuple(below))
            sections.append(_section(line.value, number))
            below = []
        if sections:
            sections[-1] = replace(sections[-1], lines=tuple(below))
        made = cls(tuple(session), tuple(sections))
        if made.first("o") is None:
            raise BadSdp("it has no origin (o=)")
        return made

    def format(self) -> bytes:
        """The description as it goes into a body."""
        lines = ["v=0", *(f"{kind}={value}" for kind, value in self.lines)]
        for section in self.sections:
            lines += section.format()
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")

    def address_of(self, section: Section) -> str:
        """Where the media of a section go: an IP address or a host's name. Raises `BadSdp`."""
        value = section.first("c") or self.first("c")
        if value is None:
            raise BadSdp("a section has no address (c=)")
        return address(value)

    def inherited(self, section: Section, name: str) -> list[str]:
        """The values of an attribute of a section; the session's when the section has none."""
        return section.attributes(name) or self.attributes(name)


def address(value: str) -> str:
    """The host of `IN IP4 host`; a multicast scope behind a slash is left out. Raises `BadSdp`."""
    words = value.split()
    if len(words) != 3 or words[0].upper() != "IN" or words[1].upper() not in {"IP4", "IP6"}:
        raise BadSdp("an address is not of the internet")
    host = words[2].partition("/")[0]
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        # Digits and dots alone are an address with a mistake, no name.
        if not _HOST.fullmatch(host) or not re.search("[A-Za-z]", host):
            raise BadSdp("an address is neither a name nor a number") from None
        return host


def connection(host: str) -> str:
    """The value of a `c=` line for an IP address."""
    return f"IN IP6 {host}" if ":" in host else f"IN IP4 {host}"


def _line(text: str, number: int) -> Line:
    if len(text) < 2 or text[1] != "=" or not text[0].isascii() or not text[0].islower():
        raise BadSdp(f"line {number} is not of the form x=value")
    return Line(text[0], text[2:].rstrip(" \t") if text[0] != "s" else text[2:])


def _section(value: str, number: int) -> Section:
    found = _MEDIA.fullmatch(value)
    if found is None or int(found["port"]) > 65535:
        raise BadSdp(f"line {number} is no media line")
    return Section(
        found["kind"],
        int(found["port"]),
        found["protocol"],
        tuple(found["formats"].split()),
        port_count=int(found["count"] or 1),
    )
