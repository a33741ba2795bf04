"""Supervising: what team leads ask for, what agents ask of their leads, and what each of them is told.

Promises that an act names its person and its reason, and that nobody's work or presence is changed without them being
told who did it and why. Hints and raised hands are the team's alone: no customer ever reads them. Whose teams somebody
may act on is the backend's affair; with only one team, or none, every supervisor leads all.
"""

from typing import TypeAlias

from agent_desktop.model.alerts import AlertEnded, AlertRaised, SeeAlert
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.consulting import ConsultChanged, Consulting
from agent_desktop.model.people import PresenceState

MAX_MOVED = 500
"""So many interactions are reassigned at once, at most."""
MAX_REASON = 200
MAX_HINT = 2_000
MAX_ANNOUNCEMENT = 2_000
MAX_TRANSFER_NOTE = 2_000


class Team(Record, frozen=True):
    """Agents who are led together. An agent may belong to several teams; who leads one need not be a member."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


class Hint(Record, frozen=True):
    """Words of a lead for the agent of a conversation: only the two, and who else supervises, see them."""

    id: str
    conversation_id: str
    agent_id: str
    by_id: str
    by_name: str
    text: str
    at: Millis


class Hand(Record, frozen=True):
    """An agent asks for a lead, perhaps about a piece of work."""

    agent_id: str
    name: str
    at: Millis
    text: str = ""
    interaction_id: str = ""
    conversation_id: str = ""


class Announcement(Record, frozen=True):
    """Words of a lead for a team, or (`team_id` empty) for everyone, until a moment. `seen`: by the one who is told."""

    id: str
    by_id: str
    by_name: str
    text: str
    at: Millis
    until: Millis
    team_id: str = ""
    seen: bool = False


# --- what leads ask for


class TakeOver(Tagged, frozen=True):
    """Take a piece of work, from the queue or out of an agent's hands, also beyond one's own capacity.

    The customer stays in the same conversation. Of a waiting call the telephone answers what carries `token`; a call
    that is spoken is barged into instead (`Supervise`).
    """

    interaction_id: str
    reason: str = ""
    token: str = ""


class Reassign(Tagged, frozen=True):
    """Move work to a queue, or to an agent, who is offered it; one of the two is given. Each keeps its arrival.

    What is over by then, or finds no room, stays as it is; `Reassigned` tells which.
    """

    interaction_ids: tuple[str, ...]
    queue_id: str = ""
    agent_id: str = ""
    reason: str = ""


class SetPresence(Tagged, frozen=True):
    """Change an agent's presence, for a `reason` that the agent reads; `when_free`: once the hands are empty."""

    agent_id: str
    state: PresenceState
    reason: str
    when_free: bool = False


class GiveHint(Tagged, frozen=True):
    """Whisper to the agent of a conversation, in words."""

    conversation_id: str
    text: str


class FollowConversation(Tagged, frozen=True):
    """Read a conversation as it goes on, without having it; or (`on` false) no longer."""

    conversation_id: str
    on: bool = True


class Announce(Tagged, frozen=True):
    """Say something to a team, or to everyone, until a moment."""

    text: str
    until: Millis
    team_id: str = ""


class WithdrawAnnouncement(Tagged, frozen=True):
    """End an announcement before its time."""

    announcement_id: str


# --- what agents ask for


class RaiseHand(Tagged, frozen=True):
    """Ask for a lead; again with other words in place of the first."""

    text: str = ""
    interaction_id: str = ""


class LowerHand(Tagged, frozen=True):
    """The own hand is down again, or (with `agent_id`) a lead has seen to it."""

    agent_id: str = ""


class SeeAnnouncement(Tagged, frozen=True):
    """The agent has read it."""

    announcement_id: str


class TransferWork(Tagged, frozen=True):
    """Send written work in hand on, without a word before: to a queue, to a colleague, who is offered it first, or to
    whoever of the queue has a skill at `level` at least. One of the three is given; the arrival stays. Only the team
    reads `note`. A call is sent on by its telephone (`backend_calls.TransferTo`).
    """

    interaction_id: str
    queue_id: str = ""
    agent_id: str = ""
    skill: str = ""
    level: int = 1
    note: str = ""


Supervision: TypeAlias = (
    TakeOver
    | Reassign
    | SetPresence
    | GiveHint
    | FollowConversation
    | Announce
    | WithdrawAnnouncement
    | RaiseHand
    | LowerHand
    | SeeAnnouncement
    | SeeAlert
    | TransferWork
    | Consulting
)
"""Everything that leads and agents ask of the team's work, besides calls."""


# --- what is told


class WorkTaken(Tagged, frozen=True):
    """A lead took work out of this agent's hands: `by_name`, who has it or where it waits now, and why."""

    interaction_id: str
    conversation_id: str
    by_id: str
    by_name: str
    agent_id: str = ""
    queue_id: str = ""
    reason: str = ""


class PresenceSetByLead(Tagged, frozen=True):
    """A lead changed this agent's presence, or (`when_free`) what follows once the hands are empty."""

    by_id: str
    by_name: str
    state: PresenceState
    reason: str
    when_free: bool = False


class HintGiven(Tagged, frozen=True):
    """A lead whispers, in words; told to the agent and to who supervises the conversation."""

    hint: Hint


class FollowChanged(Tagged, frozen=True):
    """This lead follows a conversation, or no longer does: it is told anew after each change."""

    conversation_id: str
    on: bool


class HandRaised(Tagged, frozen=True):
    """An agent asks for a lead; told to the agent too."""

    hand: Hand


class HandLowered(Tagged, frozen=True):
    """The hand is down; `by_name` is the lead who saw to it, empty for the agent."""

    agent_id: str
    by_name: str = ""


class AnnouncementMade(Tagged, frozen=True):
    """There is something to read, for this agent; or (`seen`) the agent has read it."""

    announcement: Announcement


class AnnouncementEnded(Tagged, frozen=True):
    """It was withdrawn."""

    announcement_id: str


class AnnouncementSeen(Tagged, frozen=True):
    """An agent has read it; told to who made it."""

    announcement_id: str
    agent_id: str
    at: Millis


SupervisionEvent: TypeAlias = (
    WorkTaken
    | PresenceSetByLead
    | HintGiven
    | FollowChanged
    | HandRaised
    | HandLowered
    | AnnouncementMade
    | AnnouncementEnded
    | AnnouncementSeen
    | AlertRaised
    | AlertEnded
    | ConsultChanged
)
"""What the backend keeps and replays."""


class Reassigned(Tagged, frozen=True):
    """What became of a `Reassign`: how many moved, and which ones stayed as they were. Passing: never replayed."""

    moved: int
    left: tuple[str, ...] = ()
