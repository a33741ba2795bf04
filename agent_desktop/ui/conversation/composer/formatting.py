"""What an agent does with the looks of a text: bold, italic, lists, links, by button and by key; and its drafts.

Promises that without `on` the text is plain, that turning it off keeps every word, and that turning it on again brings
the looks back as long as nothing was changed. Refuses looks that cannot be sent.
"""

from PySide6.QtCore import QMimeData, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor

from agent_desktop.model import rich_lines
from agent_desktop.model.rich_lines import Row, Run
from agent_desktop.ui.conversation.composer import rich_document as documents
from agent_desktop.ui.conversation.composer.editor import Editor

_CTRL = Qt.KeyboardModifier.ControlModifier


class Formatting(QObject):
    """The looks of an editor's text. `moved` tells that those at the caret may be others now."""

    moved = Signal()
    link_asked = Signal()
    """Ctrl+K with something selected: ask where it leads."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self.on = False
        self._editor = editor
        self._parked = ("", "")
        editor.wants_key = self._wants
        editor.looks_first = self._take_key
        editor.takes_looks = self._take_mime
        editor.cursorPositionChanged.connect(self.moved)
        editor.currentCharFormatChanged.connect(lambda _: self.moved.emit())
        editor.theme.changed.connect(self._dress)  # a method of ours: it ends with the editor

    def _dress(self) -> None:
        if self.on:
            documents.dress_links(self._editor.document(), self._editor.theme)

    # -- the whole text

    def text(self) -> str:
        """Everything as good plain text."""
        if not self.on:
            return self._editor.toPlainText()
        return rich_lines.text_of(documents.lines_of(self._editor.document()))

    def html(self) -> str:
        """Everything as HTML; empty where plain text says it all."""
        if not self.on:
            return ""
        lines = documents.lines_of(self._editor.document())
        return rich_lines.html_of(lines) if rich_lines.formatted(lines) else ""

    def put(self, text: str, html: str) -> None:
        """Replace everything by `text`, its beginning in the looks of `html` where that says the same words."""
        lines = rich_lines.lines_of(html) if html and self.on else ()
        told = rich_lines.text_of(lines)
        blocked = QSignalBlocker(self._editor)
        self._editor.set_text("")
        if lines and text.startswith(told):
            documents.put(self._editor.textCursor(), lines, self._editor.theme)
            text = text[len(told) :]
            self._editor.moveCursor(QTextCursor.MoveOperation.End)
        self._editor.textCursor().insertText(text)
        self._editor.document().clearUndoRedoStacks()
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        blocked.unblock()
        self._editor.textChanged.emit()
        self.moved.emit()

    def turn(self, on: bool) -> None:
        """Formatted text can be sent from now on, or cannot; the words stay."""
        if on == self.on:
            return
        if on:
            text, html = self._parked
            self.on = True
            self._parked = ("", "")
            if html and self._editor.toPlainText() == text:
                self.put(text, html)
        else:
            text, html = self.text(), self.html()
            self.on = False
            self._parked = (text, html)
            if html:
                self.put(text, "")
        self.moved.emit()

    # -- at the caret

    @property
    def bold(self) -> bool:
        """Whether what is typed now is bold."""
        return documents.is_bold(self._editor.currentCharFormat())

    @property
    def italic(self) -> bool:
        """The same for italic."""
        return self._editor.currentCharFormat().fontItalic()

    @property
    def row(self) -> Row:
        """What the caret's line is."""
        return documents.row_of(self._editor.textCursor().block())

    @property
    def link(self) -> str:
        """Where the link at the caret leads; empty for none."""
        look = self._editor.textCursor().charFormat()
        return look.anchorHref() if look.isAnchor() else ""

    def make_bold(self) -> None:
        """Turn bold on or off for the selection, or for what is typed next."""
        look = QTextCharFormat()
        look.setFontWeight(400 if self.bold else 600)
        self._editor.mergeCurrentCharFormat(look)
        self.moved.emit()

    def make_italic(self) -> None:
        """The same for italic."""
        look = QTextCharFormat()
        look.setFontItalic(not self.italic)
        self._editor.mergeCurrentCharFormat(look)
        self.moved.emit()

    def make_row(self, row: Row) -> None:
        """Make the selected lines a list, or ordinary ones where they are that list."""
        documents.set_row(self._editor.textCursor(), Row.PLAIN if self.row is row else row)
        self.moved.emit()

    def make_link(self, address: str) -> bool:
        """Let the selection, or the link at the caret, lead there; without either the address stands for itself.

        False when that is no address a link may have.
        """
        good = rich_lines.good_link(address)
        if not good:
            return False
        cursor = self._link_cursor()
        words = cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", " ") or address.strip()
        at = cursor.charFormat()
        run = Run(words, documents.is_bold(at), at.fontItalic(), good)
        cursor.insertText(words, documents.look_of(run, self._editor.theme))
        cursor.setCharFormat(QTextCharFormat())
        self._editor.setTextCursor(cursor)
        return True

    def take_link(self) -> None:
        """Let the link at the caret lead nowhere; its words stay."""
        cursor = self._link_cursor()
        words, at = cursor.selectedText(), cursor.charFormat()
        run = Run(words, documents.is_bold(at), at.fontItalic())
        cursor.insertText(words, documents.look_of(run, self._editor.theme))
        self._editor.setTextCursor(cursor)

    def _link_cursor(self) -> QTextCursor:
        """The selection, else the whole link in which the caret stands."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection() or not self.link:
            return cursor
        href = self.link
        block = cursor.block()
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            start, end = fragment.position(), fragment.position() + fragment.length()
            if fragment.charFormat().anchorHref() == href and start <= cursor.position() <= end:
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                break
            at += 1
        return cursor

    # -- keys and the clipboard

    def _wants(self, event: QKeyEvent) -> bool:
        """Keys that the window would take as its shortcuts."""
        linkable = self._editor.textCursor().hasSelection() or bool(self.link)
        ours = event.key() in (Qt.Key.Key_B, Qt.Key.Key_I) or (
            event.key() == Qt.Key.Key_K and linkable
        )
        return self.on and ours and event.modifiers() == _CTRL

    def _take_key(self, event: QKeyEvent) -> bool:
        if not self.on:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _CTRL:
            match event.key():
                case Qt.Key.Key_B:
                    self.make_bold()
                case Qt.Key.Key_I:
                    self.make_italic()
                case Qt.Key.Key_K if self._wants(event):
                    self.link_asked.emit()
                case _:
                    return False
            return True
        empty = self._editor.textCursor().block().text() == ""
        leaving = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
        if leaving and not modifiers and empty and self.row is not Row.PLAIN:
            self.make_row(self.row)  # an empty line of a list ends it
            return True
        return False

    def _take_mime(self, source: QMimeData) -> bool:
        """What was copied elsewhere, in the looks that we can send."""
        if not self.on or not source.hasHtml():
            return False
        lines = rich_lines.lines_of(source.html())
        if not lines:
            return False
        cursor = self._editor.textCursor()
        documents.put(cursor, lines, self._editor.theme)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True
