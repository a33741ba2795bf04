"""The engine as a process: setup from stdin, one line of answer, door, sound, network, and a clean end.

Promises one line on stdout, `ready` or `failed`; that it goes on without a window while a call lasts and a while
longer; that it hangs up, signs off and leaves no file when it ends. Refuses a second engine in the same folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import gc
import importlib
import importlib.util
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from agent_desktop.media.precedence import take_turns_first
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.calls import PhoneCommand, Recording
from agent_desktop.model.errors import Problem
from agent_desktop.model.phone import PhoneChanged, PhoneEvent, PhoneState
from agent_desktop.model.sounds import SoundCommand
from agent_desktop.phone import wire
from agent_desktop.phone.audio.backend import Backend
from agent_desktop.phone.audio.file_backend import FileBackend
from agent_desktop.phone.audio.sound import Sound
from agent_desktop.phone.engine.door import Door
from agent_desktop.phone.engine.lines import Network
from agent_desktop.phone.engine.playing import Playing
from agent_desktop.phone.engine.recording import RecordingCommand, RecordingDesk, shelf_of
from agent_desktop.phone.engine.switchboard import Switchboard
from agent_desktop.phone.setup import FileSound, NativeSound, PhoneAccount, Setup
from agent_desktop.phone.whereabouts import Held, Whereabouts
from agent_desktop.phone.wire import Said

log = logging.getLogger("agent_desktop.phone")

_LONGEST_SETUP: Final = 1024 * 1024
#: How long signing off may take.
_FAREWELL_S: Final = 4.0


def main(network: Callable[[Setup], Network]) -> int:
    """Run an engine until it is not needed any more; the process's exit code."""
    _prepare_process()
    try:
        setup = msgspec.json.decode(sys.stdin.buffer.readline(_LONGEST_SETUP), type=Setup)
    except msgspec.MsgspecError:
        _say(Said(failed=_NO_SETUP))
        return 1
    try:
        held = Held(Path(setup.folder))
    except BlockingIOError:
        _say(Said(failed=_RUNS_ALREADY))
        return 1
    except OSError as error:
        log.error("the folder cannot be used: %s", error.strerror)
        _say(Said(failed=_NO_FOLDER))
        return 1
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_Engine(setup, held, network).run())
    finally:
        held.release()
    return 0


