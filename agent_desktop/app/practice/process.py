"""Practice customers as a child process of the window.

Promises that they go when they are sent away, and when the program dies: they notice that their stdin ends.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

_STOP_S = 3.0


class PracticeProcess:
    """One crowd of practice customers at the hub at address `hub`."""

    def __init__(self, hub: str) -> None:
        self._hub = hub
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Let them come. Raises OSError when the interpreter cannot be started."""
        async with self._turn:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "agent_desktop", "practice", "--hub", self._hub, "--until-stdin-ends"),
                stdin=PIPE,
                stdout=DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for the window
            )

    async def stop(self) -> None:
        """Send them away: by closing their stdin, then by force. Waits for a start that is under way."""
        async with self._turn:
            process, self._process = self._process, None
            if process is None:
                return
            assert process.stdin is not None
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _STOP_S)
            except TimeoutError:
                process.kill()
                await process.wait()
