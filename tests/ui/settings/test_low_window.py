"""All pages of the settings in a window that is too low for their list."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from tests.ui.settings.conftest import Office


def test_each_page_can_be_reached_in_a_low_window(office: Office, qtbot: QtBot) -> None:
    office.shell.resize(1024, 640)
    office.open(Topic.NETWORKS)
    room = office.settings.room
    assert room is not None

    def in_sight() -> bool:
        middle = room.pages.mapTo(room.slider.viewport(), QPoint(0, room.pages.middle)).y()
        return 0 <= middle < room.slider.viewport().height()

    assert room.pages.height() > room.slider.viewport().height()
    for topic in (Topic.AUDIT, Topic.PEOPLE):
        office.settings.open(topic)
        office.work()
        qtbot.waitUntil(in_sight)
