"""Real windows of another program on a real X11 screen: which one has the keyboard."""

import ctypes.util
import os
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from agent_desktop.app.foreground.front import Front
from agent_desktop.app.foreground.watch import PageWatch
from agent_desktop.app.foreground.x11 import X11Looker
from tests.app.screens import OtherWindow, other_window, screen

pytestmark = [
    pytest.mark.serial,
    pytest.mark.skipif(ctypes.util.find_library("xcb") is None, reason="needs libxcb"),
]


def manager_says(display: str, window: str) -> None:
    """What a window manager tells: this window is active."""
    words = ["-f", "_NET_ACTIVE_WINDOW", "32x", "-set", "_NET_ACTIVE_WINDOW", window]
    env = {**os.environ, "DISPLAY": display}
    subprocess.run(["xprop", "-root", *words], env=env, check=True, timeout=30)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as made:
        yield made


@pytest.fixture(scope="module")
def till(display: str) -> Iterator[OtherWindow]:
    with other_window(display) as made:
        yield made


def test_the_window_with_the_focus_is_seen(display: str, till: OtherWindow, qtbot: QtBot) -> None:
    looker = X11Looker(display)
    assert looker.look() is None
    for title in ("Zahlung – Käse & Co", "支付 💳", "", "x" * 5_000):
        till.show(title)

        def seen(title: str = title) -> bool:
            front = looker.look()
            return front is not None and front.title.startswith(title[:900] or "till-program")

        qtbot.waitUntil(seen, timeout=30_000)
    front = looker.look()
    assert front is not None
    assert "till-program" in front.program
    assert not front.own
    looker.close()
    with pytest.raises(OSError, match="X11"):
        looker.look()


def test_what_a_window_manager_says_comes_first(
    display: str, till: OtherWindow, qtbot: QtBot
) -> None:
    first = till.show("Checkout")
    looker = X11Looker(display)
    with other_window(display) as other:
        second = other.show("Shop")
        for window, title in ((first, "Checkout"), (second, "Shop")):
            manager_says(display, window)
            front = looker.look()
            assert front is not None
            assert front.title == title
    assert looker.look() in (None, Front("", "")), "the window that was active is gone"
    manager_says(display, "0x0")
    looker.close()


def test_it_is_watched_from_a_thread(display: str, till: OtherWindow, qtbot: QtBot) -> None:
    told: list[bool] = []
    till.show("Shop")
    parent = QObject()
    watch = PageWatch(parent, lambda: X11Looker(display))
    watch.seen.connect(told.append)
    watch.watch(("checkout", "kasse"))
    till.show("Checkout · Shop")
    qtbot.waitUntil(lambda: told[-1:] == [True], timeout=30_000)
    till.show("Shop")
    qtbot.waitUntil(lambda: told[-2:] == [True, False], timeout=30_000)
    watch.stop()


def test_a_screen_that_goes_away_is_told(qtbot: QtBot) -> None:
    parent, told = QObject(), list[str]()
    with screen() as display:
        watch = PageWatch(parent, lambda: X11Looker(display))
        watch.blind.connect(lambda: told.append("blind"))
        watch.watch(("checkout",))
    qtbot.waitUntil(lambda: told == ["blind"], timeout=30_000)
    watch.stop()
