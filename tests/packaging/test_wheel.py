"""The built wheel is the whole program: it runs away from the checkout and finds its files."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installed:
    """A wheel, and a folder that it was installed into."""

    wheel: Path
    folder: Path

    def run(self, words: Sequence[str]) -> str:
        """The output of Python, in which the installed wheel comes before the checkout."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder.parent,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=True,
            timeout=100,
        ).stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, capture_output=True, timeout=100)
    (wheel,) = place.glob("*.whl")
    folder = place / "site"
    pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([sys.executable, *pip, str(wheel)], check=True, capture_output=True, timeout=100)
    return Installed(wheel, folder)


def test_it_answers_with_its_version(installed: Installed) -> None:
    answer = installed.run(["-m", "agent_desktop", "--version"])
    assert answer == f"Agent Desktop {__version__}\n"
    assert __version__ in installed.wheel.name


def test_it_finds_its_own_files(installed: Installed) -> None:
    program = (
        "from agent_desktop import files\n"
        "for path in files.resource('theme', 'tokens.json'), files.translation('README.md'):\n"
        "    print(path if path.is_file() else 'missing')\n"
    )
    paths = [Path(line) for line in installed.run(["-c", program]).splitlines()]
    inside = installed.folder / "agent_desktop"
    assert paths == [inside / "resources/theme/tokens.json", inside / "translations/README.md"]


def test_it_holds_every_shipped_file_and_no_other_folder(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        packed = set(archive.namelist())
    for folder in ("resources", "translations"):
        shipped = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert shipped
        assert {f"agent_desktop/{path.relative_to(ROOT).as_posix()}" for path in shipped} <= packed
    tops = {name.split("/")[0] for name in packed}
    assert tops == {"agent_desktop", f"agent_desktop-{__version__}.dist-info"}
    assert "agent_desktop/py.typed" in packed


def test_it_declares_its_command_its_connector_and_its_licence(installed: Installed) -> None:
    about = installed.folder / f"agent_desktop-{__version__}.dist-info"
    entries = (about / "entry_points.txt").read_text(encoding="utf-8")
    assert "agent-desktop = agent_desktop.app.main:main" in entries
    assert "hub = agent_desktop.connectors.hub:connector" in entries
    assert "Apache License" in (about / "licenses" / "LICENSE").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0" in (about / "METADATA").read_text(encoding="utf-8")


@pytest.mark.serial
def test_its_window_and_its_hub_start(installed: Installed, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    installed.run(
        ["-m", "agent_desktop", "--data", str(tmp_path / "data"), "--screenshot", str(picture)]
    )
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_checkout_finds_the_same_files() -> None:
    from agent_desktop import files

    assert files.resource("theme", "tokens.json") == ROOT / "resources" / "theme" / "tokens.json"
    assert files.translation("README.md").is_file()
