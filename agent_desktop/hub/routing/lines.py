"""Queues and who waits in them.

Promises: interactions of one queue, channel and need stand in one `Line`, sorted by order key, so that only the heads
of lines have to be compared. Who overflows into another queue stands in a line of each, at the same place in time.

Refuses: deciding who gets what.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from agent_desktop.hub.routing.decisions import OfferEnded
from agent_desktop.hub.routing.ordered import Entry, Ordered
from agent_desktop.hub.routing.people import AgentClass
from agent_desktop.hub.routing.records import Overflow, QueueDefined, Ring
from agent_desktop.hub.routing.waits import Pace

IDLE_LINES = 64
NOBODY = 1 << 62

Skills = tuple[tuple[str, int], ...]
Head = tuple[int, str, "Line"]


class Interaction:
    """One piece of work that is live. `state`: deferred, held, line (all three wait), offered,
    active or wrap_up. Steps of overflow that are `done` are counted from 0; they `dropped` skills
    and let it wait in other queues `also`. It stands in `lines`, the first of them of its own
    queue; `wanted` are its own skills as a line knows them. `places` are how many of its kind the agents of several
    lines could have at once, as of `counted_at`. Its steps of overflow are looked at `look_at` (0: at no time of
    its own), and with its lane while a guess above `limit` ms would matter (None: none would). One that `follows` is
    held for who is offered other live work of its conversation; it is `following` that agent meanwhile.
    """

    __slots__ = (
        "agent",
        "also",
        "arrived_at",
        "aside",
        "assigned_at",
        "channel",
        "conversation",
        "counted_at",
        "done",
        "dropped",
        "entry",
        "epoch",
        "excluded",
        "expires_at",
        "following",
        "follows",
        "hold_until",
        "how",
        "id",
        "last_end",
        "limit",
        "lines",
        "look_at",
        "not_before",
        "offered_at",
        "overflow",
        "override",
        "places",
        "preferred",
        "priority",
        "queue",
        "queued_at",
        "ring_at",
        "rings",
        "skills",
        "state",
        "sticky_until",
        "strict",
        "vip",
        "wanted",
    )

    def __init__(
        self,
        interaction_id: str,
        channel: str,
        queue: Queue,
        arrived_at: int,
        skills: dict[str, int],
        priority: int | None,
        vip: int,
    ) -> None:
        self.id = interaction_id
        self.channel = channel
        self.queue = queue
        self.arrived_at = arrived_at
        self.ask(skills)
        self.priority = priority
        self.vip = vip
        self.queued_at = arrived_at
        self.not_before = 0
        self.strict = 0
        self.conversation = ""
        self.preferred: tuple[str, ...] = ()
        self.follows = False
        self.following = ""
        self.sticky_until: int | None = None
        self.hold_until = 0
        self.rings: tuple[Ring, ...] | None = None
        self.ring_at = 0
        self.overflow: tuple[Overflow, ...] = ()
        self.done: tuple[int, ...] = ()
        self.dropped: tuple[str, ...] = ()
        self.also: tuple[Queue, ...] = ()
        self.look_at = 0
        self.limit: int | None = None
        self.aside = False
        self.state = "new"
        self.epoch = 0
        self.agent = ""
        self.offered_at = 0
        self.expires_at = 0
        self.assigned_at = 0
        self.how = ""
        self.override = False
        self.excluded: dict[str, int] = {}
        self.last_end: OfferEnded | None = None
        self.entry: Entry = (arrived_at, interaction_id)
        self.lines: tuple[Line, ...] = ()
        self.places = 0
        self.counted_at = -1

    def ask(self, skills: dict[str, int]) -> None:
        """These skills are asked of its agent, beside those of its queue."""
        self.skills = skills
        self.wanted: Skills = tuple(sorted(skills.items())) if skills else ()

    @property
    def asked_first(self) -> tuple[str, ...]:
        """For whom it would be held: the agent whom it follows, else its preferred agents."""
        return (self.following,) if self.following else self.preferred

    @property
    def since(self) -> int:
        """From when its waiting counts: who is not offered before a moment does not wait until then."""
        return max(self.queued_at, self.not_before)

    @property
    def waits(self) -> bool:
        """Whether it is in its queue, not with an agent."""
        return self.state in ("line", "held", "deferred")

    def points(self) -> int:
        """All points in its favour: its own or the queue's priority, the customer's, and the
        queue's weight.
        """
        definition = self.queue.definition
        own = definition.priority if self.priority is None else self.priority
        return own + self.vip + definition.weight


class Line:
    """Those who wait for the same: queue, channel and skills, as they are still needed.
    `accepts` are the classes of agents who have them; `held` belong here and are kept for an agent.
    `places` are how many its agents could have at once, as `counted_at` the lane's `crowd`.
    """

    __slots__ = (
        "accepts",
        "counted_at",
        "entries",
        "head",
        "held",
        "lane",
        "marked",
        "needed",
        "places",
    )

    def __init__(self, lane: Lane, needed: Skills) -> None:
        self.lane = lane
        self.needed = needed
        self.entries = Ordered()
        self.head: Head | None = None
        self.held = 0
        self.places = 0
        self.counted_at = -1
        self.marked: dict[str, Interaction] = {}
        self.accepts: dict[AgentClass, None] = {}
        for cls in lane.queue.classes:
            self.consider(cls)

    def consider(self, cls: AgentClass) -> None:
        """Accept a class of agents if it has the skills."""
        if cls.satisfies(self.needed):
            self.accepts[cls] = None

    def count_places(self) -> int:
        """How many of its kind its agents could have at once, with empty hands; counted anew only where somebody came,
        went or changed among them.
        """
        lane = self.lane
        if self.counted_at != lane.crowd:
            self.counted_at = lane.crowd
            channel = lane.channel
            self.places = sum([cls.places.get(channel, 0) for cls in self.accepts])
        return self.places

    def surely_within(self, limit_ms: int) -> bool:
        """Whether no guess for somebody in it can be above `limit_ms`, wherever they stand in the lane: cheaper than
        the guess, and enough for most. Nobody knows while nothing was finished yet.
        """
        lane = self.lane
        handle_ms = lane.pace.handle_ms
        places = self.places if self.counted_at == lane.crowd else self.count_places()
        if not places or not handle_ms:
            return False
        return lane.everyone.size * handle_ms <= limit_ms * places  # more lines, more places

    def enter(self, interaction: Interaction) -> None:
        """Stand in line at the place that the order key gives."""
        self.lane.everyone.add(interaction.entry)
        self.come_over(interaction)

    def leave(self, interaction: Interaction) -> None:
        """Leave the line, and the lane; an empty line is kept a while, since its like will come again."""
        self.lane.everyone.remove(interaction.entry)
        self.go_over(interaction)
        if self.head is None:
            self.lane.tidy()

    def come_over(self, interaction: Interaction) -> None:
        """Enter from another line of the lane."""
        entry = interaction.entry
        self.entries.add(entry)
        head = self.head
        if head is None or entry < head:
            self.lane.change_head(head, (*entry, self))
        if interaction.excluded:
            self.marked[interaction.id] = interaction

    def go_over(self, interaction: Interaction) -> None:
        """Leave for another line of the lane."""
        entries = self.entries
        entries.remove(interaction.entry)
        if self.marked:
            self.marked.pop(interaction.id, None)
        head = self.head
        if not entries.size:
            self.lane.change_head(head, None)
        elif head is not None and head[1] == interaction.id:
            self.lane.change_head(head, (*entries.first(), self))


class Lane:
    """One channel of one queue. `crowd` counts how often those who could take something of it became others.

    Who is `watched` may overflow for an expected wait; all of them are looked at together, next `look_at` (0: never).
    """

    __slots__ = (
        "channel",
        "crowd",
        "everyone",
        "front",
        "heads",
        "lines",
        "look_at",
        "open",
        "pace",
        "queue",
        "watched",
    )

    def __init__(self, queue: Queue, channel: str) -> None:
        self.queue = queue
        self.channel = channel
        self.lines: dict[Skills, Line] = {}
        self.heads: list[Head] = []
        self.everyone = Ordered()
        self.front = NOBODY
        self.crowd = 0
        self.pace = Pace()
        self.watched: dict[str, Interaction] = {}
        self.look_at = 0
        self.open: dict[AgentClass, None] = {}
        for cls in queue.classes:
            self.join(cls)

    def line(self, needed: Skills) -> Line:
        """The line for these skills; made when there is none."""
        line = self.lines.get(needed)
        if line is None:
            line = self.lines[needed] = Line(self, needed)
        return line

    def change_head(self, old: Head | None, new: Head | None) -> None:
        """A line has another head (None: no head), so it stands elsewhere among the lines."""
        heads = self.heads
        if old is not None:
            del heads[0 if heads[0] is old else bisect_left(heads, old)]
            old[2].head = None
        if new is not None:
            insort(heads, new)
            new[2].head = new
        self.front = heads[0][0] if heads else NOBODY

    def join(self, cls: AgentClass) -> None:
        """A class of agents serves this lane from now on."""
        cls.lanes.setdefault(self.channel, []).append(self)
        for line in self.lines.values():
            line.consider(cls)
        if cls.pools.get(self.channel):
            self.open[cls] = None

    def part(self, cls: AgentClass) -> None:
        """A class of agents no longer serves this lane."""
        cls.lanes[self.channel].remove(self)
        for line in self.lines.values():
            line.accepts.pop(cls, None)
        self.open.pop(cls, None)

    def tidy(self) -> None:
        """Forget empty lines when they are too many: odd requirements shall not fill the memory."""
        if len(self.lines) - len(self.heads) > IDLE_LINES:
            self.lines = {
                key: line for key, line in self.lines.items() if line.entries.size or line.held
            }

    def position(self, interaction: Interaction) -> int:
        """The place on this lane, from 1, by order key: those held for an agent count too."""
        return self.everyone.rank(interaction.entry) + 1


class Queue:
    """One queue: its definition, its lanes by channel, and the classes of agents that serve it.

    `waiting` are all who stand in it, `visiting` those of them whose own queue is another; `guests`
    are all live ones of other queues that may.
    """

    __slots__ = ("asked", "classes", "definition", "guests", "lanes", "live", "visiting", "waiting")

    def __init__(self, definition: QueueDefined) -> None:
        self.lanes: dict[str, Lane] = {}
        self.classes: dict[AgentClass, None] = {}
        self.waiting = 0
        self.live = 0
        self.guests = 0
        self.visiting = 0
        self.define(definition)

    def define(self, definition: QueueDefined) -> None:
        """Take a definition; nobody may be standing in the lines."""
        self.definition = definition
        self.asked: Skills = tuple(sorted(definition.skills.items()))
        for lane in self.lanes.values():
            lane.lines.clear()

    def lane(self, channel: str) -> Lane:
        """The lane of a channel; made when there is none."""
        lane = self.lanes.get(channel)
        if lane is None:
            lane = self.lanes[channel] = Lane(self, channel)
        return lane

    def asks(self, interaction: Interaction) -> Skills:
        """All skills asked of an interaction, the queue's and its own."""
        if not interaction.wanted:
            return self.asked
        if not self.asked:
            return interaction.wanted
        return tuple(sorted({**self.definition.skills, **interaction.skills}.items()))

    def needs(self, interaction: Interaction, now: int) -> tuple[Skills, int]:
        """What of all that is asked of an interaction is still needed at this time, and when the next ring asks for
        less (0: none will).
        """
        asked = self.asks(interaction)
        rings = self.definition.rings if interaction.rings is None else interaction.rings
        if not asked or (not rings and not interaction.dropped):
            return asked, 0
        levels = dict(asked)
        for skill in interaction.dropped:
            levels.pop(skill, None)
        for ring in rings:
            level = levels.get(ring.skill)
            if level is None or (ring.level is not None and ring.level >= level):
                continue  # no less than before
            opens_at = interaction.since + ring.after_ms
            if opens_at > now:
                return tuple(levels.items()), opens_at
            if ring.level is None:
                del levels[ring.skill]
            else:
                levels[ring.skill] = ring.level
        return tuple(levels.items()), 0

    def is_full(self) -> bool:
        """Whether nobody more may be let in to wait."""
        limit = self.definition.max_waiting
        return limit is not None and self.waiting >= limit
