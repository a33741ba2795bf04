"""`inbox`: 100,000 conversations in the work list, 500 updates a second, the window still and scrolling.

The real desk, its changes through the real workspaces into the real list, in a real event loop; backend and store are
in memory. Every frame brings the same share of updates: new messages, changed due times that
move a row, new and finished work, a part of them among the rows on the screen. A frame's time is all the CPU of the
process from one frame to the next: decoding excepted, everything that the update costs is in it. Beside it, in the same
run, the same updates with the same model in stock views with the stock delegate: a QTableView, and a QListView, which
lays out all rows again for every update and is therefore given only seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
import qasync
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QTableView

from agent_desktop.desk.runner import Desk
from agent_desktop.desk.settings import QUEUES, TEAM
from agent_desktop.desk.state import Team
from agent_desktop.model.changes import InboxChanged, Section
from agent_desktop.model.events import (
    BackendBatch,
    BackendEvent,
    ConversationChanged,
    InteractionChanged,
    MessageReceived,
)
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation, Message
from agent_desktop.model.work import Channel, Interaction, InteractionState, Queue
from agent_desktop.ui.inbox.model import InboxModel
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.benchmarks.report import Figure, measured, percentile, report
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import CUSTOMER, ME, NOW, interaction, manifest, waiting

CONVERSATIONS = 100_000
UPDATES_PER_S = 500
FRAMES_PER_S = 60
FRAMES = 900
ACTIVE, OPEN = 5, 400
SCROLL_PX = 40
SIZE = (1440, 900)
BESIDE_S = 20.0
SCROLLING = 0.5
GOALS: dict[str, Figure] = {"still_cpu_ms_p99": 16, "scrolling_cpu_ms_p99": 16}
_TEXT = "hello the lamp base is cracked thanks order delivery Tuesday replacement invoice please 配送日の変更"
_WORDS = _TEXT.split()
_NAMES = ("Layla Haddad", "Tomasz Wiśniewski", "佐藤 健", "Priya Raman", "Joaquín Ortega")


class Floor:
    """The work and what happens to it. `visible` tells which conversations are on the screen."""

    def __init__(self, count: int, store: FakeStore) -> None:
        self.chance = random.Random(5)
        self.store = store
        self.work: dict[str, Interaction] = {}
        self.threads: dict[str, Conversation] = {}
        self.ids: list[str] = []
        self.serial = 0
        self.visible: Callable[[], Sequence[str]] = lambda: ()
        team = Team(agent=ME, manifest=manifest())
        store.settings[TEAM] = msgspec.json.encode(team).decode()
        queues = (Queue(id="q1", name="Support"),)
        store.settings[QUEUES] = msgspec.json.encode(queues).decode()
        for number in range(count):
            self._begin(mine=number < ACTIVE, queued=number < count - OPEN)
        store.conversations = dict(self.threads)
        store.interactions = dict(self.work)

    def words(self) -> str:
        """Something that somebody writes."""
        return " ".join(self.chance.choices(_WORDS, k=8))

    def _begin(self, *, mine: bool = False, queued: bool = True) -> str:
        self.serial += 1
        number, chance = self.serial, self.chance
        key, name = f"v{number:07}", f"{_NAMES[number % len(_NAMES)]} {number}"
        at = NOW - chance.randrange(86_400_000)
        self.store.customers[f"c{number}"] = Customer(id=f"c{number}", name=name)
        thread = Conversation(
            id=key,
            customer_id=f"c{number}",
            number=number,
            channel=chance.choice((Channel.CHAT, Channel.EMAIL, Channel.SMS)),
            opened_at=at,
            last_seq=1,
            last_at=at,
            preview=self.words(),
            reply_due_at=NOW + chance.randrange(-600_000, 7_200_000),
            agent_id=None if queued and not mine else ME.id,
        )
        self.threads[key] = thread
        self.ids.append(key)
        about = {"customer_id": f"c{number}", "customer_name": name, "channel": thread.channel}
        if mine:
            self.work[key] = interaction(f"i{number}", conversation_id=key, **about)
        elif queued:
            self.work[key] = waiting(f"i{number}", key, arrived_at=at, **about)
        return key

    def _any(self) -> str:
        """A conversation: every third time one that is on the screen."""
        seen = self.visible() if self.chance.random() < 1 / 3 else ()
        while True:
            key = self.chance.choice(seen) if seen else self.chance.choice(self.ids)
            if key in self.threads:
                return key
            seen = ()

    def update(self) -> tuple[BackendEvent, ...]:
        """What happens next: 6 of 10 a message, 2 a new due time, 1 new work, 1 finished work."""
        roll = self.chance.randrange(10)
        if roll == 0:
            key = self._begin()
            return (ConversationChanged(self.threads[key]), InteractionChanged(self.work[key]))
        key = self._any()
        thread = self.threads[key]
        if roll == 1 and key in self.work:
            del self.threads[key]
            gone = replace(self.work.pop(key), state=InteractionState.ABANDONED, ended_at=NOW)
            closed = replace(thread, open=False)
            return (InteractionChanged(gone), ConversationChanged(closed))
        if roll in (2, 3):
            due = NOW + self.chance.randrange(-600_000, 7_200_000)
            self.threads[key] = thread = replace(thread, reply_due_at=due)
            return (ConversationChanged(thread),)
        seq = thread.last_seq + 1
        self.threads[key] = replace(thread, last_seq=seq, last_at=NOW + seq)
        message = Message(
            id=f"{key}-{seq}",
            conversation_id=key,
            channel=thread.channel,
            author=CUSTOMER,
            text=self.words(),
            sent_at=NOW + seq,
            seq=seq,
        )
        return (MessageReceived(message),)


class Frames:
    """Frames of one window: updates, a scroll step, and all that follows from them."""

    def __init__(self, desk: Desk, session: FakeSession, floor: Floor) -> None:
        self._desk = desk
        self._session = session
        self._floor = floor
        self._due = 0.0

    async def run(
        self, view: QAbstractItemView, count: int, scroll: int, *, within_s: float = 600
    ) -> list[float]:
        """CPU milliseconds of up to `count` frames, each scrolled by `scroll` px."""
        bar = view.verticalScrollBar()
        bar.setValue(int(bar.maximum() * SCROLLING) if scroll else 0)
        await asyncio.sleep(0.2)
        spent: list[float] = []
        until = time.perf_counter() + within_s
        while len(spent) < count and time.perf_counter() < until:
            batches = self._news()
            began, cpu = time.perf_counter(), time.process_time_ns()
            deliveries = asyncio.gather(*(self._session.deliver(one) for one in batches))
            bar.setValue(bar.value() + scroll)
            await deliveries
            # The frame is over when the timers of the workspaces had their turn and everything is painted.
            rest = 1 / FRAMES_PER_S - (time.perf_counter() - began)
            await asyncio.sleep(max(rest, 0.001))
            spent.append((time.process_time_ns() - cpu) / 1e6)
        return spent

    def _news(self) -> list[BackendBatch]:
        """One frame's share of the updates."""
        self._due += UPDATES_PER_S / FRAMES_PER_S
        count, self._due = int(self._due), self._due % 1
        return [BackendBatch(events=self._floor.update(), at=NOW) for _ in range(count)]


