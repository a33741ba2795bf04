"""A sheet with a title, what closes it, a note and a list that scrolls: the ground of what guidance shows to be read.

Promises that the list goes where there is nothing in it, and that the card follows its height while it is open. Refuses
to know what is listed: subclasses fill it.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class ListingSheet(Sheet):
    """`beside` are buttons beside the title; `listed` is how screen readers call the list."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        title: str,
        width: int,
        *beside: QWidget,
        listed: str = "",
    ) -> None:
        super().__init__(theme, host, title, width)
        self.title = Label(theme, title, "title")
        self.note = Label(theme, "", "body", "text.secondary", wrap=True)
        self.close_it = IconButton(theme, "x", tr("Close"))
        self.close_it.clicked.connect(self.close_sheet)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        for one in (*beside, self.close_it):
            top.addWidget(one)
        self.listing = QScrollArea()
        self.listing.setFrameShape(QFrame.Shape.NoFrame)
        self.listing.setWidgetResizable(True)
        self.listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.listing.setAccessibleName(listed or title)
        body = QVBoxLayout()
        body.setContentsMargins(*sides(20, 12, 12, 16))
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(self.note)
        body.addWidget(self.listing, 1)
        self.card_layout.addLayout(body)

    @staticmethod
    def holder() -> QWidget:
        """The ground of a list, to be filled and shown."""
        made = QWidget()
        made.setProperty("raised", True)
        return made

    def show_listed(self, holder: QWidget, *, shown: bool) -> None:
        """Let this be the list; it is not seen unless `shown`."""
        self.listing.setWidget(holder)
        self.listing.setVisible(shown)
        if not self.isHidden():
            self.place_card()

    def first(self) -> QWidget:
        """What closes it."""
        return self.close_it
