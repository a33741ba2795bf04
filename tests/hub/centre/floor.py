"""A small contact centre for tests: a clock that only the test moves, a database file, and what was published.

Promises that `crash` drops everything in memory and opens the same file again, as after a kill.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import (
    AnswerOffer,
    BackendCommand,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    SendMessage,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind, Message, SystemLine, TimelineItem
from agent_desktop.model.work import Channel, Disposition, Interaction, Offer, SavedReply
from tests.hub import databases

START: Millis = 1_700_000_000_000
DAY_MS: Millis = 24 * 3_600_000
AGENTS = ("anna", "ben", "cleo")
QUEUES = ("support", "billing")


class Floor:
    """The centre with its clock and everything that it published."""

    def __init__(self, path: Target) -> None:
        self.path = path
        self.now = START
        self.heard: list[Published] = []
        self._serial = 0
        self.centre = self._open()

    def _open(self) -> Centre:
        storage = Storage.open(self.path, lock_wait_ms=50)
        databases.hasten(storage)
        return Centre(storage, lambda: self.now)

    def crash(self) -> None:
        """Nothing is closed in order; the file is all that remains."""
        self.listen()
        self.centre.storage.close()
        self.centre = self._open()
        self.listen()

    def listen(self) -> list[Published]:
        """What was published since the last time; kept in `heard` too."""
        news = list(self.centre.drain())
        self.heard += news
        return news

    def id(self) -> str:
        """A fresh id."""
        self._serial += 1
        return f"id{self._serial}"

    def wait(self, ms: Millis) -> None:
        """Let time pass, stopping at each deadline as the thread would.

        Of more than a day only the last one is lived through, as after the sleep of a computer: there is something to
        do each hour.
        """
        until = self.now + ms
        self.now = max(self.now, until - DAY_MS)
        while (due := self.centre.next_deadline()) is not None and due <= until:
            self.now = max(self.now, due)
            self.centre.tick()
        self.now = until

    def furnish(self, **queue: object) -> None:
        """Two queues, an entry point each, three agents (cleo serves both), outcomes, a saved reply."""
        with self.centre.batch():  # one commit: most tests begin with this
            self._define(**queue)
        self.listen()

    def _define(self, **queue: object) -> None:
        centre = self.centre
        for queue_id in QUEUES:
            settings = {"id": queue_id, "name": queue_id.title(), **queue}
            centre.define_queue(QueueSettings(**settings))  # type: ignore[arg-type]
            centre.define_entry_point(
                EntryPointSettings(
                    id=f"{queue_id}-web", channel=Channel.CHAT, name="Web", queue_id=queue_id
                )
            )
        for agent_id, queues in (
            ("anna", ("support",)),
            ("ben", ("billing",)),
            ("cleo", QUEUES),
        ):
            centre.define_agent(
                AgentProfile(
                    id=agent_id,
                    name=agent_id.title(),
                    email=f"{agent_id}@team.example",
                    queues=queues,
                    capacity={Channel.CHAT: 2},
                )
            )
        centre.define_disposition(Disposition(code="solved", label="Solved"))
        centre.define_disposition(Disposition(code="money", label="Money", queue_id="billing"))
        centre.define_saved_reply(SavedReply(shortcut="hi", title="Hello", text="Hello!"))

    # --- short words for what tests do most

    def ask(
        self, agent_id: str, command: BackendCommand, command_id: str = ""
    ) -> TimelineItem | None:
        """Perform a command, under a fresh id unless one is given."""
        return self.centre.perform(agent_id, command_id or self.id(), command)

    def ready(self, agent_id: str) -> None:
        """Connect an agent who is ready."""
        self.centre.connected(agent_id)
        self.ask(agent_id, ChoosePresence(state=PresenceState.READY))

    def visitor(self, visitor_id: str, queue_id: str = "support", online: bool = True) -> None:
        """A visitor opens the page."""
        self.centre.start_chat(VisitorCard(id=visitor_id, entry_point_id=f"{queue_id}-web"))
        if online:
            self.centre.visitor_online(visitor_id, True)

    def arrive(self, visitor_id: str, text: str = "Hello?", queue_id: str = "support") -> None:
        """A visitor opens the page and asks something."""
        self.visitor(visitor_id, queue_id)
        self.centre.introduce(visitor_id, self.id(), visitor_id.title(), "", text)

    def offer(self, agent_id: str) -> Offer:
        """The agent's only pending offer."""
        (offer,) = self.centre.snapshot(agent_id)[1].offers
        return offer

    def accept(self, agent_id: str) -> Offer:
        """Accept the agent's only pending offer."""
        offer = self.offer(agent_id)
        self.ask(
            agent_id,
            AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True),
        )
        return offer

    def send(self, agent_id: str, conversation_id: str, text: str) -> Message:
        """An agent answers."""
        client_id = self.id()
        sent = self.ask(
            agent_id,
            SendMessage(
                client_id=client_id,
                conversation_id=conversation_id,
                channel=Channel.CHAT,
                text=text,
            ),
            client_id,
        )
        assert isinstance(sent, Message)
        return sent

    def lines(self, conversation_id: str) -> list[LineKind]:
        """The kinds of the system's lines, in order."""
        page = self.centre.timeline(conversation_id)
        return [one.kind for one in page.items if isinstance(one, SystemLine)]

    def texts(self, conversation_id: str) -> list[str]:
        """What was said, in order."""
        page = self.centre.timeline(conversation_id)
        return [one.text for one in page.items if isinstance(one, Message)]

    def held(self, agent_id: str) -> Interaction:
        """The only piece of work that the agent has."""
        (one,) = self.centre.snapshot(agent_id)[1].interactions
        return one

    def finish(self, agent_id: str, interaction_id: str) -> None:
        """End and wrap up."""
        self.ask(agent_id, EndInteraction(interaction_id=interaction_id))
        self.ask(agent_id, CompleteWrapUp(interaction_id=interaction_id, disposition="solved"))


@contextmanager
def opened(path: Path) -> Iterator[Floor]:
    """An unfurnished floor on a fresh database at `path`, which nobody needs afterwards."""
    floor = Floor(databases.fresh(path))
    try:
        yield floor
    finally:
        floor.centre.storage.close()
        databases.done(floor.path)
