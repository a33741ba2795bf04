"""The list of reports: each with what it is for, in a line.

Promises arrow keys, letters that find a report by its name, and the whole line in a tooltip. `chosen` carries a name.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette

from agent_desktop.model.reports import ReportInfo
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.painted import Index, PaintedList
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HIGH: Final = 48
_EDGE: Final = 14


class _Reports(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reports: tuple[ReportInfo, ...] = ()

    def show(self, reports: Sequence[ReportInfo]) -> None:
        """These are the reports."""
        self.beginResetModel()
        self.reports = tuple(reports)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The reports."""
        return 0 if parent is not None and parent.isValid() else len(self.reports)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A report's name, and what it is for."""
        one = self.reports[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.title}: {one.words}"
            case Qt.ItemDataRole.ToolTipRole:
                return one.words
        return None


class ReportList(PaintedList):
    """See the module."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HIGH)
        self.reports = _Reports(self)
        self._showing = False
        self.setModel(self.reports)
        self.setAccessibleName(tr("Reports"))
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.sunken"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def show_reports(self, reports: Sequence[ReportInfo], name: str) -> None:
        """These are the reports, and this is the one in use."""
        if tuple(reports) == self.reports.reports and self.name == name:
            return
        self._showing = True
        if tuple(reports) != self.reports.reports:
            self.reports.show(reports)
        at = next((at for at, one in enumerate(reports) if one.name == name), -1)
        self.setCurrentIndex(self.reports.index(at, 0) if at >= 0 else QModelIndex())
        self._showing = False
        self.viewport().update()

    @property
    def name(self) -> str:
        """The report in use."""
        index = self.currentIndex()
        return self.reports.reports[index.row()].name if index.isValid() else ""

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._showing:
            self.chosen.emit(self.reports.reports[index.row()].name)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one report."""
        theme, one = self.theme, self.reports.reports[index.row()]
        current = index == self.currentIndex()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = rect.adjusted(6, 1, -6, -1)
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        if current:
            paint.fill(p, row, theme.color("bg.selected"), theme.tokens.radius.md)
        elif self.viewport().underMouse() and under == index:
            paint.fill(p, row, theme.color("bg.hover"), theme.tokens.radius.md)
        with paint.from_start(p, rect):
            above = QRectF(rect.left() + _EDGE, rect.top() + 6, rect.width() - 2 * _EDGE, 18)
            weight = 600 if current else 500
            paint.text(p, theme, above, one.title, "body", weight=weight)
            below = above.translated(0, 18)
            paint.text(p, theme, below, one.words, "caption", "text.secondary")
        if current and self.hasFocus():
            paint.focus_ring(p, theme, row, theme.tokens.radius.md, inset=True)
