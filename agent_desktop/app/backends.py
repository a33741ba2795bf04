"""Where work comes from, as the program sees it: something that can be signed in to, again and again.

Promises that a secret is only ever in the keychain, in memory or on the wire. Refuses to retry: that is the program's.
"""

import asyncio
import logging
from typing import Protocol

from agent_desktop.app.local_hub import HubAddress, LocalHub
from agent_desktop.app.places import Places
from agent_desktop.app.profile import Profile
from agent_desktop.model.errors import NeedsSignIn
from agent_desktop.model.ports import Connector, Session
from agent_desktop.store.keys import KeyRing

log = logging.getLogger(__name__)


class Backend(Protocol):
    """A source of work."""

    @property
    def title(self) -> str:
        """Its name for the status bar."""

    @property
    def demo(self) -> str:
        """The address of a page where one can play the customer; empty where there is none."""

    async def sign_in(self) -> Session:
        """A fresh session. Raises DeskError."""

    async def forget(self) -> None:
        """The agent leaves: keep nothing that signs in by itself."""

    async def stop(self) -> None:
        """Release what it holds."""


class LocalBackend:
    """The built-in hub on this computer, signed in to with a one-time ticket."""

    def __init__(self, profile: Profile, where: Places, connector: Connector, title: str) -> None:
        self._profile = profile
        self._where = where
        self._connector = connector
        self._title = title
        self._hub: LocalHub | None = None
        self._address: HubAddress | None = None
        self._session: Session | None = None

    @property
    def title(self) -> str:
        """See `Backend`."""
        return self._title

    @property
    def demo(self) -> str:
        """See `Backend`."""
        return "" if self._address is None else self._address.demo

    @property
    def url(self) -> str:
        """The hub's address, empty until it runs."""
        return "" if self._address is None else self._address.url

    @property
    def pid(self) -> int | None:
        """The hub's process."""
        return None if self._hub is None else self._hub.pid

    async def sign_in(self) -> Session:
        """Start the hub (again: a ticket is good once) and sign its owner in."""
        await self.stop()
        self._hub = LocalHub(
            self._where.hub,
            team=self._profile.team,
            owner=self._profile.owner,
            on_back=self._back,
        )
        self._address, ticket = await self._hub.start()
        self._session = await self._connector.sign_in(
            {"address": self._address.url, "ticket": ticket}
        )
        return self._session

    async def forget(self) -> None:
        """Nothing to forget: each ticket is good once."""

    async def stop(self) -> None:
        """See `Backend`."""
        if self._hub is not None:
            await self._hub.stop()
            self._hub = None

    def _back(self, address: HubAddress) -> None:
        self._address = address
        log.info("The hub is back.")
        if self._session is not None:
            self._session.reconnect()  # no need to wait for its next try


class RemoteBackend:
    """A team's system, through a connector. Keeps the session's token so that the password is asked for once.

    `secrets` are what the agent typed into the form, used for the first sign-in only.
    """

    def __init__(
        self, profile: Profile, connector: Connector, keys: KeyRing, secrets: dict[str, str]
    ) -> None:
        self._profile = profile
        self._connector = connector
        self._keys = keys
        self._secrets = secrets

    @property
    def title(self) -> str:
        """See `Backend`."""
        return self._profile.values.get("address") or self._connector.manifest.title

    @property
    def demo(self) -> str:
        """None: that is for the built-in hub."""
        return ""

    async def sign_in(self) -> Session:
        """With what was just typed, else with the kept token. Raises NeedsSignIn when there is neither."""
        values = dict(self._profile.values)
        typed, self._secrets = self._secrets, {}
        if typed:
            values |= typed
        else:
            token = await asyncio.to_thread(self._keys.secret, self._token_name)
            if not token:
                raise NeedsSignIn("You are signed out.", remedy="Sign in again.")
            values["token"] = token
        session = await self._connector.sign_in(values)
        if session.token:
            await asyncio.to_thread(self._keys.keep, self._token_name, session.token)
        return session

    async def forget(self) -> None:
        """Forget the token."""
        await asyncio.to_thread(self._keys.forget, self._token_name)

    async def stop(self) -> None:
        """Nothing to release: the session is closed by its owner."""

    @property
    def _token_name(self) -> str:
        known = ", ".join(f"{k}={v}" for k, v in sorted(self._profile.values.items()))
        return f"token of {self._profile.connector} ({known})"
