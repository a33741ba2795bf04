"""A fresh hub for each test; one browser for all. Other rooms' tests may import `tests.widget.stage`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, Stage, staged


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"These tests need Chromium at {CHROMIUM}.")
    with sync_playwright() as playwright:
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
