"""What goes along below a mail's text: the line above it and its beginning, folded; a click shows more of it.

Promises to show strangers' words as plain characters, each line shortened to the room there is. Refuses to edit them.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LINE = 18
_SHOWN = 12


class QuoteFold(PaintedButton):
    """See the module."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _: self._fit())
        self._intro: list[str] = []
        self._words: list[str] = []
        self.hide()

    def show_quote(self, intro: str, words: str) -> None:
        """Show this; hidden where nothing goes along."""
        lines = [single_line(line) for line in words.split("\n") if line.strip()]
        if (intro.split("\n"), lines) != (self._intro, self._words):
            self.setChecked(False)
        self._intro, self._words = intro.split("\n"), lines
        self.setVisible(bool(intro))
        self.setText("\n".join((intro, *lines[:_SHOWN])))
        self.setAccessibleName(tr("Goes along below: {words}", words=single_line(intro, 200)))
        self.setToolTip(tr("Show less") if self.isChecked() else tr("Show more of it"))
        self._fit()

    def lines(self) -> list[str]:
        """Those that are shown now."""
        if self.isChecked():
            return [*self._intro, *self._words[:_SHOWN]]
        return [self._intro[0], *self._words[:1]] if self._intro else []

    def _fit(self) -> None:
        self.setFixedHeight(max(1, len(self.lines())) * _LINE)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar at the start, the lines beside it."""
        p = paint.on(self)
        theme, width = self.theme, float(self.width())
        color = theme.color("border.control" if self.hovered else "border.subtle")
        p.fillRect(QRectF(0, 0, 2, self.height()), color)
        for number, line in enumerate(self.lines()):
            area = QRectF(11, number * _LINE, width - 11, _LINE)
            paint.text(p, theme, area, line, "body", "text.secondary", align=_START)
        p.end()


_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
