"""What floats over the thread: offers and passing notices.

Promises to take no more room than it is given, as far as its words can be read in it. Refuses to place itself.
"""

from PySide6.QtWidgets import QWidget


class Floating(QWidget):
    """A widget that the shell places; its shadow lies outside of the room that counts."""

    def fit(self, room: int) -> None:
        """Take the size that is wanted, at most `room` px wide, shadow not counted."""
        self.adjustSize()
