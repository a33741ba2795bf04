"""The attached files of a draft, as chips that can be removed.

Promises that each chip's button names its file. Refuses to read files.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.model.timeline import LocalFile
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HEIGHT = 28
_GAP = 6
_WIDEST = 280


class FileChips(QWidget):
    """Chips side by side, in as many rows as they need. `removed` carries the file's id."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.files: tuple[LocalFile, ...] = ()
        self._chips: list[_Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Attached files"))
        self.hide()

    def show_files(self, files: Sequence[LocalFile]) -> None:
        """Show these."""
        if tuple(files) == self.files:
            return
        self.files = tuple(files)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for file in files:
            chip = _Chip(self.theme, file, self)
            chip.remove.clicked.connect(self._remover(file.id))
            chip.show()
            self._chips.append(chip)
        self.setVisible(bool(files))
        self._place()

    def _remover(self, file_id: str) -> "_Emit":
        return _Emit(self, file_id)

    def _place(self) -> None:
        x = y = 0
        for chip in self._chips:
            width = min(chip.sizeHint().width(), max(120, self.width()))
            if x and x + width > self.width():
                x, y = 0, y + _HEIGHT + _GAP
            chip.setGeometry(placed(QRect(x, y, width, _HEIGHT), self.width()))
            x += width + _GAP
        self.setFixedHeight(y + _HEIGHT if self._chips else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()


class _Emit:
    def __init__(self, chips: FileChips, file_id: str) -> None:
        self._chips, self._id = chips, file_id

    def __call__(self) -> None:
        self._chips.removed.emit(self._id)


class _Chip(QWidget):
    def __init__(self, theme: Theme, file: LocalFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = f"{paint.single_line(file.name, 120)} · {byte_size(max(0, file.size))}"
        self.setAccessibleName(self._words)
        name = tr("Remove {name}", name=paint.single_line(file.name, 120))
        self.remove = IconButton(theme, "x", name, side=22, icon_size=14, parent=self)

    def sizeHint(self) -> QSize:
        words = self.theme.width(self._words, "caption", True, 500)
        return QSize(round(min(_WIDEST, 8 + 14 + 6 + words + 6 + 22 + 3)), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.remove.setGeometry(placed(QRect(self.width() - 25, 3, 22, 22), self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.md
        paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color("bg.sunken"), radius)
        paint.outline(p, rect, theme.color("border.subtle"), radius)
        icon = QRectF(8, 0, 14, _HEIGHT)
        paint.icon_centered(p, theme, "paperclip", icon, 14)
        area = rect.adjusted(28, 0, -28, 0)
        paint.text(p, theme, area, self._words, "caption", "text.primary", tnum=True, weight=500)
        p.end()
