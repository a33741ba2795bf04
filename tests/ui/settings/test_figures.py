"""The page of figures and targets."""

from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.administration_figures import (
    HouseFigures,
    KeepHouseFigures,
    QueueAims,
)
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.aim_rows import AimsLine, AimsRow
from agent_desktop.ui.settings.queue_calendar_rows import QueueCalendarLine, QueueCalendarsRow
from agent_desktop.ui.settings.queue_time_rows import QueueTimeLine, QueueTimesRow
from agent_desktop.ui.settings.time_rows import ChannelTimesRow
from tests.ui.settings.conftest import Office


def test_targets_are_kept_after_saying_what_is_counted_anew(office: Office) -> None:
    page = office.open(Topic.FIGURES)
    (entry,) = page.rows.entries
    assert entry.detail == "80% in time, 5% give up at most"
    page.open("house")
    office.work()
    form = page.form
    office.type(page, "service", "120")
    form.submit()
    assert "count every figure anew" in form.notice.words
    form.bar.sure.click()
    office.work()
    assert "between 0 and 100" in form.rows["service"].notice.words
    office.type(page, "service", "90")
    office.type(page, "away_ms", "20")
    form.submit()
    form.bar.sure.click()
    office.work()
    order = office.asked(KeepHouseFigures)[-1]
    assert order.before == HouseFigures()
    assert order.figures == HouseFigures(service=90, away_ms=1_200_000)
    assert page.rows.entries[0].detail == "90% in time, 5% give up at most"


def test_single_queues_and_the_longest_wait_have_targets(office: Office) -> None:
    office.team.queues["support"] = QueueRules(id="support", name="Support")
    page = office.open(Topic.FIGURES)
    page.open("house")
    office.work()
    form = page.form
    waits, aims = form.rows["wait_ms"], form.rows["queues"]
    assert isinstance(waits, ChannelTimesRow)
    assert isinstance(aims, AimsRow)
    waits.fields[Channel.VOICE].setText("1:30")
    waits.fields[Channel.EMAIL].setText("some")
    aims.add.click()
    (line,) = aims.lines
    assert isinstance(line, AimsLine)
    line.service.setText("95")
    form.submit()
    assert "no time" in waits.notice.words
    assert waits.control() is waits.fields[Channel.EMAIL]
    assert "A queue is not chosen" in aims.notice.words
    waits.fields[Channel.EMAIL].setText("4 h")
    line.queue.choose("support")
    line.service.setText("950")
    line.wait.setText("45")
    form.submit()
    form.bar.sure.click()
    office.work()
    assert "between 0 and 100" in aims.notice.words
    line.service.setText("95")
    form.submit()
    form.bar.sure.click()
    office.work()
    order = office.asked(KeepHouseFigures)[-1]
    assert order.figures == HouseFigures(
        wait_ms={Channel.VOICE: 90_000, Channel.EMAIL: 4 * 3_600_000},
        queues={"support": QueueAims(service=95, wait_ms=45_000)},
    )
    aims.add.click()
    again = aims.lines[-1]
    assert isinstance(again, AimsLine)
    again.queue.choose("support")
    form.submit()
    assert "is there twice" in aims.notice.words


def test_a_single_queue_has_its_own_time(office: Office) -> None:
    office.team.queues["support"] = QueueRules(id="support", name="Support")
    page = office.open(Topic.FIGURES)
    page.open("house")
    office.work()
    form = page.form
    times = form.rows["queue_times"]
    assert isinstance(times, QueueTimesRow)
    times.add.click()
    own = times.lines[0]
    assert isinstance(own, QueueTimeLine)
    own.queue.choose("support")
    form.submit()
    assert "has no time" in times.notice.words
    own.time.setText("10 s")
    form.submit()
    form.bar.sure.click()
    office.work()
    (order,) = office.asked(KeepHouseFigures)
    assert order.figures == HouseFigures(queue_times={"support": 10_000})


def test_a_single_queue_has_business_hours_of_its_own(office: Office) -> None:
    office.team.queues["support"] = QueueRules(id="support", name="Support")
    office.team.calendars["late"] = Calendar(id="late", name="Late shift")
    page = office.open(Topic.FIGURES)
    page.open("house")
    office.work()
    form = page.form
    row = form.rows["calendars"]
    assert isinstance(row, QueueCalendarsRow)
    row.add.click()
    (line,) = row.lines
    assert isinstance(line, QueueCalendarLine)
    line.calendar._choose("late")
    assert form.changed
    form.submit()
    assert "A queue is not chosen" in row.notice.words
    assert row.control() is line.queue
    line.queue.choose("support")
    line.calendar.choose(" ")
    form.submit()
    assert "has no calendar" in row.notice.words
    assert row.control() is line.calendar
    line.calendar.choose("late")
    del office.team.calendars["late"]
    form.submit()
    form.bar.sure.click()
    office.work()
    assert "no such calendar" in row.notice.words
    line.calendar.choose("")
    form.submit()
    form.bar.sure.click()
    office.work()
    order = office.asked(KeepHouseFigures)[-1]
    assert order.figures == HouseFigures(calendars={"support": ""})
    page.open("house")
    office.work()
    (again,) = row.lines
    assert isinstance(again, QueueCalendarLine)
    assert again.calendar.text() == "No business hours"
