"""The pages of routing rules, of their versions, and of calendars."""

import asyncio

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import CallNumber, OpenHours
from agent_desktop.model.calendars import Calendar, KeepCalendar, SpecialDay
from agent_desktop.model.rules import (
    AfterHours,
    Difference,
    DryRun,
    KeepRule,
    OrderRules,
    Overflow,
    PublishRules,
    QueueCount,
    Relaxed,
    RevertRules,
    Rule,
    RuleCount,
    Step,
    TryRules,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.calendars import SpecialLine, SpecialRow, day_of
from agent_desktop.ui.settings.hours import WeekRow
from agent_desktop.ui.settings.line_rows import minutes_of, minutes_words
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.settings.rule_rows import RelaxRow, StepsRow
from agent_desktop.ui.settings.rule_words import sentence
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from agent_desktop.ui.settings.versions import SheetForm
from tests.desk.fake_rules import FakeHouse
from tests.ui.settings.conftest import Office

FULL = Rule(
    id="full",
    name="All of it",
    channels=(Channel.CHAT,),
    queues=("support",),
    addresses=("*@example.org",),
    countries=("DE",),
    languages=("de",),
    vip=False,
    words=("refund",),
    calendar="office",
    waiting=3,
    queue="support",
    skills={"German": 3},
    relaxed=(Relaxed(skill="German", after_ms=90_500, level=2),),
    points=5,
    agents=("owner",),
    same_agent=True,
    reserve_ms=30_000,
    strict=1,
    overflow=(Overflow(step=Step.MESSAGE, target="Soon", expected_ms=600_000),),
    tag="x",
    message="Hello",
    after_hours=AfterHours.HOLD,
    go_on=True,
)


def house(office: Office) -> FakeHouse:
    assert isinstance(office.team, FakeHouse)
    return office.team


def test_a_rule_is_written_in_a_form_and_read_as_a_sentence(office: Office) -> None:
    page = office.open(Topic.ROUTING)
    page.begin_new()
    office.type(page, "name", "Refunds")
    office.type(page, "words", "refund")
    office.type(page, "points", "5")
    queue = page.form.rows["queue"]
    assert isinstance(queue, PickRow)
    queue.list.choose("support")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepRule)
    assert order.before is None
    assert order.rule == Rule(
        id=order.rule.id, name="Refunds", words=("refund",), queue="support", points=5
    )
    (entry,) = page.rows.entries
    name = office.team.queues["support"].name
    assert (entry.title, entry.detail) == ("1. Refunds", f"“refund” → {name}, +5 points")
    assert "draft" in page.warning.accessibleName()


def test_a_form_keeps_every_field_that_nobody_touches(office: Office) -> None:
    team = house(office)
    team.calendars["office"] = Calendar(id="office", name="Office")
    team.rules = {"full": FULL}
    page = office.open(Topic.ROUTING)
    page.open("full")
    office.type(page, "name", "Another name")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepRule)
    assert order.rule == replace(FULL, name="Another name")
    assert order.before == FULL


def test_what_is_wrong_stands_in_the_list_and_at_its_field(office: Office) -> None:
    team = house(office)
    team.rules = {"a": Rule(id="a", name="A", queue="gone"), "b": Rule(id="b", vip=True)}
    page = office.open(Topic.ROUTING)
    first, second = page.rows.entries
    assert (first.detail, first.level) == ("There is no queue “gone”.", "danger")
    assert second.state == "Not possible"
    page.open("a")
    office.frames()
    remedy = "Choose another one, or make it among the queues first."
    row = page.form.rows["queue"]
    assert row.notice.words == f"There is no queue “gone”. {remedy}"
    assert office.shell.focusWidget() is row.control(), "the keyboard goes there"
    page.form.leave()
    page.open("b")
    assert "A" in page.form.notice.words


def test_rules_are_put_in_order(office: Office) -> None:
    house(office).rules = {"a": Rule(id="a", vip=True), "b": Rule(id="b", vip=False)}
    page = office.open(Topic.ROUTING)
    page.rows.mark("b")
    page.arranging.move(-1)
    office.work()
    assert office.asked(OrderRules) == [OrderRules(rules=("b", "a"), before=("a", "b"))]
    assert [one.key for one in page.rows.entries] == ["b", "a"]


