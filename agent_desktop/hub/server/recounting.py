"""Kept sums of a database compared with what happened, and made anew: for the command line.

Promises that comparing only reads, also while the hub runs. A missing database is none to compare.
"""

from agent_desktop.hub.centre import figures_checked
from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.server.alone import check_there, opened_alone
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.recounting import Recount
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import wall_clock


def compared(database: Target) -> Recount:
    """Compare everything. Raises StoreFailed."""
    check_there(database)
    storage = Storage.reading(database)
    try:
        with storage.transaction():
            return figures_checked.recounted(storage, wall_clock())
    finally:
        storage.close()


def rebuilt(database: Target) -> Recount:
    """Make everything anew, and compare it. Raises StoreFailed and Conflict, also while a hub runs."""
    with opened_alone(database) as storage:
        with storage.transaction():
            figures_checked.rebuilt(storage, wall_clock())
            Trail(storage).add(wall_clock(), "", "rebuild_figures", "figures", by="command line")
        with storage.transaction():
            return figures_checked.recounted(storage, wall_clock())
