"""The window's start, in readable order: display, application, first paint, then everything else.

Promises that the first paint needs Qt and our own painting alone: databases, networks and keychains are imported
afterwards, by the program that runs then. Refuses to hide that there is no display: it says so in one sentence.
"""

import gc
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from agent_desktop import __version__
from agent_desktop.app.display import has_display, unseen_words
from agent_desktop.app.language import use_language
from agent_desktop.app.looks import LooksFile
from agent_desktop.app.options import Options
from agent_desktop.app.places import Places, owner_name, places
from agent_desktop.app.profile import read_profile
from agent_desktop.app.root import Root
from agent_desktop.app.single import Single, show_the_first
from agent_desktop.ui.theme.theme import Theme, choice_of, less_motion_of

_LONGEST_WAIT_S = 0.5


def run_window(options: Options) -> int:
    """Open the window and run until it is closed; return the exit code."""
    if options.screenshot is not None:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="agent-desktop-") as folder:
            return _run(options, Places(data=Path(folder) / "data"))
    return _run(options, places(options.data))


def paint(app: QApplication, root: Root) -> None:
    """Put the window on the screen and return when it is painted, before anything heavy.

    The window system answers in its own time; one that never does (a window on a hidden desktop) is not waited for.
    """
    until = time.monotonic() + _LONGEST_WAIT_S
    root.show()
    app.processEvents()
    handle = root.window.windowHandle()
    while not handle.isExposed() and time.monotonic() < until:
        time.sleep(0.001)
        app.processEvents()
    app.processEvents()


def _run(options: Options, where: Places) -> int:
    offscreen = options.offscreen or not has_display()
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    where.make()
    app = QApplication(["Agent Desktop"])
    app.setApplicationName("Agent Desktop")
    # By it a Linux desktop knows our windows and their badge.
    app.setDesktopFileName("agent-desktop")
    app.setApplicationVersion(__version__)
    app.setQuitOnLastWindowClosed(False)
    if QLocale().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    use_language(app)
    if show_the_first(where.data):
        return 0
    looks = LooksFile(where.looks, placed=not offscreen)
    theme = Theme(less_motion=less_motion_of(looks.less_motion))
    theme.set_choice(choice_of(looks.mode))
    theme.apply(app)
    root = Root(theme, read_profile(where.profile), owner=owner_name(), looks=looks)
    paint(app, root)
    gc.enable()
    from agent_desktop.app.motion import SystemMotion

    SystemMotion(theme)
    single = Single(where.data, root.raise_window, root.obey)
    if offscreen and options.screenshot is None:
        print(unseen_words(where.picture), file=sys.stderr)
    from agent_desktop.app.running import run_program

    try:
        return run_program(app, theme, root, where, options, offscreen=offscreen)
    finally:
        single.close()
        looks.close()
