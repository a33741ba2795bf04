"""The first line and the header section of a SIP message, read and judged (RFC 3261, 7, 8.1.1 and 25).

Promises that a message which passes has what answering needs: Via, From, To, Call-ID and CSeq that can be read, each
single header once, numbers in their range. Does not look at the values of other headers, nor at the body.
"""

from __future__ import annotations

import re
from typing import Final

from .fields import CSeq, NameAddr, Via
from .grammar import MOST, TOKEN, BadValue, is_token, number, split_list
from .message import COMPACT, TEXT, Headers, Message, Request, Response, value_of
from .uri import SipUri, parse_uri

#: The largest header section in bytes, and the most header fields.
HEAD: Final = 65536
FIELDS: Final = 512

_REQUEST: Final = re.compile(rf"({TOKEN}++) ([^\s<>]++) [Ss][Ii][Pp]/2\.0")
_STATUS: Final = re.compile(r"[Ss][Ii][Pp]/2\.0 ([0-9]++)(?: ([^\r\n]*+))?")
_VERSION: Final = re.compile(r"[Ss][Ii][Pp]/")
_FIELD: Final = re.compile(rf"(?<=\r\n)({TOKEN}++)([ \t]*+:[^\r\n]*+(?:\r\n[ \t][^\r\n]*+)*+)\r\n")
#: What every message needs (RFC 3261, 8.1.1), but for Max-Forwards, which older peers do not know.
_NEEDED: Final = {"via": "Via", "from": "From", "to": "To", "call-id": "Call-ID", "cseq": "CSeq"}
#: Those that could be read in two ways if they stood twice.
_SINGLE: Final = frozenset(
    {
        *{"from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type"},
        *{"event", "expires", "min-se", "rack", "refer-to", "referred-by", "replaces", "rseq"},
        *{"session-expires", "subscription-state"},
    }
)
# The forms that nearly all messages have are recognised at once; any other is read in full.
_BYTE: Final = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST: Final = (
    rf"(?:[A-Za-z][A-Za-z0-9_.-]*+|(?:{_BYTE}\.){{3}}{_BYTE})(?::(?:[1-5][0-9]{{4}}|[0-9]{{1,4}}))?"
)
_PLAIN: Final = rf"(?:;{TOKEN}++(?:={TOKEN}++)?)*+"
_SIP_URI: Final = rf"sips?:(?:[A-Za-z0-9+_.-]++@)?{_HOST}{_PLAIN}"
_PLAIN_URI: Final = re.compile(_SIP_URI)
_PLAIN_VIA: Final = re.compile(rf"SIP/2\.0/[A-Za-z]++ {_HOST}{_PLAIN}")
_PLAIN_ADDRESS: Final = re.compile(rf'(?:"[^"\\]*+" ?|[A-Za-z0-9 .-]*+)<{_SIP_URI}>{_PLAIN}')
_SHOWN: Final = 60


class BadMessage(Exception):
    """Bytes that are no SIP message.

    `status` is what a user agent answers, 0 when it must stay silent (responses, ACK, what is no SIP at all). `reason`
    says what is wrong and holds nothing of the message, so that it may be logged; `near` is the beginning of the place,
    and may not. `partial` is the request as far as it was read, for building that answer; None when status is 0.
    """

    def __init__(
        self, status: int, reason: str, near: str = "", partial: Request | None = None
    ) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.near = near[:_SHOWN]
        self.partial = partial

    def __str__(self) -> str:
        return self.reason


