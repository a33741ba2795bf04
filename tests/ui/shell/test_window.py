"""The main window: places, panes, focus, presence, link, and that nothing steals the caret."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.floating import Floating
from agent_desktop.ui.kit.widgets.focus import FocusRing
from agent_desktop.ui.shell.panes import Tier, tier_of
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.theme.theme import Theme
from tests.ui.shell.bench import NOW, SHIFT, Desk, focused, press


def test_kinds_of_width() -> None:
    assert [tier_of(width) for width in (1024, 1151, 1152, 1359, 1360, 3000)] == [
        Tier.NARROW,
        Tier.NARROW,
        Tier.MEDIUM,
        Tier.MEDIUM,
        Tier.WIDE,
        Tier.WIDE,
    ]


def test_the_grid_at_three_widths(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    assert (window.width(), window.height()) == (1440, 900)
    qtbot.waitUntil(lambda: desk.list.width() == 336, timeout=20_000)
    assert desk.sidebar.width() == 320
    assert desk.thread.width() == 1440 - 64 - 336 - 320 - 2
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: desk.list.width() == 288, timeout=20_000)
    assert desk.sidebar.width() == 288
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: desk.list.width() == 280, timeout=20_000)
    assert not desk.sidebar.isVisible()
    assert desk.thread.width() == 1024 - 64 - 280 - 1
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: desk.list.width() == 336, timeout=20_000)
    assert desk.sidebar.isVisible()


def test_the_window_cannot_become_too_small(desk: Desk) -> None:
    desk.window.resize(10, 10)
    assert (desk.window.width(), desk.window.height()) == (1024, 640)


def test_the_sidebar_hides_and_overlays_by_key(desk: Desk, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F4)
    assert not desk.sidebar.isVisible()
    assert not desk.window.panes.sidebar_shown
    press(Qt.Key.Key_F4)
    assert desk.sidebar.isVisible()
    desk.window.resize(1024, 640)
    qtbot.waitUntil(lambda: not desk.sidebar.isVisible(), timeout=20_000)
    width = desk.thread.width()
    press(Qt.Key.Key_F4)
    assert desk.sidebar.isVisible()
    assert desk.thread.width() == width
    right = desk.sidebar.mapTo(desk.window, QPoint(desk.sidebar.width(), 0)).x()
    assert right == desk.window.width()
    desk.sidebar.inside.setFocus()
    press(Qt.Key.Key_Escape)
    assert not desk.sidebar.isVisible()


def test_chosen_widths_come_back(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    desk.window.panes.restore({"wide": [300, 400], "medium": "nonsense", "narrow": [1, 10_000]})
    qtbot.waitUntil(lambda: desk.list.width() == 300, timeout=20_000)
    assert desk.sidebar.width() == 400
    kept = desk.window.window_state()
    assert kept["panes"] == {"wide": [300, 400], "medium": [288, 288], "narrow": [264, 440]}
    again = Desk(theme)
    qtbot.addWidget(again.window)
    again.window.restore(kept)
    again.window.resize(1440, 900)  # the screen of the tests is smaller than that
    again.window.show()
    qtbot.waitUntil(lambda: again.list.width() == 300, timeout=20_000)


@pytest.mark.parametrize(
    "kept", [{}, {"panes": 7}, {"x": "a", "y": 0, "width": 1, "height": 2}, {"width": None}]
)
def test_a_damaged_memory_is_ignored(desk: Desk, kept: dict[str, object]) -> None:
    desk.window.restore(kept)
    room = desk.window.screen().availableGeometry()
    assert desk.window.width() == max(1024, min(1440, room.width()))


def test_a_window_of_a_lost_screen_comes_back_here(desk: Desk) -> None:
    before = desk.window.pos()
    desk.window.restore({"x": 90_000, "y": 90_000, "width": 1200, "height": 700})
    assert desk.window.pos() == before


def test_geometry_is_told_on_close(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.window.closed, timeout=20_000):
        desk.window.close()
    assert desk.kept[-1]["width"] == 1440
    assert "panes" in desk.kept[-1]


def test_f6_goes_round_and_remembers(desk: Desk) -> None:
    press(Qt.Key.Key_F6)
    assert focused() is desk.sidebar.inside
    press(Qt.Key.Key_F6)
    assert focused() is desk.window.status.outbox
    press(Qt.Key.Key_F6)
    assert focused() is desk.window.rail.presence
    desk.window.rail.settings.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_F6)
    assert focused() is desk.list.inside
    press(Qt.Key.Key_F6)
    assert focused() is desk.thread.inside
    press(Qt.Key.Key_F6)
    assert focused() is desk.composer
    for _ in range(3):
        press(Qt.Key.Key_F6)
    assert focused() is desk.window.rail.settings
    press(Qt.Key.Key_F6, SHIFT)
    assert focused() is desk.window.status.outbox


def test_escape_returns_to_the_composer(desk: Desk) -> None:
    desk.sidebar.inside.setFocus()
    press(Qt.Key.Key_Escape)
    assert focused() is desk.composer


def test_notices_and_banners_leave_the_caret_alone(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClicks(desk.composer, "half a ")
    toast = desk.window.toast("Completed", "Undo", lambda: desk.ran.append("undo"))
    desk.window.set_link(LinkChanged(state=LinkState.OFFLINE, since=NOW), "Hub")
    offers = Floating()
    offers.resize(424, 200)
    desk.window.set_offers(offers)
    offers.show()
    desk.window.place_overlays()
    QTest.keyClicks(desk.composer, "word")
    assert desk.composer.toPlainText() == "half a word"
    assert focused() is desk.composer
    assert toast.isVisible()
    assert toast.geometry().top() > offers.geometry().top()
    thread = QRect(desk.thread.mapTo(desk.window, QPoint(0, 0)), desk.thread.size())
    assert toast.geometry().right() < thread.right()
    assert toast.action is not None
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert desk.ran == ["undo"]
    assert focused() is desk.composer


def test_the_key_sheet_opens_outside_text_only(desk: Desk) -> None:
    QTest.keyClicks(desk.composer, "why?")
    assert desk.composer.toPlainText() == "why?"
    assert not desk.window.sheets.keys.isVisible()
    desk.list.inside.setFocus()
    press(Qt.Key.Key_Question, SHIFT)
    assert desk.window.sheets.keys.isVisible()
    press(Qt.Key.Key_Escape)
    assert not desk.window.sheets.keys.isVisible()
    assert focused() is desk.list.inside


def test_presence_is_shown_with_word_and_running_time(desk: Desk, qtbot: QtBot) -> None:
    presence = Presence(agent_id="a", state=PresenceState.BREAK, since=NOW - 252_000, reason="Tea")
    desk.window.set_presence("Inês Duarte", presence, Activity.IDLE, NOW)
    button = desk.window.rail.presence
    assert "Break" in button.accessibleName()
    assert button.time == "04:12"
    assert "Tea" in button.toolTip()
    desk.now += 1_000
    with qtbot.waitSignal(desk.window.ticked, timeout=20_000):
        pass
    assert button.time == "04:13"
    desk.window.set_presence("Inês Duarte", presence, Activity.WRAP_UP, NOW)
    assert "Wrap-up" in button.accessibleName()
    assert button.time == "00:01"


def test_the_hubs_reasons_are_told_in_words(desk: Desk) -> None:
    missed = Presence(
        agent_id="a", state=PresenceState.NOT_RESPONDING, since=NOW, reason="missed_offer"
    )
    desk.window.set_presence("Inês", missed, Activity.IDLE, NOW)
    assert desk.window.rail.presence.toolTip().endswith("\nMissed offer")
    desk.window.open_presence_menu()
    menu = desk.window.presence_menu
    assert menu is not None
    assert menu.actions()[0].text() == "Missed offer"
    menu.close()


def test_presence_is_chosen_from_menu_and_palette(desk: Desk, qtbot: QtBot) -> None:
    presence = Presence(agent_id="a", state=PresenceState.READY, since=NOW)
    desk.window.set_presence("Inês", presence, Activity.TALKING, NOW)
    desk.window.open_presence_menu()
    menu = desk.window.presence_menu
    assert menu is not None
    actions = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(desk.window.presence_chosen, timeout=20_000) as told:
        actions["Meal"].trigger()
    assert told.args == [PresenceState.MEAL, False]
    later = actions["After the current work"].menu()
    assert isinstance(later, QMenu)
    with qtbot.waitSignal(desk.window.presence_chosen, timeout=20_000) as told:
        later.actions()[2].trigger()
    assert told.args == [PresenceState.BREAK, True]
    menu.close()
    assert not desk.window.run("presence.ready")
    with qtbot.waitSignal(desk.window.presence_chosen, timeout=20_000) as told:
        assert desk.window.run("presence.offline")
    assert told.args == [PresenceState.OFFLINE, False]


def test_only_workspaces_that_exist_are_shown(desk: Desk, qtbot: QtBot) -> None:
    rail = desk.window.rail
    assert list(rail.buttons) == ["inbox"]
    with qtbot.waitSignal(desk.window.workspace_shown, timeout=20_000) as told:
        QTest.mouseClick(rail.settings, Qt.MouseButton.LeftButton)
    assert told.args == ["settings"]
    assert rail.settings.active
    assert not rail.buttons["inbox"].active
    board = QWidget()
    desk.window.add_workspace_page("board", board)
    desk.window.set_workspaces(
        [
            Workspace("inbox", "Inbox", "inbox", badge=5),
            Workspace("board", "Live board", "users"),
        ]
    )
    assert "5 new" in rail.buttons["inbox"].accessibleName()
    rail.buttons["board"].click()
    assert desk.window.workspace == "board"
    desk.window.set_workspaces([Workspace("inbox", "Inbox", "inbox")])
    assert list(rail.buttons) == ["inbox"]
    with pytest.raises(KeyError):
        desk.window.show_workspace("nowhere")


def test_offline_shows_the_banner_until_the_link_lives(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    down = LinkChanged(state=LinkState.OFFLINE, since=NOW, next_try_at=NOW + 8_000)
    window.set_link(down, "Hub on this computer")
    window.set_outbox(OutboxSummary(waiting=3))
    assert window.banner.isVisible()
    assert "3 replies waiting" in window.banner.title.text()
    assert window.banner.fact.text() == "Next try in 8 s"
    buttons = {button.text(): button for button in window.banner.findChildren(Button)}
    with qtbot.waitSignal(window.retry_asked, timeout=20_000):
        buttons["Retry now"].click()
    with qtbot.waitSignal(window.outbox_asked, timeout=20_000):
        buttons["View outbox"].click()
    window.set_link(LinkChanged(state=LinkState.CONNECTING, since=NOW), "Hub on this computer")
    assert window.banner.isVisible()
    window.set_link(LinkChanged(state=LinkState.LIVE, since=NOW), "Hub on this computer")
    assert not window.banner.isVisible()
    with qtbot.waitSignal(window.outbox_asked, timeout=20_000):
        window.status.outbox.click()


def test_a_call_strip_opens_above_the_panes(desk: Desk, qtbot: QtBot) -> None:
    strip = QPushButton("call")
    below = desk.composer.mapTo(desk.window, QPoint(0, desk.composer.height())).y()
    strip.setFixedHeight(52)
    desk.window.set_call_strip(strip)
    qtbot.waitUntil(lambda: strip.height() == 52 and strip.isVisible(), timeout=20_000)
    assert strip.mapTo(desk.window, QPoint(0, 0)).x() == 64
    # The composer does not move.
    assert desk.composer.mapTo(desk.window, QPoint(0, desk.composer.height())).y() == below
    desk.window.set_call_strip(None)
    assert strip.parentWidget() is None


def test_everything_survives_a_change_of_looks(desk: Desk, theme: Theme) -> None:
    desk.window.open_palette("pre")
    before = desk.window.grab().toImage()
    theme.set_choice("dark")
    assert desk.window.grab().toImage() != before
    rows = desk.window.sheets.palette.view
    corner = rows.mapTo(desk.window, rows.rect().bottomRight()) - QPoint(20, 4)
    assert desk.window.grab().toImage().pixelColor(corner) == theme.color("bg.raised")
    desk.window.show_keys()
    desk.window.grab()
    theme.set_choice("light")


def test_a_long_presence_takes_two_lines(desk: Desk) -> None:
    rail = desk.window.rail.presence
    usual = rail.sizeHint().height()
    away = Presence(agent_id="a", state=PresenceState.NOT_RESPONDING, since=NOW)
    desk.window.set_presence("Inês", away, Activity.IDLE, NOW)
    assert rail.sizeHint().height() > usual
    rail.grab()


def test_what_floats_stays_beside_a_sidebar_that_lies_over_the_thread(desk: Desk) -> None:
    offers = Floating()
    offers.setFixedSize(300, 100)
    desk.window.set_offers(offers)
    desk.window.resize(1024, 700)
    offers.show()
    desk.window.panes.show_sidebar()
    drawer = desk.sidebar.mapTo(desk.window, QPoint(0, 0)).x()
    assert offers.geometry().right() < drawer
    desk.window.panes.hide_drawer()
    assert offers.geometry().right() > drawer


def test_nothing_floats_over_an_open_sheet(desk: Desk) -> None:
    offers = Floating()
    offers.setFixedSize(300, 100)
    desk.window.set_offers(offers)
    offers.show()
    desk.window.open_palette()
    desk.window.toast("Completed")
    offers.raise_()
    desk.window.place_overlays()
    children = desk.window.children()
    assert children.index(desk.window.sheets.palette) > children.index(offers)


def test_the_status_bar_shows_no_icon_without_words(desk: Desk) -> None:
    status = desk.window.status
    assert not status.backend.isVisible()
    desk.window.set_link(LinkChanged(state=LinkState.LIVE, since=NOW), "Hub")
    assert status.backend.isVisible()
    desk.window.set_link(LinkChanged(state=LinkState.LIVE, since=NOW), "")
    assert not status.backend.isVisible()


def test_the_ring_of_a_place_in_the_rail_is_wholly_in_it(desk: Desk) -> None:
    rail = desk.window.rail
    button = rail.buttons["inbox"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = [one for one in rail.findChildren(FocusRing) if one.isVisible()]
    assert ring.x() >= 0
    assert ring.geometry().right() < rail.width()
    assert ring.geometry().contains(button.ringed().translated(button.pos()))
