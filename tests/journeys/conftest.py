"""An event loop that is Qt's, a browser for all, and keychains that exist in memory alone."""

import asyncio
import gc
import logging
import os
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import pytest
import qasync
from keyring.backends.fail import Keyring as NoKeyring
from playwright.sync_api import expect
from PySide6.QtWidgets import QApplication

from tests.hub.server.hub_process import repeat_complaints
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.visitor import BrowserThread, Visitor

T = TypeVar("T")
RunJourney = Callable[[Coroutine[Any, Any, T]], T]
JOURNEY_S = 200.0
EXPECT_MS = 20_000


@pytest.fixture
def keychain() -> Iterator[KeychainInMemory]:
    """This computer has a keychain."""
    before = keyring.get_keyring()
    made = KeychainInMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_keychain() -> Iterator[None]:
    """This computer has none."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def journey(qapp: QApplication, capfd: pytest.CaptureFixture[str]) -> Iterator[RunJourney[Any]]:
    """Runs a coroutine on Qt's own loop to its end.

    Faults of forgotten tasks fail the test. What the program's processes say on stderr, which they share, is logged.
    """
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(qapp, already_running=False)
    asyncio.set_event_loop(loop)
    faults: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: faults.append(context))
    try:
        yield lambda walk: loop.run_until_complete(asyncio.wait_for(walk, JOURNEY_S))
    finally:
        pending = [task for task in asyncio.all_tasks(loop) if not task.done()]
        for task in pending:
            task.cancel()
        if pending:
            loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        gc.collect()
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        asyncio.set_event_loop(None)
        # What a test put there would outlive the interpreter, and end with a crash after its last line.
        qapp.clipboard().clear()
        qapp.setQuitOnLastWindowClosed(quits)
    assert not faults, faults
    assert not pending, pending
    for line in capfd.readouterr().err.splitlines():
        logging.getLogger("stderr").error(line)


@pytest.fixture(scope="package")
def browser() -> Iterator[BrowserThread]:
    """The system's Chromium."""
    expect.set_options(timeout=EXPECT_MS)
    browser = BrowserThread()
    browser.start()
    yield browser
    browser.stop()


def _come_and_go(browser: BrowserThread) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.leave()
    assert visitor.errors == []


@pytest.fixture
def visitor(browser: BrowserThread) -> Iterator[Visitor]:
    """A visitor who has not come yet; their page's script must not fail."""
    yield from _come_and_go(browser)


@pytest.fixture
def other_visitor(browser: BrowserThread) -> Iterator[Visitor]:
    """Somebody else."""
    yield from _come_and_go(browser)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """The program's data folder, not made yet. What a hub in it complains of is logged here, too."""
    folder = tmp_path / "data"
    yield folder
    repeat_complaints(folder / "hub")
