"""System libraries on Debian and Ubuntu, with stand-ins for dpkg-query and apt-get on the path."""

import os
import sys
from pathlib import Path

import pytest

import debian
import terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


class System:
    """A Debian of our own: a list of packages, and what apt-get was asked."""

    def __init__(self, folder: Path) -> None:
        self.listing = folder / "listing"
        self.log = folder / "log"
        self.log.touch()
        self.program(folder / "dpkg-query", f'cat "{self.listing}"; exit 1')
        self.program(folder / "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> "{self.log}"')
        self.program(folder / "google-chrome", "exit 0")

    def program(self, path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)

    def has(self, *names: str) -> None:
        """Set what is installed; a name may bring its own state after a space."""
        lines = [name if " " in name else f"{name} installed" for name in names]
        self.listing.write_text("\n".join(lines), encoding="utf-8")

    def asked(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    made = System(tmp_path)
    made.has()
    return made


def test_what_is_installed_is_not_missing(system: System) -> None:
    system.has("libegl1", "libglib2.0-0t64", "xvfb deinstall", "libgl1 half-installed")
    names = ["libegl1", "libglib2.0-0", "xvfb", "libgl1", "strace"]
    assert debian.missing(names) == ["xvfb", "libgl1", "strace"]


def test_with_everything_there_nothing_is_done(system: System) -> None:
    system.has(*debian.wanted(tests=True))
    debian.ensure(tests=True)
    assert not system.asked()


def test_root_gets_what_is_missing_in_one_go(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system.has(*(name for name in debian.wanted(tests=False) if name not in {"libgl1", "libegl1"}))
    debian.ensure(tests=False)
    update, install = system.asked()
    assert update.startswith("noninteractive update")
    assert install.startswith("noninteractive install")
    assert install.endswith(" libegl1 libgl1")


def test_anybody_else_gets_the_command(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    system.has(*(name for name in debian.wanted(tests=True) if name != "xdotool"))
    with pytest.raises(terminal.Stop) as stop:
        debian.ensure(tests=True)
    assert stop.value.code == 2
    assert "sudo apt-get update && sudo apt-get install -y xdotool" in stop.value.sentence
    assert not system.asked()


def test_a_failing_installation_stops_with_a_sentence(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system.program(tmp_path / "apt-get", "exit 100")
    with pytest.raises(terminal.Stop, match="could not install"):
        debian.ensure(tests=False)


def test_other_systems_are_left_alone(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    debian.ensure(tests=True)
    assert not system.asked()


def test_a_browser_that_is_there_is_enough(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "chromium" not in debian.wanted(tests=True)
    monkeypatch.setenv("PATH", "")
    assert "chromium" in debian.wanted(tests=True)


def test_a_python_without_venv_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    assert package not in debian.wanted(tests=False)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert package in debian.wanted(tests=False)