def test_steps_and_rings_are_added_and_taken_away(office: Office) -> None:
    page = office.open(Topic.ROUTING)
    page.begin_new()
    office.type(page, "name", "Late")
    steps, rings = page.form.rows["overflow"], page.form.rows["relaxed"]
    assert isinstance(steps, StepsRow)
    assert isinstance(rings, RelaxRow)
    QTest.mouseClick(steps.add, Qt.MouseButton.LeftButton)
    page.form.submit()
    assert steps.notice.words == "A step is not finished."
    QTest.mouseClick(steps.lines[0].remove, Qt.MouseButton.LeftButton)
    QTest.mouseClick(rings.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(rings.lines[0].first(), "German")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepRule)
    assert order.rule.relaxed == (Relaxed(skill="German", after_ms=60_000),)
    assert order.rule.overflow == ()


def test_a_draft_is_tried_published_and_an_older_version_used_again(office: Office) -> None:
    team = house(office)
    team.rules = {"a": Rule(id="a", name="A", vip=True, points=5)}
    team.run = DryRun(
        day="2026-11-20",
        zone="UTC",
        interactions=3,
        different=60,
        by_rule=(RuleCount(rule="a", name="A", count=2), RuleCount(rule="", name="", count=1)),
        by_queue=(QueueCount(queue="support", name="Support", before=3, after=3),),
        differences=(
            Difference(
                interaction_id="i",
                at=0,
                channel=Channel.CHAT,
                conversation_id="c",
                rule_after="A",
                points_after=5,
            ),
        ),
    )
    page = office.open(Topic.VERSIONS)
    page.open("draft")
    form = page.form
    assert isinstance(form, SheetForm)
    office.type(page, "day", "20.11.2026")
    day = form.rows["day"].control()
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert not form.card.isVisible()
    office.work()
    assert office.asked(PublishRules) == []  # who tries does not publish, nor by one Enter more
    assert office.shell.focusWidget() is form.bar.test
    assert office.asked(TryRules) == [TryRules(day="2026-11-20")]
    told = [one.text() for one in form.card.findChildren(Label)]
    assert "20 Nov 2026: 3 interactions, 60 decided otherwise." in told
    led: list[str] = []
    form.card.opened.connect(led.append)
    (who,) = form.card.findChildren(Button)
    QTest.mouseClick(who, Qt.MouseButton.LeftButton)
    assert led == ["c"]
    assert "59 more are not listed." in told
    assert " · A · +5 points".strip(" ·") in " ".join(told)
    office.type(page, "note", "First")
    form.submit()
    office.work()
    (published,) = office.asked(PublishRules)
    assert published == PublishRules(note="First", seen=published.seen)
    assert published.seen, "the draft that the page showed, and no other"
    draft, version = page.rows.entries
    assert (draft.state, version.state, version.title) == ("", "Running", "Version 1")
    page.open("draft")
    assert not form.bar.save.isEnabled()
    form.leave()
    team.running = 0
    page = office.open(Topic.VERSIONS)
    page.open("1")
    assert not form.bar.test.isVisible()
    form.submit()
    assert "at once" in form.notice.words
    QTest.mouseClick(form.bar.sure, Qt.MouseButton.LeftButton)
    office.work()
    assert office.asked(RevertRules) == [RevertRules(number=1)]


def test_a_draft_with_faults_cannot_be_published(office: Office) -> None:
    house(office).rules = {"a": Rule(id="a", queue="gone")}
    page = office.open(Topic.VERSIONS)
    page.open("draft")
    assert not page.form.bar.save.isEnabled()


def test_the_day_and_the_line_that_are_wrong_are_named_and_get_the_caret(office: Office) -> None:
    days = (SpecialDay(day="2020-12-24", name="Eve"), SpecialDay(day="12-25"))
    house(office).calendars["office"] = Calendar(id="office", name="Office", special=days)
    page = office.open(Topic.CALENDARS)
    page.open("office")
    week, special = page.form.rows["hours"], page.form.rows["special"]
    assert isinstance(week, WeekRow)
    assert isinstance(special, SpecialRow)
    QTest.keyClicks(week.days[2], "9-17, 16-18")
    page.form.submit()
    assert "Wednesday: Two of these times meet: “9-17, 16-18”." in week.notice.words
    assert office.shell.focusWidget() is week.days[2]
    week.days[2].clear()
    first, second = special.lines
    assert isinstance(first, SpecialLine)
    assert isinstance(second, SpecialLine)
    assert first.past.isVisibleTo(first), "a day of a year that is over"
    assert not second.past.isVisibleTo(second)
    second.day.setText("31.2.")
    page.form.submit()
    assert "“31.2.” is no day." in special.notice.words
    assert office.shell.focusWidget() is second.day
    second.day.setText("12-25")
    second.times.setText("17-9")
    page.form.submit()
    assert office.shell.focusWidget() is second.times
    second.times.clear()
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCalendar)
    assert order.calendar.special == days


