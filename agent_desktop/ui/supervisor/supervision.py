"""Supervision in the window: the live board, the keys of calls, and the word that a call we were in is over.

Promises that whoever may not supervise has none of it; that keys are about the call that we are in, or else the
marked one on the board. Refuses to know how a call is listened to: it orders.
"""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject

from agent_desktop.desk.api import ColleagueCall, DeskView
from agent_desktop.model.backend_calls import CallOrder, EndSupervision, Listening, Supervise
from agent_desktop.model.base import Millis
from agent_desktop.model.intents import OrderCall
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.call.supervising import ICONS
from agent_desktop.ui.guidance.guiding import Guiding
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.figures_place import FiguresPlace
from agent_desktop.ui.supervisor.live import hindrance, own_line
from agent_desktop.ui.supervisor.live_board import PAGE as BOARD
from agent_desktop.ui.supervisor.live_board import LiveBoard
from agent_desktop.ui.supervisor.reports_place import ReportsPlace
from agent_desktop.ui.words import tr

ENDED_MS = 10_000
"""So long a tile says that the call which we were in has ended."""
_TOLD_APART_MS = 3_000
"""That we are out of a call, and that it is over, are two pieces of news: so far apart at the most."""


class Supervision(QObject):
    """Follows one desk. Nothing is made before somebody may supervise. `mail_asked` is called when the lead wants
    a report sent by e-mail."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        guiding: Guiding,
        mail_asked: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(shell)
        self.desk = desk
        self._mail_asked = mail_asked
        self.board = LiveBoard(desk, shell, guiding)
        self._shell = shell
        self._seated = False
        self._in: dict[str, ColleagueCall] = {}
        self._left: dict[str, tuple[ColleagueCall, Millis]] = {}
        self._ended: dict[str, Millis] = {}

    @cached_property
    def figures(self) -> FiguresPlace:
        """The workspace of figures, also for administrators who do not supervise."""
        return FiguresPlace(self.desk, self._shell, self.board.show_waiting)

    @cached_property
    def reports(self) -> ReportsPlace:
        """The workspace of reports, for the same people."""
        return ReportsPlace(self.desk, self._shell, self._mail_asked)

    @property
    def may(self) -> bool:
        """Whether this agent supervises."""
        return self.desk.manifest.can(Capability.SUPERVISOR)

    def workspaces(self) -> list[Workspace]:
        """The places in the rail."""
        return [
            *self.board.workspaces(),
            *self.figures.workspaces(),
            *self.reports.workspaces(),
        ]

    def refresh(self) -> bool:
        """Calls, the team or the link changed. True when a place in the rail came or went."""
        if self.may:
            self._seat()
            self._notice()
        return self.may is not (BOARD in self._shell.rail.buttons)

    def refresh_pages(self) -> bool:
        """The board, figures, calls or the link changed. True when a place in the rail looks different."""
        changed = self.board.refresh()
        changed = self.figures.refresh() or changed
        return self.reports.refresh() or changed

    def _seat(self) -> None:
        if self._seated:
            return
        self._seated = True
        self._shell.add_commands(self._commands())
        self._shell.ticked.connect(self._tick)

    def _tick(self, now: Millis) -> None:
        """A second has passed: nobody tells of a colleague's call to whom it does not belong, so look."""
        before = len(self._ended)
        self._ended = {key: at for key, at in self._ended.items() if now - at < ENDED_MS}
        if self._in or self._left or before:
            self.refresh()
        self._tell_board()

    def _tell_board(self) -> None:
        if set(self.board.ended) != set(self._ended):
            self.board.ended = frozenset(self._ended)
            self.board.refresh()

    def _notice(self) -> None:
        """Tell of calls that we were in, and that are over; who left a call that goes on knows it."""
        now, calls = (
            self.desk.now(),
            {one.interaction_id: one for one in self.desk.colleague_calls()},
        )
        there = {key: one for key, one in calls.items() if one.listening is not None}
        for key, one in self._in.items():
            self._tell_handed_over(one, there.get(key))
            if key not in there:
                self._left[key] = (one, now)
        self._in = there
        for key, (one, at) in list(self._left.items()):
            if key in there or now - at > _TOLD_APART_MS:
                del self._left[key]
            elif key not in calls:
                del self._left[key]
                self._ended[one.agent.id] = now
                name = single_line(one.agent.name, 60) or tr("Colleague")
                words = tr("The call of {name} has ended.", name=name)
                self._shell.toast(words, level="info", icon="phone")
        self._tell_board()

    def _tell_handed_over(self, before: ColleagueCall, now: ColleagueCall | None) -> None:
        """A call that we are in went to another colleague: we went with it, and whispers go to them now."""
        if now is None or now.agent.id == before.agent.id:
            return
        old, new = (single_line(one.agent.name, 60) or tr("Colleague") for one in (before, now))
        words = tr("The call went from {old} to {new}. You went with it.", old=old, new=new)
        if now.listening is Listening.WHISPER:
            words = tr(
                "The call went from {old} to {new}, who hears you whisper now.", old=old, new=new
            )
        self._shell.toast(words, level="info", icon="phone-forwarded")

    # -- what the team lead asks

    def _order(self, order: CallOrder) -> None:
        self.desk.post(OrderCall(order=order))

    @property
    def _about(self) -> str:
        """The call that keys are about: ours, or the marked one."""
        return next(iter(self._in), "") or self.board.marked_call

    def _be(self, mode: Listening) -> None:
        self._order(Supervise(interaction_id=self._about, mode=mode))

    def _can(self, mode: Listening) -> bool:
        if not self.may or not self._about:
            return False
        here = self._in.get(self._about)
        if hindrance(self.desk, within=here is not None):
            return False
        return here is None or here.listening is not mode

    def _leaves(self) -> str:
        """The call that we can leave, also while it is on its way."""
        coming = (one.interaction_id for one in self.desk.colleague_calls())
        return next((key for key in coming if own_line(self.desk, key) is not None), "")

    def _leave(self) -> None:
        self._order(EndSupervision(interaction_id=self._leaves()))

    def _commands(self) -> list[Command]:
        section = tr("Supervision")

        def command(
            name: str,
            title: str,
            icon: str,
            run: Callable[[], object],
            available: Callable[[], bool],
        ) -> Command:
            return Command(f"supervise.{name}", title, section, icon, run, available=available)

        ways = (
            ("listen", tr("Listen to the call"), Listening.MONITOR),
            ("whisper", tr("Whisper to the agent"), Listening.WHISPER),
            ("barge", tr("Barge in on the call"), Listening.BARGE),
        )
        return [
            *(
                command(name, title, ICONS[mode], partial(self._be, mode), partial(self._can, mode))
                for name, title, mode in ways
            ),
            command(
                "leave",
                tr("Leave the colleague's call"),
                "x",
                self._leave,
                lambda: self.may and bool(self._leaves()),
            ),
        ]
