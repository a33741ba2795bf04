"""The window where the interface reads from right to left: panes and what floats change sides."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.widgets.floating import Floating
from tests.ui.shell.bench import Desk

pytestmark = pytest.mark.usefixtures("right_to_left")


def left_of(desk: Desk, widget: QWidget) -> int:
    return widget.mapTo(desk.window, QPoint(0, 0)).x()


def test_the_panes_stand_in_the_other_order(desk: Desk) -> None:
    panes = (desk.sidebar, desk.thread, desk.list, desk.window.rail)
    places = [left_of(desk, pane) for pane in panes]
    assert places == sorted(places)
    assert left_of(desk, desk.window.rail) + desk.window.rail.width() == desk.window.width()


def test_a_narrow_window_lays_the_sidebar_over_the_left_of_the_thread(desk: Desk) -> None:
    offers = Floating()
    offers.setFixedSize(200, 100)
    desk.window.set_offers(offers)
    desk.window.resize(1024, 700)
    offers.show()
    desk.window.panes.show_sidebar()
    assert left_of(desk, desk.sidebar) == 0
    assert left_of(desk, offers) > desk.sidebar.width()
    desk.window.panes.hide_drawer()
    assert left_of(desk, offers) < desk.sidebar.width()


def test_notices_stand_at_the_left_of_the_thread(desk: Desk) -> None:
    toast = desk.window.toast("Completed")
    assert left_of(desk, toast) < left_of(desk, desk.thread) + 20


def test_the_sheet_leaves_the_rail_free(desk: Desk) -> None:
    desk.window.open_palette()
    palette = desk.window.sheets.palette
    assert left_of(desk, palette) == 0
    assert palette.geometry().right() < left_of(desk, desk.window.rail)
