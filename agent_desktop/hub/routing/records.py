"""What the routing engine is told: its rules and the inputs of `Engine.apply`.

Promises: frozen records, times in `int` milliseconds since the epoch (UTC), ids and channels as
plain strings. Each input is a member of the tagged union `Input`, so that a journal can keep it as
JSON and play it again.

Refuses: nothing here; values are judged by the engine, which answers `Refused` and never raises for
bad values.
"""

from typing import Literal

from msgspec import Struct, field

Exit = Literal["abandoned", "cancelled", "callback", "overflowed", "voicemail"]
Pick = Literal["idle", "best"]
Step = Literal["drop_skill", "add_queue", "callback", "voicemail", "message", "close"]


class Rules(Struct, frozen=True, kw_only=True):
    """What holds for the whole floor; part of the snapshot.

    `units` is what one interaction of a channel takes of an agent's budget. `exclusive` channels
    are not mixed with other work unless an agent's `Blending` says so. Work of `interruptible`
    channels gives way to an offer of any other channel: it is set aside, and taken up again when
    there is room. `exclude_ms` is how long an interaction passes over the agent who declined,
    missed or transferred it. One point of priority is worth `point_ms` of waiting. `handle_ms` is
    how long one interaction of a channel takes, until the engine has seen some. Steps that hang on
    an expected wait are looked at every `look_ms`.
    """

    units: dict[str, int] = field(
        default_factory=lambda: {
            "voice": 100,
            "video": 100,
            "chat": 33,
            "email": 10,
            "sms": 10,
            "social": 10,
        }
    )
    default_units: int = 33
    exclusive: tuple[str, ...] = ("voice", "video")
    interruptible: tuple[str, ...] = ("email", "social")
    offer_ms: dict[str, int] = field(
        default_factory=lambda: {
            "voice": 20_000,
            "video": 20_000,
            "chat": 30_000,
            "email": 120_000,
            "sms": 60_000,
            "social": 60_000,
        }
    )
    default_offer_ms: int = 30_000
    exclude_ms: int = 60_000
    point_ms: int = 60_000
    handle_ms: dict[str, int] = field(
        default_factory=lambda: {
            "voice": 180_000,
            "video": 180_000,
            "chat": 480_000,
            "email": 600_000,
            "sms": 300_000,
            "social": 300_000,
        }
    )
    default_handle_ms: int = 300_000
    look_ms: int = 30_000


class Ring(Struct, frozen=True):
    """After so long in the queue a required skill is asked for at `level` at most; None: not at all."""

    after_ms: int
    skill: str
    level: int | None = None


class Overflow(Struct, frozen=True, kw_only=True):
    """What happens, once, to somebody who waits `after_ms` in the queue, or whose wait still ahead
    is guessed above `expected_ms`, whichever is first. While nobody could take it, no wait can be
    guessed: then only the time counts.

    `target` is the skill that is dropped, or the queue in which it waits as well. The other steps
    are decided here and carried out by the caller; it waits on until told otherwise.
    """

    step: Step
    target: str = ""
    after_ms: int | None = None
    expected_ms: int | None = None


class Blending(Struct, frozen=True, kw_only=True):
    """Whether exclusive channels (voice, video) mix with other work for one agent. By default they
    do not, but for work of the same conversation: who has a customer's chat may be called by them.

    The unit budget still counts: an agent who talks (100 units) and writes at once needs a budget
    above 100.
    """

    others_while_exclusive: bool = False
    exclusive_while_others: bool = False


class Profile(Struct, frozen=True, kw_only=True):
    """What an agent may be offered: queues, skills with levels, how many of each channel, and a
    budget of units.
    """

    queues: tuple[str, ...]
    channels: dict[str, int]
    skills: dict[str, int] = {}
    units: int = 100
    blending: Blending = Blending()


class QueueDefined(Struct, frozen=True, kw_only=True, tag=True):
    """A queue is new or changed.

    `weight` (points) is added to every interaction of the queue, `priority` (points) only to those
    that bring none. `skills` are asked of every interaction, unless it names its own level.
    `offer_ms` overrides the rules' times by channel. `wrap_up_ms`: 0 none, None until completed,
    else at most so long. `max_waiting` bounds how many wait (None: no bound). `sticky_ms` bounds
    how long one waits for a preferred agent. `pick` "best" puts proficiency in the required skills
    before load and idle time.
    """

    id: str
    weight: int = 0
    priority: int = 0
    skills: dict[str, int] = {}
    offer_ms: dict[str, int] = {}
    wrap_up_ms: int | None = 0
    max_waiting: int | None = None
    sticky_ms: int = 60_000
    pick: Pick = "idle"
    rings: tuple[Ring, ...] = ()


class QueueRemoved(Struct, frozen=True, tag=True):
    """A queue is gone. Refused while anything live is in it."""

    id: str


class CostsDefined(Struct, frozen=True, tag=True):
    """What one interaction of a channel takes of an agent's budget from now on, in place of the
    rules' `units`. Offers beyond a budget are rescinded; active work is never taken away.
    """

    units: dict[str, int]


class AgentSignedIn(Struct, frozen=True, tag=True):
    """An agent is at the desk, not routable until a `PresenceSet`. When already signed in it only
    updates.
    """

    id: str
    profile: Profile


class AgentUpdated(Struct, frozen=True, tag=True):
    """An agent's profile changed. Offers that no longer fit it are rescinded; active work is never
    taken away.
    """

    id: str
    profile: Profile


class AgentSignedOut(Struct, frozen=True, tag=True):
    """An agent left or was lost. Offers return, wrap-ups end; active work stays assigned until told
    otherwise.
    """

    id: str


