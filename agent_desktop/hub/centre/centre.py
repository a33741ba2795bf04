"""The centre: the hub's single writer. Every request is decided, written in one transaction and then published.

Promises what `Writer` promises, for all the doors of port.py. Refuses asyncio, threads and sockets: one thread calls
it, `CentreThread` is the way to that thread.
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
    """All doors on one storage; here are the agents' own (port.AgentDoor says what each promises)."""

    def perform(
        self, agent_id: str, command_id: str, command: BackendCommand
    ) -> TimelineItem | None:
        """Do `command`, once for each `command_id`."""
        with self.request() as book:
            return perform.perform(book, agent_id, command_id, command)

    def audiences(self, agent_id: str) -> frozenset[str]:
        """What this agent hears."""
        with self.request() as book:
            return views.audiences(book, book.agent(agent_id))

    def snapshot(self, agent_id: str) -> tuple[int, Snapshot]:
        """Everything live for this agent, and the position at which it is true."""
        with self.request() as book:
            self._settle(book)
            return book.journal.position, views.snapshot(book, book.agent(agent_id))

    def entries(self, agent_id: str, since: Cursor, limit: int = 500) -> Replay:
        """What this agent missed after `since`."""
        with self.request() as book:
            agent = book.agent(agent_id)
            self._settle(book)
            return book.journal.replay(views.audiences(book, agent), since, limit, agent.heard_from)

    def connected(self, agent_id: str) -> Presence:
        """A socket of this agent is open."""
        with self.request() as book:
            return attendance.connected(book, book.agent(agent_id))

    def disconnected(self, agent_id: str) -> None:
        """A socket of this agent closed."""
        with self.request() as book:
            attendance.disconnected(book, book.agent(agent_id))

    def signed_out(self, agent_id: str) -> None:
        """The agent signed out on purpose."""
        with self.request() as book:
            attendance.signed_out(book, book.agent(agent_id))

    def timeline(
        self, conversation_id: str, before: int | None = None, limit: int = 50
    ) -> TimelinePage:
        """A page of a timeline."""
        with self.request() as book:
            return views.timeline(book, conversation_id, before, limit)

    def conversations(self, customer_id: str, limit: int = 50) -> ConversationPage:
        """A customer's conversations."""
        with self.request() as book:
            return views.conversations(book, customer_id, limit)
