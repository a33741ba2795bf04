"""A day of 200 agents and 30,000 interactions of five channels through the hub's centre, on a clock of its own.

The centre, its routing, the switch of calls, its rows and its journal are the real ones; only the clock, the networks
and the people are not. Surges, people who give up and who come again, menus, missed and declined offers, breaks,
shifts, lost links, held and transferred calls, surveys are in it (`tests.hub.simulated`). Beside it, every sum of the
specification by every dimension, in plain SQL over the raw rows, which must say the same to the unit: at the end of the
day, when everything is ripe, and of kept sums.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from agent_desktop.hub.centre.figures import keep_everything
from tests.benchmarks.report import report
from tests.hub.centre.floor import START, Floor
from tests.hub.simulated.comparing import DIMENSIONS, Comparison, of_the_hub
from tests.hub.simulated.day import HOUR, SECOND, Day

AGENTS = 200
INTERACTIONS = 30_000
GOAL_TIMES = 20


def main() -> None:
    """Let the day pass and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=AGENTS)
    parser.add_argument("--interactions", type=int, default=INTERACTIONS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        floor = Floor(Path(folder) / "hub.db")
        began = time.perf_counter()
        day = Day(floor, asked.agents, asked.interactions, asked.seed)
        day.run()
        took_s = time.perf_counter() - began
        passed_s = (floor.now - START) / SECOND
        wrong = Comparison(day, half_hours=False).differences()
        floor.wait(30 * HOUR)
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
        wrong += Comparison(day, half_hours=False).differences()
        total = of_the_hub(day).total
        compared_s = time.perf_counter() - began - took_s
        floor.centre.storage.close()
    for name, one in total.figures.items():
        print(f"{name:28} {one}")
    for line in wrong[:20]:
        print(line)
    times = passed_s / took_s
    report(
        "simulated_day",
        {
            "day_s": passed_s,
            "took_s": took_s,
            "times_faster": times,
            "sums": len(total.sums),
            "dimensions": len(DIMENSIONS) - 1,
        },
        {"differences": len(wrong), "compared_s": compared_s},
        {"times_faster": GOAL_TIMES, "differences": 0},
        {"times_faster": times >= GOAL_TIMES, "differences": not wrong},
    )


if __name__ == "__main__":
    main()
