"""The ledger: figures read beside the hub's writer, and the sums that they are read from kept up to date.

Promises that reading keeps neither the writer nor the server's loop waiting, however long the time that is asked for;
that each table is of one moment; and that reports, which may take long, keep only other reports waiting. Refuses to
write: what was made goes to the writer, which keeps it when nothing changed meanwhile.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from agent_desktop.hub.centre import figures, followed
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.storage import self_service_sums, sums
from agent_desktop.hub.storage.customer_days import Made
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.share_sums import Fresh
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError

T = TypeVar("T")
M = TypeVar("M")

APART: Final = 2
"""So many reports are read at once, beside everything else."""
EVERY_S: Final = 60.0
"""How often sums are brought up to date."""

_log = logging.getLogger("agent_desktop.hub")


class Ledger:
    """Reads the database of a running hub. `close` it before the hub's thread stops."""

    def __init__(self, database: Target, thread: CentreThread, clock: Callable[[], Millis]) -> None:
        self._database = database
        self._thread = thread
        self._clock = clock
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._apart = ThreadPoolExecutor(APART, thread_name_prefix="reports")
        self._mine = threading.local()
        self._open: list[Storage] = []
        self._wanted = asyncio.Event()

    async def read(self, work: Callable[[Storage], T]) -> T:
        """Do `work` in a transaction that only reads. Raises StoreFailed, and what `work` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._read, work)

    async def read_apart(self, work: Callable[[Storage], T]) -> T:
        """The same for what may take long: others' figures do not wait for it, only others who read apart."""
        return await asyncio.get_running_loop().run_in_executor(self._apart, self._read, work)

    def _read(self, work: Callable[[Storage], T]) -> T:
        storage: Storage | None = getattr(self._mine, "storage", None)
        if storage is None:
            storage = self._mine.storage = Storage.reading(self._database)
            self._open.append(storage)
        with storage.transaction():
            return work(storage)

    async def keep_up(self) -> None:
        """Bring the kept sums up to date again and again, until cancelled."""
        while True:
            self._wanted.clear()
            try:
                await self.keep_all()
            except DeskError as error:  # a full disk: figures are counted from passages meanwhile
                _log.warning("sums are not kept up to date: %s", error.problem.message)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), EVERY_S)

    def hurry(self) -> None:
        """There is much to make: the house changed how figures are made."""
        self._wanted.set()

    async def keep_all(self) -> None:
        """Make and keep everything that is due, also what is to be counted again."""
        await self._keep_due()
        while await self._thread.call(lambda centre: figures.count_again(centre.storage)):
            await self._keep_due()
        await self._keep_due()
        await self.keep_customer_days()

    async def _keep_due(self) -> None:
        await self.catch_up()
        await self.keep_days()
        await self.keep_followed()
        await self.keep_shares()
        await self.keep_self_service()

    async def catch_up(self) -> None:
        """Make the sums that are due now, a few at a time."""
        before: Millis | None = None
        while (fresh := await self._quarters(before)) is not None:
            await self._keep(sums.keep_quarters, fresh)
            before = fresh.marks[-1][0]  # each once: some may change as fast as they are made
        but: set[Millis] = set()
        while True:
            found = await self.read(lambda storage: figures.day(storage, self._clock(), but))
            if found is None:
                return
            but.add(found.since)  # kept now, or when nothing changes in between
            await self._keep(figures.keep_day, found)

    async def _quarters(self, before: Millis | None) -> sums.Fresh | None:
        return await self.read(lambda storage: figures.quarters(storage, before))

    async def keep_days(self) -> None:
        """Keep what agents did on days that are over."""
        while (found := await self.read(self._spent_day)) is not None:
            await self._keep(figures.keep_spent, found)

    async def keep_followed(self) -> None:
        """Keep how agents followed their shifts on these days."""
        while (found := await self.read(followed.fresh_day)) is not None:
            await self._keep(followed.keep, found)

    async def keep_shares(self) -> None:
        """Bring shares and their sums up to date, a few at a time."""
        after = ""
        while (found := await self._shares(after)) is not None:
            await self._keep(figures.keep_shares, found)
            if found.marks:
                after = found.marks[-1][0]  # each once: some may change as fast as they are made

    async def keep_self_service(self) -> None:
        """Keep sums of talks with menus and bots that nobody can come again from."""
        while (found := await self.read(self._talks)) is not None:
            await self._keep(self_service_sums.keep, found)

    async def keep_customer_days(self) -> None:
        """Keep the customers of days that are over, as long as nothing changes in between."""
        while (found := await self.read(self._customer_day)) is not None:
            if not await self._keep(figures.keep_customer_day, found):
                return

    async def _keep(self, keep: Callable[[Storage, M], T], made: M) -> T:
        return await self._thread.call(lambda centre: keep(centre.storage, made))

    def _spent_day(self, storage: Storage) -> figures.SpentDay | None:
        return figures.spent_day(storage, self._clock())

    def _talks(self, storage: Storage) -> self_service_sums.Fresh | None:
        return self_service_sums.fresh(storage, self._clock())

    def _customer_day(self, storage: Storage) -> Made | None:
        return figures.customer_day(storage, self._clock())

    async def _shares(self, after: str) -> Fresh | None:
        return await self.read(lambda storage: figures.shares_due(storage, self._clock(), after))

    async def close(self) -> None:
        """No more reading."""
        for one in (self._worker, self._apart):
            await asyncio.to_thread(one.shutdown)
        for storage in self._open:
            storage.close()
