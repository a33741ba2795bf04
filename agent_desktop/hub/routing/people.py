"""Agents as the engine sees them: profile, commitments, room, and the classes of interchangeable
agents.

Promises: `Agent.open_channels` is the one place that says what an agent has room for. Agents with
the same queues and skills share a class, whose pools hold the agents with room by channel, best
first: less loaded, then longer idle, then by id. So a choice looks at one head a class, not at
every agent.

Refuses: judging interactions or queues; that is the matcher's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agent_desktop.hub.routing.records import Profile, Rules

if TYPE_CHECKING:
    from agent_desktop.hub.routing.lines import Lane, Queue

LOAD_SCALE = 1_000_000

PoolEntry = tuple[int, int, str]
ClassKey = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]


class AgentClass:
    """All agents with the same queues and the same skills."""

    __slots__ = ("candidates", "key", "lanes", "members", "places", "pools", "queues", "skills")

    def __init__(self, key: ClassKey) -> None:
        self.key = key
        self.skills = dict(key[1])
        self.queues: list[Queue] = []
        self.lanes: dict[str, list[Lane]] = {}
        self.pools: dict[str, list[PoolEntry]] = {}
        self.candidates: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.members = 0

    def satisfies(self, needed: tuple[tuple[str, int], ...]) -> bool:
        """Whether every needed skill is there at its level."""
        skills = self.skills
        return all(skills.get(name, -1) >= level for name, level in needed)

    def proficiency(self, asked: tuple[tuple[str, int], ...]) -> int:
        """The sum of the levels in these skills."""
        skills = self.skills
        return sum([skills.get(name, 0) for name, _ in asked])


class WrapUp:
    """Capacity that is held after an interaction; `until` None waits for the agent's word."""

    __slots__ = ("channel", "started_at", "until")

    def __init__(self, channel: str, started_at: int, until: int | None) -> None:
        self.channel = channel
        self.started_at = started_at
        self.until = until


class Able(NamedTuple):
    """A channel that an agent could be offered with empty hands: what one costs, how many at most,
    whether it is exclusive, and whether it gives way to others (`soft`).
    """

    channel: str
    cost: int
    limit: int
    exclusive: bool
    soft: bool


