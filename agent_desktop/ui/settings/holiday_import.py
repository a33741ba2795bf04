"""Holidays out of a file, at the special days of a calendar: choose it, look at its days, add those that are ticked.

Promises that the file is read and unfolded beside the window's thread; that nothing is added unseen; that what the
calendar has already is not added twice; and that each event which was left out is named with the reason and what to do.
Refuses to keep anything: the calendar's own form saves it.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import SpecialDay
from agent_desktop.ui.kit.chosen_text import ChosenText, FileFault
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.settings.holiday_file import MOST, Found, NoHolidays, read
from agent_desktop.ui.settings.holiday_words import (
    beside,
    day_line,
    left_out_words,
    nothing_words,
    unread_words,
)
from agent_desktop.ui.settings.holidays import fresh, special_days, today
from agent_desktop.ui.settings.line_rows import WIDE, LineRow
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

YEARS: Final = 10
"""So many years from this one on are unfolded."""
MOST_AT_ONCE: Final = 200
MOST_DAYS: Final = 1_000
"""A calendar has no more special days."""
SHOWN_FAULTS: Final = 8
_HIGH, _LINE = 223, 26
"""px of the list at most, and of a day with its gap: the half of one shows that there are more."""


class HolidayImport(QWidget):
    """See the module. `wanted` carries a tuple of `SpecialDay`; `button` opens the choice of a file."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, hours: Row, zone: Row, known: LineRow) -> None:
        super().__init__()
        self.theme = theme
        self._hours, self._zone, self._known = hours, zone, known
        self._found = Found(())
        self.button = Button(theme, tr("Import holidays…"), icon="download", size="sm")
        self.button.setToolTip(
            tr(
                "An iCalendar file (.ics), as public holidays are published and calendars save them."
            )
        )
        self.heading = Label(theme, "", "bodyStrong", elide=True)
        self.first, self.last = (
            DropDown(theme, name, width=90, compact=True)
            for name in (tr("From the year"), tr("To the year"))
        )
        self.boxes: list[tuple[CheckBox, SpecialDay]] = []
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._area = QScrollArea()
        self.said = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.faults = Label(theme, "", "caption", "status.warnText", wrap=True)
        self.add = Button(theme, "", "primary", size="sm")
        self.cancel = Button(theme, tr("Cancel"), size="sm")
        self.notice = FormNotice(theme)
        self.panel = QWidget()
        self._reader = ChosenText(MOST, self)
        self._lay_out()
        self._reader.made.connect(self._show)
        self._reader.failed.connect(self._refuse)
        self.button.clicked.connect(self.choose)
        self.first.chosen.connect(self._span)
        self.last.chosen.connect(self._span)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        self._column.setContentsMargins(4, 2, 4, 2)
        self._column.setSpacing(2)
        self._list.setProperty("scrolled", True)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._list)
        self._area.viewport().setAutoFillBackground(False)
        years, acts = QHBoxLayout(), QHBoxLayout()
        for one in (self.first, Label(self.theme, "–"), self.last):
            years.addWidget(one)
        years.addStretch(1)
        acts.addWidget(self.add)
        acts.addWidget(self.cancel)
        acts.addStretch(1)
        for row in (years, acts):
            row.setSpacing(8)
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(RING_ROOM, 6, RING_ROOM, 6)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addLayout(years)
        for part in (self._area, self.said, self.faults):
            inside.addWidget(part)
        inside.addLayout(acts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.panel)
        whole.addWidget(self.notice)
        self.setMaximumWidth(WIDE)
        self.panel.hide()

    # --- the file

    def choose(self) -> None:
        """Let the administrator choose the file, in a dialog over the window."""
        dialog = QFileDialog(self.window(), tr("Import holidays"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("iCalendar (*.ics)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Look at a file, or say why it cannot be used."""
        zone = self._zone.value()
        this = today().year
        self.close_panel()
        self.button.setEnabled(False)
        self.heading.setText(single_line(Path(path).name, 60))
        make = partial(read, first=this, last=this + YEARS - 1, zone=str(zone or "UTC"))
        self._reader.read(path, make)

    def _refuse(self, fault: FileFault) -> None:
        self.button.setEnabled(True)
        self.notice.show_problem(unread_words(fault))

    def _show(self, found: object) -> None:
        self.button.setEnabled(True)
        if isinstance(found, NoHolidays):
            self.notice.show_problem(nothing_words(found))
            return
        assert isinstance(found, Found)
        self._found = found
        this = today().year
        years = [(str(year), str(year)) for year in range(this, this + YEARS)]
        ahead = [one.day.year for one in found.closings if one.day >= today()]
        begins = min(ahead, default=this)
        self.first.show_options(years, str(begins))
        self.last.show_options(years, str(min(begins + 1, this + YEARS - 1)))
        self.panel.show()
        self._list_days()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- its days

    def _span(self) -> None:
        if int(self.first.current) > int(self.last.current):
            self.last.choose(self.first.current)
        self._list_days()

    def _list_days(self) -> None:
        """Show the days of the years that are chosen, all of them ticked."""
        self._clear()
        years = range(int(self.first.current), int(self.last.current) + 1)
        inside = [one for one in self._found.closings if one.day.year in years]
        try:
            hours, known = self._hours.value(), self._known.value()
        except NoValue as fault:
            self.close_panel()
            self.notice.show_problem(str(fault))
            return
        assert isinstance(hours, Sequence)
        assert isinstance(known, Sequence)
        ahead = [one for one in inside if one.day >= today()]
        days = special_days(ahead, [one for one in hours if isinstance(one, OpenHours)])
        missing = fresh(days, [one for one in known if isinstance(one, SpecialDay)])
        for one in missing[:MOST_AT_ONCE]:
            box = CheckBox(self.theme, day_line(one))
            box.setChecked(True)
            box.toggled.connect(self._count)
            self._column.addWidget(box)
            self.boxes.append((box, one))
        self._area.setFixedHeight(min(_HIGH, _LINE * len(self.boxes) + 4))
        self._area.setVisible(bool(missing))
        left = len({one.day for one in ahead})
        words = beside(
            over=len({one.day for one in inside}) - left,
            known=len(days) - len(missing),
            idle=left - len(days),
            too_many=len(missing) - len(self.boxes),
        )
        self._say(words)
        self._say_faults()
        self._count()
        announce(self, f"{self.heading.text()}. {self.add.text()}. {self.said.text()}")

    def _clear(self) -> None:
        for box, _ in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes.clear()

    def _say(self, words: str) -> None:
        if not self.boxes and not words:
            words = tr("The file has no day in these years. Choose other years.")
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _say_faults(self) -> None:
        left_out = self._found.left_out
        lines = [left_out_words(one) for one in left_out[:SHOWN_FAULTS]]
        if len(left_out) > SHOWN_FAULTS:
            more = len(left_out) - SHOWN_FAULTS
            lines.append(plural(more, "{n} more was left out.", "{n} more were left out."))
        self.faults.setText("\n".join(lines))
        self.faults.setVisible(bool(lines))

    def _count(self, *_: object) -> None:
        count = sum(box.isChecked() for box, _ in self.boxes)
        self.add.setText(plural(count, "Add {n} day", "Add {n} days"))
        self.add.setEnabled(bool(count))

    def _add(self) -> None:
        chosen = tuple(one for box, one in self.boxes if box.isChecked())
        if len(self._known.lines) + len(chosen) > MOST_DAYS:
            self.notice.show_problem(
                tr(
                    "A calendar has at most {n} special days. Take those that are over away.",
                    n=MOST_DAYS,
                )
            )
            return
        self.close_panel()
        self.wanted.emit(chosen)
        words = plural(len(chosen), "{n} day was added.", "{n} days were added.")
        announce(self, f"{words} {tr('Save the calendar to keep them.')}")
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.close_panel()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Forget the file."""
        self._clear()
        self.notice.clear()
        self.panel.hide()
