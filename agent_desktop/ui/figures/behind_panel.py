"""The panel of whom a figure counts: its name and value, the choice of who, and the list.

Promises to say how old the list is, that it is on its way, and why it does not come. It shows the desk's answer to its
own question alone, so that two pages may each have one. Refuses to ask and to open: both leave as signals.
"""

from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.figures_state import BehindState
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import BehindQuestion, Which
from agent_desktop.model.errors import Refused
from agent_desktop.ui.figures.behind_list import BehindList
from agent_desktop.ui.figures.behind_words import choices, head, row
from agent_desktop.ui.figures.words import meaning_words, parts, value_words
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr


class BehindPanel(QWidget):
    """The panel. `asked` carries a question, or None for no longer; `further` asks for more rows; `opened` carries a
    conversation. `explains`: it says what the figure means, where nothing else on the page does."""

    asked = Signal(object)
    further = Signal()
    opened = Signal(str)

    def __init__(self, theme: Theme, *, explains: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self._explains = explains
        self.question: BehindQuestion | None = None
        self._about = ""
        self._more = False
        self.head = Label(theme, "", "micro", "text.tertiary", tnum=True, weight=600, elide=True)
        self.close_it = IconButton(theme, "x", tr("Close"), side=28, icon_size=16)
        self.close_it.clicked.connect(self.close_list)
        self.value = Label(theme, "", "captionStrong", "text.primary", tnum=True, elide=True)
        self.state = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.meaning = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.which = DropDown(theme, tr("Which interactions"), width=168, compact=True)
        self.which.chosen.connect(self._choose)
        self.words = Label(theme, "", "body", "text.secondary", wrap=True)
        self.retry = Button(theme, tr("Try again"), "link", size="sm")
        self.retry.clicked.connect(self.further)
        self.list = BehindList(theme)
        self.list.opened.connect(self.opened)
        self.list.ended.connect(self._end)
        self._lay_out()
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 5, 8, 0)
        bar.addWidget(self.head, 1)
        bar.addWidget(self.close_it)
        facts = QHBoxLayout()
        facts.setContentsMargins(16, 0, 16, 6)
        facts.setSpacing(10)
        facts.addWidget(self.value, 1)
        facts.addWidget(self.state)
        meaning = QVBoxLayout()
        meaning.setContentsMargins(16, 0, 16, 6)
        meaning.addWidget(self.meaning)
        which = QHBoxLayout()
        which.setContentsMargins(14, 0, 14, 6)
        which.addWidget(self.which)
        which.addStretch(1)
        self.empty = QWidget()
        problem = QVBoxLayout(self.empty)
        problem.setContentsMargins(16, 8, 16, 8)
        problem.addWidget(self.words)
        problem.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(facts)
        column.addLayout(meaning)
        column.addLayout(which)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.window"))
        self.setPalette(palette)
        for one in (self.list, self.list.viewport()):
            one.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        """Looks that changed before the first time are only now taken for good."""
        super().showEvent(event)
        self._dress()

    # -- what is asked

    def ask(self, question: BehindQuestion, about: str) -> None:
        """Show whom a figure counts; `about` is what it is a figure of."""
        before = self.question
        if before is not None and before.measure == question.measure:
            question = replace(question, which=before.which)
        self.question, self._about = question, about
        self.asked.emit(question)

    def close_list(self) -> None:
        """Look no longer."""
        self.question = None
        self.hide()
        self.asked.emit(None)

    def _choose(self, key: str) -> None:
        if self.question is not None:
            self.ask_again(replace(self.question, which=Which(key)))

    def ask_again(self, question: BehindQuestion) -> None:
        """The same of others, or anew."""
        self.question = question
        self.asked.emit(question)

    def _end(self) -> None:
        if self._more:
            self.further.emit()

    # -- what is shown

    def refresh(self, state: BehindState, now: Millis, zone: str) -> None:
        """What the desk has of our question."""
        mine = self.question is not None and state.question == self.question
        self.setVisible(mine)
        if not mine:
            return
        first, place = state.first, ZoneInfo(zone) if zone else None
        self._more = bool(state.after) and not state.reading and state.problem is None
        self.meaning.setVisible(self._explains and first is not None)
        if first is None:
            self.head.setText(self._about)
            self.value.setText("")
            self.state.setText("")
            self.which.hide()
        else:
            definition = first.definition
            self.head.setText(head(definition, self._about))
            made = parts(definition, first.sums)
            whole = value_words(definition.unit, first.figure)
            self.value.setText(f"{whole} = {made[0]}" if made else whole)
            self.value.setToolTip("\n".join(made))
            self.meaning.setText(meaning_words(definition))
            self.state.setText(tr("As of {time}", time=time_of_day(first.made_at, zone=place)))
            options = choices(definition)
            self.which.setVisible(bool(options))
            if options and self.question is not None:
                self.which.show_options(options, self.question.which.value)
        self._say(state)
        rows = [row(one, first, now, place) for one in state.lines] if first is not None else []
        self.list.setAccessibleName(self.head.text())
        self.list.show_rows(rows)

    def _say(self, state: BehindState) -> None:
        words = ""
        if state.problem is not None:
            words = problem_words(state.problem)
        elif state.reading and not state.lines:
            words = tr("The interactions come in a moment.")
        elif not state.lines:
            words = tr("Nobody.")
        self.words.setText(words)
        self.empty.setVisible(bool(words))
        self.retry.setVisible(state.problem is not None and state.problem.code != Refused.code)
        self.list.setVisible(bool(state.lines))

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
