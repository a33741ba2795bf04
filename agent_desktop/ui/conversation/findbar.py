"""The find bar over the timeline: a line to type, how many places, up, down, close.

Promises Enter and Shift+Enter for next and previous, Escape to close. Refuses to search itself.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class FindBar(QWidget):
    """`sought` is emitted while typing, `stepped` with 1 (newer) or -1 (older), `closed` at the end."""

    sought = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.field = SearchField(theme, tr("Find in this conversation"))
        self.field.textChanged.connect(self.sought)
        self.field.left.connect(self.closed)
        self.field.moved.connect(self.stepped)
        older = IconButton(theme, "chevron-up", tr("Older place"), keys="Shift+Enter", side=28)
        newer = IconButton(theme, "chevron-down", tr("Newer place"), keys="Enter", side=28)
        close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28, icon_size=16)
        older.clicked.connect(lambda: self.stepped.emit(-1))
        newer.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(16, 6, 12, 7))
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(older)
        row.addWidget(newer)
        row.addWidget(close)
        self.setFixedHeight(46)
        self.hide()
        theme.changed.connect(self.update)

    def begin(self) -> None:
        """Show, with the last words selected."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def tell(self, current: int, count: int) -> None:
        """Which place of how many is shown (from 0)."""
        if not self.field.text():
            self.field.set_fact("")
        elif not count:
            self.field.set_fact(tr("Not in the loaded messages"))
        else:
            self.field.set_fact(tr("{n} of {count}", n=current + 1, count=count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Shift turns back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and the line below."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.window"))
        paint.hairline(p, self.theme, 0, self.width(), self.height() - 1)
        p.end()
