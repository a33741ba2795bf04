"""From which addresses of this computer sound to web pages and telephones may leave.

Promises that the hub's own address comes first. A hub on loopback is called by pages of the same computer, whose
browsers send from the computer's other addresses: Linux delivers that to a socket on 127.0.0.1, Windows and macOS do
not ("strong hosts", RFC 1122, 3.3.4.2), so there the hub listens at those addresses, too. Refuses addresses that nobody
else has a way to: link-local ones.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Callable, Sequence

from agent_desktop.media.transport.ice import host_addresses


def sound_addresses(
    address: str,
    platform: str = sys.platform,
    hosts: Callable[[], Sequence[str]] = host_addresses,
) -> tuple[str, ...]:
    """The addresses for candidates of a hub at `address`."""
    ours = ipaddress.ip_address(address)
    if not ours.is_loopback or platform == "linux":
        return (address,)
    try:
        found = [ipaddress.ip_address(one) for one in hosts()]
    except (OSError, ValueError):  # better one address than no telephones
        found = []
    others = (one for one in found if not (one.is_loopback or one.is_link_local or one == ours))
    return (address, *dict.fromkeys(str(one) for one in others))
