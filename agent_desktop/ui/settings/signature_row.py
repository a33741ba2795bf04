"""The row of a queue's signature: formatted text, with places for names that a click puts there.

Promises the looks that mails can carry and no others. Refuses to know whose names they will be.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.rich_lines import html_of, lines_of, plain_lines, text_of
from agent_desktop.model.signatures import AGENT, QUEUE, TEAM
from agent_desktop.ui.conversation.composer.editor import Editor
from agent_desktop.ui.conversation.composer.format_bar import FormatBar, LinkLine
from agent_desktop.ui.conversation.composer.formatting import Formatting
from agent_desktop.ui.conversation.composer.frame import paint_frame
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.settings.rows import Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class SignatureRow(Row):
    """The value is HTML, empty for no signature."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.editor = Editor(theme)
        self.editor.setAccessibleName(label)
        self.formatting = Formatting(self.editor)
        self.bar = FormatBar(theme, self.formatting, self)
        self.formatting.turn(True)
        self.label.setBuddy(self.editor)
        self._showing = False
        self.editor.textChanged.connect(self._typed)
        self.seat(_Frame(theme, self))

    def place(self, key: str) -> None:
        """Put a name's place where the caret is."""
        self.editor.textCursor().insertText(f"{{{key}}}")
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if not self._showing:
            self._touched()

    def control(self) -> QWidget:
        """The text."""
        return self.editor

    def value(self) -> str:
        """The text as HTML."""
        text = self.formatting.text()
        if not text.strip():
            return ""
        return self.formatting.html() or html_of(plain_lines(text))

    def show_value(self, value: object) -> None:
        """Show a signature."""
        assert isinstance(value, str)
        if value == self.value():
            return
        self._showing = True
        self.formatting.put(text_of(lines_of(value)), value)
        self._showing = False


class _Frame(QWidget):
    """The text with its buttons below, framed as the composer is."""

    def __init__(self, theme: Theme, row: SignatureRow) -> None:
        super().__init__()
        self._theme, self._editor = theme, row.editor
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(row.bar)
        line.addStretch(1)
        for key, words in ((AGENT, tr("Agent")), (QUEUE, tr("Queue")), (TEAM, tr("Team"))):
            button = Button(theme, words, "ghost", size="sm")
            button.setAccessibleName(tr("Insert the name: {name}", name=words))
            button.clicked.connect(_Place(row, key))
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addWidget(row.editor)
        column.addWidget(LinkLine(theme, row.formatting, row.editor))
        column.addLayout(line)
        row.editor.focused.connect(lambda _: self.update())
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        paint_frame(self, self._theme, False, self._editor.hasFocus())


class _Place:
    def __init__(self, row: SignatureRow, key: str) -> None:
        self._row, self._key = row, key

    def __call__(self) -> None:
        self._row.place(self._key)
