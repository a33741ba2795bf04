"""A system without a tray: nothing is made, nothing is hidden, nothing breaks."""

from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.tray.tray import Tray
from tests.ui.call.conftest import CallOffice
from tests.ui.fake_desk import NOON
from tests.ui.tray.offers import call


def test_without_a_tray_there_is_none(theme: Theme, qtbot: QtBot) -> None:
    """As on this very platform: nobody asked whether there is one but Qt."""
    office = CallOffice(theme, qtbot)
    office.plug_in()
    tray = Tray(
        office.desk, office.shell, accept=office.spaces.accept, show=office.shell.show, quit=list
    )
    office.desk.put_offers(call())
    office.frames()
    tray.refresh()
    for _ in range(6):
        office.shell.ticked.emit(NOON)
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    assert tray.icon is None
    assert office.shell.isVisible()
    tray.leave()
    office.spaces.leave()
