"""Routing on the disk: the hub's writer with 5,000 agents and 100,000 waiting, everything journalled and committed.

A decision here is an offer made or an offer accepted, with all that belongs to it: rows, the line in the timeline, the
entries for the agent and for the queue, the customer and the newest items handed to the agent, the idempotency record.
The end of each interaction, which makes room for the next offer, is paid as well and not counted. Commits are those of
the hub (WAL, `synchronous=FULL`), a batch of requests each, as its thread makes them under load; garbage is collected
as in the hub's process when it has loaded them all.

First as fast as it goes; then requests come at random moments of a rate, and what each took counts from the moment when
it was due until it was on the disk. Beside it, the same disk: SQLite rows with one commit for each row, and with the
same batches; and rows at the same moments, whose longest waits are the disk's own.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from bisect import bisect
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import MAX_BATCH
from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.server.collecting import collect_seldom
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import AnswerOffer, BackendCommand, ChoosePresence, EndInteraction
from agent_desktop.model.events import OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, Offer
from tests.benchmarks.report import measured, percentile, report

AGENTS = 5_000
QUEUES = 200
WAITING = 100_000
ACCEPTED = 20_000
GOAL_PER_S = 5_000
GOAL_P99_MS = 10
RATES = (500, 1_000, 2_500, 5_000)
SECONDS = 4
START = 1_700_000_000_000


class Hub:
    """The writer on a fresh database, its clock, and the offers that are pending."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.centre = Centre(Storage.open(folder / "hub.db"), lambda: self.now)
        self.offers: deque[tuple[str, Offer]] = deque()
        self.held: deque[tuple[str, Offer]] = deque()  # accepted
        self.commits_ms: list[float] = []
        self.made = 0
        self.serial = 0

    def hear(self) -> None:
        """Collect the offers that were made."""
        for one in self.centre.drain():
            if isinstance(one.event, OfferMade):
                self.offers.append((one.audience.removeprefix("agent:"), one.event.offer))
                self.made += 1

    def accept(self) -> None:
        """The oldest offer is accepted."""
        agent, offer = self.offers.popleft()
        self.held.append((agent, offer))
        self._ask(agent, AnswerOffer(offer.interaction_id, offer.epoch, accept=True))

    def end(self) -> None:
        """What was accepted first ends, and somebody is offered work."""
        agent, offer = self.held.popleft()
        self._ask(agent, EndInteraction(interaction_id=offer.interaction_id))

    def _ask(self, agent: str, command: BackendCommand) -> None:
        self.serial += 1
        self.centre.perform(agent, f"command{self.serial}", command)

    def furnish(self, agents: int, queues: int, waiting: int) -> None:
        """Queues, agents who serve five each, and so many customers who wait."""
        centre = self.centre
        with centre.batch():
            for number in range(queues):
                queue = f"q{number:03}"
                centre.define_queue(QueueSettings(id=queue, name=f"Queue {number}", wrap_up_ms=0))
                centre.define_entry_point(
                    EntryPointSettings(id=queue, channel=Channel.CHAT, name="Web", queue_id=queue)
                )
            for number in range(agents):
                served = {f"q{(number * 7 + step * 31) % queues:03}" for step in range(5)}
                centre.define_agent(
                    AgentProfile(
                        id=f"a{number:05}",
                        name=f"Agent {number}",
                        queues=tuple(sorted(served)),
                        capacity={Channel.CHAT: 3},
                    )
                )
        self.hear()
        for start in range(0, waiting, 1_000):
            self.now += 1_000
            with centre.batch():
                for number in range(start, min(start + 1_000, waiting)):
                    visitor, queue = f"v{number:06}", f"q{number % queues:03}"
                    centre.start_chat(VisitorCard(id=visitor, entry_point_id=queue))
                    centre.introduce(visitor, "1", f"Customer {number}", "", "Where is my parcel?")
            self.hear()

    def open_the_doors(self, agents: int) -> None:
        """Everybody becomes ready, and is offered work."""
        for start in range(0, agents, 100):
            with self.centre.batch():
                for number in range(start, min(start + 100, agents)):
                    agent = f"a{number:05}"
                    self.centre.connected(agent)
                    ready = ChoosePresence(state=PresenceState.READY)
                    self.centre.perform(agent, "ready", ready)
            self.hear()

    def turn(self, accepted: int) -> None:
        """Offers are accepted and work ends, in batches as the writer's thread makes them."""
        self.made = done = 0
        while done < accepted:
            self.now += 10
            began = time.perf_counter_ns()
            with self.centre.batch():
                for _ in range(MAX_BATCH // 2):
                    self.accept()
                    self.end()
                    done += 1
            self.hear()
            self.commits_ms.append((time.perf_counter_ns() - began) / 1e6)
        self.accepted = done

    def at_rate(self, per_s: int, seconds: float) -> list[float]:
        """Milliseconds from the moment when each decision was asked for until it was on the disk."""
        start = self.now

        def serve(now: float, first: int, last: int) -> None:
            self.now = start + round(now * 1_000)
            with self.centre.batch():
                for number in range(first, last):
                    (self.end if number % 2 else self.accept)()

        took = delays(per_s, seconds, serve)
        self.hear()
        return took


def delays(per_s: int, seconds: float, serve: Callable[[float, int, int], None]) -> list[float]:
    """Requests at random moments of a rate; `serve(now, first, last)` does those that wait, as the hub's thread would.

    Milliseconds from the moment when each was due until it was done.
    """
    chance, due, moment = Random(per_s), list[float](), 0.0
    for _ in range(round(per_s * seconds)):
        moment += chance.expovariate(per_s)
        due.append(moment)
    took, begun, first = list[float](), time.perf_counter(), 0
    while first < len(due):
        now = time.perf_counter() - begun
        if due[first] > now:
            time.sleep(due[first] - now)
            continue
        last = min(bisect(due, now), first + MAX_BATCH)
        serve(now, first, last)
        done = time.perf_counter() - begun
        took += [(done - at) * 1_000 for at in due[first:last]]
        first = last
    return took


def plain_rows(folder: Path, batch: int, rows: int) -> float:
    """Rows per second that SQLite itself commits on this disk, `batch` rows a commit."""
    with sqlite3.connect(folder / f"plain{batch}.db", isolation_level=None) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        plain.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB)")
        with measured() as spent:
            for start in range(0, rows, batch):
                plain.execute("BEGIN IMMEDIATE")
                plain.executemany(
                    "INSERT INTO entry VALUES (?, ?)",
                    ((number, b"x" * 300) for number in range(start, start + batch)),
                )
                plain.execute("COMMIT")
    plain.close()
    return rows / spent.wall_ms * 1_000


