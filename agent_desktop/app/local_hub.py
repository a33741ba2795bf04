"""The built-in hub as a child process: start, hand-shake, watch, start again, stop.

Promises that the hub's address stays the same over its restarts, and over those of this program, so that visitors' open
pages find it again, unless another program took the port: then the hub takes another one and keeps that; that the
one-time ticket never appears on a command line; and that the hub ends with this program, because it notices when its
stdin closes. Refuses to restart for ever in silence: every failure is told, in the hub's own words.
"""

import asyncio
import contextlib
import logging
import os
import secrets
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QLocale

from agent_desktop.model.base import Record
from agent_desktop.model.errors import DeskError, Offline, Problem

log = logging.getLogger(__name__)

_PORT = "port"
_START_S = 30.0
_STOP_S = 5.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 10.0
_TRIES_FOR_PORT = 3
_PF_EXITING = 0x4  # Linux, include/linux/sched.h


class _Setup(Record, frozen=True):
    team: str
    owner: str
    ticket: str
    language: str


class HubAddress(Record, frozen=True):
    """Where the hub answers, and its page with the demo widget."""

    url: str
    demo: str


class _Said(Record, frozen=True):
    ready: HubAddress | None = None
    failed: Problem | None = None


class LocalHub:
    """The hub on this computer, started again whenever it dies.

    `on_back` is called when it answers again, perhaps at another address than before; `on_trouble` when it does not
    start again, once for each new reason. It is tried on all the same.
    """

    def __init__(
        self,
        folder: Path,
        *,
        team: str,
        owner: str,
        on_back: Callable[[HubAddress], None] | None = None,
        on_trouble: Callable[[Problem], None] | None = None,
    ) -> None:
        self._folder = folder
        self._team = team
        self._owner = owner
        self._on_back = on_back
        self._on_trouble = on_trouble
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._port = 0
        self._url = ""
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process is not None else None

    def answers_at(self, url: str) -> bool:
        """True while this program's own hub lives and listens at `url`."""
        return url == self._url and self.pid is not None and _lives(self.pid)

    async def start(self) -> tuple[HubAddress, str]:
        """Start the hub; return its address and the ticket that signs the owner in once.

        Raises DeskError with the hub's words when it cannot start, Offline when it does not answer in time.
        """
        self._port = await asyncio.to_thread(_kept_port, self._folder)
        try:
            address, ticket = await self._launch()
        except DeskError as error:
            if not self._port or not _port_taken(error.problem):
                raise
            self._port = 0
            address, ticket = await self._launch()
        await asyncio.to_thread(_keep_port, self._folder, self._port)
        self._watch = asyncio.create_task(self._keep_alive())
        return address, ticket

    async def stop(self) -> None:
        """End the hub: by closing its stdin, then by force. Safe to call twice."""
        self._stopping = True
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
            self._watch = None
        if self._process is not None:
            await _end(self._process)
            self._process = None

    async def _launch(self) -> tuple[HubAddress, str]:
        ticket = secrets.token_urlsafe(32)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "agent_desktop", "hub"),
            *("--data", str(self._folder)),
            *("--port", str(self._port)),
            stdin=PIPE,
            stdout=PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the window, which then stops the hub
        )
        assert process.stdin is not None
        assert process.stdout is not None
        language = QLocale().name().partition("_")[0]
        setup = _Setup(team=self._team, owner=self._owner, ticket=ticket, language=language)
        try:
            process.stdin.write(msgspec.json.encode(setup) + b"\n")
            line = await asyncio.wait_for(process.stdout.readline(), _START_S)
            if not line:
                await asyncio.wait_for(process.wait(), _STOP_S)
            address = _ready(line, process.returncode)
        except (TimeoutError, ConnectionError):
            await _end(process)
            raise Offline(
                "The hub on this computer did not answer.", remedy="Start Agent Desktop again."
            ) from None
        except BaseException:
            await _end(process)
            raise
        self._process = process
        self._url = address.url
        self._port = urlsplit(address.url).port or 0
        return address, ticket

    async def _keep_alive(self) -> None:
        while not self._stopping:
            assert self._process is not None
            code = await self._process.wait()
            log.warning("The hub ended with code %s; starting it again.", code)
            address = await self._revive()
            if self._on_back is not None:
                self._on_back(address)

    async def _revive(self) -> HubAddress:
        """Try until it answers; at another port when another program keeps this one."""
        pause, tries_for_port = _FIRST_PAUSE_S, _TRIES_FOR_PORT
        before = self._port
        told: Problem | None = None
        while True:
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
            outcome = await self._attempt()
            if isinstance(outcome, HubAddress):
                break
            log.error("The hub does not start: %s", outcome.words())
            if self._port and _port_taken(outcome):
                tries_for_port -= 1
                if not tries_for_port:
                    self._port = 0
            elif outcome != told and self._on_trouble is not None:
                told = outcome
                self._on_trouble(outcome)
        if self._port != before:
            log.warning("Another program has port %d; the hub has moved to %d.", before, self._port)
            await asyncio.to_thread(_keep_port, self._folder, self._port)
        return outcome

    async def _attempt(self) -> HubAddress | Problem:
        try:
            address, _ = await self._launch()
        except DeskError as error:
            return error.problem
        except OSError as error:
            return Offline(
                "The hub on this computer cannot be started.",
                remedy="Close other programs; if it stays so, look into the log.",
                value=error.strerror or "",
            ).problem
        return address


def _lives(pid: int) -> bool:
    """Whether our child lives at this very moment: its watcher tells of a death some milliseconds later."""
    try:
        if hasattr(os, "waitid"):
            waits = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
            return waits and not _is_ending(pid)
        if os.name == "posix":
            os.kill(pid, 0)
    except (ChildProcessError, ProcessLookupError):
        return False
    return True


def _is_ending(pid: int) -> bool:
    """Whether the process has begun to end. Its port may be another program's before it can be waited for."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False  # no such place in this system; a dead child would have been waited for
    # What follows the name in brackets: state, parent, group, session, terminal, its group, flags (proc(5)).
    return bool(int(stat.rpartition(b")")[2].split()[6]) & _PF_EXITING)


def _port_taken(problem: Problem) -> bool:
    return problem.field == "port"


def _kept_port(folder: Path) -> int:
    """The port of last time; 0, which is any, when there is none."""
    try:
        port = int((folder / _PORT).read_text("ascii"))
    except (OSError, ValueError):
        return 0
    return port if 0 < port < 65_536 else 0


def _keep_port(folder: Path, port: int) -> None:
    with contextlib.suppress(OSError):  # the next start takes another one then
        (folder / _PORT).write_text(str(port), "ascii")


def _ready(line: bytes, code: int | None) -> HubAddress:
    try:
        said = msgspec.json.decode(line, type=_Said)
    except msgspec.MsgspecError:
        said = _Said()
    if said.ready is not None:
        return said.ready
    if said.failed is not None:
        raise DeskError.of(said.failed)
    raise Offline(
        f"The hub on this computer ended before it was ready (code {code}).",
        remedy="Start Agent Desktop again; if it stays so, look into the log.",
    )


async def _end(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), _STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()