class _Engine:
    """What the parts of the engine have in common: its life."""

    def __init__(self, setup: Setup, held: Held, network: Callable[[Setup], Network]) -> None:
        self._setup = setup
        self._held = held
        self._name = new_id()
        self._token = secrets.token_urlsafe(32)
        self._network = network(setup)
        self._sound = Sound(
            _backend(setup), self._tell, choice=setup.choice, processing=setup.sound.processing
        )
        self._shelf = shelf_of(setup.folder, setup.recording_key)
        self._recording = RecordingDesk(self._shelf, self._recorded, self._tell, wall_clock)
        self._recording.use(setup.accounts)
        self._sound.tap = self._recording
        self._board = Switchboard(self._network, self._sound, self._tell, wall_clock)
        self._playing = Playing(self._sound, self._tell)
        self._door = Door(self, self._token, time.monotonic)
        self._over = asyncio.Event()
        self._grace: asyncio.TimerHandle | None = None
        self._was_busy = False

    async def run(self) -> None:
        """Open, serve, close."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(name, self._over.set)
        if self._shelf is not None:
            await asyncio.to_thread(self._adopt)
        await self._sound.start()
        server, whereabouts = await self._listen()
        beat = asyncio.create_task(self._door.beat())
        try:
            await self._network.start(self._setup.accounts, self._board)
            self._held.publish(whereabouts)
            _say(Said(ready=True))
            _leave_parent()
            gc.collect()
            gc.freeze()  # what lives now lives for ever: collections stay short
            self._watch()
            await self._over.wait()
        finally:
            log.info("the engine ends")
            self._board.hang_up_all()
            self._playing.left_alone()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_S):
                    await self._network.close()
            await self._recording.close()
            beat.cancel()
            server.close()
            await self._door.close()
            await self._sound.close()

    async def _listen(self) -> tuple[asyncio.Server, Whereabouts]:
        pid, token = os.getpid(), self._token
        if sys.platform == "win32":
            server = await asyncio.start_server(
                self._door.enter, "127.0.0.1", 0, limit=wire.LONGEST
            )
            port = server.sockets[0].getsockname()[1]
            return server, Whereabouts(pid=pid, token=token, port=port)
        path = self._held.socket_path()
        server = await asyncio.start_unix_server(self._door.enter, path, limit=wire.LONGEST)
        path.chmod(0o600)
        return server, Whereabouts(pid=pid, token=token, path=str(path))

    # For the door

    def welcome(self) -> wire.Welcome:
        """The state, for a window that comes in."""
        return wire.Welcome(engine=self._name, pid=os.getpid(), state=self._state())

    def _state(self) -> PhoneState:
        sound, board = self._sound, self._board
        return PhoneState(
            running=True,
            registrations=board.registrations,
            calls=board.calls,
            devices=sound.devices,
            choice=sound.choice,
            in_use=sound.in_use,
            echo=sound.echo,
            ringing=sound.ringing,
            playback=self._playing.playback,
        )

    def change_accounts(self, accounts: tuple[PhoneAccount, ...]) -> None:
        """Have other accounts."""
        self._network.change(accounts)
        self._recording.use(accounts)
        self._tell(PhoneChanged(state=self._state()))

    def perform(self, command: PhoneCommand) -> None:
        """Do what a window asks. Raises DeskError."""
        if isinstance(command, SoundCommand):
            self._playing.perform(command)
        elif isinstance(command, RecordingCommand):
            self._recording.perform(command)
        else:
            self._board.perform(command)

    def _recorded(self, call_id: str, recording: Recording, reason: str) -> None:
        self._board.recorded(call_id, recording, reason)

    def _adopt(self) -> None:
        """Finish what an engine left that was killed."""
        try:
            assert self._shelf is not None
            self._shelf.adopt()
        except OSError as error:
            log.error("old recordings cannot be finished: %s", error.strerror)

    def windows_changed(self, windows: int, *, end: bool) -> None:
        """A window came or went."""
        if end and not windows:
            self._over.set()
        if not windows:
            self._board.left_alone()
            self._playing.left_alone()
        self._watch()

    # Life

    def _tell(self, event: PhoneEvent) -> None:
        self._door.tell(event)
        self._recording.heard(event)
        if self._board.busy != self._was_busy:
            self._was_busy = self._board.busy
            self._playing.calls(self._board.busy)
            self._watch()

    def _watch(self) -> None:
        """Without window and call the engine waits a while, then ends."""
        if self._grace is not None:
            self._grace.cancel()
            self._grace = None
        if not self._door.windows and not self._board.busy:
            self._grace = asyncio.get_running_loop().call_later(
                self._setup.grace_ms / 1000, self._over.set
            )


def _backend(setup: Setup) -> Backend:
    match setup.sound:
        case FileSound(microphone=microphone, speaker=speaker, ringer=ringer, again=again):
            rings = Path(ringer) if ringer else None
            return FileBackend(Path(microphone), Path(speaker), rings, again=again)
        case NativeSound():
            from agent_desktop.phone.audio.native import NativeBackend

            return NativeBackend()


def _prepare_process() -> None:
    """Files for this user alone, a place before other programs where that is allowed, a log on stderr."""
    os.umask(0o077)
    faulthandler.enable()
    take_turns_first()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("agent_desktop").setLevel(logging.INFO)


def _loop_factory() -> Any:
    """uvloop's loop where it is installed, else asyncio's own."""
    if importlib.util.find_spec("uvloop") is None:
        return None
    return importlib.import_module("uvloop").new_event_loop


def _say(said: Said) -> None:
    """Write the one line; a parent that does not listen any more is no failure."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
        sys.stdout.buffer.flush()


def _leave_parent() -> None:
    """Keep nothing of the window that started us: its end must not be felt here."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    os.close(nowhere)


_NO_SETUP: Final = Problem(code="setup", message="The telephone's engine got no setup over stdin.")
_RUNS_ALREADY: Final = Problem(
    code="runs_already", message="Another telephone runs in this folder."
)
_NO_FOLDER: Final = Problem(
    code="folder",
    message="The telephone's folder cannot be used.",
    remedy="Look whether the disk is full or read-only.",
)
