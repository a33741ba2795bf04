"""Guidance in the open conversation: the plates of hints and of reading along, above the composer.

Promises that hints are seen by the agent whom they are for, and by leads who read along, each with who sees it; that
a hint which was read does not come back while the window lives. Refuses to follow the desk: it is refreshed.
"""

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.supervising import Hint
from agent_desktop.model.work import Channel, InteractionState
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.forms import hint_form, take_over_form
from agent_desktop.ui.guidance.plates import AlongPlate, HintPlate
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import problem_words, tr

MOST_HINTS = 3
"""The newest are enough; more would push the conversation away."""


class InConversation:
    """The plates of one pane."""

    def __init__(self, desk: DeskView, pane: ConversationPane, asking: Asking) -> None:
        self._desk, self._pane, self._asking = desk, pane, asking
        self.hints: dict[str, HintPlate] = {}
        self._got: set[str] = set()
        self.along = AlongPlate(pane.theme)
        self.along.hide()
        pane.foot.setSpacing(6)
        pane.foot.insertWidget(0, self.along)
        self.along.stop.clicked.connect(lambda: desk.post(ReadAlong()))
        self.along.hint.clicked.connect(self._hint)
        self.along.take.clicked.connect(self._take)

    @property
    def _thread(self) -> Thread | None:
        opened = self._desk.open_conversation
        return self._desk.thread(opened) if opened else None

    def refresh(self) -> None:
        """The open conversation, hints or what is followed changed."""
        self._show_hints()
        self._show_along()

    # -- hints

    def _wanted(self) -> list[Hint]:
        opened, known = self._desk.open_conversation or "", self._desk.guidance
        found = known.hints.get(opened, ())
        along = known.along == opened
        mine = [one for one in found if one.agent_id == self._desk.me.id or along]
        return [one for one in mine if one.id not in self._got][-MOST_HINTS:]

    def _show_hints(self) -> None:
        wanted = {one.id: one for one in self._wanted()}
        for gone in [key for key in self.hints if key not in wanted]:
            plate = self.hints.pop(gone)
            self._pane.foot.removeWidget(plate)
            plate.hide()
            plate.deleteLater()
        for key, hint in wanted.items():
            if key not in self.hints:
                made = self.hints[key] = HintPlate(self._pane.theme, key)
                made.got.connect(self._read)
                made.show_words(self._title(hint), hint.text)
                self._pane.foot.insertWidget(self._pane.foot.indexOf(self.along), made)
                made.show()
                made.tell()

    def _title(self, hint: Hint) -> str:
        by = single_line(hint.by_name, 60)
        if hint.agent_id == self._desk.me.id:
            return tr("Hint from {name}. Only you see it, never the customer.", name=by)
        agent = self._name(hint.agent_id)
        if hint.by_id == self._desk.me.id:
            return tr("Your hint for {agent}. The customer never sees it.", agent=agent)
        return tr("Hint from {name} for {agent}. The customer never sees it.", name=by, agent=agent)

    def _name(self, agent_id: str) -> str:
        found = (one.agent.name for one in self._desk.colleagues if one.agent.id == agent_id)
        return single_line(next(found, ""), 60) or tr("Colleague")

    def _read(self, hint_id: str) -> None:
        self._got.add(hint_id)
        self._show_hints()
        self._pane.focus_composer()

    # -- reading along

    def _show_along(self) -> None:
        known, thread = self._desk.guidance, self._thread
        refused = known.not_along
        here = bool(known.along) and known.along == self._desk.open_conversation
        self.along.setVisible(thread is not None and (here or refused is not None))
        if not here:
            words = problem_words(refused) if refused is not None else ""
            self.along.show_words(tr("This is not read along."), words)
        elif known.reads_along:
            words = tr(
                "What is written appears here at once. The audit trail says that you read it."
            )
            self.along.show_words(tr("You read along live."), words)
        else:
            self.along.show_words(tr("Joining…"))
        work = thread.interaction if thread is not None and here else None
        theirs = work is not None and bool(work.agent_id) and work.channel is not Channel.VOICE
        self.along.hint.setVisible(theirs)
        over = work is None or work.state is InteractionState.WRAP_UP
        self.along.take.setVisible(
            not over and (theirs or (work is not None and not work.agent_id))
        )
        self.along.stop.setText(tr("Stop") if here else tr("Close"))

    def _hint(self) -> None:
        thread = self._thread
        if thread is not None and thread.interaction is not None:
            name = self._name(thread.interaction.agent_id or "")
            works = ((thread.conversation.id, thread.interaction.customer_name),)
            self._asking.ask(hint_form(name, works), self._pane)

    def _take(self) -> None:
        thread = self._thread
        if thread is not None and thread.interaction is not None:
            work = thread.interaction
            agent = self._name(work.agent_id) if work.agent_id else ""
            form = take_over_form(work.id, work.customer_name, agent)
            self._asking.ask(form, self._pane)
