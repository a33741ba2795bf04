"""What an SMSC sends, read from its bytes (SMPP 3.4, sections 3.2, 4.6, 4.7 and 5; TS 23.040 for the user data header).

Promises that vendors' own commands, statuses, codings and parameters are read like all others, and that a message which
cannot be read is an `Unreadable`, never an endless loop between us and the SMSC. Pure.
"""

import re
import struct
from typing import Final, NamedTuple

GENERIC_NACK: Final = 0x80000000
BIND_TRANSMITTER_RESP: Final = 0x80000002
SUBMIT_SM_RESP: Final = 0x80000004
DELIVER_SM: Final = 0x00000005
UNBIND: Final = 0x00000006
UNBIND_RESP: Final = 0x80000006
BIND_TRANSCEIVER_RESP: Final = 0x80000009
ENQUIRE_LINK: Final = 0x00000015
ENQUIRE_LINK_RESP: Final = 0x80000015
ALERT_NOTIFICATION: Final = 0x00000102
DATA_SM: Final = 0x00000103
ANSWER: Final = 0x80000000
"""The bit of a command that is an answer."""

HEADER: Final = struct.Struct("!IIII")
LONGEST: Final = 70_000
"""Bytes of a PDU: a payload has at most 65,535."""

_RECEIPTED_ID, _STATE, _ERROR, _PAYLOAD = 0x001E, 0x0427, 0x0423, 0x0424
_REFERENCE, _SAR_REF, _SAR_TOTAL, _SAR_SEQ = 0x0204, 0x020C, 0x020E, 0x020F
_RECEIPT, _INTERMEDIATE, _HEADER_FLAG = 0x04, 0x20, 0x40
_FIELD = re.compile(r"(?i)\b(id|stat|err|done date):\s*(\S+)")
#: `message_state` (5.2.28) as receipts in text name it.
_STATES = {
    1: "ENROUTE",
    2: "DELIVRD",
    3: "EXPIRED",
    4: "DELETED",
    5: "UNDELIV",
    6: "ACCEPTD",
    7: "UNKNOWN",
    8: "REJECTD",
}


class Unreadable(Exception):
    """The bytes are not what they say."""


class Pdu(NamedTuple):
    """One unit of the protocol."""

    command: int
    status: int
    sequence: int
    body: bytes


class Part(NamedTuple):
    """Which part of how many a message is (`number` from 1), joined by `reference`."""

    reference: int
    total: int
    number: int


class Incoming(NamedTuple):
    """A message or a receipt as it came. `data` is without the user data header."""

    source: str
    source_ton: int
    destination: str
    esm_class: int
    coding: int
    data: bytes
    part: Part | None
    options: dict[int, bytes]

    @property
    def is_receipt(self) -> bool:
        """By its class or by what it carries, never by its text, which a customer could write.

        An id alone does not make one: some SMSCs (Kannel's test server) give it to every message.
        """
        kind = self.esm_class & 0x3C
        carries = _RECEIPTED_ID in self.options and _STATE in self.options
        return kind in (_RECEIPT, _INTERMEDIATE) or carries

    @property
    def reference(self) -> int | None:
        """Our own number of the message, which some SMSCs repeat in receipts."""
        value = self.options.get(_REFERENCE, b"")
        return int.from_bytes(value) if len(value) == 2 else None


class Report(NamedTuple):
    """A receipt's content: whose, how it ended ("DELIVRD"), the network's error code."""

    id: str
    state: str
    error: str


def header(data: bytes) -> tuple[int, Pdu]:
    """The length of what follows a header's 16 bytes, and the PDU without its body. Raises Unreadable."""
    length, command, status, sequence = HEADER.unpack(data)
    if not HEADER.size <= length <= LONGEST:
        raise Unreadable(f"A length of {length} bytes.")
    return length - HEADER.size, Pdu(command, status, sequence, b"")


def answered_id(body: bytes) -> str:
    """The message id of a submit_sm_resp; empty where there is none."""
    return body.split(b"\0", 1)[0].decode("latin-1")


def incoming(pdu: Pdu) -> Incoming:
    """Read a deliver_sm or data_sm. Raises Unreadable."""
    reader = _Reader(pdu.body)
    reader.text()  # service_type
    source_ton = reader.byte()
    reader.byte()
    source = reader.text()
    reader.byte()
    reader.byte()
    destination = reader.text()
    esm_class = reader.byte()
    if pdu.command == DATA_SM:
        reader.byte()  # registered_delivery
        coding, data = reader.byte(), b""
    else:
        reader.byte()
        reader.byte()
        reader.text()
        reader.text()
        reader.byte()
        reader.byte()
        coding = reader.byte()
        reader.byte()
        data = reader.take(reader.byte())
    options = reader.options()
    data = data or options.get(_PAYLOAD, b"")
    part = _sar(options)
    if esm_class & _HEADER_FLAG and data:
        part, data = _split(data)
    return Incoming(source, source_ton, destination, esm_class, coding, data, part, options)


def report(message: Incoming) -> Report | None:
    """What a receipt says (appendix B and 5.3.2.35), None where it names no message."""
    text = message.data.decode("latin-1")
    said = {name.lower(): value for name, value in reversed(_FIELD.findall(text))}
    named = message.options.get(_RECEIPTED_ID, b"").split(b"\0", 1)[0].decode("latin-1")
    about = named or said.get("id", "")
    state = message.options.get(_STATE, b"")
    word = _STATES.get(state[-1], "") if state else said.get("stat", "").upper()
    error = message.options.get(_ERROR, b"")
    code = str(int.from_bytes(error[1:3])) if len(error) == 3 else said.get("err", "")
    return Report(about, word, code) if about and word else None


class _Reader:
    """A body, read from its beginning."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) != count:
            raise Unreadable("The body ends too early.")
        self._at += count
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def text(self) -> str:
        end = self._data.find(b"\0", self._at)
        if end < 0:
            raise Unreadable("A text has no end.")
        found = self._data[self._at : end]
        self._at = end + 1
        return found.decode("latin-1")

    def options(self) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        while len(self._data) - self._at >= 4:
            tag, length = struct.unpack("!HH", self.take(4))
            found[tag] = self.take(length)
        return found


def _sar(options: dict[int, bytes]) -> Part | None:
    values = [int.from_bytes(options.get(tag, b"")) for tag in (_SAR_REF, _SAR_TOTAL, _SAR_SEQ)]
    return _part(*values)


def _split(data: bytes) -> tuple[Part | None, bytes]:
    """The user data header's joining element, wherever in it it stands, and what follows the header."""
    end = 1 + data[0]
    if end > len(data):
        raise Unreadable("A user data header is longer than the message.")
    part, at = None, 1
    while at + 2 <= end:
        kind, length = data[at], data[at + 1]
        value = data[at + 2 : at + 2 + length]
        if kind == 0x00 and len(value) == 3:
            part = _part(value[0], value[1], value[2])
        elif kind == 0x08 and len(value) == 4:
            part = _part(int.from_bytes(value[:2]), value[2], value[3])
        at += 2 + length
    return part, data[end:]


def _part(reference: int, total: int, number: int) -> Part | None:
    return Part(reference, total, number) if total > 1 and 1 <= number <= total else None
