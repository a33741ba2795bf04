"""The hub's figures of a simulated day beside those of the raw rows."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from agent_desktop.hub.centre.figures import Asked, made
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.model.figures import Figures, zone_of
from tests.hub.centre.floor import START, Floor
from tests.hub.simulated.raw import TOTAL, Row, busy_of_raw_rows, of_raw_rows

Sums: TypeAlias = Mapping[str, int]


def of_the_hub(floor: Floor, *by: str) -> Figures:
    """The hub's figures of the day."""
    first = day_of(START, zone_of("UTC"))
    with floor.centre.storage.transaction():
        return made(
            floor.centre.storage, Asked(first=first, count=3, every="day", by=by), floor.now
        )


def differences(floor: Floor) -> list[tuple[Any, ...]]:
    """Where figures and raw rows say different things: a row, a sum, and both numbers."""
    table = of_the_hub(floor, "queue", "channel", "entry_point")
    ours: dict[Row, Sums] = {TOTAL: table.total.sums}
    for row in table.rows:
        channel = row.channel.value if row.channel is not None else ""
        ours[row.queue_id or "", channel, row.entry_point_id or ""] = row.sums
    raw = of_raw_rows(floor)
    wrong: list[tuple[Any, ...]] = []
    for key in sorted(ours.keys() | raw.keys()):
        wrong += _unlike(key, ours.get(key, {}), raw.get(key, {}))
    agents = of_the_hub(floor, "agent").rows
    busy = {one.agent_id or "": one.sums.get("busy_ms", 0) for one in agents}
    return wrong + _unlike("busy_ms", busy, busy_of_raw_rows(floor))


def _unlike(what: Any, ours: Sums, raw: Sums) -> list[tuple[Any, ...]]:
    return [
        (what, name, ours.get(name, 0), raw.get(name, 0))
        for name in sorted(ours.keys() | raw.keys())
        if ours.get(name, 0) != raw.get(name, 0)
    ]
