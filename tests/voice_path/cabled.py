"""Telephones at virtual cables: an engine whose headset belongs to a sound server of our own, signed on somewhere.

Promises that what is spoken into `NAME-mic` is what the engine hears, and that what it says is recorded from `NAME`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent_desktop.model.base import new_id
from agent_desktop.model.calls import AnswerCall, CallState, PlaceCall
from agent_desktop.model.devices import DeviceChoice
from agent_desktop.model.phone import CallChanged, PhoneChanged, RegistrationChanged
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.phone.setup import NativeSound, PhoneAccount, Setup
from agent_desktop.phone.starting import ENGINE
from tests.peers.pulse import Pulse
from tests.phone.windows import Window

REGISTERED = RegistrationState.REGISTERED


class Cabled(Window):
    """An engine and its window; `name` is its account, its number, and its headset."""

    def __init__(self, name: str, given: Setup) -> None:
        super().__init__(given, ENGINE)
        self.name = name

    async def registered(self) -> None:
        """Wait until calls reach it."""
        started = await self.until(PhoneChanged, lambda one: one.state.running)
        if not any(one.state is REGISTERED for one in started.state.registrations):
            await self.until(RegistrationChanged, lambda one: one.registration.state is REGISTERED)

    async def reaches(self, state: CallState) -> CallChanged:
        """The call that comes to this state next."""
        return await self.until(CallChanged, lambda one: one.call.state is state)

    async def call(self, number: str) -> str:
        """Call somebody; the call's id."""
        call_id = new_id()
        await self.do(PlaceCall(call_id=call_id, account_id=self.name, number=number))
        return call_id

    async def answer(self) -> str:
        """Take the call that rings; its id."""
        ringing = (await self.reaches(CallState.RINGING)).call.id
        await self.do(AnswerCall(call_id=ringing))
        return ringing


@asynccontextmanager
async def cabled(
    folder: Path,
    name: str,
    account: PhoneAccount,
    server: Pulse,
    bind: str,
    headset: tuple[str, str] | None = None,
    *,
    processing: bool = False,
) -> AsyncIterator[Cabled]:
    """A telephone that is registered, with a headset of its own unless it is given the names of one.

    `bind` keeps it from the proxy's address.
    """
    microphone, speaker = headset or (f"{name}-mic", name)
    if headset is None:
        server.plug_microphone(microphone)
        server.plug_speaker(speaker)
    setup = Setup(
        folder=str(folder / name),
        accounts=(account,),
        # The cables have no echo, and where likeness is judged nothing shall be taken out of the voice.
        sound=NativeSound(processing=processing),
        choice=DeviceChoice(microphone=microphone, speaker=speaker, ringer=speaker),
        bind=bind,
    )
    made = Cabled(name, setup)
    made.open()
    try:
        await made.registered()
        yield made
    finally:
        await made.close()
