"""The hub as a process: data folder, handshake, database, server, and a clean end.

Promises one line on stdout, `ready` or `failed`; that files are readable by this user alone; that SIGINT, SIGTERM,
Ctrl-Break and the end of stdin stop it cleanly with code 0; that a failure to start is told in words, with code 1.
Refuses to listen beyond this computer without TLS.
"""

import asyncio
import contextlib
import importlib
import importlib.util
import logging
import logging.handlers
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from agent_desktop.hub.server.collecting import collect_seldom
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.first_password import set_first_password
from agent_desktop.hub.server.handshake import Parent, Ready, Said, Setup, say
from agent_desktop.hub.server.listening import Listener, bound_socket, listener
from agent_desktop.hub.server.opening import goodbye, opened_hub, target
from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.storage.database import served
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.hub.server.clock import SharedClock
    from agent_desktop.hub.server.house import House
    from agent_desktop.hub.server.roster import Roster
    from agent_desktop.hub.storage.leading import Leader

MAX_CONNECTIONS: Final = 10_000
_log = logging.getLogger("agent_desktop.hub")


def run(options: HubOptions) -> int:
    """Run a hub until it is told to stop; the process's exit code."""
    try:
        _prepare_process()
        parent = Parent(sys.stdin.fileno()) if options.handshake else None
        setup = parent.setup() if parent is not None else Setup()
        with _held(options.data, options.files) as folder, _logging(folder.log):
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                runner.run(_serve(options, folder, setup, parent))
    except DeskError as error:
        say(Said(failed=error.problem))
        sys.stderr.write(f"{error.problem.words()}\n")
        return 1
    return 0


def set_password(data: Path, agent_id: str, *, database: str, email: str, team: str) -> int:
    """Let an agent sign in by password, in a new hub too; the exit code."""
    usual = Setup()
    try:
        _prepare_process()
        with _held(data) as folder:
            set_first_password(
                target(folder, database),
                agent_id,
                email=email,
                team=team or usual.team,
                owner=usual.owner,
            )
    except DeskError as error:
        sys.stderr.write(f"{error.problem.words()}\n")
        return 1
    return 0


async def _serve(
    options: HubOptions, folder: DataFolder, setup: Setup, parent: Parent | None
) -> None:
    options.check_node()
    listening = bound_socket(options.host, options.port)
    try:
        if options.node is not None:
            await _serve_node(options, folder, setup, parent, listening)
            return
        async with _loaded_hub(options, folder, setup) as (house, app):
            server = _listener(options, app, lambda: goodbye(house))
            if parent is not None:
                parent.when_gone(server.request_stop)
            await _listen(server, listening, options, server.ready)
    finally:
        listening.close()


async def _serve_node(
    options: HubOptions,
    folder: DataFolder,
    setup: Setup,
    parent: Parent | None,
    listening: socket.socket,
) -> None:
    """One node of several, until it is told to stop."""
    from agent_desktop.hub.server.clock import SharedClock
    from agent_desktop.hub.server.front import Front
    from agent_desktop.hub.server.node import Node
    from agent_desktop.hub.server.roster import Roster
    from agent_desktop.hub.storage.leading import Leader

    front, roster, clock = Front(), Roster(options.desks), SharedClock()
    server = _listener(options, front, front.goodbye)
    if parent is not None:
        parent.when_gone(server.request_stop)
    certificate = options.tls[0].read_text("ascii") if options.tls is not None else ""
    url = options.node or _url(options, listening)
    node = Node(
        served(options.database),
        Leader(url=url, token=front.token, certificate=certificate),
        front,
        roster,
        lambda leader: _loaded_hub(options, folder, setup, leader, roster, clock),
        goodbye,
        clock,
    )
    living = asyncio.create_task(node.live())
    living.add_done_callback(server.request_stop)
    try:
        await _listen(server, listening, options, front.settled)
    finally:
        living.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await living


@contextlib.asynccontextmanager
async def _loaded_hub(
    options: HubOptions,
    folder: DataFolder,
    setup: Setup,
    leader: "Leader | None" = None,
    nodes: "Roster | None" = None,
    clock: "SharedClock | None" = None,
) -> AsyncIterator[tuple["House", ASGIApp]]:
    """The hub in a process that is its alone."""
    async with opened_hub(options, folder, setup, leader, nodes, clock) as opened:
        collect_seldom()
        yield opened


def _listener(
    options: HubOptions, app: ASGIApp, goodbye: Callable[[], Awaitable[None]]
) -> Listener:
    return listener(
        app, goodbye, max_connections=MAX_CONNECTIONS, proxy=options.proxy, tls=options.tls
    )


async def _listen(
    server: Listener, listening: socket.socket, options: HubOptions, answers: asyncio.Event
) -> None:
    """Serve until told to stop. Where it answers is said as soon as it does."""
    announcing = asyncio.create_task(_announce(server, _url(options, listening), answers))
    try:
        await server.serve(sockets=[listening])
    finally:
        announcing.cancel()
        await asyncio.gather(announcing, return_exceptions=True)


def _url(options: HubOptions, listening: socket.socket) -> str:
    scheme = "https" if options.tls is not None else "http"
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{scheme}://{host}:{listening.getsockname()[1]}"


async def _announce(server: Listener, url: str, answers: asyncio.Event) -> None:
    """Say where the hub answers, once it does."""
    await server.ready.wait()
    await answers.wait()
    say(Said(ready=Ready(url=url, demo=f"{url}/demo")))
    _log.info("ready on port %d", urlsplit(url).port)


def _prepare_process() -> None:
    """Files for this user alone; as many open sockets as the system allows."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wished = MAX_CONNECTIONS + 1_000
        if hard != resource.RLIM_INFINITY:
            wished = min(wished, hard)
        if soft < wished:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wished, hard))


def _loop_factory() -> Any:
    """uvloop's loop where it is installed, else asyncio's own."""
    if importlib.util.find_spec("uvloop") is None:
        return None
    return importlib.import_module("uvloop").new_event_loop


@contextlib.contextmanager
def _held(data: Path, files: Path | None = None) -> Iterator[DataFolder]:
    shared = files.expanduser().resolve() if files is not None else None
    folder = DataFolder(data.expanduser().resolve(), shared)
    try:
        yield folder
    finally:
        folder.release()


@contextlib.contextmanager
def _logging(path: Path) -> Iterator[None]:
    """Log to a file of bounded size: no addresses, no texts, no tokens, because nobody hands them to the log."""
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("agent_desktop.hub")
    loud = logging.getLogger("uvicorn.error")
    logger.setLevel(logging.INFO)
    loud.setLevel(logging.ERROR)
    loud.addFilter(_is_no_refusal)
    for one in (logger, loud):
        one.addHandler(handler)
        one.propagate = False
    try:
        yield
    finally:
        for one in (logger, loud):
            one.removeHandler(handler)
        loud.removeFilter(_is_no_refusal)
        handler.close()


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """False for what uvicorn says, wrongly as an error, of each socket that was refused with an answer of its own."""
    return record.getMessage() != "ASGI callable returned without completing handshake."
