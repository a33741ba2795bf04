"""Another maker's telephone at the worker: it registers as an agent's, is called, and calls as a customer does."""

import asyncio
import sys
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import house
from tests.media.sounds import tone
from tests.peers.baresip import baresip

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peer is a Debian package"),
]


def microphone(folder: Path) -> Path:
    """Half a minute of a tone."""
    path = folder / "microphone.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone(30.0, 8000, 440.0, 6000).tobytes())
    return path


def old(setup: WorkerSetup) -> WorkerSetup:
    """It knows MD5 only, and gives up when it is offered more."""
    return replace(setup, digests=("MD5",))


@asynchronous
async def test_it_is_an_agents_telephone(tmp_path: Path) -> None:
    async with house(tmp_path, change=old) as home:
        peer = baresip(tmp_path, server=home.port, user="bob", wav=microphone(tmp_path))
        await asyncio.to_thread(peer.__enter__)
        try:
            assert home.worker.registered == {"sip:bob@127.0.0.1"}
            caller = home.telephone(700.0)
            call = await home.talking(caller, "bob")
            await caller.hears_only(440.0)
            (asked,) = home.worker.signalling._roll_call._telephones.values()
            assert asked.answers, "it says that it is there"
            caller.leave()
            assert (await home.desk.until(d.WorkEnded)).call == call
        finally:
            await asyncio.to_thread(peer.__exit__, None, None, None)


@asynchronous
async def test_it_calls_as_a_customer(tmp_path: Path) -> None:
    async with house(tmp_path, change=old) as home:
        peer = baresip(tmp_path, server=home.port, user="bob", wav=microphone(tmp_path))
        phone = await asyncio.to_thread(peer.__enter__)
        try:
            agent = await home.agent("ann", 700.0)
            number = f"sip:+4930999100@127.0.0.1:{home.port}"
            await asyncio.to_thread(phone.command, "dial", number)
            arrived = await home.desk.until(d.Arrived)
            home.accept(arrived.call, "ann")
            await agent.hears_only(440.0)
            await asyncio.to_thread(phone.command, "hangup")
            await home.desk.until(d.CallOver)
        finally:
            await asyncio.to_thread(peer.__exit__, None, None, None)
