"""The real network of an engine without the engine: who is called answers, says a tone and listens."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from agent_desktop.media.frames import Samples, silence
from agent_desktop.model.base import new_id
from agent_desktop.model.calls import FarParty
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.carrier.network import SipNetwork
from agent_desktop.phone.engine import lines
from agent_desktop.phone.engine.lines import Line, LineNews
from agent_desktop.phone.setup import PhoneAccount, Setup
from tests.media.sounds import tone
from tests.phone.listening import tones

N = TypeVar("N")
PATIENCE_S = 30.0
_LAST = 15  # frames


class Seat:
    """The listener of one network, which talks in its only call. `here` is its address, and may change or be none."""

    def __init__(self, folder: Path, hz: float, here: str, *, answers: bool = True) -> None:
        self.here = here
        self.told: list[LineNews | Registration | Problem] = []
        self.line: Line | None = None
        self._answers = answers
        self._tone = tone(1.0, RATE, hz, 6000)
        self._frames: list[Samples] = []
        self._grown = asyncio.Event()
        self._talk: asyncio.Task[None] | None = None
        self.network = SipNetwork(Setup(folder=str(folder)), source=self._source)

    def _source(self, _: str) -> str:
        if not self.here:
            raise OSError(errno.ENETUNREACH, "there is no network")
        return self.here

    def _tell(self, news: LineNews | Registration | Problem) -> None:
        self.told.append(news)
        self._grown.set()

    # The listener

    def incoming(
        self, call_id: str, account_id: str, far: FarParty, offer_token: str, line: Line
    ) -> None:
        self._take(line)
        if self._answers:
            line.answer()

    def news(self, call_id: str, news: LineNews) -> None:
        self._tell(news)

    def registered(self, registration: Registration) -> None:
        self._tell(registration)

    def forgotten(self, account_id: str) -> None:
        return None

    def problem(self, problem: Problem) -> None:
        self._tell(problem)

    # What tests do

    def call(self, account_id: str, number: str) -> None:
        self._take(self.network.place(new_id(), account_id, number))

    def _take(self, line: Line) -> None:
        self.line = line
        self._grown.set()
        if self._talk is None:
            self._talk = asyncio.create_task(self._speak())

    async def _speak(self) -> None:
        loop = asyncio.get_running_loop()
        due, place = loop.time(), 0
        while True:
            due += 0.02
            await asyncio.sleep(due - loop.time())
            assert self.line is not None
            self.line.party.hear(self._tone[place : place + FRAME])
            place = (place + FRAME) % RATE
            self._frames.append(self.line.party.speak())
            self._grown.set()

    async def until(self, kind: type[N], fits: Callable[[N], bool] = lambda _: True) -> N:
        """The first news of a kind that fits, told already or to come."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for one in self.told:
                    if isinstance(one, kind) and fits(one):
                        return one
                self._grown.clear()
                await self._grown.wait()

    async def rung(self, before: Line) -> Line:
        """Wait for another call than that one."""
        async with asyncio.timeout(PATIENCE_S):
            while self.line is None or self.line is before:
                self._grown.clear()
                await self._grown.wait()
        return self.line

    async def signed_on(self) -> None:
        """Wait until the account is registered; `told` forgets it then."""
        known = await self.until(
            Registration,
            lambda one: one.state in {RegistrationState.REGISTERED, RegistrationState.FAILED},
        )
        assert known.state is RegistrationState.REGISTERED, known
        self.told.clear()

    async def hears_only(self, *hz: float) -> None:
        """Wait until exactly these tones are heard, from now on."""
        until, found, since = time.monotonic() + PATIENCE_S, set[float](), len(self._frames)
        while time.monotonic() < until:
            last = np.concatenate([silence(0), *self._frames[-_LAST:]])
            found = tones(last, RATE)
            if found == set(hz) and len(self._frames) >= since + _LAST:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(
            f"hears {found}, not {set(hz)}; {len(self._frames)} frames, {self.told}"
        )

    def over(self) -> bool:
        """Whether the call has ended."""
        return any(isinstance(one, lines.Ended) for one in self.told)

    async def close(self) -> None:
        if self._talk is not None:
            self._talk.cancel()
        await self.network.close()


@asynccontextmanager
async def seats(*made: Seat) -> AsyncIterator[None]:
    """They leave with the block."""
    try:
        yield
    finally:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*(one.close() for one in made))


async def sign_on(seat: Seat, account: PhoneAccount) -> None:
    """Be this account."""
    await seat.network.start([account], seat)
    await seat.signed_on()
