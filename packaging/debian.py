"""System libraries on Debian and Ubuntu: which ones are needed, which are missing, how to get them.

Promises one cheap look-up on every start. As root it installs what is missing; for anybody else it
says the one command that would. On other systems it does nothing, because there Qt brings its
libraries or the distribution has its own names for them.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from terminal import Stop, call, say

#: Without these even `import PySide6.QtCore` fails, or the offscreen platform does.
QT_OFFSCREEN = (
    "libglib2.0-0",
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libbrotli1",
)
#: Without these Qt opens no window on X11.
QT_WINDOWS = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxcb-render-util0",
    "libxcb-image0",
    "libxcb-randr0",
    "libx11-xcb1",
)
#: What the tests drive: a screen, scripts of every language, system-call faults, and other telephones.
TEST_TOOLS = (
    "xvfb",
    "xauth",
    "xdotool",
    "strace",
    "x11-utils",
    "baresip-core",
    "clamav-daemon",
    "coturn",
    "dovecot-imapd",
    "dovecot-lmtpd",
    "espeak-ng",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "haproxy",
    "kamailio",
    "kamailio-tls-modules",
    "kamailio-websocket-modules",
    "kannel",
    "nginx",
    "postfix",
    "postgresql",
    "pulseaudio",
    "pulseaudio-utils",
    "sip-tester",
)
#: Any of these programs serves as the visitor's browser; `chromium` is the package to install.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: The packages renamed for 64-bit time keep their old name with this suffix.
RENAMED = "t64"


def is_debian() -> bool:
    """Whether packages are managed by dpkg and apt here."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def wanted(*, tests: bool) -> list[str]:
    """The packages needed to run the program, or also its tests; the names of Debian 12."""
    names = [*QT_OFFSCREEN, *QT_WINDOWS]
    if tests:
        names += TEST_TOOLS
        if not any(shutil.which(browser) for browser in BROWSERS):
            names.append("chromium")
        if shutil.which("npm") is None:
            names += ("nodejs", "npm")
    if importlib.util.find_spec("ensurepip") is None:
        names.append(f"python3.{sys.version_info.minor}-venv")
    return names


def missing(names: Sequence[str]) -> list[str]:
    """Those of `names` that are not installed, in their order. One call of dpkg-query."""
    asked = [spelling for name in names for spelling in (name, name + RENAMED)]
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *asked],
        capture_output=True,
        text=True,
        check=False,  # it answers 1 as soon as one name is unknown, which is what we ask about
    ).stdout
    installed = {
        line.removesuffix(" installed")
        for line in listing.splitlines()
        if line.endswith(" installed")
    }
    return [name for name in names if name not in installed and name + RENAMED not in installed]


def ensure(*, tests: bool) -> None:
    """Install what is missing as root; else raise `Stop` (code 2) with the command that would."""
    if not is_debian():
        return
    absent = missing(wanted(tests=tests))
    if not absent:
        return
    if os.geteuid() != 0:
        raise Stop(
            "Some system libraries are missing. Install them with this command, then start again:\n"
            f"  sudo apt-get update && sudo apt-get install -y {' '.join(absent)}",
            code=2,
        )
    say(f"Installing system libraries: {' '.join(absent)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # A mirror that cannot be refreshed may still serve what the old list names.
    call(["apt-get", "update", "-qq"], env=quiet)
    if (
        call(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *absent], env=quiet)
        != 0
    ):
        raise Stop(
            "apt-get could not install the system libraries named above. Its own message says why; "
            "when that is mended, start again.",
            code=2,
        )
