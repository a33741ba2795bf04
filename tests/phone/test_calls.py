"""Real calls: engine to engine through a real proxy, and to another maker's telephone, judged by what is heard."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.media.resample import Resampler
from agent_desktop.model.base import new_id
from agent_desktop.model.calls import (
    AnswerCall,
    CallState,
    EndCode,
    HangUp,
    Hold,
    HoldCall,
    PlaceCall,
    RejectCall,
    ResumeCall,
    SendDigits,
)
from agent_desktop.model.phone import (
    CallChanged,
    CallOver,
    DigitReceived,
    PhoneChanged,
    QualityMeasured,
    RegistrationChanged,
)
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.setup import FileSound, PhoneAccount, Setup
from agent_desktop.phone.starting import ENGINE
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.peers.baresip import baresip
from tests.peers.kamailio import PASSWORD, Kamailio
from tests.phone.listening import heard_in, similar, write_wav
from tests.phone.test_engine import heard
from tests.phone.windows import Window

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
TRIES = 3
VOICES = {"alice": speech(4.0, 16_000, seed=3), "bob": speech(4.0, 16_000, seed=8)}


@asynccontextmanager
async def phone(
    folder: Path, name: str, proxy: Kamailio, *, codecs: tuple[str, ...] = (), secure: bool = False
) -> AsyncIterator[Window]:
    """An engine of ours, signed on, that says a voice of its own."""
    own = folder / name
    own.mkdir()
    account = PhoneAccount(
        id=name,
        address=f"sip:{name}@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
        codecs=codecs,
        secure=secure,
    )
    microphone = write_wav(own / "microphone.wav", VOICES[name])
    speaker = str(own / "speaker.wav")
    sound = FileSound(microphone=str(microphone), speaker=speaker, again=True)
    # The proxy takes 127.0.0.1 for itself, whatever the port.
    bind = {"alice": "127.0.0.2", "bob": "127.0.0.3"}[name]
    made = Window(
        Setup(folder=str(own / "phone"), accounts=(account,), sound=sound, bind=bind), ENGINE
    )
    made.open()
    try:
        started = await made.until(PhoneChanged, lambda one: one.state.running)
        if not any(one.state is REGISTERED for one in started.state.registrations):
            await made.until(RegistrationChanged, lambda one: one.registration.state is REGISTERED)
        yield made
    finally:
        await made.close()


REGISTERED = RegistrationState.REGISTERED


async def rings(window: Window) -> str:
    event = await window.until(CallChanged, lambda one: one.call.state is CallState.RINGING)
    return event.call.id


async def talks(window: Window) -> str:
    event = await window.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
    return event.call.id


async def call(window: Window, name: str, number: str) -> str:
    call_id = new_id()
    await window.do(PlaceCall(call_id=call_id, account_id=name, number=number))
    return call_id


async def hears(speaker: Path, voice: Samples) -> None:
    """Listen until the sentence, which is said again and again, came as it was said.

    A computer that is busy with other things spoils one of them; sound that is bad is so every time.
    """
    tries: list[float] = []
    begin = 0.0
    while not tries or tries[-1] <= 0.9:
        assert len(tries) < TRIES, tries
        # A sentence from somewhere in its middle on, whole; of the first one the beginning may be missing.
        await heard(speaker, begin + 5.5)
        line = await asyncio.to_thread(heard_in, speaker)
        tries.append(similar(voice[16_000:], line[round(begin * RATE) :]))
        begin = len(line) / RATE


@pytest.mark.parametrize("codec", ["PCMU", "G722", "opus"])
def test_two_engines_hear_each_other(codec: str, tmp_path: Path, proxy: Kamailio) -> None:
    _two_engines(tmp_path, proxy, codec, secure=False)


def test_two_engines_hear_each_other_encrypted(tmp_path: Path, proxy: Kamailio) -> None:
    _two_engines(tmp_path, proxy, "opus", secure=True)


@asynchronous
async def _two_engines(tmp_path: Path, proxy: Kamailio, codec: str, *, secure: bool) -> None:
    async with (
        phone(tmp_path, "alice", proxy, codecs=(codec,), secure=secure) as alice,
        phone(tmp_path, "bob", proxy, codecs=(codec,), secure=secure) as bob,
    ):
        placed = await call(alice, "alice", "bob")
        answered = await rings(bob)
        await bob.do(AnswerCall(call_id=answered))
        assert await talks(alice) == placed
        assert await talks(bob) == answered
        await asyncio.gather(
            hears(tmp_path / "alice" / "speaker.wav", VOICES["bob"]),
            hears(tmp_path / "bob" / "speaker.wav", VOICES["alice"]),
        )
        await alice.until(QualityMeasured, lambda one: one.quality.mos > 3.5)
        await alice.do(SendDigits(call_id=placed, digits="42#"))
        assert [(await bob.until(DigitReceived)).digit for _ in range(3)] == ["4", "2", "#"]
        await bob.do(HangUp(call_id=answered))
        over = (await alice.until(CallOver)).call
        assert over.end is not None
        assert over.end.code is EndCode.FAR_HUNG_UP
        assert over.secure is secure
        await bob.until(CallOver)


@asynchronous
async def _holds(tmp_path: Path, proxy: Kamailio) -> None:
    async with (
        phone(tmp_path, "alice", proxy) as alice,
        phone(tmp_path, "bob", proxy) as bob,
    ):
        placed = await call(alice, "alice", "bob")
        await bob.do(AnswerCall(call_id=await rings(bob)))
        await talks(alice)
        await alice.do(HoldCall(call_id=placed))
        held = await bob.until(CallChanged, lambda one: one.call.hold is Hold.REMOTE)
        assert held.call.state is CallState.ACTIVE
        await alice.do(ResumeCall(call_id=placed))
        await bob.until(CallChanged, lambda one: one.call.hold is Hold.NONE)
        await alice.do(HangUp(call_id=placed))
        await bob.until(CallOver)
        await alice.until(CallOver)
        nobody = await call(alice, "alice", "nobody")
        over = (await alice.until(CallOver)).call
        assert over.id == nobody
        assert over.end is not None
        assert (over.end.code, over.end.status) == (EndCode.NOT_FOUND, 404)
        await call(alice, "alice", "bob")
        await bob.do(RejectCall(call_id=await rings(bob)))
        over = (await alice.until(CallOver)).call
        assert over.end is not None
        assert over.end.code is EndCode.BUSY
        given_up = await call(alice, "alice", "bob")
        await rings(bob)
        await alice.do(HangUp(call_id=given_up))
        over = (await bob.until(CallOver)).call
        assert over.end is not None
        assert over.end.code is EndCode.CANCELLED


def test_hold_refusal_and_cancelling_are_seen_at_the_other_end(
    tmp_path: Path, proxy: Kamailio
) -> None:
    _holds(tmp_path, proxy)


@asynchronous
async def _baresip(tmp_path: Path, proxy: Kamailio, codec: str, rate: int) -> None:
    voice = Resampler(16_000, rate).process(VOICES["bob"])
    folder = tmp_path / "peer"
    folder.mkdir()
    wav = write_wav(folder / "says.wav", voice, rate)
    with baresip(folder, server=proxy.sip, user="peer", wav=wav, codecs=(codec,)) as peer:
        async with phone(tmp_path, "alice", proxy) as alice:
            placed = await call(alice, "alice", "peer")
            await talks(alice)
            await heard(tmp_path / "alice" / "speaker.wav", 3.5)
            await alice.do(HangUp(call_id=placed))
            await alice.until(CallOver)
    spoken = slice(16_000, 40_000)
    line = heard_in(tmp_path / "alice" / "speaker.wav")
    assert similar(VOICES["bob"][spoken], line) > 0.9
    assert similar(VOICES["alice"][spoken], heard_in(peer.heard)) > 0.9


def test_we_and_another_makers_telephone_hear_each_other(tmp_path: Path, proxy: Kamailio) -> None:
    _baresip(tmp_path, proxy, "PCMU/8000/1", 8000)
