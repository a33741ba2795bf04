"""What the hub tells, to whom: the entry that a commit publishes, and the names of audiences.

Promises that an entry has exactly one audience (`agent:ID`, `queue:ID`, `team:ID`, `leads:ID`, `visitor:ID`,
`supervisors` or `everyone`); that `seq` is its place in the journal, and 0 for passing news and for visitors, who catch
up by item sequence instead.
"""

from typing import TypeAlias

from agent_desktop.hub.protocol import (
    AgentTyping,
    CallInvited,
    CallState,
    ChatItems,
    ChatStateChanged,
)
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.events import JournalEvent, PassingEvent

EVERYONE = "everyone"
SUPERVISORS = "supervisors"
"""Who supervises everybody: a hub without teams has only such supervisors."""


def for_agent(agent_id: str) -> str:
    """The audience of one agent's desks."""
    return f"agent:{agent_id}"


def for_queue(queue_id: str) -> str:
    """The audience of all agents who serve a queue."""
    return f"queue:{queue_id}"


def for_team(team_id: str) -> str:
    """The audience of a team: who belongs to it, and who leads it."""
    return f"team:{team_id}"


def for_leads(team_id: str) -> str:
    """The audience of those who lead a team."""
    return f"leads:{team_id}"


def for_visitor(visitor_id: str) -> str:
    """The audience of one visitor's tabs."""
    return f"visitor:{visitor_id}"


class AudiencesChanged(Record, frozen=True):
    """The agent of this audience now hears others: ask for them anew and send a snapshot. Never on the wire."""

    audiences: tuple[str, ...]


ChatNews: TypeAlias = ChatItems | ChatStateChanged | AgentTyping | CallState | CallInvited
"""What visitors are told; the records go to their sockets as they are."""

News: TypeAlias = JournalEvent | PassingEvent | AudiencesChanged | ChatNews


class Published(Record, frozen=True):
    """One thing that is now true, for one audience. Journal entries (`seq` > 0) come in order of `seq`."""

    audience: str
    event: News
    at: Millis
    seq: int = 0
