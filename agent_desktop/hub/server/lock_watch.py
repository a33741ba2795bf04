"""A stranger who takes the lock of a hub that works on a database server: told to whoever is connected, and afterwards.

The hub's connection may break at any time, and somebody else may take its lock before it is back. Promises that this is
found though nobody asks anything; that desks are parted with the reason, which their windows show, and may come back as
soon as the stranger is gone; that administrators have an alert of it then. Refuses to touch the stranger's session.
"""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.founding import TEAM
from agent_desktop.hub.server.front import nobody_leads
from agent_desktop.hub.storage.configuration import setting
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.hub.server.house import House
    from agent_desktop.hub.storage.lock_holder import Watch

EVERY_S: Final = 2.0
_log = logging.getLogger("agent_desktop.hub")


async def tell(house: "House", watch: "Watch") -> None:
    """Tell administrators of what `watch` saw and what is over. Raises StoreFailed."""

    def look(centre: Centre) -> None:
        with centre.request() as book:
            setting(book.storage, TEAM)  # reaches the database, or says why not
            held = watch.taken()
            if held is not None:
                alerting.lock_was_held(book, held)

    await house.ask(look)


async def run(house: "House") -> None:
    """Watch for ever; at once over where the hub's database is a file, which nobody else can lock."""
    from agent_desktop.hub.storage.postgres import Postgres
    from agent_desktop.hub.storage.postgres_faults import HeldByStranger

    database = await house.ask(lambda centre: centre.storage.database)
    if not isinstance(database, Postgres):
        return
    parted = False
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            await tell(house, database.watch)
        except HeldByStranger as error:
            parted = True
            await house.shared.lines.goodbye(nobody_leads(error.problem).problem)
        except DeskError as error:
            _log.debug("the database was not reached: %s", error.problem.code)
        else:
            if parted:
                house.shared.lines.welcome()
            parted = False
