"""Places to type: a line, a search line, a text area, and the label above or beside.

Promises that every field has an accessible name and that its label is its buddy. Refuses rich text: pasted markup
arrives as plain characters.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme


class TextField(QLineEdit):
    """One line of text."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str = "",
        hint: str = "",
        *,
        secret: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("compact", compact)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    def set_invalid(self, invalid: bool) -> None:
        """Mark the field at fault; the sentence that says why stands beside it."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)

    def label(self, words: str = "") -> Label:
        """The label of this field."""
        made = Label(self.theme, words or self.accessibleName(), "caption", "text.secondary")
        made.setBuddy(self)
        return made


class SearchField(TextField):
    """A line with a magnifier before and an optional fact after the text. Escape clears it, then emits `left`."""

    left = Signal()
    moved = Signal(int)
    """Up and Down, as -1 and 1: for the list below."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        hint: str = "",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, "", hint or name, compact=compact, parent=parent)
        self._fact = ""
        self.setTextMargins(*sides(22, 0, 0, 0))

    def set_fact(self, fact: str) -> None:
        """Words at the right end, such as "4 of 14"."""
        self._fact = fact
        room = round(self.theme.width(fact, "micro", True) + 8) if fact else 0
        self.setTextMargins(*sides(22, 0, room, 0))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Up and Down are ours."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the magnifier and the fact."""
        super().paintEvent(event)
        p = paint.on(self)
        middle = self.height() / 2
        paint.icon(p, self.theme, "search", QPointF(10, middle - 8), 16, "text.secondary")
        if self._fact:
            area = QRectF(0, 0, self.width() - 11, self.height())
            paint.text(
                p, self.theme, area, self._fact, "micro", "text.secondary",
                align=paint.RIGHT, tnum=True,
            )  # fmt: skip
        p.end()


class TextArea(QPlainTextEdit):
    """Several lines of plain text. Tab leaves the field."""

    def __init__(
        self, theme: Theme, name: str, hint: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
