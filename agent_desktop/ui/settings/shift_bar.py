"""The line above a week of shifts: which week, whose; a week that is copied here, and a file that is imported.

Promises that what came of copying or importing is said where it was asked for, with the line of the file that is wrong.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Order
from agent_desktop.model.base import new_id
from agent_desktop.model.shifts import (
    WEEK,
    CopyShifts,
    ImportShifts,
    Planned,
    Shifts,
    monday,
)
from agent_desktop.ui.kit.chosen_text import ChosenText, FileFault
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.dates import DateField
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.settings.shift_words import week_words
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, problem_words, tr

_LAST: Final = date(2099, 12, 31)
MOST: Final = 500_000
"""A file has no more characters than these."""


class WeekBar(QWidget):
    """See the module. `wanted` tells that another week, or another team, shall be shown; `send` posts an order under
    an id."""

    wanted = Signal()

    def __init__(self, theme: Theme, today: date, send: Callable[[str, Order], None]) -> None:
        super().__init__()
        self._today, self._send = today, send
        self._asked = ""
        self.first = monday(today)
        self.before = IconButton(theme, "chevron-left", tr("The week before"), side=28)
        self.after = IconButton(theme, "chevron-right", tr("The week after"), side=28)
        self.now = Button(theme, tr("This week"), size="sm")
        self.week = Label(theme, "", "bodyStrong")
        self.day = DateField(theme, tr("Show the week of a day"))
        self.team = DropDown(theme, tr("Team"), width=150, compact=True)
        self.copy = Button(theme, tr("Copy the week before"), icon="copy", size="sm")
        self.load = Button(theme, tr("Import…"), icon="download", size="sm")
        self.load.setToolTip(
            tr(
                "A CSV file with the columns agent, day, start, end, breaks, zone; all of it is planned, or nothing."
            )
        )
        self.said = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.said.hide()
        self.notice = FormNotice(theme)
        self._reader = ChosenText(MOST, self)
        self._reader.read_text.connect(self._import)
        self._reader.failed.connect(self._refuse)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._which, self._acts = QHBoxLayout(), QHBoxLayout()
        week = QHBoxLayout()
        week.setSpacing(2)
        for one in (self.before, self.week, self.after):
            week.addWidget(one)
        self._which.addLayout(week)
        for shown in (self.day, self.now, self.team):
            self._which.addWidget(shown)
        self._which.addStretch(1)
        self._acts.addStretch(1)
        for act in (self.copy, self.load):
            self._acts.addWidget(act)
        for part in (self._which, self._acts):
            part.setSpacing(8)
            self._row.addLayout(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._row)
        whole.addWidget(self.said)
        whole.addWidget(self.notice)
        self.before.clicked.connect(lambda: self._go(self.first - timedelta(days=WEEK)))
        self.after.clicked.connect(lambda: self._go(self.first + timedelta(days=WEEK)))
        self.now.clicked.connect(lambda: self._go(monday(self._today)))
        self.day.chosen.connect(lambda: self._go(monday(self.day.day)))
        self.team.chosen.connect(lambda _: self._go(self.first))
        self.copy.clicked.connect(self._copy)
        self.load.clicked.connect(self.choose)
        self._say_week()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longer one of its two lines."""
        wide = max(one.minimumSize().width() for one in (self._which, self._acts))
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is done with a week stands below which it is, where both do not fit beside each other."""
        super().resizeEvent(event)
        wide = sum(one.sizeHint().width() for one in (self._which, self._acts)) + 8
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)

    def _go(self, first: date) -> None:
        self.first = first
        self._say_week()
        self._say("")
        self.wanted.emit()

    def _say_week(self) -> None:
        self.week.setText(week_words(self.first))
        if monday(self.day.day) != self.first:
            self.day.show_day(self.first, _LAST)
        self.now.setEnabled(self.first != monday(self._today))

    def follow(self, known: Administration, kept: Shifts | None) -> None:
        """The desk knows more: teams, and perhaps what came of an order."""
        if kept is not None:
            teams = [(one.id, single_line(one.name, 60)) for one in kept.teams]
            self.team.setVisible(len(teams) > 1)
            self.team.show_options([("", tr("All teams")), *teams], self.team.current)
        order = known.orders.get(self._asked)
        if order is None or not (order.done or order.problem):
            return
        self._asked = ""
        self._busy(busy=False)
        if order.problem is not None:
            value = order.problem.value
            words = problem_words(order.problem)
            self._say("", f"{words} ({value})" if value else words)
        elif isinstance(order.found, Planned):
            self._say(_planned(order.found))

    def _say(self, words: str, problem: str = "") -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self, words)
        if problem:
            self.notice.show_problem(problem)
        else:
            self.notice.clear()

    def _busy(self, *, busy: bool) -> None:
        for button in (self.copy, self.load):
            button.setEnabled(not busy)

    def _order(self, order: Order) -> None:
        self._asked = new_id()
        self._busy(busy=True)
        self._say("")
        self._send(self._asked, order)

    def _copy(self) -> None:
        before = self.first - timedelta(days=WEEK)
        team_id = self.team.current
        self._order(
            CopyShifts(first=before.isoformat(), to=self.first.isoformat(), team_id=team_id)
        )

    def choose(self) -> None:
        """Let the lead choose the file, in a dialog over the window."""
        dialog = QFileDialog(self.window(), tr("Import shifts"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Import a file, or say why it cannot be one."""
        self._reader.read(path)

    def _import(self, text: str) -> None:
        self._order(ImportShifts(text=text))

    def _refuse(self, fault: FileFault) -> None:
        match fault:
            case FileFault.UNREADABLE:
                self._say("", tr("The file cannot be read. Choose another one."))
            case FileFault.NO_TEXT:
                self._say(
                    "",
                    tr("The file is not in UTF-8. Save it as CSV in UTF-8, and import it again."),
                )
            case FileFault.TOO_LONG:
                self._say("", tr("The file is too large. Split it, and import the parts."))


def _planned(found: Planned) -> str:
    words = plural(found.planned, "{n} shift planned.", "{n} shifts planned.")
    if found.known:
        known = plural(found.known, "{n} was there already.", "{n} were there already.")
        words = f"{words} {known}"
    return words
