"""What a file is, by its bytes: media type, size and digest.

Promises that a type is never what a sender said, and that markup of every kind is plain text. Refuses to decode more
than the first bytes.
"""

import codecs
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import filetype

HEAD: Final = 8192
"""So many bytes of the beginning tell the type."""
_PIECE: Final = 1 << 20


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be."""

    size: int
    digest: bytes
    media_type: str


class Looking:
    """A file of which the bytes come in pieces."""

    def __init__(self) -> None:
        self.size = 0
        self._digest = hashlib.sha256()
        self._head = b""
        self._text = TextCheck()

    def see(self, piece: bytes) -> None:
        """The next piece."""
        self.size += len(piece)
        self._digest.update(piece)
        self._text.see(piece)
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]

    def end(self) -> Looked:
        """The judgement about all pieces."""
        kind = sniffed(self._head, text=self._text.end())
        return Looked(self.size, self._digest.digest(), kind)


def looked_at(path: Path) -> Looked:
    """What a file of this computer is; it is flushed to the disk then. Raises OSError."""
    looking = Looking()
    with path.open("r+b") as file:
        while piece := file.read(_PIECE):
            looking.see(piece)
        os.fsync(file.fileno())
    return looking.end()


class TextCheck:
    """Whether bytes that come in pieces are UTF-8 text without control characters."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._text = True

    def see(self, piece: bytes) -> None:
        """Look at the next piece."""
        if self._text:
            self._judge(piece, final=False)

    def end(self) -> bool:
        """The judgement about all pieces."""
        if self._text:
            self._judge(b"", final=True)
        return self._text

    def _judge(self, piece: bytes, *, final: bool) -> None:
        try:
            self._text = _CONTROL.search(self._decoder.decode(piece, final)) is None
        except UnicodeDecodeError:
            self._text = False


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def sniffed(head: bytes, *, text: bool) -> str:
    """The media type by the first bytes; text of every kind is text/plain, so that no markup is ever rendered."""
    if text:
        return "text/plain; charset=utf-8"
    kind = filetype.guess(head)
    return str(kind.mime) if kind is not None else "application/octet-stream"
