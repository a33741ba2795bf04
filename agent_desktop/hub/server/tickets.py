"""One-time tickets: a secret that its holder may change for a token once, within two minutes.

Promises that a ticket works once and that wrong ones cost the asker time by the same limits as passwords. Held in
memory only, as a digest: a ticket never outlives the hub that took it.
"""

from collections.abc import Callable
from typing import Final

from agent_desktop.hub.doors.keys import digest_of
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import NeedsSignIn

LIFETIME: Final[Millis] = 120_000


class Tickets:
    """The tickets that are good now."""

    def __init__(self, clock: Callable[[], Millis]) -> None:
        self._clock = clock
        self._good: dict[bytes, tuple[str, Millis]] = {}

    def admit(self, secret: str, account_id: str) -> None:
        """Let the holder of `secret` sign in once as this account."""
        self._good[digest_of(secret)] = (account_id, self._clock() + LIFETIME)

    def redeem(self, secret: str) -> str:
        """The account of this ticket, which is used up now. Raises NeedsSignIn."""
        account_id, until = self._good.pop(digest_of(secret), ("", 0))
        if not account_id or self._clock() >= until:
            raise NeedsSignIn(
                "This ticket is not good: it is unknown, used or too old.",
                field="ticket",
                remedy="Sign in with e-mail and password.",
            )
        return account_id
