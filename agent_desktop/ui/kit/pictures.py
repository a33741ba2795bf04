"""Pictures that strangers made, for the window: bytes go to a process apart, pixels come back.

Promises that nothing of a stranger's file is decoded in the window's process; that pictures come in the order in which
they were asked for; that the process ends soon after the last one.
"""

import threading
from collections import deque
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from agent_desktop.ui.kit.decoding.apart import MOST_BYTES, Apart

LINGERS_S: Final = 1.0
"""So long the process waits for another picture."""
HIGHEST: Final = 4_096

_Job = tuple[str, bytes | Path, int, int]


class Decoder(QObject):
    """`ready` tells (what it is called, the picture) in the window's thread; `failed` what is no picture."""

    ready = Signal(str, QImage)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = _Line(self)

    def decode(self, name: str, data: bytes | Path, widest: int, highest: int = HIGHEST) -> None:
        """Begin, with the file's bytes or its place. At most so wide and high in px, and in proportion."""
        self._line.add((name, data, widest, highest))

    def tell(self, name: str, image: QImage) -> None:
        """From the working thread."""
        try:
            if image.isNull():
                self.failed.emit(name)
            else:
                self.ready.emit(name, image)
        except RuntimeError:
            return  # the window has closed meanwhile


class _Line:
    """What waits to be decoded, and the one worker who does it."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._working = False

    def add(self, job: _Job) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()
            if self._working:
                return
            self._working = True
        QThreadPool.globalInstance().start(_Worker(self))

    def next(self) -> _Job | None:
        """The next job; None when none came for a while, and then this worker is the last one."""
        with self._changed:
            if not self._jobs:
                self._changed.wait(LINGERS_S)
            if self._jobs:
                return self._jobs.popleft()
            self._working = False
            return None

    def work(self) -> None:
        apart = Apart()
        try:
            while (job := self.next()) is not None:
                name, source, widest, highest = job
                self._decoder.tell(name, apart.decode(_bytes(source), widest, highest))
        finally:
            apart.end()


def _bytes(source: bytes | Path) -> bytes:
    """A file's bytes, none when it cannot be read or is too large to be decoded."""
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""


class _Worker(QRunnable):
    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def run(self) -> None:
        self._line.work()
