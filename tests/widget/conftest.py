"""A fresh hub for each test; one browser for all. Other rooms' tests may import `tests.widget.stage`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, Stage, staged

EXPECT_MS = 20_000


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: a process has one at a time."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"These tests need Chromium at {CHROMIUM}.")
    with sync_playwright() as driver:
        expect.set_options(timeout=EXPECT_MS)
        yield driver


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor's browser profile."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 800})
    yield context
    context.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A founded hub with an agent, and a shop."""
    with tempfile.TemporaryDirectory(prefix="agent-desktop-widget-") as folder:
        with staged(Path(folder)) as stage:
            yield stage
