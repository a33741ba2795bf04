"""The customer's side: a real browser in a thread of its own, so that it runs while the window runs.

Promises that everything the browser does is done in that one thread. What the widget's tests know about the widget is
used here too.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, Widget

T = TypeVar("T")


class BrowserThread:
    """The system's Chromium without a window."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def start(self) -> None:
        """Start it. Raises playwright's Error."""
        self._thread.submit(self._start).result()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_ARGS
        )

    def stop(self) -> None:
        """End it."""
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def _stop(self) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()

    async def do(self, act: Callable[[], T]) -> T:
        """Do something with the browser; the caller's loop goes on meanwhile. Raises what `act` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    def do_now(self, act: Callable[[], T]) -> T:
        """The same for callers without a loop."""
        return self._thread.submit(act).result()

    def new_context(self) -> BrowserContext:
        """A visitor's browser profile. Call it in the thread."""
        assert self._browser is not None
        return self._browser.new_context(
            locale="en-GB", viewport={"width": 1100, "height": 800}, accept_downloads=True
        )


class Visitor:
    """One person at the demo page. `errors` gathers what the page's script failed with."""

    def __init__(self, browser: BrowserThread) -> None:
        self._browser = browser
        self._context: BrowserContext | None = None
        self._widget: Widget | None = None
        self.errors: list[str] = []

    async def visit(self, page: str) -> None:
        """Open the page in a browser profile that knows nothing."""

        def act() -> None:
            self._context = self._browser.new_context()
            self._widget = Widget(self._context.new_page(), page, self.errors)

        await self._browser.do(act)

    async def do(self, act: Callable[[Widget], T]) -> T:
        """Do something with the widget, in the browser's thread. Raises AssertionError as Playwright's `expect`."""
        widget = self._widget
        assert widget is not None, "visit a page first"
        return await self._browser.do(lambda: act(widget))

    async def texts(self) -> list[str]:
        """The texts of all messages on the page, in order."""
        return await self.do(lambda widget: widget.texts.all_inner_texts())

    def leave(self) -> None:
        """Close the browser profile."""
        context = self._context
        if context is not None:
            self._browser.do_now(context.close)
