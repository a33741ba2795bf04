"""Windows for the tests: a client in this process, and one in a process of its own that can be killed.

`python -m tests.phone.windows` is such a window: it reads a setup from stdin, calls `hum`, and says so; with `watch`
it only follows the engine that runs.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from agent_desktop.model.base import new_id
from agent_desktop.model.calls import CallState, PhoneCommand, PlaceCall
from agent_desktop.model.phone import CallChanged, PhoneChanged, PhoneEvent
from agent_desktop.phone.client import PhoneClient
from agent_desktop.phone.setup import FileSound, PhoneAccount, Setup
from tests.media.sounds import speech
from tests.phone.listening import write_wav

REHEARSAL = (sys.executable, "-m", "tests.phone.rehearsal")
PASSWORD = "geheim-4711-xyz"
ACCOUNT = PhoneAccount(id="line", address="sip:alice@127.0.0.1", password=PASSWORD)
Kind = TypeVar("Kind", bound=PhoneEvent)


def setup(folder: Path, grace_ms: int = 3000) -> Setup:
    """An engine on files in `folder`."""
    microphone = folder / "microphone.wav"
    if not microphone.exists():
        write_wav(microphone, speech(3.0, 16_000))
    sound = FileSound(microphone=str(microphone), speaker=str(folder / "speaker.wav"), again=True)
    return Setup(folder=str(folder / "phone"), accounts=(ACCOUNT,), sound=sound, grace_ms=grace_ms)


class Window:
    """A client and what it was told."""

    def __init__(self, given: Setup, program: tuple[str, ...] = REHEARSAL) -> None:
        self.given = given
        self.client = PhoneClient(given, program)
        self.all: list[PhoneEvent] = []
        self._queue: asyncio.Queue[PhoneEvent | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def _deliver(self, event: PhoneEvent) -> None:
        self.all.append(event)
        self._queue.put_nowait(event)

    def open(self) -> None:
        """Begin to follow."""
        self._task = asyncio.create_task(self.client.run(self._deliver))
        self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Wake who waits for news that cannot come any more."""
        self._queue.put_nowait(None)

    async def until(self, kind: type[Kind], fits: Callable[[Kind], bool] = lambda _: True) -> Kind:
        """The next event of this kind that fits."""
        while True:
            event = await self._queue.get()
            if event is None:
                assert self._task is not None
                self._task.result()
                raise AssertionError("the client has ended")
            if isinstance(event, kind) and fits(event):
                return event

    async def runs(self) -> PhoneChanged:
        """Wait until the engine answers."""
        return await self.until(PhoneChanged, lambda one: one.state.running)

    async def do(self, command: PhoneCommand) -> None:
        """Perform with a fresh id."""
        await self.client.perform(new_id(), command)

    async def hum(self) -> str:
        """A call that hums, answered; its id."""
        call_id = new_id()
        await self.do(PlaceCall(call_id=call_id, account_id="line", number="hum"))
        await self.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
        return call_id

    async def killed(self) -> None:
        """Leave the engine to a window that is a process of its own, and kill that."""
        words = (sys.executable, "-m", "tests.phone.windows", "watch")
        process = await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(msgspec.json.encode(self.given) + b"\n")
        assert await process.stdout.readline() == f"{self.client.pid}\n".encode()
        await self.vanish()
        process.kill()
        await process.wait()

    async def vanish(self) -> None:
        """As if killed: no goodbye."""
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def close(self) -> None:
        """As the program closes."""
        await self.client.close(keep_calls=False)
        await self.vanish()


@asynccontextmanager
async def window(
    folder: Path, program: tuple[str, ...] = REHEARSAL, grace_ms: int = 3000
) -> AsyncIterator[Window]:
    """A window with a running engine, both closed afterwards."""
    made = Window(setup(folder, grace_ms), program)
    made.open()
    try:
        await made.runs()
        yield made
    finally:
        await made.close()


async def _main() -> None:
    given = msgspec.json.decode(sys.stdin.buffer.readline(), type=Setup)
    made = Window(given)
    made.open()
    await made.runs()
    told = [str(made.client.pid)]
    if "watch" not in sys.argv:
        told.append(await made.hum())
    sys.stdout.write(" ".join(told) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
