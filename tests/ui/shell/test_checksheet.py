"""The sheet of checks: what is found comes in line by line, and the report can be copied when all is there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import IconMark
from tests.ui.shell.bench import NOW, Desk

FINE = Finding(check="disk", verdict=Verdict.GOOD, words="There is room.")
LONG = "Ask who runs the network. " * 12
WORSE = Finding(check="hub", verdict=Verdict.BAD, words="No hub.", advice=LONG)


def test_findings_come_one_by_one(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.window.show_checks()
    sheet.begin()
    assert not sheet.again.isEnabled()
    assert not sheet.copy.isEnabled()
    sheet.add(FINE)
    sheet.add(WORSE)
    assert [row.found for row in sheet.rows] == [FINE, WORSE]
    assert sheet.rows[1].accessibleName() == f"Bad: No hub. {LONG}".strip()
    marks = [row.findChildren(IconMark)[0].accessibleName() for row in sheet.rows]
    assert marks == ["Good", "Bad"]
    qtbot.waitUntil(lambda: sheet.rows[1].height() > 2 * sheet.rows[0].height())
    sheet.finish("One failed.", "the report")
    assert sheet.state.text() == "One failed."
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "the report"
    with qtbot.waitSignal(sheet.again_asked, timeout=20_000):
        sheet.again.click()
    sheet.begin()
    assert sheet.rows == []


def test_it_takes_the_place_of_other_sheets_and_leaves_by_escape(desk: Desk) -> None:
    desk.window.open_palette()
    sheet = desk.window.show_checks()
    assert not desk.window.sheets.palette_open
    assert sheet.isVisible()
    desk.window.resize(1024, 700)
    assert sheet.rect().contains(sheet.card.geometry())
    QTest.keyClick(sheet.first(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert desk.composer.hasFocus()


def test_the_banner_offers_a_check(desk: Desk, qtbot: QtBot) -> None:
    desk.window.set_link(LinkChanged(state=LinkState.OFFLINE, since=NOW), "a hub")
    buttons = {one.text(): one for one in desk.window.banner.findChildren(Button)}
    with qtbot.waitSignal(desk.window.check_asked, timeout=20_000):
        buttons["Check…"].click()
