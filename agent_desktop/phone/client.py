"""The window's side of the telephone: finds the engine or starts it, follows it, starts it again when it dies.

Promises that a call which died with an engine is told as ended, with the reason; that commands are done once, across a
broken connection too. Refuses to restart in silence: what happened is said in words.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import Call, CallEnd, CallState, EndCode, PhoneCommand
from agent_desktop.model.errors import (
    Conflict,
    DeskError,
    Offline,
    Problem,
    Refused,
    StoreFailed,
    Unclear,
    Unsupported,
)
from agent_desktop.model.phone import (
    CallChanged,
    CallOver,
    DeliverPhone,
    PhoneChanged,
    PhoneEvent,
    PhoneProblem,
    PhoneState,
)
from agent_desktop.phone import starting, whereabouts, wire
from agent_desktop.phone.link import Link
from agent_desktop.phone.setup import PhoneAccount, Setup

if TYPE_CHECKING:
    from agent_desktop.phone.recordings import Shelf

log = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_PAUSE_S: Final = 0.2
_LONGEST_PAUSE_S: Final = 10.0
#: A run of the engine that lasted so long counts as good: the next pause is short again.
_GOOD_S: Final = 30.0
_ANSWER_S: Final = 5.0
_FAREWELL_S: Final = 8.0
_KINDS: Final = {kind.code: kind for kind in (Refused, Conflict, Unsupported, Offline)}


class PhoneClient:
    """The `Phone` of this computer."""

    def __init__(self, setup: Setup, program: Sequence[str] = starting.ENGINE) -> None:
        self._setup = setup
        self._program = program
        self._folder = Path(setup.folder)
        self._shelf = _shelf(setup)
        self._link: Link | None = None
        self._linked = asyncio.Event()
        self._process: Process | None = None
        self._pid = 0
        self._engine = ""
        self._calls: dict[str, Call] = {}
        self._leaving = False

    @property
    def pid(self) -> int | None:
        """The engine's process, while we are linked to it."""
        return self._pid if self._link is not None else None

    @property
    def busy(self) -> bool:
        """Whether a call goes on, as far as we were told."""
        return any(call.live for call in self._calls.values())

    async def run(self, deliver: DeliverPhone) -> None:
        """Find the engine or start it, and report until cancelled or closed."""
        pause = _FIRST_PAUSE_S
        told: Problem | None = None
        loop = asyncio.get_running_loop()
        while not self._leaving:
            try:
                link = await self._found() or await self._started(deliver)
            except DeskError as error:
                log.warning("the telephone does not start: %s", error.problem.code)
                if error.problem != told:
                    told = error.problem
                    await deliver(PhoneProblem(problem=error.problem))
                await self._mourn(deliver)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_S)
                continue
            told, began = None, loop.time()
            await self._follow(link, deliver)
            if loop.time() - began > _GOOD_S:
                pause = _FIRST_PAUSE_S
            elif self._process is not None and self._process.returncode is not None:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_S)

    async def _found(self) -> Link | None:
        """A link to the engine that runs; None when there is none. Raises DeskError when it does not let us in."""
        place = await asyncio.to_thread(whereabouts.read, self._folder)
        if place is None:
            return None
        try:
            return await Link.enter(place)
        except Offline:
            return None

    async def _started(self, deliver: DeliverPhone) -> Link:
        await self._mourn(deliver)
        try:
            self._process = await starting.start(self._setup, self._program)
        except Offline:
            # Another window may have been faster.
            link = await self._found()
            if link is None:
                raise
            return link
        try:
            link = await self._found()
        except BaseException:
            await starting.end(self._process)  # nobody would tell it to end: the window has left
            raise
        if link is None:
            raise Offline(
                "The telephone ended before it was ready.",
                remedy="It is started again; if it stays so, look into the log.",
            )
        return link

    async def _follow(self, link: Link, deliver: DeliverPhone) -> None:
        """Report what one engine says, to the end of the link, which is closed then, whatever happens."""
        welcome = link.welcome

        async def noted(event: PhoneEvent) -> None:
            if isinstance(event, CallChanged | CallOver):
                self._calls[event.call.id] = event.call
            await deliver(event)

        try:
            if welcome.engine != self._engine:
                await self._mourn(deliver)
            self._engine, self._pid = welcome.engine, welcome.pid
            self._calls = {call.id: call for call in welcome.state.calls}
            self._link = link
            await deliver(PhoneChanged(state=welcome.state))
            self._linked.set()
            await link.follow(noted)
        finally:
            self._link = None
            self._linked.clear()
            await link.close()
        if link.silent:
            log.warning("the telephone's engine hangs; it is ended")
            with contextlib.suppress(OSError):
                os.kill(self._pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    async def _mourn(self, deliver: DeliverPhone) -> None:
        """An engine is gone: say what became of its calls."""
        if not self._engine:
            return
        self._engine = ""
        lost = [call for call in self._calls.values() if call.live]
        self._calls = {}
        end = CallEnd(code=EndCode.PHONE_STOPPED)
        for call in lost:
            over = msgspec.structs.replace(
                call, state=CallState.ENDED, ended_at=wall_clock(), end=end
            )
            await deliver(CallOver(call=over))
        await deliver(PhoneChanged(state=PhoneState(running=False)))
        await deliver(PhoneProblem(problem=_LOST.get(len(lost), _CALLS_LOST)))

    async def perform(self, command_id: str, command: PhoneCommand) -> None:
        """Do `command`; the same id again takes effect once. Raises as the port says."""
        await self._ask(wire.Do(id=command_id, command=command))

    async def change_accounts(self, accounts: Sequence[PhoneAccount]) -> None:
        """Have these accounts from now on, in this run of the engine and the next ones; calls go on.

        Raises as `perform`; the next run has them all the same.
        """
        self._setup = msgspec.structs.replace(self._setup, accounts=tuple(accounts))
        await self._ask(wire.ChangeAccounts(id=new_id(), accounts=tuple(accounts)))

    async def _ask(self, wish: wire.Do | wire.ChangeAccounts) -> None:
        engine, link = self._engine, self._link
        if link is None:
            raise Offline("The telephone starts.", remedy="Try again in a moment.")
        for _ in range(2):
            try:
                problem = await link.ask(wish, _ANSWER_S)
            except (TimeoutError, OSError):
                link = await self._same(engine)
                if link is None:
                    break
                continue
            if problem is not None:
                raise _KINDS.get(problem.code, DeskError).of(problem)
            return
        raise Unclear(
            "The telephone did not say whether it has done that.",
            remedy="Look at the call, then try again.",
        )

    async def _same(self, engine: str) -> Link | None:
        """A new link to the same engine, which knows what it has done; None when there is none."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ANSWER_S):
                await self._linked.wait()
        return self._link if self._engine == engine else None

    async def recordings(self) -> tuple[RecordedCall, ...]:
        """See `Phone`."""
        return () if self._shelf is None else await self._on_disk(self._shelf.waiting)

    async def recording(self, recording_id: str) -> bytes:
        """See `Phone`."""
        assert self._shelf is not None
        return await self._on_disk(partial(self._shelf.sound, recording_id))

    async def forget_recording(self, recording_id: str) -> None:
        """See `Phone`."""
        assert self._shelf is not None
        await self._on_disk(partial(self._shelf.forget, recording_id))

    async def _on_disk(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.to_thread(work)
        except (OSError, ValueError) as error:
            log.warning("a recording cannot be read: %s", type(error).__name__)
            raise StoreFailed(
                "A recording could not be read.",
                remedy="It stays where it is and is tried again at the next start.",
            ) from error

    async def close(self, *, keep_calls: bool) -> None:
        """Leave; end the engine when nothing is to go on. `run` returns then."""
        link, process = self._link, self._process
        self._leaving = True
        if link is None:
            return
        stays = keep_calls and self.busy
        await link.leave(keep_calls=stays)
        if not stays and process is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_S):
                    await process.wait()


def _shelf(setup: Setup) -> Shelf | None:
    """Where the engine's recordings wait; None where none are made."""
    if not setup.recording_key:
        return None
    # Who records nothing does without what seals and codes sound.
    from agent_desktop.phone.recordings import Shelf

    return Shelf(Path(setup.folder), bytes.fromhex(setup.recording_key))


_CALL_LOST: Final = Problem(
    code="phone_stopped",
    message="The telephone stopped, and the call with it. Nothing else is lost.",
    remedy="It starts again by itself; call back when it is ready.",
)
_CALLS_LOST: Final = Problem(
    code="phone_stopped",
    message="The telephone stopped, and your calls with it. Nothing else is lost.",
    remedy="It starts again by itself; call back when it is ready.",
)
_STOPPED: Final = Problem(
    code="phone_stopped",
    message="The telephone stopped.",
    remedy="It starts again by itself; no call was lost.",
)
#: By how many calls are lost.
_LOST: Final = {0: _STOPPED, 1: _CALL_LOST}
