"""The command palette: type a few letters, press Enter.

Promises that everything registered can be found and run by keyboard, with its keys beside it. Refuses to run what is
not available at the moment of Enter.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import keycaps
from agent_desktop.ui.kit.direction import placed, sides
from agent_desktop.ui.kit.marked import marked_text
from agent_desktop.ui.kit.widgets.labels import Label, section_header
from agent_desktop.ui.shell.commands import Command, Found, find, grouped
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

Source: TypeAlias = Callable[[str], Iterable[Command]]
"""Commands for what was typed: people, conversations, saved replies."""

_INDEX = QModelIndex | QPersistentModelIndex
_HEAD = 52
_FOOT = 34
_INSET = 6


class _Rows(QAbstractListModel):
    """Section headers and commands in one list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str | Found] = []

    def fill(self, found: list[Found]) -> None:
        self.beginResetModel()
        self.rows = []
        for section, members in grouped(found):
            self.rows += [section, *members] if section else members
        self.endResetModel()

    def rowCount(self, parent: _INDEX | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        if isinstance(row, str):
            return row
        return f"{row.command.title} {row.command.detail}".strip()

    def flags(self, index: _INDEX) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_command(self, at: int, step: int) -> int:
        """The nearest command from row `at` on, or -1."""
        while 0 <= at < len(self.rows):
            if isinstance(self.rows[at], Found):
                return at
            at += step
        return -1


class _Painter(QStyledItemDelegate):
    def __init__(
        self, theme: Theme, rows: _Rows, caps: Callable[[str], tuple[str, ...]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._rows, self._caps = theme, rows, caps

    def sizeHint(self, option: QStyleOptionViewItem, index: _INDEX) -> QSize:
        size = self._theme.tokens.size
        header = isinstance(self._rows.rows[index.row()], str)
        return QSize(100, size.section_header + 2 if header else size.row.palette)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _INDEX) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        with paint.from_start(painter, rect):
            self._row(painter, rect, self._rows.rows[index.row()], option.state)

    def _row(self, p: QPainter, rect: QRectF, row: str | Found, state: QStyle.StateFlag) -> None:
        if isinstance(row, str):
            section_header(p, self._theme, rect.adjusted(0, 4, 0, 0), row, "", 18)
            return
        area = rect.adjusted(_INSET, 0, -_INSET, 0)
        if state & QStyle.StateFlag.State_Selected:
            paint.fill(p, area, self._theme.color("bg.selected"), 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.fill(p, area, self._theme.color("bg.hover"), 6)
        self._paint_command(p, area, row)

    def _paint_command(self, p: QPainter, area: QRectF, found: Found) -> None:
        theme, command = self._theme, found.command
        middle = area.center().y()
        at = QPointF(area.left() + 12, middle - 8)
        paint.icon(p, theme, command.icon, at, 16, "text.secondary")
        right = area.right() - 12
        right -= keycaps(p, theme, right, middle, self._caps(command.name)) + 4
        x = area.left() + 42
        x += self._paint_title(p, QRectF(x, area.top(), right - x, area.height()), found)
        if command.detail and right - x > 40:
            rest = QRectF(x + 8, area.top(), right - x - 12, area.height())
            paint.text(p, theme, rest, command.detail, "caption", "text.secondary", tnum=True)

    def _paint_title(self, p: QPainter, area: QRectF, found: Found) -> float:
        marks = [(at, 1) for at in found.marks]
        return marked_text(p, self._theme, area, found.command.title, marks)


class _Foot(QWidget):
    """The keys that work here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedHeight(_FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.lg - 1
        p.setClipRect(rect)
        paint.fill(p, rect.adjusted(0, -20, 0, 0), theme.color("bg.sunken"), radius)
        paint.hairline(p, theme, 0, rect.width(), 0)
        x = 18.0
        for words in (tr("↑ ↓ move"), tr("Enter run"), tr("Esc close")):
            area = QRectF(x, 0, 200, rect.height())
            x += paint.text(p, theme, area, words, "micro", "text.secondary", elide=False) + 16
        p.end()


class Palette(Sheet):
    """The palette. `caps` gives the key caps of a command by its name."""

    def __init__(self, theme: Theme, host: QWidget, caps: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__(theme, host, tr("Find and run anything"), theme.tokens.size.palette.width)
        self._commands: list[Command] = []
        self._sources: list[Source] = []
        self.line = QLineEdit()
        self.line.setProperty("bare", True)
        self.line.setFont(theme.font("title", weight=400))
        self.line.setAccessibleName(tr("Find and run anything"))
        self.line.setPlaceholderText(tr("Find and run anything"))
        self.line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.line.textChanged.connect(self.refresh)
        self.line.installEventFilter(self)
        head = QWidget()
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(*sides(45, 0, 18, 0))
        row.addWidget(self.line)
        self.rows = _Rows()
        self.view = QListView()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(_Painter(theme, self.rows, caps, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("What fits"))
        self.view.clicked.connect(lambda index: self._run(index.row()))
        self._nothing = Label(theme, "", "body", "text.secondary")
        self._nothing.setContentsMargins(18, 14, 18, 14)
        self._nothing.setFixedHeight(48)
        self.card_layout.addWidget(head)
        self.card_layout.addWidget(self._nothing)
        self.card_layout.addWidget(self.view, 1)
        self.card_layout.addWidget(_Foot(theme))
        # The card is painted beneath; a palette of the list's own would not follow the application's style sheet.
        self.view.viewport().setAutoFillBackground(False)

    def set_commands(self, commands: Iterable[Command]) -> None:
        """Everything that can be found."""
        self._commands = list(commands)
        if not self.isHidden():
            self.refresh()

    def add_source(self, source: Source) -> None:
        """Also ask `source` at each keystroke; it must answer from memory."""
        self._sources.append(source)

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def begin(self, words: str = "") -> None:
        """Start with `words` typed."""
        if words == self.line.text():
            self.refresh()
        else:
            self.line.setText(words)

    def refresh(self) -> None:
        """Find again."""
        words = self.line.text()
        more = [command for source in self._sources for command in source(words)]
        found = find(words, [*self._commands, *more])
        self.rows.fill(found)
        self._nothing.setVisible(not found)
        self.view.setVisible(bool(found))
        self._nothing.setText(tr("Nothing fits “{words}”.", words=paint.single_line(words, 60)))
        self._select(self.rows.next_command(0, 1))
        self.place_card()

    def card_height(self) -> int:
        """As high as what was found, up to the token's number of rows."""
        size = self.theme.tokens.size
        heights = [
            size.section_header + 2 if isinstance(row, str) else size.row.palette
            for row in self.rows.rows
        ]
        most = size.palette.max_rows * size.row.palette + 2 * size.section_header
        body = min(sum(heights) + 8, most) if heights else 48
        return _HEAD + body + _FOOT + 2

    def _selected(self) -> int:
        index = self.view.currentIndex()
        return index.row() if index.isValid() else -1

    def _select(self, row: int) -> None:
        if row >= 0:
            index = self.rows.index(row)
            self.view.setCurrentIndex(index)
            hint = QAbstractItemView.ScrollHint.EnsureVisible
            self.view.scrollTo(self.rows.index(0) if row == 1 else index, hint)

    def _run(self, row: int) -> None:
        found = self.rows.rows[row] if 0 <= row < len(self.rows.rows) else ""
        if isinstance(found, Found):
            self.close_sheet()
            if found.command.available():
                found.command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, page keys, Enter and Escape work while typing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._selected())
        elif key == Qt.Key.Key_Escape:
            self.close_sheet()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _step(self, step: int) -> None:
        last = len(self.rows.rows) - 1
        to = min(max(self._selected() + step, 0), last)
        row = self.rows.next_command(to, 1 if step > 0 else -1)
        if row < 0:  # beyond the first or last command: go round
            row = self.rows.next_command(0 if step > 0 else last, 1 if step > 0 else -1)
        elif row == self._selected() and abs(step) == 1:
            row = self.rows.next_command(0 if step > 0 else last, step)
        self._select(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the magnifier and the line under the head."""
        super().paintEvent(event)
        p = paint.on(self)
        card = placed(self.card.geometry(), self.width())
        at = QPointF(card.left() + 18, card.top() + (_HEAD - 18) / 2)
        paint.icon(p, self.theme, "search", at, 18, "text.secondary")
        paint.hairline(p, self.theme, card.left() + 1, card.right(), card.top() + _HEAD)
        p.end()
