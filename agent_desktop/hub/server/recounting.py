"""Kept sums of a database compared with what happened, and made anew: for the command line.

Promises that comparing only reads, also while the hub runs. A missing database is none to compare.
"""

from pathlib import Path

from agent_desktop.hub.centre import figures
from agent_desktop.hub.storage.recounting import Recount
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import StoreFailed


def compared(database: Path) -> Recount:
    """Compare everything. Raises StoreFailed."""
    _check(database)
    storage = Storage.reading(database)
    try:
        with storage.transaction():
            return figures.recounted(storage)
    finally:
        storage.close()


def rebuilt(database: Path) -> Recount:
    """Make everything anew, and compare it. Raises StoreFailed, also while a hub is writing."""
    _check(database)
    storage = Storage.open(database)
    try:
        with storage.transaction():
            figures.rebuilt(storage, wall_clock())
        with storage.transaction():
            return figures.recounted(storage)
    finally:
        storage.close()


def _check(database: Path) -> None:
    if not database.is_file():
        raise StoreFailed("There is no hub's database in this folder.", value=str(database))