def plain_delays(folder: Path, per_s: int, seconds: float) -> list[float]:
    """The same for plain rows of SQLite on this disk."""
    with sqlite3.connect(folder / f"rate{per_s}.db", isolation_level=None) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        plain.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB)")

        def serve(_now: float, first: int, last: int) -> None:
            plain.execute("BEGIN IMMEDIATE")
            rows = ((number, b"x" * 300) for number in range(first, last))
            plain.executemany("INSERT INTO entry VALUES (?, ?)", rows)
            plain.execute("COMMIT")

        took = delays(per_s, seconds, serve)
    plain.close()
    return took


def durable_figures(
    agents: int, queues: int, waiting: int, accepted: int, rates: Sequence[int] = RATES
) -> tuple[dict[str, float], dict[str, float]]:
    """The figures of one run on a floor of this size, and what was measured beside it."""
    durable: dict[str, float] = {}
    plain: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        collect_seldom()
        hub = Hub(Path(folder))
        with measured() as filling:
            hub.furnish(agents, queues, waiting)
            hub.open_the_doors(agents)
        collect_seldom()
        with measured() as spent:
            hub.turn(accepted)
        decisions = hub.made + hub.accepted
        position = hub.centre.position
        collect_seldom()
        for rate in rates:
            took = hub.at_rate(rate, SECONDS)
            durable[f"p50_ms_at_{rate}_per_s"] = percentile(took, 50)
            durable[f"p99_ms_at_{rate}_per_s"] = percentile(took, 99)
            own = plain_delays(Path(folder), rate, SECONDS)
            plain[f"sqlite_p99_ms_at_{rate}_per_s"] = percentile(own, 99)
        hub.centre.storage.close()
        single = plain_rows(Path(folder), 1, 200)
        batched = plain_rows(Path(folder), 2_048, 20_480)
    figures = {
        "decisions_per_s_durable": decisions / spent.wall_ms * 1_000,
        "decisions_per_cpu_s_durable": decisions / spent.cpu_ms * 1_000,
        "commit_p50_ms": percentile(hub.commits_ms, 50),
        "commit_p99_ms": percentile(hub.commits_ms, 99),
        "requests_per_commit": MAX_BATCH,
        "journal_entries": position,
        "filling_s": filling.wall_ms / 1_000,
        **durable,
    }
    beside = {
        **plain,
        "sqlite_one_row_a_commit_per_s": single,
        "sqlite_2048_rows_a_commit_per_s": batched,
    }
    return figures, beside


def judged(figures: Mapping[str, float]) -> tuple[dict[str, float], dict[str, bool]]:
    """The goals of a run that had this rate, and which are met."""
    p99 = f"p99_ms_at_{GOAL_PER_S}_per_s"
    per_s = "decisions_per_s_durable"
    goals: dict[str, float] = {per_s: GOAL_PER_S}
    met = {per_s: figures[per_s] >= GOAL_PER_S}
    if p99 in figures:
        goals[p99], met[p99] = GOAL_P99_MS, figures[p99] < GOAL_P99_MS
    return goals, met


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and report; smaller numbers on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=AGENTS)
    parser.add_argument("--queues", type=int, default=QUEUES)
    parser.add_argument("--waiting", type=int, default=WAITING)
    parser.add_argument("--accepted", type=int, default=ACCEPTED)
    parser.add_argument("--rates", type=int, nargs="+", default=RATES)
    asked = parser.parse_args(arguments)
    figures, beside = durable_figures(
        asked.agents, asked.queues, asked.waiting, asked.accepted, asked.rates
    )
    goals, met = judged(figures)
    report("routing_durable", figures=figures, beside=beside, goals=goals, met=met)


if __name__ == "__main__":
    main()
