"""Symmetric RTP (RFC 4961): where a peer behind a translator of addresses really is.

Promises that the first valid packet decides, and that packets from elsewhere are refused from then on; but that the
first from the address in the description still counts: a port may be used again while somebody still talks to whoever
had it before, and is heard first. With encryption a valid packet is a genuine one, so the peer may also move: after the
old address fell silent. Without it nobody could tell the peer from a thief of the call, so only a new description opens
the latch again.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Address: TypeAlias = tuple[str, int]

#: Seconds of silence after which an encrypted peer may come from elsewhere.
QUIET_S: Final = 1.0


class Latch:
    """One peer's address. `address` is where to send, `locked` whether it is known by a packet."""

    __slots__ = ("_described", "_heard", "address", "locked")

    def __init__(self) -> None:
        self.address: Address | None = None
        self._described: Address | None = None
        self.locked = False
        self._heard = 0.0

    def tell(self, address: Address | None) -> None:
        """What the description says. A new address opens the latch; the same again changes nothing."""
        self._described = address
        if address != self.address or not self.locked:
            self.address, self.locked = address, False

    def accepts(self, source: Address, now: float, *, genuine: bool) -> bool:
        """Whether a valid packet from `source` is the peer's; `genuine` when it was authenticated."""
        moved = self.locked and source != self.address
        if moved and source != self._described and (not genuine or now - self._heard < QUIET_S):
            return False
        if source == self._described:
            self._described = None  # it is the peer: from now on it moves as any other
        self.address, self.locked, self._heard = source, True, now
        return True
