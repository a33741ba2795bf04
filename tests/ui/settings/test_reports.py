"""The page of reports by e-mail: made, changed, paused, removed; and how the last one went."""

from msgspec.structs import replace
from PySide6.QtTest import QTest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import NetworkEntry
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedule,
    SendReportSchedule,
)
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.report_rows import HourRow, QueryRow, ReceiversRow, WeekdaysRow
from agent_desktop.ui.settings.reports import ReportForm
from tests.ui.settings.conftest import Office

TOPICS = (Topic.REPORTS,)
DAILY = ReportSchedule(
    id="daily",
    report="queues",
    query="every=day&period=last_week&queue=support",
    format="xlsx",
    days=(0, 4),
    minute=450,
    zone="Europe/Berlin",
    entry_point_id="post",
    receivers=("lead@example.org", "boss@example.org"),
    state="failed",
    problem="The mailbox is not connected.",
)


def with_mailbox(office: Office) -> AnyPage:
    office.team.entries["post"] = NetworkEntry(id="post", name="Post", network="email")
    return office.open(Topic.REPORTS)


def test_a_report_is_scheduled(office: Office) -> None:
    page = with_mailbox(office)
    page.begin_new()
    office.work()
    form = page.form
    assert isinstance(form, ReportForm)
    assert form.went.isHidden()
    assert form.bar.test.isHidden(), "it is not kept yet"
    form.submit()
    receivers = form.rows["receivers"]
    assert isinstance(receivers, ReceiversRow)
    assert receivers.notice.words == "This is needed."
    receivers.area.setPlainText("lead@example.org\nnobody")
    form.submit()
    assert "is no mail address" in receivers.notice.words
    receivers.area.setPlainText("lead@example.org, boss@example.org")
    hour, days, query = form.rows["minute"], form.rows["days"], form.rows["query"]
    assert isinstance(hour, HourRow)
    assert isinstance(days, WeekdaysRow)
    assert isinstance(query, QueryRow)
    hour.field.setText("25:00")
    form.submit()
    assert "is no time" in hour.notice.words
    hour.field.setText("6:05")
    days.boxes["0"].click()
    query.list.chosen.emit("last_week")
    query.list.choose("last_week")
    form.submit()
    office.work()
    assert "is no mailbox" in form.rows["entry_point_id"].notice.words
    form.mailbox.list.choose("post")
    form.submit()
    office.work()
    made = office.asked(KeepReportSchedule)[-1].schedule
    assert (made.report, made.minute, made.days) == ("service", 365, (1, 2, 3, 4))
    assert made.query == "every=30&period=last_week" or "period=last_week" in made.query
    assert made.receivers == ("lead@example.org", "boss@example.org")
    (entry,) = page.rows.entries
    assert entry.title == "Service by interval"
    assert "Last week" in entry.detail
    assert "lead@example.org and 1 more" in entry.detail


def test_how_the_last_one_went_stands_there_and_it_can_pause_and_go(office: Office) -> None:
    office.team.schedules = {"daily": DAILY}  # type: ignore[attr-defined]
    page = with_mailbox(office)
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Not sent", "danger")
    assert entry.detail.startswith("Last week · Queue support · Mon, Fri 7:30")
    page.open("daily")
    form = page.form
    assert isinstance(form, ReportForm)
    query = form.rows["query"]
    assert isinstance(query, QueryRow)
    assert query.only.text() == "Only: Queue support"
    state = form.rows["state"].control()
    assert state.accessibleName() == "Not sent. The mailbox is not connected."
    form.bar.test.click()
    office.work()
    assert office.asked(SendReportSchedule) == [SendReportSchedule(schedule_id="daily")]
    assert form.bar.saying.text() == "It goes out within half a minute; above stands how it went."
    minute = form.rows["minute"]
    assert isinstance(minute, HourRow)
    QTest.keyClicks(minute.field, "1")
    form.bar.test.click()
    assert form.bar.saying.text() == "Save first: the report goes out as it is kept."
    office.work()
    assert len(office.asked(SendReportSchedule)) == 1
    form.bar.pause.click()
    office.work()
    assert office.asked(PauseReportSchedule)[-1].paused is True
    assert page.rows.entries[0].state == "Paused"
    sent = replace(DAILY, state="sent", problem="", sent_at=office.desk.now())
    office.team.schedules = {"daily": sent}  # type: ignore[attr-defined]
    page.look()
    office.work()
    assert form.rows["state"].control().accessibleName() == "Sent"
    form.bar.remove.click()
    form.bar.sure.click()
    office.work()
    assert office.asked(RemoveReportSchedule) == [RemoveReportSchedule(schedule_id="daily")]
    assert page.rows.entries == ()


def test_a_house_without_a_mailbox_says_so(office: Office) -> None:
    page = office.open(Topic.REPORTS)
    assert "No mailbox is connected" in page.warning.accessibleName()


def test_another_report_is_not_narrowed_to_what_it_does_not_heed(office: Office) -> None:
    tagged = replace(DAILY, query=f"{DAILY.query}&tag=vip&team=east")
    office.team.schedules = {"daily": tagged}  # type: ignore[attr-defined]
    page = with_mailbox(office)
    page.open("daily")
    office.work()
    form = page.form
    assert isinstance(form, ReportForm)
    assert "Tag vip" in form.query.only.text()
    for name, tag in (("backlog", "&tag=vip"), ("dispositions", "")):
        form.report.list.choose(name)
        form.report.list.chosen.emit(name)
        assert form.query.value() == f"every=day&period=last_week&queue=support{tag}&team=east"
        assert ("Tag" in form.query.only.text()) is bool(tag)
