"""The own shifts: a word in the status bar about the one of now or the next, and a sheet with those of the next weeks.

Promises times as the clock of this computer shows them, and the shift's own time zone beside them where that has
another hour. Refuses to change any: leads plan them.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.shifts import Shift
from agent_desktop.ui.guidance.listing_sheet import ListingSheet
from agent_desktop.ui.guidance.shift_lines import ShiftLine, lines, status
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDTH: Final = 460


class ShiftSheet(ListingSheet):
    """`show_lines` fills it."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("My shifts"), _WIDTH)
        self.lines: Sequence[ShiftLine] = ()

    def show_lines(self, shown: Sequence[ShiftLine]) -> None:
        """These there are, in their order."""
        self.lines = shown
        self.note.setText(
            tr("Your leads plan them; ask them for changes.")
            if shown
            else tr("No shift is planned for you in the next four weeks.")
        )
        holder = self.holder()
        grid = QGridLayout(holder)
        grid.setContentsMargins(*sides(0, 4, 12, 4))
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(shown):
            color = "accent.text" if one.now else "text.primary"
            day = Label(self.theme, one.day, "bodyStrong", color)
            times = Label(self.theme, one.times, "bodyStrong", color)
            paid = Label(self.theme, one.paid, "caption", "text.secondary")
            grid.addWidget(day, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(times, 2 * at, 1)
            grid.addWidget(paid, 2 * at, 2, Qt.AlignmentFlag.AlignTop)
            more = Label(self.theme, one.more, "caption", "text.secondary", wrap=True)
            more.setContentsMargins(0, 0, 0, 10)
            grid.addWidget(more, 2 * at + 1, 1, 1, 2)
        grid.setRowStretch(2 * len(shown), 1)
        self.show_listed(holder, shown=bool(shown))

    def card_height(self) -> int:
        """As high as what is listed, where there is room."""
        inside = self.listing.widget()
        listed = inside.sizeHint().height() if inside is not None and self.lines else 0
        return 96 + listed + self.note.sizeHint().height()


class OwnShifts:
    """Status word and sheet of one window."""

    def __init__(self, desk: DeskView, shell: ShellWindow) -> None:
        self._desk, self._shell = desk, shell
        self._item = shell.status.shift
        self._item.clicked.connect(self.open)
        self.sheet: ShiftSheet | None = None
        shell.ticked.connect(self._tick)

    def refresh(self) -> None:
        """Shifts changed."""
        self._tick(self._desk.now())
        if self.sheet is not None and not self.sheet.isHidden():
            self.sheet.show_lines(lines(self._current(), self._desk.now()))

    def _current(self) -> list[Shift]:
        now = self._desk.now()
        found = [one for one in self._desk.guidance.shifts if one.ends_at > now]
        return sorted(found, key=lambda one: one.starts_at)

    def _tick(self, now: Millis) -> None:
        found = self._current()
        self._item.show_words(status(found[0], now) if found else "", "calendar-clock")

    def open(self) -> None:
        """Show those of the next weeks."""
        if self.sheet is None:
            self.sheet = ShiftSheet(self._shell.theme, self._shell)
        self.sheet.show_lines(lines(self._current(), self._desk.now()))
        area = self._shell.sheets.area
        self.sheet.open_over(area, area)

    def commands(self) -> list[Command]:
        """For the palette."""
        title = tr("My shifts")
        return [Command("shifts.own", title, tr("Work"), "calendar-clock", self.open)]
