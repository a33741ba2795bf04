"""The rows of an alert's lines: where it comes, where it is over, and for how long each must last.

Promises each value in the unit of its figure, times as people say them. Refuses to judge values: the backend does.
"""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.model.alerts import AlertFigure
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.settings.time_rows import SECOND, TimeRow, time_of, time_words
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

TIMES: Final = (AlertFigure.LONGEST_WAIT, AlertFigure.IN_STATE)
SHARES: Final = (AlertFigure.SERVICE, AlertFigure.ABANDONED)


def value_words(figure: AlertFigure, value: int) -> str:
    """A value of a figure: `2 min`, `80 %`, `10`."""
    if figure in TIMES:
        return time_words(value * SECOND)
    return tr("{n}%", n=value) if figure in SHARES else str(value)


class ValueRow(Row):
    """A value of a figure: a count, a share in percent, or seconds, which stand there as a time."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        super().__init__(theme, name, label, about)
        self._figure = AlertFigure.WAITING
        self._shown: tuple[str, int] = ("", 0)
        self.field = TextField(theme, label)
        self.field.setMaxLength(12)
        self.field.setFixedWidth(96)
        self.field.textEdited.connect(self._touched)
        self.field.editingFinished.connect(self._say)
        self.label.setBuddy(self.field)
        self.unit = Label(theme, "", color="text.secondary")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field)
        line.addWidget(self.unit)
        self.seat(line)

    def measure(self, figure: AlertFigure) -> None:
        """What stands here is a value of this figure; a number stays the same number in another unit."""
        if figure is self._figure:
            return
        try:
            value: int | None = self.value()
        except NoValue:
            value = None
        self._figure = figure
        self.unit.setText("%" if figure in SHARES else "")
        if value is not None:
            self.show_value(value)

    def control(self) -> QWidget:
        """The line."""
        return self.field

    def value(self) -> int:
        """The value. Raises NoValue."""
        text, (shown, value) = self.field.text().strip(), self._shown
        if text and text == shown:
            return value
        if self._figure in TIMES:
            return time_of(text) // SECOND
        number = text.removesuffix("%").rstrip()
        if not number.isascii() or not number.isdecimal():
            raise NoValue(tr("This must be a whole number."))
        return int(number)

    def show_value(self, value: object) -> None:
        """Show a number of the figure's unit."""
        number = int(str(value))
        text = time_words(number * SECOND) if self._figure in TIMES else str(number)
        self._shown = (text, number)
        if self.field.text() != text:
            self.field.setText(text)

    def _say(self) -> None:
        """What was typed stands there as it was understood when the caret leaves."""
        try:
            self.show_value(self.value())
        except NoValue:
            return


def lines(theme: Theme) -> tuple[ValueRow, TimeRow, ValueRow, TimeRow]:
    """The rows of the two lines and their times."""
    return (
        ValueRow(theme, "raise_at", tr("Alert from"), tr("At this figure or beyond it.")),
        TimeRow(theme, "raise_ms", tr("For")),
        ValueRow(theme, "clear_at", tr("Over from"), tr("At this calmer figure or beyond it.")),
        TimeRow(theme, "clear_ms", tr("For")),
    )
