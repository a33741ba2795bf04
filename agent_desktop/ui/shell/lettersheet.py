"""The sheet of a formatted mail.

Promises words while the mail is on its way and where it cannot be had, and the address of a link before it is
clicked. Refuses to fetch, and to follow links: `link_clicked` says which one the agent clicked.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.flattened import flattened
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.letterview import LetterView
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.shell.picture_bar import PictureBar
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDTH: Final = 820
_HEIGHT: Final = 4_000
"""px; as high as there is room."""


class LetterSheet(Sheet):
    """Filled by `begin`, then by `show_html` or `refuse`."""

    link_clicked = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Formatted mail"), _WIDTH)
        self.title = Label(theme, "", "title")
        self.state = Label(theme, "", "body", "text.secondary", wrap=True)
        self.foot = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.view = LetterView(theme)
        self.view.setAccessibleName(tr("Formatted mail"))
        self.view.link_clicked.connect(self.link_clicked)
        self.view.link_shown.connect(self._show_foot)
        self._close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28)
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.setContentsMargins(*sides(20, 14, 12, 10))
        head.addWidget(self.title, 1)
        head.addWidget(self._close)
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setContentsMargins(20, 8, 20, 8)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        self.pictures = PictureBar(theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(waiting)
        self.pages.addWidget(self.view)
        below = QHBoxLayout()
        below.setContentsMargins(20, 8, 20, 12)
        below.addWidget(self.foot)
        self.card_layout.addLayout(head)
        self.card_layout.addWidget(self.pictures)
        self.card_layout.addWidget(self.pages, 1)
        self.card_layout.addLayout(below)
        self._about = ""

    def begin(self, title: str) -> None:
        """A mail with this subject is on its way."""
        self.title.setText(title or tr("Formatted mail"))
        self._say(tr("The mail is being fetched…"))

    def show_html(self, html: str) -> None:
        """It came."""
        shown = flattened(html)
        if not shown.strip():
            self.refuse(tr("This mail cannot be shown with its format. Save the original mail."))
            return
        self._show_foot("")
        self.view.show_page(shown)
        self.pages.setCurrentWidget(self.view)
        if not self.isHidden():
            self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_pictures(self, mail: FormattedMail) -> None:
        """What there is of pictures, and what can be asked for."""
        self.pictures.show_mail(mail)
        self._about = tr("Pictures of this mail were loaded from elsewhere.") if mail.asked else ""
        self._show_foot("")

    def refuse(self, words: str) -> None:
        """It cannot be had: why, and what helps."""
        self._say(words)

    def _say(self, words: str) -> None:
        self.view.clear()
        self.pictures.hide()
        self._about = ""
        self._show_foot("")
        self.state.setText(words)
        self.pages.setCurrentIndex(0)
        announce(self.card, words)

    def _show_foot(self, address: str) -> None:
        self.foot.setText(
            address or self._about or tr("Nothing of this mail is loaded from elsewhere.")
        )

    def first(self) -> QWidget:
        """The mail gets the caret: its arrows scroll."""
        return self.view if self.pages.currentWidget() is self.view else self._close

    def card_height(self) -> int:
        """As high as there is room."""
        return _HEIGHT
