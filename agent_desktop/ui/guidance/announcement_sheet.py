"""The sheet of announcements: each with its words, from whom, until when, and who has read it where that is told.

Promises that all of a text can be read, however long, that what is read stays here until it ends, and that leads find
what has ended below. Refuses to post: it emits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.supervising import Announcement
from agent_desktop.ui.guidance.listing_sheet import ListingSheet
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDTH: Final = 560


@dataclass(frozen=True)
class Shown:
    """An announcement as it is listed, for `team`. `readers` counts who has read it, None where nobody tells."""

    made: Announcement
    team: str = ""
    readers: int | None = None
    withdrawn: bool = False
    """It can be."""
    own: bool = False
    over: bool = False
    """It has ended, or was withdrawn."""


def about(one: Shown, now: Millis) -> str:
    """From whom, for whom, and when."""
    made, until = one.made, moment(one.made.until, now)
    parts = (
        single_line(made.by_name, 60),
        single_line(one.team, 40),
        moment(made.at, now),
        tr("ended {time}", time=until) if one.over else tr("until {time}", time=until),
    )
    read = "" if one.readers is None else tr("read by {n}", n=one.readers)
    return " · ".join(part for part in (*parts, read) if part)


class AnnouncementSheet(ListingSheet):
    """`show_list` fills it. `read` and `withdraw` carry an id."""

    read = Signal(str)
    withdraw = Signal(str)
    begin = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        new = Button(theme, tr("New announcement…"))
        super().__init__(theme, host, tr("Team announcements"), _WIDTH, new)
        self.new = new
        self.new.clicked.connect(self.begin)
        self.buttons: dict[str, list[Button]] = {}

    def show_list(
        self, listed: Sequence[Shown], now: Millis, *, leads: bool, problem: str = ""
    ) -> None:
        """These there are, the newest first."""
        self.new.setVisible(leads)
        nothing = all(one.over for one in listed)
        self.note.setText(problem or (tr("There is nothing announced now.") if nothing else ""))
        self.note.setVisible(bool(self.note.text()))
        self.buttons = {}
        holder = self.holder()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*sides(0, 4, 12, 4))
        column.setSpacing(14)
        past = False
        for one in listed:
            if one.over and not past:
                past = True
                head = Label(self.theme, tr("Ended"), "micro", "text.tertiary", weight=600)
                head.setContentsMargins(0, 6, 0, 0)
                column.addWidget(head)
            column.addLayout(self._row(one, now))
        column.addStretch(1)
        self.show_listed(holder, shown=bool(listed))

    def _row(self, one: Shown, now: Millis) -> QVBoxLayout:
        key = one.made.id
        rows = QVBoxLayout()
        rows.setSpacing(3)
        strong = "body" if one.made.seen or one.own or one.over else "bodyStrong"
        color = "text.secondary" if one.over else "text.primary"
        words = Label(self.theme, one.made.text, strong, color, wrap=True)
        rows.addWidget(words)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        line = Label(self.theme, about(one, now), "caption", "text.secondary", elide=True)
        foot.addWidget(line, 1)
        self.buttons[key] = []
        if not one.made.seen and not one.own and not one.over:
            got = Button(self.theme, tr("Got it"), size="sm")
            got.clicked.connect(lambda: self.read.emit(key))
            self.buttons[key].append(got)
        if one.withdrawn:
            gone = Button(self.theme, tr("Withdraw…"), "ghost", size="sm")
            gone.clicked.connect(lambda: self.withdraw.emit(key))
            self.buttons[key].append(gone)
        for button in self.buttons[key]:
            button.setAccessibleDescription(single_line(one.made.text, 120))
            foot.addWidget(button)
        rows.addLayout(foot)
        return rows

    def first(self) -> QWidget:
        """The first button of the newest, else what closes."""
        found = [one for several in self.buttons.values() for one in several]
        return found[0] if found else self.close_it

    def card_height(self) -> int:
        """As high as what is listed, where there is room."""
        inside = self.listing.widget()
        listed = inside.heightForWidth(_WIDTH - 60) if inside is not None and self.buttons else 0
        return 88 + max(listed, 0) + (self.note.sizeHint().height() if self.note.text() else 0)
