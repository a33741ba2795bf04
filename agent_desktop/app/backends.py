"""Where work comes from, as the program sees it: something that can be signed in to, again and again.

Promises that a secret is only ever in the keychain, in memory or on the wire, and that the wire to the built-in hub
ends at the hub that this program started. Refuses to retry: that is the program's.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec.structs import replace

from agent_desktop.app.local_hub import HubAddress, LocalHub
from agent_desktop.app.places import Places
from agent_desktop.app.profile import Profile, with_nodes
from agent_desktop.app.profile_file import ProfileFile
from agent_desktop.connectors.hub.connector import NODES
from agent_desktop.connectors.hub.session import HubSession
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import NeedsSignIn, Problem
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

    def prepare(self) -> None:
        """Begin what takes its time and needs nobody, so that signing in is quick. Fails only when signing in."""

    async def sign_in(self) -> Session:
        """A fresh session. Raises DeskError."""

    async def forget(self) -> None:
        """The agent leaves: keep nothing that signs in by itself."""

    async def stop(self) -> None:
        """Release what it holds."""


class LocalBackend:
    """The built-in hub on this computer, signed in to with a one-time ticket.

    `on_trouble` is called with words for the agent when the hub died and does not start again.
    """

    def __init__(self, profile: Profile, where: Places, connector: Connector, title: str) -> None:
        self._profile = profile
        self._where = where
        self._connector = connector
        self._title = title
        self.on_trouble: Callable[[Problem], None] | None = None
        self._hub: LocalHub | None = None
        self._starting: asyncio.Task[tuple[HubAddress, str]] | None = None
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

    def prepare(self) -> None:
        """Start the hub, unless it is being started."""
        if self._starting is None:
            self._hub = LocalHub(
                self._where.hub,
                team=self._profile.team,
                owner=self._profile.owner,
                on_back=self._back,
                on_trouble=self._tell_trouble,
            )
            self._starting = asyncio.create_task(self._hub.start())

    async def sign_in(self) -> Session:
        """Sign the hub's owner in. A ticket is good once: the hub is started again for the next time."""
        if self._address is not None:
            await self.stop()
        self.prepare()
        assert self._starting is not None
        try:
            self._address, ticket = await self._starting
        except BaseException:
            await self.stop()
            raise
        self._session = await self._connector.sign_in(
            {"address": self._address.url, "ticket": ticket}
        )
        if isinstance(self._session, HubSession):
            self._session.vouch(self._is_ours)
        return self._session

    async def forget(self) -> None:
        """Nothing to forget: each ticket is good once."""

    async def stop(self) -> None:
        """See `Backend`."""
        starting, self._starting = self._starting, None
        hub, self._hub = self._hub, None
        self._address = None
        if starting is not None:
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
        if hub is not None:
            await hub.stop()

    def _is_ours(self) -> bool:
        """Whether our own hub has its port: any program may take it when the hub is dead, and wait for the token."""
        hub, address = self._hub, self._address
        return hub is not None and address is not None and hub.answers_at(address.url)

    def _tell_trouble(self, problem: Problem) -> None:
        if self.on_trouble is not None:
            self.on_trouble(problem)

    def _back(self, address: HubAddress) -> None:
        self._address = address
        log.info("The hub is back.")
        if isinstance(self._session, HubSession):
            self._session.move(address.url)
        if self._session is not None:
            self._session.reconnect()  # no need to wait for its next try


class RemoteBackend:
    """A team's system, through a connector. Keeps the session's token so that the password is asked for once.

    `secrets` are what the agent typed into the form, used for the first sign-in only. Where the hub's nodes are is
    remembered in the profile's `file`, if it is kept there: a desk that starts while the node which it was given is
    dead finds the others.
    """

    def __init__(
        self,
        profile: Profile,
        connector: Connector,
        keys: KeyRing,
        secrets: dict[str, str],
        file: ProfileFile,
    ) -> None:
        self._profile = profile
        self._file = file
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

    def prepare(self) -> None:
        """Nothing takes time before there is a token."""

    async def sign_in(self) -> Session:
        """With what was just typed, else with the kept token. Raises NeedsSignIn when there is neither."""
        values = dict(self._profile.values)
        if self._profile.nodes:
            values[NODES] = " ".join(self._profile.nodes)
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
        if isinstance(session, HubSession):
            session.when_told(self._remember)
        return session

    def _remember(self, nodes: Sequence[str]) -> None:
        now, mine = wall_clock(), replace(self._profile, nodes={})
        self._profile = with_nodes(self._profile, nodes, now)

        def told(kept: Profile) -> Profile:
            return with_nodes(kept, nodes, now) if replace(kept, nodes={}) == mine else kept

        self._file.amend(told)

    async def forget(self) -> None:
        """Forget the token."""
        await asyncio.to_thread(self._keys.forget, self._token_name)

    async def stop(self) -> None:
        """Let what it remembers reach the disk. The session is closed by its owner."""
        await self._file.settled()

    @property
    def _token_name(self) -> str:
        known = ", ".join(f"{k}={v}" for k, v in sorted(self._profile.values.items()))
        return f"token of {self._profile.connector} ({known})"
