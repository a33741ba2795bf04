"""A week of shifts, painted: a row for each agent, a column for each day.

Promises that arrows go through agents and days, that Enter or a press opens a shift, or begins one where there is none
(`blank`), and that a screen reader hears agent, day and hours. The days stay above while agents are scrolled; only what
can be seen is painted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QMoveEvent, QPainter, QPaintEvent

from agent_desktop.model.shifts import WEEK, Shift, Shifts
from agent_desktop.ui.kit import paint
from agent_desktop.ui.settings.listing import Entry, Rows
from agent_desktop.ui.settings.shift_words import city, day_words, hours, span
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HEAD: Final = 34
_CHIP: Final = 40
_GAP: Final = 4
_LEAST_NAME: Final = 110
_MOST_NAME: Final = 210
_DAY: Final = 84
"""So wide a day holds two times, each of five signs; names have the rest, within their limits."""


@dataclass(frozen=True)
class _Place:
    """Where something stands: the agent's row, the day's column, and which it is of several on that day."""

    row: int
    column: int
    at: int


@dataclass(frozen=True)
class _Agent:
    """An agent's row: from where on, how high, and how much of the week is paid."""

    id: str
    name: str
    top: int
    height: int
    paid: str


class WeekGrid(Rows):
    """See the module. Entries are shifts, and days without one; `blank` carries the agent and the day of these."""

    blank = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, _CHIP)
        self._agents: list[_Agent] = []
        self._places: list[_Place] = []
        self._shifts: dict[str, Shift] = {}
        self._first = date.min
        self._today = ""
        self._zone = ""
        self._laid: tuple[Shifts, list[Entry]] | None = None

    def show_week(self, week: Shifts, today: str) -> list[Entry]:
        """Lay a week out; the entries of all its places, in order. `today` is marked."""
        if self._laid is not None and self._laid[0] is week and today == self._today:
            return self._laid[1]
        self._first, self._today, self._zone = date.fromisoformat(week.first), today, week.zone
        self._shifts = {one.id: one for one in week.shifts}
        names = {one.id: one.name for one in week.agents}
        names |= {one.agent_id: one.agent_id for one in week.shifts if one.agent_id not in names}
        there: dict[tuple[str, str], list[Shift]] = {}
        for one in week.shifts:
            there.setdefault((one.agent_id, one.day), []).append(one)
        self._agents, self._places = [], []
        entries: list[Entry] = []
        dates = [self._first + timedelta(days=column) for column in range(WEEK)]
        days = [(one.isoformat(), day_words(one)) for one in dates]
        top, none = _HEAD, tr("No shift")
        for row, (agent_id, name) in enumerate(names.items()):
            most, paid = 1, 0
            for column, (day, words) in enumerate(days):
                found = there.get((agent_id, day), [])
                most = max(most, len(found))
                paid += sum(one.paid_ms for one in found)
                for at, shift in enumerate(found):
                    self._places.append(_Place(row, column, at))
                    entries.append(self._entry(shift, name, words))
                if not found:
                    self._places.append(_Place(row, column, 0))
                    entries.append(Entry(f"{agent_id} {day}", name, words, state=none))
            height = most * (_CHIP + _GAP) + _GAP
            self._agents.append(_Agent(agent_id, name, top, height, hours(paid) if paid else ""))
            top += height
        self._laid = (week, entries)
        return entries

    def _entry(self, shift: Shift, name: str, day: str) -> Entry:
        words = [day, span(shift.starts, shift.ends)]
        words += [shift.zone] if shift.zone != self._zone else []
        return Entry(shift.id, name, ", ".join(words), state=self._paid(shift))

    def _paid(self, shift: Shift) -> str:
        return tr("{hours} paid", hours=hours(shift.paid_ms))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the places; the marked one stays marked."""
        super().show_entries(entries)
        self.updateGeometry()
        self.update()

    # -- where things are

    def sizeHint(self) -> QSize:
        """All agents."""
        last = self._agents[-1] if self._agents else None
        return QSize(_LEAST_NAME + WEEK * 60, last.top + last.height if last else 0)

    @property
    def middle(self) -> int:
        """The middle of the marked place, in px from above."""
        if not 0 <= self._line < len(self._places):
            return 0
        return round(self._rect(self._places[self._line]).center().y())

    @property
    def _name_wide(self) -> float:
        return max(_LEAST_NAME, min(_MOST_NAME, self.width() - WEEK * _DAY))

    @property
    def _seen_from(self) -> int:
        """Where that begins which can be seen, in px from above."""
        return max(0, self.visibleRegion().boundingRect().top())

    def _rect(self, place: _Place) -> QRectF:
        wide = (self.width() - self._name_wide) / WEEK
        top = self._agents[place.row].top + _GAP + place.at * (_CHIP + _GAP)
        x = self._name_wide + place.column * wide
        return QRectF(x + _GAP / 2, top, wide - _GAP, _CHIP)

    def _under(self, event: QMouseEvent) -> int:
        """The place under the pointer, -1 for none."""
        x, y = event.position().x(), event.position().y()
        if y < self._seen_from + _HEAD:
            return -1
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        row = next(
            (at for at, one in enumerate(self._agents) if one.top <= y < one.top + one.height), -1
        )
        here = [at for at, one in enumerate(self._places) if one.row == row]
        return next((at for at in here if self._rect(self._places[at]).contains(x, y)), -1)

    # -- keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark, Enter and Space choose."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not self._places:
            event.ignore()
            return
        back = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                right = (event.key() == Qt.Key.Key_Right) != back
                self.step(1 if right else -1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._go(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose()
            case _:
                super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        """Mark what is above or below: on the same day, else the same day of another agent."""
        here = self._places[max(0, self._line)]
        for wanted in (
            _Place(here.row, here.column, here.at + by),
            _Place(here.row + by, here.column, 0),
        ):
            if wanted in self._places:
                self.step(self._places.index(wanted) - self._line)
                return

    def _choose(self) -> None:
        key = self.marked
        if key in self._shifts:
            self.chosen.emit(key)
        elif key:
            agent_id, _, day = key.partition(" ")
            self.blank.emit(agent_id, day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the place."""
        self._hovered = self._under(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        found = self._under(event)
        if event.button() == Qt.MouseButton.LeftButton and found >= 0:
            self._line = found
            self._describe()
            self._choose()

    # -- painting

    def moveEvent(self, event: QMoveEvent) -> None:
        """Scrolled: the days stay above."""
        super().moveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads, and the agents that can be seen."""
        p, theme = paint.on(self), self.theme
        top, bottom = event.rect().top(), event.rect().bottom()
        rows = {
            at
            for at, one in enumerate(self._agents)
            if one.top + one.height >= top and one.top <= bottom
        }
        for at in sorted(rows):
            agent = self._agents[at]
            area = QRectF(8, agent.top + _GAP, self._name_wide - 16, _CHIP)
            name = QRectF(area.x(), area.y() + 1, area.width(), 20)
            paint.text(p, theme, name, paint.single_line(agent.name, 80), "bodyStrong")
            paint.text(p, theme, name.translated(0, 18), agent.paid, "caption", "text.secondary")
            paint.hairline(p, theme, 0, self.width(), agent.top + agent.height - 1)
        for at, place in enumerate(self._places):
            if place.row in rows:
                self._paint_place(p, at, self._rect(place))
        self._heads(p)
        p.end()

    def _heads(self, p: QPainter) -> None:
        theme, top = self.theme, self._seen_from
        paint.fill(p, QRectF(0, top, self.width(), _HEAD), theme.color("bg.window"))
        for column in range(WEEK):
            day = self._first + timedelta(days=column) if self._agents else date.min
            rect = self._rect(_Place(0, column, 0)) if self._agents else QRectF()
            area = QRectF(rect.x() + 4, top, rect.width() - 4, _HEAD)
            today = day.isoformat() == self._today
            color = "accent.text" if today else "text.secondary"
            paint.text(p, theme, area, day_words(day), "caption", color, weight=600)
        paint.hairline(p, theme, 0, self.width(), top + _HEAD - 1)

    def _paint_place(self, p: QPainter, at: int, rect: QRectF) -> None:
        theme, radius = self.theme, self.theme.tokens.radius.md
        shift = self._shifts.get(self.entries[at].key) if at < len(self.entries) else None
        focused = at == self._line and self.hasFocus()
        if shift is None:
            if at == self._hovered or focused:
                paint.fill(p, rect, theme.color("bg.hover"), radius)
                paint.icon_centered(p, theme, "plus", rect, 16, "text.tertiary")
        else:
            back = "bg.pressed" if at == self._hovered else "bg.selected"
            paint.fill(p, rect, theme.color(back), radius)
            inner = QRectF(rect.x() + 4, rect.y() + 3, rect.width() - 5, 17)
            times = span(shift.starts, shift.ends)
            paint.text(p, theme, inner, times, "caption", tnum=True, weight=600)
            away = shift.zone != self._zone
            other = city(shift.zone) if away else hours(shift.paid_ms)
            below = inner.translated(0, 16)
            paint.text(p, theme, below, other, "caption", "text.secondary", tnum=True)
        if focused:
            paint.focus_ring(p, theme, rect, radius, inset=True)
