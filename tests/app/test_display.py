"""Whether there is a screen, and the picture of the window where there is none."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agent_desktop.app.display import PictureKeeper, has_display, take_picture, unseen_words
from agent_desktop.app.interrupts import Interrupts


@pytest.mark.parametrize(
    ("platform", "variables", "there"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], there: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert has_display() is there
    why = "No display is used, as you asked" if there else "There is no display"
    assert unseen_words(Path("window.png")).startswith(f"{why}: Agent Desktop runs without one")


def test_the_picture_is_the_window_and_nothing_else_is_left(tmp_path: Path, qtbot: QtBot) -> None:
    window = QLabel("Agent Desktop")
    qtbot.addWidget(window)
    window.resize(320, 200)
    picture = tmp_path / "window.png"
    take_picture(window, picture)
    take_picture(window, picture)
    assert (QPixmap(str(picture)).width(), QPixmap(str(picture)).height()) == (320, 200)
    assert [one.name for one in tmp_path.iterdir()] == ["window.png"]


def test_a_picture_that_cannot_be_written_names_its_file(tmp_path: Path, qtbot: QtBot) -> None:
    window = QLabel()
    qtbot.addWidget(window)
    with pytest.raises(OSError, match=r"gone.window\.png"):
        take_picture(window, tmp_path / "gone" / "window.png")


def test_the_picture_follows_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    windows = [QLabel(), QLabel()]
    for width, window in zip((100, 200), windows, strict=True):
        qtbot.addWidget(window)
        window.resize(width, 50)
    parent = QObject()
    picture = tmp_path / "window.png"
    keeper = PictureKeeper(parent, lambda: windows[0], picture)
    keeper._timer.timeout.emit()
    assert QPixmap(str(picture)).width() == 100
    windows.reverse()
    keeper._timer.timeout.emit()
    assert QPixmap(str(picture)).width() == 200


@pytest.mark.expected_log("The picture of the window is not kept: .*window.png")
def test_a_picture_that_cannot_be_kept_is_told_once_and_tried_again(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window, parent = QLabel(), QObject()
    qtbot.addWidget(window)
    picture = tmp_path / "folder" / "window.png"
    keeper = PictureKeeper(parent, lambda: window, picture)
    keeper._timer.timeout.emit()
    keeper._timer.timeout.emit()
    assert len(caplog.records) == 1
    picture.parent.mkdir()
    keeper._timer.timeout.emit()
    assert picture.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_kill_is_heard_while_qt_waits(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    heard: list[str] = []
    interrupts = Interrupts(lambda: heard.append("end"))
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: heard == ["end"], timeout=30_000)
    finally:
        interrupts.close()
        assert signal.getsignal(number) is signal.SIG_DFL
        signal.signal(number, before)
