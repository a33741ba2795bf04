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
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.channels.chat.door import routes as chat_routes
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.doors.scanning import Guard, ScannerSettings
from agent_desktop.hub.doors.shared import Limits, Shared
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.protocol import HEARTBEAT_MS
from agent_desktop.hub.server import quarantine
from agent_desktop.hub.server.app import build_app
from agent_desktop.hub.server.broadcast import Broadcast
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.first_password import set_first_password
from agent_desktop.hub.server.founding import OWNER, TEAM, found
from agent_desktop.hub.server.handshake import Parent, Ready, Said, Setup, say
from agent_desktop.hub.server.house import House, rows_of
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.server.listening import Listener, bound_socket, listener
from agent_desktop.hub.server.live import beat
from agent_desktop.hub.server.networks import network
from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.server.telephones import Telephones, put_together, voice_address
from agent_desktop.hub.server.tickets import Tickets
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.storage.database import Target, served
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.hub.storage.sealed import Seal

MAX_CONNECTIONS: Final = 10_000
HOUSEKEEPING_EVERY: Final = 3_600.0
_log = logging.getLogger("agent_desktop.hub")


def run(options: HubOptions) -> int:
    """Run a hub until it is told to stop; the process's exit code."""
    try:
        _prepare_process()
        parent = Parent(sys.stdin.fileno()) if options.handshake else None
        setup = parent.setup() if parent is not None else Setup()
        with _held(options.data) as folder, _logging(folder.log):
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
                _target(folder, database),
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
    tls = options.tls
    listening = bound_socket(options.host, options.port)
    try:
        async with _house(options, folder, setup) as house:
            board = house.telephones.board if house.telephones is not None else None
            chat = chat_routes(house.thread, house.shared, options.chat_rates, voice=board)
            server = listener(
                build_app(house, chat),
                lambda: _goodbye(house),
                max_connections=MAX_CONNECTIONS,
                proxy=options.proxy,
                tls=tls,
            )
            if parent is not None:
                parent.when_gone(server.request_stop)
            chores = [
                asyncio.create_task(beat(house, HEARTBEAT_MS / 1000)),
                asyncio.create_task(_keep_house(house)),
                asyncio.create_task(house.boards.run(house)),
                asyncio.create_task(quarantine.keep_asking(house)),
                asyncio.create_task(house.ledger.keep_up()),
                asyncio.create_task(_announce(server, listening.getsockname()[1], options)),
            ]
            if board is not None:
                board.start()
            try:
                await server.serve(sockets=[listening])
            finally:
                for chore in chores:
                    chore.cancel()
                await asyncio.gather(*chores, return_exceptions=True)
    finally:
        listening.close()


@contextlib.asynccontextmanager
async def _house(options: HubOptions, folder: DataFolder, setup: Setup) -> AsyncIterator[House]:
    """The hub behind its doors, open as long as this lasts."""
    target = _target(folder, options.database)
    thread = CentreThread(lambda: _opened(target), wall_clock)
    await thread.start()
    try:
        team, position = await thread.call(lambda centre: _founded(centre, setup))
        rows = rows_of(thread)
        shared = Shared(
            keys=Keys(rows, wall_clock),
            uploads=Uploads(folder.attachments, rows, wall_clock, _guard(thread)),
            limits=Limits(options.rates),
            names=options.all_names,
            clock=wall_clock,
        )
        tickets = Tickets(wall_clock)
        if setup.ticket:
            tickets.admit(setup.ticket, OWNER)
        house = House(
            shared=shared,
            thread=thread,
            broadcast=Broadcast(position, wall_clock()),
            tickets=tickets,
            team=team,
            office=_office(folder, thread, shared),
            ledger=Ledger(target, thread, wall_clock),
            telephones=await _telephones(options, folder, thread, shared),
        )
        thread.subscribe(house.broadcast.publish)
        thread.subscribe(house.boards.published)
        thread.subscribe_posted(house.office.nudge)
        await house.office.start()
        try:
            yield house
        finally:
            house.consents.close()
            await house.ledger.close()
            await house.office.stop()
            if house.telephones is not None:
                await house.telephones.board.stop()
    finally:
        await thread.stop()


def _guard(thread: CentreThread) -> Guard:
    """Who asks the virus scanner; the settings are read each time, since administrators may change them."""

    async def settings() -> ScannerSettings:
        return await thread.call(quarantine.scanner)

    return Guard(settings)


def _office(folder: DataFolder, thread: CentreThread, shared: Shared) -> PostOffice:
    """The post office. What seals secrets is read into memory when there are some."""

    async def seal() -> "Seal":
        from agent_desktop.hub.storage.sealed import Seal

        return Seal(await asyncio.to_thread(folder.key))

    return PostOffice(thread, shared.uploads, seal, wall_clock, network)


async def _telephones(
    options: HubOptions, folder: DataFolder, thread: CentreThread, shared: Shared
) -> Telephones | None:
    """The telephones, not started yet; None where there are none."""
    await thread.call(
        lambda centre: centre.voice_lost()
    )  # whatever lived in an earlier hub is gone
    address = voice_address(options.voice_address, options.host) if options.voice else ""
    if not address:
        return None
    place = VoicePlace(address, folder.recordings, folder.prompts, options.sip_port, options.tls)
    return await put_together(thread, shared, folder, place)


async def _goodbye(house: House) -> None:
    """Telephones first: they hear a goodbye of their own by lines that are still open."""
    if house.telephones is not None:
        await house.telephones.board.stop()
    await house.shared.lines.goodbye(_STOPPING.problem)


def _target(folder: DataFolder, address: str) -> Target:
    """Where the database is. Raises Refused for an address that no hub should be given."""
    return served(address) if address else folder.database


def _opened(database: Target) -> Centre:
    """The centre on its database. Raises StoreFailed."""
    storage = Storage.open(database)
    try:
        return Centre(storage, wall_clock)
    except BaseException:
        storage.close()
        raise


def _founded(centre: Centre, setup: Setup) -> tuple[str, int]:
    found(centre, setup.team, setup.owner, setup.language)
    return centre.setting(TEAM), centre.position


async def _announce(server: Listener, port: int, options: HubOptions) -> None:
    """Say where the hub answers, once it does."""
    await server.ready.wait()
    scheme = "https" if options.tls is not None else "http"
    host = f"[{options.host}]" if ":" in options.host else options.host
    url = f"{scheme}://{host}:{port}"
    say(Said(ready=Ready(url=url, demo=f"{url}/demo")))
    _log.info("ready on port %d", port)


async def _keep_house(house: House) -> None:
    """Once an hour, remove what nobody needs any more."""
    while True:
        await asyncio.sleep(HOUSEKEEPING_EVERY)
        try:
            uploads = house.shared.uploads
            files = await uploads.forget_unsent() + await uploads.forget_kept()
            files += await house.shared.resuming.forget_old()
            tokens = await house.shared.keys.forget_dead()
            _log.info("removed %d files, %d dead tokens", files, tokens)
        except (DeskError, OSError) as error:
            _log.error("housekeeping failed: %s", type(error).__name__)


_STOPPING: Final = Stopping("The hub stops or starts again.", remedy="Connect again in a moment.")


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
def _held(data: Path) -> Iterator[DataFolder]:
    folder = DataFolder(data.expanduser().resolve())
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
