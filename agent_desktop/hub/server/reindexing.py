"""The index of the audit trail made anew: for the command line.

Promises all or nothing, and an entry in the trail that it was done. Changes nothing of what the trail says.
"""

from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.server.alone import opened_alone
from agent_desktop.hub.storage import trail_index
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.trail import head_of
from agent_desktop.model.base import wall_clock


def reindexed(database: Target) -> int:
    """Make it anew; how many entries it has now. Raises StoreFailed and Conflict, also while a hub runs."""
    with opened_alone(database) as storage, storage.transaction():
        trail_index.build(storage.database.connection)
        Trail(storage).add(wall_clock(), "", "reindex_audit", "audit", by="command line")
        return head_of(storage)[0]
