"""The page of reports: the list of them, what is asked, a chart of one column with its meaning, and the table.

Promises to say how old a report is, that another is on its way, and why none came; what was there before stays. Refuses
to ask by itself: what is asked leaves as signals.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.charts import charted
from agent_desktop.model.figure_questions import FigureNames
from agent_desktop.model.figures import FigureRow
from agent_desktop.model.report_questions import JOURNEY, Format, ReportQuestion, chosen
from agent_desktop.ui.figures.answered import AnsweredPage
from agent_desktop.ui.figures.chart import Chart
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.reports.asking import Asking
from agent_desktop.ui.reports.bars import Bars
from agent_desktop.ui.reports.behind import behind
from agent_desktop.ui.reports.charted import compared
from agent_desktop.ui.reports.listing import ReportList
from agent_desktop.ui.reports.meaning import Meaning
from agent_desktop.ui.reports.sheet import Order, Sheet, shown
from agent_desktop.ui.reports.table import ReportTable
from agent_desktop.ui.reports.timed import curve_of, is_timed
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

_LIST, _LIST_NARROW = 248, 204
_NARROW = 1_100
_PART = 0.36
_LOW, _HIGH = 170, 280


class ReportsPage(AnsweredPage):
    """The page. `saved` carries the format of a file, `mailed` wants the report sent by e-mail, `sought` carries words
    of a customer's record."""

    sought = Signal(str)
    mailed = Signal()

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.column = ""
        self.order = Order()
        self.sheet: Sheet | None = None
        self._standing: tuple[ReportAnswer | None, Order, str] = (None, Order(), "")
        self.list = ReportList(theme)
        self.list.chosen.connect(self._choose_report)
        self.side = QWidget()
        self.side.setAutoFillBackground(True)
        self.asking = Asking(theme, desk.find_customers)
        self.asking.asked.connect(self.asked)
        self.asking.sought.connect(self.sought)
        self.fresh = IconButton(theme, "refresh-cw", tr("Bring it anew"), side=28, icon_size=16)
        self.fresh.setShortcut(QKeySequence(QKeySequence.StandardKey.Refresh))
        self.fresh.clicked.connect(self.again)
        self.copy.clicked.connect(lambda: self.copied.emit(self.sheet))
        self.save = Button(theme, tr("Save as"), icon="download")
        self.save.clicked.connect(self.open_formats)
        self.mail = Button(theme, tr("By e-mail"), icon="mail")
        self.mail.setToolTip(tr("Have this report sent by e-mail again and again"))
        self.mail.clicked.connect(self.mailed)
        self.about = Label(theme, "", "caption", "text.secondary", elide=True)
        self.meaning = Meaning(theme)
        self.chart, self.bars = Chart(theme), Bars(theme)
        self.table = ReportTable(theme)
        self.table.chosen.connect(self.choose)
        self.table.sorted_by.connect(self._sort)
        self.table.plain.connect(lambda: self._order(Order()))
        self.table.behind.connect(self._look_behind)
        self.behind.asked.connect(self._make_room)
        self.meaning.interactions.clicked.connect(self.toggle_behind)
        self.chart.behind.connect(self._look_behind_interval)
        self._copy_keys(self.table)
        self._lay_out()
        self._dress()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        self.asking.beside.addWidget(self.state)
        self.asking.beside.addWidget(self.retry)
        self.asking.beside.addWidget(self.fresh)
        for one in (self.copy, self.save, self.mail):
            self.asking.end.addWidget(one)
        self._charts = QStackedLayout()
        for drawing in (self.chart, self.bars):
            drawing.setParent(self)  # a stack shows its first at once, without a parent as a window
            self._charts.addWidget(drawing)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.meaning)
        above.addLayout(self._charts, 1)
        self.upper.setLayout(above)
        self.about.setContentsMargins(20, 0, 20, 0)
        right = self._laid_out(self.asking, [self.about, self.upper, self.table])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 8, 0, 0)
        side.addWidget(self.list)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)

    def _dress(self) -> None:
        super()._dress()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.sunken"))
        self.side.setPalette(palette)

    # -- what is shown

    def refresh(self) -> None:
        """The report as the desk has it."""
        reports = self._desk.reports
        names = reports.names or FigureNames(zone="UTC")
        question = reports.question or ReportQuestion()
        info = reports.info(question.name)
        self.list.show_reports(reports.known, question.name)
        self.asking.show_question(question, info, names, self._today(names), self._channels())
        self.asking.show_found(reports.found)
        self._say_state(question)
        self.behind.refresh(self._desk.figures.behind, self._desk.now(), names.zone)
        answer = reports.answer
        if answer is not None and not _same(answer.question, question):
            answer = None  # another report, or somebody else's journey, under this one's name would be a lie
        there = answer is not None and bool(answer.report.rows)
        again = answer.report.counted_again if answer is not None else None
        self.counted.show_percent(again)
        self.about.setContentsMargins(20, 0 if again is None else 8, 20, 0)
        self._stack.setCurrentIndex(0 if there else 1)
        self.copy.setEnabled(there)
        self.save.setEnabled(there and not reports.saving)
        self.save.setText(tr("Being saved…") if reports.saving else tr("Save as"))
        self.mail.setEnabled(info is not None and question.whole)
        if answer is None:
            self._say_nothing(question)
        elif not there:
            now_only = question.name == "ageing"
            self.empty.set_words(
                tr("Nothing is open.") if now_only else tr("Nothing happened in these days.")
            )
        else:
            self._show(answer)

    def _show(self, answer: ReportAnswer) -> None:
        """Show an answer; one that stands there already is not made anew with every change of the board."""
        names = self._desk.reports.names
        aims = names.aims if names is not None else None
        before, *how = self._standing
        if answer is before and how == [self.order, self.column]:
            return
        if self.sheet is None or answer is not before or how[0] != self.order:
            self.sheet = shown(answer, self.order, aims)
        self._standing = (answer, self.order, self.column)
        report = answer.report
        notes = [report.words, *report.notes]
        if report.cut:
            notes.append(tr("There is more than is shown here: choose a shorter time."))
        self.about.setText(" ".join(notes))
        self.about.setToolTip("\n".join(notes))
        column = (
            ""
            if report.name == JOURNEY
            else charted([one for _, one in self.sheet.columns], self.column)
        )
        self.table.show_sheet(self.sheet, column, self.order)
        self.upper.setVisible(bool(column))
        if column:
            self._draw(answer, self.sheet, column)

    def _draw(self, answer: ReportAnswer, sheet: Sheet, column: str) -> None:
        days = compared(answer, self._desk.now())
        place = next(at for at, (_, one) in enumerate(sheet.columns) if one.name == column)
        leads = bool(sheet.columns[place][1].behind)
        self.meaning.show_column(sheet, column, days, leads_on=leads)
        timed = is_timed(answer.report)
        self._charts.setCurrentIndex(0 if timed else 1)
        if timed:
            self.chart.show_measure(*curve_of(answer, sheet.columns[place][0]))
        else:
            self.bars.show_column(sheet, place, days)

    def _say_state(self, question: ReportQuestion) -> None:
        reports = self._desk.reports
        there = reports.answer is not None and _same(reports.answer.question, question)
        made = reports.answer.report if reports.answer is not None and there else None
        failed = self._say_age(made, reports.problem, reading=reports.reading, zone=True)
        self.fresh.setVisible(made is not None and not failed)
        self.fresh.setEnabled(not reports.reading)

    def _say_nothing(self, question: ReportQuestion) -> None:
        reports = self._desk.reports
        if reports.problem is not None and not reports.reading:
            self.empty.set_words(problem_words(reports.problem), tr("Try again"))
        elif not question.whole:
            self.empty.set_words(tr("Choose the customer whose journey you want to see."))
        else:
            self.empty.set_words(tr("The report comes in a moment."))

    # -- what is chosen

    def _choose_report(self, name: str) -> None:
        info = self._desk.reports.info(name)
        question = self._desk.reports.question or ReportQuestion()
        if info is not None and name != question.name:
            self.order = Order()
            if self.behind.question is not None:
                self.behind.close_list()
            self.asked.emit(chosen(question, info))

    # -- whom a cell counts

    def _look_behind(self, row: int, column: int) -> None:
        answer, sheet = self._desk.reports.answer, self.sheet
        if answer is None or sheet is None:
            return
        line = sheet.lines[row]
        if line.key is not None and line.key.conversation:
            self.behind.opened.emit(line.key.conversation)
            return
        if line.key is None and not line.whole:
            return
        asked = behind(answer, sheet.columns[column][1], line.key)
        if asked is not None:
            self.behind.ask(asked, answer.report.title if line.whole else line.name)

    def _look_behind_interval(self, row: FigureRow, _: str) -> None:
        """An interval of the curve is the row that begins with it."""
        at = self.sheet.lines.of_interval(row.from_at) if self.sheet is not None else None
        if at is not None:
            self._look_behind(at, self._place)

    def toggle_behind(self) -> None:
        """Look whom the marked row counts, else the whole; or no longer."""
        if self.behind.question is not None:
            self.behind.close_list()
            return
        index = self.table.currentIndex()
        self._look_behind(index.row() if index.isValid() else 0, self._place)

    @property
    def _place(self) -> int:
        """Where the column of the chart stands."""
        names = [one.name for _, one in self.sheet.columns] if self.sheet is not None else []
        return names.index(self.table.column) if self.table.column in names else 0

    def _make_room(self, question: object) -> None:
        """Narrow windows have no room for the list beside whom a cell counts."""
        self.side.setVisible(question is None or self.width() >= _NARROW)

    # -- columns and files

    def choose(self, column: str) -> None:
        """Show the chart and the meaning of a column."""
        self.column = column
        self.refresh()

    def _sort(self, column: str) -> None:
        greatest = not self.order.greatest if self.order.column == column else True
        self.column = column
        self._order(Order(column, greatest))

    def _order(self, order: Order) -> None:
        self.order = order
        self.refresh()

    def open_formats(self) -> None:
        """The formats of files."""
        made = self.menu = menu(self._theme, tr("Save as"), self)
        made.aboutToHide.connect(made.deleteLater)
        words = {
            Format.XLSX: tr("Excel (XLSX)"),
            Format.CSV: tr("Table (CSV)"),
            Format.PDF: tr("Document (PDF)"),
        }
        for one, title in words.items():
            made.addAction(title).setData(one.value)
        made.triggered.connect(self._choose_format)
        made.popup(self.save.mapToGlobal(QPoint(0, self.save.height() + 2)))

    def _choose_format(self, action: QAction) -> None:
        self.saved.emit(Format(str(action.data())))

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The caret is in the list."""
        super().showEvent(event)
        self._dress()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart takes its part, the list less where there is little room."""
        super().resizeEvent(event)
        self._make_room(self.behind.question)
        self.side.setFixedWidth(_LIST if self.width() >= _NARROW else _LIST_NARROW)
        self.upper.setFixedHeight(min(_HIGH, max(_LOW, round(self.height() * _PART))))


def _same(one: ReportQuestion, other: ReportQuestion) -> bool:
    """Whether two questions are of the same report, of the same customer."""
    return (one.name, one.customer_id) == (other.name, other.customer_id)
