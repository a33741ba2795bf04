"""A session that enters the desk by its port, for the tests of the runner. A test scripts it: links, answers, faults.

Promises, of the `Session` port: `run` delivers until it is cancelled, in the order in which the test tells news, and
`deliver` returns when the desk has saved them; `perform` takes the same id and command once where the manifest says so,
and raises what `outcomes` holds; items are numbered 1, 2, 3… in their conversation; pages are the newest before a
place; the same file uploaded again is the same attachment. Refuses downloads, and gives
the bytes of `files`.

It has no customers, no socket and no sign-in, so it cannot be held to the contract of connectors
(`tests/contracts/connector`): it replays nothing by itself, never checks a command against its capabilities and never
reconnects. What depends on those belongs into a test with the real hub.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Behind, BehindQuestion
from agent_desktop.model.commands import AddNote, BackendCommand, Cursor, SendMessage
from agent_desktop.model.errors import DeskError, Offline
from agent_desktop.model.events import (
    BackendBatch,
    CommandDone,
    HistoryFetched,
    LinkChanged,
    LinkState,
    MessageReceived,
    PageFetched,
)
from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures
from agent_desktop.model.guidance import Readers
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Agent
from agent_desktop.model.ports import Administration, Deliver, Reporting
from agent_desktop.model.telephone import PhoneLine
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Message, Note, TimelineItem
from agent_desktop.model.why import Why
from tests.desk.fake_store import page_of
from tests.desk.samples import ME, MYSELF, NOW, manifest, own


class FakeSession:
    """A backend of one agent, in memory.

    `outcomes` is consumed by `perform`, one for each call: an error to raise, with `acted` saying whether the backend
    took the command before the answer was lost. Without outcomes everything succeeds. `journal` is what was truly
    taken, in order; `items` the messages and notes that came of it, numbered within their conversations.
    """

    def __init__(self, what: Manifest | None = None) -> None:
        self._manifest = what or manifest()
        self.outcomes: deque[tuple[DeskError, bool]] = deque()
        self.performed: list[tuple[str, BackendCommand]] = []
        self.journal: list[tuple[str, BackendCommand]] = []
        self.items: list[TimelineItem] = []
        self.uploads: list[str] = []
        self.reports: Reporting | None = None
        self.files: dict[str, bytes] = {}
        """What can be read, by the attachment's id."""
        self.administration: Administration | None = None
        self.line: PhoneLine | None = None
        self.approved: tuple[Template, ...] | None = None
        self.counted: Callable[[FigureQuestion], Figures] | None = None
        """What is counted, by the question."""
        self.asked: list[FigureQuestion] = []
        self.behind: Callable[[BehindQuestion, str], Behind] | None = None
        """Whom a figure counts, by the question and where the page begins."""
        self.looked_behind: list[tuple[BehindQuestion, str]] = []
        self.facts: Why | None = None
        self.announced: tuple[Readers, ...] | None = None
        self.reconnects = 0
        self.since: list[Cursor | None] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._deliver: Deliver | None = None
        self._running = asyncio.Event()

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    @property
    def agent(self) -> Agent:
        return ME

    @property
    def token(self) -> str:
        return "token"

    async def run(self, since: Cursor | None, deliver: Deliver) -> None:
        self.since.append(since)
        self._deliver = deliver
        self._running.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._deliver = None
            self._running.clear()

    async def deliver(self, news: BackendBatch | LinkChanged) -> None:
        """Tell the desk; returns when it has saved it."""
        await self._running.wait()
        assert self._deliver is not None
        await self._deliver(news)

    async def go_live(self, at: Millis = NOW) -> None:
        """The link is up."""
        await self.deliver(LinkChanged(state=LinkState.LIVE, since=at))

    def reconnect(self) -> None:
        self.reconnects += 1

    async def perform(self, command_id: str, command: BackendCommand) -> CommandDone:
        self.performed.append((command_id, command))
        await self.gate.wait()
        error, acted = self.outcomes.popleft() if self.outcomes else (None, True)
        item = self._act(command_id, command) if acted else None
        if error is not None:
            raise error
        return CommandDone(command_id=command_id, item=item)

    def _act(self, command_id: str, command: BackendCommand) -> TimelineItem | None:
        if self._manifest.can(Capability.IDEMPOTENT_SEND):
            for known_id, known in self.journal:
                if known_id == command_id:
                    assert known == command, "the same id with another body"
                    return next(
                        (one for one in self.items if getattr(one, "client_id", "") == command_id),
                        None,
                    )
        self.journal.append((command_id, command))
        if not isinstance(command, SendMessage | AddNote):
            return None
        lane = command.conversation_id
        seq = 1 + sum(1 for one in self.items if one.conversation_id == lane)
        item: TimelineItem
        if isinstance(command, SendMessage):
            item = own(
                seq,
                command.client_id,
                command.text,
                conversation_id=lane,
                attachments=command.attachments,
            )
        else:
            item = Note(
                id=f"m{seq}",
                conversation_id=lane,
                author=MYSELF,
                text=command.text,
                sent_at=NOW + seq,
                seq=seq,
                client_id=command.client_id,
            )
        self.items.append(item)
        return item

    async def echo_all(self) -> None:
        """Send every message of the backend as an event, as a replay does."""
        events = tuple(
            MessageReceived(message=one) for one in self.items if isinstance(one, Message)
        )
        await self.deliver(BackendBatch(events=events, at=NOW))

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        mine = [one for one in self.items if one.conversation_id == conversation_id]
        items, complete = page_of(mine, before_seq, limit)
        return PageFetched(conversation_id=conversation_id, items=items, complete=complete)

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        return HistoryFetched(customer_id=customer_id, conversations=())

    async def upload(self, file: LocalFile, told: Callable[[int], None]) -> Attachment:
        self.uploads.append(file.id)
        told(file.size // 2)
        return Attachment(id=file.id, name=file.name, media_type="text/plain", size=file.size)

    async def download(self, attachment: Attachment, target: Path) -> None:
        raise Offline("There is no link.")

    async def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        if self.approved is None:
            raise Offline("There is no link.")
        return self.approved

    async def figures(self, asked: FigureQuestion) -> Figures:
        self.asked.append(asked)
        if self.counted is None:
            raise Offline("There is no link.")
        return self.counted(asked)

    async def figure_behind(self, asked: BehindQuestion, after: str) -> Behind:
        self.looked_behind.append((asked, after))
        if self.behind is None:
            raise Offline("There is no link.")
        return self.behind(asked, after)

    async def figure_names(self) -> FigureNames:
        return FigureNames(zone="UTC")

    @property
    def reporting(self) -> Reporting | None:
        return self.reports

    async def why(self, interaction_id: str) -> Why:
        if self.facts is None:
            raise Offline("There is no link.")
        return self.facts

    async def readers(self) -> tuple[Readers, ...]:
        if self.announced is None:
            raise Offline("There is no link.")
        return self.announced

    async def phone_line(self) -> PhoneLine | None:
        return self.line

    async def read(self, attachment: Attachment) -> bytes:
        if attachment.id not in self.files:
            raise Offline("There is no link.")
        return self.files[attachment.id]

    async def sign_out(self) -> None:
        self._deliver = None

    async def close(self) -> None:
        self._deliver = None
