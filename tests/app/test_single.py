"""One program per data folder: the second start shows the first one's window."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from agent_desktop.app.single import Single, _name, show_the_first


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def first(tmp_path: Path, shown: list[str], qtbot: QtBot) -> Iterator[Single]:
    single = Single(tmp_path, lambda: shown.append("shown"))
    yield single
    single.close()


def test_nobody_answers_where_no_program_runs(tmp_path: Path, qtbot: QtBot) -> None:
    assert not show_the_first(tmp_path)


def test_a_second_start_shows_the_first_and_ends(
    first: Single, tmp_path: Path, shown: list[str], qtbot: QtBot
) -> None:
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from agent_desktop.app.single import show_the_first;"
        "sys.exit(0 if show_the_first(Path(sys.argv[1])) else 3)"
    )
    second = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: shown == ["shown"], timeout=5_000)


def test_another_folder_is_another_program(
    first: Single, tmp_path: Path, shown: list[str], qtbot: QtBot
) -> None:
    assert not show_the_first(tmp_path / "other")
    assert shown == []


def test_what_is_written_to_it_is_not_obeyed(
    first: Single, tmp_path: Path, shown: list[str], qtbot: QtBot
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(_name(tmp_path))
    assert socket.waitForConnected(2_000)
    socket.write(b"quit\n" * 10_000)
    socket.flush()
    qtbot.waitUntil(lambda: shown == ["shown"], timeout=5_000)
    socket.abort()


def test_the_next_program_listens_again(tmp_path: Path, shown: list[str], qtbot: QtBot) -> None:
    Single(tmp_path, lambda: shown.append("one")).close()
    two = Single(tmp_path, lambda: shown.append("two"))
    assert show_the_first(tmp_path)
    qtbot.waitUntil(lambda: shown == ["two"], timeout=5_000)
    two.close()
