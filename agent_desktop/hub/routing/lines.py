"""Queues and who waits in them.

Promises: interactions of one queue, channel and requirement stand in one `Line`, sorted by order
key, so that a match looks at heads alone. A `Lane` is one channel of one queue: its lines, those
held for a preferred agent, and the classes of agents that have room for it now.

Refuses: deciding who gets what.
"""

from __future__ import annotations

from agent_desktop.hub.routing.decisions import OfferEnded
from agent_desktop.hub.routing.ordered import Entry, Ordered
from agent_desktop.hub.routing.people import AgentClass
from agent_desktop.hub.routing.records import QueueDefined

IDLE_LINES = 64

Skills = tuple[tuple[str, int], ...]


class Interaction:
    """One piece of work that is live. `state`: deferred, held, line (all three wait), offered,
    active or wrap_up.
    """

    __slots__ = (
        "agent",
        "arrived_at",
        "assigned_at",
        "channel",
        "entry",
        "epoch",
        "excluded",
        "expires_at",
        "hold_until",
        "how",
        "id",
        "last_end",
        "line",
        "not_before",
        "offered_at",
        "override",
        "preferred",
        "priority",
        "queue",
        "queued_at",
        "ring_at",
        "skills",
        "state",
        "sticky_until",
        "vip",
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
        self.skills = skills
        self.priority = priority
        self.vip = vip
        self.queued_at = arrived_at
        self.not_before = 0
        self.preferred: str | None = None
        self.sticky_until: int | None = None
        self.hold_until = 0
        self.ring_at = 0
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
        self.line: Line | None = None

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
    """Those who wait for the same: queue, channel and skills. `accepts` maps agent classes to their
    proficiency.
    """

    __slots__ = ("accepts", "asked", "entries", "lane", "marked", "needed", "ring")

    def __init__(self, lane: Lane, asked: Skills, ring: int) -> None:
        self.lane = lane
        self.asked = asked
        self.ring = ring
        dropped = {step.drop for step in lane.queue.definition.rings[:ring]}
        self.needed: Skills = tuple(pair for pair in asked if pair[0] not in dropped)
        self.entries = Ordered()
        self.marked: dict[str, Interaction] = {}
        self.accepts: dict[AgentClass, int] = {}
        for cls in lane.queue.classes:
            self.consider(cls)

    def consider(self, cls: AgentClass) -> None:
        """Accept a class of agents if it has the skills."""
        if cls.satisfies(self.needed):
            skills = cls.skills
            self.accepts[cls] = sum([skills.get(name, 0) for name, _ in self.asked])

    def candidates(self) -> int:
        """How many routable agents could take from this line with empty hands."""
        channel = self.lane.channel
        return sum([cls.candidates.get(channel, 0) for cls in self.accepts])

    def enter(self, interaction: Interaction) -> None:
        """Stand in line at the place that the order key gives."""
        if not self.entries:
            self.lane.busy[self] = None
        self.entries.add(interaction.entry)
        if interaction.excluded:
            self.marked[interaction.id] = interaction

    def leave(self, interaction: Interaction) -> None:
        """Leave the line; an empty line is kept a while, since its like will come again."""
        self.entries.remove(interaction.entry)
        self.marked.pop(interaction.id, None)
        if not self.entries:
            del self.lane.busy[self]
            self.lane.tidy()


class Lane:
    """One channel of one queue."""

    __slots__ = ("busy", "channel", "held", "lines", "open", "queue")

    def __init__(self, queue: Queue, channel: str) -> None:
        self.queue = queue
        self.channel = channel
        self.lines: dict[tuple[Skills, int], Line] = {}
        self.busy: dict[Line, None] = {}
        self.held = Ordered()
        self.open: dict[AgentClass, None] = {}

    def line(self, asked: Skills, ring: int) -> Line:
        """The line for these skills at this ring; made when there is none."""
        line = self.lines.get((asked, ring))
        if line is None:
            line = self.lines[asked, ring] = Line(self, asked, ring)
        return line

    def tidy(self) -> None:
        """Forget empty lines when there are too many of them, so that odd requirements cannot fill
        the memory.
        """
        if len(self.lines) - len(self.busy) > IDLE_LINES:
            self.lines = {key: line for key, line in self.lines.items() if line.entries}

    def position(self, interaction: Interaction) -> int:
        """The place on this lane, from 1, by order key: those held for an agent count too."""
        entry = interaction.entry
        before = self.held.rank(entry) if self.held else 0
        for line in self.busy:
            before += line.entries.rank(entry)
        return before + 1


class Queue:
    """One queue: its definition, its lanes by channel, and the classes of agents that serve it."""

    __slots__ = ("asked", "classes", "definition", "lanes", "live", "waiting")

    def __init__(self, definition: QueueDefined) -> None:
        self.lanes: dict[str, Lane] = {}
        self.classes: dict[AgentClass, None] = {}
        self.waiting = 0
        self.live = 0
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
        if not interaction.skills:
            return self.asked
        return tuple(sorted({**self.definition.skills, **interaction.skills}.items()))
