"""The writer: one transaction after another over the book, what is due in time, and what was committed.

Promises that a request which raised has changed nothing; that a transaction which failed leaves no trace in memory
either, because what is live is read again before the next request; that what `drain`, `drain_orders` and
`drain_posted` give was committed. Refuses to know what is asked: the centre's sides (agents, visitors, administrators,
telephones, networks) stand on it.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from agent_desktop.hub.centre import (
    attendance,
    chat_news,
    consulting,
    doings,
    handing_back,
    overflowing,
    surveying,
    views,
    work,
)
from agent_desktop.hub.centre.board import Board
from agent_desktop.hub.centre.book import (
    ABSENT,
    AWAY,
    CONSULT,
    GRACE,
    HOUSEKEEPING,
    STANDING,
    WRAP_UP,
    Book,
)
from agent_desktop.hub.centre.calls import absent, pages, standing
from agent_desktop.hub.centre.known import Links
from agent_desktop.hub.centre.restore import restored
from agent_desktop.hub.journal.journal import kept_since
from agent_desktop.hub.journal.published import Published, for_queue
from agent_desktop.hub.routing.records import TimePassed, WrapUpCompleted
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.work import forget_commands
from agent_desktop.hub.voice.inputs import Input as Order
from agent_desktop.hub.written.records import AgentTypes
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError, StoreFailed
from agent_desktop.model.events import QueueChanged
from agent_desktop.model.work import InteractionState

DAY_MS: Millis = 24 * 3_600_000
HOUSEKEEPING_MS: Millis = 3_600_000
JOURNAL_KEPT_MS: Millis = 14 * DAY_MS
COMMANDS_KEPT_MS: Millis = 60 * DAY_MS


class Writer:
    """Transactions on one storage. `clock` gives the time in `Millis`; going back is ignored."""

    def __init__(self, storage: Storage, clock: Callable[[], Millis]) -> None:
        self.storage = storage
        self._clock = clock
        self._epoch = secrets.token_hex(8)
        self._links = Links()
        self._published: list[Published] = []
        self._orders: list[Order] = []
        self._posted: dict[str | AgentTypes, None] = {}
        self.board = Board(0)
        self._book: Book | None = None
        self._last: Millis = 0
        self._told: int | None = None  # the position up to which all was handed on
        with self.batch():
            pass

    # --- transactions

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Commit several requests together. A `DeskError` of one request undoes only that request.

        Raises StoreFailed, or whatever else went wrong inside; then none of them happened.
        """
        links = self._links
        missed: list[Published] = []
        try:
            with self.storage.transaction():
                if self._book is None:
                    if self._told is not None:  # a commit may have been made without an answer
                        missed = kept_since(self.storage, self._told)
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
            self.board = Board(self.board.number + 1)  # it may have seen what did not happen
            raise
        published = missed + book.journal.published()
        self._published += published
        self._told = book.journal.position
        self.board.heard(book, published, book.passed)
        book.passed.clear()
        self._orders += book.orders
        book.orders.clear()
        self._posted |= book.posted
        book.posted.clear()
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
        before = (self.storage.gathered, book.journal.position, len(book.orders))
        try:
            yield book
        except StoreFailed:
            raise
        except DeskError as error:
            now = (self.storage.gathered, book.journal.position, len(book.orders))
            if now != before:
                raise RuntimeError("a refused request has written something") from error
            raise
        self._finish(book)

    def _finish(self, book: Book) -> None:
        """What follows from what was just done."""
        if book.overflowed:
            overflowing.settle(book)
        if book.live.consults:
            consulting.settle(book)
        if book.finished:
            book.stirred.update(book.finished)
            attendance.settle_finished(book)
        if book.stirred:
            doings.note(book)

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
        self._finish(book)
        while book.moved_queues:
            queue_id, _ = book.moved_queues.popitem()
            event = QueueChanged(queue=views.queue_shown(book, queue_id))
            book.tell(for_queue(queue_id), event)
            book.waits[queue_id] = None
        while book.waits:
            queue_id, _ = book.waits.popitem()
            chat_news.tell_places(book, queue_id)
            standing.tell(book, queue_id)
            pages.tell_places(book, queue_id)

    def drain(self) -> Sequence[Published]:
        """What was committed since the last call, in order."""
        published, self._published = self._published, []
        return published

    def drain_orders(self) -> Sequence[Order]:
        """What the telephones are to do, of what was committed since the last call, in order."""
        orders, self._orders = self._orders, []
        return orders

    def drain_posted(self) -> Sequence[str | AgentTypes]:
        """The entry points whose letters may go on, and who types there, of what was committed since the last call."""
        posted, self._posted = tuple(self._posted), {}
        return posted

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
            elif kind == STANDING:
                standing.tell(book, subject)
            elif kind == ABSENT:
                absent.over(book, subject)
            elif kind == CONSULT:
                consulting.answered_not(book, subject)
            elif kind == surveying.SURVEY:
                surveying.due(book, subject)
            elif kind == doings.ALIVE:
                doings.alive(book, subject)
            else:
                book.journal.cut(book.now - JOURNAL_KEPT_MS)
                forget_commands(self.storage, book.now - COMMANDS_KEPT_MS)
                book.set_alarm(book.now + HOUSEKEEPING_MS, HOUSEKEEPING, "")
        due = book.engine.next_deadline()
        if due is not None and due <= book.now:
            work.ask(book, TimePassed())
        self._finish(book)

    def _wrap_up_over(self, book: Book, interaction_id: str) -> None:
        one = book.live.interactions.get(interaction_id)
        if one is None or one.shown.state is not InteractionState.WRAP_UP:
            return
        until = one.shown.wrap_up_until
        if until is not None and until <= book.now:
            routed = book.live.routed(interaction_id)
            work.ask(book, WrapUpCompleted(routed, one.shown.agent_id or ""))

    # --- where it stands

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
