"""The own hand: raised with a word why, in the conversation or in the status bar, and lowered again.

Promises that a raised hand is seen wherever the agent goes. Refuses to raise it by one press: why is asked first.
"""

from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import Hand, LowerHand
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.forms import raise_hand_form
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class OwnHand:
    """The hand of who sits here."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, pane: ConversationPane, asking: Asking
    ) -> None:
        self._desk, self._shell, self._pane, self._asking = desk, shell, pane, asking
        self._status, self._button = shell.status.hand, pane.header.hand
        self._status.clicked.connect(self.turn)
        self._button.clicked.connect(self.turn)
        shell.ticked.connect(self._tick)

    @property
    def may(self) -> bool:
        """Whether the backend knows raised hands."""
        return self._desk.manifest.can(Capability.RAISE_HAND)

    @property
    def raised(self) -> Hand | None:
        """The own hand, if it is up."""
        return self._desk.board.hands.get(self._desk.me.id)

    def refresh(self) -> None:
        """The hand, the work or the right changed."""
        hand, work = self.raised, self._work()
        self._button.setVisible(self.may and (bool(work) or hand is not None))
        self._button.setChecked(hand is not None)
        self._button.set_name(tr("Lower your hand") if hand is not None else tr("Raise a hand"))
        self._tick(self._desk.now())

    def _tick(self, now: Millis) -> None:
        hand = self.raised
        if not self.may:
            self._status.show_words("", "hand")
        elif hand is None:
            self._status.show_words(tr("Raise a hand"), "hand")
            self._status.setToolTip(tr("Ask a team lead to look"))
        else:
            words = tr("Hand raised {time}", time=timer(now - hand.at))
            self._status.show_words(words, "hand", "status.warnText")
            about = single_line(hand.text, 120)
            lower = tr("Press to lower it.")
            self._status.setToolTip(f"{about} {lower}".strip())

    def _work(self) -> tuple[str, str]:
        """Our live interaction in the open conversation, and its customer; empty for none."""
        opened = self._desk.open_conversation
        thread = self._desk.thread(opened) if opened else None
        work = thread.interaction if thread is not None else None
        if work is None or work.agent_id != self._desk.me.id:
            return ("", "")
        held = work.state in (InteractionState.ACTIVE, InteractionState.WRAP_UP)
        return (work.id, work.customer_name) if held else ("", "")

    def turn(self) -> None:
        """Raise it, after a word why, or lower it."""
        self._button.setChecked(self.raised is not None)
        if self.raised is not None:
            self._asking.do(LowerHand())
        elif self.may:
            self._asking.ask(raise_hand_form(*self._work()), self._over())

    def _over(self) -> QWidget:
        return self._pane if self._shell.workspace == "inbox" else self._shell

    def commands(self) -> list[Command]:
        """For the palette."""
        section = tr("Work")
        return [
            Command(
                "hand.raise",
                tr("Raise a hand"),
                section,
                "hand",
                self.turn,
                available=lambda: self.may and self.raised is None,
            ),
            Command(
                "hand.lower",
                tr("Lower your hand"),
                section,
                "hand",
                self.turn,
                available=lambda: self.may and self.raised is not None,
            ),
        ]
