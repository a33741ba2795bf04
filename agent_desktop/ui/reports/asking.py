"""What is asked of a report: its days and intervals, and what it is narrowed to.

Promises that only questions which the report heeds can be put together: everything else is hidden. `asked` carries each
new question.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.figure_questions import (
    MOST_DAYS,
    By,
    Every,
    FigureNames,
    FigureQuestion,
    Named,
    Period,
    intervals,
    longest_days,
)
from agent_desktop.model.people import Customer
from agent_desktop.model.report_questions import JOURNEY, WAYS, ReportQuestion, fitted
from agent_desktop.model.reports import FoundCustomer, ReportInfo
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.words import by_words, channel_title, every_words, period_words
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.dates import DateField
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.flowing import Flowing
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

OWN = "own"
ALL = "*"
EDGE = 20
_LEAST = 90
_NARROW = 860
_FOUND = 12
Find = Callable[[str, int], Sequence[Customer]]


class Asking(QWidget):
    """Both bars. `beside` and `end` are places for others at their ends; `sought` carries words of a customer."""

    asked = Signal(object)
    sought = Signal(str)

    def __init__(self, theme: Theme, find: Find) -> None:
        super().__init__()
        self.theme = theme
        self.question = ReportQuestion()
        self._info: ReportInfo | None = None
        self._find = find
        self._known: dict[str, str] = {}
        self._found: dict[str, str] = {}
        self._shown_found: tuple[FoundCustomer, ...] = ()
        self._today: date = date.min
        self.title = Label(theme, tr("Reports"), "title", elide=True)
        self.period = DropDown(theme, tr("Days"), width=136, compact=True)
        self.first, self.last = DateField(theme, tr("First day")), DateField(theme, tr("Last day"))
        self.until = Label(theme, "–", "body", "text.secondary")
        self.by = DropDown(theme, tr("Rows"), width=150, compact=True)
        self.every = DropDown(theme, tr("Intervals"), width=120, compact=True)
        self.customer = FindField(theme, tr("Customer"), tr("Name or number"), compact=True)
        self.customer.setFixedWidth(230)
        self.queue = DropDown(theme, tr("Queue"), width=150, compact=True)
        self.channel = DropDown(theme, tr("Channel"), width=130, compact=True)
        self.team = DropDown(theme, tr("Team"), width=130, compact=True)
        self.agent = DropDown(theme, tr("Agent"), width=150, compact=True)
        self.entry_point = DropDown(theme, tr("Entry point"), width=150, compact=True)
        self.tag = DropDown(theme, tr("Tag"), width=130, compact=True)
        self._narrow = (self.queue, self.channel, self.team, self.agent, self.entry_point, self.tag)
        self.compared = CheckBox(theme, tr("Compare with the week before"))
        self.compared.setAccessibleName(self.compared.text())
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        self.period.chosen.connect(self._choose_period)
        self.by.chosen.connect(lambda key: self._ask(by=By(key) if key != ALL else None))
        self.every.chosen.connect(lambda key: self._ask(every=Every(key)))
        self.first.chosen.connect(lambda: self._choose_days(first=True))
        self.last.chosen.connect(lambda: self._choose_days(first=False))
        self.queue.chosen.connect(lambda key: self._ask(queue_id=_id(key)))
        self.team.chosen.connect(lambda key: self._ask(team_id=_id(key)))
        self.agent.chosen.connect(lambda key: self._ask(agent_id=_id(key)))
        self.entry_point.chosen.connect(lambda key: self._ask(entry_point_id=_id(key)))
        self.tag.chosen.connect(lambda key: self._ask(tag=_id(key)))
        self.channel.chosen.connect(
            lambda key: self._ask(channel=Channel(key) if key != ALL else None)
        )
        self.customer.changed.connect(self._typed)
        self.compared.clicked.connect(
            lambda: self.asked.emit(replace(self.question, compared=self.compared.isChecked()))
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(EDGE, 12, EDGE, 6)
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        self.beside = QHBoxLayout()
        top.addLayout(self.beside)
        middle = QHBoxLayout()
        middle.setContentsMargins(EDGE, 0, EDGE, 6)
        middle.setSpacing(8)
        for one in (self.period, self.first, self.until, self.last, self.by, self.every):
            middle.addWidget(one)
        middle.addWidget(self.customer)
        middle.addStretch(1)
        self.end = QHBoxLayout()
        self.end.setSpacing(6)
        middle.addLayout(self.end)
        below = Flowing(between=8, below=6)
        below.setContentsMargins(EDGE, 0, EDGE, 10)
        for one in self._narrow:
            below.addWidget(one)
        below.addWidget(self.compared)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (top, middle, below):
            whole.addLayout(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In narrow windows the box is as short as the chart's legend, so that the fields beside it are read whole."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        whole = self.compared.accessibleName()
        self.compared.setText(tr("Week before") if narrow else whole)
        self.compared.setToolTip(whole if narrow else "")
        self.compared.updateGeometry()

    # -- what is shown

    def show_question(
        self,
        question: ReportQuestion,
        info: ReportInfo | None,
        names: FigureNames,
        today: date,
        channels: list[Channel],
    ) -> None:
        """The question as it is, and what else could be asked. `today` is the house's day."""
        self.question, self._info, self._today = question, info, today
        days, asks = question.days, frozenset(info.asks) if info is not None else frozenset()
        self.title.setText(info.title if info is not None else tr("Reports"))
        self._show_days(days, today)
        self.by.setVisible("by" in asks)
        ways = [*((one.value, by_words(one)) for one in WAYS), (ALL, tr("As usual"))]
        self.by.show_options(ways, days.by.value if days.by is not None else ALL)
        self.every.setVisible("every" in asks)
        steps = intervals(days, longest_days(days))
        self.every.show_options([(one, every_words(one)) for one in steps], days.every)
        self._show_customer(question)
        every = (ALL, tr("All channels"))
        found = [(one.value, channel_title(one)) for one in channels]
        self.channel.show_options([every, *found], days.channel or ALL)
        _offer(self.queue, names.queues, tr("All queues"), days.queue_id)
        _offer(self.team, names.teams, tr("All teams"), days.team_id)
        _offer(self.agent, names.agents, tr("All agents"), days.agent_id)
        _offer(self.entry_point, names.entry_points, tr("All entry points"), days.entry_point_id)
        tags = tuple(Named(id=one, name=one) for one in names.tags)
        _offer(self.tag, tags, tr("All tags"), days.tag)
        self.queue.setVisible("queue" in asks)
        self.channel.setVisible("channel" in asks)
        self.agent.setVisible("agent" in asks)
        self.team.setVisible(bool(names.teams) and question.name != JOURNEY)
        many = len(names.entry_points) > 1 or bool(days.entry_point_id)
        self.entry_point.setVisible("entry_point" in asks and many)
        self.tag.setVisible("tag" in asks and bool(tags or days.tag))
        for field in self._narrow:
            field.setMinimumWidth(max(_LEAST, field.readable))
        self.compared.setVisible(question.comparable)
        self.compared.setChecked(question.compared)

    def _show_days(self, days: FigureQuestion, today: date) -> None:
        own = days.period is None
        now_only = self.question.name == "ageing"
        self.period.setVisible(not now_only)
        self.period.show_options(
            [*((one.value, period_words(one)) for one in Period), (OWN, period_words(None))],
            OWN if own else str(days.period),
        )
        for one in (self.first, self.until, self.last):
            one.setVisible(own and not now_only)
        if own:
            first = days.first or today
            self.first.show_day(first, today)
            self.last.show_day(first + timedelta(days=days.count - 1), today)

    def _show_customer(self, question: ReportQuestion) -> None:
        self.customer.setVisible(question.name == JOURNEY)
        if not self.customer.hasFocus():
            key = question.customer_id
            self.customer.set_options([(key, question.customer or key)] if key else [])
            self.customer.show_key(key)

    # -- what is asked

    def _ask(self, **more: object) -> None:
        asked = replace(self.question, days=replace(self.question.days, **more))
        self.asked.emit(fitted(asked, self._info) if self._info is not None else asked)

    def _choose_period(self, key: str) -> None:
        if key != OWN:
            self._ask(period=Period(key), first=None, count=1)
            return
        self._ask(period=None, first=self._today - timedelta(days=6), count=7)

    def _choose_days(self, *, first: bool) -> None:
        """The other end follows where it would lie on the wrong side, or too far away."""
        begin, end, most = self.first.day, self.last.day, timedelta(days=MOST_DAYS - 1)
        if begin > end:
            begin, end = (begin, begin) if first else (end, end)
        elif end - begin > most:
            begin, end = (begin, begin + most) if first else (end - most, end)
        self._ask(period=None, first=begin, count=(end - begin).days + 1)

    def _typed(self) -> None:
        """Letters find customers; only one that stands there in full is asked for."""
        words = self.customer.text().strip()
        key = self._found.get(words)
        if key is not None and key != self.question.customer_id:
            self.asked.emit(replace(self.question, customer_id=key, customer=words))
        if key is None:
            self._known = {customer_words(one): one.id for one in self._find(words, _FOUND)}
            self._offer_found(())
            self.sought.emit(words)

    def show_found(self, found: Sequence[FoundCustomer]) -> None:
        """These were found at the backend, beside those whom the desk knows."""
        if self.customer.hasFocus() and tuple(found) != self._shown_found:
            self._offer_found(found)
            if self._found and self.customer.text():
                self.customer.list.complete()

    def _offer_found(self, found: Sequence[FoundCustomer]) -> None:
        self._shown_found = tuple(found)
        theirs = {_words(one.name, one.detail, one.id): one.id for one in found}
        known = {words: key for words, key in self._known.items() if key not in theirs.values()}
        self._found = theirs | known
        self.customer.set_options([(key, words) for words, key in self._found.items()])


def customer_words(one: Customer) -> str:
    """A customer among others."""
    where = one.organisation or (one.addresses[0].value if one.addresses else "")
    return _words(one.name, where, one.id)


def _words(name: str, detail: str, key: str) -> str:
    return single_line(" · ".join(part for part in (name, detail) if part) or key, 80)


def _offer(field: DropDown, names: tuple[Named, ...], everything: str, current: str) -> None:
    options = [(ALL, everything), *((one.id, single_line(one.name, 60)) for one in names)]
    if current and current not in dict(options):
        options.append((current, tr("No longer there: {id}", id=single_line(current, 60))))
    field.show_options(options, current or ALL)


def _id(key: str) -> str:
    return "" if key == ALL else key
