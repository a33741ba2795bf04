"""One media worker as a child process: started, told, heard, ended.

Promises that what it says is heard in its order, on the event loop; that its log lines come into the hub's log; that it
is gone when `end` returns, by force if need be, and that one which shows no life any more is ended too. Refuses to
start it again: that is the switchboard's.
"""

import asyncio
import contextlib
import logging
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import Final

import msgspec

from agent_desktop.hub.voice.process import frames
from agent_desktop.hub.voice.process.setup import Setup

MODULE: Final = "agent_desktop.hub.voice.process"
LONGEST_LINE: Final = 8 * 1024 * 1024
END_WITHIN: Final = 5.0
SILENT_FOR: Final = 6 * frames.ALIVE_S
"""Seconds without a word after which a worker counts as stuck."""
_setup = msgspec.json.Encoder()
_log = logging.getLogger("agent_desktop.hub")


class VoiceProcess:
    """A worker's process. `send` never waits."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._ending = False

    @classmethod
    async def start(cls, setup: Setup) -> "VoiceProcess":
        """Start one, and tell it what it needs to know. Raises OSError."""
        apart = 0
        if sys.platform == "win32":
            apart = subprocess.CREATE_NEW_PROCESS_GROUP
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", MODULE),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LONGEST_LINE,
            creationflags=apart,  # Ctrl-C is the hub's, which ends the worker in order
        )
        made = cls(process)
        made._write(_setup.encode(setup) + b"\n")
        return made

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def send(self, frame: frames.ToWorker) -> None:
        """Tell it something; nothing happens when it is gone."""
        self._write(frames.line(frame))

    async def run(self, heard: Callable[[frames.FromWorker], None]) -> int:
        """Let `heard` have everything that it says, until it has ended; its exit code."""
        logging_ = asyncio.create_task(self._take_log())
        try:
            await self._hear(heard)
        finally:
            if not self._ending:  # it says nothing any more
                self._kill()
            await asyncio.gather(logging_, return_exceptions=True)
        return await self._process.wait()

    async def end(self, *, at_once: bool = False) -> None:
        """Let it say goodbye to everybody, for some seconds, or not at all; then it is gone."""
        self._ending = True
        if at_once:
            self._kill()
        self.send(frames.Stop())
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(END_WITHIN):
                await self._process.wait()
        except TimeoutError:
            _log.error("the telephones' process did not end in time")
            self._kill()
            await self._process.wait()

    async def _hear(self, heard: Callable[[frames.FromWorker], None]) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                async with asyncio.timeout(SILENT_FOR):
                    line = await self._process.stdout.readline()
                if not line:
                    return
                frame = frames.from_worker.decode(line)
                try:
                    heard(frame)
                except Exception as error:  # whoever listens must not end the calls of the others
                    kind = type(frame).__name__
                    _log.error("%s of the telephones was not heard: %s", kind, type(error).__name__)
        except TimeoutError:
            _log.error("the telephones' process shows no life any more")
        except (ValueError, msgspec.MsgspecError) as error:
            _log.error("the telephones' process said nonsense: %s", type(error).__name__)

    async def _take_log(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(ValueError):  # a line beyond all bounds
            while line := await self._process.stderr.readline():
                text = line.decode("utf-8", "replace").rstrip()
                level, _, rest = text.partition(" ")
                number = logging.getLevelNamesMapping().get(level)
                _log.log(number or logging.ERROR, "voice: %s", rest if number else text)

    def _write(self, data: bytes) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        if not stdin.is_closing():
            stdin.write(data)

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