class PresenceSet(Struct, frozen=True, tag=True):
    """The channels on which an agent can be offered work now; empty means not routable. Ends "Not
    responding".
    """

    agent: str
    channels: tuple[str, ...] = ()


class InteractionArrived(Struct, frozen=True, kw_only=True, tag=True):
    """A customer's piece of work asks for an agent.

    `priority` and `vip` are points (`priority` None: the queue's; `vip` what the customer is worth
    by value band). Who has a higher `strict` class (0 to 9) is before all of a lower one, whatever
    their points and their waiting. With `preferred_agents` it is held for whichever of them has
    room first, until `sticky_until` (None: as long as the queue allows), and not at all when none
    of them is there; of several with room the first named gets it. `rings` None: the queue's.
    `not_before`: not offered earlier, and its waiting counts from then. A preferred agent who has
    active work of its `conversation` (empty: of none) gets it beside that, though its channel is
    exclusive. One of an exclusive channel that `follows` is held while what is written live in its
    conversation is offered to an agent who could take both, no longer than for a preferred agent; it
    goes to who takes that. `queued_at` and `epoch` serve a rebuild after a restart: when it entered the
    queue, and the last epoch used.
    """

    id: str
    channel: str
    queue: str
    arrived_at: int
    skills: dict[str, int] = {}
    priority: int | None = None
    vip: int = 0
    strict: int = 0
    preferred_agents: tuple[str, ...] = ()
    sticky_until: int | None = None
    rings: tuple[Ring, ...] | None = None
    overflow: tuple[Overflow, ...] = ()
    not_before: int = 0
    conversation: str = ""
    follows: bool = False
    queued_at: int | None = None
    epoch: int = 0


class InteractionWithdrawn(Struct, frozen=True, tag=True):
    """A customer who was waiting or offered is no longer: hung up, cancelled, or went another way."""

    interaction: str
    outcome: Exit


class OfferAnswered(Struct, frozen=True, tag=True):
    """An agent's answer to one offer; it counts only for that very epoch. `note`: why it is declined,
    in the agent's words.
    """

    interaction: str
    epoch: int
    agent: str
    answer: Literal["accept", "decline"]
    note: str = ""


class InteractionEnded(Struct, frozen=True, tag=True):
    """Active work is over; wrap-up starts if the queue has one, unless there is nothing to wrap up.
    With `agent`, only if that agent holds it.
    """

    interaction: str
    agent: str | None = None
    wrap_up: bool = True


class WrapUpCompleted(Struct, frozen=True, tag=True):
    """An agent finished the work after the interaction."""

    interaction: str
    agent: str


class Requeued(Struct, frozen=True, kw_only=True, tag=True):
    """Back to waiting: a transfer, a change of queue or of skills. `arrived_at` stays what it was.

    None keeps the queue, the skills, the rings, the steps of overflow or the class. Rings and steps
    begin anew in another queue, and when it comes from an agent. An agent who held it is passed
    over for a while and, with `wrap_up`, gets the wrap-up of the queue that it leaves.
    `preferred_agents` make it a transfer to persons. What an agent had, or another queue gets, follows
    nobody any more.
    """

    interaction: str
    queue: str | None = None
    skills: dict[str, int] | None = None
    rings: tuple[Ring, ...] | None = None
    overflow: tuple[Overflow, ...] | None = None
    strict: int | None = None
    preferred_agents: tuple[str, ...] = ()
    sticky_until: int | None = None
    not_before: int = 0
    wrap_up: bool = False


class PriorityChanged(Struct, frozen=True, tag=True):
    """What waits, or may wait again, has other points than when it arrived; its arrival stays what it was."""

    interaction: str
    priority: int


class ConversationChanged(Struct, frozen=True, tag=True):
    """What is live is part of another conversation: two customers proved to be one, or one to be two."""

    interaction: str
    conversation: str


class PulledByHand(Struct, frozen=True, tag=True):
    """An agent takes a waiting or offered interaction. Beyond capacity only with `override`, which
    is recorded.
    """

    interaction: str
    agent: str
    override: bool = False


class HandedOver(Struct, frozen=True, tag=True):
    """Another agent, who is in it already, has the active work from now on: `to` in place of
    `agent`, without an offer, and beyond capacity if need be. Who left gets the queue's wrap-up,
    unless it was taken from them.
    """

    interaction: str
    agent: str
    to: str
    wrap_up: bool = True


class RestoredActive(Struct, frozen=True, kw_only=True, tag=True):
    """Work that is active already: it was when the hub stopped (apply these before any agent becomes
    routable again), or its agent began it. It counts like any other and may go beyond the agent's
    capacity, as a second call beside the first does; nothing is offered until there is room again.
    """

    id: str
    channel: str
    queue: str
    arrived_at: int
    agent: str
    epoch: int
    assigned_at: int
    skills: dict[str, int] = {}
    priority: int | None = None
    vip: int = 0
    conversation: str = ""


class PaceTold(Struct, frozen=True, kw_only=True, tag=True):
    """How fast a queue was on a channel before the engine began: how long one took lately, and the
    newest waits until somebody had it, oldest first. Serves a rebuild after a restart.
    """

    queue: str
    channel: str
    handle_ms: int
    waits: tuple[int, ...] = ()


class TimePassed(Struct, frozen=True, tag=True):
    """Nothing but the clock: what is due by now happens."""


Input = (
    QueueDefined
    | QueueRemoved
    | CostsDefined
    | AgentSignedIn
    | AgentUpdated
    | AgentSignedOut
    | PresenceSet
    | InteractionArrived
    | InteractionWithdrawn
    | OfferAnswered
    | InteractionEnded
    | WrapUpCompleted
    | Requeued
    | PriorityChanged
    | ConversationChanged
    | PulledByHand
    | HandedOver
    | RestoredActive
    | PaceTold
    | TimePassed
)
