"""The addresses of one hub: the one in use, and those of its other nodes, which it tells itself.

Promises that a link which broke is tried at every other node before anybody waits long, in an order of chance, so that
the desks of one dead node do not all fall upon the same one; that a node which says goodbye is asked again first,
since it is mostly there a moment later. Refuses addresses of another kind than the one that the agent gave: a hub
elsewhere cannot lead the token to plain http, nor to a program of this computer.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from agent_desktop.connectors.hub.address import HubAddress, hub_address
from agent_desktop.model.errors import Refused

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

MOST: Final = 16
"""Addresses that are remembered."""


class Ways:
    """Sets the address of `door`. `chance` draws a number between two."""

    def __init__(self, door: "Door", chance: Callable[[float, float], float]) -> None:
        self._door = door
        self._chance = chance
        self._given = door.address
        self._told: tuple[HubAddress, ...] = ()
        self._tried: set[HubAddress] = set()
        self._stay = False

    @property
    def several(self) -> bool:
        """Whether there is another address than the one in use."""
        return bool(self._others())

    def move(self, address: HubAddress) -> None:
        """The same hub answers at another address from now on."""
        self._given = self._door.address = address
        self._told = ()
        self._tried.clear()

    def told(self, addresses: Sequence[str]) -> None:
        """Where the nodes that live are, as one of them says."""
        found = []
        for typed in addresses[:MOST]:
            try:
                address = hub_address(typed)
            except Refused:
                continue
            if (address.secure, address.this_computer) == self._kind:
                found.append(address)
        self._told = tuple(found)

    def good(self) -> None:
        """The one in use did its work for a while: the others may be tried again when it breaks."""
        self._tried.clear()

    def stay(self) -> None:
        """The node in use said goodbye."""
        self._stay = self._door.address not in self._tried

    def over(self) -> bool:
        """Use another address from now on. False when all were tried since the last good one: it is time to pause."""
        stay, self._stay = self._stay, False
        self._tried.add(self._door.address)
        others = self._others()
        if stay and others:
            return True
        left = [one for one in others if one not in self._tried]
        if not left:
            self._tried.clear()
        if others:
            self._door.address = self._drawn(left or others)
        return bool(left)

    @property
    def _kind(self) -> tuple[bool, bool]:
        return self._given.secure, self._given.this_computer

    def _others(self) -> list[HubAddress]:
        known = dict.fromkeys((self._given, *self._told))
        return [one for one in known if one != self._door.address]

    def _drawn(self, addresses: Sequence[HubAddress]) -> HubAddress:
        count = len(addresses)
        return addresses[min(int(self._chance(0, count)), count - 1)]
