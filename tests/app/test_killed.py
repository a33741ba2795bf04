"""What dies in the middle of a call: the window, and the next one goes on; the engine, and another one takes over.

Real processes, a real telephone system, and both ends of the sound.
"""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.model.calls import CallState, EndCode
from agent_desktop.model.phone import CallChanged
from agent_desktop.model.telephone import TelephoneAccount
from agent_desktop.phone import whereabouts
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.setup import FileSound, Setup
from agent_desktop.ui.kit.widgets.notices import Toast
from tests.app.agent_window import NOTE, AgentWindow, Given, opened
from tests.media.sounds import tone
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.phone.engines import ALICE, BOB, engine, of
from tests.phone.listening import heard_in, longest_silence_ms, tones, write_wav
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Kamailio]:
    with kamailio(tmp_path, Authority(tmp_path)) as made:
        yield made


def given(folder: Path, proxy: Kamailio) -> Given:
    """Alice, who says her tone, and calls Bob."""
    folder.mkdir()
    microphone = write_wav(folder / "microphone.wav", tone(1.0, RATE, ALICE, 6000))
    sound = FileSound(microphone=str(microphone), speaker=str(folder / "speaker.wav"), again=True)
    account = TelephoneAccount(
        id="office",
        name="Office",
        server=f"127.0.0.1:{proxy.sip}",
        user="alice",
        transport="udp",
    )
    return Given(
        folder=str(folder),
        basis=Setup(folder=str(folder / "phone"), sound=sound, bind="127.0.0.2"),
        account=account,
        password=PASSWORD,
        number="bob",
    )


async def until(what: str, true: Callable[[], object]) -> None:
    """Wait, and let the window work."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, f"It never happened: {what}."
        QApplication.processEvents()
        await asyncio.sleep(0.02)


def size_of(path: Path) -> int:
    """The bytes of a file, 0 before it is there."""
    return path.stat().st_size if path.exists() else 0


async def more(speaker: Path, seconds: float) -> None:
    """Wait until so much more was played."""
    wanted = size_of(speaker) + 2 * RATE * seconds
    await until("sound", lambda: size_of(speaker) >= wanted)


def strip_says(window: AgentWindow, *words: str) -> bool:
    strip = window.spaces.calls.strip
    told = strip.accessibleName()
    return strip.isVisible() and all(one in told for one in words)


def toasts(window: AgentWindow) -> str:
    return " ".join(one.accessibleName() for one in window.shell.findChildren(Toast))


def test_a_call_outlives_its_window_and_an_engine_that_dies_is_back(
    tmp_path: Path, proxy: Kamailio, qtbot: QtBot
) -> None:
    wish = given(tmp_path / "alice", proxy)
    hers, his = tmp_path / "alice" / "speaker.wav", tmp_path / "bob" / "speaker.wav"

    def engine_of_hers() -> int:
        place = whereabouts.read(tmp_path / "alice" / "phone")
        return 0 if place is None else place.pid

    def heard() -> None:
        for speaker, hz in ((hers, BOB), (his, ALICE)):
            line = heard_in(speaker)
            assert tones(line[-RATE // 2 :]) == {hz}
            assert longest_silence_ms(line) <= 40, speaker

    async def scenario() -> None:
        async with engine(tmp_path / "bob", BOB, of("bob", proxy)) as bob:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.app.agent_window", stdin=PIPE, stdout=PIPE
            )
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(msgspec.json.encode(wish) + b"\n")
            await bob.answer()
            pid, call_id = (await child.stdout.readline()).decode().split()
            await more(his, 0.5)
            child.send_signal(signal.SIGSTOP)  # it freezes, and dies of it
            await more(his, 0.7)
            child.kill()
            await child.wait()
            await more(his, 0.7)
            async with opened(wish) as window:
                await until("the call", lambda: window.talking == call_id)
                assert engine_of_hers() == int(pid), "it is the same one"
                await until("the strip", lambda: strip_says(window, "bob", "Talking"))
                (line,) = window.desk.calls()
                assert line.record.note == NOTE
                await more(his, 0.7)
                await asyncio.to_thread(heard)

                os.kill(int(pid), signal.SIGKILL)
                await until("its record", lambda: window.desk.call_history())
                (record,) = window.desk.call_history()
                assert record.end is not None
                assert (record.number, record.note) == ("bob", NOTE)
                assert record.end.code is EndCode.PHONE_STOPPED
                assert record.talked_ms >= 2_500, "from the answer, not from the new window"
                await until("words", lambda: "the call with it" in toasts(window))
                await until("a line again", lambda: window.registered)
                assert engine_of_hers() not in (0, int(pid))
                window.spaces.calls.call("bob")
                await bob.until(CallChanged, lambda one: one.call.state is CallState.RINGING)

    asyncio.run(asyncio.wait_for(scenario(), 90))
