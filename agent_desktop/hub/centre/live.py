"""What is live, in memory: agents, conversations with work on them, interactions, pending offers, configuration.

Promises that everything here can be rebuilt from the database (sockets and online visitors aside, which are facts of
the outside world); only the centre's thread touches it. Refuses to decide: it holds.
"""

from collections import OrderedDict, deque
from collections.abc import Collection, Iterable
from typing import NamedTuple

from agent_desktop.hub.routing.decisions import Overflowed
from agent_desktop.hub.rules.hysteresis import Standing as AlarmStanding
from agent_desktop.hub.rules.running import Bounds, Running
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.storage.consults import KeptConsult
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.people import KeptPresence, Visitor
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.hub.storage.work import KeptInteraction, KeptOffer
from agent_desktop.model.alerts import Alert, AlertRule
from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import Consult
from agent_desktop.model.joining import Joining
from agent_desktop.model.passages import Passage
from agent_desktop.model.people import Agent, Customer, Presence, PresenceState
from agent_desktop.model.supervising import Announcement, Hand, Team
from agent_desktop.model.surveys import Survey
from agent_desktop.model.timeline import Author, AuthorKind, Conversation, TimelineItem
from agent_desktop.model.work import Channel, Disposition, Interaction, InteractionState, SavedReply

RECENT_ITEMS = 50
"""So many of a conversation's newest items stay in memory while there is work on it."""

MAX_IDLE = 4_096
"""So many conversations without work are remembered before they are forgotten."""

LOOKED_AT = 512
"""So many conversations are looked at in one commit to find those that can be forgotten."""


class LiveAgent:
    """One agent: profile, presence, and what is in hand. `held` are active and wrap-up interactions.

    `away_since`: no desk is linked since then; `hand_back_at`: when something in hand goes back for that.
    """

    __slots__ = (
        "away_since",
        "channels",
        "grace_until",
        "hand_back_at",
        "heard_from",
        "held",
        "offers",
        "presence",
        "profile",
    )

    def __init__(self, profile: AgentProfile, heard_from: int, presence: KeptPresence) -> None:
        self.profile = profile
        self.heard_from = heard_from
        self.presence = presence.shown
        self.away_since = presence.away_since
        self.hand_back_at: Millis | None = None
        self.grace_until: Millis | None = None
        self.channels: tuple[str, ...] = ()  # what routing was told
        self.held: dict[str, None] = {}
        self.offers: dict[str, KeptOffer] = {}

    @property
    def record(self) -> Agent:
        """The person, for the wire."""
        known = self.profile
        return Agent(id=known.id, name=known.name, email=known.email, extension=known.extension)

    @property
    def attendance(self) -> KeptPresence:
        """The presence as it is kept."""
        return KeptPresence(shown=self.presence, away_since=self.away_since)

    @property
    def author(self) -> Author:
        """The agent as the writer of something."""
        return Author(kind=AuthorKind.AGENT, id=self.profile.id, name=self.profile.name)


class LiveThread:
    """One conversation. `work` are its live interactions, oldest first; `recent` its newest items, if loaded."""

    __slots__ = ("_kept", "among", "recent", "work")

    def __init__(self, kept: KeptConversation, recent: deque[TimelineItem] | None = None) -> None:
        self._kept = kept
        self.among: LiveThreads | None = None
        self.recent = recent
        self.work: dict[str, None] = {}

    @property
    def kept(self) -> KeptConversation:
        """The conversation as it is kept."""
        return self._kept

    @kept.setter
    def kept(self, kept: KeptConversation) -> None:
        before, self._kept = self._kept, kept
        if self.among is not None and before.shown.customer_id != kept.shown.customer_id:
            self.among.changed_hands(self, before.shown.customer_id)

    @property
    def shown(self) -> Conversation:
        """The conversation as everybody sees it."""
        return self._kept.shown


