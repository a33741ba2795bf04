"""Agents as the engine sees them: profile, commitments, room, and the classes of interchangeable
agents.

Promises: `Agent.open_channels` is the one place that says what an agent has room for. Agents with
the same queues and skills share a class, whose pools hold the agents with room by channel, best
first: less loaded, then longer idle, then by id. So a choice looks at one head a class, not at
every agent.

Refuses: judging interactions or queues; that is the matcher's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desktop.hub.routing.records import Profile, Rules

if TYPE_CHECKING:
    from agent_desktop.hub.routing.lines import Lane, Queue

LOAD_SCALE = 1_000_000

PoolEntry = tuple[int, int, str]
ClassKey = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]


class AgentClass:
    """All agents with the same queues and the same skills."""

    __slots__ = ("candidates", "key", "lanes", "members", "pools", "queues", "skills")

    def __init__(self, key: ClassKey) -> None:
        self.key = key
        self.skills = dict(key[1])
        self.queues: list[Queue] = []
        self.lanes: dict[str, list[Lane]] = {}
        self.pools: dict[str, list[PoolEntry]] = {}
        self.candidates: dict[str, int] = {}
        self.members = 0

    def satisfies(self, needed: tuple[tuple[str, int], ...]) -> bool:
        """Whether every needed skill is there at its level."""
        skills = self.skills
        return all(skills.get(name, -1) >= level for name, level in needed)


class WrapUp:
    """Capacity that is held after an interaction; `until` None waits for the agent's word."""

    __slots__ = ("channel", "started_at", "until")

    def __init__(self, channel: str, started_at: int, until: int | None) -> None:
        self.channel = channel
        self.started_at = started_at
        self.until = until


class Agent:
    """One agent: what may be offered, and what is held now (offers, active work, wrap-ups)."""

    __slots__ = (
        "able",
        "able_names",
        "active",
        "cls",
        "counts",
        "entry",
        "exclusive",
        "holds",
        "id",
        "idle_since",
        "not_responding",
        "offers",
        "pooled",
        "profile",
        "routable",
        "signed_in",
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
        self.holds: dict[str, None] = {}
        self.counts: dict[str, int] = {}
        self.used = 0
        self.exclusive = 0
        self.total = 0
        self.able: tuple[tuple[str, int, int, bool], ...] = ()
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
                able.append((channel, cost, limit, channel in rules.exclusive))
        self.able = tuple(able)
        self.able_names = tuple(channel for channel, *_ in able)

    def open_channels(self) -> tuple[str, ...]:
        """The channels on which one more offer fits now."""
        if not self.total:
            return self.able_names
        blending = self.profile.blending
        if self.exclusive and not blending.others_while_exclusive:
            return ()
        free = self.profile.units - self.used
        counts = self.counts
        return tuple(
            [
                channel
                for channel, cost, limit, exclusive in self.able
                if cost <= free
                and counts.get(channel, 0) < limit
                and (not exclusive or blending.exclusive_while_others)
            ]
        )

    def has_room(self, channel: str, rules: Rules) -> bool:
        """Whether one more fits by capacity alone, routable or not: the measure for a pull by hand."""
        cost = rules.units.get(channel, rules.default_units)
        if self.used + cost > self.profile.units:
            return False
        if self.counts.get(channel, 0) >= self.profile.channels.get(channel, 0):
            return False
        if not self.total:
            return True
        blending = self.profile.blending
        if self.exclusive and not blending.others_while_exclusive:
            return False
        return channel not in rules.exclusive or blending.exclusive_while_others

    def is_over(self) -> bool:
        """Whether more is held than the profile allows; so after an override, a restart or a
        smaller profile.
        """
        if self.used > self.profile.units:
            return True
        limits = self.profile.channels
        if any(count > limits.get(channel, 0) for channel, count in self.counts.items()):
            return True
        if not self.exclusive or self.total == 1:
            return False
        blending = self.profile.blending
        return not (blending.others_while_exclusive or blending.exclusive_while_others)

    def commit(self, channel: str, rules: Rules) -> None:
        """Take the capacity of one interaction."""
        self.used += rules.units.get(channel, rules.default_units)
        self.counts[channel] = self.counts.get(channel, 0) + 1
        self.total += 1
        if channel in rules.exclusive:
            self.exclusive += 1

    def release(self, channel: str, rules: Rules) -> None:
        """Give the capacity of one interaction back."""
        self.used -= rules.units.get(channel, rules.default_units)
        left = self.counts[channel] - 1
        if left:
            self.counts[channel] = left
        else:
            del self.counts[channel]
        self.total -= 1
        if channel in rules.exclusive:
            self.exclusive -= 1

    def weigh(self, rules: Rules) -> None:
        """Count anew what is held, by other costs."""
        units = rules.units
        self.used = sum(
            units.get(channel, rules.default_units) * count
            for channel, count in self.counts.items()
        )

    def rank(self) -> PoolEntry:
        """Where the agent stands among agents of equal proficiency; lower comes first."""
        units = self.profile.units
        return (self.used * LOAD_SCALE // units if units else 0, self.idle_since, self.id)
