"""Whether there is a screen, and what to do where there is none: the window as a picture in a file.

Promises that the picture is always whole: it is written beside and then put into place.
"""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

EVERY_MS = 1_000

log = logging.getLogger(__name__)


def has_display() -> bool:
    """True when a window can be shown. On Windows and macOS always; elsewhere when X11 or Wayland answers for it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def unseen_words(picture: Path) -> str:
    """One sentence about a window that nobody sees: why, where its picture is, and how to end it."""
    why = "No display is used, as you asked" if has_display() else "There is no display"
    return (
        f"{why}: Agent Desktop runs without one and keeps a picture of its window in {picture}; "
        "Ctrl-C ends it."
    )


def take_picture(window: QWidget, file: Path) -> None:
    """Write the window's picture to `file`. Raises OSError naming the file when it cannot be written."""
    fresh = file.with_name(f".{file.name}.new")
    if not window.grab().save(str(fresh), "PNG"):
        raise OSError(f"The picture {file} could not be written.")
    os.replace(fresh, file)


class PictureKeeper(QObject):
    """Keeps a picture of what `window` gives up to date in `file`, once a second, for as long as `parent` lives.

    A picture that cannot be written (the disk is full, the folder is gone) is told once, and tried again.
    """

    def __init__(self, parent: QObject, window: Callable[[], QWidget], file: Path) -> None:
        super().__init__(parent)
        self._window = window
        self._file = file
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._keep)
        self._timer.start()

    def _keep(self) -> None:
        try:
            take_picture(self._window(), self._file)
        except OSError as error:
            if not self._failed:
                log.warning("The picture of the window is not kept: %s", error)
            self._failed = True
        else:
            self._failed = False
