"""What dies while two calls stand: the window, and the next one goes on; the engine, and another one takes over.

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

from agent_desktop.model.calls import CallState, EndCode, Hold
from agent_desktop.model.phone import CallChanged
from agent_desktop.model.telephone import TelephoneAccount
from agent_desktop.phone import whereabouts
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.setup import FileSound, Setup
from agent_desktop.ui.kit.widgets.notices import Toast
from tests.app.agent_window import NOTE, AgentWindow, Given, opened
from tests.media.sounds import tone
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.phone.engines import ALICE, BOB, CAROL, engine, of
from tests.phone.listening import heard_in, longest_silence_ms, tones, write_wav
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Kamailio]:
    with kamailio(tmp_path, Authority(tmp_path)) as made:
        yield made


def given(folder: Path, proxy: Kamailio) -> Given:
    """Alice, who says her tone, and calls Bob; and then Carol, while Bob waits."""
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
        numbers=("bob", "carol"),
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


def test_two_calls_outlive_their_window_and_an_engine_that_dies_is_back(
    tmp_path: Path, proxy: Kamailio, qtbot: QtBot
) -> None:
    wish = given(tmp_path / "alice", proxy)
    hers, theirs = tmp_path / "alice" / "speaker.wav", tmp_path / "carol" / "speaker.wav"

    def engine_of_hers() -> int:
        place = whereabouts.read(tmp_path / "alice" / "phone")
        return 0 if place is None else place.pid

    def heard(since: dict[Path, int]) -> None:
        for speaker, hz in ((hers, CAROL), (theirs, ALICE)):
            line = heard_in(speaker)[since[speaker] :]
            assert tones(line[-RATE // 2 :]) == {hz}
            assert longest_silence_ms(line) <= 40, speaker

    async def scenario() -> None:
        async with (
            engine(tmp_path / "bob", BOB, of("bob", proxy)) as bob,
            engine(tmp_path / "carol", CAROL, of("carol", proxy)) as carol,
        ):
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.app.agent_window", stdin=PIPE, stdout=PIPE
            )
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(msgspec.json.encode(wish) + b"\n")
            await bob.answer()
            await carol.answer()
            pid = int(await child.stdout.readline())
            await more(theirs, 0.5)
            since = {one: len(heard_in(one)) for one in (hers, theirs)}
            child.send_signal(signal.SIGSTOP)  # it freezes, and dies of it
            await more(theirs, 0.7)
            child.kill()
            await child.wait()
            await more(theirs, 0.7)
            async with opened(wish) as window:
                await until("both calls", lambda: len(window.desk.calls()) == 2)
                assert engine_of_hers() == pid, "it is the same one"
                await until("the strip", lambda: strip_says(window, "carol", "Talking"))
                talks, waits = window.desk.calls()
                assert [one.call.state for one in (talks, waits)] == [CallState.ACTIVE] * 2
                assert (talks.call.far.number, talks.call.hold) == ("carol", Hold.NONE)
                assert (waits.call.far.number, waits.call.hold) == ("bob", Hold.LOCAL)
                other = window.spaces.calls.strip.others[0]
                assert other.isVisible()
                assert "bob" in other.accessibleName()
                assert [one.record.note[len(NOTE) :] for one in (talks, waits)] == [
                    ", says carol",
                    ", says bob",
                ]
                await more(theirs, 0.7)
                await asyncio.to_thread(heard, since)

                os.kill(pid, signal.SIGKILL)
                await until("both records", lambda: len(window.desk.call_history()) == 2)
                for record in window.desk.call_history():
                    assert record.end is not None
                    assert record.end.code is EndCode.PHONE_STOPPED
                    assert record.note == f"{NOTE}, says {record.number}"
                    assert record.talked_ms >= 2_500, "from the answer, not from the new window"
                await until("words", lambda: "your calls with it" in toasts(window))
                await until("a line again", lambda: window.registered)
                assert engine_of_hers() not in (0, pid)
                window.spaces.calls.call("bob")
                await bob.until(CallChanged, lambda one: one.call.state is CallState.RINGING)

    asyncio.run(asyncio.wait_for(scenario(), 90))
