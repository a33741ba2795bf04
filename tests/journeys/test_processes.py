"""The program as a process: without a display, for one picture, twice at once, and on a screen."""

import contextlib
import shutil
import signal
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.running import ENDS_WITHIN_S, running, wait_for
from tests.journeys.seat import Seat, until

pytestmark = pytest.mark.serial


def size_of_png(file: Path) -> tuple[int, int]:
    """Width and height of a whole PNG. Fails for anything else."""
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data.endswith(b"IEND\xaeB`\x82"), "a picture cut off"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_without_a_display(data: Path) -> None:
    with running("--offscreen", "--data", str(data)) as run:
        said = run.line("There is no display")
        picture = data / "window.png"
        assert str(picture) in said
        run.line("There is no secure keychain")
        demo = run.line("The demo page: ").removeprefix("The demo page: ")
        page = httpx.get(demo)
        assert page.status_code == 200
        assert "widget.js" in page.text
        wait_for("a picture", picture.exists)
        assert size_of_png(picture) == (1440, 900)
        first = picture.stat().st_mtime_ns
        wait_for("a newer picture", lambda: picture.stat().st_mtime_ns != first)
        family = psutil.Process(run.process.pid).children(recursive=True)
        told = [" ".join(one.cmdline()) for one in family]
        telephones = [one for one in told if "hub.voice.process" in one]
        assert len(told) == 1 + len(telephones), "the hub, and its telephones"
        run.ctrl_c()
        assert run.ends(ENDS_WITHIN_S) == 0
        assert psutil.wait_procs(family, ENDS_WITHIN_S)[1] == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(demo)


def test_without_a_display_again(data: Path) -> None:
    """The second start over the same folder says and does the same."""
    for _ in range(2):
        with running("--offscreen", "--data", str(data)) as run:
            run.line("There is no display")
            run.line("There is no secure keychain")
            demo = run.line("The demo page: ").removeprefix("The demo page: ")
            assert httpx.get(demo).status_code == 200
            run.ctrl_c()
            assert run.ends(ENDS_WITHIN_S) == 0


def test_ctrl_c_while_the_hub_starts(data: Path) -> None:
    with running("--offscreen", "--data", str(data)) as run:
        run.line("There is no display")
        run.line("There is no secure keychain")
        program = psutil.Process(run.process.pid)
        wait_for("the hub's process", program.children)
        family = program.children(recursive=True)
        run.ctrl_c()
        assert run.ends(ENDS_WITHIN_S) == 0
        assert psutil.wait_procs(family, ENDS_WITHIN_S)[1] == []


def test_one_picture(tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "life.png"
    with running("--screenshot", str(picture)) as run:
        assert run.ends() == 0
    assert size_of_png(picture) == (1440, 900)
    assert picture.stat().st_size > 40_000, "a window full of life"


def test_a_second_start_shows_the_first(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path
) -> None:
    async def start_twice() -> None:
        async with Seat.taken(data) as seat:
            await until("the first screen", lambda: seat.root.signin is not None)
            seat.root.window.showMinimized()
            assert seat.root.window.isMinimized()
            with running("--offscreen", "--data", str(data)) as second:
                await until("the end of the second", lambda: second.process.poll() is not None)
                assert second.ends() == 0
                assert second.said == []
            with running("shield", "on", "--data", str(data)) as payment:
                await until("its answer", lambda: payment.process.poll() is not None)
                payment.line("Agent Desktop is not ready")
                assert payment.ends() == 1
            await until("the first on screen", lambda: not seat.root.window.isMinimized())
            assert seat.root.window.isVisible()

    journey(start_twice())


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of our own, which does not begin anew when a first client leaves."""
    assert shutil.which("Xvfb"), "these tests need Xvfb"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(ENDS_WITHIN_S)
    server.stdout.close()


def xdotool(display: str, *words: str) -> str:
    """What the tool printed; empty when it failed."""
    done = subprocess.run(
        ["xdotool", *words],
        env={"DISPLAY": display},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def windows(display: str) -> list[str]:
    """The program's windows on this screen."""
    words = ("search", "--onlyvisible", "--name", "^Agent Desktop$")
    return xdotool(display, *words).split()


def test_on_a_screen(display: str, data: Path) -> None:
    """A key from the X server is all it takes from the first screen to work; a second start opens no other window."""
    with running("--data", str(data), display=display, keychain=True) as run:
        wait_for("the first screen", lambda: windows(display))
        (first,) = windows(display)
        hub = data / "hub"

        def enter() -> bool:
            """Enter starts the hub; a window that was not ready for keys gets another one."""
            xdotool(display, "windowfocus", "--sync", first, "key", "Return")
            with contextlib.suppress(AssertionError):
                wait_for("a hub", hub.exists, 5)
            return hub.exists()

        wait_for("the hub", enter)
        wait_for("at work", (data / "profile.json").exists)
        wait_for("the window", lambda: windows(display) not in ([], [first]))
        assert len(windows(display)) == 1
        with running("--data", str(data), display=display) as second:
            assert second.ends() == 0
        assert run.process.poll() is None
        assert len(windows(display)) == 1
        run.process.send_signal(signal.SIGTERM)
        assert run.ends(ENDS_WITHIN_S) == 0