class Agent:
    """One agent: what may be offered, and what is held now (offers, active work, wrap-ups).

    All of it counts against the limits of channels; what is set aside takes no units. `soft` is
    what would give way: offers and active work of interruptible channels.
    """

    __slots__ = (
        "able",
        "able_names",
        "active",
        "aside",
        "cls",
        "counts",
        "entry",
        "exclusive",
        "id",
        "idle_since",
        "not_responding",
        "offers",
        "pooled",
        "profile",
        "routable",
        "signed_in",
        "soft",
        "soft_units",
        "total",
        "used",
        "wraps",
    )

    def __init__(self, agent_id: str, profile: Profile, cls: AgentClass, now: int) -> None:
        self.id = agent_id
        self.profile = profile
        self.cls = cls
        self.signed_in = False
        self.not_responding = False
        self.routable: tuple[str, ...] = ()
        self.idle_since = now
        self.offers: dict[str, None] = {}
        self.active: dict[str, None] = {}
        self.wraps: dict[str, WrapUp] = {}
        self.counts: dict[str, int] = {}
        self.aside: dict[str, int] = {}
        self.soft: dict[str, int] = {}
        self.soft_units = 0
        self.used = 0
        self.exclusive = 0
        self.total = 0
        self.able: tuple[Able, ...] = ()
        self.able_names: tuple[str, ...] = ()
        self.pooled: tuple[str, ...] = ()
        self.entry: PoolEntry = (0, 0, agent_id)

    def learn(self, rules: Rules) -> None:
        """Work out which channels could be taken when the hands are empty."""
        able = []
        for channel in self.routable:
            cost = rules.units.get(channel, rules.default_units)
            limit = self.profile.channels.get(channel, 0)
            if limit > 0 and cost <= self.profile.units:
                exclusive, soft = channel in rules.exclusive, channel in rules.interruptible
                able.append(Able(channel, cost, limit, exclusive, soft))
        self.able = tuple(able)
        self.able_names = tuple(one.channel for one in able)

    def open_channels(self) -> tuple[str, ...]:
        """The channels on which one more offer fits now. What was set aside comes before anything
        new that would give way.
        """
        if not self.total:
            return self.able_names
        blending = self.profile.blending
        if self.exclusive and not blending.others_while_exclusive:
            return ()
        free = self.profile.units - self.used
        yielding = free + self.soft_units
        counts = self.counts
        alone = blending.exclusive_while_others or not self.firm()
        busy = bool(self.aside)
        return tuple(
            [
                channel
                for channel, cost, limit, exclusive, soft in self.able
                if counts.get(channel, 0) < limit
                and (cost <= free and not busy if soft else cost <= yielding)
                and (not exclusive or alone)
            ]
        )

    def firm(self) -> int:
        """How many things are held that do not give way."""
        held = self.total
        if self.soft:
            held -= sum(self.soft.values())
        if self.aside:
            held -= sum(self.aside.values())
        return held

    def has_room(self, channel: str, rules: Rules, *, joins: bool = False) -> bool:
        """Whether one more fits by capacity alone, routable or not: the measure for a pull by hand.

        `joins`: it is of the same conversation as something in hand.
        """
        cost = rules.units.get(channel, rules.default_units)
        free = self.profile.units - self.used
        if channel not in rules.interruptible:
            free += self.soft_units
        if cost > free or self.counts.get(channel, 0) >= self.profile.channels.get(channel, 0):
            return False
        blending = self.profile.blending
        if self.exclusive and not blending.others_while_exclusive:
            return False
        if channel not in rules.exclusive or blending.exclusive_while_others or joins:
            return True
        return not self.firm()

    def must_yield(self) -> bool:
        """Whether something that gives way is to be set aside, since more is held than fits."""
        if not self.soft:
            return False
        if self.used > self.profile.units:
            return True
        return bool(self.exclusive) and not self.profile.blending.others_while_exclusive

    def is_over(self, *, joined: bool = False) -> bool:
        """Whether more is held than the profile allows; so after an override, a restart or a
        smaller profile. `joined`: what is exclusive is of the same conversation as something else in hand.
        """
        if self.used > self.profile.units:
            return True
        limits = self.profile.channels
        if any(count > limits.get(channel, 0) for channel, count in self.counts.items()):
            return True
        if not self.exclusive or joined or self.total - sum(self.aside.values()) == 1:
            return False
        blending = self.profile.blending
        return not (blending.others_while_exclusive or blending.exclusive_while_others)

    def commit(self, channel: str, rules: Rules) -> None:
        """Take the capacity of one interaction."""
        cost = rules.units.get(channel, rules.default_units)
        self.used += cost
        self.counts[channel] = self.counts.get(channel, 0) + 1
        self.total += 1
        if channel in rules.exclusive:
            self.exclusive += 1
        if channel in rules.interruptible:
            self._soften(channel, cost, 1)

    def release(self, channel: str, rules: Rules) -> None:
        """Give the capacity of one interaction back."""
        if channel in rules.interruptible:
            self.harden(channel, rules)
        self.let_go(channel, rules)

    def harden(self, channel: str, rules: Rules) -> None:
        """What gave way no longer does: its wrap-up goes on as if it were live."""
        if channel in rules.interruptible:
            self._soften(channel, rules.units.get(channel, rules.default_units), -1)

    def let_go(self, channel: str, rules: Rules) -> None:
        """Give back the capacity of something that does not give way."""
        self.used -= rules.units.get(channel, rules.default_units)
        _count(self.counts, channel, -1)
        self.total -= 1
        if channel in rules.exclusive:
            self.exclusive -= 1

    def put_aside(self, channel: str, rules: Rules) -> None:
        """What gives way gives its units back, and is still held."""
        self.harden(channel, rules)
        self.used -= rules.units.get(channel, rules.default_units)
        _count(self.aside, channel, 1)

    def take_up(self, channel: str, rules: Rules) -> None:
        """What was set aside takes its units again."""
        cost = rules.units.get(channel, rules.default_units)
        _count(self.aside, channel, -1)
        self.used += cost
        self._soften(channel, cost, 1)

    def _soften(self, channel: str, cost: int, step: int) -> None:
        _count(self.soft, channel, step)
        self.soft_units += step * cost

    def weigh(self, rules: Rules) -> None:
        """Count anew what is held, by other costs."""
        units, usual = rules.units, rules.default_units
        self.used = sum(
            units.get(channel, usual) * (count - self.aside.get(channel, 0))
            for channel, count in self.counts.items()
        )
        self.soft_units = sum(
            units.get(channel, usual) * count for channel, count in self.soft.items()
        )

    def rank(self) -> PoolEntry:
        """Where the agent stands among agents of equal proficiency; lower comes first."""
        units = self.profile.units
        return (self.used * LOAD_SCALE // units if units else 0, self.idle_since, self.id)


def _count(counts: dict[str, int], channel: str, step: int) -> None:
    """Count up or down; what is counted down to nothing is forgotten."""
    left = counts.get(channel, 0) + step
    if left:
        counts[channel] = left
    else:
        del counts[channel]
