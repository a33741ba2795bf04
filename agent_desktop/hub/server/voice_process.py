"""One media worker as a child process: started, told, heard, ended.

Promises that one which shows no life any more is ended too, and that whoever listens badly ends nobody's calls. Refuses
to start it again: that is the switchboard's.
"""

import logging
from collections.abc import Callable
from typing import Final

import msgspec

from agent_desktop.hub.voice.process import frames
from agent_desktop.hub.voice.process.child import Child
from agent_desktop.hub.voice.process.setup import Setup

MODULE: Final = "agent_desktop.hub.voice.process"
SILENT_FOR: Final = 6 * frames.ALIVE_S
"""Seconds without a word after which a worker counts as stuck."""
_setup = msgspec.json.Encoder()
_log = logging.getLogger("agent_desktop.hub")


class VoiceProcess:
    """A worker's process. `send` never waits."""

    def __init__(self, child: Child) -> None:
        self._child = child

    @classmethod
    async def start(cls, setup: Setup) -> "VoiceProcess":
        """Start one, and tell it what it needs to know. Raises OSError."""
        child = await Child.start(
            MODULE, "the telephones' process", _log, "voice: ", silent_for=SILENT_FOR
        )
        child.tell(_setup.encode(setup) + b"\n")
        return cls(child)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._child.pid

    def send(self, frame: frames.ToWorker) -> None:
        """Tell it something; nothing happens when it is gone."""
        self._child.tell(frames.line(frame))

    async def run(self, heard: Callable[[frames.FromWorker], None]) -> int:
        """Let `heard` have everything that it says, until it has ended; its exit code."""

        def hear(line: bytes) -> None:
            frame = frames.from_worker.decode(line)
            try:
                heard(frame)
            except Exception as error:  # whoever listens must not end the calls of the others
                kind = type(frame).__name__
                _log.error("%s of the telephones was not heard: %s", kind, type(error).__name__)

        return await self._child.run(hear)

    async def end(self, *, at_once: bool = False) -> None:
        """Let it say goodbye to everybody, for some seconds, or not at all; then it is gone."""
        await self._child.end(frames.line(frames.Stop()), at_once=at_once)
