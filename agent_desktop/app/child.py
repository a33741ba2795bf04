"""A child process of this program that shall not outlive it: practice customers."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, Process

_STOP_S = 3.0


class Practice:
    """Practice customers as a child process."""

    def __init__(self, hub: str) -> None:
        self._hub = hub
        self._process: Process | None = None

    async def start(self) -> None:
        """Begin. Raises OSError when the interpreter cannot be started."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "agent_desktop", "practice", "--hub", self._hub),
            stdin=DEVNULL,
            stdout=DEVNULL,
        )

    async def stop(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()
