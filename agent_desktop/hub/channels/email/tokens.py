"""Access tokens of OAuth2 (RFC 6749, section 6): asked for with the refresh token, kept in memory until they run out;
a refresh token that the endpoint exchanges is kept.

Promises that a token endpoint which says no is asked once, and that neither token stands in an error or a log.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.written.calls import Calls, NoAnswer
from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.model.words import later

#: A token is renewed that long before its end, in seconds.
_EARLY_S: Final = 120.0
_NEW_S: Final = 60.0
_USUAL_S: Final = 3600.0
SIGN_IN_ANEW: Final = later("Open this entry point in the settings and sign in again.")
_CLIENT: Final = frozenset({"invalid_client", "unauthorized_client"})


Keep = Callable[[str, str], Awaitable[None]]
"""Keeps a secret by its name."""


class Tokens:
    """The access token of one mailbox. A refresh token that takes the place of the one before is told to `keep`."""

    def __init__(
        self,
        mailbox: Mailbox,
        keep: Keep | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mailbox = mailbox
        self._keep = keep
        self._clock = clock
        self._refresh = mailbox.refresh_token
        self._token = ""
        self._until = self._since = 0.0
        self._lock = asyncio.Lock()

    def refused(self) -> bool:
        """The server did not take it. Whether it was a new one, so that asking for another is in vain."""
        self._token = ""
        return self._clock() - self._since < _NEW_S

    async def get(self) -> str:
        """A token that is good now. Raises Trouble, AccountRefused."""
        async with self._lock:
            if not self._token or self._clock() >= self._until:
                await self._renew()
            return self._token

    async def _renew(self) -> None:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": self._refresh,
            "client_id": self._mailbox.client_id,
        }
        if self._mailbox.client_secret:
            form["client_secret"] = self._mailbox.client_secret
        if self._mailbox.scope:
            form["scope"] = self._mailbox.scope
        calls = Calls("", {"accept": "application/json"}, patience_s=30)
        try:
            reply = await calls.ask("POST", self._mailbox.token_url, data=form)
        except NoAnswer as error:
            raise Trouble(later(f"No access token: {error.words}")) from None
        finally:
            await calls.close()
        token = reply.body.get("access_token")
        if reply.body.get("error") in _CLIENT:
            raise AccountRefused(
                later(f"The provider does not know the client of {self._mailbox.address}."),
                later("Check client ID and client secret."),
            )
        if reply.status in (400, 401, 403):
            raise AccountRefused(
                later(f"The sign-in of {self._mailbox.address} ran out or was taken back."),
                SIGN_IN_ANEW,
            )
        if not reply.good or not isinstance(token, str) or not token:
            raise Trouble(
                later(f"The token endpoint answered {reply.status}."), wait_ms=reply.wait_ms
            )
        self._token, self._since = token, self._clock()
        lasts = reply.body.get("expires_in")
        seconds = float(lasts) if isinstance(lasts, int | float) and lasts > 0 else _USUAL_S
        self._until = self._clock() + max(seconds - _EARLY_S, seconds / 2)
        newer = reply.body.get("refresh_token")
        if isinstance(newer, str) and newer and newer != self._refresh:
            self._refresh = newer
            if self._keep is not None:
                await self._keep("refresh_token", newer)
