"""Names of media addresses, resolved before they are used: sending must never wait for a name server."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from agent_desktop.media.transport.latch import Address
from agent_desktop.media.transport.plan import NoWay


async def numeric(address: Address | None, family: socket.AddressFamily) -> Address | None:
    """The same with a number for its name; None for nowhere (0.0.0.0, port 0). Raises `NoWay`."""
    if address is None or not 0 < address[1] < 65536:
        return None
    host, port = address
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        try:
            answers = await asyncio.get_running_loop().getaddrinfo(
                host, port, family=family, type=socket.SOCK_DGRAM
            )
        except (OSError, UnicodeError):
            raise NoWay("the peer's address for voice cannot be resolved") from None
        return str(answers[0][4][0]), port
    if found.is_unspecified:
        return None
    if (found.version == 6) != (family == socket.AF_INET6):
        raise NoWay("the peer's address for voice is of the other version of the Internet Protocol")
    return str(found), port
