"""Real engines whose microphones are tones, so that it can be told who hears whom."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from agent_desktop.media.frames import Samples, silence
from agent_desktop.model.base import new_id
from agent_desktop.model.calls import AnswerCall, CallState, EndCode, PlaceCall
from agent_desktop.model.phone import CallChanged, CallOver, PhoneChanged, RegistrationChanged
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.setup import FileSound, PhoneAccount, Setup
from agent_desktop.phone.starting import ENGINE
from tests.media.sounds import tone
from tests.peers.kamailio import PASSWORD, Kamailio
from tests.phone.listening import heard_in, tones, write_wav
from tests.phone.windows import Window
from tests.sip.certificates import Authority

PATIENCE_S = 30.0
#: So long it is listened to what is heard.
_LISTEN_S = 0.4


ALICE, BOB, CAROL = 440.0, 700.0, 1150.0
IN_THE_CLEAR = pytest.mark.expected_log("password over a connection in the clear")


def of(name: str, proxy: Kamailio) -> PhoneAccount:
    return PhoneAccount(
        id=name,
        address=f"sip:{name}@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
    )


def by_tls(name: str, proxy: Kamailio, authority: Authority) -> PhoneAccount:
    return msgspec.structs.replace(
        of(name, proxy),
        server=f"localhost:{proxy.tls}",
        transport="tls",
        secure=True,
        authorities=str(authority.file),
    )


class Engine(Window):
    """A window with its engine. `hears_only` listens to its speaker."""

    speaker: Path

    @asynccontextmanager
    async def next_window(self) -> AsyncIterator[Engine]:
        """The one that opens when this one is gone; what it finds is told first."""
        made = Engine(self.given, ENGINE)
        made.speaker = self.speaker
        made.open()
        try:
            yield made
        finally:
            await made.close()

    async def registered(self, account_id: str) -> Registration:
        """When an account is signed on."""
        while True:
            for event in reversed(self.all):
                match event:
                    case PhoneChanged(state=state):
                        known = state.registrations
                    case RegistrationChanged(registration=one):
                        known = (one,)
                    case _:
                        continue
                for one in known:
                    if one.account_id == account_id and one.state is RegistrationState.REGISTERED:
                        return one
                    if one.account_id == account_id:
                        break
                else:
                    continue
                break
            await self.until(RegistrationChanged)

    async def call(self, account_id: str, number: str) -> str:
        """Call; the call's id."""
        call_id = new_id()
        await self.do(PlaceCall(call_id=call_id, account_id=account_id, number=number))
        return call_id

    async def answer(self) -> str:
        """Answer the next call that rings; its id."""
        event = await self.until(CallChanged, lambda one: one.call.state is CallState.RINGING)
        await self.do(AnswerCall(call_id=event.call.id))
        return await self.talks()

    async def talks(self) -> str:
        """When the next call stands; its id."""
        event = await self.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
        return event.call.id

    async def over(self, call_id: str) -> EndCode:
        """Why a call ended, or ends."""
        while True:
            for event in self.all:
                if isinstance(event, CallOver) and event.call.id == call_id:
                    assert event.call.end is not None
                    return event.call.end.code
            await self.until(CallOver)

    async def hears_only(self, *hz: float) -> None:
        """Wait until exactly these tones are heard, from now on."""
        until, found = time.monotonic() + PATIENCE_S, set[float]()
        while time.monotonic() < until:
            before = await asyncio.to_thread(self._heard)
            await asyncio.sleep(_LISTEN_S)
            # A speaker that is not played to is silent: nothing is added to its file.
            found = tones((await asyncio.to_thread(self._heard))[len(before) :], RATE)
            if found == set(hz):
                return
        raise AssertionError(f"hears {found}, not {set(hz)}")

    def _heard(self) -> Samples:
        return heard_in(self.speaker) if self.speaker.exists() else silence(0)


@asynccontextmanager
async def engine(
    folder: Path, hz: float, *accounts: PhoneAccount, bind: str = ""
) -> AsyncIterator[Engine]:
    """One that says `hz` and is signed on with all its accounts; its files go to `folder`."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    microphone = write_wav(folder / "microphone.wav", tone(1.0, RATE, hz, 6000))
    speaker = folder / "speaker.wav"
    sound = FileSound(microphone=str(microphone), speaker=str(speaker), again=True)
    given = Setup(folder=str(folder / "phone"), accounts=accounts, sound=sound, bind=bind)
    made = Engine(given, ENGINE)
    made.speaker = speaker
    made.open()
    try:
        await made.runs()
        for account in accounts:
            await made.registered(account.id)
        yield made
    finally:
        await made.close()
