"""Changes of what agents do, read agent by agent: those within a time, with the one before it.

Promises each agent's changes in their order, and that nothing is read of what was long ago. Refuses to count: that is
for `doings` and `shifts`.
"""

from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Select, Text, func, literal_column, select, text

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis

Kind: TypeAlias = tuple[str, str]
"""Presence, and what is observed."""
FEW: Final = 300
"""Of so many agents the changes are found by their names."""


class Changes(NamedTuple):
    """An agent's changes: when each was, and what it begins."""

    agent_id: str
    ats: list[Millis]
    kinds: list[Kind]


# For SQLite "cross" also says which one goes first: it would read every change that there ever was.
_AGENTS: Final = "accounts a CROSS JOIN doings d"
_MINE: Final = "d.agent_id = a.id"
BEFORE: Final = (
    f"SELECT d.agent_id, d.at, d.state, d.doing FROM {_AGENTS} WHERE {_MINE}"
    " AND d.at = (SELECT max(x.at) FROM doings x WHERE x.agent_id = a.id AND x.at < :since)"
)


def within(only: str = "") -> Select[*tuple[Any, ...]]:
    """The question for changes from `:since` to `:until`. The database puts those of an agent together in texts: a
    row for each would cost several times as much."""
    columns = ("CAST(d.at AS TEXT)", "d.state", "d.doing")
    texts = (func.aggregate_strings(literal_column(one), ",") for one in columns)
    agent = literal_column("a.id", Text)
    rows = select(agent, *texts).select_from(text(_AGENTS)).group_by(agent)
    return rows.where(text(f"{_MINE} AND d.at >= :since AND d.at < :until{only}"))


def read(
    storage: Storage, since: Millis, until: Millis, some: Collection[str] | None = None
) -> Iterator[Changes]:
    """The changes of each agent who has any, or of `some`; where these are many, others may be among them."""
    values: dict[str, Any] = {"since": since, "until": until}
    only = ""
    if some is not None and len(some) <= FEW:
        names = {f"agent{at}": one for at, one in enumerate(sorted(some))}
        only = f" AND a.id IN ({', '.join(f':{one}' for one in names)})" if names else " AND 1 = 0"
        values |= names
    before = {row[0]: tuple(row) for row in storage.rows(text(BEFORE + only), values)}
    for agent_id, times, states, doings in storage.rows(within(only), values):
        every = list(zip(states.split(","), doings.split(","), strict=True))
        ats, kinds = in_order([int(one) for one in times.split(",")], every)
        if agent_id in before:
            _, at, state, doing = before.pop(agent_id)
            ats, kinds = [at, *ats], [(state, doing), *kinds]
        yield Changes(agent_id, ats, kinds)
    for agent_id, at, state, doing in before.values():
        yield Changes(agent_id, [at], [(state, doing)])


def in_order(ats: list[Millis], kinds: list[Kind]) -> tuple[list[Millis], list[Kind]]:
    """The same by time: no database promises in which order it puts texts together."""
    ordered = sorted(ats)
    if ats == ordered:
        return ats, kinds
    of = dict(zip(ats, kinds, strict=True))
    return ordered, [of[at] for at in ordered]
