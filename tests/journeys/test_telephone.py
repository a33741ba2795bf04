"""A telephone of the agent's own, beside the hub: a real telephone system and another maker's telephone, called by and
calling the real window.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.media.resample import Resampler
from agent_desktop.model.calls import CallState, Direction
from agent_desktop.phone import whereabouts
from agent_desktop.phone.setup import FileSound, Setup
from agent_desktop.ui.call.accounts import Accounts
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.seat import Seat, outside_tasks, until
from tests.media.sounds import speech
from tests.peers.baresip import Baresip, baresip
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.phone.listening import heard_in, similar, write_wav
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
AGENT, PEER = "alice", "1042"
HERS, THEIRS = speech(5.0, 16_000, seed=3), speech(5.0, 16_000, seed=8)
#: What must be heard of the other: the middle of the sentence, since a call begins before it is connected.
MIDDLE = slice(16_000, 48_000)
#: Bytes of the speaker's file; the peer hangs up when its file is over.
LONG_ENOUGH = 4 * 32_000


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Kamailio]:
    with kamailio(tmp_path, Authority(tmp_path)) as made:
        yield made


@pytest.fixture
def peer(tmp_path: Path, proxy: Kamailio) -> Iterator[Baresip]:
    folder = tmp_path / "peer"
    folder.mkdir()
    wav = write_wav(folder / "says.wav", Resampler(16_000, 8000).process(THEIRS), 8000)
    with baresip(folder, server=proxy.sip, user=PEER, wav=wav) as made:
        yield made


def sound(folder: Path, data: Path) -> Setup:
    """Files instead of devices; the proxy takes 127.0.0.1 for itself, whatever the port."""
    microphone = write_wav(folder / "microphone.wav", HERS)
    files = FileSound(microphone=str(microphone), speaker=str(folder / "speaker.wav"), again=True)
    return Setup(folder=str(data / "phone"), sound=files, bind="127.0.0.2")


async def sign_on(seat: Seat, proxy: Kamailio) -> None:
    """Add the account on the settings page, by mouse and keys."""
    await outside_tasks(partial(seat.shell.show_workspace, "settings"))
    page = seat.shell.preferences.page.findChild(Accounts)
    assert page is not None
    await seat.click(page.add)
    await until("the caret in the form", page.form.name.hasFocus)
    for text in ("Exchange", f"127.0.0.1:{proxy.sip}", AGENT, PASSWORD):
        await seat.type(text)
        await seat.press(Qt.Key.Key_Tab)
    await seat.click(page.form.transport._segments["udp"])
    assert not page.form.warning.isVisible(), "this computer is no network"
    await seat.click(page.form.save)
    await until("a row", lambda: len(page.rows) == 1)
    (row,) = page.rows.values()
    await until("registered", lambda: row.state.text() == "Registered")


def choose(control: DropDown, words: str) -> None:
    """One out of a list, which begins so: the hub's own line is the first."""
    control.open()
    assert control.list is not None
    (action,) = (one for one in control.list.actions() if one.text().startswith(words))
    action.trigger()
    control.list.close()


def talking(seat: Seat) -> bool:
    lines = seat.desk.calls()
    return len(lines) == 1 and lines[0].call.state is CallState.ACTIVE


async def talk(seat: Seat, speaker: Path) -> None:
    """Stay in the call until enough was heard."""
    await until("talking", lambda: talking(seat))
    await until("the strip", seat.parts.calls.strip.isVisible)
    await until("their words", lambda: speaker.exists() and speaker.stat().st_size >= LONG_ENOUGH)


async def hang_up(seat: Seat) -> None:
    """End, and see the call in the history."""
    known = len(seat.desk.call_history())
    await seat.click(seat.parts.calls.strip.end)
    await until("its end", lambda: not seat.desk.calls())
    await until("no strip", lambda: not seat.parts.calls.strip.isVisible())
    await until("its record", lambda: len(seat.desk.call_history()) == known + 1)


def test_calls_come_and_go_through_an_exchange_beside_the_hub(
    journey: RunJourney[Any],
    keychain: KeychainInMemory,
    data: Path,
    tmp_path: Path,
    proxy: Kamailio,
    peer: Baresip,
) -> None:
    speaker = tmp_path / "speaker.wav"

    async def day() -> None:
        async with Seat.taken(data) as seat:
            seat.program.phone = sound(tmp_path, data)
            await seat.start_the_hub()
            assert seat.desk.phone is None
            assert whereabouts.read(data / "phone") is None, "no account, no engine"
            await sign_on(seat, proxy)
            assert PASSWORD in keychain.secrets.values()

            # They call.
            peer.command("dial", f"sip:{AGENT}@127.0.0.1:{proxy.sip}")
            cards = seat.parts.offers
            await until("an offer", lambda: any(card.isVisible() for card in cards.cards))
            await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
            await talk(seat, speaker)
            await hang_up(seat)
            assert similar(THEIRS[MIDDLE], heard_in(speaker)) > 0.8
            # Their telephone writes its file on a while.
            await until("hers there", lambda: similar(HERS[MIDDLE], heard_in(peer.heard)) > 0.8)
            came = seat.desk.call_history()[0]
            assert (came.number, came.direction) == (PEER, Direction.INCOMING)
            assert came.answered_at is not None

            speaker.unlink()

            # We call, with the mouse on the pad's keys.
            await outside_tasks(partial(seat.shell.show_workspace, "calls"))
            calls = seat.parts.calls
            await until("the call in the list", lambda: len(calls.page.rows.records) == 1)
            await seat.click(calls.page.dial)
            await until("the pad", calls.number.isVisible)
            await outside_tasks(partial(choose, calls.number.account, "Exchange"))
            for key in PEER:
                await seat.click(calls.number.keys.buttons[key])
            await seat.press(Qt.Key.Key_Return)
            await talk(seat, speaker)
            await hang_up(seat)
            assert similar(THEIRS[MIDDLE], heard_in(speaker)) > 0.8
            went = seat.desk.call_history()[0]
            assert (went.number, went.direction) == (PEER, Direction.OUTGOING)
            await until("both in the list", lambda: len(calls.page.rows.records) == 2)
        assert whereabouts.read(data / "phone") is None, "the engine ends with the window"

    journey(day())
