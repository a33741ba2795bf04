"""Customers' channels of a house that works: days that are over answer packed, whatever was made or changed since."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from agent_desktop.hub.centre import reports
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.figures import Asked
from agent_desktop.hub.centre.figures_behind import AskedBehind, behind, place_of
from agent_desktop.hub.centre.reports import AskedReport
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.metrics.days import days_from
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.storage import customer_days, share_due, share_rows
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.behind import BehindLine
from agent_desktop.model.figures import zone_of
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.raw_shares import preferred_of_raw_rows
from tests.hub.centre.test_figures import FIRST

HOUR = 3_600_000
DAYS = 4
CUSTOMERS = DAYS * 6
MONTH = Asked(first=FIRST, count=DAYS + 2, by=(), every="day")
NEWEST = "SELECT id FROM interactions ORDER BY id DESC LIMIT 4"


@contextmanager
def read_by(storage: Storage) -> Iterator[list[str]]:
    """The words of what is read meanwhile."""
    words = list[str]()

    def seen(_: object, __: object, statement: str, *___: object) -> None:
        words.append(statement)

    event.listen(storage.database.connection, "before_cursor_execute", seen)
    try:
        yield words
    finally:
        event.remove(storage.database.connection, "before_cursor_execute", seen)


def of_many(words: list[str]) -> list[str]:
    """Those that read whatever came in a time, row by row."""
    return [
        one for one in words if "FROM passages p JOIN interactions" in one and "came_at >=" in one
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Target, int]:
    """Four days of customers, of whom nothing is kept yet, and when they are over."""
    target = databases.fresh(tmp_path_factory.mktemp("preferred") / "hub.db")
    floor = Floor(target)
    floor.furnish(away_ms=None)
    for number in range(CUSTOMERS):
        floor.arrive(f"v{number}")
        floor.wait(4 * HOUR)
    floor.wait(30 * HOUR)
    now = floor.now
    floor.centre.storage.close()
    return target, now


def test_after_a_big_first_making_and_a_change_packed_days_answer(
    place: tuple[Target, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a hub makes them that was updated, or that many customers came to at once."""
    monkeypatch.setattr(share_rows, "MANY", 5)
    target, now = place

    async def scenario() -> None:
        thread = CentreThread(lambda: Centre(Storage.open(target), lambda: now), lambda: now)
        await thread.start()
        ledger = Ledger(target, thread, lambda: now)
        try:
            await thread.call(lambda centre: share_rows.touch_before(centre.storage, "", 1000))
            assert await ledger.read(share_rows.many_due)
            await ledger.keep_all()
            await thread.call(lambda centre: touch(centre.storage))
            assert await ledger.read(answer) == await ledger.read(raw)
            await ledger.read(every_page)
        finally:
            await ledger.close()
            await thread.stop()

    def touch(storage: Storage) -> None:
        for row in storage.rows(text(NEWEST)):
            share_due.touch(storage, row[0])

    def answer(storage: Storage) -> list[tuple[object, ...]]:
        assert len(customer_days.days_kept(storage)) >= DAYS
        wanted = AskedReport(name="preferences", asked=MONTH)
        with read_by(storage) as words:
            report, _ = reports.made(storage, wanted, now)
        # days on which nobody came are read, and are nothing
        assert len(of_many(words)) <= MONTH.count - DAYS
        return [(one[1], one[2], one[4]) for one in report.rows]

    def raw(storage: Storage) -> list[tuple[object, ...]]:
        every = days_from(FIRST, MONTH.count, zone_of("UTC"))
        found = preferred_of_raw_rows(storage, every[0][0], every[-1][1], ())
        return [(reports.CHANNELS[one[0]], one[1], one[2]) for one in found]

    def every_page(storage: Storage) -> None:
        """Lines are looked up by when somebody came."""
        lines = list[BehindLine]()
        asked = AskedBehind(asked=MONTH, measure="customers", limit=10)
        with read_by(storage) as words:
            while True:
                page = behind(storage, asked, now)
                lines += page.lines
                if not page.after:
                    break
                asked = AskedBehind(MONTH, "customers", after=place_of(page.after), limit=10)
        assert page.sums == {"customers": CUSTOMERS}
        assert len(lines) == len({one.customer_name for one in lines}) == CUSTOMERS
        pages = -(-CUSTOMERS // 10)
        assert len(of_many(words)) <= pages * (MONTH.count - DAYS)

    asyncio.run(scenario())
