"""The chosen column beside its chart: its name, the whole with what it is made of, and what it means."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.reports import Column
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.reports.cells import made_of
from agent_desktop.ui.reports.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

WIDE = 268
_ROOM = 250


class Meaning(QWidget):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(WIDE)
        self.name = Label(theme, "", "captionStrong", "text.secondary", wrap=True)
        self.value = Label(theme, "", "metric", tnum=True)
        self.made_of = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.compared = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.interactions = Button(theme, tr("Interactions"), "link", size="sm")
        self.interactions.setToolTip(tr("Whom the marked figure counts"))
        self.meaning = Label(theme, "", "caption", "text.primary", wrap=True)
        self.formula = Label(theme, "", "caption", "text.tertiary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(3)
        for one in (self.name, self.value, self.made_of, self.compared):
            column.addWidget(one)
        column.addWidget(self.interactions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(5)
        column.addWidget(self.meaning)
        column.addWidget(self.formula)
        column.addStretch(1)

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
        self.made_of.setText(made[0] if made else "")
        self.made_of.setToolTip("\n".join(made))
        self.made_of.setVisible(bool(made))
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
