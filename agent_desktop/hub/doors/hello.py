"""The first frame on a socket: which version does the other end speak?

Promises to look at nothing else before the version is known to fit, so that a peer of any version is told clearly.
"""

import msgspec

from agent_desktop.hub.doors.faults import Malformed, WrongVersion
from agent_desktop.hub.doors.frames import decode, shown
from agent_desktop.hub.protocol import PROTOCOL_VERSION
from agent_desktop.model.base import Record


class _First(Record, frozen=True):
    """As much of a first frame as every version has."""

    type: str
    protocol: int = 0


_first = msgspec.json.Decoder(_First)


def check_first(data: bytes, remedy: str) -> None:
    """The first frame is a hello of this version. Raises Malformed, or WrongVersion with `remedy` for the peer."""
    first = decode(_first, data)
    if first.type != "hello":
        raise Malformed("The first frame must be a hello.", field="type", value=shown(first.type))
    if first.protocol != PROTOCOL_VERSION:
        raise WrongVersion(
            f"This hub speaks version {PROTOCOL_VERSION} of the protocol.",
            field="protocol",
            value=str(first.protocol),
            remedy=remedy,
        )
