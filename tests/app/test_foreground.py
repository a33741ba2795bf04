"""The window with the keyboard: what can be seen where."""

import ctypes.util
import sys

import pytest

from agent_desktop.app.foreground import Sight, sight

if sys.platform != "win32":
    from agent_desktop.app.foreground.x11 import X11Looker

on_x11 = pytest.mark.skipif(ctypes.util.find_library("xcb") is None, reason="needs libxcb")


@pytest.mark.parametrize(
    ("platform", "env", "seen"),
    [
        ("win32", {}, Sight.WINDOWS),
        ("darwin", {}, Sight.PROGRAMS),
        ("linux", {}, Sight.NOTHING),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, Sight.NOTHING),
        ("linux", {"DISPLAY": ":0"}, Sight.WINDOWS),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, Sight.SOME),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, Sight.SOME),
    ],
)
def test_what_can_be_seen(platform: str, env: dict[str, str], seen: Sight) -> None:
    assert sight(platform, env) is seen


@on_x11
def test_a_screen_that_is_not_there_is_said() -> None:
    with pytest.raises(OSError, match="X11"):
        X11Looker(":64999")