def on_screen(view: QAbstractItemView, model: InboxModel) -> Iterator[str]:
    """The conversations that the view shows now."""
    first = view.indexAt(view.viewport().rect().topLeft()).row()
    last = view.indexAt(view.viewport().rect().bottomLeft()).row()
    for line in range(max(first, 0), last + 1):
        row = model.row(line)
        if row is not None:
            yield row.conversation_id


def stock_table() -> QTableView:
    """A table as fast as a stock one gets: fixed heights, scrolling by pixels."""
    table = QTableView()
    table.horizontalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(table.verticalHeader().ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(34)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return table


def stock_list() -> QListView:
    """A list that is told that all rows are alike."""
    stock = QListView()
    stock.setUniformItemSizes(True)
    stock.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return stock


def figures_of(name: str, spent: Sequence[float]) -> dict[str, Figure]:
    """Half, nearly all and the worst of the frames, and how many there were."""
    return {
        f"{name}_frames": len(spent),
        f"{name}_cpu_ms_p50": percentile(spent, 50),
        f"{name}_cpu_ms_p99": percentile(spent, 99),
        f"{name}_cpu_ms_max": max(spent),
    }


async def beside_ours(
    name: str, stock: QAbstractItemView, desk: Desk, frames: Frames, floor: Floor, count: int
) -> dict[str, Figure]:
    """The same updates with the same model in a stock view."""
    model = InboxModel(desk, stock)

    def follow(changes: Sequence[object]) -> None:
        for change in changes:
            if isinstance(change, InboxChanged):
                model.apply(change)

    stock.setModel(model)
    stock.resize(290, SIZE[1])
    stock.show()
    floor.visible = lambda: tuple(on_screen(stock, model))
    end = desk.subscribe(follow)
    still = await frames.run(stock, count, 0, within_s=BESIDE_S)
    scrolling = await frames.run(stock, count, SCROLL_PX, within_s=BESIDE_S)
    end()
    stock.close()
    return figures_of(f"{name}_still", still) | figures_of(f"{name}_scrolling", scrolling)


async def measure(
    theme: Theme, conversations: int, count: int
) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Ours, then the stock views."""
    store, session = FakeStore(), FakeSession()
    floor = Floor(conversations, store)
    with measured() as restoring:
        desk = await Desk.start(session, store, lambda: NOW)
    await session.go_live()
    await desk.settled()
    rows = sum(desk.row_count(section) for section in Section)
    shell = ShellWindow(theme, now=desk.now)
    with measured() as building:
        workspaces = DeskWorkspaces(desk, shell, backend="hub", open_link=lambda _: None)
        shell.resize(*SIZE)
        shell.show()
        QApplication.processEvents()
    gc.freeze()  # as the program does when it has started
    view = workspaces.inbox.view
    floor.visible = lambda: tuple(on_screen(view, view.rows))
    frames = Frames(desk, session, floor)
    still = await frames.run(view, count, 0)
    scrolling = await frames.run(view, count, SCROLL_PX)
    workspaces.leave()
    shell.close()
    figures: dict[str, Figure] = {
        "conversations": rows,
        "updates_per_s": UPDATES_PER_S,
        "restore_cpu_ms": restoring.cpu_ms,
        "window_cpu_ms": building.cpu_ms,
        **figures_of("still", still),
        **figures_of("scrolling", scrolling),
    }
    beside = await beside_ours("stock_table", stock_table(), desk, frames, floor, count)
    beside |= await beside_ours("stock_list", stock_list(), desk, frames, floor, count)
    await desk.stop()
    return figures, beside


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=CONVERSATIONS)
    parser.add_argument("--frames", type=int, default=FRAMES)
    asked = parser.parse_args(arguments)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme("light")
    theme.apply(app)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        figures, beside = loop.run_until_complete(measure(theme, asked.conversations, asked.frames))
    met = {name: float(figures[name]) < float(goal) for name, goal in GOALS.items()}
    report("inbox", figures, beside, GOALS, met)


if __name__ == "__main__":
    main()
