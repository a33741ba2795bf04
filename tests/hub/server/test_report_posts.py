"""Scheduled reports: at which hours they go out, once, and what stands there when they could not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.centre import report_hours
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.server import report_posts
from agent_desktop.hub.server.founding import OWNER, found
from agent_desktop.hub.server.house import House, rows_of
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.storage import report_schedules as kept
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.report_schedules import ReportSchedule
from agent_desktop.model.timeline import Automatic
from tests.contracts.asynchronous import asynchronous
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


def test_hours_are_those_of_a_clock_on_the_wall() -> None:
    sunday = report_hours.next_hour(SCHEDULE, FRIDAY)
    assert sunday == FRIDAY + 2 * DAY - 2 * HOUR  # 9:00, an hour less of night
    assert report_hours.next_hour(SCHEDULE, sunday) == sunday + DAY
    skipped = replace(SCHEDULE, minute=2 * 60 + 30)
    at = report_hours.next_hour(skipped, FRIDAY)
    assert at == FRIDAY + 2 * DAY - 8 * HOUR  # 2:30 is not there on Sunday: 3:00 instead


@given(st.integers(0, 20 * 24 * 60), st.integers(0, 1_439), st.sets(st.integers(0, 6), min_size=1))
def test_the_next_hour_is_on_one_of_the_days_and_never_now(
    minutes: int, minute: int, days: set[int]
) -> None:
    after = FRIDAY + minutes * 60_000
    one = replace(SCHEDULE, minute=minute, days=tuple(sorted(days)))
    found_at = report_hours.next_hour(one, after)
    assert found_at is not None
    assert after < found_at <= after + 8 * DAY
    assert day_of(found_at, ZoneInfo(one.zone)).weekday() in days


def test_hours_that_were_missed_are_made_up_for_once() -> None:
    planned = report_hours.planned(SCHEDULE, FRIDAY)
    late = FRIDAY + 30 * DAY
    claimed = report_hours.claimed(planned, late)
    assert claimed.of_at == planned.due_at
    assert claimed.due_at is not None
    assert claimed.due_at > late
    assert report_hours.settled(claimed, Sent(remote_ids=("m",)), late).state == "sent"


def test_what_could_not_be_sent_keeps_its_letter_and_is_given_up_after_a_day() -> None:
    now = FRIDAY + 2 * DAY
    claimed = report_hours.claimed(report_hours.planned(SCHEDULE, FRIDAY), now)
    tried = report_hours.settled(claimed, NotNow(problem="Busy."), now)
    assert (tried.state, tried.due_at, tried.problem) == ("trying", now + 60_000, "Busy.")
    again = report_hours.claimed(tried, now + 60_000)
    assert (again.letter_id, again.of_at, again.attempt) == (claimed.letter_id, claimed.of_at, 2)
    assert again.due_at == claimed.due_at
    tries = 1
    while tried.state == "trying":
        assert tried.due_at is not None
        claimed = report_hours.claimed(tried, tried.due_at)
        tried = report_hours.settled(claimed, NotNow(problem="Busy."), tried.due_at)
        tries += 1
    assert (tried.state, tries) == ("failed", report_hours.ATTEMPTS)
    assert claimed.due_at is not None
    assert tried.due_at == claimed.due_at


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
        self.mailbox: Mailbox | None = Mailbox(stage=self)
        self.thread = thread
        self.uploads = Uploads(folder, rows_of(thread), self.clock)
        self.ledger = Ledger(target, thread, self.clock)
        self.shared, self.office = self, self
        self.house = cast(House, self)

    def clock(self) -> int:
        return self.now

    def session(self, entry_point_id: str) -> Mailbox | None:
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


@asynchronous
async def test_a_report_goes_out_at_its_hour_to_everybody_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        planned = await stage.define()
        assert planned.due_at is not None
        assert (await stage.later(planned.due_at - stage.now - 1)).state == "waiting"
        done = await stage.later(1)
        assert (done.state, done.last_at, done.sent_at) == ("sent", planned.due_at, stage.now)
        assert stage.mailbox is not None
        ((letter, file),) = stage.mailbox.sent
        assert letter.to == "lead@example.org"
        assert letter.mail is not None
        assert letter.mail.to == ("boss@example.org",)
        assert letter.mail.automatic is Automatic.REPLY
        assert letter.mail.subject == "Service nach Zeitabschnitten"
        assert "Der Bericht liegt bei." in letter.text
        assert "Gekommen" in file.decode("utf-8-sig")
        assert letter.attachments[0].name == "service-2026-03-28.csv"  # the day before, in UTC
        assert (await stage.later(HOUR)).state == "sent"
        assert len(stage.mailbox.sent) == 1
        await stage.later(30 * DAY)
        assert len(stage.mailbox.sent) == 2


@asynchronous
async def test_what_may_have_left_is_not_sent_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        planned = await stage.define()
        assert stage.mailbox is not None
        stage.mailbox.outcome = Unclear(problem="Cut.")
        made = await stage.later(2 * DAY)
        assert (made.state, made.problem) == ("unclear", "Nobody knows.")
        await stage.later(HOUR)
        assert len(stage.mailbox.sent) == 1
        # the hub ended in the middle: what the mailbox knows counts
        for looked, state in (
            (Sent(remote_ids=("m",)), "sent"),
            (Unclear(problem="?"), "unclear"),
            (NotNow(problem="It did not leave."), "trying"),
        ):
            stage.mailbox.looked = looked
            claimed = report_hours.claimed(planned, stage.now)
            await stage.rows(lambda storage: kept.keep(storage, claimed))  # noqa: B023
            await report_posts.look_back(stage.house)
            assert (await stage.schedule()).state == state
        assert len(stage.mailbox.sent) == 1


@asynchronous
async def test_failures_say_why(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.define()
        assert stage.mailbox is not None
        stage.mailbox.outcome = Rejected(problem="No such address.", remedy="Check it.")
        made = await stage.later(2 * DAY)
        assert (made.state, made.problem, made.remedy) == (
            *("failed", "No such address."),
            "Check it.",
        )
        assert made.due_at is not None
        mailbox, stage.mailbox = stage.mailbox, None
        made = await stage.later(7 * DAY)
        assert (made.state, made.problem) == ("trying", "The mailbox is not connected.")
        stage.mailbox = mailbox
        mailbox.outcome = Sent(remote_ids=("m",))
        assert (await stage.later(HOUR)).state == "sent"
        await stage.define(replace(SCHEDULE, owner_id="nobody"))
        made = await stage.later(7 * DAY)
        assert (made.state, made.problem) == ("failed", "Only supervisors do this.")


@pytest.mark.expected_log("sending a report failed: ValueError")
@asynchronous
async def test_a_session_that_breaks_leaves_it_unclear(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.define()

        async def broken(letter: Letter) -> Outcome:
            raise ValueError("secret")

        assert stage.mailbox is not None
        stage.mailbox.send = broken  # type: ignore[method-assign]
        assert (await stage.later(2 * DAY)).state == "unclear"
