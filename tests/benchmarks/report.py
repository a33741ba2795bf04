"""What the benchmarks share: the closing line of JSON, percentiles, and the measuring of time.

Promises numbers with their unit in their name. Refuses figures that JSON cannot hold and verdicts
without a goal, because a report that cannot be read is worth nothing.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Figure = int | float | str | bool


def report(
    name: str,
    figures: Mapping[str, Figure],
    beside: Mapping[str, Figure],
    goals: Mapping[str, Figure],
    met: Mapping[str, bool],
) -> None:
    """Print the benchmark's last line: one JSON object.

    `figures` are what was measured, with the unit in each name (`open_ms`, `memory_mb`); `beside`
    what was measured next to it in the same run; `goals` the aims, and `met` whether each was
    reached, under the same names. Raises `ValueError` when the names differ or a number is not
    finite.
    """
    if set(goals) != set(met):
        raise ValueError(
            f"goals {sorted(goals)} and verdicts {sorted(met)} must have the same names"
        )
    for key, value in [*figures.items(), *beside.items(), *goals.items()]:
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{key} is {value}, which is no measurement")
    line = {
        "name": name,
        "figures": {key: rounded(value) for key, value in figures.items()},
        "beside": {key: rounded(value) for key, value in beside.items()},
        "goals": dict(goals),
        "met": dict(met),
    }
    print(json.dumps(line), flush=True)


def rounded(value: Figure) -> Figure:
    """A figure with four significant digits, which is more than any measurement here deserves."""
    if not isinstance(value, float) or value == 0:
        return value
    return round(value, max(0, 3 - math.floor(math.log10(abs(value)))))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of `values` that is not below `percent` (0 to 100) of them: nearest rank.

    Raises `ValueError` without values or with a percent outside its range.
    """
    if not values:
        raise ValueError("a percentile needs at least one value")
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage between 0 and 100")
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(0, rank - 1)]


def summary(values: Sequence[float], name: str) -> dict[str, float]:
    """Half, nearly all and the worst of `values`, as `<name>_p50`, `_p95`, `_p99`, `_max`."""
    points = {f"{name}_p{percent}": percentile(values, percent) for percent in (50, 95, 99)}
    return {**points, f"{name}_max": max(values)}


@dataclass
class Spent:
    """Time spent inside `measured()`, in milliseconds: on the wall's clock and of this process's CPU."""

    wall_ms: float = 0.0
    cpu_ms: float = 0.0


@contextmanager
def measured() -> Iterator[Spent]:
    """Measure a block; the answer is filled in when the block ends, also by an error."""
    spent = Spent()
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    try:
        yield spent
    finally:
        spent.wall_ms = (time.perf_counter_ns() - wall) / 1e6
        spent.cpu_ms = (time.process_time_ns() - cpu) / 1e6
