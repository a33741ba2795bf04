"""The side of the board: who raised a hand, the customers behind a figure, or what an agent has in hand.

Promises painted rows, however many; the longest first. Space ticks a row, so that several can be reassigned at once;
Enter reads it along. Refuses acts of its own: `acted` carries the act and the rows that it is about.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.board import Listed
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import SegmentedControl
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.supervisor.side_acts import SideActs
from agent_desktop.ui.supervisor.side_list import SideList
from agent_desktop.ui.supervisor.side_rows import SideRow, hands, listed, worked
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Side(QWidget):
    """The side, with its head and its acts. `closed`: the customers behind a figure are not wanted any more;
    `list_chosen`: those who wait, or those in hand."""

    closed = Signal()
    list_chosen = Signal(object)
    acted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.agent = ""
        self.head = Label(theme, "", "micro", "text.tertiary", tnum=True, weight=600, elide=True)
        self.none = Label(theme, "", "body", "text.secondary", wrap=True)
        self.none.setContentsMargins(16, 12, 16, 12)
        self.close_list = Button(theme, tr("Close"), "ghost", icon="x", size="sm")
        self.close_list.clicked.connect(self.close_rows)
        options = (
            (Listed.WAITING.value, tr("Waiting"), "", ""),
            (Listed.ACTIVE.value, tr("In hand"), "", ""),
        )
        self.which = SegmentedControl(theme, options, tr("Which interactions"))
        self.which.chosen.connect(lambda key: self.list_chosen.emit(Listed(key)))
        self.list = SideList(theme)
        self.list.setAccessibleName(tr("Raised hands"))
        self.acts = SideActs(theme)
        self.acts.asked.connect(lambda act: self.acted.emit(act, self.list.chosen))
        self.list.chosen_changed.connect(self._follow)
        self._lay_out()
        self.setAutoFillBackground(True)
        self._listing = False
        self._live = True
        self._me = ""
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 5, 8, 5)
        bar.addWidget(self.head, 1)
        bar.addWidget(self.close_list)
        which = QHBoxLayout()
        which.setContentsMargins(14, 0, 14, 6)
        which.addWidget(self.which)
        which.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(which)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addWidget(self.acts)

    @property
    def wanted(self) -> bool:
        """Whether somebody looks behind a figure."""
        return self._listing

    def show_agent(self, agent_id: str) -> None:
        """Show what this agent has in hand; empty: no longer. It is there with the next `refresh`."""
        self.agent = agent_id

    def close_rows(self) -> None:
        """Back to the raised hands."""
        self.agent = ""
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Looks that changed before the first time are only now taken for good."""
        super().showEvent(event)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.window"))
        self.setPalette(palette)
        self.list.setPalette(palette)
        self.list.viewport().setPalette(palette)

    def refresh(self, board: Board, now: Millis, *, me: str, live: bool) -> None:
        """What is behind the figure or tile that is looked at, else who raised a hand."""
        self._me, self._live = me, live
        self.list.rows.now = now
        wish = board.wish
        line = board.agents.get(self.agent)
        self.agent = self.agent if line is not None else ""
        queue_id = wish.queue_id if wish is not None and line is None else ""
        self._listing = bool(queue_id) or line is not None
        self.close_list.setVisible(self._listing)
        self.which.setVisible(bool(queue_id))
        if line is not None:
            name = single_line(line.name, 40) or tr("Colleague")
            self._show(
                tr("{name} · {n} in hand", name=name, n=len(line.works)),
                tr("{name} has nothing in hand.", name=name),
                worked(line),
            )
        elif wish is not None and queue_id:
            queue = board.queues.get(queue_id)
            name = single_line(queue.name, 40) if queue is not None else ""
            total = board.listed.total if board.listed is not None else 0
            self.which.select(wish.listed.value)
            waits = wish.listed is Listed.WAITING
            head = tr("Waiting in {queue} · {n}", queue=name, n=total)
            held = tr("In hand in {queue} · {n}", queue=name, n=total)
            none = tr("Nobody waits here.") if waits else tr("No agent has work of this queue.")
            self._show(head if waits else held, none, listed(board))
        else:
            words = tr("Raised hands · {n}", n=len(board.hands))
            self._show(words, tr("Nobody has raised a hand."), hands(board))
        self._follow()

    def _show(self, head: str, none: str, rows: Sequence[SideRow]) -> None:
        self.head.setText(head)
        self.list.setAccessibleName(head)
        self.none.setText(none)
        self.none.setVisible(not rows)
        self.list.ticks = bool(rows) and not rows[0].is_hand
        self.list.show_rows(rows)

    def _follow(self) -> None:
        self.acts.show_rows(self.list.chosen, self._me, live=self._live)
        self.acts.setVisible(bool(self.list.rows.rows))

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        self.list.rows.now = now
        if self.isVisible() and self.list.rows.rows:
            self.list.viewport().update()

    def focus_rows(self) -> None:
        """Put the keyboard into the rows."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
