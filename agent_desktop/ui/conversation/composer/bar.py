"""The lower line of the composer: looks of the text, attach, saved replies, the key that sends, and the button.

Promises one filled button. Refuses to know the desk.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.conversation.composer.format_bar import FormatBar
from agent_desktop.ui.conversation.composer.formatting import Formatting
from agent_desktop.ui.conversation.composer.rules import ComposerLook
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton, SplitButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ROOM = 500


class ComposerBar(QWidget):
    """See the module."""

    def __init__(self, theme: Theme, formatting: Formatting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looks = FormatBar(theme, formatting, self)
        self.attach = IconButton(theme, "paperclip", tr("Attach files"), side=28)
        self.replies = Button(theme, tr("Saved replies"), "ghost", icon="zap", hint="::")
        self.keys = Label(theme, "", "micro", "text.secondary")
        self.send = SplitButton(theme, tr("Send"), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.looks)
        row.addWidget(self.attach)
        row.addWidget(self.replies)
        row.addStretch(1)
        row.addWidget(self.keys)
        row.addSpacing(6)
        row.addWidget(self.send)
        self.setFixedHeight(28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room the key that sends is not said: the menu beside the button does."""
        super().resizeEvent(event)
        self.keys.setVisible(self.width() >= _ROOM)

    def show_look(self, look: ComposerLook, note: bool) -> None:
        """Follow what the composer may do."""
        self.attach.setVisible(look.files)
        self.attach.setEnabled(not look.reason)
        self.replies.setVisible(look.replies)
        self.replies.setEnabled(not look.reason)
        self.keys.setText("" if look.reason else look.keys)
        self.send.setText(look.send)
        self.send.set_icon_name("lock" if note else "")
        self.send.setEnabled(look.ready)
        self.send.setToolTip(look.reason or look.complaint)
