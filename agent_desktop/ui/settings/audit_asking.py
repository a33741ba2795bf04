"""What is looked for in the audit trail: words, who, which act, what it was about, and when.

Promises that typing pauses before the backend is asked, and that all of it is cleared at once. `asked` carries each new
question.
"""

from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.administration_audit import AuditQuestion
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import Named
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.dates import DateField
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.audit_acts import ACTS
from agent_desktop.ui.settings.audit_words import (
    ANY,
    OWN,
    act_words,
    days_offered,
    means_of,
    since_of,
    start_of,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

PAUSE_MS = 300
"""The backend is asked when typing pauses for so long."""
_DAY = timedelta(days=1)


class AuditAsking(QWidget):
    """Both bars. `left`: Escape or Down leads to the list."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.question = AuditQuestion()
        self._today = date.min
        self._names: tuple[tuple[Named, ...], tuple[Named, ...]] | None = None
        self.words = SearchField(theme, tr("Find by person, act or thing"), compact=True)
        self.words.setMaxLength(200)
        self.who = FindField(theme, tr("Who"), tr("By anybody"), compact=True)
        self.act = FindField(theme, tr("What was done"), tr("Any act"), compact=True)
        self.about = FindField(theme, tr("What it is about"), tr("About anything"), compact=True)
        self.when = DropDown(theme, tr("When"), width=140, compact=True)
        self.first, self.last = DateField(theme, tr("First day")), DateField(theme, tr("Last day"))
        self._dash = Label(theme, "–", "body", "text.secondary")
        self.clear_it = Button(theme, tr("Clear the search"), "link", size="sm")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._wire()
        self._lay_out()
        self.act.set_options(
            sorted(((key, act_words(key)) for key in ACTS), key=lambda one: one[1])
        )
        self.when.show_options(days_offered(), ANY)
        self._show_days()

    def _wire(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.words.left.connect(self.left)
        self.words.moved.connect(self.left)
        for field in (self.who, self.act, self.about):
            field.changed.connect(self._pause.start)
        self.when.chosen.connect(self._choose_time)
        self.first.chosen.connect(lambda: self._choose_days(first=True))
        self.last.chosen.connect(lambda: self._choose_days(first=False))
        self.clear_it.clicked.connect(self.clear)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.words, 1)
        for one in (self.when, self.first, self._dash, self.last):
            above.addWidget(one)
        below = QHBoxLayout()
        below.setSpacing(8)
        for field in (self.who, self.act, self.about):
            field.setMinimumWidth(110)
            below.addWidget(field, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(above)
        whole.addLayout(below)

    # -- what is shown

    def show_names(self, people: tuple[Named, ...], queues: tuple[Named, ...], now: Millis) -> None:
        """Whose acts, and acts about what, can be looked for. `now` is the backend's time."""
        self._today = local(now).date()
        if (people, queues) == self._names:  # a list that is open stays as it is
            return
        self._names = (people, queues)
        whose = [(one.id, one.name) for one in people]
        things = [(f"agent/{one.id}", one.name) for one in people]
        things += [(f"queue/{one.id}", tr("Queue {name}", name=one.name)) for one in queues]
        self.who.set_options(whose)
        self.about.set_options(things)

    def show_question(self, question: AuditQuestion, words: dict[str, str]) -> None:
        """Look for this instead, from an entry on; `words` are what its keys are called."""
        self._pause.stop()
        self._names = None
        with QSignalBlocker(self.words):
            self.words.setText(question.words)
        for field, key in (
            (self.who, question.who),
            (self.act, question.act),
            (self.about, question.about),
        ):
            if key in words:
                field.set_options(((key, words[key]),))
            field.show_key(key)
            field.set_invalid(False)
        self.when.choose(ANY)
        self._show_days()
        self._tell(question)

    def clear(self) -> None:
        """Look for nothing in particular."""
        self.show_question(AuditQuestion(), {})
        self.words.setFocus()

    @property
    def narrowed(self) -> bool:
        """Whether something is looked for."""
        return self.question != AuditQuestion()

    def _show_days(self) -> None:
        for one in (self.first, self._dash, self.last):
            one.setVisible(self.when.current == OWN)

    # -- what is asked

    def _choose_time(self, key: str) -> None:
        if key == OWN:
            self.first.show_day(self._today - 6 * _DAY, self._today)
            self.last.show_day(self._today, self._today)
        self._show_days()
        self._ask()

    def _choose_days(self, *, first: bool) -> None:
        """The other end follows where it would lie on the wrong side."""
        if self.first.day > self.last.day:
            moved, to = (self.last, self.first.day) if first else (self.first, self.last.day)
            moved.show_day(to, self._today)
        self._ask()

    def _ask(self) -> None:
        words = " ".join(self.words.text().split())
        own = self.when.current == OWN
        self._tell(
            AuditQuestion(
                words=words,
                means=means_of(words),
                who=self._key(self.who, self.question.who),
                act=self._key(self.act, self.question.act),
                about=self._key(self.about, self.question.about),
                since=start_of(self.first.day) if own else since_of(self.when.current, self._today),
                until=start_of(self.last.day + _DAY) if own else None,
            )
        )

    @staticmethod
    def _key(field: FindField, before: str) -> str:
        """What stands in a field; where that is no single thing, which is marked, what stood there."""
        key = field.key if field.text().strip() else ""
        field.set_invalid(key is None)
        return before if key is None else key

    def _tell(self, question: AuditQuestion) -> None:
        self._pause.stop()
        if question != self.question:
            self.question = question
            self.asked.emit(question)
