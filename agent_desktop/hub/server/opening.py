"""The whole hub, open: its centre, everything around it, the application before it, and what goes on by itself.

Promises that all of it is closed in turn, whatever ended it. Refuses processes, signals and listening: those are
`process`'s.
"""

import asyncio
import contextlib
import logging
import logging.handlers
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from starlette.types import ASGIApp

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.channels.chat.door import routes as chat_routes
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.doors.scanning import Guard, ScannerSettings
from agent_desktop.hub.doors.shared import Limits, Shared
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.protocol import HEARTBEAT_MS
from agent_desktop.hub.server import alert_courier, lock_watch, quarantine, report_posts
from agent_desktop.hub.server.app import build_app
from agent_desktop.hub.server.broadcast import Broadcast
from agent_desktop.hub.server.clock import Onward, SharedClock
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.founding import OWNER, TEAM, found
from agent_desktop.hub.server.handshake import Setup
from agent_desktop.hub.server.house import House, rows_of
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.server.live import beat
from agent_desktop.hub.server.networks import network
from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.server.roster import Roster
from agent_desktop.hub.server.telephones import Telephones, put_together, voice_address
from agent_desktop.hub.server.tickets import Tickets
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.storage.database import Target, served
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.hub.storage.leading import Leader
    from agent_desktop.hub.storage.sealed import Seal

HOUSEKEEPING_EVERY: Final = 3_600.0
_log = logging.getLogger("agent_desktop.hub")


@contextlib.asynccontextmanager
async def opened_hub(
    options: HubOptions,
    folder: DataFolder,
    setup: Setup,
    leader: "Leader | None" = None,
    nodes: Roster | None = None,
    clock: SharedClock | None = None,
) -> AsyncIterator[tuple[House, ASGIApp]]:
    """The whole hub and its application, with all that goes on by itself, as long as this lasts."""
    async with _house(options, folder, setup, leader, clock or SharedClock()) as house:
        house.nodes = nodes or house.nodes
        board = house.telephones.board if house.telephones is not None else None
        chat = chat_routes(house.thread, house.shared, options.chat_rates, voice=board)
        chores = [
            asyncio.create_task(beat(house, HEARTBEAT_MS / 1000)),
            asyncio.create_task(_keep_house(house)),
            asyncio.create_task(house.boards.run(house.ask, house.shared.clock)),
            asyncio.create_task(alert_courier.run(house)),
            asyncio.create_task(lock_watch.run(house)),
            asyncio.create_task(quarantine.keep_asking(house)),
            asyncio.create_task(house.ledger.keep_up()),
            asyncio.create_task(report_posts.keep_sending(house)),
        ]
        if board is not None:
            board.start()
        try:
            yield house, build_app(house, chat)
        finally:
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*chores, return_exceptions=True)


@contextlib.asynccontextmanager
async def _house(
    options: HubOptions,
    folder: DataFolder,
    setup: Setup,
    leader: "Leader | None",
    clock: SharedClock,
) -> AsyncIterator[House]:
    """The hub behind its doors, open as long as this lasts."""
    database = target(folder, options.database)
    onward = Onward(clock)
    thread = CentreThread(lambda: _opened(database, leader, onward), onward)
    await thread.start()
    try:
        team, position = await thread.call(lambda centre: _founded(centre, setup))
        rows = rows_of(thread)
        shared = Shared(
            keys=Keys(rows, clock),
            uploads=Uploads(folder.attachments, rows, clock, _guard(thread)),
            limits=Limits(options.rates),
            names=options.all_names,
            clock=clock,
        )
        tickets = Tickets(clock)
        if setup.ticket:
            tickets.admit(setup.ticket, OWNER)
        house = House(
            shared=shared,
            thread=thread,
            broadcast=Broadcast(position, clock()),
            tickets=tickets,
            team=team,
            office=_office(folder, thread, shared),
            ledger=Ledger(database, thread, clock),
            clock=clock,
            telephones=await _telephones(options, folder, thread, shared, clock),
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

    return PostOffice(thread, shared.uploads, seal, shared.clock, network)


async def _telephones(
    options: HubOptions,
    folder: DataFolder,
    thread: CentreThread,
    shared: Shared,
    clock: SharedClock,
) -> Telephones | None:
    """The telephones, not started yet; None where there are none."""
    await thread.call(
        lambda centre: centre.voice_lost()
    )  # whatever lived in an earlier hub is gone
    address = voice_address(options.voice_address, options.host) if options.voice else ""
    if not address:
        return None
    place = VoicePlace(address, folder.recordings, folder.prompts, options.sip_port, options.tls)
    return await put_together(thread, shared, folder, place, clock)


async def goodbye(house: House) -> None:
    """Part from everybody. Telephones first: they hear a goodbye of their own by lines that are still open."""
    if house.telephones is not None:
        await house.telephones.board.stop()
    await house.shared.lines.goodbye(_STOPPING.problem)


def target(folder: DataFolder, address: str) -> Target:
    """Where the database is. Raises Refused for an address that no hub should be given."""
    return served(address) if address else folder.database


def _opened(database: Target, leader: "Leader | None", clock: Onward) -> Centre:
    """The centre on its database. Raises StoreFailed."""
    storage = Storage.open(database, leader=leader)
    try:
        return Centre(storage, clock)
    except BaseException:
        storage.close()
        raise


def _founded(centre: Centre, setup: Setup) -> tuple[str, int]:
    found(centre, setup.team, setup.owner, setup.language)
    return centre.setting(TEAM), centre.position


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
