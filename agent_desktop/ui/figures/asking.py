"""What is asked: the bar with days, rows and intervals, and the one below with what they are narrowed to.

Promises that only questions which can be answered can be put together. `asked` carries each new question.
"""

from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.figure_questions import (
    MOST_DAYS,
    By,
    Every,
    FigureNames,
    FigureQuestion,
    Named,
    Period,
    fitting,
    intervals,
    longest_days,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.words import by_words, channel_title, every_words, period_words
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.dates import DateField
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

OWN = "own"
ALL = "*"
_EDGE = 20
_LEAST = 90


class Asking(QWidget):
    """Both bars. `beside` and `end` are places for others at their ends."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.question = FigureQuestion()
        self._today: date = date.min
        self.period = DropDown(theme, tr("Days"), width=136, compact=True)
        self.first, self.last = DateField(theme, tr("First day")), DateField(theme, tr("Last day"))
        self.until = Label(theme, "–", "body", "text.secondary")
        self.by = DropDown(theme, tr("Rows"), width=176, compact=True)
        self.every = DropDown(theme, tr("Intervals"), width=120, compact=True)
        self.queue = DropDown(theme, tr("Queue"), width=150, compact=True)
        self.channel = DropDown(theme, tr("Channel"), width=130, compact=True)
        self.team = DropDown(theme, tr("Team"), width=130, compact=True)
        self.agent = DropDown(theme, tr("Agent"), width=150, compact=True)
        self.entry_point = DropDown(theme, tr("Entry point"), width=150, compact=True)
        self.tag = DropDown(theme, tr("Tag"), width=130, compact=True)
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

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_EDGE, 12, _EDGE, 6)
        top.setSpacing(8)
        top.addWidget(Label(self.theme, tr("Figures"), "title"))
        top.addSpacing(6)
        for one in (self.period, self.first, self.until, self.last, self.by, self.every):
            top.addWidget(one)
        top.addStretch(1)
        self.beside = QHBoxLayout()
        top.addLayout(self.beside)
        below = QHBoxLayout()
        below.setContentsMargins(_EDGE, 0, _EDGE, 10)
        below.setSpacing(8)
        narrow = (self.queue, self.channel, self.team, self.agent, self.entry_point, self.tag)
        for one in narrow:
            one.setMinimumWidth(_LEAST)
            below.addWidget(one)
        below.addStretch(1)
        self.end = QHBoxLayout()
        self.end.setSpacing(6)
        below.addLayout(self.end)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addLayout(below)

    # -- what is shown

    def show_question(
        self, question: FigureQuestion, names: FigureNames, today: date, channels: list[Channel]
    ) -> None:
        """The question as it is, and what else could be asked. `today` is the house's day."""
        self.question, self._today = question, today
        own = question.period is None
        self.period.show_options(
            [*((one.value, period_words(one)) for one in Period), (OWN, period_words(None))],
            OWN if own else str(question.period),
        )
        for one in (self.first, self.until, self.last):
            one.setVisible(own)
        if own:
            self._show_days(question, today)
        ways = [one for one in By if one is not By.TEAM or names.teams]
        self.by.show_options(
            [*((one.value, by_words(one)) for one in ways), (ALL, by_words(None))],
            question.by.value if question.by is not None else ALL,
        )
        steps = intervals(question, longest_days(question))
        self.every.show_options([(one, every_words(one)) for one in steps], question.every)
        every = (ALL, tr("All channels"))
        found = [(one.value, channel_title(one)) for one in channels]
        self.channel.show_options([every, *found], question.channel or ALL)
        _offer(self.queue, names.queues, tr("All queues"), question.queue_id)
        _offer(self.team, names.teams, tr("All teams"), question.team_id)
        _offer(self.agent, names.agents, tr("All agents"), question.agent_id)
        _offer(
            self.entry_point, names.entry_points, tr("All entry points"), question.entry_point_id
        )
        tags = tuple(Named(id=one, name=one) for one in names.tags)
        _offer(self.tag, tags, tr("All tags"), question.tag)
        self.tag.setVisible(bool(tags or question.tag))
        self.team.setVisible(bool(names.teams))
        self.entry_point.setVisible(len(names.entry_points) > 1 or bool(question.entry_point_id))

    def _show_days(self, question: FigureQuestion, today: date) -> None:
        first = question.first or today
        self.first.show_day(first, today)
        self.last.show_day(first + timedelta(days=question.count - 1), today)

    # -- what is asked

    def _ask(self, **more: object) -> None:
        asked = replace(self.question, **more)
        self.asked.emit(fitting(asked, longest_days(asked)))

    def _choose_period(self, key: str) -> None:
        if key != OWN:
            self._ask(period=Period(key), first=None, count=1)
            return
        first = self._today - timedelta(days=6)
        self._ask(period=None, first=first, count=7, every=Every.DAY)

    def _choose_days(self, *, first: bool) -> None:
        """The other end follows where it would lie on the wrong side, or too far away."""
        begin, end, most = self.first.day, self.last.day, timedelta(days=MOST_DAYS - 1)
        if begin > end:
            begin, end = (begin, begin) if first else (end, end)
        elif end - begin > most:
            begin, end = (begin, begin + most) if first else (end - most, end)
        self._ask(period=None, first=begin, count=(end - begin).days + 1)


def _offer(field: DropDown, names: tuple[Named, ...], everything: str, current: str) -> None:
    options = [(ALL, everything), *((one.id, single_line(one.name, 60)) for one in names)]
    if current and current not in dict(options):
        options.append((current, tr("No longer there: {id}", id=single_line(current, 60))))
    field.show_options(options, current or ALL)


def _id(key: str) -> str:
    return "" if key == ALL else key
