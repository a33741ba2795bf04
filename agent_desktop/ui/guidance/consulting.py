"""Consults about written work in the window: who is asked reads it in a banner, and both sides have a plate.

Promises that who joins is at the conversation at once, with the composer at notes; that a consult can be ended from
either side, and found again from wherever one is. Refuses calls: their strip consults.
"""

from PySide6.QtCore import Qt

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import (
    AnswerConsult,
    Consult,
    ConsultState,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.intents import OpenConversation
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance import consult_words as words
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.plates import Plate
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.notices import Banner
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class ConsultPlate(Plate):
    """Above the composer, for either side."""

    def __init__(self, pane: ConversationPane) -> None:
        super().__init__(pane.theme, "users", broken=True)
        self.give = Button(pane.theme, tr("Hand over"), size="sm")
        self.end = Button(pane.theme, tr("End consult"), "ghost", size="sm")
        for button in (self.give, self.end):
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class Consulting:
    """Plate and banner of one window."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, pane: ConversationPane, asking: Asking
    ) -> None:
        self._desk, self._shell, self._pane, self._asking = desk, shell, pane, asking
        self._joining = ""
        self._fresh = True
        self.plate = ConsultPlate(pane)
        self.plate.hide()
        pane.foot.insertWidget(0, self.plate)
        self.plate.give.clicked.connect(self.hand_over)
        self.plate.end.clicked.connect(self.end)
        self.banner = Banner(shell.theme)
        self.banner.hide()
        shell.add_banner(self.banner)
        shell.ticked.connect(self._tick)

    # -- which

    def _all(self) -> list[Consult]:
        return sorted(self._desk.guidance.consults.values(), key=lambda one: one.at)

    def _here(self) -> Consult | None:
        """The one about the open conversation, in which we ask or which we have joined."""
        opened, me = self._desk.open_conversation, self._desk.me.id
        found = (one for one in self._all() if one.conversation_id == opened)
        return next((one for one in found if one.by_id == me or _joined(one)), None)

    def _asked(self) -> Consult | None:
        """The first for which we are asked."""
        me = self._desk.me.id
        return next((one for one in self._all() if one.by_id != me and not _joined(one)), None)

    def _elsewhere(self) -> Consult | None:
        """One that we have joined, and whose conversation is not in view."""
        me, opened = self._desk.me.id, self._desk.open_conversation
        seen = opened if self._shell.workspace == "inbox" else None
        helped = (one for one in self._all() if one.by_id != me and _joined(one))
        return next((one for one in helped if one.conversation_id != seen), None)

    # -- showing

    def opened(self) -> None:
        """Another conversation is open, or the same anew: the composer began with replies."""
        self._fresh = True

    def refresh(self) -> None:
        """A consult, or the open conversation, changed."""
        self._go_there()
        self._show_plate()
        self._show_banner()

    def _go_there(self) -> None:
        found = self._desk.guidance.consults.get(self._joining)
        if found is not None and _joined(found):
            self._joining = ""
            self._open(found)

    def _open(self, one: Consult) -> None:
        self._desk.post(OpenConversation(conversation_id=one.conversation_id))
        self._shell.show_workspace("inbox")

    def _show_plate(self) -> None:
        one = self._here()
        fresh = self._fresh or self.plate.isHidden()
        self._fresh = False
        self.plate.setVisible(one is not None)
        if one is None:
            return
        me = self._desk.me.id
        self.plate.show_words(*words.plate(one, me))
        self.plate.give.setVisible(one.by_id == me and _joined(one))
        self.plate.end.setText(tr("End consult") if one.by_id == me else tr("Leave"))
        if fresh and one.by_id != me:
            self._pane.composer.set_note(True)

    def _show_banner(self) -> None:
        asked, helped = self._asked(), self._elsewhere()
        one = asked or helped
        self.banner.setVisible(one is not None)
        if one is None:
            return
        if asked is not None:
            title, detail = words.asked(one)
            join = (tr("Join"), self.join)
            actions = (join, (tr("Decline"), self.decline))
        else:
            title, _ = words.plate(one, self._desk.me.id)
            detail = words.customer(one)
            actions = ((tr("Open"), lambda: self._open(one)), (tr("Leave"), self.end))
        fact = words.left(one, self._desk.now()) if asked is not None else ""
        self.banner.show_words(
            title, detail, level="info", icon="users", fact=fact, actions=actions
        )

    def _tick(self, now: Millis) -> None:
        one = self._asked()
        if one is not None and not self.banner.isHidden():
            self.banner.set_fact(words.left(one, now))
        elif self._elsewhere() is not None or not self.banner.isHidden():
            self._show_banner()

    # -- acts

    def join(self) -> None:
        """Say yes to the first who asks us."""
        one = self._asked()
        if one is not None:
            self._joining = one.id
            self._asking.do(AnswerConsult(consult_id=one.id, accept=True))

    def decline(self) -> None:
        """Say no."""
        one = self._asked()
        if one is not None:
            self._asking.do(AnswerConsult(consult_id=one.id, accept=False))

    def hand_over(self) -> None:
        """Give the customer to who has joined."""
        one = self._here()
        if one is not None and one.by_id == self._desk.me.id and _joined(one):
            self._asking.do(HandOverConsult(consult_id=one.id), tr("Handed over."))

    def end(self) -> None:
        """End the one in view, else the one that we help in."""
        one = self._here() or self._elsewhere()
        if one is not None:
            self._asking.do(EndConsult(consult_id=one.id))

    def commands(self) -> list[Command]:
        """For the palette."""

        def gives() -> bool:
            one = self._here()
            return one is not None and one.by_id == self._desk.me.id and _joined(one)

        section = tr("Work")
        return [
            Command(
                "consult.join",
                tr("Join who asks you"),
                section,
                "users",
                self.join,
                available=lambda: self._asked() is not None,
            ),
            Command(
                "consult.decline",
                tr("Decline who asks you"),
                section,
                "x",
                self.decline,
                available=lambda: self._asked() is not None,
            ),
            Command(
                "consult.hand_over",
                tr("Hand over to who helps you"),
                section,
                "arrow-left-right",
                self.hand_over,
                available=gives,
            ),
            Command(
                "consult.end",
                tr("End the consult"),
                section,
                "x",
                self.end,
                available=lambda: (self._here() or self._elsewhere()) is not None,
            ),
        ]


def _joined(one: Consult) -> bool:
    return one.state is ConsultState.JOINED
