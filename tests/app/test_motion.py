"""The system's wish for less motion, asked of a settings portal on a message bus of the test's own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.app.motion import SystemMotion
from agent_desktop.ui.theme.theme import Theme

PORTAL = Path(__file__).with_name("settings_portal.py")

pytestmark = pytest.mark.skipif(which("dbus-daemon") is None, reason="no message bus here")


@pytest.fixture
def address() -> Iterator[str]:
    """A message bus."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.terminate()


@pytest.fixture
def bus(address: str, qapp: QApplication) -> Iterator[QDBusConnection]:
    """The window's way to it."""
    yield QDBusConnection.connectToBus(address, "test-motion")
    QDBusConnection.disconnectFromBus("test-motion")


@pytest.mark.parametrize(("animations", "less"), [("off", True), ("on", False)])
def test_the_portal_is_asked(
    address: str, bus: QDBusConnection, qtbot: QtBot, animations: str, less: bool
) -> None:
    command = [sys.executable, str(PORTAL), address, animations]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as portal:
        assert portal.stdout is not None
        assert portal.stdout.readline() == "ready\n"
        theme = Theme("light")
        theme.set_less_motion_wished(not less)  # so that the answer is seen to come
        SystemMotion(theme, bus)
        qtbot.waitUntil(lambda: theme.reduced_motion is less)
        portal.terminate()


def test_where_nobody_answers_nothing_is_wished(bus: QDBusConnection, qtbot: QtBot) -> None:
    theme = Theme("light")
    theme.set_less_motion_wished(True)
    SystemMotion(theme, bus)
    qtbot.waitUntil(lambda: not theme.reduced_motion)


def test_where_there_is_no_bus_nothing_is_asked(qapp: QApplication) -> None:
    theme = Theme("light")
    SystemMotion(theme, QDBusConnection("nowhere"))
    assert not theme.reduced_motion
