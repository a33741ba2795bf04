"""The page of wallboards."""

from PySide6.QtGui import QGuiApplication

from agent_desktop.model.administration import Topic
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboard
from agent_desktop.ui.settings.wallboards import WallboardForm
from tests.ui.settings.conftest import Office


def test_a_link_is_shown_once(office: Office) -> None:
    page = office.open(Topic.WALLBOARDS)
    page.begin_new()
    office.work()
    form = page.form
    assert isinstance(form, WallboardForm)
    link = form.link.area.toPlainText()
    assert link == f"https://hub.example.org/wallboard#{form.link_secret}"
    assert len(form.link_secret) == 43
    form.link.copy.click()
    assert QGuiApplication.clipboard().text() == link
    office.type(page, "name", "Hall")
    form.queues.boxes["support"].click()
    form.submit()
    office.work()
    (order,) = office.asked(KeepWallboard)
    assert order == KeepWallboard(
        wallboard=Wallboard(id=order.wallboard.id, name="Hall", queues=("support",)),
        secret=link.partition("#")[2],
    )
    (entry,) = page.rows.entries
    assert (entry.title, entry.detail, entry.state) == ("Hall", "Support", "Not shown now")
    page.open(order.wallboard.id)
    assert form.link.area.isHidden()
    assert form.link_secret == form.link.area.toPlainText() == ""
    office.type(page, "name", "Front hall")
    form.submit()
    office.work()
    changed = office.asked(KeepWallboard)[-1]
    assert (changed.wallboard.name, changed.secret) == ("Front hall", None)


def test_a_lost_link_is_renewed_when_that_is_saved(office: Office) -> None:
    office.team.wallboards = {"hall": Wallboard(id="hall", name="Hall")}  # type: ignore[attr-defined]
    page = office.open(Topic.WALLBOARDS)
    page.open("hall")
    form = page.form
    assert isinstance(form, WallboardForm)
    form.link.renew.click()
    link = form.link.area.toPlainText()
    assert link == f"https://hub.example.org/wallboard#{form.link_secret}"
    assert form.link.area.hasFocus()
    assert page.unsaved
    form.leave()
    form.bar.discard.click()
    assert not office.asked(KeepWallboard)  # the old one is as good as before
    page.open("hall")
    assert form.link_secret == ""
    form.link.renew.click()
    assert form.link.area.toPlainText() != link
    secret = form.link_secret
    form.submit()
    office.work()
    (order,) = office.asked(KeepWallboard)
    assert (order.wallboard.name, order.secret) == ("Hall", secret)


def test_it_is_said_who_looks_and_removed_after_a_question(office: Office) -> None:
    board = Wallboard(id="hall", name="Hall", owner="Ada", screens=2, seen_at=office.desk.now())
    office.team.wallboards = {"hall": board}  # type: ignore[attr-defined]
    page = office.open(Topic.WALLBOARDS)
    (entry,) = page.rows.entries
    assert (entry.detail, entry.state) == ("everything that is led · Ada", "2 screens")
    page.open("hall")
    page.form.bar.remove.click()
    assert "ends at once" in page.form.notice.words
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveWallboard) == [RemoveWallboard(wallboard_id="hall")]
