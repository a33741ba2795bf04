"""The curve on the screen: bars of what is counted, a line of everything else, beside the days to compare with.

Promises the theme's colours and the way of writing of the agent's language; that each interval is reached with the
arrow keys and said. Refuses to guess between intervals without data: a line has a gap there.
"""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.points import Curve, Point, curve, runs
from agent_desktop.ui.figures.words import (
    axis_words,
    compared_words,
    interval_words,
    parts,
    period_words,
    title,
    value_words,
)
from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LEFT: Final = 64
_RIGHT: Final = 20
_ABOVE: Final = 30
_BELOW: Final = 24
_MOST_DOTS: Final = 62


class Chart(QWidget):
    """See the module. `behind` carries the row of an interval whom to look behind, and the measure: by Enter or two
    presses."""

    behind = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.curve = Curve()
        self.marked: int | None = None
        self._answer: Answer | None = None
        self._measure: Definition | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Flat: the table below is longer."""
        return QSize(640, 200)

    def show_measure(self, answer: Answer, measure: Definition) -> None:
        """The curve of a measure."""
        self._answer, self._measure = answer, measure
        self.curve = curve(answer, measure)
        if self.marked is not None and self.marked >= len(self.curve.points):
            self.marked = None
        self._say()
        self.update()

    # -- words

    def words(self, at: int) -> str:
        """An interval with its figure, what that is made of, and the one to compare with."""
        assert self._answer is not None
        assert self._measure is not None
        point = self.curve.points[at]
        zone = ZoneInfo(self._answer.curve.zone)
        every = self._answer.question.every
        when = interval_words(point.row.from_at, point.row.until_at, every, zone)
        lines = [f"{when}: {value_words(self._measure.unit, point.value)}"]
        lines += parts(self._measure, point.row.sums)[:1]
        other = next((one for one in self.curve.before if _same(one, point)), None)
        if other is not None:
            before = compared_words(self._answer.question, self._answer)
            lines.append(f"{before}: {value_words(self._measure.unit, other.value)}")
        return "\n".join(lines)

    def _say(self) -> None:
        name = title(self._measure) if self._measure is not None else ""
        if not self.curve.points:
            words = tr("{measure}: no data", measure=name)
        elif self.marked is None:
            words = tr("Curve of {measure}, arrow keys go through it", measure=name)
        else:
            words = f"{name}, {self.words(self.marked)}".replace("\n", ", ")
        if words != self.accessibleName():
            self.setAccessibleName(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # -- marking

    def mark(self, at: int | None) -> None:
        """Mark an interval; None: none."""
        if at != self.marked:
            self.marked = at
            self._say()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from interval to interval, Home and End to the ends; Enter looks behind one."""
        count = len(self.curve.points)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look_behind(self.marked)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if not count or event.key() not in (*steps, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Home:
            self.mark(0)
        elif event.key() == Qt.Key.Key_End or self.marked is None:
            self.mark(count - 1)
        else:
            self.mark(min(count - 1, max(0, self.marked + steps[Qt.Key(event.key())])))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look behind what is under the mouse."""
        self._look_behind(self._under(event.position()))
        super().mouseDoubleClickEvent(event)

    def _look_behind(self, at: int | None) -> None:
        if at is not None and self._measure is not None:
            self.behind.emit(self.curve.points[at].row, self._measure.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the mouse is marked."""
        self.mark(self._under(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is marked."""
        if not self.hasFocus():
            self.mark(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip is of what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._under(QPointF(event.pos()))
            words = self.words(at) if at is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _under(self, at: QPointF) -> int | None:
        area = self._area()
        if not area.adjusted(0, -_ABOVE, 0, _BELOW).contains(at) or not self.curve.points:
            return None
        place = (at.x() - area.left()) / max(1.0, area.width())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = (self.width() - at.x() - area.left()) / max(1.0, area.width())
        near = range(len(self.curve.points))
        found = min(near, key=lambda one: abs(self.curve.points[one].middle - place))
        point = self.curve.points[found]
        return found if abs(point.middle - place) <= point.until - point.since else None

    # -- painting

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _ABOVE, -_RIGHT, -_BELOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, the days to compare with, the days, the mark and the key."""
        p, theme, area = paint.on(self), self.theme, self._area()
        p.fillRect(self.rect(), theme.color("bg.surface"))
        if self._measure is None or self._answer is None:
            p.end()
            return
        unit = self._measure.unit
        self._axes(p, area, unit)
        if self.marked is not None:
            self._mark(p, area, self.curve.points[self.marked])
        earlier = theme.color("text.tertiary")
        if unit == "count":
            self._bars(p, area)
            self._line(p, area, self.curve.before, theme.color("bg.surface"), wide=3.4)
            self._line(p, area, self.curve.before, earlier, dashed=True)
        else:
            self._line(p, area, self.curve.before, earlier, dashed=True)
            self._line(p, area, self.curve.points, theme.color("accent.text"), dots=True)
        self._key(p, area)
        if not self.curve.points:
            words = tr("No data in these days.")
            paint.text(p, theme, area, words, "body", "text.secondary", align=paint.CENTER)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint.focus_ring(p, theme, ring, 4, inset=True)
        p.end()

    def _axes(self, p: QPainter, area: QRectF, unit: str) -> None:
        theme = self.theme
        for part in (0.0, 0.5, 1.0):
            y = area.bottom() - part * area.height()
            paint.hairline(p, theme, area.left(), area.right(), y)
            words = axis_words(unit, self.curve.top * part)
            at = QRectF(4, y - 8, _LEFT - 12, 16)
            paint.text(p, theme, at, words, "micro", "text.tertiary", align=paint.RIGHT, tnum=True)
        room, end = area.width() / max(1, len(self.curve.ticks)), -1.0
        for place, words in self.curve.ticks:
            x = area.left() + place * area.width()
            wide = theme.width(words, "micro", True)
            if x < end or x + min(wide, room) > self.width():
                continue
            at = QRectF(x, area.bottom() + 5, wide + 4, 14)
            paint.text(p, theme, at, words, "micro", "text.tertiary", tnum=True, elide=False)
            p.fillRect(QRectF(x, area.bottom(), 1, 4), theme.color("border.strong"))
            end = x + wide + 10

    def _place(self, area: QRectF, point: Point) -> QPointF:
        high = area.height() * min(1.0, max(0.0, point.value / self.curve.top))
        return QPointF(area.left() + point.middle * area.width(), area.bottom() - high)

    def _mark(self, p: QPainter, area: QRectF, point: Point) -> None:
        left = area.left() + point.since * area.width()
        wide = max(3.0, (point.until - point.since) * area.width())
        band = QRectF(left, area.top(), wide, area.height())
        p.fillRect(band, self.theme.color("bg.selected"))

    def _bars(self, p: QPainter, area: QRectF) -> None:
        for point in self.curve.points:
            wide = (point.until - point.since) * area.width()
            gap = min(3.0, wide * 0.2)
            top = self._place(area, point).y()
            left = area.left() + point.since * area.width() + gap
            bar = QRectF(left, top, max(1.0, min(wide - 2 * gap, 64)), area.bottom() - top)
            bar.moveLeft(left + max(0.0, (wide - 2 * gap - bar.width()) / 2))
            paint.fill(p, bar, self.theme.color("accent.fill"), min(2.0, bar.width() / 2))

    def _line(
        self,
        p: QPainter,
        area: QRectF,
        points: Sequence[Point],
        color: QColor,
        *,
        wide: float = 2,
        dots: bool = False,
        dashed: bool = False,
    ) -> None:
        pen = _dashed(color) if dashed else QPen(color, wide)
        for run in runs(points):
            found = [self._place(area, one) for one in run]
            p.setPen(pen)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawPolyline(QPolygonF(found))
            if len(found) == 1 or (dots and len(points) <= _MOST_DOTS):
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(color)
                for one in found:
                    p.drawEllipse(one, 2.6, 2.6)

    def _key(self, p: QPainter, area: QRectF) -> None:
        assert self._answer is not None
        theme, right = self.theme, area.right()
        words = (
            (compared_words(self._answer.question, self._answer), "text.tertiary", True),
            (_days(self._answer.question), "accent.text", False),
        )
        alone = self._answer.before.from_at == self._answer.curve.from_at
        for text, color, dashed in words[1:] if alone else words:
            wide = theme.width(text, "caption")
            at = QRectF(right - wide - 2, 6, wide + 4, 16)
            paint.text(p, theme, at, text, "caption", "text.secondary", elide=False)
            tint = theme.color(color)
            p.setPen(_dashed(tint) if dashed else QPen(tint, 2))
            p.drawLine(QPointF(at.left() - 24, 14), QPointF(at.left() - 6, 14))
            right = at.left() - 44


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1.4)
    pen.setDashPattern([3, 3])
    return pen


def _days(question: FigureQuestion) -> str:
    return tr("These days") if question.period is None else period_words(question.period)


def _same(before: Point, point: Point) -> bool:
    return abs(before.since - point.since) < 1e-6