class LiveThreads(OrderedDict[str, LiveThread]):
    """The conversations in memory by their ids, the longest remembered first; those of a customer without a search."""

    def __init__(self) -> None:
        super().__init__()
        self._of: dict[str, dict[str, LiveThread]] = {}

    def __setitem__(self, key: str, thread: LiveThread) -> None:
        if key in self:
            del self[key]
        super().__setitem__(key, thread)
        thread.among = self
        self._of.setdefault(thread.shown.customer_id, {})[key] = thread

    def __delitem__(self, key: str) -> None:
        thread = self[key]
        super().__delitem__(key)
        thread.among = None
        self._leave(thread.shown.customer_id, key)

    def of(self, customer_id: str) -> Iterable[LiveThread]:
        """Those of one customer."""
        return self._of.get(customer_id, {}).values()

    def changed_hands(self, thread: LiveThread, before: str) -> None:
        """A conversation is another customer's from now on."""
        key = thread.shown.id
        self._leave(before, key)
        self._of.setdefault(thread.shown.customer_id, {})[key] = thread

    def _leave(self, customer_id: str, key: str) -> None:
        of = self._of[customer_id]
        del of[key]
        if not of:
            del self._of[customer_id]


class Standing(NamedTuple):
    """A place from 1, the wait that is expected, and when both were told."""

    position: int
    wait_ms: Millis | None
    told_at: Millis


class LiveInteraction:
    """One interaction that is not over. `place` is the place in the queue that the visitor was last told.

    Of a call: `call_token` is the secret of its pending offer, `pull_token` of who takes it by hand just now; `was`
    how it stood in the hands of the agent who had it last; `leaves_as` how it is to end although somebody had it;
    `standing` what the caller was last told of the wait. `passage` is its last one, as it is kept. It waits, or waited,
    since `queued_at`; so many `facts` are kept of it. `put_off` are steps that were due while an agent was asked.
    """

    __slots__ = (
        "call_token",
        "facts",
        "kept",
        "leaves_as",
        "passage",
        "place",
        "pull_token",
        "put_off",
        "queued_at",
        "standing",
        "was",
    )

    def __init__(self, kept: KeptInteraction) -> None:
        self.kept = kept
        self.place: tuple[int | None, int | None] = (None, None)  # and minutes, as a page was told
        self.call_token = ""
        self.pull_token = ""
        self.was: Interaction | None = None
        self.leaves_as: InteractionState | None = None
        self.standing: Standing | None = None
        self.passage: Passage | None = None
        self.queued_at: Millis | None = None
        self.facts = 0
        self.put_off: tuple[Overflowed, ...] = ()

    @property
    def shown(self) -> Interaction:
        """The interaction as everybody sees it."""
        return self.kept.shown


