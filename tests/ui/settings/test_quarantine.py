"""The page of files that are kept back: what is told of each, and that no decision is made by one press."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_files import DeleteFile, HeldFile, ReleaseFile
from agent_desktop.model.files import Check
from agent_desktop.ui.settings.page import AnyPage
from tests.desk.fake_rules import FakeHouse
from tests.ui.settings.conftest import Office

HOUR = 3_600_000


def a_file(office: Office, **about: object) -> HeldFile:
    """A file in which something was found three hours ago."""
    file = HeldFile(
        id="f1",
        name="invoice.pdf",
        media_type="application/pdf",
        size=2_100_000,
        owner="visitor:v1",
        came_at=office.desk.now() - 3 * HOUR,
        check=Check.HELD,
        finding="Eicar-Test",
        conversation_id="c1",
        sender="Mia Berg",
        customer="Mia Berg",
        subject="My invoice",
    )
    return replace(file, **about)


def hold(office: Office, *files: HeldFile) -> AnyPage:
    """The page, with these files."""
    assert isinstance(office.team, FakeHouse)
    office.team.held = {one.id: one for one in files}
    return office.open(Topic.QUARANTINE)


def told(page: AnyPage, name: str) -> str:
    """What a row of the open form says."""
    return page.form.rows[name].control().accessibleName()


def test_each_file_is_told_with_what_was_found_from_whom_and_since_when(office: Office) -> None:
    waiting = a_file(
        office,
        id="f2",
        name="x.zip",
        owner="agent:ann",
        sender="Ann",
        check=Check.WAITING,
        finding="",
        conversation_id="",
    )
    page = hold(office, a_file(office), waiting)
    assert [(one.title, one.detail, one.state, one.level) for one in page.rows.entries] == [
        ("invoice.pdf", "2.1 MB · Mia Berg · for 3 h", "Eicar-Test", "danger"),
        ("x.zip", "2.1 MB · Ann, of the team · for 3 h", "Waits for the virus scanner", "warn"),
    ]
    page.open("f1")
    assert told(page, "conversation_id") == "Mia Berg · My invoice"
    assert told(page, "size") == "2.1 MB · application/pdf"
    assert told(page, "came_at").endswith("for 3 h")
    assert page.form.bar.cancel.hasFocus(), "keys work where nothing can be typed"
    page.form.leave()
    page.open("f2")
    assert told(page, "conversation_id") == "None: the file was not sent yet."


@pytest.mark.parametrize("order", [ReleaseFile, DeleteFile])
def test_a_decision_is_asked_for_with_what_it_means(
    office: Office, order: type[ReleaseFile] | type[DeleteFile]
) -> None:
    page = hold(office, a_file(office))
    page.open("f1")
    bar = page.form.bar
    button = bar.save if order is ReleaseFile else bar.remove
    button.click()
    office.work()
    assert not office.asked(order)
    question = page.form.notice.words
    assert ("Eicar-Test" if order is ReleaseFile else "gone for good") in question
    assert bar.keep.hasFocus(), "Enter decides nothing"
    bar.keep.click()
    assert not page.form.notice.words
    button.click()
    bar.sure.click()
    office.work()
    assert office.asked(order) == [order(file_id="f1")]
    assert page.rows.entries == ()
    assert page.stack.currentWidget() is not page.form


def test_a_question_is_taken_back_when_the_scanner_answers_meanwhile(office: Office) -> None:
    page = hold(office, a_file(office, check=Check.WAITING, finding=""))
    page.open("f1")
    page.form.submit()
    assert "No scanner has looked" in page.form.notice.words
    assert isinstance(office.team, FakeHouse)
    office.team.held = {"f1": a_file(office)}
    page.look()
    office.work()
    assert told(page, "finding") == "Eicar-Test"
    assert not page.form.notice.words
    assert not page.form.bar.sure.isVisible()
    page.form.submit()
    assert "Eicar-Test" in page.form.notice.words


def test_somebody_else_decided_meanwhile(office: Office) -> None:
    page = hold(office, a_file(office))
    page.open("f1")
    assert isinstance(office.team, FakeHouse)
    office.team.held = {}
    page.form.submit()
    page.form.bar.sure.click()
    office.work()
    assert page.form.notice.words == "This file is no longer kept back."
    assert page.form.bar.save.isVisible()


def test_many_files_and_names_that_are_markup(office: Office) -> None:
    files = [a_file(office, id=f"f{n}", name=f"<b>{n}</b>.pdf") for n in range(1_000)]
    page = hold(office, *files)
    assert len(page.rows.entries) == 1_000
    page.open("f999")
    assert told(page, "name") == "<b>999</b>.pdf"


def test_nothing_is_kept_back(office: Office) -> None:
    page = hold(office)
    assert page._empty.isVisible()
