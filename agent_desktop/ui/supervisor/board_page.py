"""The live board: head figures, the queues, the agents, and at the side what is behind a figure or raised hands.

Promises to say how old it is where it is not live, and why it is empty. A press on a queue shows its agents, one on
its waiting shows who waits. Refuses orders of its own: what is asked leaves as signals.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.board_state import Board
from agent_desktop.model.alerts import LookAfterAlert
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.board import AgentLine, QueueLine
from agent_desktop.model.events import LinkState
from agent_desktop.model.figure_questions import FigureQuestion, Period
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.figures.behind_panel import BehindPanel
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.supervisor.alert_bar import AlertBar
from agent_desktop.ui.supervisor.head_figures import HeadFigures
from agent_desktop.ui.supervisor.queue_look import HeadSums, Staff, head, staff
from agent_desktop.ui.supervisor.queue_table import QueueTable
from agent_desktop.ui.supervisor.side import Side
from agent_desktop.ui.supervisor.standing_tiles import StandingTiles
from agent_desktop.ui.supervisor.tile_grid import HALF_GAP, TileGrid
from agent_desktop.ui.supervisor.tiles import Around, Tile
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_EDGE = 20
_ALL = "*"
_SIDE = 300
_DRAWER = 1060
"""Narrower than this the side is only there for what is behind a figure; raised hands are seen on their tiles."""
_MOST_OF_HEIGHT = 0.45
_WAITING_DAYS = 60
"""Who waits is looked for among those who came in so many days."""


class BoardPage(QWidget):
    """The page. `looked_at` carries the queue whose waiting is shown, `list_chosen` which of its
    interactions. `team` and `queue` narrow it."""

    looked_at = Signal(str)
    queue_changed = Signal()
    list_chosen = Signal(object)
    work_changed = Signal()

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._standing = StandingTiles()
        self._sums = HeadSums()
        self.team = ""
        self.queue = ""
        self.title = Label(theme, tr("Live board"), "title")
        self.teams = DropDown(theme, tr("Team"), width=160, compact=True)
        self.teams.chosen.connect(self._choose_team)
        self.state = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.announce = Button(
            theme, tr("Team announcements"), icon="message-square-text", size="sm"
        )
        self.why = Label(theme, "", "body", "status.warnText", wrap=True)
        self.why.setContentsMargins(_EDGE, 0, _EDGE, 10)
        self.why.hide()
        self.figures = HeadFigures(theme)
        self.queues = QueueTable(theme)
        self.agents = TileGrid(theme)
        self.side = Side(theme)
        self.behind = BehindPanel(theme, explains=True)
        self.alerts = AlertBar(theme)
        self.alerts.seen.connect(lambda key: desk.post(LookAfterAlert(alert_id=key)))
        self.count = Label(theme, "", "captionStrong", "text.tertiary", tnum=True)
        self.sums = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.every = Button(theme, tr("All agents"), "ghost", icon="x", size="sm")
        self.every.clicked.connect(lambda: self.narrow(""))
        self.queues.chosen.connect(self._toggle)
        self.queues.waiting_chosen.connect(self.show_waiting)
        self.queues.behind.connect(self.look_behind)
        self.figures.chosen.connect(self._press_head)
        self.side.closed.connect(self._closed)
        self.side.list_chosen.connect(self.list_chosen)
        self._lay_out()
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)
        self._dress()
        self.setFocusProxy(self.agents)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(_EDGE, 12, _EDGE, 12)
        bar.addWidget(self.title)
        bar.addSpacing(14)
        bar.addWidget(self.teams)
        bar.addStretch(1)
        bar.addWidget(self.state)
        bar.addSpacing(8)
        bar.addWidget(self.announce)
        over = QHBoxLayout()
        over.setContentsMargins(_EDGE, 10, _EDGE, 6)
        over.addWidget(self.count)
        over.addWidget(self.every)
        over.addStretch(1)
        over.addWidget(self.sums)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.queues)
        column.addLayout(over)
        grid = QHBoxLayout()
        grid.setContentsMargins(_EDGE - HALF_GAP, 0, _EDGE - HALF_GAP, 0)
        grid.addWidget(self.agents)
        column.addLayout(grid, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(column, 1)
        below.addWidget(self.side)
        below.addWidget(self.behind)
        for one in (self.side, self.behind):
            one.setFixedWidth(_SIDE)
        board = QWidget()
        whole = QVBoxLayout(board)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.why)
        whole.addWidget(self.alerts)
        whole.addWidget(self.figures)
        whole.addLayout(below, 1)
        self.empty = EmptyState(self._theme, tr("The board comes in a moment."))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(board)
        self._stack.addWidget(self.empty)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.surface"))
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("bg.surface"))
        self.setPalette(palette)

    # -- what is shown

    def refresh(self, around: Mapping[str, Around], now: Millis, why: str | None = None) -> None:
        """The board as the desk has it. `around` is what is known of agents besides their lines, `why` says why no call
        can be listened to (None: as before)."""
        if why is not None:
            self.why.setText(why)
            self.why.setVisible(bool(why))
        board = self._desk.board
        self._stack.setCurrentIndex(0 if board.at is not None else 1)
        if board.at is None:
            return
        self._say_state(board)
        self._offer_teams(board)
        agents = self._chosen_agents(board)
        queues = self._chosen_queues(board, agents)
        self.queues.looks_behind = self._desk.manifest.can(Capability.FIGURES)
        self.queues.show_lines(queues, now)
        self._size_queues()
        there = staff(agents)
        self.figures.show_figures(head(queues, there, board.targets, self._sums), now)
        narrowed = agents
        if self.queue:
            narrowed = [one for one in agents if self.queue in one.queues]
        tiles = self._standing.follow(narrowed, board, around, now)
        self.agents.show_tiles(tiles, now)
        self._say_counts(board, there, tiles)
        live = self._desk.link.state is LinkState.LIVE
        self.side.refresh(board, now, me=self._desk.me.id, live=live)
        self.alerts.show_alerts(board.alerts.values(), now)
        figures = self._desk.figures
        self.behind.refresh(figures.behind, now, figures.names.zone if figures.names else "")
        self._show_side()

    def tick(self, around: Mapping[str, Around], now: Millis) -> None:
        """A second has passed: clocks go on, and what is late by now comes to the front."""
        if self._desk.board.at is None:
            return
        if self._standing.due(now):
            self.refresh(around, now)
        self.queues.tick(now)
        self.agents.tick(now)
        self.figures.tick(now)
        self.side.tick(now)

    def narrow(self, queue_id: str) -> None:
        """Show the agents of one queue; empty: all."""
        self.queue = queue_id
        self.queues.pick(queue_id)
        self.queue_changed.emit()

    def show_work(self, agent_id: str) -> None:
        """Show at the side what an agent has in hand."""
        self.side.show_agent(agent_id)
        self.work_changed.emit()
        self.side.focus_rows()

    # -- whom a figure counts

    def show_waiting(self, queue_id: str) -> None:
        """Show at the side who waits in a queue."""
        self.behind.close_list()
        self.looked_at.emit(queue_id)

    def look_behind(self, queue_id: str, measure: str) -> None:
        """Show at the side whom a figure of today counts, of a queue or (empty) of all that are shown."""
        period: Period | None = Period.TODAY
        first, count = None, 1
        if measure == "waiting":  # who waits may have come on another day
            period, count = None, _WAITING_DAYS
            first = datetime.fromtimestamp(self._desk.now() / 1000, UTC).date()
            first -= timedelta(days=_WAITING_DAYS - 2)
        asked = FigureQuestion(
            period=period, first=first, count=count, queue_id=queue_id, team_id=self.team
        )
        line = self._desk.board.queues.get(queue_id)
        about = single_line(line.name, 40) if line is not None else tr("All queues")
        self.behind.ask(BehindQuestion(figures=asked, measure=measure), about)
        self.behind.focus_list()

    def _press_head(self, key: str) -> None:
        if key != "longest_wait":
            self.look_behind("", key)
            return
        lines = self._chosen_queues(self._desk.board, self._chosen_agents(self._desk.board))
        waits = [one for one in lines if one.oldest_at is not None]
        if waits:
            self.show_waiting(min(waits, key=lambda one: one.oldest_at or 0).id)

    def _closed(self) -> None:
        self.looked_at.emit("")
        self.work_changed.emit()

    def _toggle(self, queue_id: str) -> None:
        self.narrow("" if queue_id == self.queue else queue_id)

    def _offer_teams(self, board: Board) -> None:
        """Those that one leads, where there is a choice; one that is gone narrows nothing any more."""
        names = {one.id: single_line(one.name, 40) or one.id for one in board.teams}
        if self.team not in names:
            self.team = ""
        self.teams.setVisible(len(names) > 1)
        self.teams.show_options([(_ALL, tr("All teams")), *names.items()], self.team or _ALL)

    def _choose_team(self, key: str) -> None:
        self.team = "" if key == _ALL else key
        if self.behind.question is not None:
            self.behind.close_list()  # it was about others
        self.narrow("")

    def _chosen_agents(self, board: Board) -> list[AgentLine]:
        members = next((one.members for one in board.teams if one.id == self.team), None)
        if members is None:
            return list(board.agents.values())
        return [one for one in board.agents.values() if one.id in members]

    def _chosen_queues(self, board: Board, agents: Sequence[AgentLine]) -> list[QueueLine]:
        if not self.team:
            return list(board.queues.values())
        served = {queue_id for one in agents for queue_id in one.queues}
        return [one for one in board.queues.values() if one.id in served]

    # -- words around it

    def _say_state(self, board: Board) -> None:
        if self._desk.link.state is LinkState.LIVE:
            self.state.setText(tr("Live"))
        else:
            moment = time_of_day(board.at or 0, seconds=True)
            self.state.setText(tr("Not connected. As of {time}", time=moment))

    def _say_counts(self, board: Board, there: Staff, tiles: Sequence[Tile]) -> None:
        total, name = there.total, ""
        if self.queue in board.queues:
            name = single_line(board.queues[self.queue].name, 40)
            words = tr("{queue} · {n} of {total} agents", queue=name, n=len(tiles), total=total)
        else:
            words = tr("Agents · {total}, needs attention first", total=total)
        self.count.setText(words if total else tr("No agents signed in."))
        self.every.setVisible(bool(name))
        self.sums.setText(
            tr(
                "{busy} working   {idle} idle   {away} not ready   {gone} offline",
                busy=there.busy,
                idle=there.idle,
                away=there.away,
                gone=there.gone,
            )
        )

    # -- sizes

    def _size_queues(self) -> None:
        most = round(self.height() * _MOST_OF_HEIGHT)
        self.queues.setFixedHeight(max(64, min(self.queues.natural_height + 1, most)))

    def _show_side(self) -> None:
        wide = self.width() >= _DRAWER or self.side.wanted
        self.side.setVisible(wide and self.behind.question is None)

    def showEvent(self, event: QShowEvent) -> None:
        """The caret is in the agents."""
        super().showEvent(event)
        self._dress()
        self.agents.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Queues take their part, the side its place."""
        super().resizeEvent(event)
        self._size_queues()
        self._show_side()
