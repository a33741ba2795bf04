"""The chosen column beside its chart: its name, the whole with what it is made of, and what it means."""

from PySide6.QtGui import QResizeEvent

from agent_desktop.model.reports import Column
from agent_desktop.ui.figures.measure_panel import MeasurePanel
from agent_desktop.ui.reports.cells import made_of
from agent_desktop.ui.reports.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDE = 268
_ROOM = 250
"""px of height that the formula needs to be seen."""


class Meaning(MeasurePanel):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _WIDE)

    def show_column(self, sheet: Sheet, name: str, days: str, *, leads_on: bool) -> None:
        """A column of numbers, of the whole where there is one. `days` say what it is compared with; `leads_on`: who is
        counted can be seen."""
        at = next((at for at, (_, one) in enumerate(sheet.columns) if one.name == name), None)
        if at is None:
            return
        place, column = sheet.columns[at]
        self.interactions.setVisible(leads_on)
        whole = bool(sheet.lines) and sheet.lines[0].whole
        self.name.setText(column.caption)
        self.value.setVisible(whole)
        self.value.setText(sheet.words(0, at) if whole else "")
        made = self._parts(sheet, place, column) if whole else ()
        self.say_parts(made)
        more = sheet.more(0, at) if whole else ""
        self.compared.setText(f"{more} · {days}" if more else "")
        self.compared.setVisible(bool(more))
        words, bracket, formula = column.words.partition(" (")
        self.meaning.setText(words or tr("Counted as it stands."))
        self.meaning.setToolTip(column.words)
        self.formula.setText(f"= {formula.removesuffix(')')}" if bracket else "")
        self._fit()
        said = (self.name, self.value, self.made_of, self.compared, self.meaning)
        self.setAccessibleName(", ".join(one.text() for one in said if one.text()))

    def _fit(self) -> None:
        self.formula.setVisible(bool(self.formula.text()) and self.height() >= _ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, how a figure is made stands in the tooltip alone."""
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _parts(sheet: Sheet, place: int, column: Column) -> tuple[str, ...]:
        parts = sheet.lines[0].parts
        return made_of(column, parts[place]) if place < len(parts) else ()
