"""The centre: the hub's single writer. Every request is decided, written in one transaction and then published.

Promises that a request which raised has changed nothing; that a transaction which failed leaves no trace in memory
either, because what is live is read again before the next request; that what `drain` gives was committed. Refuses
asyncio, threads and sockets: one thread calls it, `CentreThread` is the way to that thread.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from agent_desktop.hub.centre import (
    asides,
    attendance,
    chat_news,
    definitions,
    handing_back,
    perform,
    views,
    visits,
    work,
)
from agent_desktop.hub.centre.book import AWAY, GRACE, HOUSEKEEPING, WRAP_UP, Book, Links
from agent_desktop.hub.centre.restore import restored
from agent_desktop.hub.crm.visitors import VisitorCard, VisitorChat
from agent_desktop.hub.journal.published import Published, for_queue
from agent_desktop.hub.journal.replay import Replay
from agent_desktop.hub.protocol import ChatItem, ChatState, ConversationPage, TimelinePage
from agent_desktop.hub.routing.records import TimePassed, WrapUpCompleted
from agent_desktop.hub.storage import configuration, threads
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.work import forget_commands
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import DeskError, StoreFailed
from agent_desktop.model.events import QueueChanged, Snapshot
from agent_desktop.model.people import Agent, Presence
from agent_desktop.model.timeline import TimelineItem
from agent_desktop.model.work import Disposition, InteractionState, SavedReply

DAY_MS: Millis = 24 * 3_600_000
HOUSEKEEPING_MS: Millis = 3_600_000
JOURNAL_KEPT_MS: Millis = 14 * DAY_MS
COMMANDS_KEPT_MS: Millis = 60 * DAY_MS


class Centre:
    """All doors of port.py on one storage. `clock` gives the time in `Millis`; going back is ignored."""

    def __init__(self, storage: Storage, clock: Callable[[], Millis]) -> None:
        self.storage = storage
        self._clock = clock
        self._epoch = secrets.token_hex(8)
        self._links = Links()
        self._published: list[Published] = []
        self._book: Book | None = None
        self._last: Millis = 0
        with self.batch():
            pass

    # --- transactions

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Commit several requests together. A `DeskError` of one request undoes only that request.

        Raises StoreFailed, or whatever else went wrong inside; then none of them happened.
        """
        links = self._links
        try:
            with self.storage.transaction():
                if self._book is None:
                    now = self._tell_time()
                    self._book = restored(self.storage, self._epoch, links, now)
                book = self._book
                yield
                self._settle(book)
        except BaseException:
            if self._book is not None:
                for undo in reversed(self._book.undo):
                    undo()
            self._book = None  # read again before the next request
            raise
        self._published += book.journal.published()
        book.undo.clear()
        book.written.clear()
        book.live.forget_idle()

    @contextmanager
    def request(self) -> Iterator[Book]:
        """One request: alone in its transaction, or inside a `batch`. For what no method below offers, too."""
        if not self.storage.inside:
            with self._alone() as book:
                yield book
            return
        book = self._begin()
        before = (self.storage.gathered, book.journal.position)
        try:
            yield book
        except StoreFailed:
            raise
        except DeskError as error:
            if (self.storage.gathered, book.journal.position) != before:
                raise RuntimeError("a refused request has written something") from error
            raise
        if book.finished:
            attendance.settle_finished(book)

    @contextmanager
    def _alone(self) -> Iterator[Book]:
        """A batch of one: what was due is committed even when the request is refused."""
        refused: DeskError | None = None
        with self.batch():
            try:
                with self.request() as book:
                    yield book
            except StoreFailed:
                raise
            except DeskError as error:
                refused = error
        if refused is not None:
            raise refused

    def _begin(self) -> Book:
        """The book at this moment, with everything due done. Raises RuntimeError after a failed batch."""
        book = self._book
        if book is None:
            raise RuntimeError("the batch has failed")
        book.now = self._tell_time()
        alarm, due = book.next_alarm(), book.engine.next_deadline()
        if (alarm is not None and alarm <= book.now) or (due is not None and due <= book.now):
            self._catch_up(book)
        return book

    def _tell_time(self) -> Millis:
        self._last = max(self._last, self._clock())
        return self._last

    def _settle(self, book: Book) -> None:
        """At the end of a transaction: queues whose length changed are told once."""
        while book.moved_queues:
            queue_id, _ = book.moved_queues.popitem()
            event = QueueChanged(queue=views.queue_shown(book, queue_id))
            book.tell(for_queue(queue_id), event)
            chat_news.tell_places(book, queue_id)

    def drain(self) -> Sequence[Published]:
        """What was committed since the last call, in order."""
        published, self._published = self._published, []
        return published

    # --- time

    def next_deadline(self) -> Millis | None:
        """When `tick` is due."""
        if self._book is None:
            return self._last
        times = (self._book.engine.next_deadline(), self._book.next_alarm())
        return min((at for at in times if at is not None), default=None)

    def tick(self) -> None:
        """Let what is due happen."""
        with self.request():
            pass

    def _catch_up(self, book: Book) -> None:
        while alarm := book.due_alarm():
            _, kind, subject = alarm
            if kind == WRAP_UP:
                self._wrap_up_over(book, subject)
            elif kind == GRACE:
                attendance.grace_over(book, book.live.agents[subject])
            elif kind == AWAY:
                handing_back.watch(book, book.live.agents[subject])
            else:
                book.journal.cut(book.now - JOURNAL_KEPT_MS)
                forget_commands(self.storage, book.now - COMMANDS_KEPT_MS)
                book.set_alarm(book.now + HOUSEKEEPING_MS, HOUSEKEEPING, "")
        due = book.engine.next_deadline()
        if due is not None and due <= book.now:
            work.ask(book, TimePassed())
        attendance.settle_finished(book)

    def _wrap_up_over(self, book: Book, interaction_id: str) -> None:
        one = book.live.interactions.get(interaction_id)
        if one is None or one.shown.state is not InteractionState.WRAP_UP:
            return
        until = one.shown.wrap_up_until
        if until is not None and until <= book.now:
            work.ask(book, WrapUpCompleted(interaction_id, one.shown.agent_id or ""))

    # --- agents (port.AgentDoor says what each promises)

    @property
    def epoch(self) -> str:
        """The journal's epoch: this centre's own."""
        return self._epoch

    @property
    def position(self) -> int:
        """The sequence of the newest journal entry."""
        return self._loaded.journal.position

    @property
    def _loaded(self) -> Book:
        if self._book is None:
            with self.batch():
                pass
        assert self._book is not None
        return self._book

    def perform(
        self, agent_id: str, command_id: str, command: BackendCommand
    ) -> TimelineItem | None:
        """Do `command`, once for each `command_id`."""
        with self.request() as book:
            return perform.perform(book, agent_id, command_id, command)

    def audiences(self, agent_id: str) -> frozenset[str]:
        """What this agent hears."""
        with self.request() as book:
            return views.audiences(book.agent(agent_id))

    def snapshot(self, agent_id: str) -> tuple[int, Snapshot]:
        """Everything live for this agent, and the position at which it is true."""
        with self.request() as book:
            self._settle(book)
            return book.journal.position, views.snapshot(book, book.agent(agent_id))

    def entries(self, agent_id: str, since: Cursor, limit: int = 500) -> Replay:
        """What this agent missed after `since`."""
        with self.request() as book:
            agent = book.agent(agent_id)
            self._settle(book)
            return book.journal.replay(views.audiences(agent), since, limit, agent.heard_from)

    def connected(self, agent_id: str) -> Presence:
        """A socket of this agent is open."""
        with self.request() as book:
            return attendance.connected(book, book.agent(agent_id))

    def disconnected(self, agent_id: str) -> None:
        """A socket of this agent closed."""
        with self.request() as book:
            attendance.disconnected(book, book.agent(agent_id))

    def signed_out(self, agent_id: str) -> None:
        """The agent signed out on purpose."""
        with self.request() as book:
            attendance.signed_out(book, book.agent(agent_id))

    def timeline(
        self, conversation_id: str, before: int | None = None, limit: int = 50
    ) -> TimelinePage:
        """A page of a timeline."""
        with self.request() as book:
            return views.timeline(book, conversation_id, before, limit)

    def conversations(self, customer_id: str, limit: int = 50) -> ConversationPage:
        """A customer's conversations."""
        with self.request() as book:
            return views.conversations(book, customer_id, limit)

    # --- visitors (crm.visitors.VisitorDoor says what each promises)

    def entry_point(self, entry_point_id: str) -> EntryPointSettings:
        """The entry point."""
        with self.request() as book:
            return visits.entry_point(book, entry_point_id)

    def chat_origins(self) -> frozenset[str]:
        """Every origin that may embed some chat."""
        with self.request() as book:
            return visits.chat_origins(book)

    def start_chat(self, card: VisitorCard) -> VisitorChat:
        """Remember the visitor."""
        with self.request() as book:
            return visits.start(book, card)

    def introduce(
        self, visitor_id: str, client_id: str, name: str, email: str = "", question: str = ""
    ) -> ChatItem | None:
        """The pre-chat form."""
        with self.request() as book:
            return visits.introduce(book, visitor_id, client_id, name, email, question)

    def say(
        self, visitor_id: str, client_id: str, text: str, attachments: tuple[str, ...] = ()
    ) -> ChatItem:
        """The visitor writes."""
        with self.request() as book:
            return visits.say(book, visitor_id, client_id, text, attachments)

    def seen(self, visitor_id: str, delivered: int, read: int) -> None:
        """How far a tab has received and shown."""
        with self.request() as book:
            asides.saw(book, visitor_id, delivered, read)

    def visitor_typing(self, visitor_id: str, typing: bool) -> None:
        """The visitor types, or stopped."""
        with self.request() as book:
            asides.types(book, visitor_id, typing)

    def visitor_online(self, visitor_id: str, online: bool) -> None:
        """The visitor came or went."""
        with self.request() as book:
            asides.online(book, visitor_id, online)

    def rate(self, visitor_id: str, score: int, comment: str = "") -> None:
        """Rate the last interaction."""
        with self.request() as book:
            asides.rate(book, visitor_id, score, comment)

    def leave(self, visitor_id: str) -> None:
        """End the chat."""
        with self.request() as book:
            asides.leave(book, visitor_id)

    def chat(self, visitor_id: str) -> VisitorChat:
        """Where the visitor stands."""
        with self.request() as book:
            return visits.standing(book, book.visitor(visitor_id))

    def chat_items(self, visitor_id: str, since: int = 0, limit: int = 500) -> tuple[ChatItem, ...]:
        """What the visitor may see of the current conversation."""
        with self.request() as book:
            return visits.items(book, visitor_id, since, limit)

    def has_item(self, conversation_id: str, seq: int, item_id: str) -> bool:
        """Whether the hub keeps this item in this place."""
        with self.request():
            return threads.item_id_at(self.storage, conversation_id, seq) == item_id

    def chat_state(self, visitor_id: str) -> ChatState:
        """The phase, the agent, the place in the queue."""
        with self.request() as book:
            one = book.visitor(visitor_id)
            return chat_news.chat_state(book, one, visits.thread_of(book, one))

    # --- administrators (port.AdminDoor says what each promises)

    def define_queue(self, queue: QueueSettings) -> None:
        """Make a queue or change its rules."""
        with self.request() as book:
            definitions.define_queue(book, queue)

    def define_entry_point(self, entry_point: EntryPointSettings) -> None:
        """Make an entry point or change it."""
        with self.request() as book:
            definitions.define_entry_point(book, entry_point)

    def define_agent(self, agent: AgentProfile) -> None:
        """Make an agent or change the profile."""
        with self.request() as book:
            definitions.define_agent(book, agent)

    def define_disposition(self, disposition: Disposition, position: int = 0) -> None:
        """Make an outcome code or change its words."""
        with self.request() as book:
            definitions.define_disposition(book, disposition, position)

    def define_saved_reply(self, reply: SavedReply, position: int = 0) -> None:
        """Make a prepared text or change it."""
        with self.request() as book:
            definitions.define_saved_reply(book, reply, position)

    def queues(self) -> tuple[QueueSettings, ...]:
        """Every queue."""
        with self.request() as book:
            return tuple(book.live.queues.values())

    def entry_points(self) -> tuple[EntryPointSettings, ...]:
        """Every entry point."""
        with self.request() as book:
            return tuple(book.live.entry_points.values())

    def agents(self) -> tuple[AgentProfile, ...]:
        """Every agent, by name."""
        with self.request() as book:
            profiles = (one.profile for one in book.live.agents.values())
            return tuple(sorted(profiles, key=lambda one: (one.name, one.id)))

    def agent(self, agent_id: str) -> Agent:
        """One agent."""
        with self.request() as book:
            return book.agent(agent_id).record

    def setting(self, name: str) -> str:
        """A setting of the hub."""
        with self.request():
            return configuration.setting(self.storage, name)

    def define_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self.request():
            configuration.keep_setting(self.storage, name, value)
