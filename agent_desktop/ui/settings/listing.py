"""Painted lists: the things on a page with how each is doing, and the pages themselves at the side.

Promises Up, Down, Enter and the mouse, the marked row as the accessible name, and colour, icon and word together.
Refuses names with markup or line breaks: they are painted as one plain line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.widgets.labels import section_header
from agent_desktop.ui.kit.widgets.notices import LEVEL_ICONS, Level, level_color
from agent_desktop.ui.theme.theme import Theme

_EDGE = 14
_SIDE = 32


@dataclass(frozen=True)
class Entry:
    """One thing of a list. Without an icon it has the avatar of its title. `level` is the tone of its `state`; a state
    without one is quiet. One that is `paused` says so by its icon too. `group` is the heading above a page."""

    key: str
    title: str
    detail: str = ""
    icon: str = ""
    state: str = ""
    level: Level | None = None
    paused: bool = False
    group: str = ""


class Rows(QWidget):
    """Rows of one height. `chosen` carries the key of a row that was pressed; `moved` the middle of the marked one;
    `shifted` that the marked one itself shall go up (-1) or down (1), by Alt and the arrows."""

    chosen = Signal(str)
    moved = Signal(int)
    shifted = Signal(int)

    def __init__(self, theme: Theme, name: str, height: int) -> None:
        super().__init__()
        self.theme = theme
        self.entries: tuple[Entry, ...] = ()
        self._name = name
        self._height = height
        self._line = self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    @property
    def marked(self) -> str:
        """The key of the marked row, empty for none."""
        return self.entries[self._line].key if 0 <= self._line < len(self.entries) else ""

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the rows; the marked one stays marked."""
        if tuple(entries) == self.entries:
            return
        marked = self.marked
        self.entries = tuple(entries)
        keys = [one.key for one in entries]
        self._line = keys.index(marked) if marked in keys else (0 if keys else -1)
        self.updateGeometry()
        self._describe()

    def mark(self, key: str) -> None:
        """Mark a row, without a signal; another key marks none."""
        keys = [one.key for one in self.entries]
        self._line = keys.index(key) if key in keys else -1
        self._describe()

    @property
    def middle(self) -> int:
        """The middle of the marked row, in px from above."""
        return self._top(max(0, self._line)) + self._height // 2

    def _top(self, row: int) -> int:
        """Where a row begins, in px from above; after the last one, where the rows end."""
        return row * self._height

    def _row_at(self, y: float) -> int:
        """The row to which what stands there belongs."""
        return int(y) // self._height

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(160, self._top(len(self.entries)))

    def _describe(self) -> None:
        words = [self._name]
        if 0 <= self._line < len(self.entries):
            one = self.entries[self._line]
            words += [part for part in (one.group, one.title, one.detail, one.state) if part]
        self.setAccessibleName(", ".join(words))
        self.update()

    def step(self, by: int) -> None:
        """Mark another row."""
        if self.entries:
            self._line = max(0, min(len(self.entries) - 1, self._line + by))
            self.moved.emit(self.middle)
            self._describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down mark, with Alt they move; Enter and Space choose."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(by)
        elif by is not None:
            self.step(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.marked:
                self.chosen.emit(self.marked)
        else:
            super().keyPressEvent(event)

    def _pressed_at(self, event: QMouseEvent) -> int:
        """The row under the mouse; -1 over a heading."""
        y = event.position().y()
        row = self._row_at(y)
        return row if y >= self._top(row) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row."""
        self._hovered = self._pressed_at(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        row = self._pressed_at(event)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self.entries):
            self._line = row
            self._describe()
            self.chosen.emit(self.entries[row].key)

    def leaveEvent(self, event: object) -> None:
        """No row is lit."""
        self._hovered = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        p = paint.on(self)
        first = max(0, self._row_at(event.rect().top()))
        last = min(len(self.entries) - 1, self._row_at(event.rect().bottom()))
        for row in range(first, last + 1):
            rect = QRectF(0, self._top(row), self.width(), self._height)
            self._plate(p, row, rect.adjusted(2, 1, -2, -1))
            self.paint_entry(p, self.entries[row], rect)
        p.end()

    def _plate(self, p: QPainter, row: int, plate: QRectF) -> None:
        theme, radius = self.theme, self.theme.tokens.radius.md
        marked = row == self._line and (self.hasFocus() or self.keeps_mark)
        if marked or row == self._hovered:
            back = "bg.selected" if marked else "bg.hover"
            paint.fill(p, plate, theme.color(back), radius)
        if row == self._line and self.hasFocus():
            paint.focus_ring(p, theme, plate, radius, inset=True)

    keeps_mark = False
    """Whether the marked row is seen while the caret is elsewhere."""

    def paint_entry(self, p: QPainter, entry: Entry, rect: QRectF) -> None:
        """Avatar or icon, title, detail, and at the end the state."""
        theme, x = self.theme, float(_EDGE)
        middle = rect.center().y()
        if entry.icon:
            area = QRectF(x, middle - _SIDE / 2, _SIDE, _SIDE)
            paint.fill(p, area, theme.color("bg.hover"), theme.tokens.radius.md)
            paint.icon_centered(p, theme, entry.icon, area, 18, "text.secondary")
        else:
            avatar(p, theme, QRectF(x, middle - _SIDE / 2, _SIDE, _SIDE), entry.title)
        x += _SIDE + 12
        end = rect.right() - _EDGE - 22
        paint.icon(p, theme, "chevron-right", QPointF(end + 6, middle - 8), 16, "text.tertiary")
        if entry.state:
            end -= self._state(p, entry, rect, end) + 12
        title = QRectF(x, middle - 19, end - x, 18)
        words = paint.single_line(entry.title, 120)
        paint.text(p, theme, title, words, "bodyStrong")
        detail = paint.single_line(entry.detail, 200)
        paint.text(p, theme, title.translated(0, 20), detail, "caption", "text.secondary")

    def _state(self, p: QPainter, entry: Entry, rect: QRectF, end: float) -> float:
        theme = self.theme
        words = paint.single_line(entry.state, 60)
        wide = theme.width(words, "caption")
        color = level_color(entry.level) if entry.level is not None else "text.secondary"
        area = QRectF(end - wide, rect.top(), wide, rect.height())
        paint.text(p, theme, area, words, "caption", color, elide=False)
        icon = "pause" if entry.paused else "" if entry.level is None else LEVEL_ICONS[entry.level]
        if not icon:
            return wide
        at = QPointF(end - wide - 20, rect.center().y() - 7)
        paint.icon(p, theme, icon, at, 14, color)
        return wide + 20


class Pages(Rows):
    """The pages at the side, under headings. Marking one shows it at once; `entered` asks for the caret in it.
    `unsaved` are marked."""

    entered = Signal()
    keeps_mark = True

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, 36)
        self.unsaved: frozenset[str] = frozenset()
        self._heading = theme.tokens.size.section_header

    def _headed(self, row: int) -> bool:
        """Whether a heading stands above the row."""
        group = self.entries[row].group
        return bool(group) and (row == 0 or self.entries[row - 1].group != group)

    def _top(self, row: int) -> int:
        headings = sum(map(self._headed, range(min(row + 1, len(self.entries)))))
        return super()._top(row) + self._heading * headings

    def _row_at(self, y: float) -> int:
        return bisect_right(range(len(self.entries)), y, key=self._end)

    def _end(self, row: int) -> int:
        return self._top(row) + self._height

    def set_unsaved(self, keys: frozenset[str]) -> None:
        """These have changes that were not saved."""
        if keys != self.unsaved:
            self.unsaved = keys
            self.update()

    def step(self, by: int) -> None:
        """Mark and show."""
        before = self.marked
        super().step(by)
        if self.marked != before:
            self.chosen.emit(self.marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Right go into the page."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Right)
        if event.key() in keys:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paint_entry(self, p: QPainter, entry: Entry, rect: QRectF) -> None:
        """Icon and title, and a pencil while something on the page is not saved."""
        theme, middle = self.theme, rect.center().y()
        if self._headed(self.entries.index(entry)):
            above = QRectF(0, rect.top() - self._heading, rect.width(), self._heading)
            section_header(p, theme, above, entry.group, inset=_EDGE)
        here = entry.key == self.marked
        color = "accent.text" if here else "text.secondary"
        paint.icon(p, theme, entry.icon, QPointF(_EDGE, middle - 9), 18, color)
        room = rect.right() - _EDGE - 30 - (34 if entry.key in self.unsaved else 8)
        words = QRectF(_EDGE + 30, rect.top(), room, rect.height())
        paint.text(p, theme, words, entry.title, "body", weight=600 if here else 500)
        if entry.key in self.unsaved:
            at = QPointF(rect.right() - _EDGE - 14, middle - 7)
            paint.icon(p, theme, "pencil", at, 14, "status.warnText")
