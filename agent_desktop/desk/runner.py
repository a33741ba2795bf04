"""The runner: one writer, one turn after the other.

A turn: take what waits, ask the machines, save in one transaction, and only then let commands leave and the screen
know. Promises that nothing is sent or shown before it is saved, but how a call is now, which nobody saves
(desk/ahead.py); that a turn which cannot be saved never was: news wait and are tried again, an intent is refused with a
notice, and what was typed stays; that a backend is only told to go on when its news are saved. Refuses to decide: that
is the machines'. Refuses to hide: every fault is logged.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence

from agent_desktop.desk.ahead import ABOUT_CALLS, Ahead
from agent_desktop.desk.core import INTENTS, Core
from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.items import (
    Flush,
    Item,
    PhoneAttached,
    PhoneDetached,
    SessionAttached,
    SessionDetached,
)
from agent_desktop.desk.runner_ports import Ports
from agent_desktop.desk.runner_tasks import Tasks
from agent_desktop.desk.turn import Turn
from agent_desktop.desk.view import Reader
from agent_desktop.model.base import Millis, new_id, wall_clock
from agent_desktop.model.changes import Change, Notice, NoticeKind
from agent_desktop.model.commands import Cursor
from agent_desktop.model.errors import DeskError, Problem, StoreFailed
from agent_desktop.model.events import BackendBatch, LinkChanged, LinkState, TimePassed
from agent_desktop.model.intents import Intent, SeenUpTo, TypeAhead, WriteCallNote, WriteDraft
from agent_desktop.model.phone import Phone, PhoneChanged, PhoneEvent, PhoneState
from agent_desktop.model.ports import PictureSource, Session, SoundReader, Store

log = logging.getLogger(__name__)

MOST_HEARD = 256
"""So many news may wait before the softphone does."""
MOST_BATCHES = 64
"""Waiting batches that are saved together."""
STORE_RETRY_MS = 1_000
SESSION_RETRY_S = 5.0

QUIET = (WriteDraft, SeenUpTo, TypeAhead, WriteCallNote)
"""Intents that come all the time: that they could not be saved is told once."""

Listener = Callable[[Sequence[Change]], None]


class Desk(Reader):
    """The desk. Make it with `await Desk.start(…)`; everything happens on that thread's event loop."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], Millis],
        cursor: Cursor | None,
        reader: SoundReader | None,
        pictures: PictureSource | None,
    ) -> None:
        super().__init__(Core(new_id()))
        self._store = store
        self._clock = clock
        self._cursor = cursor
        self._intents: deque[Intent] = deque()
        self._news: deque[tuple[Item, asyncio.Future[None] | None]] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._busy = False
        self._stopping = False
        self._timer: asyncio.TimerHandle | None = None
        self._listeners: list[Listener] = []
        self._fault_until: Millis | None = None
        self._tasks = Tasks()
        self._session_task: asyncio.Task[None] | None = None
        self._phone_task: asyncio.Task[None] | None = None
        self._worker: asyncio.Task[None] | None = None
        self._ports = Ports(store, reader, pictures, self._take)
        self._ahead = Ahead(self._core)

    # --- start and stop

    @classmethod
    async def start(
        cls,
        session: Session | None,
        store: Store,
        clock: Callable[[], Millis] = wall_clock,
        reader: SoundReader | None = None,
        pictures: PictureSource | None = None,
    ) -> "Desk":
        """Read what the store kept and begin to work; everything cached can be read when this returns.

        Without a `reader` no sound can be looked at, without `pictures` none of mails from elsewhere. Raises
        StoreFailed when the store cannot be read.
        """
        restored = await store.load()
        desk = cls(store, clock, restored.cursor, reader, pictures)
        desk._core.restore(restored, clock())
        desk._worker = desk._tasks.spawn(desk._work(), "desk")
        desk._tasks.spawn(desk._forget_sounds(), "old sounds")
        if session is not None:
            desk.attach_session(session)
        return desk

    def attach_session(self, session: Session) -> None:
        """Follow `session` from where the desk stands, and send what waits. Raises RuntimeError when there is one."""
        if self._ports.session is not None:
            raise RuntimeError("detach the session before attaching another")
        self._ports.session = session
        self._take(SessionAttached(agent=session.agent, manifest=session.manifest))
        self._session_task = self._tasks.spawn(self._follow(session), "session")

    def report_link(self, link: LinkChanged) -> None:
        """Tell what is known of the link while no session is attached: the hub is starting, the network is away."""
        self._take(link)

    async def detach_session(self) -> None:
        """Let go of the session without closing it; replies wait. Returns when the desk knows."""
        await self._end_session()
        await self._ports.drop_session()
        if self._worker is not None:
            await self._deliver(SessionDetached())

    def attach_phone(self, phone: Phone) -> None:
        """Follow `phone`, and let calls be made. Raises RuntimeError when there is one."""
        if self._ports.phone is not None:
            raise RuntimeError("detach the phone before attaching another")
        self._ports.phone = phone
        self._take(PhoneAttached())
        self._phone_task = self._tasks.spawn(self._listen_to(phone), "phone")

    async def detach_phone(self) -> None:
        """Let go of the softphone without closing it; its calls stay its own. Returns when the desk knows."""
        await self._end_phone()
        await self._ports.drop_phone()
        if self._worker is not None:
            await self._deliver(PhoneDetached())

    async def stop(self) -> None:
        """Deal with all that was posted, let go of session and phone, save every draft, end all work.

        Session, phone and store stay open for their owner. Raises StoreFailed when the last drafts could not be saved.
        """
        worker, self._worker = self._worker, None
        if worker is None:
            return
        await self._end_session()
        await self._end_phone()
        self._stopping = True
        self._wake.set()
        await asyncio.gather(worker, return_exceptions=True)
        await self._ports.stop()
        await self._tasks.stop()
        turn = self._core.begin(self.now())
        self._core.step(turn, Flush())
        saves = turn.saves()
        if saves:
            await self._store.commit(saves)
        self._publish(self._core.settle(turn))

    async def _end_session(self) -> None:
        task, self._session_task = self._session_task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _end_phone(self) -> None:
        task, self._phone_task = self._phone_task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def settled(self) -> None:
        """Return when everything that was posted or reported so far has been dealt with; waits for a store."""
        while self._intents or self._news or self._busy:
            self._idle.clear()
            await self._idle.wait()

    async def _forget_sounds(self) -> None:
        try:
            await self._store.forget_sounds(self._clock())
        except StoreFailed as fault:
            log.warning("Old recordings could not be deleted: %s", fault.problem.code)

    # --- what the window uses

    def post(self, intent: Intent) -> None:
        """Ask for something. Returns at once; what comes of it is published as changes."""
        self._intents.append(intent)
        self._wake.set()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every turn's changes; the returned function ends it."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def now(self) -> Millis:
        """The backend's clock as well as the desk knows it."""
        return self._clock() + self._core.state.skew

    # --- news

    def _take(self, item: Item, saved: asyncio.Future[None] | None = None) -> None:
        self._news.append((item, saved))
        self._wake.set()
        self._publish(self._ahead.hear(item, self.now()))

    async def _hear(self, event: PhoneEvent) -> None:
        """News of the softphone, which goes on at once: it has nothing to resend. Only a long queue makes it wait."""
        if len(self._news) < MOST_HEARD:
            self._take(event)
        else:
            await self._deliver(event)

    async def _deliver(self, news: Item) -> None:
        saved: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._take(news, saved)
        await saved

    async def _follow(self, session: Session) -> None:
        while True:
            try:
                await session.run(self._cursor, self._deliver)
                return
            except Exception as fault:
                log.error("The session failed in a way that it must not", exc_info=fault)
                problem = problem_of(fault) if isinstance(fault, DeskError) else None
                await self._deliver(
                    LinkChanged(state=LinkState.OFFLINE, since=self.now(), problem=problem)
                )
            await asyncio.sleep(SESSION_RETRY_S)

    async def _listen_to(self, phone: Phone) -> None:
        while True:
            try:
                await phone.run(self._hear)
                return
            except Exception as fault:
                log.error("The phone failed in a way that it must not", exc_info=fault)
                await self._deliver(PhoneChanged(state=PhoneState(running=False)))
            await asyncio.sleep(SESSION_RETRY_S)

    # --- turns

    async def _work(self) -> None:
        while True:
            if self._intents and not self._waits(self._intents[0]):
                await self._run_intent()
            elif self._news and not self._held():
                await self._run_news()
            elif self._stopping:
                break
            elif self._time_is_up() and not self._held():
                await self._run([TimePassed(now=self.now())])
            else:
                self._idle.set()
                self._wake.clear()
                self._set_timer()
                await self._wake.wait()
        self._idle.set()
        if self._timer is not None:
            self._timer.cancel()

    def _waits(self, intent: Intent) -> bool:
        """True for what is asked about a call while news of calls wait: it may be about one of those."""
        ahead = self._core.ahead is not None and bool(self._news) and not self._held()
        return ahead and isinstance(intent, ABOUT_CALLS)

    def _held(self) -> bool:
        """True while the store has just refused."""
        until = self._fault_until
        return until is not None and 0 < until - self._clock() <= STORE_RETRY_MS

    def _time_is_up(self) -> bool:
        due = self._core.due(self.now())
        return due is not None and due <= self.now()

    def _set_timer(self) -> None:
        """Wake up when time has something to say, at the latest in a second: clocks jump."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self._core.due(self.now())
        if self._held() and self._fault_until is not None:
            wait = self._fault_until - self._clock()
        elif due is not None:
            wait = due - self.now()
        else:
            return
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(min(max(wait, 0) + 1, 1_000) / 1_000, self._wake.set)

    async def _run_intent(self) -> None:
        intent = self._intents.popleft()
        problem = await self._run([intent])
        if problem is not None and not isinstance(intent, QUIET):
            self._publish((Notice(kind=NoticeKind.STORE_FAULT, problem=problem),))

    async def _run_news(self) -> None:
        taken = [self._news.popleft()]
        if isinstance(taken[0][0], BackendBatch):
            while self._news and isinstance(self._news[0][0], BackendBatch):
                if len(taken) == MOST_BATCHES:
                    break
                taken.append(self._news.popleft())
        if await self._run([item for item, _ in taken]) is not None:
            self._news.extendleft(reversed(taken))
            self._ahead.again((one for one, _ in self._news), self.now())
            return
        for _, saved in taken:
            if saved is not None and not saved.done():
                saved.set_result(None)

    async def _run(self, items: Sequence[Item]) -> Problem | None:
        """One turn. The problem when it could not be saved; nothing has happened then."""
        self._busy = True
        try:
            turn = self._core.begin(self.now())
            for item in items:
                self._step(turn, item)
            self._core.finish(turn)
            saves = turn.saves()
            if saves:
                try:
                    await self._store.commit(saves)
                except Exception as fault:
                    return self._not_saved(fault, items)
                self._fault_until = None
                if turn.cursor is not None:
                    self._cursor = turn.cursor.cursor
            else:
                await asyncio.sleep(0)  # the window lives on this loop: it goes on between turns
            changes = self._core.settle(turn)
            self._ahead.again((one for one, _ in self._news), self.now())
            for send in turn.sends:
                self._ports.carry(send)
            self._publish(changes)
        finally:
            self._busy = False
        return None

    def _step(self, turn: Turn, item: Item) -> None:
        try:
            self._core.step(turn, item)
        except Exception:
            # One item that no machine understands must not stop all others; the log says which kind.
            log.exception("The desk could not deal with %s", type(item).__name__)

    def _not_saved(self, fault: Exception, items: Sequence[Item]) -> Problem:
        """Wait a moment before the next try; say so once."""
        if isinstance(fault, DeskError):
            problem = fault.problem
        else:
            log.error("The store failed in a way that it must not", exc_info=fault)
            problem = StoreFailed("This could not be saved.").problem
        first = self._fault_until is None
        self._fault_until = self._clock() + STORE_RETRY_MS
        if first and (not isinstance(items[0], INTENTS) or isinstance(items[0], QUIET)):
            self._publish((Notice(kind=NoticeKind.STORE_FAULT, problem=problem),))
        return problem

    def _publish(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:
                log.exception("A listener of the desk failed")
