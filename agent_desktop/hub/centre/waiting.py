"""Commands of agents that wait together for the writer, and what all of them will look up, read in one go.

Every command looks whether it was done before, and a message whether it was written before. Asked one by one of a
database server, these questions cost more than all the rest. Promises that a command finds what it would have found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage import threads, work
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import AddNote, BackendCommand, SendMessage
from agent_desktop.model.timeline import TimelineItem

if TYPE_CHECKING:
    from agent_desktop.hub.centre.centre import Centre


@dataclass(frozen=True, slots=True)
class Performing:
    """One command, as a job for the centre's thread."""

    agent_id: str
    command_id: str
    command: BackendCommand

    def __call__(self, centre: "Centre") -> TimelineItem | None:
        """See `Centre.perform`."""
        return centre.perform(self.agent_id, self.command_id, self.command)


def look_ahead(storage: Storage, jobs: Iterable[object]) -> None:
    """Read, inside the open transaction, what these will look up. Other jobs are passed over."""
    waiting = [one for one in jobs if isinstance(one, Performing)]
    work.look_ahead(storage, [(for_agent(one.agent_id), one.command_id) for one in waiting])
    written = [one.command for one in waiting if isinstance(one.command, SendMessage | AddNote)]
    threads.look_ahead(storage, [(one.conversation_id, one.client_id) for one in written])
