"""Ctrl-C and a polite kill while Qt's event loop waits.

Promises that `then` is called on the loop's thread. Qt waits in native code, where Python's handlers do not run: the
signal's byte wakes a socket that Qt watches.
"""

import contextlib
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupts(QObject):
    """Listens until the program ends."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: then())

    def _drain(self) -> None:
        # Python runs its handlers before this method's first line; only the bytes are left to be taken.
        with contextlib.suppress(BlockingIOError):
            self._reading.recv(4096)

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()
