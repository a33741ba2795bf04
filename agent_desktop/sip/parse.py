"""Bytes to SIP messages: one in a datagram (`parse`), or a stream of them (`Stream`); RFC 3261, 7, 18.3 and 21.4.

Promises `BadMessage` for everything that is no message, never another error, with the status to answer it by; the same
messages from a stream however it is cut; memory and work bounded by the limits below, each of which a refusal names.
Strict about framing, lengths, numbers and the headers that every message needs; the values of other headers are not
looked at: `fields.py` reads them when they are wanted.
"""

from __future__ import annotations

from typing import Final

from .head import FIELDS, HEAD, BadMessage, Head
from .message import Message

__all__ = [
    "BODY",
    "DATAGRAM",
    "FIELDS",
    "HEAD",
    "PING",
    "PONG",
    "BadMessage",
    "KeepAlive",
    "Stream",
    "parse",
]

#: The largest datagram and the largest body of a stream, in bytes.
DATAGRAM: Final = 65536
BODY: Final = 1048576
_END: Final = b"\r\n\r\n"
_TOO_LARGE: Final = f"the header section is larger than {HEAD} bytes"


class KeepAlive:
    """Ends of lines between messages (RFC 5626, 4.4.1): the first is a PONG, and with the next they are a PING."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


#: One CRLF: the answer to a ping, or the first half of one.
PONG: Final = KeepAlive("PONG")
#: The second CRLF in a row: answer it with one CRLF.
PING: Final = KeepAlive("PING")


def parse(data: bytes, limit: int = DATAGRAM) -> Message:
    """Read the message that `data` begins with; a datagram, or one message of a WebSocket. `limit` is in bytes.

    Line ends before it are passed over, and bytes behind the announced body left away (RFC 3261, 7.5 and 18.3).
    Without Content-Length the body is the rest. Raises `BadMessage`.
    """
    start = 0
    while data.startswith(b"\r\n", start):
        start += 2
    end = data.find(_END, start, start + HEAD + len(_END))
    if end < 0:
        raise _endless(data[start:])
    head = Head(data[start : end + 2])
    if len(data) > limit:
        raise head.refusal(513, f"the message is larger than {limit} bytes")
    if head.problem is not None:
        raise head.problem
    body = data[end + 4 :]
    if head.length is not None:
        if head.length > len(body):
            raise head.refusal(400, "Content-Length is larger than what came")
        body = body[: head.length]
    return head.finish(body)


class Stream:
    """Messages out of a stream of bytes. Once `broken` it gives nothing more: close the connection."""

    def __init__(self) -> None:
        self.broken = False
        self._buffer = bytearray()
        self._seen = 0
        self._head: Head | None = None
        self._after_crlf = False

    def feed(self, data: bytes) -> list[Message | BadMessage | KeepAlive]:
        """Take the next bytes, cut anywhere; return what is complete now, in order.

        A `BadMessage` whose end is known is skipped, and the stream goes on. One whose end is not known (no or no valid
        Content-Length, a limit passed, not SIP) breaks the stream and comes last.
        """
        found: list[Message | BadMessage | KeepAlive] = []
        if not self.broken:
            self._buffer += data
            try:
                while (item := self._next()) is not None:
                    found.append(item)
            except BadMessage as bad:
                found.append(bad.with_traceback(None))
                self.broken = True
                self._buffer.clear()
        return found

    def _next(self) -> Message | BadMessage | KeepAlive | None:
        """The next complete item; None when more bytes are needed. Raises the `BadMessage` that ends the stream."""
        buffer = self._buffer
        if self._head is None:
            if buffer.startswith(b"\r\n"):
                del buffer[:2]
                self._after_crlf = not self._after_crlf
                return PONG if self._after_crlf else PING
            self._head = self._begin()
            if self._head is None:
                return None
        head = self._head
        length = head.length or 0
        if len(buffer) < length:
            return None
        body = bytes(buffer[:length])
        del buffer[:length]
        self._head, self._seen, self._after_crlf = None, 0, False
        return head.problem or head.finish(body)

    def _begin(self) -> Head | None:
        """Take a complete header section from the buffer, and see that its end is known."""
        end = self._buffer.find(_END, max(0, self._seen - 3), HEAD + len(_END))
        if end < 0:
            self._seen = len(self._buffer)
            if self._seen >= HEAD + len(_END):
                raise BadMessage(0, _TOO_LARGE)
            return None
        head = Head(bytes(self._buffer[: end + 2]))
        del self._buffer[: end + 4]
        if not head.framed and head.problem is not None:
            raise head.problem
        if head.length is None:
            raise head.refusal(400, "Content-Length is missing, and a stream needs it")
        if head.length > BODY:
            raise head.refusal(513, f"the body is larger than {BODY} bytes")
        return head


def _endless(data: bytes) -> BadMessage:
    """Why a datagram without an empty line is refused; answered when it is a request at least."""
    if len(data) > HEAD:
        return BadMessage(0, _TOO_LARGE)
    if not data:
        return BadMessage(0, "there is nothing but a keep-alive")
    end = data.rfind(b"\r\n")
    if end < 0:
        return BadMessage(0, "this is not SIP", data[:60].decode("latin-1"))
    return Head(data[: end + 2]).refusal(400, "the header section does not end")
