"""The pages of people and queues: adding, changing, refusals at their field, what is unsaved, offline, by keyboard."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import (
    KeepMember,
    KeepQueue,
    Member,
    QueueRules,
    RemoveQueue,
    Topic,
)
from agent_desktop.model.changes import LinkShown
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import Administer, LookInto
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.signature_row import SignatureRow
from agent_desktop.ui.theme.theme import Theme
from tests.desk.fake_team import FakeTeam
from tests.ui.fake_desk import EVERYTHING, FakeDesk
from tests.ui.settings.conftest import ADMINISTRATOR, Office

PASSWORD = "a password of some length"


def on_list(page: AnyPage) -> bool:
    return page.stack.currentWidget() is not page.form


def problem_of(page: AnyPage, name: str) -> str:
    return page.form.rows[name].notice.words


def test_who_is_no_administrator_sees_preferences_alone(office: Office) -> None:
    office.desk.manifest = EVERYTHING
    office.shell.show_workspace("settings")
    assert office.settings.pages == {}
    assert office.settings.room is not None
    assert office.settings.room.side.isHidden()
    assert office.shell.settings.isVisible()
    assert not office.shell.run("settings.people")


def test_pages_come_with_the_manifest(office: Office) -> None:
    office.desk.manifest = EVERYTHING
    office.shell.show_workspace("settings")
    office.desk.manifest = replace(EVERYTHING, administration=(Topic.QUEUES,))
    office.desk.publish(LinkShown())
    office.frames()
    room = office.settings.room
    assert room is not None
    assert [one.title for one in room.pages.entries] == ["Preferences", "Queues"]
    assert not room.side.isHidden()


def test_every_topic_has_a_page(office: Office) -> None:
    office.desk.manifest = ADMINISTRATOR
    for number, topic in enumerate(Topic):
        assert len(office.settings.pages) == number, "each is made when it is first shown"
        office.settings.open(topic)
        office.work()
        assert office.settings.pages[topic].isVisible()
    assert len({book.words().title for book in office.settings.books.values()}) == len(Topic)


def test_a_person_is_added_by_keyboard_alone(office: Office) -> None:
    shell = office.shell
    assert shell.run("settings.open")
    room = office.settings.room
    assert room is not None
    assert room.pages.hasFocus()
    QTest.keyClick(room.pages, Qt.Key.Key_Down)
    assert room.current == Topic.PEOPLE
    office.work()
    page = office.page(Topic.PEOPLE)
    assert [one.title for one in page.rows.entries] == ["Olga"]
    QTest.keyClick(room.pages, Qt.Key.Key_Return)
    assert page.rows.hasFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Backtab)
    assert page.add.hasFocus()
    QTest.keyClick(page.add, Qt.Key.Key_Return)
    name = page.form.rows["name"].control()
    assert name.hasFocus()
    QTest.keyClicks(name, "Ann Okafor")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    QTest.keyClicks(shell.focusWidget(), "ann@example.org")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(shell.focusWidget(), PASSWORD)
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    assert not page.form.bar.save.isEnabled()
    office.work()
    assert on_list(page)
    (order,) = office.team.orders
    assert isinstance(order, KeepMember)
    assert order.member.id.startswith("ann-okafor-")
    assert (order.member.name, order.member.email) == ("Ann Okafor", "ann@example.org")
    assert (order.before, order.password) == (None, PASSWORD)
    assert [one.title for one in page.rows.entries] == ["Ann Okafor", "Olga"]
    assert page.rows.marked == order.member.id
    assert page.rows.hasFocus()
    assert "Ann Okafor" in page.rows.accessibleName()


def test_everything_about_a_person_is_in_the_order(office: Office) -> None:
    office.team.queues["billing"] = QueueRules(id="billing", name="Billing")
    page = office.open(Topic.PEOPLE)
    page.open("owner")
    rows = page.form.rows
    rows["queues"].boxes["billing"].click()  # type: ignore[attr-defined]
    rows["scopes"].boxes["supervisor"].click()  # type: ignore[attr-defined]
    rows["skills"].add.click()  # type: ignore[attr-defined]
    QTest.keyClicks(rows["skills"].control(), "German")
    office.type(page, "units", "150")
    before = office.team.members["owner"]
    page.form.submit()
    office.work()
    (order,) = office.team.orders
    assert order == KeepMember(
        member=replace(
            before,
            queues=("support", "billing"),
            scopes=("agent", "admin"),
            skills={"German": 5},
            units=150,
        ),
        before=before,
    )


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(office: Office) -> None:
    page = office.open(Topic.PEOPLE)
    page.begin_new()
    office.type(page, "name", "Ann")
    office.type(page, "password", "short")
    page.form.submit()
    office.work()
    assert not on_list(page)
    assert "10 characters" in problem_of(page, "password")
    assert page.form.rows["password"].control().hasFocus()
    assert page.form.rows["name"].value() == "Ann"
    assert page.form.secret("password") == "short"
    assert page.form.bar.save.isEnabled()
    office.type(page, "password", PASSWORD)
    assert problem_of(page, "password") == ""
    page.form.submit()
    office.work()
    assert on_list(page)
    first, second = (one.member.id for one in office.asked(KeepMember))
    assert first == second, "the same person, tried again"


def test_what_is_no_value_is_said_before_anything_is_sent(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.begin_new()
    office.type(page, "sticky_ms", "soon")
    page.form.submit()
    office.work()
    assert problem_of(page, "name") == "This is needed."
    assert problem_of(page, "sticky_ms") == "This must be a whole number."
    assert page.form.rows["name"].control().hasFocus()
    assert office.team.orders == []


def test_a_refusal_of_no_field_stands_above_the_buttons(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.open("support")
    page.form.bar.remove.click()
    assert page.form.bar.keep.hasFocus()
    page.form.bar.sure.click()
    office.work()
    assert "Olga" in page.form.notice.words
    assert not on_list(page)


def test_a_queue_is_added_and_removed(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.begin_new()
    assert page.form.bar.remove.isHidden()
    office.type(page, "name", "Billing")
    office.type(page, "wrap_up_ms", "")
    QTest.keyClick(page.form.rows["wrap_up_ms"].control(), Qt.Key.Key_Backspace)
    office.type(page, "away_ms", "3")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepQueue)
    fresh = QueueRules(id=order.queue.id, name="Billing", wrap_up_ms=None, away_ms=180_000)
    assert order == KeepQueue(queue=fresh)
    assert page.rows.entries[-1].state == "nobody serves it"
    page.open(fresh.id)
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveQueue) == [RemoveQueue(queue_id=fresh.id)]
    assert on_list(page)
    assert [one.title for one in page.rows.entries] == ["Support"]


def test_leaving_with_changes_asks_in_place(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.open("support")
    QTest.keyClick(page.form, Qt.Key.Key_Escape)
    assert on_list(page), "nothing was changed"
    page.open("support")
    office.type(page, "name", "Help")
    QTest.keyClick(page.form.rows["name"].control(), Qt.Key.Key_Escape)
    assert not on_list(page)
    assert page.form.bar.keep.hasFocus()
    QTest.keyClick(page.form.bar.keep, Qt.Key.Key_Escape)
    assert page.form.bar.save.isVisible()
    page.form.leave()
    page.form.bar.discard.click()
    assert on_list(page)
    page.open("support")
    assert page.form.rows["name"].value() == "Support"


def test_changes_wait_while_other_pages_are_looked_at(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.open("support")
    office.type(page, "name", "Help")
    room = office.settings.room
    assert room is not None
    assert room.pages.unsaved == {Topic.QUEUES}
    office.open(Topic.PEOPLE)
    office.shell.show_workspace("inbox")
    assert office.open(Topic.QUEUES) is page
    assert page.form.rows["name"].value() == "Help"
    page.begin_new()
    assert page.form.rows["name"].value() == "Help", "nothing typed gives way to an empty form"
    page.form.submit()
    office.work()
    assert room.pages.unsaved == frozenset()


def test_changes_survive_a_restart_but_for_secrets(
    office: Office, theme: Theme, qtbot: QtBot
) -> None:
    page = office.open(Topic.PEOPLE)
    page.begin_new()
    office.type(page, "name", "Ann")
    office.type(page, "password", PASSWORD)
    office.spaces.leave()
    office.desk.turn()
    assert PASSWORD not in repr(office.desk.settings)
    again = FakeDesk(manifest=office.desk.manifest)
    again.settings = office.desk.settings
    later = Office(theme, qtbot, again, office.team)
    later.open(Topic.QUEUES)
    assert later.settings.room is not None
    assert later.settings.room.pages.unsaved == {Topic.PEOPLE}, "before its page is shown"
    page = later.open(Topic.PEOPLE)
    assert not on_list(page)
    assert page.form.rows["name"].value() == "Ann"
    assert page.form.secret("password") is None
    assert "not saved yet" in page.form.notice.words
    page.form.submit()
    later.work()
    assert on_list(page)
    later.spaces.leave()
    again.turn()
    assert "Ann" not in repr(again.settings)


def test_what_somebody_else_changed_is_shown_before_it_is_overwritten(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.open("support")
    office.type(page, "name", "Help")
    theirs = replace(office.team.queues["support"], name="Aid", priority=9)
    office.team.queues["support"] = theirs
    page.form.submit()
    office.work()
    assert "Somebody else" in page.form.notice.words
    assert (page.form.rows["name"].value(), page.form.rows["priority"].value()) == ("Help", 9)
    page.form.submit()
    office.work()
    assert office.team.queues["support"] == replace(theirs, name="Help")


def test_without_a_link_the_page_says_so_and_reads_when_it_is_back(office: Office) -> None:
    page = office.open(Topic.PEOPLE)
    office.link(LinkState.OFFLINE)
    assert "The link is down" in page.notice.words
    assert [one.title for one in page.rows.entries] == ["Olga"], "what was known is still seen"
    asked = len(office.desk.posted(LookInto))
    office.team.members["ann"] = Member(id="ann", name="Ann", disabled=True)
    office.link(LinkState.LIVE)
    assert len(office.desk.posted(LookInto)) > asked
    office.work()
    assert page.notice.words == ""
    assert next((one.title, one.state) for one in page.rows.entries) == ("Ann", "Kept out")


def test_a_page_that_cannot_be_read_says_why(office: Office, team: FakeTeam) -> None:
    page = office.open(Topic.PEOPLE)
    fault = Refused("Ask an administrator.")
    office.fail(Topic.PEOPLE, fault.problem)
    assert page.notice.words == "Ask an administrator."
    assert page.rows.entries


def test_the_palette_opens_pages_and_adds(office: Office) -> None:
    assert office.shell.run("settings.queues.add")
    page = office.page(Topic.QUEUES)
    assert not on_list(page)
    assert page.form.rows["name"].control().hasFocus()
    assert [one.topic for one in office.desk.posted(LookInto)] == [Topic.QUEUES, Topic.PEOPLE]
    assert office.desk.posted(Administer) == []


def test_a_mouse_does_what_keys_do(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    room = office.settings.room
    assert room is not None
    at = room.pages.rect().center()
    high, heading = 36, office.shell.theme.tokens.size.section_header
    at.setY(high + heading // 2)
    QTest.mouseClick(room.pages, Qt.MouseButton.LeftButton, pos=at)
    assert room.current == Topic.QUEUES, "a heading is no page"
    at.setY(high + heading + high // 2)
    QTest.mouseClick(room.pages, Qt.MouseButton.LeftButton, pos=at)
    assert room.current == Topic.PEOPLE
    page = office.page(Topic.PEOPLE)
    office.work()
    at = page.rows.rect().center()
    at.setY(28)
    QTest.mouseClick(page.rows, Qt.MouseButton.LeftButton, pos=at)
    assert page.form.title.text() == "Olga"


def test_a_queue_gets_a_signature_with_looks_and_names(office: Office) -> None:
    page = office.open(Topic.QUEUES)
    page.begin_new()
    office.type(page, "name", "Billing")
    row = page.form.rows["signature"]
    assert isinstance(row, SignatureRow)
    assert row.value() == ""
    row.formatting.make_bold()
    QTest.keyClicks(row.editor, "Yours, ")
    row.place("agent")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepQueue)
    assert order.queue.signature == "<div><b>Yours, {agent}</b></div>"
    row.show_value("")
    assert row.editor.toPlainText() == ""
    row.show_value("<div>a</div>")
    assert row.value() == "<div>a</div>"