class Head:
    """A header section: its `message` (still without a body), `length` (Content-Length, None when absent), and the
    first `problem` found, if any. `framed` says whether the end of the message can be known at all.

    `raw` ends with the last field's CRLF. Raises `BadMessage` for what is no SIP.
    """

    __slots__ = ("framed", "length", "message", "problem")

    def __init__(self, raw: bytes) -> None:
        text = raw.decode(*TEXT)
        first = text[: text.index("\r\n")]
        found = _FIELD.findall(text)
        lines = [(COMPACT.get(key := name.lower(), key), name, rest) for name, rest in found]
        self.message = _started(first, Headers.from_lines(lines))
        self.length: int | None = None
        self.framed = True
        self.problem: BadMessage | None = None
        try:
            if len(first) + 2 + sum(len(name) + len(rest) + 2 for name, rest in found) != len(text):
                self.framed = False
                raise self.refusal(400, "a header line cannot be read", _unread(text, len(first)))
            values = self._values()
            self._judge_first_line(first)
            self._judge(values)
        except BadValue as bad:
            self.problem = self.refusal(400, str(bad), bad.value)
        except BadMessage as bad:
            # With its traceback it would keep itself alive.
            self.problem = bad.with_traceback(None)

    def refusal(self, status: int, reason: str, near: str = "") -> BadMessage:
        """Why this message is refused; `status` becomes 0 where no answer is due (RFC 3261, 17.1.1.3 and 18.1.2)."""
        if isinstance(self.message, Response) or self.message.method == "ACK":
            return BadMessage(0, reason, near)
        return BadMessage(status, reason, near, self.message)

    def finish(self, body: bytes) -> Message:
        """The message with its body."""
        self.message.body = body
        return self.message

    def _values(self) -> dict[str, str]:
        """The first value of every name; sets `length`. Raises the refusal of what stands twice or too often."""
        headers = self.message.headers
        values: dict[str, str] = {}
        twice: set[str] = set()
        for key, _, rest in headers.lines():
            if key not in values:
                values[key] = rest
            elif key in _SINGLE:
                twice.add(key)
        length = values.get("content-length")
        if length is not None:
            self.framed = False
            if "content-length" in twice:
                raise self.refusal(400, "content-length stands more than once")
            self.length = number("Content-Length", value_of(length), MOST)
            self.framed = True
        if len(headers) > FIELDS:
            raise self.refusal(513, f"there are more than {FIELDS} header fields")
        if twice:
            raise self.refusal(400, f"{', '.join(sorted(twice))} stands more than once")
        return values

    def _judge_first_line(self, first: str) -> None:
        message = self.message
        if isinstance(message, Response):
            if not 100 <= message.status <= 699:
                raise self.refusal(0, "the status is not from 100 to 699", first)
        elif not _REQUEST.fullmatch(first):
            version = first.rsplit(" ", 1)[-1]
            if _VERSION.match(version) and version.upper() != "SIP/2.0":
                raise self.refusal(505, "the version is not SIP/2.0", version)
            raise self.refusal(400, "the request line cannot be read", first)
        elif not _PLAIN_URI.fullmatch(message.uri):
            uri = parse_uri(message.uri, "Request-URI")
            if isinstance(uri, SipUri) and uri.headers:
                raise self.refusal(400, "the Request-URI has headers", message.uri)

    def _judge(self, values: dict[str, str]) -> None:
        if not values.keys() >= _NEEDED.keys():
            missing = ", ".join(name for key, name in _NEEDED.items() if key not in values)
            raise self.refusal(400, f"{missing} is missing")
        for key, _, rest in self.message.headers.lines():
            if key == "via" and not _PLAIN_VIA.fullmatch(value := value_of(rest)):
                for part in split_list("Via", value):
                    Via.parse(part)
        for key, name in (("from", "From"), ("to", "To")):
            value = value_of(values[key])
            if not _PLAIN_ADDRESS.fullmatch(value):
                NameAddr.parse(value, name)
        call_id = value_of(values["call-id"])
        if not call_id or " " in call_id or "\t" in call_id:
            raise BadValue("Call-ID", call_id)
        cseq = CSeq.parse(value_of(values["cseq"]))
        message = self.message
        if isinstance(message, Request) and cseq.method != message.method:
            raise self.refusal(400, "the method of CSeq is not that of the request", cseq.method)
        if "max-forwards" in values:
            number("Max-Forwards", value_of(values["max-forwards"]), 255)


def _started(first: str, headers: Headers) -> Message:
    """The message that a first line opens, right or wrong, so that a wrong one can be answered."""
    match = _STATUS.fullmatch(first)
    if match is not None:
        digits = match[1]
        return Response(int(digits) if len(digits) == 3 else 0, match[2] or "", headers)
    match = _REQUEST.fullmatch(first)
    if match is not None:
        return Request(match[1], match[2], headers)
    words = first.split()
    # Not a token is above all the version of a damaged response, which must never be answered.
    if len(words) < 3 or not _VERSION.match(words[-1]) or not is_token(words[0]):
        raise BadMessage(0, "this is not SIP", first)
    return Request(words[0], " ".join(words[1:-1]), headers)


def _unread(text: str, at: int) -> str:
    at += 2
    while match := _FIELD.match(text, at):
        at = match.end()
    return text[at : at + _SHOWN]
