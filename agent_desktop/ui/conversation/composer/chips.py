"""The attached files of a draft, as chips that can be removed.

Promises that each chip's button names its file. Refuses to read files.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.model.attachments import LocalFile
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HEIGHT = 28
_GAP = 6
_WIDEST = 280
_WHOLE = Qt.AspectRatioMode.KeepAspectRatio


class FileChips(QWidget):
    """Chips side by side, in as many rows as they need. `removed` carries the file's id."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.files: tuple[LocalFile, ...] = ()
        self.wrong: frozenset[str] = frozenset()
        self._chips: list[_Chip] = []
        self._pictures: dict[str, QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Attached files"))
        self.hide()

    def show_files(self, files: Sequence[LocalFile], wrong: Collection[str] = frozenset()) -> None:
        """Show these; `wrong` are the ids of those that cannot be sent as things stand."""
        if tuple(files) == self.files and frozenset(wrong) == self.wrong:
            return
        self.files, self.wrong = tuple(files), frozenset(wrong)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for file in files:
            chip = _Chip(self.theme, file, file.id in self.wrong, self)
            chip.remove.clicked.connect(self._remover(file.id))
            chip.show_picture(self._pictures.get(file.id))
            chip.show()
            self._chips.append(chip)
        self.setVisible(bool(files))
        self._place()

    def show_picture(self, file_id: str, image: QImage) -> None:
        """A file is this picture."""
        if any(file.id == file_id for file in self.files):
            self._pictures = {
                file.id: self._pictures[file.id] for file in self.files if file.id in self._pictures
            }
            self._pictures[file_id] = image
            for chip in self._chips:
                chip.show_picture(self._pictures.get(chip.file_id))

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
    def __init__(self, theme: Theme, file: LocalFile, wrong: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._wrong = wrong
        self.file_id = file.id
        self._picture: QImage | None = None
        self._words = f"{paint.single_line(file.name, 120)} · {byte_size(max(0, file.size))}"
        said = tr("{file}, cannot be sent this way", file=self._words) if wrong else self._words
        self.setAccessibleName(said)
        name = tr("Remove {name}", name=paint.single_line(file.name, 120))
        self.remove = IconButton(theme, "x", name, side=22, icon_size=14, parent=self)

    def show_picture(self, image: QImage | None) -> None:
        """Show it in place of the clip."""
        if image is not self._picture:
            self._picture = image
            self.update()

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
        edge = "status.dangerText" if self._wrong else "border.subtle"
        paint.outline(p, rect, theme.color(edge), radius)
        icon = QRectF(8, 0, 14, _HEIGHT)
        if self._picture is not None and not self._wrong:
            size = QSizeF(self._picture.size()).scaled(QSizeF(20, 20), _WHOLE)
            target = QRectF(QPointF(), size)
            target.moveCenter(QRectF(4, 0, 20, _HEIGHT).center())
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            paint.picture(p, target, self._picture)
            self._paint_words(p, rect)
            return
        glyph, ink = ("circle-alert", edge) if self._wrong else ("paperclip", "text.secondary")
        paint.icon_centered(p, theme, glyph, icon, 14, ink)
        self._paint_words(p, rect)

    def _paint_words(self, p: QPainter, rect: QRectF) -> None:
        area = rect.adjusted(28, 0, -28, 0)
        words, theme = self._words, self.theme
        paint.text(p, theme, area, words, "caption", "text.primary", tnum=True, weight=500)
        p.end()
