"""What scheduled reports need of a house, around a real storage: a clock that tests turn, and a mailbox.

The mailbox is a `Mailbox`, which says what the test tells it to, or a network's own session.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from agent_desktop.hub.centre import report_hours
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.server import report_posts
from agent_desktop.hub.server.founding import OWNER, found
from agent_desktop.hub.server.house import House, rows_of
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.storage import report_schedules as kept
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.port import NetworkSession
from agent_desktop.hub.written.records import Letter, Outcome, Sent, Unclear
from agent_desktop.model.report_schedules import ReportSchedule
from tests.hub import databases

HOUR = 3_600_000
DAY = 24 * HOUR
FRIDAY = 1_774_602_000_000  # 2026-03-27 10:00 in Berlin; the clocks change on Sunday
SCHEDULE = ReportSchedule(
    id="weekly",
    owner_id=OWNER,
    report="service",
    query="period=yesterday&every=60",
    format="csv",
    language="de",
    days=(0, 4, 6),
    minute=9 * 60,
    zone="Europe/Berlin",
    entry_point_id="mail",
    receivers=("lead@example.org", "boss@example.org"),
)


@dataclass
class Mailbox:
    """A session that says what the test tells it to."""

    outcome: Outcome = field(default_factory=lambda: Sent(remote_ids=("m",)))
    looked: Outcome = field(default_factory=lambda: Unclear(problem="Nobody knows."))
    sent: list[tuple[Letter, bytes]] = field(default_factory=list)
    stage: "Stage | None" = None

    async def send(self, letter: Letter) -> Outcome:
        assert self.stage is not None
        assert (await self.stage.schedule()).state == "sending"
        uploads = self.stage.uploads
        files = [uploads.place(await uploads.find(one.id)) for one in letter.attachments]
        self.sent.append((letter, await asyncio.to_thread(files[0].read_bytes)))
        return self.outcome

    async def look(self, letter: Letter) -> Outcome:
        assert letter.id == f"weekly-{(await self._stage().schedule()).of_at}"
        return self.looked

    def _stage(self) -> "Stage":
        assert self.stage is not None
        return self.stage


class Stage:
    """What scheduled reports need of a house: the writer, the ledger, files, and one mailbox."""

    def __init__(self, thread: CentreThread, folder: Path, target: Any) -> None:
        self.now = FRIDAY
        self.rehearsed = Mailbox(stage=self)
        self.mailbox: NetworkSession | Mailbox | None = self.rehearsed
        self.thread = thread
        self.uploads = Uploads(folder, rows_of(thread), self.clock)
        self.ledger = Ledger(target, thread, self.clock)
        self.shared, self.office = self, self
        self.house = cast(House, self)

    def clock(self) -> int:
        return self.now

    def session(self, entry_point_id: str) -> NetworkSession | Mailbox | None:
        assert entry_point_id == "mail"
        return self.mailbox

    async def ask(self, work: Any) -> Any:
        return await self.thread.call(work)

    async def rows(self, work: Any) -> Any:
        return await self.thread.call(lambda centre: work(centre.storage))

    async def schedule(self) -> ReportSchedule:
        made = await self.rows(lambda storage: kept.schedule(storage, "weekly"))
        assert isinstance(made, ReportSchedule)
        return made

    async def define(self, schedule: ReportSchedule = SCHEDULE) -> ReportSchedule:
        planned = report_hours.planned(schedule, self.now)
        await self.rows(lambda storage: kept.keep(storage, planned))
        return planned

    async def later(self, ms: int) -> ReportSchedule:
        self.now += ms
        await report_posts.send_due(self.house)
        return await self.schedule()


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    target = databases.fresh(folder / "hub.db")
    clock = lambda: FRIDAY  # noqa: E731
    thread = CentreThread(lambda: Centre(Storage.open(target), clock), clock)
    await thread.start()
    await thread.call(lambda centre: found(centre, "Team", "Owner", "en"))
    stage = Stage(thread, folder, target)
    try:
        yield stage
    finally:
        await stage.ledger.close()
        await thread.stop()
