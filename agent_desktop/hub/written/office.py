"""The post office: a session and a courier for each entry point that reaches a network and is not paused.

Promises that one whose session fails does not take others along and is opened again; that changed settings hold at
once; that how each stands is known in words. Secrets are opened here alone, and handed to the session.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from msgspec.structs import replace

from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.doors.quotas import MAX_FILE
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.courier import Courier
from agent_desktop.hub.written.door import WrittenCalls
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Typing
from agent_desktop.hub.written.records import AgentTypes, News, Standing
from agent_desktop.hub.written.templates import Templated
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import DeskError, Offline
from agent_desktop.model.people import Address
from agent_desktop.model.templates import Template
from agent_desktop.model.words import later

if TYPE_CHECKING:  # it needs cryptography, which hubs without such entry points never read
    from agent_desktop.hub.storage.sealed import Seal

OPEN_AGAIN_S: Final = 5.0
TYPING_S: Final = 10.0
TEMPLATES_MS: Final[Millis] = 600_000
_log = logging.getLogger("agent_desktop.hub")

Find = Callable[[str], Network | None]
KeepSecret = Callable[[str, str], Awaitable[None]]


class Told(Protocol):
    """Hears how an entry point stands."""

    def __call__(self, entry_point_id: str, standing: Standing) -> None: ...


class EntryPost:
    """The hub's side of one session (`port.Post`)."""

    def __init__(
        self,
        entry_point_id: str,
        calls: WrittenCalls,
        uploads: Uploads,
        clock: Callable[[], Millis],
        told: Told,
        keep_secret: KeepSecret,
    ) -> None:
        self._keep_secret = keep_secret
        self._id = entry_point_id
        self._calls = calls
        self._uploads = uploads
        self._clock = clock
        self._told = told

    @property
    def entry_point_id(self) -> str:
        """Whose post it is."""
        return self._id

    def now(self) -> Millis:
        """The hub's clock."""
        return self._clock()

    async def take(self, news: Sequence[News], memory: Mapping[str, str] | None = None) -> None:
        """Keep what happened. Raises StoreFailed."""
        kept = dict(memory or {})
        faults = await self._calls.call(lambda door: door.take_news(self._id, news, kept))
        for fault in faults:
            _log.warning("a message by %s could not be used: %s", self._id, fault)

    async def memory(self) -> dict[str, str]:
        """What the session wanted to remember."""
        return await self._calls.call(lambda door: door.network_memory(self._id))

    async def keep_secret(self, name: str, value: str) -> None:
        """Keep a secret anew. Raises StoreFailed."""
        await self._keep_secret(name, value)

    async def allows(self, limits: Limits) -> None:
        """What may be sent here. Raises StoreFailed."""
        await self._calls.call(lambda door: door.define_limits(self._id, limits))

    async def keep_file(self, name: str, content: bytes | Path) -> Attachment:
        """Keep a file. Raises StoreFailed, Malformed, TooLarge."""
        if isinstance(content, bytes):
            if len(content) > MAX_FILE:
                size = f"{len(content)} bytes"
                raise TooLarge("The file is too large.", field="body", value=size)
            bring_in = partial(self._uploads.bring_in_bytes, content)
        else:
            bring_in = partial(self._uploads.bring_in, content)
        kept = await bring_in(f"entry:{self._id}", new_id(), name)
        if kept is None:
            raise Malformed("The file is empty.", field="body", value="0 bytes")
        return kept

    def landing(self, key: str) -> Path:
        """Where a large file is put together."""
        return self._uploads.landing(f"entry:{self._id}", key)

    async def file(self, attachment_id: str) -> Path:
        """Where a file's bytes lie. Raises NotFound."""
        return self._uploads.place(await self._uploads.find(attachment_id))

    async def language(self, address: Address) -> str:
        """The language of whoever has this address."""
        return await self._calls.call(lambda door: door.customer_language(address))

    async def customer_types(self, thread: str, address: Address, typing: bool) -> None:
        """A customer types, or stopped."""
        await self._calls.call(lambda door: door.customer_types(self._id, thread, address, typing))

    def stands(self, standing: Standing) -> None:
        """How the connection is, now."""
        self._told(self._id, standing)


class _Branch:
    """One entry point that is open: its session, its courier, and the task that runs both."""

    def __init__(self, kept: KeptNetwork) -> None:
        self.kept = kept
        self.session: NetworkSession | None = None
        self.courier: Courier | None = None
        self.task: asyncio.Task[None] | None = None


async def _types(session: Typing, who: AgentTypes) -> None:
    """What comes of it is nobody's concern."""
    try:
        async with asyncio.timeout(TYPING_S):
            await session.types(who.thread, who.to, who.typing)
    except Exception as error:
        _log.debug("typing by %s was not shown: %s", who.entry_point_id, type(error).__name__)