def test_a_circle_has_names_and_the_draft_says_what_runs_meanwhile(office: Office) -> None:
    team = house(office)
    office.team.queues["support"] = replace(office.team.queues["support"], name="Help")
    team.rules = {"a": Rule(id="a", vip=True)}
    asyncio.run(team.carry_out(PublishRules(note="")))
    back = Overflow(step=Step.ADD_QUEUE, target="support", after_ms=60_000)
    team.rules = {"a": Rule(id="a", queue="support", overflow=(back,))}
    page = office.open(Topic.ROUTING)
    (entry,) = page.rows.entries
    assert entry.detail == "Work would go in a circle: Help → Help."
    page = office.open(Topic.VERSIONS)
    draft = page.rows.entries[0]
    assert "1 thing is wrong." in draft.detail
    assert "The house routes by version 1 now." in draft.detail


def test_a_calendar_has_its_week_and_special_days(office: Office) -> None:
    page = office.open(Topic.CALENDARS)
    page.begin_new()
    office.type(page, "name", "Office")
    office.type(page, "hours", "9-17")
    special = page.form.rows["special"]
    assert isinstance(special, SpecialRow)
    QTest.mouseClick(special.add, Qt.MouseButton.LeftButton)
    line = special.lines[0]
    assert isinstance(line, SpecialLine)
    QTest.keyClicks(line.day, "25.12.")
    QTest.keyClicks(line.name, "Christmas")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCalendar)
    assert order.calendar.hours == (OpenHours(weekday=0, opens=540, closes=1_020),)
    assert order.calendar.special == (SpecialDay(day="12-25", name="Christmas"),)
    (entry,) = page.rows.entries
    assert entry.state == "1 special day"
    page.open(order.calendar.id)
    office.type(page, "hours", "9-17, 16-18")
    page.form.submit()
    assert page.form.rows["hours"].notice.isVisible()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-25", "2026-12-25"),
        ("25.12.2026", "2026-12-25"),
        ("12-25", "12-25"),
        ("5.1.", "01-05"),
        ("29.2", "02-29"),
    ],
)
def test_days_as_people_write_them(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["13-45", "31.2.", "2026-02-29", "Monday"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(NoValue):
        day_of(text)


@pytest.mark.parametrize(("text", "ms"), [("5", 300_000), ("0:30", 30_000), ("61:05", 3_665_000)])
def test_minutes(text: str, ms: int) -> None:
    assert minutes_of(text) == ms
    assert minutes_words(ms) == text


@pytest.mark.parametrize("text", ["", "-1", "1:60", "x", "1:2:3"])
def test_minutes_that_are_none(text: str) -> None:
    with pytest.raises(NoValue):
        minutes_of(text)


def test_a_sentence_has_names_and_no_ids() -> None:
    told = sentence(FULL, {"support": "Support", "office": "Office", "owner": "Olga"})
    assert told == (
        "Chats, for Support, from *@example.org, from DE, in de, not VIP, “refund”, Office open, "
        "3 or more wait → Support, German 3, German 2 after 1:30 min, +5 points, class 1, "
        "the agent of last time, Olga, expected wait over 10 min: say Soon, waits for the opening, "
        "says “Hello”, #x, and looks at the next rules"
    )
    assert sentence(Rule(id="x"), {}) == "Everything → as the queue says"


def test_channels_are_chosen_by_boxes(office: Office) -> None:
    page = office.open(Topic.ROUTING)
    page.begin_new()
    office.type(page, "name", "Chats")
    row = page.form.rows["channels"]
    assert isinstance(row, SomeRow)
    row.boxes["chat"].click()
    page.form.submit()
    office.work()
    assert office.asked(KeepRule)[0].rule.channels == (Channel.CHAT,)


def test_numbers_have_a_name_besides_what_is_called(office: Office) -> None:
    office.team.numbers["telephone"] = CallNumber(id="telephone", numbers=("*",))
    office.team.numbers["web"] = CallNumber(id="web")
    page = office.open(Topic.ROUTING)
    page.begin_new()
    row = page.form.rows["entry_points"]
    assert isinstance(row, SomeRow)
    assert row.boxes["telephone"].text() == "telephone (every number)"
    assert row.boxes["web"].text() == "web (no number: for web pages)"
