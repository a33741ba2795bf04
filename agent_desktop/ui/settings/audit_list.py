"""The list of acts of the audit trail: painted rows, however many; the next page comes before the end is reached.

`chosen` carries the key of a row, by Enter or a click.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.widgets.paged_list import PagedList
from agent_desktop.ui.kit.widgets.painted import Index
from agent_desktop.ui.settings.audit_words import AuditRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HIGH = 56
_SIDE = 32
_EDGE = 14


class AuditList(PagedList[AuditRow]):
    """See the module."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HIGH)
        self.setAccessibleName(tr("Audit trail"))
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.window"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def show_rows(self, rows: Sequence[AuditRow]) -> None:
        """These are the rows; the marked one stays marked where it is still there."""
        marked = self.marked
        if self.rows.show(list(rows)):
            keys = [one.key for one in rows]
            at = keys.index(marked) if marked in keys else 0
            self.setCurrentIndex(self.rows.index(at) if keys else QModelIndex())

    @property
    def marked(self) -> str:
        """The key of the row of the keyboard, empty for none."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the row of the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.rows[index.row()].key)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one row."""
        theme, row = self.theme, self.rows.rows[index.row()]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate, radius = rect.adjusted(2, 1, -2, -1), theme.tokens.radius.md
        here = index.row() == self.currentIndex().row() and self.hasFocus()
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        if here or (self.viewport().underMouse() and under == index):
            paint.fill(p, plate, theme.color("bg.selected" if here else "bg.hover"), radius)
        with paint.from_start(p, rect):
            area = QRectF(rect.left() + _EDGE, rect.center().y() - _SIDE / 2, _SIDE, _SIDE)
            self._face(p, row, area)
            x = rect.left() + _EDGE + _SIDE + 12
            end = rect.right() - _EDGE - 22
            paint.icon(
                p, theme, "chevron-right", QPointF(end + 6, rect.center().y() - 8), 16,
                "text.tertiary",
            )  # fmt: skip
            above = QRectF(x, rect.center().y() - 19, end - x - 6, 18)
            used = paint.text(
                p, theme, above, row.when, "caption", "text.secondary",
                align=paint.RIGHT, tnum=True,
            )  # fmt: skip
            paint.text(p, theme, above.adjusted(0, 0, -used - 12, 0), row.title, "bodyStrong")
            below = above.translated(0, 20)
            room = self._refusal(p, row, below)
            paint.text(
                p, theme, below.adjusted(0, 0, -room, 0), row.detail, "caption", "text.secondary"
            )
        if here:
            paint.focus_ring(p, theme, plate, radius, inset=True)

    def _face(self, p: QPainter, row: AuditRow, area: QRectF) -> None:
        if row.who:
            avatar(p, self.theme, area, row.who)
            return
        paint.fill(p, area, self.theme.color("bg.hover"), _SIDE / 2)
        paint.icon_centered(p, self.theme, "user-round", area, 18, "text.secondary")

    def _refusal(self, p: QPainter, row: AuditRow, line: QRectF) -> float:
        """The word for what was refused, at the end of a line; the room that it takes."""
        if not row.refused:
            return 0
        color = "status.warnText"
        used = paint.text(
            p, self.theme, line, tr("Refused"), "caption", color, align=paint.RIGHT
        )  # fmt: skip
        at = QPointF(line.right() - used - 18, line.center().y() - 7)
        paint.icon(p, self.theme, "triangle-alert", at, 14, color)
        return used + 30
