"""Commands and the palette: keys, arrows, sources, and what cannot be done now."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_desktop.ui.shell.commands import Command, Found
from tests.ui.shell.bench import CTRL, SHIFT, Desk, focused, press


def test_a_registered_command_runs_by_its_keys(desk: Desk) -> None:
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert desk.ran == []
    desk.command("offer.accept")
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert desk.ran == ["offer.accept"]
    desk.command("work.finish")
    press(Qt.Key.Key_1, CTRL | SHIFT)
    assert desk.ran == ["offer.accept", "work.finish"]


def test_an_unavailable_command_does_not_run(desk: Desk) -> None:
    desk.command("offer.accept", ready=lambda: False)
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert not desk.window.run("offer.accept")
    assert not desk.window.run("never.registered")
    assert desk.ran == []


def test_the_palette_finds_and_runs_by_keyboard(desk: Desk) -> None:
    desk.command("offer.accept", "Accept the offer")
    desk.command("work.next", "Next conversation")
    QTest.keyClicks(desk.composer, "draft")
    press(Qt.Key.Key_K, CTRL)
    palette = desk.window.sheets.palette
    assert palette.isVisible()
    assert focused() is palette.line
    QTest.keyClicks(palette.line, "acc of")
    press(Qt.Key.Key_Return)
    assert desk.ran == ["offer.accept"]
    assert not palette.isVisible()
    assert focused() is desk.composer
    assert desk.composer.toPlainText() == "draft"


def test_palette_arrows_go_round_and_skip_headings(desk: Desk) -> None:
    press(Qt.Key.Key_K, CTRL)
    palette = desk.window.sheets.palette
    rows = palette.rows.rows
    commands = [at for at, row in enumerate(rows) if isinstance(row, Found)]

    def selected() -> int:
        return palette.view.currentIndex().row()

    assert selected() == commands[0]
    press(Qt.Key.Key_Up)
    assert selected() == commands[-1]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert selected() == commands[1]
    press(Qt.Key.Key_Escape)
    assert focused() is desk.composer


def test_the_palette_says_when_nothing_fits(desk: Desk) -> None:
    desk.window.open_palette("xyzzy")
    assert desk.window.sheets.palette.rows.rows == []
    press(Qt.Key.Key_Return)
    assert desk.window.sheets.palette.isVisible()
    QTest.mouseClick(desk.window.sheets.palette, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not desk.window.sheets.palette.isVisible()


def test_palette_sources_are_asked_at_each_keystroke(desk: Desk) -> None:
    asked: list[str] = []

    def people(words: str) -> list[Command]:
        asked.append(words)
        return [Command("p", "Layla Haddad", "Customers", "user", lambda: desk.ran.append("layla"))]

    desk.window.add_palette_source(people)
    desk.window.open_palette()
    QTest.keyClicks(desk.window.sheets.palette.line, "lay")
    press(Qt.Key.Key_Return)
    assert asked[-3:] == ["l", "la", "lay"]
    assert desk.ran == ["layla"]


def test_the_palette_does_not_cover_rail_and_status_bar(desk: Desk) -> None:
    desk.window.open_palette()
    covered = desk.window.sheets.palette.geometry()
    assert not covered.intersects(desk.window.rail.geometry())
    assert not covered.intersects(desk.window.status.geometry())
