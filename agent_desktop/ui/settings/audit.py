"""The page of the audit trail: who did what, when, and concerning whom, out of the whole trail at the backend.

Promises pages as one scrolls, and to say what is not seen: that entries are on their way, that none was found, that the
backend cannot be reached or refuses. Administrators have the trail judged there; whoever reads it may take what was
found along as a file. Refuses to change any of it.
"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDir, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration_audit import AuditFormat, AuditLine, AuditQuestion
from agent_desktop.model.base import Millis
from agent_desktop.model.events import LinkState
from agent_desktop.model.files import clean_name
from agent_desktop.model.looking import (
    JudgeTrail,
    LookAtTrail,
    LookFurtherInTrail,
    SaveTrail,
    StopSavingTrail,
)
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.settings.audit_asking import AuditAsking
from agent_desktop.ui.settings.audit_entry import AuditEntryView
from agent_desktop.ui.settings.audit_list import AuditList
from agent_desktop.ui.settings.audit_words import count_words, judged_words, row
from agent_desktop.ui.settings.book import Words
from agent_desktop.ui.settings.ground import EDGE, Ground, head, pile
from agent_desktop.ui.settings.rows import Fact
from agent_desktop.ui.settings.settings_page import SettingsPage
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr


@dataclass(frozen=True)
class AuditBook:
    """What the page says at the side and of itself. `whole`: all of the trail is seen, and can be judged."""

    whole: bool = True

    def words(self) -> Words:
        """The sentences."""
        return Words(
            title=tr("Audit trail"),
            icon="notebook-pen",
            about=(
                tr("What leads and administrators did, sign-ins, and what was refused.")
                if self.whole
                else tr("What you and your teams did, and what was done concerning them.")
            ),
            add="",
            new="",
            empty=tr("Nothing was written down yet."),
            search=tr("Find by person, act or thing"),
        )


class AuditPage(SettingsPage):
    """See the module. `opened` carries a conversation that an act was about."""

    opened = Signal(str)

    def __init__(self, desk: DeskView, theme: Theme, book: AuditBook) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._words = book.words()
        self._judged = ""
        self._told: tuple[tuple[AuditLine, ...], date] | None = None
        self.dialog: QFileDialog | None = None
        self.check = Button(theme, tr("Check the whole trail"), icon="shield-check")
        self.check.setVisible(book.whole)
        self.save = Button(theme, tr("Save…"), icon="download")
        self.stop = Button(theme, tr("Stop"), icon="x")
        self.stop.setAccessibleName(tr("Stop saving"))
        self.asking = AuditAsking(theme)
        self.notice = FormNotice(theme)
        self.judgement = Fact(theme)
        self.judgement.hide()
        self.count = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.list = AuditList(theme)
        self.empty = EmptyState(theme, "")
        self.entry = AuditEntryView(theme)
        self._lay_out()
        self._wire()

    def _wire(self) -> None:
        self.check.clicked.connect(lambda: self._desk.post(JudgeTrail()))
        self.save.clicked.connect(self._save)
        self.stop.clicked.connect(lambda: self._desk.post(StopSavingTrail()))
        self.asking.asked.connect(self._ask)
        self.asking.left.connect(self.focus_list)
        self.empty.acted.connect(self.asking.clear)
        self.list.chosen.connect(self._open)
        self.list.ended.connect(self._end)
        self.entry.left.connect(self._leave)
        self.entry.opened.connect(self.opened)
        self.entry.sought.connect(self._seek)

    def _lay_out(self) -> None:
        theme = self._theme
        title = Label(theme, self._words.title, "title")
        top = head(theme, title, self.check, self.save, self.stop)
        above = QVBoxLayout()
        above.setContentsMargins(EDGE, 0, EDGE, 6)
        above.setSpacing(8)
        above.addWidget(Label(theme, self._words.about, "caption", "text.secondary", wrap=True))
        above.addWidget(self.asking)
        above.addWidget(self.notice)
        above.addWidget(self.judgement)
        state = QHBoxLayout()
        state.setContentsMargins(0, 0, 0, 0)
        state.addWidget(self.count)
        state.addStretch(1)
        state.addWidget(self.asking.clear_it)
        above.addLayout(state)
        self._below = QStackedWidget()
        self._below.addWidget(self.list)
        self._below.addWidget(self.empty)
        self._below.setContentsMargins(EDGE - 10, 0, EDGE - 10, 8)
        self.stack = Ground(top, above, self._below, self.entry)
        pile(self.stack, into=self)

    # -- following the desk

    def look(self) -> None:
        """See `SettingsPage`: the newest acts that are looked for are brought."""
        self._desk.post(LookAtTrail(question=self.asking.question))
        self.refresh()

    def refresh(self) -> None:
        """See `SettingsPage`."""
        trail, now = self._desk.administration.trail, self._desk.now()
        self.asking.show_names(trail.people, trail.queues, now)
        self.asking.clear_it.setVisible(self.asking.narrowed)
        mine = trail.came and trail.question == self.asking.question
        self._show_rows(trail.lines if mine else (), now)
        self.count.setText(count_words(trail, now) if mine else "")
        self._show_state(mine=mine)
        self._show_judgement()
        saving = bool(trail.saving)
        self.save.setEnabled(not saving)
        self.save.setText(tr("Saving…") if saving else tr("Save…"))
        self.stop.setVisible(saving)
        self.list.look()

    def _show_rows(self, lines: tuple[AuditLine, ...], now: Millis) -> None:
        """Made anew only where there are others, or another day: there may be thousands."""
        today = local(now).date()
        if self._told is None or self._told[0] is not lines or self._told[1] != today:
            self._told = (lines, today)
            self.list.show_rows([row(one, now) for one in lines])

    def _show_state(self, *, mine: bool) -> None:
        trail = self._desk.administration.trail
        on_its_way = trail.reading or (mine and bool(trail.before))
        problem = "" if trail.problem is None else problem_words(trail.problem)
        if not problem and self._desk.link.state is not LinkState.LIVE:
            problem = tr("The link is down. What stands here may be old.")
        if problem and problem != self.notice.words:
            self.notice.show_problem(problem)
        elif not problem:
            self.notice.clear()
        if mine and trail.lines:
            self._below.setCurrentWidget(self.list)
            return
        if trail.problem is not None:
            words, action = "", ""
        elif not mine or on_its_way:
            words, action = tr("Looking through the trail…"), ""
        elif self.asking.narrowed:
            words, action = tr("No act is like that."), tr("Clear the search")
        else:
            words, action = self._words.empty, ""
        self.empty.set_words(words, action)
        self._below.setCurrentWidget(self.empty)

    def _show_judgement(self) -> None:
        judging = self._desk.administration.trail.judging
        words, level = judged_words(judging)
        self.check.setEnabled(not judging.on)
        self.judgement.say(words, level)
        self.judgement.setVisible(bool(words))
        if words and words != self._judged:
            announce(self, words)
        self._judged = words

    def _end(self) -> None:
        """The last rows are near: more are asked for, unless they are on their way or could not be had."""
        trail = self._desk.administration.trail
        if trail.came and trail.before and not trail.reading and trail.problem is None:
            self._desk.post(LookFurtherInTrail())

    # -- what one does

    def _ask(self, question: AuditQuestion) -> None:
        self._desk.post(LookAtTrail(question=question))
        self.refresh()

    def _open(self, key: str) -> None:
        line = next((one for one in self._desk.administration.trail.lines if one.id == key), None)
        if line is not None:
            self.stack.show_opened()
            self.entry.show_line(line)

    def _leave(self) -> None:
        self.stack.show_list()
        self.focus_list()

    def _seek(self, question: AuditQuestion, words: dict[str, str]) -> None:
        self.stack.show_list()
        self.asking.show_question(question, words)
        self.focus_list()

    def focus_list(self) -> None:
        """See `SettingsPage`."""
        if self.stack.is_open:
            target: QWidget = self.entry.back
        else:
            there = self._below.currentWidget() is self.list
            target = self.list if there else self.asking.words
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        """Let the person say where to, and in which form: what is looked for now is written."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = self.dialog = QFileDialog(self.window(), tr("Save the audit trail"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {f"{one[1]} (*.{one[0].value})": one[0] for one in _formats()}
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(AuditFormat.CSV.value)
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name].value))
        today = local(self._desk.now()).date()
        dialog.selectFile(clean_name(f"{self._words.title} {today.isoformat()}"))
        question = self.asking.question
        dialog.fileSelected.connect(lambda path: self._write(path, question))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: str, question: AuditQuestion) -> None:
        lines = path.casefold().endswith(f".{AuditFormat.LINES.value}")
        made_as = AuditFormat.LINES if lines else AuditFormat.CSV
        native = QDir.toNativeSeparators(path)
        self._desk.post(SaveTrail(path=native, format=made_as, question=question))
        self.refresh()


def _formats() -> tuple[tuple[AuditFormat, str], ...]:
    return ((AuditFormat.CSV, tr("Table")), (AuditFormat.LINES, tr("JSON Lines")))
