"""The addresses of one hub: the one in use, those that the agent gave, and those of its nodes, which it tells itself.

Promises that a link which broke is tried at every other node before anybody waits long, in an order of chance, so that
the desks of one dead node do not all fall upon the same one; that a node which says goodbye is asked again first,
since it is mostly there a moment later. Refuses addresses of another kind than the one that the agent gave: a hub
elsewhere cannot lead the token to plain http, nor to a program of this computer.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from agent_desktop.connectors.hub.address import HubAddress, hub_address
from agent_desktop.model.errors import Refused

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

MOST: Final = 16
"""Addresses that are remembered."""


class Ways:
    """Sets the address of `door`, at first one of those `given`. `chance` draws a number between two.

    `kept`: what the hub told in an earlier session. `on_told` hears of the nodes that it tells of now.
    """

    def __init__(
        self,
        door: "Door",
        chance: Callable[[float, float], float],
        given: Sequence[HubAddress] = (),
        kept: Sequence[HubAddress] = (),
    ) -> None:
        self._door = door
        self._chance = chance
        self._given = tuple(given) or (door.address,)
        self._told = tuple(kept)
        self.on_told: Callable[[Sequence[str]], None] = lambda _: None
        self._tried: set[HubAddress] = set()
        self._stay = False

    @property
    def several(self) -> bool:
        """Whether there is another address than the one in use."""
        return bool(self._others())

    def move(self, address: HubAddress) -> None:
        """The same hub answers at another address from now on."""
        self._door.address = address
        self._given = (address,)
        self._told = ()
        self._tried.clear()

    def told(self, addresses: Sequence[str]) -> None:
        """Where the nodes that live are, as one of them says."""
        self._told = like(self._given[0], addresses)
        self.on_told([one.base for one in self._told])

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

    def _others(self) -> list[HubAddress]:
        known = dict.fromkeys((*self._given, *self._told))
        return [one for one in known if one != self._door.address]

    def _drawn(self, addresses: Sequence[HubAddress]) -> HubAddress:
        count = len(addresses)
        return addresses[min(int(self._chance(0, count)), count - 1)]


def like(given: HubAddress, addresses: Sequence[str]) -> tuple[HubAddress, ...]:
    """The addresses of the given one's kind, as many as are remembered."""
    found = []
    for typed in addresses[:MOST]:
        with suppress(Refused):
            found.append(hub_address(typed))
    return tuple(one for one in found if one.like(given))
