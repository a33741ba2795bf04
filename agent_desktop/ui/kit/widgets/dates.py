"""A day that can be typed or picked from a calendar.

Promises the agent's way of writing days, and that a day is told once when it is whole. Refuses to be empty.
"""

from datetime import date

from PySide6.QtCore import QDate, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.theme import Theme

_CHEVRON = 14
_WIDE = 118


class DateField(QDateEdit):
    """Emits `chosen` when the agent chose another day. `name` is what a screen reader says."""

    chosen = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.setMinimumDate(QDate(2000, 1, 1))
        self.setFixedSize(_WIDE, theme.tokens.size.control.md)
        self.dateChanged.connect(self.chosen)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """The calendar in the theme's colours: Qt's own has red weekends and black arrows."""
        calendar, theme = self.calendarWidget(), self.theme
        pale = QTextCharFormat()
        pale.setForeground(theme.color("text.secondary"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, pale)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for step, name in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = calendar.findChild(QToolButton, f"qt_calendar_{step}")
            if button is not None:
                button.setIcon(icon(name, theme.color("text.primary"), 16))
        self.update()

    def show_day(self, day: date, last: date) -> None:
        """Have this day, of those up to the last one; nobody is told."""
        with QSignalBlocker(self):
            self.setMaximumDate(QDate(last.year, last.month, last.day))
            self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The day."""
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with the kit's chevron."""
        super().paintEvent(event)
        p = paint.on(self)
        at = QPointF(self.width() - 6 - _CHEVRON, (self.height() - _CHEVRON) / 2)
        paint.icon(p, self.theme, "chevron-down", at, _CHEVRON, "text.primary")
        p.end()
