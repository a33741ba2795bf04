"""The live board on the screen: 100 queues and 2,000 agents of whom 500 a second change.

CPU of this process for each frame of a sixtieth of a second: the changes come through the desk in batches as over the
link, are taken in by the model, put in their order and painted; still, and while the agents are scrolled. Beside it a
QTableWidget that is fed the same changes, as one would write it first: a row for each agent, its words in cells.

    python packaging/dev.py bench board
"""

import argparse
import asyncio
import gc
import random
import time
from collections.abc import Callable, Sequence

import qasync
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

from agent_desktop.desk.runner import Desk
from agent_desktop.model.board import AgentLine, BoardChanged
from agent_desktop.model.changes import BoardShown, Change
from agent_desktop.model.events import BackendBatch
from agent_desktop.model.people import Activity
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.live_board import PAGE
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.benchmarks.report import Figure, percentile, report
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.ui.fake_view import NOON
from tests.ui.supervisor.boards import crowd

QUEUES, AGENTS = 100, 2_000
UPDATES_PER_S = 500
FRAMES_PER_S = 60
FRAMES = 900
SCROLL_PX = 40
SIZE = (1440, 900)
BESIDE_S = 20.0
GOALS: dict[str, Figure] = {"still_cpu_ms_p99": 16, "scrolling_cpu_ms_p99": 16}


class Floor:
    """The lines, and what happens to them."""

    def __init__(self) -> None:
        self.chance = random.Random(5)
        self.board = crowd(QUEUES, AGENTS)
        self.agents = dict(self.board.agents)
        self.ids = list(self.agents)
        self._due = 0.0

    def whole(self) -> BackendBatch:
        """The board as it is told to whom begins to look."""
        queues, agents = tuple(self.board.queues.values()), tuple(self.agents.values())
        return self._batch(BoardChanged(at=NOON, fresh=True, queues=queues, agents=agents))

    def news(self) -> BackendBatch:
        """One frame's share of the changes: another activity, another beginning; and a queue or two."""
        self._due += UPDATES_PER_S / FRAMES_PER_S
        count, self._due = int(self._due), self._due % 1
        changed = [self._other(self.chance.choice(self.ids)) for _ in range(count)]
        lines = list(self.board.queues.values())
        queue = replace(self.chance.choice(lines), ready=self.chance.randrange(20))
        return self._batch(BoardChanged(at=NOON, queues=(queue,), agents=tuple(changed)))

    def _other(self, agent_id: str) -> AgentLine:
        line = self.agents[agent_id]
        since = NOON - self.chance.randrange(900_000)
        activity = self.chance.choice((Activity.MESSAGING, Activity.WRAP_UP, Activity.OFFERED))
        line = replace(line, activity=activity, active_since=since, since=since)
        self.agents[agent_id] = line
        return line

    @staticmethod
    def _batch(event: BoardChanged) -> BackendBatch:
        return BackendBatch(events=(event,), at=NOON)


async def frames(
    session: FakeSession, floor: Floor, view: QAbstractItemView, scroll: int, within_s: float = 600
) -> list[float]:
    """CPU milliseconds of each frame, scrolled by `scroll` px."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2 if scroll else 0)
    await asyncio.sleep(0.2)
    spent: list[float] = []
    until = time.perf_counter() + within_s
    while len(spent) < FRAMES and time.perf_counter() < until:
        news = floor.news()
        began, cpu = time.perf_counter(), time.process_time_ns()
        delivery = asyncio.ensure_future(session.deliver(news))
        bar.setValue(bar.value() + scroll)
        await delivery
        rest = 1 / FRAMES_PER_S - (time.perf_counter() - began)
        await asyncio.sleep(max(rest, 0.001))
        spent.append((time.process_time_ns() - cpu) / 1e6)
    return spent


def figures_of(name: str, spent: Sequence[float]) -> dict[str, Figure]:
    """Half, nearly all and the worst of the frames, and how many there were."""
    return {
        f"{name}_frames": len(spent),
        f"{name}_cpu_ms_p50": percentile(spent, 50),
        f"{name}_cpu_ms_p99": percentile(spent, 99),
        f"{name}_cpu_ms_max": max(spent),
    }


def plain_table(desk: Desk) -> tuple[QTableWidget, Callable[[Sequence[Change]], None]]:
    """A row for each agent, and what follows the desk."""
    table = QTableWidget(0, 4)
    rows: dict[str, int] = {}

    def fill(line: AgentLine) -> None:
        if line.id not in rows:
            rows[line.id] = table.rowCount()
            table.insertRow(rows[line.id])
        shown = (line.name, line.activity.value, str(line.active_since), line.presence.value)
        for column, words in enumerate(shown):
            table.setItem(rows[line.id], column, QTableWidgetItem(words))

    def follow(changes: Sequence[Change]) -> None:
        for change in changes:
            if isinstance(change, BoardShown):
                for agent_id in change.agents:
                    fill(desk.board.agents[agent_id])

    for line in desk.board.agents.values():
        fill(line)
    return table, follow


async def measure(theme: Theme) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Ours, then the plain table."""
    session, floor = FakeSession(), Floor()
    desk = await Desk.start(session, FakeStore(), lambda: NOON)
    await session.go_live()
    await desk.settled()
    shell = ShellWindow(theme, now=desk.now)
    workspaces = DeskWorkspaces(desk, shell, backend="hub", open_link=lambda _: None)
    shell.resize(*SIZE)
    shell.show()
    shell.show_workspace(PAGE)
    await desk.settled()
    await session.deliver(floor.whole())
    await asyncio.sleep(0.5)  # until it is painted
    grid = workspaces.supervision.board.page.agents
    gc.freeze()  # as the program does when it has started
    still = await frames(session, floor, grid, 0)
    scrolling = await frames(session, floor, grid, SCROLL_PX)
    tiles = len(grid.cells.tiles)
    workspaces.leave()
    shell.close()
    figures: dict[str, Figure] = {
        "tiles": tiles,
        "queues": QUEUES,
        "updates_per_s": UPDATES_PER_S,
        **figures_of("still", still),
        **figures_of("scrolling", scrolling),
    }
    table, follow = plain_table(desk)
    table.resize(1040, 560)
    table.show()
    end = desk.subscribe(follow)
    beside = figures_of("table_still", await frames(session, floor, table, 0, BESIDE_S))
    scrolled = await frames(session, floor, table, SCROLL_PX, BESIDE_S)
    beside |= figures_of("table_scrolling", scrolled)
    end()
    table.close()
    await desk.stop()
    return figures, beside


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme("light")
    theme.apply(app)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        figures, beside = loop.run_until_complete(measure(theme))
    met = {name: float(figures[name]) < float(goal) for name, goal in GOALS.items()}
    report("board", figures, beside, GOALS, met)


if __name__ == "__main__":
    main()
