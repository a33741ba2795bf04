"""Which window of this computer has the keyboard, as far as the system tells it to a program without extra rights.

Promises that a look neither asks the user for anything nor changes anything. Refuses to keep or to log titles: they are
handed to whoever looked, and forgotten. A look may block for a moment; it is never made on the window's thread.
"""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum

from agent_desktop.app.foreground.front import Looker


class Sight(StrEnum):
    """What can be seen on this system."""

    WINDOWS = "windows"
    """Titles and programs of all windows."""
    PROGRAMS = "programs"
    """Names of programs alone: titles would need a permission of the user's (macOS)."""
    SOME = "some"
    """Only windows of programs that still use X11 (Wayland)."""
    NOTHING = "nothing"
    """Nothing."""


def sight(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Sight:
    """What can be seen on this system, by its name and environment."""
    if platform == "win32":
        return Sight.WINDOWS
    if platform == "darwin":
        return Sight.PROGRAMS
    if not env.get("DISPLAY"):
        return Sight.NOTHING
    wayland = env.get("WAYLAND_DISPLAY") or env.get("XDG_SESSION_TYPE") == "wayland"
    return Sight.SOME if wayland else Sight.WINDOWS


def looker() -> Looker:
    """One for this system. Raises OSError when nothing can be seen."""
    if sys.platform == "win32":
        from agent_desktop.app.foreground.windows import WindowsLooker

        return WindowsLooker()
    if sys.platform == "darwin":
        from agent_desktop.app.foreground.macos import MacLooker

        return MacLooker()
    from agent_desktop.app.foreground.x11 import X11Looker

    return X11Looker()
