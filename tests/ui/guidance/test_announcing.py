"""Announcements in the window: read once, in banner or sheet, made and withdrawn by leads, gone at their end."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.guidance_state import Guidance, ReadersState
from agent_desktop.model import supervising as sv
from agent_desktop.model.base import Millis
from agent_desktop.model.guidance import AskReaders, Readers
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.guidance.announcing import Announcing
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON
from tests.ui.guidance.test_acts import REFUSED, GuidedOffice
from tests.ui.supervisor.boards import designed

HOUR: Millis = 3_600_000


def said(key: str, text: str, **about: object) -> sv.Announcement:
    """An announcement of Cleo, an hour old at most."""
    made: dict[str, object] = {
        "id": key, "by_id": "cleo", "by_name": "Cleo", "text": text, "at": NOON - HOUR,
        "until": NOON + HOUR, **about,
    }  # fmt: skip
    return sv.Announcement(**made)  # type: ignore[arg-type]


CAKE = said("n1", "Cake at three")
DRILL = said("n2", "Fire drill\nLeave by the stairs. " + "Slowly. " * 40, at=NOON - 60_000)


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    made = GuidedOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def parts(office: GuidedOffice) -> Announcing:
    return office.spaces.guiding.announcing


def buttons(office: GuidedOffice) -> dict[str, Button]:
    """The banner's buttons; Qt shows new ones with the next event."""
    QApplication.processEvents()
    found = parts(office).banner.findChildren(Button)
    return {one.text(): one for one in found if not one.isHidden()}


def test_each_is_read_once_from_the_banner_or_the_sheet(office: GuidedOffice) -> None:
    banner = parts(office).banner
    assert not banner.isVisible()
    mine = said("n3", "My own", by_id=office.desk.me.id)
    office.tell(Guidance(announcements=(DRILL, CAKE, mine)))
    assert banner.isVisible()
    assert banner.accessibleName() == "Announcement from Cleo: Cake at three"
    assert banner.fact.text() == "1 more"
    buttons(office)["Got it"].click()
    assert office.acts() == [sv.SeeAnnouncement(announcement_id="n1")]
    office.answer(REFUSED)  # then it is still to be read
    assert banner.title.isVisible()
    office.tell(Guidance(announcements=(DRILL, replace(CAKE, seen=True), mine)))
    assert list(buttons(office)) == ["Read…"]
    buttons(office)["Read…"].click()
    sheet = parts(office).sheet
    assert sheet is not None
    words = [one.text() for one in sheet.findChildren(Label)]
    assert DRILL.text in words
    assert CAKE.text in words
    assert {key: [one.text() for one in several] for key, several in sheet.buttons.items()} == {
        "n2": ["Got it"],
        "n1": [],
        "n3": [],
    }
    sheet.buttons["n2"][0].click()
    assert office.acts()[-1] == sv.SeeAnnouncement(announcement_id="n2")
    office.tell(Guidance(announcements=(replace(DRILL, seen=True),)))
    assert not banner.isVisible()


def test_what_has_ended_is_gone_by_itself(office: GuidedOffice) -> None:
    office.tell(Guidance(announcements=(CAKE,)))
    office.desk.now_ms = CAKE.until
    office.shell.ticked.emit(office.desk.now())
    assert not parts(office).banner.isVisible()
    parts(office).open()
    sheet = parts(office).sheet
    assert sheet is not None
    assert sheet.note.text() == "There is nothing announced now."


def test_a_lead_announces_sees_readers_and_withdraws(office: GuidedOffice) -> None:
    team = sv.Team(id="east", name="East")
    office.put(replace(office.desk.board, teams=(team,)))
    office.board.announce.click()
    assert office.desk.posted(AskReaders)
    sheet = parts(office).sheet
    assert sheet is not None
    sheet.new.click()
    text, to = office.sheet.inputs["text"], office.sheet.inputs["team"]
    assert isinstance(text, TextArea)
    assert isinstance(to, DropDown)
    assert (to.choices, to.current) == (1, "east")
    text.setPlainText("Cake at three")
    office.sheet.go.click()
    (asked,) = office.acts()
    assert asked == sv.Announce(text="Cake at three", until=NOON + 4 * HOUR, team_id="east")
    office.answer()
    assert sheet.isVisible()
    mine = replace(CAKE, by_id=office.desk.me.id, team_id="east")
    readers = ReadersState(announced=(Readers(announcement=mine, seen_by={"a": 1, "b": 2}),))
    office.tell(Guidance(announcements=(mine,), readers=readers))
    labels = [one.text() for one in sheet.findChildren(Label)]
    assert any("East" in one and "read by 2" in one for one in labels)
    (gone,) = sheet.buttons["n1"]
    gone.click()
    assert office.sheet.title.text() == "Withdraw this announcement?"
    assert len(office.acts()) == 1
    office.sheet.go.click()
    assert office.acts()[-1] == sv.WithdrawAnnouncement(announcement_id="n1")
    office.tell(Guidance(readers=ReadersState(problem=REFUSED)))
    parts(office).open()
    assert sheet.note.text().startswith("Kwame is not")


def test_leads_find_below_what_has_ended(office: GuidedOffice) -> None:
    now, mine = replace(CAKE, id="n7"), office.desk.me.id
    over = replace(DRILL, id="n8", by_id=mine, until=NOON - 60_000)
    earlier = replace(DRILL, id="n9", text="Lunch", until=NOON - 120_000)
    told = tuple(Readers(announcement=one, seen_by={"a": 1}) for one in (now, earlier, over))
    office.tell(Guidance(announcements=(now,), readers=ReadersState(announced=told)))
    parts(office).open()
    sheet = parts(office).sheet
    assert sheet is not None
    labels = [one.text() for one in sheet.findChildren(Label) if one.isVisibleTo(sheet)]
    assert labels.index(now.text) < labels.index("Ended") < labels.index(over.text)
    assert labels.index(over.text) < labels.index("Lunch"), "the last to end first"
    line = next(one for one in labels if "ended" in one)
    assert "read by 1" in line
    assert (sheet.buttons["n8"], sheet.buttons["n9"]) == ([], []), "nothing to read or withdraw"
    assert not sheet.note.isVisible()
    office.tell(Guidance(readers=ReadersState(announced=told[1:])))
    assert sheet.note.text() == "There is nothing announced now."
    assert sheet.buttons


def test_who_does_not_lead_reads_and_writes_none(office: GuidedOffice) -> None:
    manifest = office.desk.manifest
    less = manifest.capabilities - {Capability.SUPERVISOR}
    office.desk.manifest = replace(manifest, capabilities=less)
    parts(office).open()
    sheet = parts(office).sheet
    assert sheet is not None
    assert not sheet.new.isVisible()
    assert not office.desk.posted(AskReaders)
