"""Starting an engine: a process that does not end with the window, told everything over stdin.

Promises that no secret stands on the command line, in the environment or in the log.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from agent_desktop.model.errors import Offline, Problem
from agent_desktop.phone.setup import Setup
from agent_desktop.phone.whereabouts import prepare
from agent_desktop.phone.wire import Said

ENGINE: Final = (sys.executable, "-m", "agent_desktop.phone")
LOG: Final = "phone.log"
_START_S: Final = 20.0
_MOMENT_S: Final = 0.5
_LONGEST_LOG: Final = 1_000_000


async def start(setup: Setup, program: Sequence[str] = ENGINE) -> Process:
    """A ready engine. Raises Offline with its words when it does not start, also when another was faster."""
    folder = Path(setup.folder)
    try:
        log = await asyncio.to_thread(_opened_log, folder)
        try:
            process = await asyncio.create_subprocess_exec(
                *program, stdin=PIPE, stdout=PIPE, stderr=log, **_apart()
            )
        finally:
            log.close()
    except OSError as error:
        raise Offline(
            "The telephone cannot be started.",
            remedy="Close other programs; if it stays so, look into the log.",
            value=error.strerror or "",
        ) from None
    try:
        async with asyncio.timeout(_START_S):
            said = await _talk(process, setup)
    except (TimeoutError, OSError, msgspec.MsgspecError):
        await end(process)
        raise Offline.of(_ENDED) from None
    except BaseException:
        await end(process)
        raise
    if not said.ready:
        await end(process)
        raise Offline.of(said.failed or _ENDED)
    return process


_ENDED: Final = Problem(
    code="offline",
    message="The telephone ended before it was ready.",
    remedy="It is started again; if it stays so, look into the log.",
)


async def _talk(process: Process, setup: Setup) -> Said:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode(setup) + b"\n")
    await process.stdin.drain()
    process.stdin.close()
    return msgspec.json.decode(await process.stdout.readline(), type=Said)


async def end(process: Process) -> None:
    """Kill it, unless it ends by itself in a moment, and wait."""
    # Killing what has just ended would take its exit code away from asyncio, which waits for it.
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _MOMENT_S)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _opened_log(folder: Path) -> Any:
    prepare(folder)
    path = folder / LOG
    if path.exists() and path.stat().st_size > _LONGEST_LOG:
        path.replace(path.with_suffix(".old.log"))
    path.touch(mode=0o600, exist_ok=True)
    return path.open("ab")


def _apart() -> dict[str, Any]:
    """What keeps the window's end, its terminal's and its Ctrl-C from the engine."""
    if sys.platform == "win32":
        apart: Literal[0x00000208] = 0x00000208  # DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP
        return {"creationflags": apart}
    return {"start_new_session": True}