class Live:
    """All of it."""

    def __init__(self) -> None:
        self.agents: dict[str, LiveAgent] = {}
        self.queues: dict[str, QueueSettings] = {}
        self.entry_points: dict[str, EntryPointSettings] = {}
        self.retired_entry_points: dict[str, EntryPointSettings] = {}
        self.joining = Joining()
        self.surveys: tuple[Survey, ...] = ()
        self.alert_rules: tuple[AlertRule, ...] = ()
        self.alerts: dict[str, Alert] = {}
        self.alarms: dict[tuple[str, str], AlarmStanding] = {}  # by rule and queue
        self.running = Running()  # the rules by which the house routes
        self.value_bounds: tuple[Millis, Bounds | None] | None = None  # when they were looked up
        self.networks: dict[str, KeptNetwork] = {}  # by entry point: how it reaches its network
        self.dispositions: dict[str, Disposition] = {}
        self.saved_replies: dict[str, SavedReply] = {}
        self.interactions: dict[str, LiveInteraction] = {}
        self.calls: dict[
            str, KeptCall
        ] = {}  # by interaction: those of calls, and calls that are not over
        self.threads = LiveThreads()
        self.customers: dict[str, Customer] = {}
        self.visitors: dict[str, Visitor] = {}
        self.last_number = 0
        self.teams: dict[str, Team] = {}
        self.hands: dict[str, Hand] = {}  # by agent: who asks for a lead
        self.follows: dict[str, dict[str, None]] = {}  # by conversation: the leads who read it
        self.announcements: dict[str, Announcement] = {}
        self.consults: dict[str, KeptConsult] = {}  # about written work, by their ids

    def current(self, thread: LiveThread) -> LiveInteraction | None:
        """The interaction that a conversation is at: its newest live one that is not in wrap-up.

        A call beside the writing is not what the writing is about: it counts only where there is nothing else.
        """
        call = None
        for interaction_id in reversed(thread.work):
            found = self.interactions[interaction_id]
            over = found.shown.wrap_up_until is not None or found.shown.ended_at is not None
            if over or self.is_consult(interaction_id):
                continue
            if found.shown.channel is not Channel.VOICE:
                return found
            call = call or found
        return call

    def is_consult(self, interaction_id: str) -> bool:
        """Whether it asks for an agent beside the one who has the call, and not for the customer."""
        call = self.calls.get(interaction_id)
        return call is not None and call.role == "consult"

    def routed(self, interaction_id: str) -> str:
        """Under which id routing knows it: the wrap-up of one who left a call is the call's."""
        call = self.calls.get(interaction_id)
        return interaction_id if call is None or call.role != "part" else call.call

    def part_of(self, call_id: str, agent_id: str) -> LiveInteraction | None:
        """The wrap-up of an agent who left a call."""
        for interaction_id in self.agents[agent_id].held:
            call = self.calls.get(interaction_id)
            if call is not None and call.role == "part" and call.call == call_id:
                return self.interactions[interaction_id]
        return None

    def holders(self, thread: LiveThread) -> list[str]:
        """The agents who have work on a conversation, each once."""
        found: list[str] = []
        for interaction_id in thread.work:
            agent_id = self.interactions[interaction_id].kept.shown.agent_id
            if agent_id is not None and agent_id not in found:
                found.append(agent_id)
        return found

    def followers(self, conversation_id: str) -> Collection[str]:
        """Who reads a conversation without having work on it: leads who follow it, and who is consulted about it."""
        leads = self.follows.get(conversation_id, {})
        if not self.consults:
            return leads
        joined = (one.shown for one in self.consults.values() if one.joined_at is not None)
        helpers = [one.agent_id for one in joined if one.conversation_id == conversation_id]
        return dict.fromkeys((*leads, *helpers)) if helpers else leads

    def consulted(self, agent_id: str) -> list[Consult]:
        """The consults that the agent has joined, for colleagues' work."""
        joined = (one.shown for one in self.consults.values() if one.joined_at is not None)
        return [one for one in joined if one.agent_id == agent_id]

    def serves(self, team: Team, queue_id: str) -> bool:
        """Whether a member of the team serves the queue."""
        found = (self.agents.get(one) for one in team.members)
        return any(one is not None and queue_id in one.profile.queues for one in found)

    def threads_of(self, customer_id: str) -> Iterable[LiveThread]:
        """The remembered conversations of a customer."""
        return self.threads.of(customer_id)

    def forget_idle(self) -> None:
        """Forget conversations without live work, oldest first, when there are too many; a few at a time.

        Their customers and visitors go with them: all of it is read again when it is needed.
        """
        too_many = len(self.threads) - len(self.interactions) - MAX_IDLE
        for _ in range(min(too_many, LOOKED_AT)):
            key, thread = next(iter(self.threads.items()))
            if thread.work:
                self.threads.move_to_end(key)
                continue
            del self.threads[key]
            self.customers.pop(thread.shown.customer_id, None)
            self.visitors.pop(thread.kept.visitor_id or "", None)
        if len(self.customers) - len(self.threads) > MAX_IDLE:
            known = {one.shown.customer_id for one in self.threads.values()}
            self.customers = {key: one for key, one in self.customers.items() if key in known}
        if len(self.visitors) - len(self.threads) > MAX_IDLE:
            known = {one.kept.visitor_id or "" for one in self.threads.values()}
            self.visitors = {key: one for key, one in self.visitors.items() if key in known}


def offline(agent_id: str, since: Millis) -> KeptPresence:
    """The presence of an agent who was never there."""
    presence = Presence(agent_id=agent_id, state=PresenceState.OFFLINE, since=since)
    return KeptPresence(shown=presence, away_since=since)
