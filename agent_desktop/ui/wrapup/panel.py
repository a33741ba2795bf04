"""The Wrap-up tab: disposition, summary, complete; its `head` shows the time above the tabs.

Promises that what was chosen and typed stays with its conversation until it is completed. Refuses to complete without
a disposition where the queue requires one.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.intents import CompleteWork, ExtendWork
from agent_desktop.model.work import Disposition, Interaction, InteractionState
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import SearchField, TextArea
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr
from agent_desktop.ui.wrapup.choices import matching
from agent_desktop.ui.wrapup.head import WrapUpHead
from agent_desktop.ui.wrapup.list import DispositionList


class _Line(QWidget):
    """A hairline over the foot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        paint.hairline(p, self._theme, 0, self.width(), 0)
        p.end()


def _of(record: CallRecord, work: Interaction) -> bool:
    """Whether a call was part of this work."""
    if record.interaction_id:
        return record.interaction_id == work.id
    return record.sent_at >= (work.accepted_at or work.arrived_at)


class WrapUpPanel(QWidget):
    """Follows the open conversation's interaction. `completed` tells which conversation was finished."""

    completed = Signal(str)

    def __init__(
        self, desk: DeskView, theme: Theme, *, complete_keys: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._conversation = ""
        self._codes: dict[str, str] = {}
        self._summaries: dict[str, str] = {}
        self._noted: dict[str, str] = {}
        self.head = WrapUpHead(theme)
        self.head.more_asked.connect(self._extend)
        self._needed = Label(theme, "", "caption", "text.secondary", elide=True)
        self._search = SearchField(theme, tr("Find a disposition"))
        self._search.textChanged.connect(self._find)
        self._search.moved.connect(self._step)
        self._search.returnPressed.connect(self.complete)
        self._list = DispositionList(theme)
        self._list.chosen.connect(self._keep_code)
        self._summary = TextArea(theme, tr("Summary"))
        self._summary.textChanged.connect(self._keep_summary)
        self._complete = Button(theme, tr("Complete"), "primary", hint=complete_keys, size="lg")
        self._complete.clicked.connect(self.complete)
        self._complete.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._foot = Label(theme, "", "caption", "text.secondary", wrap=True)
        self._nothing = EmptyState(theme, tr("Wrap-up begins when you end the conversation."))
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._each_second)
        self.refresh()

    def _lay_out(self) -> None:
        choose = QHBoxLayout()
        choose.setContentsMargins(16, 12, 16, 4)
        choose.setSpacing(4)
        choose.addWidget(Label(self._theme, tr("Disposition"), "captionStrong"))
        choose.addWidget(self._needed, 1)
        search = QHBoxLayout()
        search.setContentsMargins(16, 0, 16, 4)
        search.addWidget(self._search)
        summary = QVBoxLayout()
        summary.setContentsMargins(16, 12, 16, 12)
        summary.setSpacing(4)
        summary.addWidget(Label(self._theme, tr("Summary"), "captionStrong"))
        summary.addWidget(self._summary)
        self._summary.setFixedHeight(110)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._complete)
        foot.addWidget(self._foot)

        self._work = QWidget()
        inner = QVBoxLayout(self._work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (choose, search):
            inner.addLayout(part)
        inner.addWidget(self._list)
        inner.addLayout(summary)
        inner.addStretch(1)
        inner.addWidget(_Line(self._theme))
        inner.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._work, 1)
        whole.addWidget(self._nothing, 1)

    def set_complete_keys(self, keys: str) -> None:
        """Other keys complete."""
        self._complete.set_hint(keys)

    @property
    def interaction(self) -> Interaction | None:
        """The open conversation's interaction while it is in wrap-up."""
        opened = self._desk.open_conversation
        thread = None if opened is None else self._desk.thread(opened)
        work = None if thread is None else thread.interaction
        return work if work is not None and work.state is InteractionState.WRAP_UP else None

    def refresh(self) -> None:
        """The open conversation or its interaction changed."""
        work = self.interaction
        self._work.setVisible(work is not None)
        self._nothing.setVisible(work is None)
        if work is None:
            self._conversation = ""
            self._tick.stop()
            return
        if work.conversation_id != self._conversation:
            self._conversation = work.conversation_id
            self._search.clear()
            self._summary.setPlainText(self._summaries.get(work.conversation_id, ""))
        self._take_notes(work)
        self._find()
        self._each_second()
        self._tick.start()

    def _take_notes(self, work: Interaction) -> None:
        """What was noted during the calls is the beginning of the summary, until the agent writes one."""
        key = work.conversation_id
        noted = "\n".join(
            item.note.strip()
            for item in self._desk.items(key)
            if isinstance(item, CallRecord) and item.note.strip() and _of(item, work)
        )
        if noted != self._noted.get(key, "") == self._summary.toPlainText():
            self._noted[key] = noted
            self._summary.setPlainText(noted)

    def focus_search(self) -> None:
        """Begin to choose: the caret goes into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def complete(self) -> None:
        """Finish, when a disposition is chosen or none is required."""
        work = self.interaction
        code = self._codes.get(self._conversation, "")
        if work is None or (work.wrap_up_required and not code):
            self.focus_search()
            return
        summary = self._summaries.pop(work.conversation_id, "").strip()
        self._codes.pop(work.conversation_id, None)
        self._noted.pop(work.conversation_id, None)
        self._desk.post(
            CompleteWork(conversation_id=work.conversation_id, disposition=code, summary=summary)
        )
        self.completed.emit(work.conversation_id)

    def _dispositions(self) -> list[Disposition]:
        work = self.interaction
        return [] if work is None else list(self._desk.dispositions(work.queue_id))

    def _find(self) -> None:
        every = self._dispositions()
        found = matching(every, self._search.text())
        self._list.show_matches(found)
        self._search.set_fact(tr("{n} of {all}", n=len(found), all=len(every)))
        self._list.choose(self._codes.get(self._conversation, ""))
        self._show_need()

    def _step(self, by: int) -> None:
        self._list.step(by)

    def _keep_code(self, code: str) -> None:
        self._codes[self._conversation] = code
        self._show_need()

    def _keep_summary(self) -> None:
        if self._conversation:
            self._summaries[self._conversation] = self._summary.toPlainText()

    def _show_need(self) -> None:
        work = self.interaction
        required = work is not None and work.wrap_up_required
        self._needed.setText(tr("· required, choose one") if required else tr("· optional"))
        chosen = bool(self._codes.get(self._conversation))
        self._complete.setEnabled(chosen or not required)

    def _extend(self) -> None:
        if self._conversation:
            self._desk.post(ExtendWork(conversation_id=self._conversation))

    def _each_second(self) -> None:
        work = self.interaction
        if work is None:
            return
        self.head.show_work(work, self._desk.now())
        if work.wrap_up_until is None:
            self._foot.setText("")
            return
        total = work.wrap_up_until - (work.ended_at or work.wrap_up_until)
        self._foot.setText(
            tr(
                "At {end} the code “No disposition” is set and the capacity is freed.",
                end=timer(total),
            )
        )
