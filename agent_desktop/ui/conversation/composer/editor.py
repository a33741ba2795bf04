"""The place to type: text that grows with its lines.

Promises that pasted markup arrives as characters unless `takes_looks` can use it, that files and pictures go to the
composer instead of the text, and that keys which belong to an open list of saved replies reach it first. Refuses
formatting of its own: that is `formatting`.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from agent_desktop.ui.theme.theme import Theme

_LEAST = 44
_MOST = 220


class Editor(QTextEdit):
    """See the module. `files_given` carries local paths, `picture_given` a QImage."""

    send_asked = Signal()
    enter_pressed = Signal()
    left = Signal()
    """Escape, when nothing else wanted it."""
    files_given = Signal(list)
    picture_given = Signal(QImage)
    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.enter_sends = False
        self.takes_files = False
        self.first: Callable[[QKeyEvent], bool] | None = None
        self.wants_key: Callable[[QKeyEvent], bool] = lambda _: False
        self.looks_first: Callable[[QKeyEvent], bool] = lambda _: False
        self.takes_looks: Callable[[QMimeData], bool] = lambda _: False
        self.keeps_tab: Callable[[], bool] = lambda: False
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(22)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self.dress)
        self.viewport().setAutoFillBackground(False)
        self.dress()
        self._grow()

    def dress(self) -> None:
        """Font and colours; the surface is the composer's."""
        self.setFont(self.theme.font("message"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, self.theme.color("text.primary"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self.theme.color("text.tertiary"))
        self.setPalette(palette)

    def set_text(self, text: str) -> None:
        """Replace everything and put the caret at the end, without a way back to another draft."""
        self.setCurrentCharFormat(QTextCharFormat())
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def before_caret(self, most: int = 60) -> str:
        """The characters of the caret's line that stand before it."""
        cursor = self.textCursor()
        block = cursor.block().text()
        at = cursor.positionInBlock()
        return block[max(0, at - most) : at]

    def replace_before_caret(self, count: int, text: str) -> None:
        """Replace `count` characters before the caret, in one step of undo."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def type_letters(self, text: str) -> None:
        """Letters that were typed elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.textCursor().insertText(text)

    def _grow(self) -> None:
        wanted = round(self.document().size().height())
        height = min(max(_LEAST, wanted), _MOST)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy
        wants_bar = wanted > _MOST
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wants_bar else policy.ScrollBarAlwaysOff
        )

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(400, self.height())

    def event(self, event: QEvent) -> bool:
        """Ctrl+K belongs to a selection that can become a link; else to the window."""
        asking = event.type() is QEvent.Type.ShortcutOverride
        if asking and isinstance(event, QKeyEvent) and self.wants_key(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the text, unless the list of saved replies wants it."""
        return not (forward and self.keeps_tab()) and super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape are ours, unless the list of saved replies wants them."""
        if self.first is not None and self.first(event):
            event.accept()
            return
        if self.looks_first(event):
            event.accept()
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers == Qt.KeyboardModifier.ControlModifier or (
                self.enter_sends and modifiers == Qt.KeyboardModifier.NoModifier
            ):
                if not event.isAutoRepeat():
                    self.send_asked.emit()
                return
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the composer, which draws the ring."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    # -- dropping and pasting -----------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text always; files and pictures where the channel takes them."""
        return source.hasText() or (self.takes_files and (source.hasUrls() or source.hasImage()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files are attached, a picture is attached, everything else is plain text."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths and self.takes_files:
            self.files_given.emit(paths)
        elif source.hasImage() and self.takes_files and not source.hasText():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.picture_given.emit(image)
        elif self.takes_looks(source):
            pass
        elif source.hasText():
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be inserted."""
        if self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()
        super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The same."""
        super().dragMoveEvent(event)
        if self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Never move a file: it is copied into the message."""
        if event.mimeData().hasUrls() and self.takes_files:
            self.insertFromMimeData(event.mimeData())
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            super().dropEvent(event)
