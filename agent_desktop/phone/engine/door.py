"""The engine's door: windows come in with the token, hear all news, and have their commands done once.

Promises that no window can hold up the sound: what it sends is read at a bounded rate and size, what it does not read
is not waited for. Refuses strangers: a wrong or late hello ends the connection, whatever else it holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from agent_desktop.model.calls import PhoneCommand
from agent_desktop.model.errors import DeskError, Problem
from agent_desktop.model.phone import LevelsMeasured, PhoneEvent
from agent_desktop.phone import wire
from agent_desktop.phone.setup import PhoneAccount

log = logging.getLogger(__name__)

_HELLO_S: Final = 5.0
#: Frames a second that a window may send for long, and at once.
_RATE: Final = 100.0
_BURST: Final = 200.0
#: A window that leaves so much unread is not there any more; meters are left out long before.
_UNREAD: Final = 1024 * 1024
_MUCH_UNREAD: Final = 32 * 1024
_STRANGERS: Final = 8
_WINDOWS: Final = 8
#: Answers that are remembered for commands that come again.
_REMEMBERED: Final = 1000


class Host(Protocol):
    """Who does what the windows ask."""

    def welcome(self) -> wire.Welcome:
        """The state, for a window that comes in."""

    def perform(self, command: PhoneCommand) -> None:
        """Do it. Raises DeskError."""

    def change_accounts(self, accounts: tuple[PhoneAccount, ...]) -> None:
        """Have these accounts."""

    def windows_changed(self, windows: int, *, end: bool) -> None:
        """So many windows are there; `end` when the last one asked to end the engine."""


class Door:
    """All connections of an engine."""

    def __init__(self, host: Host, token: str, clock: Callable[[], float]) -> None:
        self._host = host
        self._token = token.encode()
        self._clock = clock
        self._windows: set[asyncio.StreamWriter] = set()
        self._strangers = 0
        self._answers: dict[str, wire.Done | wire.Failed] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def windows(self) -> int:
        """How many windows are there."""
        return len(self._windows)

    def tell(self, event: PhoneEvent) -> None:
        """News for all windows."""
        self._tell_all(wire.Happened(event=event), passing=isinstance(event, LevelsMeasured))

    async def beat(self) -> None:
        """Say something once a second, for ever."""
        while True:
            await asyncio.sleep(wire.BEAT_S)
            self._tell_all(wire.Beat(), passing=True)

    def _tell_all(self, frame: wire.FromEngine, *, passing: bool) -> None:
        if not self._windows:
            return
        data = wire.line(frame)
        for writer in list(self._windows):
            self._write(writer, data, passing=passing)

    def _write(self, writer: asyncio.StreamWriter, data: bytes, *, passing: bool = False) -> None:
        if writer.is_closing():
            # Its own task removes it in a moment. uvloop raises here, into whoever has news for all windows.
            return
        unread = writer.transport.get_write_buffer_size()
        if unread > _UNREAD:
            log.warning("a window does not listen; it may come again")
            writer.transport.abort()
        elif not passing or unread < _MUCH_UNREAD:
            writer.write(data)

    async def enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its hello to its end."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            if self._strangers < _STRANGERS and await self._hello(reader, writer):
                await self._window(reader, writer)
        except (OSError, ValueError, asyncio.IncompleteReadError, msgspec.MsgspecError) as error:
            log.info("a connection ended: %s", type(error).__name__)
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _hello(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether who comes knows the token."""
        self._strangers += 1
        try:
            async with asyncio.timeout(_HELLO_S):
                frame = wire.from_window.decode(await _line(reader))
        except TimeoutError:
            return False
        finally:
            self._strangers -= 1
        if not isinstance(frame, wire.Hello):
            return False
        if not hmac.compare_digest(frame.token.encode(), self._token):
            log.warning("a connection without the token was refused")
            writer.write(wire.line(wire.Denied(problem=_STRANGER)))
            return False
        if frame.version != wire.VERSION or len(self._windows) >= _WINDOWS:
            writer.write(wire.line(wire.Denied(problem=_OTHER_VERSION)))
            return False
        return True

    async def _window(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = False
        writer.write(wire.line(self._host.welcome()))
        self._windows.add(writer)
        self._host.windows_changed(len(self._windows), end=False)
        try:
            allowance, last = _BURST, self._clock()
            while True:
                async with asyncio.timeout(wire.SILENT_S):
                    data = await _line(reader)
                now = self._clock()
                allowance = min(_BURST, allowance + (now - last) * _RATE) - 1
                last = now
                if allowance < 0:
                    await asyncio.sleep(-allowance / _RATE)
                match wire.from_window.decode(data):
                    case wire.Do(id=name) | wire.ChangeAccounts(id=name) as wish:
                        self._write(writer, wire.line(self._once(name, wish)))
                    case wire.Leave(keep_calls=keep_calls):
                        ends = not keep_calls
                        return
                    case wire.Beat():
                        continue
                    case _:
                        return
        except TimeoutError:
            log.warning("a window is silent; it may come again")
        finally:
            self._windows.discard(writer)
            self._host.windows_changed(len(self._windows), end=ends)

    def _once(self, name: str, wish: wire.Do | wire.ChangeAccounts) -> wire.Done | wire.Failed:
        answer = self._answers.get(name)
        if answer is None:
            try:
                if isinstance(wish, wire.Do):
                    self._host.perform(wish.command)
                else:
                    self._host.change_accounts(wish.accounts)
            except DeskError as error:
                answer = wire.Failed(id=name, problem=error.problem)
            else:
                answer = wire.Done(id=name)
            self._answers[name] = answer
            if len(self._answers) > _REMEMBERED:
                del self._answers[next(iter(self._answers))]
        return answer

    async def close(self) -> None:
        """Say goodbye to everybody."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _line(reader: asyncio.StreamReader) -> bytes:
    """One line; raises IncompleteReadError at the end, ValueError for one that is too long."""
    data = await reader.readline()
    if not data.endswith(b"\n"):
        raise asyncio.IncompleteReadError(data, None)
    return data


_STRANGER: Final = Problem(code="needs_sign_in", message="That is not the token of this telephone.")
_OTHER_VERSION: Final = Problem(
    code="version",
    message="The telephone that still runs belongs to another version of this program.",
    remedy="End its call; a new one starts by itself then.",
)
