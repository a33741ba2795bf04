"""What a returning agent's first paint has imported: Qt and our own painting, and nothing that can come later."""

import os
import subprocess
import sys
from pathlib import Path

from agent_desktop.app.profile import Profile, write_profile

#: Databases, networks, keychains, event loops, numbers and dates of other countries, the hub, the screens behind.
_HEAVY = """
sqlalchemy sqlcipher3 sqlite3 httpx websockets keyring qasync asyncio babel cryptography starlette uvicorn argon2
alembic phonenumbers numpy ssl concurrent.futures PySide6.QtNetwork
agent_desktop.app.program agent_desktop.store agent_desktop.connectors agent_desktop.desk.runner agent_desktop.hub
agent_desktop.ui.signin agent_desktop.ui.conversation agent_desktop.ui.inbox
"""
LATER = _HEAVY.split()

#: Starts the program and ends it where it goes on after the paint.
_WATCHED = """
import builtins, os, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name not in ("PySide6.QtNetwork", "agent_desktop.app.running"):
            return None
        from PySide6.QtWidgets import QApplication
        print("shown", any(one.isVisible() for one in QApplication.topLevelWidgets()))
        print("plain", builtins.__import__ is builtins.__orig_import__)
        print(*sys.modules, flush=True)
        os._exit(0)

sys.meta_path.insert(0, Watch())
from agent_desktop.app.main import main
main(["--offscreen", "--data", sys.argv[1]])
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile.json", Profile(connector="hub", local=True, owner="Ann"))
    run = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    shown, plain, modules = run.stdout.splitlines()
    assert shown == "shown True", "the window is painted before the program goes on"
    assert plain == "plain True", "no import hook reads the source of every module"
    loaded = modules.split()
    assert "agent_desktop.ui.shell.window" in loaded
    heavy = [one for one in loaded if any(f"{one}.".startswith(f"{two}.") for two in LATER)]
    assert heavy == []


def test_a_window_that_talks_to_its_telephone_does_without_what_deals_with_sound() -> None:
    told = "import sys, agent_desktop.phone.client; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, timeout=60, check=True
    )
    assert {"numpy", "cryptography", "av"}.isdisjoint(run.stdout.split())
