"""The form of one thing: cards of rows, what was refused, and the bar with Save and Cancel that is always in sight.

Promises that every refusal stands at its field or, where it belongs to none, above the buttons, and that the caret goes
to the first one; that leaving with changes asks once more, in place. Refuses to send anything: it tells its owner.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.form_bar import FormBar
from agent_desktop.ui.settings.ground import EDGE, WIDEST, head, pile, scrolled
from agent_desktop.ui.settings.rows import FactRow, NoValue, Row, SecretRow
from agent_desktop.ui.settings.steps import Steps
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Question:
    """What is asked before something is done: what it means, and the two answers."""

    words: str
    yes: str
    no: str


class Group(QWidget):
    """A titled card of rows."""

    def __init__(self, theme: Theme, title: str, rows: Iterable[QWidget], about: str = "") -> None:
        super().__init__()
        self.theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - RING_ROOM, 12, 16 - RING_ROOM, 12)
        column.setSpacing(4)
        self.title = Label(theme, title, "bodyStrong", "text.primary", wrap=True)
        self.about = Label(theme, about, "caption", "text.secondary", wrap=True)
        for label in (self.title, self.about):
            label.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
            column.addWidget(label)
            if not label.text():
                label.hide()
        for row in rows:
            column.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        paint.card(p, self.theme, QRectF(self.rect()))
        p.end()


class Form(QWidget, Generic[R]):
    """The form of records of one kind; `secrets` are rows beside them. `saved` wants the record kept, `left` the form
    closed, `removed` the thing taken away."""

    saved = Signal()
    left = Signal()
    removed = Signal()
    tested = Signal()
    paused = Signal()
    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        groups: Sequence[QWidget],
        rows: Sequence[Row],
        *,
        removes: bool = False,
        tests: bool = False,
        pauses: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.rows: dict[str, Row] = {row.name: row for row in rows}
        self._new = True
        self._changed = False
        self._asking = ""
        self._questions: Mapping[str, Question] = {}
        self._record: R | None = None
        self.back = IconButton(theme, "chevron-left", tr("Back to the list"), side=28)
        self.title = Label(theme, "", "title", elide=True)
        self.notice = FormNotice(theme)
        self.notice.setMaximumWidth(WIDEST)
        self.steps = Steps(theme)
        self.steps.setMaximumWidth(WIDEST)
        self.bar = FormBar(theme, removes=removes, tests=tests, pauses=pauses)
        self._lay_out(groups)
        self._wire()

    def _lay_out(self, groups: Sequence[QWidget]) -> None:
        inner, cards = QWidget(), QWidget()
        # A column asks how high its widgets are in its own width, whatever they may be at most; a row does not.
        cards.setMaximumWidth(WIDEST)
        row = QHBoxLayout(inner)
        row.setContentsMargins(EDGE, 4, EDGE, EDGE)
        row.setSpacing(0)
        row.addWidget(cards, 1000)
        row.addStretch(1)
        below = QVBoxLayout(cards)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        for group in groups:
            below.addWidget(group)
        below.addStretch(1)
        self._scroll = scrolled(inner)
        noticed = QVBoxLayout()
        noticed.setContentsMargins(EDGE, 0, EDGE, 8)
        noticed.setSpacing(8)
        noticed.addWidget(self.steps)
        noticed.addWidget(self.notice)
        top = head(self.theme, self.title, back=self.back)
        pile(top, self._scroll, noticed, self.bar, into=self)

    def _wire(self) -> None:
        for row in self.rows.values():
            row.edited.connect(self._edited)
        self.back.clicked.connect(self.leave)
        self.bar.cancel.clicked.connect(self.leave)
        self.bar.discard.clicked.connect(self.left)
        self.bar.keep.clicked.connect(lambda: self._ask(""))
        self.bar.remove.clicked.connect(lambda: self._ask("remove"))
        self.bar.sure.clicked.connect(self._sure)
        self.bar.save.clicked.connect(self.submit)
        self.bar.test.clicked.connect(self.try_out)
        self.bar.pause.clicked.connect(self.paused)

    def begin(self, title: str, record: R, *, new: bool, changed: bool = False) -> None:
        """Show a record. `changed` says that it is not what is kept."""
        self._new, self._changed, self._record = new, changed, record
        self.title.setText(title)
        self.notice.clear()
        self.steps.show_steps(())
        self._asking = ""
        self.bar.ask("", new=new)
        self.set_busy("")
        self.show_record(record)
        for row in self.rows.values():
            row.set_problem("")
            row.setEnabled(new or not row.fixed)
            if isinstance(row, SecretRow):
                row.show_value(not new and getattr(record, f"has_{row.name}", False))
        self._scroll.verticalScrollBar().setValue(0)

    def show_record(self, record: R) -> None:
        """Show a record's values in place of those that stand here."""
        self._record = record
        for name, row in self.rows.items():
            if not isinstance(row, SecretRow):
                row.show_value(self.kept(record, name))

    def kept(self, record: R, name: str) -> object:
        """What the row with this name shows of a record."""
        return getattr(record, name)

    def hold(self, record: R) -> None:
        """What no row shows comes from this record."""
        self._record = record

    @property
    def changed(self) -> bool:
        """True when something was typed that is not kept."""
        return self._changed

    def record(self) -> tuple[R, Mapping[str, str]]:
        """The record as the rows say, and why single rows say nothing; those keep what they had."""
        assert self._record is not None
        values, wrong = self.values(self._record)
        return replace(self._record, **values), wrong

    def values(self, record: R) -> tuple[dict[str, object], dict[str, str]]:
        """The fields of `record` that rows say otherwise or as they are, and what is wrong in single rows."""
        values: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for name, row in self.rows.items():
            if isinstance(row, SecretRow):
                continue
            try:
                values[name] = row.value()
            except NoValue as error:
                wrong[name] = str(error)
        return values, wrong

    def secret(self, name: str) -> str | None:
        """What was typed into a row for a secret."""
        value = self.rows[name].value()
        return None if value is None else str(value)

    # -- what the administrator does

    def submit(self) -> None:
        """Save, unless something is no value at all."""
        if not self._sound():
            return
        if "save" in self._questions:
            self._ask("save")
        else:
            self.saved.emit()

    def try_out(self) -> None:
        """Test what stands here, without keeping it."""
        self.steps.show_steps(())
        if self._sound():
            self.tested.emit()

    def _sound(self) -> bool:
        _, wrong = self.record()
        for name, row in self.rows.items():
            row.set_problem(wrong.get(name, ""))
        if wrong:
            self._show_row(next(iter(wrong)))
            return False
        self.notice.clear()
        return True

    def leave(self) -> None:
        """Leave, or ask first."""
        if self._changed:
            self._ask("discard")
        else:
            self.left.emit()

    def set_questions(self, questions: Mapping[str, Question]) -> None:
        """What is asked before the thing is kept ("save") or taken away ("remove"). One that is asked just now and
        would be asked otherwise is taken back."""
        asked, self._questions = self._questions.get(self._asking), questions
        if asked is not None and questions.get(self._asking) != asked:
            self._ask("")

    def _sure(self) -> None:
        wanted = self.saved if self._asking == "save" else self.removed
        wanted.emit()

    def _ask(self, question: str) -> None:
        asked = self._questions.get(question)
        if asked is not None:
            self.notice.show_problem(asked.words)
        elif self._asking in self._questions:
            self.notice.clear()
        self._asking = question
        self.bar.sure.setText(asked.yes if asked else tr("Really remove"))
        self.bar.keep.setText(asked.no if asked else tr("Keep editing"))
        self.bar.ask(question, new=self._new)
        button = self.bar.keep if question else self.bar.save
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._changed = True
        self.edited.emit()

    # -- what comes of it

    def set_busy(self, words: str) -> None:
        """Something is on its way, in `words`: it cannot be sent twice. Nothing is with empty ones."""
        bar = self.bar
        for button in (bar.save, bar.remove, bar.sure, bar.test, bar.pause):
            button.setEnabled(not words)
        bar.saying.setText(words)

    def show_removal(self, words: str) -> None:
        """How the button is called that takes the thing away; without words there is none."""
        self.bar.removes = bool(words)
        self.bar.remove.setText(words)
        self.bar.ask("", new=self._new)

    def show_paused(self, paused: bool) -> None:
        """Whether the thing is paused: then it can be used again."""
        self.bar.pause.setText(tr("Resume") if paused else tr("Pause"))
        self.bar.pause.set_icon_name("play" if paused else "pause")

    def show_problem(self, problem: Problem) -> None:
        """It was refused."""
        self._asking = ""
        self.bar.ask("", new=self._new)
        self.set_busy("")
        words = problem_words(problem)
        if problem.field in self.rows:
            self.rows[problem.field].set_problem(words)
            self._show_row(problem.field)
        else:
            self.notice.show_problem(words)
            self.bar.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self, name: str) -> None:
        row = self.rows[name]
        row.control().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))

    def focus_first(self) -> None:
        """The caret goes to the first row in which something is wrong, else to the first that is there, or where one
        leaves when nothing can be changed."""
        wrong = (name for name, row in self.rows.items() if row.notice.words)
        if (name := next(wrong, None)) is not None:
            self._show_row(name)
            return
        rows = (row for row in self.rows.values() if row.isEnabled() and not row.isHidden())
        first = next((row.control() for row in rows if not isinstance(row, FactRow)), None)
        (first or self.bar.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Ctrl+Enter and Enter in a line save."""
        if event.key() == Qt.Key.Key_Escape:
            if self.bar.keep.isVisible():
                self._ask("")
            else:
                self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.bar.save.isEnabled():
            self.submit()
        else:
            super().keyPressEvent(event)
