"""The `Store` port on the encrypted database: what the desk awaits, done on threads of its own.

Promises one writing thread, and a second one for searching, so that a search neither waits for a write nor holds one
up. Every failure is a `StoreFailed` with words. Loads SQLAlchemy after the first `load`, on the thread that needs it.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agent_desktop.model.base import Millis
from agent_desktop.model.commands import Save
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.events import HistoryFetched, PageFetched, SearchDone
from agent_desktop.model.people import Customer
from agent_desktop.model.ports import Restored
from agent_desktop.store.faults import fault, is_damage
from agent_desktop.store.vocabulary import Vocabulary
from agent_desktop.store.worker import Worker

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from agent_desktop.store.opening import Opening
    from agent_desktop.store.saving import Writer

T = TypeVar("T")

_SOUND_PART = 256 * 1024


@dataclass(frozen=True)
class Opened:
    """An open store.

    `aside` is where an unusable database was kept, else None; `rescued` counts the drafts and unsent commands that
    were carried over from it.
    """

    store: "DeskStore"
    aside: Path | None = None
    rescued: int = 0


async def open_store(path: Path, key: bytes, *, begin_anew: bool = False) -> Opened:
    """Open the database file at `path` with the raw 32-byte key, or begin one.

    Raises StoreFailed, told apart by `problem.code`: "store_in_use", "store_newer", "wrong_key" (call again with
    `begin_anew` to keep the old file aside), "disk_full", "store_unavailable", "store_failed".
    """
    return await _opened(path, key, begin_anew)


async def open_memory() -> Opened:
    """A store that forgets everything when it is closed and never touches the disk."""
    return await _opened(None, b"", False)


async def _opened(path: Path | None, key: bytes, begin_anew: bool) -> Opened:
    worker = Worker("store")

    def begin() -> "Opening":
        from agent_desktop.store.opening import open_file, open_in_memory

        return open_in_memory() if path is None else open_file(path, key, begin_anew=begin_anew)

    try:
        opening = await worker.run(begin)
    except Exception as error:
        worker.stop()
        raise fault(error) from error
    return Opened(DeskStore(opening, worker, path, key), opening.aside, opening.rescued)


class DeskStore:
    """Implements `Store`. Made by `open_store` and `open_memory`."""

    def __init__(self, opening: "Opening", worker: Worker, path: Path | None, key: bytes) -> None:
        self._lock = opening.lock
        self._raw = opening.raw
        self._path = path
        self._key = key
        self._worker = worker
        self._searcher = worker if path is None else Worker("search")
        self._vocabulary = Vocabulary()
        self._engine: Engine | None = None
        self._writer: Writer | None = None
        self._search_raw: sqlite3.Connection | None = opening.raw if path is None else None
        self._search_engine: Engine | None = None
        self._damaged = False
        self._closed = False

    async def load(self) -> Restored:
        """See `Store`."""

        def job() -> Restored:
            from agent_desktop.store.restore import restore

            return restore(self._raw)

        return await self._run(job)

    async def commit(self, saves: Sequence[Save]) -> None:
        """See `Store`. A commit that was begun is finished even when this call is cancelled."""
        saves = tuple(saves)
        if saves:
            await self._run(lambda: self._writing().commit(saves))

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        """See `Store`. A page ends where this desk has missed items, and `complete` is said only of the first item."""

        def job() -> PageFetched:
            from agent_desktop.store.reading import page

            return page(self._reading(), conversation_id, before_seq, limit)

        return await self._run(job)

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        """See `Store`."""

        def job() -> HistoryFetched:
            from agent_desktop.store.reading import history

            return history(self._reading(), customer_id, limit)

        return await self._run(job)

    async def callers(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """See `Store`. Looks at every customer, beside what is written meanwhile."""

        def job() -> tuple[Customer, ...]:
            from agent_desktop.store.reading import callers

            return callers(self._searching(), digits, limit)

        self._must_be_open()
        return await self._guarded(self._searcher.run(job))

    async def search(self, query: str, limit: int) -> SearchDone:
        """See `Store`."""

        def job(unwanted: Callable[[], bool]) -> SearchDone:
            from agent_desktop.store.searching import search

            return search(self._searching(), self._vocabulary, query, limit, unwanted)

        def interrupt() -> None:
            if self._search_raw is not None:
                self._search_raw.interrupt()

        self._must_be_open()
        return await self._guarded(self._searcher.run_interruptibly(job, interrupt))

    async def keep_sound(self, sound_id: str, data: bytes, until: Millis | None) -> None:
        """See `Store`. Others write between its parts."""

        def part(number: int) -> None:
            from agent_desktop.store import sounds

            at = number * _SOUND_PART
            sounds.keep_part(self._reading(), sound_id, number, data[at : at + _SOUND_PART])

        def job(step: str) -> None:
            from agent_desktop.store import sounds

            if step == "begin":
                sounds.forget(self._reading(), sound_id)
            else:
                sounds.complete(self._reading(), sound_id, len(data), until)

        await self._run(partial(job, "begin"))
        for number in range(-(-len(data) // _SOUND_PART)):
            await self._run(partial(part, number))
        await self._run(partial(job, "end"))

    async def sound(self, sound_id: str) -> bytes | None:
        """See `Store`."""

        def job() -> bytes | None:
            from agent_desktop.store import sounds

            return sounds.read(self._reading(), sound_id)

        return await self._run(job)

    async def forget_sounds(self, now: Millis) -> None:
        """See `Store`."""

        def job() -> None:
            from agent_desktop.store import sounds

            sounds.forget_old(self._reading(), now)

        await self._run(job)

    async def close(self) -> None:
        """See `Store`. Closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        loop = asyncio.get_running_loop()
        if self._searcher is not self._worker:
            with contextlib.suppress(Exception):
                await self._searcher.run(self._close_search)
            await loop.run_in_executor(None, self._searcher.stop)
        await self._worker.run(self._close_file)
        await loop.run_in_executor(None, self._worker.stop)

    def _close_search(self) -> None:
        if self._search_raw is not None:
            self._search_raw.close()

    def _close_file(self) -> None:
        clean = not self._damaged
        try:
            self._raw.close()
            if self._path is not None and clean:
                from agent_desktop.store.files import write_check

                write_check(self._path, self._key)
        except Exception:
            clean = False  # the next start looks through the file
        if self._lock is not None:
            self._lock.release(clean=clean)

    async def _run(self, job: Callable[[], T]) -> T:
        self._must_be_open()
        return await self._guarded(self._worker.run(job))

    def _must_be_open(self) -> None:
        if self._closed:
            raise StoreFailed("The local history is closed.")

    async def _guarded(self, work: Awaitable[T]) -> T:
        """The result of `work`, its errors in words."""
        try:
            return await work
        except Exception as error:
            self._damaged = self._damaged or is_damage(error)
            raise fault(error) from error

    def _reading(self) -> "Engine":
        """The engine over the writing connection; used on the writing thread alone."""
        if self._engine is None:
            from agent_desktop.store.tables import engine_over

            self._engine = engine_over(self._raw, writes=True)
        return self._engine

    def _writing(self) -> "Writer":
        if self._writer is None:
            from agent_desktop.store.saving import Writer

            self._writer = Writer(self._reading(), self._vocabulary)
        return self._writer

    def _searching(self) -> "Engine":
        """The engine of the searching thread."""
        if self._path is None:
            return self._reading()
        if self._search_engine is None:
            from agent_desktop.store.connection import connect
            from agent_desktop.store.tables import engine_over

            self._search_raw = connect(self._path, self._key)
            self._search_engine = engine_over(self._search_raw, writes=False)
        return self._search_engine
