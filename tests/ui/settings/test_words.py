"""The pages of outcomes, saved replies and websites: adding, changing, refusals at their field, drafts, the line."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.administration_calls import CallNumber
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
    Website,
)
from agent_desktop.model.work import Disposition, SavedReply
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.picking import PickRow
from agent_desktop.ui.settings.rows import LinesRow
from agent_desktop.ui.settings.websites import WebsiteForm
from tests.ui.settings.conftest import Office

HUB = "https://hub.example.com"


def on_list(page: AnyPage) -> bool:
    return page.stack.currentWidget() is not page.form


def problem_of(page: AnyPage, name: str) -> str:
    return page.form.rows[name].notice.words


def pick(page: AnyPage, name: str, key: str) -> None:
    """Choose from a list."""
    row = page.form.rows[name]
    assert isinstance(row, PickRow)
    row.pick(key)


def write(page: AnyPage, name: str, text: str) -> None:
    """Write into an area, in place of what stands there."""
    row = page.form.rows[name]
    assert isinstance(row, LinesRow)
    row.area.selectAll()
    QTest.keyClick(row.area, Qt.Key.Key_Delete)
    for at, line in enumerate(text.split("\n")):
        if at:
            QTest.keyClick(row.area, Qt.Key.Key_Return)
        QTest.keyClicks(row.area, line)


def save(office: Office, page: AnyPage) -> None:
    page.form.submit()
    office.work()


def test_an_outcome_is_added_for_one_queue_and_changed_for_all(office: Office) -> None:
    office.team.queues["billing"] = QueueRules(id="billing", name="Billing")
    page = office.open(Topic.OUTCOMES)
    (entry,) = page.rows.entries
    assert (entry.title, entry.detail) == ("Question answered", "Solved · Every queue")
    page.begin_new()
    assert page.form.rows["group"].control().placeholderText() == "Solved"  # type: ignore[attr-defined]
    office.type(page, "label", "Refund")
    office.type(page, "group", "Solved")
    pick(page, "queue_id", "billing")
    save(office, page)
    assert on_list(page)
    (made,) = office.asked(KeepOutcome)
    assert made.outcome.code.startswith("refund-")
    assert (made.outcome.label, made.outcome.queue_id) == ("Refund", "billing")
    assert page.rows.entries[-1].detail == "Solved · Billing"
    page.open(made.outcome.code)
    pick(page, "queue_id", "")
    save(office, page)
    changed = office.asked(KeepOutcome)[-1]
    assert changed.before == made.outcome
    assert changed.outcome == replace(made.outcome, queue_id="")
    page.open(made.outcome.code)
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveOutcome) == [RemoveOutcome(code=made.outcome.code)]
    assert list(office.team.outcomes) == ["answered"]


def test_outcomes_and_replies_are_moved_by_keys(office: Office) -> None:
    office.team.outcomes["late"] = Disposition(code="late", label="Late")
    office.team.replies["bye"] = SavedReply(shortcut="bye", title="Bye", text="Bye")

    def kept(topic: Topic) -> list[str]:
        team = office.team
        return list(team.outcomes if topic is Topic.OUTCOMES else team.replies)

    for topic in (Topic.OUTCOMES, Topic.REPLIES):
        page = office.open(topic)
        first, second = kept(topic)
        page.rows.mark(second)
        QTest.keyClick(page.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        office.work()
        assert kept(topic) == [second, first]
        assert [one.key for one in page.rows.entries] == [second, first]
        assert page.rows.marked == second


def test_the_last_outcome_stays_and_says_why(office: Office) -> None:
    page = office.open(Topic.OUTCOMES)
    page.open("answered")
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert not on_list(page)
    assert "Support" in page.form.notice.words


def test_a_saved_reply_is_written_with_its_empty_lines(office: Office) -> None:
    page = office.open(Topic.REPLIES)
    (entry,) = page.rows.entries
    assert (entry.title, entry.state) == ("Greeting", "::hello")
    page.begin_new()
    office.type(page, "title", "Thanks")
    office.type(page, "shortcut", "::thanks")
    write(page, "text", "Thank you!\n\nYour team")
    save(office, page)
    reply = SavedReply(shortcut="thanks", title="Thanks", text="Thank you!\n\nYour team")
    assert office.asked(KeepReply) == [KeepReply(reply=reply)]
    assert page.rows.marked == "thanks"
    page.open("thanks")
    assert not page.form.rows["shortcut"].isEnabled(), "it is chosen once"
    write(page, "text", "Thanks!")
    save(office, page)
    assert office.team.replies["thanks"].text == "Thanks!"
    page.open("thanks")
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveReply) == [RemoveReply(shortcut="thanks")]


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("shortcut", "hello", "Another saved reply has this shortcut."),
        ("shortcut", "two words", "One word, without spaces, “/” and “:”."),
        ("shortcut", "a:b", "One word, without spaces, “/” and “:”."),
        ("shortcut", "a/b", "One word, without spaces, “/” and “:”."),
        ("shortcut", "::", "One word, without spaces, “/” and “:”."),
        ("shortcut", "", "This is needed."),
        ("title", " ", "This is needed."),
        ("text", "\n \n", "This is needed."),
    ],
)
def test_what_is_no_saved_reply_stays_in_its_form(
    office: Office, name: str, typed: str, why: str
) -> None:
    page = office.open(Topic.REPLIES)
    page.begin_new()
    office.type(page, "title", "Thanks")
    office.type(page, "shortcut", "thanks")
    write(page, "text", "Thank you!")
    if name == "text":
        write(page, name, typed)
    else:
        office.type(page, name, "x")
        office.type(page, name, typed or "x")
        if not typed:
            QTest.keyClick(page.form.rows[name].control(), Qt.Key.Key_Backspace)
    save(office, page)
    assert problem_of(page, name) == why
    assert page.form.rows[name].control().hasFocus()
    assert office.asked(KeepReply) == []
    assert office.team.replies["hello"].title == "Greeting", "nothing is written over"


def test_a_website_has_its_line_as_soon_as_it_has_a_name(office: Office) -> None:
    office.team.numbers["web"] = CallNumber(id="web", numbers=("+4930123",))
    page = office.open(Topic.WEBSITES)
    form = page.form
    assert isinstance(form, WebsiteForm)
    page.begin_new()
    assert form.line.area.toPlainText() == ""
    assert not form.line.copy.isEnabled()
    office.type(page, "name", "Our shop")
    line = form.line.area.toPlainText()
    assert line.startswith(f'<script src="{HUB}/widget.js" data-entry-point="our-shop-')
    assert line.endswith('" async></script>')
    form.language.pick("de")
    assert ' data-language="de" async' in form.line.area.toPlainText()
    form.line.copy.click()
    assert QGuiApplication.clipboard().text() == form.line.area.toPlainText()
    office.type(page, "title", "Halden Home")
    pick(page, "queue_id", "support")
    pick(page, "calls", "web")
    write(page, "origins", f"{HUB}\nhttps://shop.example.com")
    page.form.rows["require_identity"].box.click()  # type: ignore[attr-defined]
    save(office, page)
    assert on_list(page)
    (order,) = office.asked(KeepWebsite)
    assert f'"{order.website.id}"' in line
    assert order.website == Website(
        id=order.website.id,
        name="Our shop",
        title="Halden Home",
        queue_id="support",
        origins=(HUB, "https://shop.example.com"),
        require_identity=True,
        calls="web",
    )
    assert page.rows.entries[-1].state == "2 websites"
    assert page.rows.entries[0].state == "the hub's own pages"
    page.open("website")
    assert 'data-entry-point="website" async' in form.line.area.toPlainText()
    QGuiApplication.clipboard().clear()


def test_a_refused_website_is_named_at_its_field(office: Office) -> None:
    page = office.open(Topic.WEBSITES)
    page.open("website")
    write(page, "origins", "shop.example.com")
    save(office, page)
    assert problem_of(page, "origins") == "“shop.example.com” is no website."
    assert not on_list(page)
    page.begin_new()  # what is typed stays
    assert page.form.rows["origins"].value() == ("shop.example.com",)


def test_a_queue_must_be_chosen_for_a_website(office: Office) -> None:
    page = office.open(Topic.WEBSITES)
    page.begin_new()
    office.type(page, "name", "Shop")
    save(office, page)
    assert problem_of(page, "queue_id") == "This is needed."
    assert office.asked(KeepWebsite) == []


@pytest.mark.parametrize(
    ("topic", "key", "name"),
    [
        (Topic.OUTCOMES, "answered", "label"),
        (Topic.REPLIES, "hello", "title"),
        (Topic.WEBSITES, "website", "title"),
    ],
)
def test_what_is_typed_survives_a_restart(
    office: Office, topic: Topic, key: str, name: str
) -> None:
    page = office.open(topic)
    page.open(key)
    office.type(page, name, "Otherwise")
    page.remember()
    office.work()
    assert "Otherwise" in office.desk.settings[f"administration.draft.{topic.value}"]
    assert page.unsaved


def test_a_website_is_paused_and_removed_after_a_question(office: Office) -> None:
    page = office.open(Topic.WEBSITES)
    page.open("website")
    assert not page.form.bar.pause.isHidden()
    assert not page.form.bar.remove.isHidden()
    page.form.bar.pause.click()
    office.work()
    assert page.form.bar.pause.text() == "Resume"
    assert office.asked(PauseWebsite) == [PauseWebsite(website_id="website", paused=True)]
    assert page.rows.entries[0].state == "Paused"
    page.form.bar.remove.click()
    assert not page.form.bar.sure.isHidden()
    assert "go to their end" in page.form.notice.words
    assert office.asked(RemoveWebsite) == []
    page.form.bar.sure.click()
    office.work()
    assert on_list(page)
    assert office.asked(RemoveWebsite) == [RemoveWebsite(website_id="website")]
    assert not page.rows.entries
