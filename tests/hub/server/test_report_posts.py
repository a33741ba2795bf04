"""Scheduled reports: at which hours they go out, once, and what stands there when they could not."""

import io
import re
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.centre import report_hours
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.server import report_posts
from agent_desktop.hub.server.founding import QUEUE
from agent_desktop.hub.storage import report_schedules as kept
from agent_desktop.hub.storage.passages import keep_passage
from agent_desktop.hub.storage.rules import keep_plan
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.passages import Came, Passage
from agent_desktop.model.rules import Plan
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.report_stage import DAY, FRIDAY, HOUR, SCHEDULE, staged
from tests.hub.server.test_reports import page_texts


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
    assert (tried.problem, tried.remedy) == ("Busy.", report_hours.CHECK)
    assert claimed.due_at is not None
    assert tried.due_at == claimed.due_at


@asynchronous
async def test_a_report_goes_out_at_its_hour_to_everybody_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        planned = await stage.define()
        assert planned.due_at is not None
        assert (await stage.later(planned.due_at - stage.now - 1)).state == "waiting"
        done = await stage.later(1)
        assert (done.state, done.last_at, done.sent_at) == ("sent", planned.due_at, stage.now)
        ((letter, file),) = stage.rehearsed.sent
        assert letter.to == "lead@example.org"
        assert letter.mail is not None
        assert letter.mail.to == ("boss@example.org",)
        assert letter.mail.automatic is Automatic.REPLY
        assert letter.mail.subject == "Service nach Zeitabschnitten, 28.03.2026"
        assert "Der Bericht liegt bei." in letter.text
        assert "Verfehlte Ziele: 0" in letter.text
        assert "Wer ihn schicken lässt und es ändern oder beenden kann: Owner" in letter.text
        assert "Verfehlte Ziele: 0" in letter.page
        assert "Gekommen" in file.decode("utf-8-sig")
        assert letter.attachments[0].name == "service-2026-03-28.csv"  # the day before, in UTC
        assert (await stage.later(HOUR)).state == "sent"
        assert len(stage.rehearsed.sent) == 1
        await stage.later(30 * DAY)
        assert len(stage.rehearsed.sent) == 2


@asynchronous
async def test_one_of_a_tag_says_so_and_counts_nothing_else(tmp_path: Path) -> None:
    def come(storage: Storage) -> None:
        for number in range(5):
            key = f"i{number}"
            passage = Passage(key, 1, QUEUE.id, Channel.CHAT, Came.ARRIVED, FRIDAY - DAY)
            keep_passage(storage, passage)
            keep_plan(storage, key, Plan(queue=QUEUE.id, tags=("vip",)[number % 2 :]))

    async with staged(tmp_path) as stage:
        await stage.rows(come)
        queues = replace(SCHEDULE, report="queues", query="period=yesterday&tag=vip")
        every = replace(queues, query="period=yesterday")
        forms = [replace(queues, format=one) for one in ("csv", "xlsx", "pdf")]
        for schedule, came in (*((one, 3) for one in forms), (every, 5)):
            planned = await stage.define(schedule)
            hastened = replace(planned, due_at=stage.now)
            await stage.rows(lambda storage, one=hastened: kept.keep(storage, one))
            assert (await stage.later(0)).state == "sent"
            letter, file = stage.rehearsed.sent[-1]
            only = "Nur: Schlagwort: vip" if came == 3 else "Nur: Alle"
            assert only in letter.text
            assert only in letter.page
            assert f"Gekommen: {came}" in letter.text
            assert f"Support {came} " in " ".join(_cells(schedule.format, file))
            if schedule.format != "csv":  # which is the table alone
                assert only.rpartition(" ")[2] in _cells(schedule.format, file)
            stage.now += 1


def _cells(kind: str, file: bytes) -> list[str]:
    """What stands in a file, word by word."""
    if kind == "csv":
        return re.split(r"[,\s]+", file.decode("utf-8-sig"))
    if kind == "pdf":
        return " ".join(page_texts(file)).split()
    with ZipFile(io.BytesIO(file)) as book:
        words = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        cells = re.findall(
            r'<c r="\w+"([^>]*)><v>([^<]*)</v>', book.read("xl/worksheets/sheet1.xml").decode()
        )
    return [words[int(one)] if 't="s"' in look else one for look, one in cells]


@asynchronous
async def test_one_that_is_sent_by_hand_leaves_its_hours_alone(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        planned = await stage.define()
        hastened = replace(planned, due_at=stage.now)
        await stage.rows(lambda storage: kept.keep(storage, hastened))
        done = await stage.later(0)
        assert (done.state, done.sent_at, done.due_at) == ("sent", stage.now, planned.due_at)
        ((letter, _),) = stage.rehearsed.sent
        assert letter.attachments[0].name == "service-2026-03-26.csv", "yesterday, as it is now"


@asynchronous
async def test_what_may_have_left_is_not_sent_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        planned = await stage.define()
        stage.rehearsed.outcome = Unclear(problem="Cut.")
        made = await stage.later(2 * DAY)
        assert (made.state, made.problem) == ("unclear", "Nobody knows.")
        assert made.remedy == report_hours.ASK
        await stage.later(HOUR)
        assert len(stage.rehearsed.sent) == 1
        # the hub ended in the middle: what the mailbox knows counts
        for looked, state in (
            (Sent(remote_ids=("m",)), "sent"),
            (Unclear(problem="?"), "unclear"),
            (NotNow(problem="It did not leave."), "trying"),
        ):
            stage.rehearsed.looked = looked
            claimed = report_hours.claimed(planned, stage.now)
            await stage.rows(lambda storage: kept.keep(storage, claimed))  # noqa: B023
            await report_posts.look_back(stage.house)
            assert (await stage.schedule()).state == state
        assert len(stage.rehearsed.sent) == 1


@asynchronous
async def test_failures_say_why(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.define()
        stage.rehearsed.outcome = Rejected(problem="No such address.", remedy="Check it.")
        made = await stage.later(2 * DAY)
        assert (made.state, made.problem, made.remedy) == (
            *("failed", "No such address."),
            "Check it.",
        )
        assert made.due_at is not None
        stage.mailbox = None
        made = await stage.later(7 * DAY)
        assert (made.state, made.problem) == ("trying", "The mailbox is not connected.")
        stage.mailbox = stage.rehearsed
        stage.rehearsed.outcome = Sent(remote_ids=("m",))
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

        stage.rehearsed.send = broken  # type: ignore[method-assign]
        assert (await stage.later(2 * DAY)).state == "unclear"
