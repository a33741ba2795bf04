"""A signed-in agent at a hub: follows the journal, does commands, fetches history and files.

Promises every event once and in order, across as many broken connections as it takes, and at whichever of the hub's
nodes answers (`ways`); that a slow desk slows the reading, not the answers, and fills no memory.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from msgspec.structs import replace

from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.administration import HubAdministration
from agent_desktop.connectors.hub.consents import Consents
from agent_desktop.connectors.hub.figures import FigureReads
from agent_desktop.connectors.hub.following import Following
from agent_desktop.connectors.hub.manifest import MANIFEST, manifest_for
from agent_desktop.connectors.hub.prompts import sound_path
from agent_desktop.connectors.hub.reports import HubReports
from agent_desktop.connectors.hub.sending_files import send_file
from agent_desktop.connectors.hub.surveys import LARGEST_QUESTION, question_path
from agent_desktop.connectors.hub.translate import ends_session
from agent_desktop.connectors.hub.ways import Ways
from agent_desktop.hub.protocol import (
    Announced,
    ConversationPage,
    Pong,
    TemplateList,
    TimelinePage,
    ToDesk,
)
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.backend_calls import EndSupervision, Supervise
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import DeskError, NeedsSignIn, Offline, Unsupported
from agent_desktop.model.events import CommandDone, HistoryFetched, LinkState, PageFetched
from agent_desktop.model.guidance import Readers
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Agent
from agent_desktop.model.ports import Deliver
from agent_desktop.model.telephone import PhoneLine
from agent_desktop.model.templates import Template
from agent_desktop.model.why import Why

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door
    from agent_desktop.connectors.hub.line import Line

CLIENT = "Agent Desktop"
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0
#: Before another node is tried: at most so long, so that the desks of a dead one do not all come at once.
GO_OVER_S = 0.5
PING_EVERY_S = 5.0
#: A connection that lasted so long was a good one: the next pause is short again.
GOOD_AFTER_S = 10.0
MOST_WAITING_FRAMES = 64
MOST_IN_FLIGHT = 32
#: So a hub says that it carries no calls, or that it knows no telephones at all.
NO_VOICE = frozenset({"unsupported", "not_found"})
Chance: TypeAlias = Callable[[float, float], float]


class HubSession(FigureReads):
    """Implements `Session`. `chance` draws the pauses; tests make it certain. `ways`: where else the hub may be."""

    def __init__(
        self,
        door: "Door",
        token: str,
        agent: Agent,
        scopes: tuple[str, ...] = (),
        chance: Chance = random.uniform,
        ways: Ways | None = None,
    ) -> None:
        self._door = door
        self._token = token
        self._consents = Consents(door, token)
        self._agent = agent
        self._manifest = manifest_for(scopes)
        self._chance = chance
        self._ways = ways or Ways(door, chance)
        self._line: Line | None = None
        self._hurry = asyncio.Event()
        self._in_flight = asyncio.Semaphore(MOST_IN_FLIGHT)
        self._closing = asyncio.Event()

    @property
    def manifest(self) -> Manifest:
        """See `Session`."""
        return self._manifest

    @property
    def agent(self) -> Agent:
        """See `Session`."""
        return self._agent

    @property
    def token(self) -> str:
        """See `Session`."""
        return self._token

    @property
    def administration(self) -> HubAdministration | None:
        """See `Session`."""
        if not self._manifest.administration:
            return None
        return HubAdministration(self._door, self._token, self._consents)

    @property
    def reporting(self) -> HubReports | None:
        """See `Session`."""
        can = self._manifest.can(Capability.FIGURES)
        return HubReports(self._door, self._token) if can else None

    async def run(self, since: Cursor | None, deliver: Deliver) -> None:
        """See `Session`."""
        following = Following(since, deliver)
        pause = FIRST_PAUSE_S
        while not self._closing.is_set():
            self._hurry.clear()
            began = time.monotonic()
            try:
                await following.tell(LinkState.CONNECTING)
                await self._follow(following)
            except NeedsSignIn as error:
                await following.tell(LinkState.SIGNED_OUT, error.problem)
                return
            except DeskError as error:
                if ends_session(error.problem):
                    await following.tell(LinkState.SIGNED_OUT, error.problem)
                    return
                if self._closing.is_set():
                    return
                if time.monotonic() - began > GOOD_AFTER_S:
                    pause = FIRST_PAUSE_S
                    self._ways.good()
                if self._ways.over():
                    wait = self._chance(0, GO_OVER_S)
                else:
                    wait = self._chance(0, pause)
                    pause = min(2 * pause, LONGEST_PAUSE_S)
                await following.tell(LinkState.OFFLINE, error.problem, next_try_in=wait)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._hurry.wait(), wait)
                    pause = FIRST_PAUSE_S

    def reconnect(self) -> None:
        """See `Session`."""
        self._hurry.set()

    def move(self, address: str) -> None:
        """The same hub answers at another address from now on. Raises Refused."""
        self._ways.move(hub_address(address))

    def when_told(self, told: Callable[[Sequence[str]], None]) -> None:
        """Let `told` hear where the hub's nodes are, whenever the hub says it; nothing where it has one address."""
        self._ways.on_told = told

    def vouch(self, vouched: Callable[[], bool]) -> None:
        """Send the token only while `vouched` says that it is the hub who listens at its address."""
        self._door.vouched = vouched

    async def perform(self, command_id: str, command: BackendCommand) -> CommandDone:
        """See `Session`."""
        if isinstance(command, Supervise | EndSupervision) and not self._manifest.can(
            Capability.SUPERVISOR
        ):
            raise Unsupported(
                "This account may not listen to calls.", remedy="Ask your administrator."
            )
        async with self._in_flight:
            if self._line is None:
                raise Offline("There is no connection to the hub.")
            return await self._line.perform(command_id, command)

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        """See `Session`."""
        query = {"limit": limit} if before_seq is None else {"limit": limit, "before": before_seq}
        path = f"/v1/conversations/{quote(conversation_id, safe='')}/timeline"
        found = await self._door.get(path, TimelinePage, self._token, **query)
        return PageFetched(
            conversation_id=conversation_id,
            items=found.items,
            complete=found.complete,
            conversation=found.conversation,
            customer=found.customer,
        )

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        """See `Session`."""
        path = f"/v1/customers/{quote(customer_id, safe='')}/conversations"
        found = await self._door.get(path, ConversationPage, self._token, limit=limit)
        return HistoryFetched(
            customer_id=customer_id,
            conversations=found.conversations,
            alike=found.alike,
            unions=found.unions,
            facts=found.facts,
            no_surveys=found.no_surveys,
        )

    async def upload(self, file: LocalFile, told: Callable[[int], None]) -> Attachment:
        """See `Session`."""
        return await send_file(self._door, file, self._token, MANIFEST.max_attachment_bytes, told)

    async def download(self, attachment: Attachment, target: Path) -> None:
        """See `Session`."""
        await self._door.download(attachment, target, self._token)

    async def read(self, attachment: Attachment) -> bytes:
        """See `Session`."""
        spoken = question_path(attachment)
        if spoken:
            return await self._door.read_up_to(LARGEST_QUESTION, self._token, spoken)
        return await self._door.read(attachment, self._token, sound_path(attachment))

    async def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        """See `Session`."""
        path = f"/v1/entry-points/{quote(entry_point_id, safe='')}/templates"
        return (await self._door.get(path, TemplateList, self._token)).templates

    async def why(self, interaction_id: str) -> Why:
        """See `Session`."""
        path = f"/v1/interactions/{quote(interaction_id, safe='')}/why"
        return await self._door.get(path, Why, self._token)

    async def readers(self) -> tuple[Readers, ...]:
        """See `Session`."""
        return (await self._door.get("/v1/announcements", Announced, self._token)).announcements

    async def phone_line(self) -> PhoneLine | None:
        """See `Session`."""
        try:
            line = await self._door.get("/v1/phone/line", PhoneLine, self._token)
        except DeskError as error:
            if error.problem.code in NO_VOICE:
                return None
            raise
        return replace(line, server=self._door.address.socket(line.path))

    async def sign_out(self) -> None:
        """See `Session`."""
        try:
            with contextlib.suppress(NeedsSignIn):  # it is good for nothing already
                await self._door.sign_out(self._token)
        finally:
            await self.close()

    async def close(self) -> None:
        """See `Session`."""
        self._closing.set()
        self._hurry.set()
        if self._line is not None:
            await self._line.close()
        await self._consents.close()
        await self._door.close()

    async def _follow(self, following: Following) -> None:
        """One connection, to its end. Raises DeskError."""
        from agent_desktop.connectors.hub.line import Line

        line = await Line.open(
            self._door.reach,
            self._door.trust,
            self._token,
            following.cursor,
            CLIENT,
            impatient=self._ways.several,
        )
        frames: asyncio.Queue[ToDesk | None] = asyncio.Queue(MOST_WAITING_FRAMES)
        reader = asyncio.create_task(_read(line, frames))
        pinger = asyncio.create_task(_ping(line))
        try:
            if self._closing.is_set():
                raise Offline("The session is closed.")
            self._agent = line.welcome.agent
            self._ways.told(line.welcome.nodes)
            following.begin(line)
            await following.tell(LinkState.CATCHING_UP)
            self._line = line
            while (frame := await frames.get()) is not None:
                if isinstance(frame, Pong) and not frame.id:
                    self._ways.told(frame.nodes)
                await following.hear(frame)
            await reader
        finally:
            self._line = None
            if line.parted:
                self._ways.stay()
            line.drop()
            for task in (reader, pinger):
                task.cancel()
            await asyncio.gather(reader, pinger, return_exceptions=True)


async def _read(line: "Line", frames: "asyncio.Queue[ToDesk | None]") -> None:
    """Put the line's frames into the queue until it breaks, then None; raises why."""
    try:
        while True:
            await frames.put(await line.read())
    except DeskError:
        await frames.put(None)  # behind what came before: nothing may be skipped
        raise


async def _ping(line: "Line") -> None:
    with contextlib.suppress(DeskError):
        while True:
            await line.ping()
            await asyncio.sleep(PING_EVERY_S)
