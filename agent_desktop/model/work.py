"""Work: channels, entry points, queues, interactions, offers, dispositions."""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record


class Channel(StrEnum):
    """How customer and agent speak to each other."""

    VOICE = "voice"
    CHAT = "chat"
    EMAIL = "email"
    SMS = "sms"
    SOCIAL = "social"
    VIDEO = "video"


class EntryPoint(Record, frozen=True):
    """The number, mailbox, account or widget that a customer writes to."""

    id: str
    channel: Channel
    name: str
    queue_id: str


class Queue(Record, frozen=True):
    """A waiting line. `waiting` counts interactions in it now; `signature` stands below its mails, as HTML in which
    only the agent's name is missing (`model.signatures`)."""

    id: str
    name: str
    waiting: int = 0
    signature: str = ""


NO_DISPOSITION = "none"
"""The code of an interaction whose wrap-up ended before one was chosen."""


class Disposition(Record, frozen=True):
    """An outcome code that an agent may choose in wrap-up. `queue_id` is empty for codes of every queue."""

    code: str
    label: str
    group: str = ""
    queue_id: str = ""


class SavedReply(Record, frozen=True):
    """A prepared text, inserted by typing `::` and its shortcut."""

    shortcut: str
    title: str
    text: str


class InteractionState(StrEnum):
    """The life of one routed unit of work. The last six are terminal."""

    QUEUED = "queued"
    OFFERED = "offered"
    ACTIVE = "active"
    WRAP_UP = "wrap_up"
    DONE = "done"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    CALLBACK = "callback"
    OVERFLOWED = "overflowed"
    VOICEMAIL = "voicemail"

    @property
    def live(self) -> bool:
        """True until the interaction is over."""
        return self in LIVE_STATES


LIVE_STATES = frozenset(
    {
        InteractionState.QUEUED,
        InteractionState.OFFERED,
        InteractionState.ACTIVE,
        InteractionState.WRAP_UP,
    }
)


class Interaction(Record, frozen=True):
    """One routed unit of work on one channel, part of a conversation.

    `arrived_at` never changes, whatever happens to the interaction. `customer_name` and `preview` are copies for the
    waiting list, which shows interactions whose conversation this desk has not loaded. `rating` is 1 to 5. What is
    `aside` gave way to something live in its agent's hands, and is taken up again after it.
    """

    id: str
    conversation_id: str
    customer_id: str
    channel: Channel
    queue_id: str
    state: InteractionState
    arrived_at: Millis
    entry_point_id: str = ""
    queue_name: str = ""
    customer_name: str = ""
    vip: bool = False
    preview: str = ""
    priority: int = 0
    skills: dict[str, int] = {}
    agent_id: str | None = None
    accepted_at: Millis | None = None
    ended_at: Millis | None = None
    wrap_up_until: Millis | None = None
    wrap_up_required: bool = False
    disposition: str = ""
    rating: int | None = None
    aside: bool = False


class Blending(StrEnum):
    """What an agent may be offered beside a call. Mails and social messages give way to a call in any case."""

    EXCLUSIVE = "exclusive"
    """A call comes to hands that hold no chat, or to those who chat with its customer; nothing comes beside a call."""
    CALLS = "calls"
    """A call comes beside chats in hand; nothing new comes beside a call."""
    FULL = "full"
    """Each comes beside the other, as far as the units go."""


class OfferOutcome(StrEnum):
    """How an offer ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    MISSED = "missed"
    RESCINDED = "rescinded"


class WhyYou(StrEnum):
    """A fact that made routing choose this agent, or that a colleague did (`detail` of the reason is their name)."""

    SAME_AGENT = "same_agent"
    SKILL = "skill"
    LONGEST_IDLE = "longest_idle"
    LEAST_LOADED = "least_loaded"
    ONLY_CANDIDATE = "only_candidate"
    ASKED = "asked"


class Reason(Record, frozen=True):
    """One fact used by routing, with its value ("Billing 4" for a skill and its level)."""

    why: WhyYou
    detail: str = ""


class Offer(Record, frozen=True):
    """A timed proposal of an interaction to one agent. `epoch` makes a late answer recognisable.

    `call_token` is the secret that the call of an accepted offer carries, so that the softphone answers it by itself.
    `network` tells apart what the channel may be, as in a `Route`; a `public` message everybody can read.
    """

    interaction_id: str
    epoch: int
    offered_at: Millis
    expires_at: Millis
    conversation_id: str
    customer_id: str
    customer_name: str
    channel: Channel
    queue_name: str
    arrived_at: Millis
    vip: bool = False
    subject: str = ""
    place: str = ""
    address: str = ""
    last_time: str = ""
    reasons: tuple[Reason, ...] = ()
    call_token: str = ""
    network: str = ""
    public: bool = False
