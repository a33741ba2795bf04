"""The live board in the window: its place in the rail, what it follows, and the buttons on the marked tile.

Promises that the board is followed while it is on the screen, and not a second longer; that whoever may not supervise
has none of it. Refuses to know how the board is told: it asks the desk.
"""

from collections.abc import Collection
from functools import cached_property

from PySide6.QtCore import QObject

from agent_desktop.desk.api import DeskView
from agent_desktop.model.backend_calls import CallOrder
from agent_desktop.model.base import Millis
from agent_desktop.model.board import Listed, LookAtBoard
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.intents import OrderCall
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.guidance.guiding import Guiding
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.acts import BoardActs
from agent_desktop.ui.supervisor.behind import attach
from agent_desktop.ui.supervisor.board_page import BoardPage
from agent_desktop.ui.supervisor.live import LiveCall, hindrance
from agent_desktop.ui.supervisor.tiles import Around
from agent_desktop.ui.supervisor.ways import Ways
from agent_desktop.ui.words import tr

PAGE = "board"


class LiveBoard(QObject):
    """Follows one desk. Nothing is made before somebody may supervise."""

    def __init__(self, desk: DeskView, shell: ShellWindow, guiding: Guiding) -> None:
        super().__init__(shell)
        self.desk = desk
        self._shell = shell
        self._guiding = guiding
        self.acts: BoardActs | None = None
        self._seated = False
        self._following = False
        self._hands = 0
        self._ways: tuple[str, Ways] | None = None
        self.ended: Collection[str] = ()
        """Colleagues whose call, in which we were, has just ended."""

    @cached_property
    def page(self) -> BoardPage:
        """The workspace."""
        made = BoardPage(self.desk, self._shell.theme)
        made.looked_at.connect(self._look_at)
        made.queue_changed.connect(self._show)
        made.agents.marked_changed.connect(self._place_ways)
        made.work_changed.connect(self._show)
        made.announce.clicked.connect(self._guiding.announcing.open)
        made.list_chosen.connect(self._list)
        made.alerts.opened.connect(self._read)
        attach(made.behind, self.desk, self._shell)
        return made

    def _read(self, conversation_id: str) -> None:
        """Show a conversation that an alert is about, as it goes on."""
        self.desk.post(ReadAlong(conversation_id=conversation_id))
        self._shell.show_workspace("inbox")

    @property
    def may(self) -> bool:
        """Whether this agent supervises."""
        return self.desk.manifest.can(Capability.SUPERVISOR)

    def workspaces(self) -> list[Workspace]:
        """The place in the rail; its badge counts raised hands."""
        if not self.may:
            return []
        return [Workspace(PAGE, tr("Live board"), "layout-dashboard", len(self.desk.board.hands))]

    def refresh(self) -> bool:
        """The board, calls or the link changed. True when its place in the rail looks different."""
        if not self.may:
            if self._seated and self._shell.workspace == PAGE:
                self._shell.show_workspace("inbox")
            return False
        if not self._seated:
            self._seated = True
            self._shell.add_workspace_page(PAGE, self.page)
            guiding = self._guiding
            self.acts = BoardActs(
                self.desk, self._shell, guiding.asking, self.page, guiding.ask_why
            )
            self._shell.add_commands([self._command(), *self.acts.commands()])
            self._shell.ticked.connect(self._tick)
            self._shell.workspace_shown.connect(self._shown)
        self._show()
        before, self._hands = self._hands, len(self.desk.board.hands)
        return before != self._hands

    def _command(self) -> Command:
        return Command(
            "supervise.board",
            tr("Live board"),
            tr("Supervision"),
            "layout-dashboard",
            lambda: self._shell.show_workspace(PAGE),
            available=lambda: self.may,
        )

    def _shown(self, name: str) -> None:
        """Another workspace came to the front."""
        there = name == PAGE
        if there is not self._following:
            self._following = there
            self.desk.post(LookAtBoard(on=there))
        self._show()

    def _look_at(self, queue_id: str) -> None:
        wish = self.desk.board.wish
        if wish is not None and wish.queue_id == queue_id:
            queue_id = ""
        self.page.side.show_agent("")
        self.desk.post(LookAtBoard(queue_id=queue_id))

    def _list(self, listed: Listed) -> None:
        wish = self.desk.board.wish
        if wish is not None and wish.queue_id:
            self.desk.post(LookAtBoard(queue_id=wish.queue_id, listed=listed))

    def _tick(self, now: Millis) -> None:
        if self._shell.workspace == PAGE:
            self.page.tick(self._around(), now)

    def _show(self) -> None:
        if self._seated and self._shell.workspace == PAGE:
            calls = self.desk.colleague_calls()
            there = any(one.listening is not None for one in calls)
            coming = any(one.connecting for one in self.desk.calls())
            why = hindrance(self.desk) if calls and not there and not coming else ""
            self.page.refresh(self._around(), self.desk.now(), why)
            self._place_ways()

    def _around(self) -> dict[str, Around]:
        coming = {one.call.interaction_id for one in self.desk.calls() if one.connecting}
        ended = {key: Around(ended=True) for key in self.ended}
        return ended | {
            one.agent.id: Around(call=one, connecting=one.interaction_id in coming)
            for one in self.desk.colleague_calls()
        }

    @property
    def marked_call(self) -> str:
        """The call of the marked agent, while the board is on the screen; empty for none."""
        if not self._seated or self._shell.workspace != PAGE:
            return ""
        marked, calls = self.page.agents.marked, self.desk.colleague_calls()
        return next((one.interaction_id for one in calls if one.agent.id == marked), "")

    # -- the buttons on the marked tile

    def _place_ways(self) -> None:
        marked, grid = self.page.agents.marked_tile, self.page.agents
        call = next(
            (
                one
                for one in self.desk.colleague_calls()
                if marked is not None and one.interaction_id == marked.call_id
            ),
            None,
        )
        key = call.interaction_id if call is not None else ""
        if self._ways is not None and self._ways[0] != key:
            if self._ways[1].isAncestorOf(self._shell.focusWidget() or self._shell):
                grid.setFocus()
            self._ways[1].hide()
            self._ways[1].deleteLater()
            self._ways, grid.ways = None, None
        if call is None or marked is None:
            return
        if self._ways is None:
            made = Ways(self._shell.theme, key, grid.viewport())
            made.left.connect(grid.setFocus)
            made.ordered.connect(self._order)
            made.setFocusProxy(next(iter(made.modes.values())))
            self._ways = (key, made)
        ways = self._ways[1]
        why = hindrance(self.desk, within=call.listening is not None)
        ways.show_call(LiveCall(call, marked.connecting), why)
        ways.adjustSize()
        grid.ways = ways
        grid.place_ways()

    def _order(self, order: CallOrder) -> None:
        self.desk.post(OrderCall(order=order))

    # -- from elsewhere

    def show_waiting(self, queue_id: str) -> None:
        """Show who waits in a queue."""
        if self.may:
            self._shell.show_workspace(PAGE)
            self.page.behind.close_list()
            self.page.side.show_agent("")
            self.desk.post(LookAtBoard(queue_id=queue_id))
