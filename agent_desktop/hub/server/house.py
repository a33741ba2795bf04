"""What the server's doors share while the hub runs: the centre's thread, keys, files, limits, names.

Promises one place where all of it is put together. Refuses to hold anything that must survive a restart.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.keys import Rows
from agent_desktop.hub.doors.limits import Backoff
from agent_desktop.hub.doors.shared import Shared
from agent_desktop.hub.server.boards import Boards
from agent_desktop.hub.server.broadcast import Broadcast
from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.ledger import Ledger
from agent_desktop.hub.server.network_consents import Consents
from agent_desktop.hub.server.passwords import Passwords
from agent_desktop.hub.server.roster import Roster
from agent_desktop.hub.server.telephones import Telephones
from agent_desktop.hub.server.tickets import Tickets
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Unsupported

T = TypeVar("T")

HOUR: Final[Millis] = 3_600_000


@dataclass
class House:
    """The running hub as the server's routes see it."""

    shared: Shared
    thread: CentreThread
    broadcast: Broadcast
    tickets: Tickets
    team: str
    office: PostOffice
    ledger: Ledger
    clock: SharedClock = field(default_factory=SharedClock)
    telephones: Telephones | None = None
    nodes: Roster = field(default_factory=Roster)
    consents: Consents = field(default_factory=Consents)
    passwords: Passwords = field(default_factory=Passwords)
    boards: Boards = field(default_factory=Boards)
    noted: dict[tuple[str, str], Millis] = field(default_factory=dict)
    token_ms: Millis = 30 * 24 * HOUR
    wrong_by_person: Backoff = field(default_factory=lambda: Backoff(free=5))
    wrong_by_address: Backoff = field(default_factory=lambda: Backoff(free=20, longest_ms=60_000))

    def with_telephones(self) -> Telephones:
        """The telephones. Raises Unsupported when this hub runs without."""
        if self.telephones is None:
            raise Unsupported(
                "This hub has no telephones.",
                remedy="Start it without --no-voice; beyond this computer with --voice-address.",
            )
        return self.telephones

    async def ask(self, work: Callable[[Centre], T]) -> T:
        """Do `work` on the centre's thread."""
        return await self.thread.call(work)

    async def rows(self, work: Callable[[Storage], T]) -> T:
        """Do `work` on the tables that the server owns, in the centre's transaction."""
        return await self.thread.call(lambda centre: work(centre.storage))


def rows_of(thread: CentreThread) -> Rows:
    """The way to the tables that the doors own: in the centre's transaction, on its thread."""

    def rows(work: Callable[[Storage], T], /) -> Awaitable[T]:
        return thread.call(lambda centre: work(centre.storage))

    return rows
