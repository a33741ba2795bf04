"""Files on their way into a message: measured and, when pasted, written to the disk, all off the window's thread.

Promises an answer for each path, -1 as the size of what cannot be read. Refuses folders and devices.
"""

import os
import stat
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.base import new_id


class Filing(QObject):
    """Asks the disk in a worker thread; `measured` carries (token, list of LocalFile) back."""

    measured = Signal(str, list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def measure(self, token: str, paths: list[str]) -> None:
        """Find out names and sizes. `token` says whose files they are."""
        self._pool.start(_Measure(self, token, paths))

    def keep_picture(self, token: str, image: QImage, name: str) -> None:
        """Write a pasted picture as PNG into the folder of pasted files, then measure it."""
        path = self._folder / f"{new_id()}.png"
        self._pool.start(_Keep(self, token, image, path, name))

    def finish(self) -> None:
        """Wait for what was begun."""
        self._pool.waitForDone()


class _Measure(QRunnable):
    def __init__(self, filing: Filing, token: str, paths: list[str]) -> None:
        super().__init__()
        self._filing, self._token, self._paths = filing, token, paths

    def run(self) -> None:
        found = [
            LocalFile(id=new_id(), path=path, name=Path(path).name, size=readable_size(path))
            for path in self._paths
        ]
        self._filing.measured.emit(self._token, found)


class _Keep(QRunnable):
    def __init__(self, filing: Filing, token: str, image: QImage, path: Path, name: str) -> None:
        super().__init__()
        self._filing, self._token, self._image = filing, token, image
        self._path, self._name = path, name

    def run(self) -> None:
        size = -1
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._image.save(str(self._path), "PNG"):  # type: ignore[call-overload]
                size = readable_size(str(self._path))
        except OSError:
            size = -1
        kept = LocalFile(id=new_id(), path=str(self._path), name=self._name, size=size)
        self._filing.measured.emit(self._token, [kept])


def readable_size(path: str) -> int:
    """The size of a plain file in bytes, -1 for everything else."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode) or not os.access(path, os.R_OK):
            return -1
        return found.st_size
    except (OSError, ValueError):
        return -1
