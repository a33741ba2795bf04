"""The page of figures: what is asked, the curve of one measure with its meaning, and the table.

Promises to say how old figures are, that others are on their way, and why none came; what was there before stays.
Refuses to ask by itself: what is asked leaves as signals.
"""

import json
from datetime import timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.figure_questions import By, FigureNames, FigureQuestion, days_of
from agent_desktop.model.figures import FigureRow
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import MEASURES
from agent_desktop.ui.figures.answered import AnsweredPage
from agent_desktop.ui.figures.asking import Asking
from agent_desktop.ui.figures.chart import Chart
from agent_desktop.ui.figures.reading import Reading
from agent_desktop.ui.figures.rows import Line, Sheet, has_list, of_interval, question_behind, shown
from agent_desktop.ui.figures.table import WAITING, FigureTable
from agent_desktop.ui.figures.words import (
    interval_words,
    part_words,
    period_words,
    title,
)
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

FIRST = ("service_level", "offered")
"""The measures of the curve before a lead chose one."""
_PART = 0.42
_LOW, _HIGH = 190, 300


class FiguresPage(AnsweredPage):
    """The page. `kept` carries a choice of measures to be kept, `copied` and `saved` the table."""

    kept = Signal(str)
    queue_opened = Signal(str)

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.measure = ""
        self.order: tuple[str, bool] = ("", True)
        self.sheet: Sheet | None = None
        self.asking = Asking(theme)
        self.asking.asked.connect(self.asked)
        self.columns = Button(theme, tr("Measures"), icon="list-filter")
        self.columns.clicked.connect(self.open_measures)
        self.copy.clicked.connect(lambda: self._give(self.copied))
        self.save = Button(theme, "CSV", icon="download")
        self.save.setAccessibleName(tr("Save as CSV"))
        self.save.setToolTip(tr("Save as CSV"))
        self.save.clicked.connect(lambda: self._give(self.saved))
        self.reading = Reading(theme)
        self.reading.interactions.clicked.connect(self.toggle_behind)
        self.chart = Chart(theme)
        self.table = FigureTable(theme)
        self.table.chosen.connect(self.choose)
        self.table.sorted_by.connect(self._sort)
        self.table.plain.connect(lambda: self._order(("", True)))
        self.table.opened.connect(self.queue_opened)
        self.table.behind.connect(self.look_behind)
        self.table.pressed_on.connect(self._press)
        self.chart.behind.connect(self._look_behind_interval)
        self._marked: Line | None = None
        self._copy_keys(self.table)
        self._lay_out()
        self._dress()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        self.asking.beside.addWidget(self.state)
        self.asking.beside.addWidget(self.retry)
        for one in (self.columns, self.copy, self.save):
            self.asking.end.addWidget(one)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.reading)
        above.addWidget(self.chart, 1)
        self.upper.setLayout(above)
        self.setLayout(self._laid_out(self.asking, [self.upper, self.table]))

    # -- what is shown

    def refresh(self) -> None:
        """The figures as the desk has them."""
        figures, answer = self._desk.figures, self._desk.figures.answer
        names = figures.names or FigureNames(zone="UTC")
        question = figures.question or FigureQuestion()
        self.asking.show_question(question, names, self._today(names), self._channels())
        self._say_state()
        empty = answer is None or not (answer.table.total.sums or answer.before.total.sums)
        self._stack.setCurrentIndex(1 if empty else 0)
        for one in (self.columns, self.copy, self.save):
            one.setEnabled(not empty)
        self.behind.refresh(figures.behind, self._desk.now(), names.zone)
        if answer is None:
            self._say_nothing()
        elif empty:
            self.empty.set_words(tr("Nothing happened in these days."))
        else:
            self._show(answer, names)

    def _show(self, answer: Answer, names: FigureNames) -> None:
        definitions = {one.name: one for one in answer.table.definitions}
        if not definitions:
            return
        usual = next((one for one in FIRST if one in definitions), next(iter(definitions)))
        measure = definitions.get(self.measure, definitions[usual])
        self.sheet = shown(answer, names, self.chosen, self.order)
        board = self._desk.manifest.can(Capability.SUPERVISOR)
        self.table.queues = board and answer.question.by is By.QUEUE
        self.table.show_sheet(self.sheet, measure.name, self.order)
        self.reading.show_measure(answer, measure, self._desk.now())
        self.chart.show_measure(answer, measure)

    def _say_state(self) -> None:
        figures = self._desk.figures
        made = figures.answer.table if figures.answer is not None else None
        self.counted.show_percent(made.counted_again if made is not None else None)
        self._say_age(made, figures.problem, reading=figures.reading)

    def _say_nothing(self) -> None:
        problem = self._desk.figures.problem
        if problem is None or self._desk.figures.reading:
            self.empty.set_words(tr("The figures come in a moment."))
        else:
            self.empty.set_words(problem_words(problem), tr("Try again"))

    # -- what is chosen

    @cached_property
    def chosen(self) -> dict[str, bool]:
        """The measures that the lead wants otherwise than usual."""
        try:
            kept = json.loads(self._desk.setting(MEASURES, "{}"))
        except ValueError:
            return {}
        return {str(key): bool(one) for key, one in kept.items()} if isinstance(kept, dict) else {}

    @property
    def days(self) -> str:
        """The days of the table, for the name of a file."""
        answer = self._desk.figures.answer
        if answer is None:
            return ""
        first, count = days_of(answer.table.from_at, answer.table.until_at, answer.table.zone)
        last = first + timedelta(days=count - 1)
        return first.isoformat() if count == 1 else f"{first.isoformat()} {last.isoformat()}"

    def choose(self, measure: str) -> None:
        """Show the curve of a measure."""
        self.measure = measure
        self.refresh()

    # -- whom a figure counts

    def toggle_behind(self) -> None:
        """Look whom the marked figure counts, else the one of all; or no longer."""
        if self.behind.question is not None:
            self.behind.close_list()
        elif self.sheet is not None:
            known = {one.key: one for one in self.sheet.all_lines}
            marked = self._marked.key if self._marked is not None else ""
            self.look_behind(known.get(marked, self.sheet.total), self.table.column)

    def look_behind(self, line: Line, measure: str) -> None:
        """Look whom a figure of the table counts."""
        answer = self._desk.figures.answer
        if answer is not None and has_list(answer, line, measure):
            about = line.name if line.key else period_words(answer.question.period)
            self.behind.ask(question_behind(answer, line, measure), about)

    def _look_behind_interval(self, row: FigureRow, measure: str) -> None:
        answer = self._desk.figures.answer
        if answer is not None:
            zone = ZoneInfo(answer.curve.zone)
            about = interval_words(row.from_at, row.until_at, answer.question.every, zone)
            self.behind.ask(of_interval(answer, row, measure), about)

    def _press(self, line: Line, measure: str) -> None:
        self._marked, answer, open_now = line, self._desk.figures.answer, self.behind.question
        if open_now is None or answer is None or (self.table.queues and measure in WAITING):
            return
        if not has_list(answer, line, measure):
            return
        asked = question_behind(answer, line, measure)
        if replace(open_now, which=asked.which) != asked:
            self.look_behind(line, measure)

    def _sort(self, measure: str) -> None:
        greatest = not self.order[1] if self.order[0] == measure else True
        self.measure = measure
        self._order((measure, greatest))

    def _order(self, order: tuple[str, bool]) -> None:
        self.order = order
        self.refresh()

    def open_measures(self) -> None:
        """The list of all measures, with those that stand in the table."""
        answer = self._desk.figures.answer
        if answer is None or self.sheet is None:
            return
        made = self.menu = menu(self._theme, tr("Measures"), self)
        made.aboutToHide.connect(made.deleteLater)
        there = {one.name for one in self.sheet.measures}
        parts: dict[str, QMenu] = {}
        for one in answer.table.definitions:
            group = part_words(one)
            if group and group not in parts:
                parts[group] = menu(self._theme, group, made)
                parts[group].setTitle(group)
            action = (parts[group] if group else made).addAction(title(one).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.name in there)
            action.setToolTip(tr(one.words))
            action.setData(one.name)
        made.addSeparator()
        for part in parts.values():
            made.addMenu(part)
        made.addSeparator()
        usual = made.addAction(tr("The usual ones"))
        usual.setData("")
        made.triggered.connect(self._choose_measure)
        made.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def _choose_measure(self, action: QAction) -> None:
        name = str(action.data())
        self.chosen = {**self.chosen, name: action.isChecked()} if name else {}
        self.kept.emit(json.dumps(self.chosen, sort_keys=True))
        self.refresh()

    def _give(self, signal: SignalInstance) -> None:
        if self.sheet is not None and self._stack.currentIndex() == 0:
            signal.emit(self.sheet)

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The caret is in the table."""
        super().showEvent(event)
        self._dress()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curve takes its part."""
        super().resizeEvent(event)
        self.upper.setFixedHeight(min(_HIGH, max(_LOW, round(self.height() * _PART))))
