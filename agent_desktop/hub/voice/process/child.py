"""A child process that is spoken to by lines on stdin, and says its own on stdout: started, told, heard, ended.

Promises that what it says is heard in its order, on the event loop; that its log lines come into this process's log;
that it is gone when `end` returns, by force if need be, and that one which shows no life any more is ended too. Refuses
to start it again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import Final

import msgspec

LONGEST_LINE: Final = 8 * 1024 * 1024
END_WITHIN: Final = 5.0
GONE_WITHIN: Final = 1.0


class Child:
    """`name` is for the log, in which its own lines stand behind `mark`. `tell` never waits; without a word for
    `silent_for` seconds it counts as stuck."""

    def __init__(
        self,
        process: Process,
        name: str,
        log: logging.Logger,
        mark: str,
        silent_for: float | None,
    ) -> None:
        self._process, self._name, self._log, self._mark = process, name, log, mark
        self._silent_for = silent_for
        self._ending = False

    @classmethod
    async def start(
        cls,
        module: str,
        name: str,
        log: logging.Logger,
        mark: str = "",
        *,
        silent_for: float | None = None,
    ) -> Child:
        """Start `python -m module`. Raises OSError."""
        apart = 0
        if sys.platform == "win32":
            apart = subprocess.CREATE_NEW_PROCESS_GROUP
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LONGEST_LINE,
            creationflags=apart,  # Ctrl-C is the parent's, which ends it in order
        )
        return cls(process, name, log, mark, silent_for)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def tell(self, line: bytes) -> None:
        """Tell it something; nothing happens when it is gone."""
        stdin = self._process.stdin
        assert stdin is not None
        if not stdin.is_closing():
            stdin.write(line)

    async def run(self, heard: Callable[[bytes], None]) -> int:
        """Let `heard` have everything that it says, until it has ended; its exit code.

        What is no word makes `heard` raise a MsgspecError: then it is ended.
        """
        logging_ = asyncio.create_task(self._take_log())
        try:
            await self._hear(heard)
        finally:
            if not self._ending:  # it says nothing any more
                await self._see_off()
            await asyncio.gather(logging_, return_exceptions=True)
        return await self._process.wait()

    async def end(self, last: bytes, *, at_once: bool = False) -> None:
        """Let it say goodbye to everybody, for some seconds, or not at all; then it is gone."""
        self._ending = True
        if at_once:
            self.kill()
        self.tell(last)
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(END_WITHIN):
                await self._process.wait()
        except TimeoutError:
            self._log.error("%s did not end in time", self._name)
            self.kill()
            await self._process.wait()

    async def _see_off(self) -> None:
        """Most that say nothing any more have ended; asking the system may take the code from whoever waits for it."""
        try:
            async with asyncio.timeout(GONE_WITHIN):
                await self._process.wait()
        except TimeoutError:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def _hear(self, heard: Callable[[bytes], None]) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                async with asyncio.timeout(self._silent_for):
                    line = await self._process.stdout.readline()
                if not line:
                    return
                heard(line)
        except TimeoutError:
            self._log.error("%s shows no life any more", self._name)
        except (ValueError, msgspec.MsgspecError) as error:
            self._log.error("%s said nonsense: %s", self._name, type(error).__name__)

    async def _take_log(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(ValueError):  # a line beyond all bounds
            while line := await self._process.stderr.readline():
                text = line.decode("utf-8", "replace").rstrip()
                level, _, rest = text.partition(" ")
                number = logging.getLevelNamesMapping().get(level)
                self._log.log(number or logging.ERROR, "%s%s", self._mark, rest if number else text)
