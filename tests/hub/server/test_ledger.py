"""The ledger beside a hub's writer: everything that is due is kept once, also what nobody has time for at once."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from agent_desktop.hub.centre import recount
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.figures import Asked, define_rules, keep_everything, made
from agent_desktop.hub.centre.figures_checked import recounted
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.server import ledger as ledger_
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.storage import sums
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.figures import FigureRules
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.test_figures import FIRST

HOURS = 3_600_000


def test_everything_that_is_due_is_kept(tmp_path: Path) -> None:
    place = databases.fresh(tmp_path / "hub.db")
    floor = Floor(place)
    floor.furnish(away_ms=None)
    for number in range(sums.AT_ONCE + 6):
        floor.arrive(f"v{number}")
        floor.wait(sums.QUARTER_MS)
    floor.wait(30 * HOURS)
    now = floor.now
    floor.centre.storage.close()

    async def scenario() -> None:
        thread = CentreThread(lambda: Centre(Storage.open(place), lambda: now), lambda: now)
        await thread.start()
        ledger = Ledger(place, thread, lambda: now)
        try:
            ask = Asked(first=FIRST, count=3, every="day", by=("interval", "queue"))
            before = await ledger.read(lambda storage: made(storage, ask, now))
            await ledger.catch_up()
            await ledger.keep_days()
            for table in ("sums_due", "days_due"):
                words = text(f"SELECT * FROM {table}")
                assert await ledger.read(lambda storage: storage.rows(words)) == []  # noqa: B023
            assert await ledger.read(lambda storage: made(storage, ask, now)) == before
            assert before.total.sums["offered"] == sums.AT_ONCE + 6
        finally:
            await ledger.close()
            await thread.stop()

    asyncio.run(scenario())


def test_a_long_report_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    place = databases.fresh(tmp_path / "hub.db")
    floor = Floor(place)
    floor.furnish(away_ms=None)
    floor.arrive("vera")
    now = floor.now
    floor.centre.storage.close()

    async def scenario() -> None:
        thread = CentreThread(lambda: Centre(Storage.open(place), lambda: now), lambda: now)
        await thread.start()
        ledger = Ledger(place, thread, lambda: now)
        began, done = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()
        words = text("SELECT count(*) FROM interactions")

        def long(storage: Storage) -> int:
            loop.call_soon_threadsafe(began.set)
            done.wait()
            return int(storage.row(words)[0])

        try:
            report = asyncio.create_task(ledger.read_apart(long))
            await began.wait()
            await ledger.keep_shares()
            shares = text("SELECT count(*) FROM shares")
            assert await ledger.read(lambda storage: int(storage.row(shares)[0])) == 1
            assert await ledger.read_apart(lambda storage: int(storage.row(words)[0])) == 1
            assert not report.done()
            done.set()
            assert await report == 1
        finally:
            done.set()
            await ledger.close()
            await thread.stop()

    asyncio.run(scenario())


def test_other_rules_are_followed_to_the_end_without_being_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "INTERACTIONS", 3)
    monkeypatch.setattr(ledger_, "EVERY_S", 3_600.0)
    place = databases.fresh(tmp_path / "hub.db")
    floor = Floor(place)
    floor.furnish(away_ms=None)
    for number in range(10):
        floor.arrive(f"v{number}")
    with floor.centre.storage.transaction():
        keep_everything(floor.centre.storage, floor.now)
    now = floor.now
    floor.centre.storage.close()
    rules = FigureRules(again_ms=HOURS)

    async def scenario() -> None:
        thread = CentreThread(lambda: Centre(Storage.open(place), lambda: now), lambda: now)
        await thread.start()
        ledger = Ledger(place, thread, lambda: now)
        chore = asyncio.create_task(ledger.keep_up())
        try:
            await thread.call(lambda centre: define_rules(centre.storage, rules))
            assert await ledger.read(recount.state) == 30
            ledger.hurry()
            while await ledger.read(recount.state) is not None:
                pass
            found = await ledger.read(lambda storage: recounted(storage, now))
            assert found.wrong == ()
        finally:
            chore.cancel()
            await asyncio.gather(chore, return_exceptions=True)
            await ledger.close()
            await thread.stop()

    asyncio.run(scenario())
