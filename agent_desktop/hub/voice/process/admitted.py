"""Who may register: the users that the hub named, each until its time.

Promises that a user is only the address of the agent whose session it is. Refuses everybody else, and to keep more
than `MOST` users: the one that was named longest ago goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from agent_desktop.hub.voice import phones
from agent_desktop.hub.voice.process.frames import AdmitPhone

MOST: Final = 20_000


class Admitted:
    """`clock` gives epoch milliseconds."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._users: OrderedDict[str, AdmitPhone] = OrderedDict()

    def admit(self, frame: AdmitPhone) -> None:
        """Let a user in, for longer, or no more."""
        self._users.pop(frame.user, None)
        if frame.until > self._clock():
            self._users[frame.user] = frame
            while len(self._users) > MOST:
                self._users.popitem(last=False)

    def secret(self, user: str, algorithm: str) -> str | None:
        """The digest of a user's password; None when there is no such user now."""
        known = self._users.get(user)
        return known.ha1.get(algorithm) if known and known.until > self._clock() else None

    def may(self, user: str, address: str) -> bool:
        """Whether a user, who has proved to be it, may be reached under an address."""
        return address == phones.phone_of(phones.owner_of(user))
