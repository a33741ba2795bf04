"""The doors of the hub's writer: what the server may ask for agents and for administrators.

`Centre` (centre.py) is all of these doors and the visitors' (`hub/crm/visitors.py`); `CentreThread` (thread.py) is the
way to them from asyncio: `await thread.call(lambda centre: centre.perform(...))`. Everything is committed when it
returns, and raises only `DeskError`: `Refused`, `Conflict`, `StoreFailed`. Times come from the injected clock.
"""

from collections.abc import Sequence
from typing import Protocol

from agent_desktop.hub.crm.visitors import VisitorDoor
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.journal.replay import Replay
from agent_desktop.hub.protocol import ConversationPage, TimelinePage
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.events import Snapshot
from agent_desktop.model.joining import Joining
from agent_desktop.model.people import Agent, Presence
from agent_desktop.model.timeline import TimelineItem
from agent_desktop.model.work import Disposition, SavedReply


class AgentDoor(Protocol):
    """What the server asks for a signed-in agent."""

    @property
    def epoch(self) -> str:
        """The journal's epoch: another one for each start of the hub. Cursors of earlier ones stay good."""

    @property
    def position(self) -> int:
        """The sequence of the newest journal entry, 0 for none."""

    def perform(
        self, agent_id: str, command_id: str, command: BackendCommand
    ) -> TimelineItem | None:
        """Do `command` for the agent, once for each `command_id`: the same body gives the same answer again.

        Returns the message or note that it made. Raises Refused (naming field and value) and Conflict (another body
        under the same id; an offer that is over; somebody was faster).
        """

    def audiences(self, agent_id: str) -> frozenset[str]:
        """What this agent hears: themselves, the queues they serve, everyone."""

    def snapshot(self, agent_id: str) -> tuple[int, Snapshot]:
        """Everything live for this agent, true at the position that comes with it."""

    def entries(self, agent_id: str, since: Cursor, limit: int = 500) -> Replay:
        """What this agent missed after `since`, or why a snapshot is needed."""

    def connected(self, agent_id: str) -> Presence:
        """A socket of this agent is open (counted). Within the grace, presence comes back as it was.

        Subscribe before you call this: what is published later than `position` is not in a snapshot or replay.
        """

    def disconnected(self, agent_id: str) -> None:
        """A socket closed. With the last one, pending offers return at once; 60 s later the agent is Offline."""

    def signed_out(self, agent_id: str) -> None:
        """The agent signed out on purpose: offers return, presence is Offline. Refused while work is active."""

    def timeline(
        self, conversation_id: str, before: int | None = None, limit: int = 50
    ) -> TimelinePage:
        """The newest `limit` items before sequence `before`, oldest first. Refused for an unknown conversation."""

    def conversations(self, customer_id: str, limit: int = 50) -> ConversationPage:
        """A customer's conversations, newest first. A merged customer's id finds the one that was kept."""


class AdminDoor(Protocol):
    """What the server asks for an administrator, and the hub's starter for a new hub."""

    def define_queue(self, queue: QueueSettings) -> None:
        """Make a queue or change its rules."""

    def define_entry_point(self, entry_point: EntryPointSettings) -> None:
        """Make an entry point or change it. Refused when its queue is unknown."""

    def define_agent(self, agent: AgentProfile) -> None:
        """Make an agent or change name, queues, capacity and skills. The account's secrets are not touched."""

    def define_disposition(self, disposition: Disposition, position: int | None = None) -> None:
        """Make an outcome code or change its words."""

    def define_saved_reply(self, reply: SavedReply, position: int | None = None) -> None:
        """Make a prepared text or change it."""

    def order_dispositions(self, codes: Sequence[str]) -> None:
        """Say in which order agents see the outcome codes. Raises Refused unless each one is named once."""

    def order_saved_replies(self, shortcuts: Sequence[str]) -> None:
        """Say in which order agents see the prepared texts. Raises Refused unless each one is named once."""

    def queues(self) -> tuple[QueueSettings, ...]:
        """Every queue, in order of definition."""

    def entry_points(self) -> tuple[EntryPointSettings, ...]:
        """Every entry point that is not retired, in order of definition."""

    def retired_entry_points(self) -> tuple[EntryPointSettings, ...]:
        """Every entry point that was taken away: past work has its name."""

    def agents(self) -> tuple[AgentProfile, ...]:
        """Every agent, by name."""

    def agent(self, agent_id: str) -> Agent:
        """One agent. Refused when unknown."""

    def joining(self) -> Joining:
        """What the house says of which conversation a message joins."""

    def define_joining(self, joining: Joining) -> None:
        """The house says this from now on. Refused for times and shapes that make no sense."""

    def setting(self, name: str) -> str:
        """A setting of the hub ("team"), empty when it was never set."""

    def define_setting(self, name: str, value: str) -> None:
        """Keep a setting."""


class CentrePort(AgentDoor, AdminDoor, VisitorDoor, Protocol):
    """All doors, and time."""

    def next_deadline(self) -> Millis | None:
        """When `tick` is due, None while nothing waits for time."""

    def tick(self) -> None:
        """Let what is due happen: offers run out, wrap-up ends, graces end."""

    def drain(self) -> Sequence[Published]:
        """What was committed since the last call, in order."""
