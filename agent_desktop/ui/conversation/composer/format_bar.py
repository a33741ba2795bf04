"""The looks of a mail's text as buttons, and the line in which the address of a link is written.

Promises that the buttons show the looks at the caret and leave the caret where it is; that a link which cannot be one
is refused in words. Shown only where formatted text can be sent.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.rich_lines import Row
from agent_desktop.ui.conversation.composer.formatting import Formatting
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class FormatBar(QWidget):
    """Bold, italic, both lists, link."""

    def __init__(self, theme: Theme, formatting: Formatting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatting = formatting
        self.bold = self._button(theme, "bold", tr("Bold"), "Ctrl+B")
        self.italic = self._button(theme, "italic", tr("Italic"), "Ctrl+I")
        self.bullets = self._button(theme, "list", tr("Bullets"))
        self.numbers = self._button(theme, "list-ordered", tr("Numbers"))
        self.link = self._button(theme, "link", tr("Link"), "Ctrl+K")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.bold, self.italic, self.bullets, self.numbers, self.link):
            row.addWidget(button)
        self.bold.clicked.connect(formatting.make_bold)
        self.italic.clicked.connect(formatting.make_italic)
        self.bullets.clicked.connect(lambda: formatting.make_row(Row.BULLET))
        self.numbers.clicked.connect(lambda: formatting.make_row(Row.NUMBER))
        self.link.clicked.connect(formatting.link_asked)
        formatting.moved.connect(self._follow)
        self._follow()

    def _button(self, theme: Theme, icon: str, name: str, keys: str = "") -> IconButton:
        made = IconButton(theme, icon, name, keys=keys, side=28, parent=self)
        made.setCheckable(True)
        return made

    def _follow(self) -> None:
        looks = self._formatting
        self.setVisible(looks.on)
        self.bold.setChecked(looks.bold)
        self.italic.setChecked(looks.italic)
        self.bullets.setChecked(looks.row is Row.BULLET)
        self.numbers.setChecked(looks.row is Row.NUMBER)
        self.link.setChecked(bool(looks.link))


class LinkLine(QWidget):
    """Where a link leads: asked below the text, closed by Enter and Escape."""

    def __init__(self, theme: Theme, formatting: Formatting, text: QWidget) -> None:
        super().__init__()
        self._formatting = formatting
        self._text = text
        self.field = TextField(theme, tr("Address of the link"), hint="https://")
        self.add = Button(theme, tr("Add link"))
        self.remove = Button(theme, tr("Remove link"), "ghost")
        self.words = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.addLayout(row)
        column.addWidget(self.words)
        self.field.returnPressed.connect(self._done)
        self.add.clicked.connect(self._done)
        self.remove.clicked.connect(self._take)
        self.field.textChanged.connect(lambda: self._say(""))
        formatting.link_asked.connect(self.ask)
        formatting.moved.connect(self._follow)
        self.hide()

    def ask(self) -> None:
        """Ask for the address of the link at the caret, or of a new one."""
        self.field.setText(self._formatting.link)
        self.remove.setVisible(bool(self._formatting.link))
        self._say("")
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        if self._formatting.make_link(self.field.text()):
            self._leave()
        else:
            self._say(tr("A link leads to a site, a mail address or a telephone number."))

    def _take(self) -> None:
        self._formatting.take_link()
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        if not self._formatting.on:
            self.hide()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.field.set_invalid(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
