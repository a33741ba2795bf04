"""The hub as a process: data folder, handshake, database, server, and a clean end.

Promises one line on stdout, `ready` or `failed`; that files are readable by this user alone; that SIGINT, SIGTERM,
Ctrl-Break and the end of stdin stop it cleanly with code 0; that a failure to start is told in words, with code 1.
Refuses to listen beyond this computer without TLS.
"""

import asyncio
import contextlib
import importlib
import importlib.util
import ipaddress
import logging
import logging.handlers
import os
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.channels.chat.door import routes as chat_routes
from agent_desktop.hub.channels.chat.rates import ChatRates
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.doors.limits import Rate
from agent_desktop.hub.doors.origins import LOOPBACK_NAMES, host_name
from agent_desktop.hub.doors.shared import Limits, Rates, Shared
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.protocol import HEARTBEAT_MS
from agent_desktop.hub.server.app import build_app
from agent_desktop.hub.server.broadcast import Broadcast
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.first_password import set_first_password
from agent_desktop.hub.server.founding import OWNER, TEAM, found
from agent_desktop.hub.server.handshake import Parent, Ready, Said, Setup, say
from agent_desktop.hub.server.house import House, rows_of
from agent_desktop.hub.server.listening import Listener, bound_socket, listener
from agent_desktop.hub.server.live import beat
from agent_desktop.hub.server.networks import network
from agent_desktop.hub.server.telephones import Telephones, put_together, voice_address
from agent_desktop.hub.server.tickets import Tickets
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import DeskError, Refused

if TYPE_CHECKING:
    from agent_desktop.hub.storage.sealed import Seal

MAX_CONNECTIONS: Final = 10_000
HOUSEKEEPING_EVERY: Final = 3_600.0
MB: Final = 1024 * 1024
_log = logging.getLogger("agent_desktop.hub")


@dataclass(frozen=True)
class HubOptions:
    """How to run a hub. `handshake` is false for a hub that nobody's program started."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    tls_cert: Path | None = None
    tls_key: Path | None = None
    names: tuple[str, ...] = ()
    proxy: str = ""
    rate_factor: float = 1.0
    visitor_file_mb: int = 10
    visitor_hourly_files: int = 20
    visitor_hourly_mb: int = 50
    voice: bool = True
    voice_address: str = ""
    sip_port: int | None = None
    handshake: bool = True

    @property
    def tls(self) -> tuple[Path, Path] | None:
        """The files for TLS. Raises Refused when one is missing, or both where they are needed."""
        if self.tls_cert is not None and self.tls_key is not None:
            return self.tls_cert, self.tls_key
        if self.tls_cert is not None or self.tls_key is not None:
            raise Refused("TLS needs both a certificate and a key.", field="tls")
        if not _is_loopback(self.host):
            raise Refused(
                "Beyond this computer the hub speaks TLS only.",
                field="host",
                value=self.host,
                remedy="Give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy.",
            )
        return None


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


def set_password(data: Path, agent_id: str, *, email: str, team: str) -> int:
    """Let an agent sign in by password, in a new hub too; the exit code."""
    usual = Setup()
    try:
        _prepare_process()
        with _held(data) as folder:
            set_first_password(
                folder.database, agent_id, email=email, team=team or usual.team, owner=usual.owner
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
            chat = chat_routes(house.thread, house.shared, _chat_rates(options), voice=board)
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
    thread = CentreThread(lambda: _opened(folder.database), wall_clock)
    await thread.start()
    try:
        team, position = await thread.call(lambda centre: _founded(centre, setup))
        rows = rows_of(thread)
        shared = Shared(
            keys=Keys(rows, wall_clock),
            uploads=Uploads(folder.attachments, rows, wall_clock),
            limits=Limits(_rates(options.rate_factor)),
            names=_names(options),
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
            telephones=await _telephones(options, folder, thread, shared),
        )
        thread.subscribe(house.broadcast.publish)
        thread.subscribe_posted(house.office.nudge)
        await house.office.start()
        try:
            yield house
        finally:
            await house.office.stop()
            if house.telephones is not None:
                await house.telephones.board.stop()
    finally:
        await thread.stop()


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


def _opened(database: Path) -> Centre:
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
            tokens = await house.shared.keys.forget_dead()
            _log.info("removed %d files, %d dead tokens", files, tokens)
        except (DeskError, OSError) as error:
            _log.error("housekeeping failed: %s", type(error).__name__)


_STOPPING: Final = Stopping("The hub stops or starts again.", remedy="Connect again in a moment.")


def _rates(factor: float) -> Rates:
    usual = Rates()
    return Rates(
        requests=_times(usual.requests, factor),
        sockets=_times(usual.sockets, factor),
        frames=usual.frames,
    )


def _chat_rates(options: HubOptions) -> ChatRates:
    usual = ChatRates()
    return replace(
        usual,
        sessions=_times(usual.sessions, options.rate_factor),
        uploads=replace(
            usual.uploads,
            file=options.visitor_file_mb * MB,
            unsent=2 * options.visitor_hourly_mb * MB,
            hourly_files=options.visitor_hourly_files,
            hourly_bytes=options.visitor_hourly_mb * MB,
        ),
    )


def _times(rate: Rate, factor: float) -> Rate:
    return Rate(per_minute=rate.per_minute * factor, burst=rate.burst * factor)


def _names(options: HubOptions) -> frozenset[str]:
    own = f"[{options.host}]" if ":" in options.host else options.host
    names = {name for given in (own, *options.names) if (name := host_name(given)) is not None}
    return frozenset(names | LOOPBACK_NAMES)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
