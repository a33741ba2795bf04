"""Watches, in a thread of its own, whether a payment page has the keyboard.

Promises to tell what it sees first and then only changes, and only yes or no: titles stay in the thread.
Refuses to look while nobody wants it.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from agent_desktop.app import foreground
from agent_desktop.app.foreground.front import Looker
from agent_desktop.desk.payment_pages import PaymentPages

log = logging.getLogger(__name__)

EVERY_S: Final = 0.2


class PageWatch(QObject):
    """`seen` tells that a payment page has the keyboard, or no more; `blind` that it cannot be known any more."""

    seen = Signal(bool)
    blind = Signal()

    def __init__(self, parent: QObject, looker: Callable[[], Looker] = foreground.looker) -> None:
        super().__init__(parent)
        self._looker = looker
        self._stop: threading.Event | None = None
        self._pages: tuple[str, ...] = ()

    @property
    def watching(self) -> bool:
        """Whether there is a thread that looks."""
        return self._stop is not None

    def watch(self, pages: tuple[str, ...]) -> None:
        """Look for these pages from now on; the same ones again change nothing."""
        if self._stop is not None and pages == self._pages:
            return
        self.stop()
        self._pages, self._stop = pages, threading.Event()
        work = threading.Thread(
            target=self._work, args=(PaymentPages(pages), self._stop), name="pages", daemon=True
        )
        work.start()

    def stop(self) -> None:
        """Look no more. A look that blocks is not waited for: what it sees is not told."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop.set()

    def _work(self, pages: PaymentPages, stop: threading.Event) -> None:
        tell = _Teller(self, stop)
        try:
            looker = self._looker()
        except OSError:
            tell.blind()
            return
        known: bool | None = None
        try:
            while True:
                front = looker.look()
                paying = front is not None and not front.own
                paying = paying and front is not None and pages.match(front.title, front.program)
                if paying is not known:
                    known = paying
                    tell.seen(known)
                if stop.wait(EVERY_S):
                    return
        except OSError:
            tell.blind()
        except Exception:
            # Whoever relies on being watched over must hear that nobody watches.
            log.exception("Payment pages cannot be watched")
            tell.blind()
        finally:
            looker.close()


class _Teller:
    """Tells from the thread, unless it was stopped or the window is gone."""

    def __init__(self, watch: PageWatch, stop: threading.Event) -> None:
        self._watch = watch
        self._stop = stop

    def seen(self, paying: bool) -> None:
        if not self._stop.is_set():
            with contextlib.suppress(RuntimeError):
                self._watch.seen.emit(paying)

    def blind(self) -> None:
        if not self._stop.is_set():
            with contextlib.suppress(RuntimeError):
                self._watch.blind.emit()
