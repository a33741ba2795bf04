"""A recorded call from its first word to hearing it again: settings, engine, sealed files, encrypted store."""

import asyncio
from pathlib import Path

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.app import telephone
from agent_desktop.app.foreground import Sight
from agent_desktop.app.payment_shield import PaymentShield
from agent_desktop.app.sounds import SoundFiles
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import wall_clock
from agent_desktop.model.calls import HangUp, PauseRecording, Recording, ResumeRecording
from agent_desktop.model.intents import (
    OperateCall,
)
from agent_desktop.model.listening import Listen, ShowSound
from agent_desktop.model.sounds import PlayState
from agent_desktop.phone.client import PhoneClient
from agent_desktop.store import open_store
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.app.test_telephone import OFFICE, PASSWORD, House, until
from tests.phone.listening import alike, heard_in
from tests.phone.windows import REHEARSAL

pytestmark = pytest.mark.sound

RATE = 16_000
HUM = (6000 * np.sin(2 * np.pi * 250 * np.arange(RATE // 2) / RATE)).astype(np.int16)


@pytest.fixture
def shell(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ShellWindow:
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))
    made = ShellWindow(Theme("light", less_motion="on"), now=lambda: 0)
    qtbot.addWidget(made)
    return made


def size_of(path: Path) -> int:
    """The bytes of a file, 0 before it is there."""
    return path.stat().st_size if path.exists() else 0


def readable(folder: Path) -> list[str]:
    """The files in which a recording stands for everybody to hear."""
    return [
        one.name for one in folder.rglob("*") if one.is_file() and b"OpusHead" in one.read_bytes()
    ]


def test_a_call_is_recorded_kept_shown_and_heard(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario() -> None:
        store = (await open_store(tmp_path / "desk.db", bytes(32))).store
        desk = await Desk.start(None, store, reader=SoundFiles())
        house = House(desk, tmp_path)
        speaker = tmp_path / "speaker.wav"
        try:
            async with house.window(shell) as page:
                account = msgspec.structs.replace(OFFICE, recording="all", keep_days=30)
                page.saved.emit(account, PASSWORD)
                await until("a registered account", lambda: house.registered)
                assert len(house.keys.secret("telephone:recordings") or "") == 64
                call_id = await house.call()

                def recording() -> Recording:
                    return desk.calls()[0].call.recording

                await until("a recording", lambda: recording() is Recording.ON)
                await until("some sound", lambda: size_of(speaker) > 3 * RATE)
                desk.post(OperateCall(command=PauseRecording(call_id=call_id)))
                await until("a pause", lambda: recording() is Recording.PAUSED)
                desk.post(OperateCall(command=ResumeRecording(call_id=call_id)))
                await until("its end", lambda: recording() is Recording.ON)
                shield, heard = PaymentShield(desk, shell, sight=Sight.NOTHING), list[str]()
                shield.begin()
                shield.obey(True, heard.append)
                await until("a pause for another program", lambda: heard == ["paused"])
                assert recording() is Recording.PAUSED
                shield.obey(False, heard.append)
                await until("its end", lambda: recording() is Recording.ON)
                shield.stop()
                size = size_of(speaker)
                await until("more sound", lambda: size_of(speaker) > size + 3 * RATE)
                assert readable(tmp_path) == []
                desk.post(OperateCall(command=HangUp(call_id=call_id)))
                await until("the record", lambda: desk.call_history())
                await until("the recording", lambda: desk.call_history()[0].recordings)
                await until(
                    "nothing left behind",
                    lambda: not list((tmp_path / "phone" / "recordings").iterdir()),
                )
                record = desk.call_history()[0]
                assert record.keep_until is not None
                assert 29 < (record.keep_until - wall_clock()) / 86_400_000 <= 30
                (attachment,) = record.recordings
                assert attachment.audio is not None
                assert [one.reason for one in attachment.audio.pauses] == ["card", "other_program"]
                desk.post(ShowSound(attachment=attachment))
                await until("a waveform", lambda: desk.sound(attachment.id).waveform)
                wave = desk.sound(attachment.id).waveform
                assert wave is not None
                assert len(wave.lanes) == 2
                assert max(wave.lanes[1]) > 30
                speaker.unlink()
                desk.post(Listen(attachment=attachment))
                await until("its end", lambda: desk.sound(attachment.id).state is PlayState.ENDED)
            assert readable(tmp_path) == []
        finally:
            await desk.stop()
            await store.close()
        assert readable(tmp_path) == []
        assert alike(HUM, heard_in(speaker))[0] > 0.6  # the agent speaks over it

    asyncio.run(asyncio.wait_for(scenario(), 90))
