"""The bytes of a mail as a tree of parts (RFC 2045, 2046), without decoding any of them.

Promises a tree for all bytes: depth, parts and headers are bounded, and the work grows with the mail's length times
the depth at most. What is broken becomes a plain part; nothing raises. Refuses to look into attached mails: a mail in
a mail is one file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.hub.channels.email import decoding
from agent_desktop.hub.channels.email.headers import Headers, Parameters, parameters
from agent_desktop.hub.channels.email.received import Raw

MAX_DEPTH: Final = 16
MAX_PARTS: Final = 400
#: Bytes in which a part's headers end; what comes after is its body.
MAX_HEAD: Final = 256 * 1024
#: What looks like a boundary and is none ends the search for more of them after so many.
MAX_LOOKS: Final = 200_000

_HEADER_LINE: Final = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")


@dataclass
class Part:
    """One part. `start` and `end` are where its body lies in the mail's bytes."""

    headers: Headers
    media: str
    parameters: Parameters
    disposition: str
    disposition_parameters: Parameters
    start: int
    end: int
    parts: "list[Part]" = field(default_factory=list)

    @property
    def charset(self) -> str:
        """The label of its text."""
        return self.parameters.get("charset", "")

    @property
    def name(self) -> str:
        """The file name as the sender gave it, not to be trusted; empty without one."""
        return self.disposition_parameters.get("filename", "") or self.parameters.get("name", "")

    @property
    def content_id(self) -> str:
        """Its name within the mail, without brackets."""
        return self.headers.get("content-id").strip().strip("<>").strip()

    @property
    def length(self) -> int:
        """How many bytes it takes in the mail, undecoded."""
        return self.end - self.start

    def pieces(self, raw: Raw, limit: int | None = None) -> Iterator[bytes]:
        """Its decoded bytes, or about the first `limit` of them, piece by piece."""
        end = self.end if limit is None else min(self.end, self.start + limit * 2 + 1024)
        encoding = self.headers.get("content-transfer-encoding")
        return decoding.pieces(raw, self.start, end, encoding)

    def body(self, raw: Raw, limit: int | None = None) -> bytes:
        """The same in one."""
        return b"".join(self.pieces(raw, limit))

    def walk(self) -> "Iterator[Part]":
        """It and all parts in it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parsed(raw: Raw) -> Part:
    """The tree of a mail."""
    start = 0
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    if raw[start : start + 5] in (b"From ", b">From"):  # as mailbox files begin
        start = _line_end(raw, start, len(raw))
    return _Splitter(raw).part(start, len(raw), 0, "text/plain")


class _Splitter:
    """One pass over a mail: counts parts, so that a bomb of them ends."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._left = MAX_PARTS

    def part(self, start: int, end: int, depth: int, usual: str) -> Part:
        """The part that begins with its headers at `start`."""
        self._left -= 1
        raw = self._raw
        body = _head_end(raw, start, end)
        headers = Headers(raw[start:body])
        media, given = parameters(headers.get("content-type"))
        if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", media):
            media = "text/plain" if media == "text" else usual
        disposition, about = parameters(headers.get("content-disposition"))
        after = body
        if raw[body : body + 2] == b"\r\n":
            after = body + 2
        elif raw[body : body + 1] == b"\n":
            after = body + 1
        part = Part(headers, media, given, disposition, about, min(after, end), end)
        if media.startswith("multipart/"):
            self._split(part, body, depth)
            if not part.parts:
                part.media = usual if usual.startswith("text/") else "text/plain"
        return part

    def _split(self, part: Part, start: int, depth: int) -> None:
        boundary = part.parameters.get("boundary", "").encode("utf-8", "surrogateescape").rstrip()
        if not boundary or depth >= MAX_DEPTH:
            return
        usual = "message/rfc822" if part.media == "multipart/digest" else "text/plain"
        begun: int | None = None
        for line, after, last in _boundaries(self._raw, boundary, start, part.end):
            if begun is not None and self._left > 0:
                part.parts.append(self.part(begun, max(begun, line), depth + 1, usual))
            if self._left <= 0:
                return
            begun = None if last else after
        if begun is not None and begun < part.end and self._left > 0:
            part.parts.append(self.part(begun, part.end, depth + 1, usual))


def _boundaries(raw: Raw, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Each boundary line: where what stands before it ends, where the line ends, and whether it is the last."""
    mark = b"--" + boundary
    at = raw.find(mark, start, end)
    looks = 0
    while at >= 0 and (looks := looks + 1) <= MAX_LOOKS:
        line_end = _line_end(raw, at, end)
        rest = raw[at + len(mark) : min(line_end, at + len(mark) + 200)].strip()
        if (at == start or raw[at - 1 : at] == b"\n") and rest in (b"", b"--"):
            before = at
            # The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1).
            if raw[before - 1 : before] == b"\n" and before > start:
                before -= 2 if raw[before - 2 : before] == b"\r\n" else 1
            yield max(before, start), line_end, rest == b"--"
        at = raw.find(mark, line_end, end)


def _head_end(raw: Raw, start: int, end: int) -> int:
    """Where the headers that begin at `start` end: at a blank line, or at one that is no header."""
    at = start
    limit = min(end, start + MAX_HEAD)
    while at < limit:
        first = raw[at : at + 1]
        if first in b"\r\n":
            return at
        if not (first in b" \t" and at > start) and not _HEADER_LINE.match(
            raw[at : min(at + 512, limit)]
        ):
            return at
        at = _line_end(raw, at, end)
    return min(at, end)


def _line_end(raw: Raw, at: int, end: int) -> int:
    found = raw.find(b"\n", at, end)
    return end if found < 0 else found + 1
