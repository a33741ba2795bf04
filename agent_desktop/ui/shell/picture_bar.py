"""What a formatted mail's sheet says of pictures from elsewhere, and the buttons with which they are asked for.

Promises that nothing is asked for without a click, and that what is always shown can be ended where it is seen.
Refuses to fetch: its signals say what was asked.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class PictureBar(QWidget):
    """See the module; hidden while there is nothing to say."""

    asked = Signal(bool)
    """True: from now on for all mails of this sender."""
    forgotten = Signal()
    """This sender's pictures are no longer wanted by themselves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.once = Button(theme, tr("Show pictures"))
        self.always = Button(theme, tr("Always from this sender"))
        self.never = Button(theme, tr("No longer from this sender"))
        self.once.clicked.connect(lambda: self.asked.emit(False))
        self.always.clicked.connect(lambda: self.asked.emit(True))
        self.never.clicked.connect(self.forgotten)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(20, 0, 16, 8))
        row.setSpacing(8)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.once, self.always, self.never):
            row.addWidget(button)
        self.hide()

    def show_mail(self, mail: FormattedMail) -> None:
        """Say how it stands with this mail's pictures."""
        sender = single_line(mail.sender, 80)
        if mail.trusted:
            said = tr("Pictures from {sender} are always shown.", sender=sender)
        elif not mail.asked:
            said = tr(
                "Pictures from elsewhere are not shown: the writer would see that you read it."
            )
        else:
            said = tr("Pictures from elsewhere are shown.")
        if mail.asked and mail.coming:
            said = tr("Pictures are being fetched…")
        self.words.setText(said)
        self.once.setVisible(not mail.asked)
        self.always.setVisible(bool(sender) and not mail.trusted)
        self.always.setToolTip(sender.replace("&", "&amp;").replace("<", "&lt;"))
        self.never.setVisible(mail.trusted)
        self.setVisible(mail.remote > 0 and mail.html is not None)
