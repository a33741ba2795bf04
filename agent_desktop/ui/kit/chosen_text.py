"""The text of a file that somebody has chosen, read in a thread: the disk may be a slow one of the network.

Promises one answer for each `read`: the text, or what is made of it in the same thread, or what is wrong with the file.
Refuses to read more than was asked for.
"""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

_LONGEST_CHARACTER = 4
"""Bytes of UTF-8."""


class FileFault(Enum):
    """Why there is no text."""

    UNREADABLE = "unreadable"
    NO_TEXT = "no_text"
    """It is not in UTF-8."""
    TOO_LONG = "too_long"


class ChosenText(QObject):
    """Reads texts of at most `most` characters. `read_text` carries a str, `made` what was made of one, `failed` a
    FileFault."""

    read_text = Signal(str)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def read(self, path: str, make: Callable[[str], object] | None = None) -> None:
        """Answer with the text of this file, or with what `make` makes of it, which must not raise and must not touch
        widgets; files are answered in the order of the asking."""
        self._pool.start(_Read(self, Path(path), self._most, make))


class _Read(QRunnable):
    def __init__(
        self, asked: ChosenText, path: Path, most: int, make: Callable[[str], object] | None
    ) -> None:
        super().__init__()
        self._asked, self._path, self._most, self._make = asked, path, most, make

    def run(self) -> None:
        found = _text(self._path, self._most)
        if isinstance(found, FileFault):
            self._asked.failed.emit(found)
        elif self._make is None:
            self._asked.read_text.emit(found)
        else:
            self._asked.made.emit(self._make(found))


def _text(path: Path, most: int) -> str | FileFault:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_CHARACTER * most)
            if file.read(1):
                return FileFault.TOO_LONG
        text = data.decode("utf-8-sig")
    except OSError:
        return FileFault.UNREADABLE
    except UnicodeDecodeError:
        return FileFault.NO_TEXT
    return text if len(text) <= most else FileFault.TOO_LONG
