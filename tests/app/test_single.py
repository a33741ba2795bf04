"""One program per data folder: the second start shows the first one's window."""

import subprocess
import sys
from collections.abc import Callable, Iterator
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
    qtbot.waitUntil(lambda: shown == ["shown"], timeout=30_000)


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
    qtbot.waitUntil(lambda: shown == ["shown"], timeout=30_000)
    socket.abort()


class Shield:
    """Takes what another program says; `answers` what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.answers: list[Callable[[str], None]] = []

    def __call__(self, words: str, answer: Callable[[str], None]) -> None:
        self.heard.append(words)
        self.answers.append(answer)


@pytest.fixture
def shield(tmp_path: Path, shown: list[str], qtbot: QtBot) -> Iterator[Shield]:
    made = Shield()
    single = Single(tmp_path, lambda: shown.append("shown"), made)
    yield made
    single.close()


def command(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "agent_desktop", "shield", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ("paused", 0, "paused"),
        ("nothing", 0, "Nothing is recorded"),
        ("failed", 1, "could not be paused"),
        ("not ready", 1, "not ready"),
        ("", 1, "did not answer"),
    ],
)
def test_another_program_is_answered(
    shield: Shield, tmp_path: Path, qtbot: QtBot, answer: str, code: int, said: str
) -> None:
    asks = command("on", "--data", str(tmp_path))
    qtbot.waitUntil(lambda: shield.heard == ["shield on"], timeout=30_000)
    assert asks.poll() is None, "it waits for what is true"
    shield.answers[0](answer)
    qtbot.waitUntil(lambda: asks.poll() is not None, timeout=30_000)
    out, err = asks.communicate()
    assert asks.returncode == code
    assert said in (err if code else out)


def test_who_asks_and_goes_does_no_harm(
    shield: Shield, shown: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(_name(tmp_path))
    assert socket.waitForConnected(2_000)
    socket.write(b"shield ")
    socket.flush()
    socket.write(b"off\nshield on\n")
    socket.flush()
    qtbot.waitUntil(lambda: shield.heard == ["shield off"], timeout=30_000)
    socket.abort()
    qtbot.waitUntil(lambda: shown == [], timeout=30_000)
    shield.answers[0]("off")
    assert shield.heard == ["shield off"]


def test_nobody_hears_a_command_where_no_program_runs(tmp_path: Path) -> None:
    asks = command("off", "--data", str(tmp_path))
    out, err = asks.communicate(timeout=30)
    assert (asks.returncode, out, err) == (2, "", "Agent Desktop does not run.\n")
    asks = command("on", "--quiet", "--data", str(tmp_path))
    assert asks.communicate(timeout=30) == ("", "")


def test_the_next_program_listens_again(tmp_path: Path, shown: list[str], qtbot: QtBot) -> None:
    Single(tmp_path, lambda: shown.append("one")).close()
    two = Single(tmp_path, lambda: shown.append("two"))
    assert show_the_first(tmp_path)
    qtbot.waitUntil(lambda: shown == ["two"], timeout=30_000)
    two.close()
