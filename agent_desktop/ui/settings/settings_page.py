"""What every page of the team's settings is to the window around it.

Promises that the window needs to know no more of a page. Refuses to know what a page shows.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class SettingsPage(QWidget):
    """`touched` tells that something became unsaved, or is no longer; `led` carries the topic of another page, where
    something is mended."""

    touched = Signal()
    led = Signal(object)

    @property
    def every_s(self) -> int:
        """While the page is seen, what it shows is read anew so often; 0: only when it is opened."""
        return 0

    @property
    def unsaved(self) -> bool:
        """True while something was typed that is not kept."""
        return False

    def look(self) -> None:
        """The page is seen, or the link is back: bring what is kept now."""

    def refresh(self) -> None:
        """What the desk knows changed."""

    def focus_list(self) -> None:
        """The caret goes into the page."""

    def heard(self, sound_id: str) -> None:
        """A sound plays, or plays no more."""

    def remember(self) -> None:
        """Keep what is typed."""

    def begin_new(self) -> None:
        """Show the form of something new, where the page has one."""

    def open_next(self) -> None:
        """Open the first thing, as soon as it is known."""
