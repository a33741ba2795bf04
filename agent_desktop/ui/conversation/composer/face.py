"""The composer's parts and where they stand: upper line, an e-mail's lines, text, files, lower line, and the frame.

Promises one place for each part: `notices` takes what is said of the way above the text (a reply deadline), `below`
what belongs to the text. Refuses to decide anything: what is shown is told by the composer.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.ui.conversation.composer.attaching import Attaching
from agent_desktop.ui.conversation.composer.bar import ComposerBar
from agent_desktop.ui.conversation.composer.editor import Editor
from agent_desktop.ui.conversation.composer.format_bar import LinkLine
from agent_desktop.ui.conversation.composer.formatting import Formatting
from agent_desktop.ui.conversation.composer.frame import paint_frame
from agent_desktop.ui.conversation.composer.mail_fields import MailFields
from agent_desktop.ui.conversation.composer.menus import send_menu
from agent_desktop.ui.conversation.composer.top import ComposerTop
from agent_desktop.ui.kit.direction import popup_over_end
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class ComposerFace(QWidget):
    """See the module. `note` is whether a note is written."""

    def __init__(
        self, desk: DeskView, theme: Theme, pasted: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.note = False
        self.top = ComposerTop(theme)
        self.mail = MailFields(theme, desk.find_mail_people)
        self.mail.hide()
        self.editor = Editor(theme)
        self.words = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.attaching = Attaching(desk, theme, pasted, self)
        self.formatting = Formatting(self.editor)
        self.bar = ComposerBar(theme, self.formatting)
        self.notices = QVBoxLayout()
        self.below = QVBoxLayout()
        self.link_line = LinkLine(theme, self.formatting, self.editor)
        self.below.addWidget(self.link_line)
        self._lay_out()
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 9)
        column.setSpacing(4)
        column.addWidget(self.top)
        column.addLayout(self.notices)
        column.addWidget(self.mail)
        text = QVBoxLayout()
        text.setContentsMargins(3, 2, 3, 0)
        text.setSpacing(4)
        text.addWidget(self.editor)
        text.addLayout(self.below)
        text.addWidget(self.words)
        text.addWidget(self.attaching.chips)
        column.addLayout(text)
        column.addWidget(self.bar)
        self.words.hide()
        # Lines that wrap make it higher than it would like to be where the pane is narrow.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("Composer"))
        self.setFocusProxy(self.editor)

    def say(self, words: str) -> None:
        """Words below the text: why something was refused; none hides them."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def show_send_menu(self, enter_sends: bool, change: Callable[[bool], None]) -> None:
        """Let the agent choose which key sends."""
        popup_over_end(send_menu(self.theme, self, enter_sends, change), self.bar.send, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame: amber for notes, a ring while typing."""
        paint_frame(self, self.theme, self.note, self.editor.hasFocus())
