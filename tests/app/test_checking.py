"""The check of the connection in the window: real probes in a thread, their findings on the sheet, nothing secret."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_desktop.app.checking import Checking
from agent_desktop.app.doctor import examination
from agent_desktop.app.doctor.facts import Names, Sound
from agent_desktop.app.doctor.servers import Servers
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.app.doctor.networks import WELL, server
from tests.ui.conftest import theme

__all__ = ["theme"]


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a headset and a keychain."""
    monkeypatch.setattr(examination, "look_at_sound", lambda: Sound(microphones=1, speakers=1))
    monkeypatch.setattr(examination, "look_at_keychain", lambda data: "secure")


@pytest.fixture
def shell(theme: Theme, qtbot: QtBot) -> ShellWindow:
    made = ShellWindow(theme, now=lambda: 0)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_check_in_the_window(
    calm: None, shell: ShellWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with server(WELL) as port:
        servers = Servers(hub=f"http://127.0.0.1:{port}")
        checking = Checking(shell, tmp_path, lambda: servers)
        shell.add_commands([checking.command()])
        assert shell.run("link.check")
        sheet = shell.sheets.checks
        qtbot.waitUntil(sheet.again.isEnabled, timeout=20_000)
        found = [row.found.check for row in sheet.rows]
        assert found[:3] == ["names", "hub", "clock"]
        assert found[-4:] == ["sound", "keychain", "disk", "display"]
        sheet.copy.click()
        report = QGuiApplication.clipboard().text()
        assert "The hub at 127.0.0.1 answers" in report
        assert str(tmp_path) not in report
        sheet.again.click()
        assert sheet.rows == []
        qtbot.waitUntil(sheet.again.isEnabled, timeout=20_000)
        assert [row.found.check for row in sheet.rows] == found
    checking.stop()


def test_the_window_goes_on_while_a_probe_hangs_and_one_check_is_enough(
    calm: None,
    shell: ShellWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go, asked = threading.Event(), []

    def hang(host: str) -> Names:
        asked.append(host)
        let_go.wait(60)
        return Names(host=host, addresses=1)

    monkeypatch.setattr(examination, "look_up", hang)
    with server(WELL) as port:
        servers = Servers(hub=f"http://127.0.0.1:{port}")
        checking = Checking(shell, tmp_path, lambda: servers)
        checking.open()
        sheet = shell.sheets.checks
        qtbot.waitUntil(lambda: len(asked) == 1)
        sheet.close_sheet()
        shell.check_asked.emit()
        assert sheet.isVisible()
        assert sheet.state.text() == "Checking…"
        let_go.set()
        qtbot.waitUntil(sheet.again.isEnabled, timeout=20_000)
    assert asked == ["127.0.0.1"]
    checking.stop()
    shell.sheets.close()
    shell.check_asked.emit()
    assert sheet.isHidden()
