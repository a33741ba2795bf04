"""A day of 200 agents and 30,000 interactions of five channels through the hub's centre, on a clock of its own.

The centre, its routing, the switch of calls, its rows and its journal are the real ones; only the clock, the networks
and the people are not. Surges, people who give up, missed and declined offers, breaks, lost links, held and transferred
calls are in it (`tests.hub.simulated`). Beside it, the same figures by plain SQL over the raw rows, which must say the
same to the unit.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from agent_desktop.hub.centre.figures import keep_everything
from tests.benchmarks.report import report
from tests.hub.centre.floor import START, Floor
from tests.hub.simulated.comparing import differences, of_the_hub
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
        total = of_the_hub(floor).total
        wrong = differences(floor)
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now + 24 * HOUR)
        wrong += differences(floor)
        floor.centre.storage.close()
    for name, one in total.figures.items():
        print(f"{name:28} {one}")
    for line in wrong[:20]:
        print(line)
    times = passed_s / took_s
    report(
        "simulated_day",
        {"day_s": passed_s, "took_s": took_s, "times_faster": times, "sums": len(total.sums)},
        {"differences": len(wrong)},
        {"times_faster": GOAL_TIMES, "differences": 0},
        {"times_faster": times >= GOAL_TIMES, "differences": not wrong},
    )


if __name__ == "__main__":
    main()
