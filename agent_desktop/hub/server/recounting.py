"""Kept sums of a database compared with what happened, and made anew: for the command line.

Promises that comparing only reads, also while the hub runs. A missing database is none to compare.
"""

from pathlib import Path

from agent_desktop.hub.centre import figures_checked
from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.storage.database import Target, is_served
from agent_desktop.hub.storage.migrate import version_of
from agent_desktop.hub.storage.recounting import Recount
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import StoreFailed


def compared(database: Target) -> Recount:
    """Compare everything. Raises StoreFailed."""
    _check(database)
    storage = Storage.reading(database)
    try:
        with storage.transaction():
            return figures_checked.recounted(storage, wall_clock())
    finally:
        storage.close()


def rebuilt(database: Target) -> Recount:
    """Make everything anew, and compare it. Raises StoreFailed, also while a hub is writing."""
    _check(database)
    storage = Storage.open(database)
    try:
        with storage.transaction():
            figures_checked.rebuilt(storage, wall_clock())
            Trail(storage).add(wall_clock(), "", "rebuild_figures", "figures", by="command line")
        with storage.transaction():
            return figures_checked.recounted(storage, wall_clock())
    finally:
        storage.close()


def _check(database: Target) -> None:
    if is_served(database):
        storage = Storage.reading(database)
        try:
            with storage.transaction():
                empty = version_of(storage.database.connection) is None
        finally:
            storage.close()
        if empty:
            raise StoreFailed("There is no hub's data in this database.", field="database")
    elif not Path(database).is_file():
        raise StoreFailed("There is no hub's database in this folder.", value=str(database))
