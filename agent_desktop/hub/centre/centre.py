"""The centre: the hub's single writer. Every request is decided, written in one transaction and then published.

Promises what `Writer` promises: everything is committed when a door returns, and it raises only `DeskError` (`Refused`,
`Conflict`, `StoreFailed`). Refuses asyncio, threads and sockets: one thread calls it, and `CentreThread` (thread.py) is
the way there: `await thread.call(lambda centre: centre.perform(...))`.
"""

from agent_desktop.hub.centre import attendance, perform, views
from agent_desktop.hub.centre.admin_side import AdminSide
from agent_desktop.hub.centre.board_side import BoardSide
from agent_desktop.hub.centre.lead_side import LeadSide
from agent_desktop.hub.centre.visitor_side import VisitorSide
from agent_desktop.hub.centre.voice_side import VoiceSide
from agent_desktop.hub.centre.written_side import WrittenSide
from agent_desktop.hub.journal.replay import Replay
from agent_desktop.hub.protocol import ConversationPage, TimelinePage
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.events import Snapshot
from agent_desktop.model.people import Presence
from agent_desktop.model.timeline import TimelineItem


class Centre(VisitorSide, AdminSide, VoiceSide, WrittenSide, BoardSide, LeadSide):
    """All doors on one storage; here is that of signed-in agents."""

    def perform(
        self, agent_id: str, command_id: str, command: BackendCommand
    ) -> TimelineItem | None:
        """Do `command` for the agent, once for each `command_id`: the same body gives the same answer again.

        Returns the message or note that it made. Raises Refused (naming field and value) and Conflict (another body
        under the same id; an offer that is over; somebody was faster).
        """
        with self.request() as book:
            return perform.perform(book, agent_id, command_id, command)

    def audiences(self, agent_id: str) -> frozenset[str]:
        """What this agent hears: themselves, the queues they serve, everyone."""
        with self.request() as book:
            return views.audiences(book, book.agent(agent_id))

    def snapshot(self, agent_id: str) -> tuple[int, Snapshot]:
        """Everything live for this agent, true at the position that comes with it."""
        with self.request() as book:
            self._settle(book)
            return book.journal.position, views.snapshot(book, book.agent(agent_id))

    def entries(self, agent_id: str, since: Cursor, limit: int = 500) -> Replay:
        """What this agent missed after `since`, or why a snapshot is needed."""
        with self.request() as book:
            agent = book.agent(agent_id)
            self._settle(book)
            return book.journal.replay(views.audiences(book, agent), since, limit, agent.heard_from)

    def connected(self, agent_id: str) -> Presence:
        """A socket of this agent is open (counted). Within the grace, presence comes back as it was.

        Subscribe before you call this: what is published later than `position` is not in a snapshot or replay.
        """
        with self.request() as book:
            return attendance.connected(book, book.agent(agent_id))

    def disconnected(self, agent_id: str) -> None:
        """A socket closed. With the last one, pending offers return at once; after the grace the agent is Offline."""
        with self.request() as book:
            attendance.disconnected(book, book.agent(agent_id))

    def signed_out(self, agent_id: str) -> None:
        """The agent signed out on purpose: offers return, presence is Offline. Refused while work is active."""
        with self.request() as book:
            attendance.signed_out(book, book.agent(agent_id))

    def timeline(
        self, conversation_id: str, before: int | None = None, limit: int = 50
    ) -> TimelinePage:
        """The newest `limit` items before sequence `before`, oldest first. Refused for an unknown conversation."""
        with self.request() as book:
            return views.timeline(book, conversation_id, before, limit)

    def conversations(self, customer_id: str, limit: int = 50) -> ConversationPage:
        """A customer's conversations, newest first. A merged customer's id finds the one that was kept."""
        with self.request() as book:
            return views.conversations(book, customer_id, limit)
