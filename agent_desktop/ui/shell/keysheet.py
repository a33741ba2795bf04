"""The key sheet: every shortcut that does something now.

Promises to list only actions that are registered, with the keys in use.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import keycaps
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ROW = 28


class KeyRow(QWidget):
    """An action and its key caps."""

    def __init__(self, theme: Theme, title: str, caps: Sequence[str]) -> None:
        super().__init__()
        self.theme, self._title, self._caps = theme, title, tuple(caps)
        self.setAccessibleName(f"{title}: {' '.join(caps)}")
        self.setFixedHeight(_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        p = paint.on(self)
        right = float(self.width())
        right -= keycaps(p, self.theme, right, self.height() / 2, self._caps)
        paint.text(p, self.theme, QRectF(0, 0, right - 12, self.height()), self._title)
        p.end()


class KeySheet(Sheet):
    """The sheet, filled anew each time it opens."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("All keys"), 680)
        self._body = QWidget()
        self._height = 0
        self.card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setContentsMargins(*sides(20, 14, 12, 6))
        head.addWidget(Label(theme, tr("All keys"), "title"), 1)
        self._close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28)
        self._close.clicked.connect(self.close_sheet)
        head.addWidget(self._close)
        self.card_layout.addLayout(head)
        self.card_layout.addWidget(self._body, 1)

    def fill(self, sections: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]]) -> None:
        """Show sections of (title, key caps), in two columns."""
        self.card_layout.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(20, 0, 20, 20)
        grid.setHorizontalSpacing(32)
        columns = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for title, rows in sections:
            place = heights.index(min(heights))
            heading = Label(self.theme, title, "micro", "text.secondary", weight=600)
            heading.setFixedHeight(_ROW)
            columns[place].addWidget(heading)
            for words, caps in rows:
                columns[place].addWidget(KeyRow(self.theme, words, caps))
            heights[place] += len(rows) + 1
        for place, column in enumerate(columns):
            column.setSpacing(0)
            column.addStretch(1)
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, 1)
        self.card_layout.addWidget(self._body, 1)
        self._body.show()
        self._height = max(heights) * _ROW + 76

    def card_height(self) -> int:
        """As high as the longer column."""
        return self._height