class PostOffice:
    """Opens and closes the entry points. On the event loop that started it."""

    def __init__(
        self,
        calls: WrittenCalls,
        uploads: Uploads,
        seal: "Callable[[], Awaitable[Seal]]",
        clock: Callable[[], Millis],
        find: Find,
    ) -> None:
        self._calls = calls
        self._uploads = uploads
        self._seal = seal
        self._clock = clock
        self._find = find
        self._branches: dict[str, _Branch] = {}
        self.standings: dict[str, Standing] = {}
        self._templates_read: dict[str, Millis] = {}
        self._passing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Open what is kept."""
        for kept in await self._calls.call(lambda door: door.networks()):
            await self.show(kept)

    async def stop(self) -> None:
        """Close all; what was being sent is looked for at the next start."""
        for entry_point_id in tuple(self._branches):
            await self._close(entry_point_id)

    def nudge(self, posted: Iterable[str | AgentTypes]) -> None:
        """Letters of these entry points may go on; and who types there."""
        for one in posted:
            if isinstance(one, AgentTypes):
                self._show_typing(one)
                continue
            branch = self._branches.get(one)
            if branch is not None and branch.courier is not None:
                branch.courier.nudge()

    def _show_typing(self, who: AgentTypes) -> None:
        session: object = self.session(who.entry_point_id)  # what else it can is asked of itself
        if isinstance(session, Typing):
            task = asyncio.create_task(_types(session, who))
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    def session(self, entry_point_id: str) -> NetworkSession | None:
        """The session that runs now."""
        branch = self._branches.get(entry_point_id)
        return branch.session if branch is not None else None

    async def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        """Those that may be sent by an entry point, read within `TEMPLATES_MS`; older ones where it cannot be asked.

        Raises Refused (it reaches no network), Offline (they were never read, and cannot be now).
        """
        known = await self._calls.call(lambda door: door.templates(entry_point_id))
        read_at = self._templates_read.get(entry_point_id)
        if read_at is not None and 0 <= self._clock() - read_at < TEMPLATES_MS:
            return known
        session: object = self.session(entry_point_id)  # what else it can is asked of itself
        if not isinstance(session, Templated):
            return known
        try:
            found = await session.templates()
        except Offline:
            if known:
                return known
            raise
        await self._calls.call(lambda door: door.keep_templates(entry_point_id, found))
        self._templates_read[entry_point_id] = self._clock()
        return found

    async def show(self, kept: KeptNetwork) -> None:
        """An entry point reaches its network so from now on; the caller has kept it."""
        await self._close(kept.entry_point_id)
        if kept.paused:
            self._tell(kept.entry_point_id, "paused", later("It is paused."))
            return
        branch = self._branches[kept.entry_point_id] = _Branch(kept)
        self._tell(kept.entry_point_id, "connecting", later("It is being connected."))
        branch.task = asyncio.create_task(self._keep_open(branch))

    async def forget(self, entry_point_id: str) -> None:
        """An entry point reaches its network no more."""
        await self._close(entry_point_id)
        self.standings.pop(entry_point_id, None)

    async def opened_secrets(self, kept: KeptNetwork) -> dict[str, str]:
        """The secrets of an entry point. Raises StoreFailed when they cannot be opened."""
        seal = await self._seal()
        return await asyncio.to_thread(seal.opened, kept.entry_point_id, kept.sealed)

    async def sealed_secrets(self, entry_point_id: str, secrets: dict[str, str]) -> bytes:
        """They as they are kept."""
        seal = await self._seal()
        return await asyncio.to_thread(seal.sealed, entry_point_id, secrets)

    async def _close(self, entry_point_id: str) -> None:
        self._templates_read.pop(entry_point_id, None)
        branch = self._branches.pop(entry_point_id, None)
        if branch is not None and branch.task is not None:
            branch.task.cancel()
            await asyncio.gather(branch.task, return_exceptions=True)

    async def _keep_open(self, branch: _Branch) -> None:
        """Open it, and open it again when it failed."""
        entry_point_id = branch.kept.entry_point_id
        while True:
            try:
                await self._open(branch)
            except DeskError as error:
                # the settings or the key are wrong: only an administrator can mend that
                self._tell(entry_point_id, "refused", error.problem.message, error.problem.remedy)
                return
            except Exception as error:
                names = [type(one).__name__ for one in getattr(error, "exceptions", (error,))]
                _log.error("the entry point %s failed: %s", entry_point_id, ", ".join(names))
                self._tell(
                    entry_point_id,
                    "waiting",
                    later("Its connection failed inside the hub."),
                    later("It is opened again by itself. If this lasts, look into the hub's log."),
                )
            finally:
                branch.session = branch.courier = None
            await asyncio.sleep(OPEN_AGAIN_S)

    async def _open(self, branch: _Branch) -> None:
        kept = branch.kept
        network = self._find(kept.network)
        if network is None:
            raise Malformed(
                f"This hub knows no network {kept.network}.",
                remedy="Remove the entry point, or use a hub that knows it.",
                field="network",
                value=kept.network,
            )
        secrets = await self.opened_secrets(kept)
        network.check(kept.settings, secrets)
        limits = network.limits
        await self._calls.call(lambda door: door.define_limits(kept.entry_point_id, limits))
        post = EntryPost(
            kept.entry_point_id,
            self._calls,
            self._uploads,
            self._clock,
            self._stands,
            partial(self._keep_secret, branch),
        )
        branch.session = network.open(kept.settings, secrets, post)
        branch.courier = Courier(kept.entry_point_id, branch.session, self._calls, self._clock)
        async with asyncio.TaskGroup() as both:
            both.create_task(branch.session.run())
            both.create_task(branch.courier.run())

    async def _keep_secret(self, branch: _Branch, name: str, value: str) -> None:
        """A session has a secret that is new. What an administrator defined meanwhile is newer."""
        kept = branch.kept
        secrets = await self.opened_secrets(kept)
        sealed = await self.sealed_secrets(kept.entry_point_id, secrets | {name: value})
        await self._calls.call(lambda door: door.reseal_network(kept, sealed))
        branch.kept = replace(kept, sealed=sealed)

    def _stands(self, entry_point_id: str, standing: Standing) -> None:
        self.standings[entry_point_id] = standing

    def _tell(self, entry_point_id: str, code: str, words: str, remedy: str = "") -> None:
        standing = Standing(code=code, since=self._clock(), words=words, remedy=remedy)
        self._stands(entry_point_id, standing)
