"""Figures of a month of 1,000,000 interactions: how long leads wait for a report.

The month is written as the hub keeps it (`tests.benchmarks.month`), then its sums are made as a running hub makes them,
and some quarters of an hour, days and interactions are touched again, as late mails and a busy minute do. Each table of
figures, and each of the hub's reports, also narrowed to a tag, is asked for as the server asks: rows, figures, and the
answer's JSON. So is the first page of the interactions behind each figure.

Then the same from a cold disk: before each question, whoever asks is new and the system forgets the file. Where it
cannot, or nothing came from a disk, the bench says so, and no cold goal is met.

Beside it, the same questions in plain SQL over passages and interactions, without kept sums. With `--month FILE` the
month is kept there, and used again the next time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import filterfalse, pairwise
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import text

from agent_desktop.hub.centre import figures, reports
from agent_desktop.hub.centre.figures import Asked
from agent_desktop.hub.centre.figures_behind import AskedBehind, behind, place_of
from agent_desktop.hub.centre.reports import AskedReport, AskedTeam
from agent_desktop.hub.metrics import days, issues
from agent_desktop.hub.metrics.definitions import definitions
from agent_desktop.hub.metrics.reports import own
from agent_desktop.hub.metrics.reports.catalogue import REPORTS as CATALOGUE
from agent_desktop.hub.metrics.reports.catalogue import OfFigures
from agent_desktop.hub.storage import counting, share_due, sums
from agent_desktop.hub.storage.counting import KEYS, TAG, Only, Seen, Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.behind import Which, is_of_time
from agent_desktop.model.figures import FigureRules, zone_of
from tests.benchmarks.cold import forget, read_mb
from tests.benchmarks.month import (
    AGENTS,
    BUSIEST,
    DAYS,
    FIRST,
    NOW,
    QUEUES,
    TAGS,
    TEAMS,
    agent,
    written,
)
from tests.benchmarks.report import report
from tests.hub.centre import raw_shares

INTERACTIONS = 1_000_000
GOAL_MS = 1_000
RUNS = 3
PAGES = 4

TABLES = {
    "month_by_queue_and_day": Asked(first=FIRST, count=DAYS, every="day"),
    "month_by_queue_and_hour": Asked(first=FIRST, count=DAYS, every="60"),
    "month_by_quarter_of_an_hour": Asked(first=FIRST, count=DAYS, every="15", by=("interval",)),
    "month_by_channel_and_entry_point": Asked(
        first=FIRST, count=DAYS, by=("channel", "entry_point")
    ),
    "month_by_agent": Asked(first=FIRST, count=DAYS, by=("agent",)),
    "month_by_agent_and_day": Asked(first=FIRST, count=DAYS, every="day", by=("interval", "agent")),
    "month_by_agent_and_queue": Asked(first=FIRST, count=DAYS, by=("agent", "queue")),
    "month_of_one_queue_by_week": Asked(
        first=FIRST, count=DAYS, every="week", by=("interval",), queues=(QUEUES[3],)
    ),
    "week_of_ten_agents_by_hour": Asked(
        first=date(2026, 10, 12),
        count=7,
        every="60",
        by=("interval", "agent"),
        agents=tuple(map(agent, range(10))),
    ),
    "day_by_agent_and_half_hour": Asked(
        first=date(2026, 10, 14), by=("interval", "agent"), every="30"
    ),
}


def touched(storage: Storage) -> None:
    """Late mails: three days and forty quarters of an hour of the month are counted anew."""
    chance = Random(6)
    with storage.transaction():
        marks = storage.rows(text("SELECT DISTINCT from_at FROM quarters_by_queue"))
        busy = sorted(row[0] for row in marks)
        for day in (busy[10], busy[len(busy) // 2], busy[-10]):
            for _ in range(13):
                sums.touch(storage, day + chance.randrange(8) * 900_000)

        # and what changed within the last minute: a busy house ends so many at once
        ids = storage.rows(text("SELECT id FROM interactions ORDER BY id DESC LIMIT 60"))
        for row in ids:
            share_due.touch(storage, row[0])


def team(number: int) -> Seen:
    """Whose work a team has."""
    share = AGENTS // TEAMS
    agents = tuple(agent(one) for one in range(number * share, (number + 1) * share))
    return Seen(agents, QUEUES[number : number + 2])


def asked_of(name: str, tag: str = "") -> AskedReport:
    """The report of the month, as the window asks for it, perhaps narrowed to a tag."""
    one = next(each for each in CATALOGUE if each.name == name)
    by, every = (one.by, one.every) if isinstance(one, OfFigures) else ((), "day")
    teams = tuple(AskedTeam(name=f"Team {n}", seen=team(n)) for n in range(TEAMS))
    return AskedReport(
        name=name,
        asked=Asked(first=FIRST, count=DAYS, every=every, by=by, tag=tag),
        customer_id=BUSIEST,
        teams=teams,
    )


def plain(storage: Storage, asked: Asked, seen: Seen | None = None) -> float:
    """The same question over the passages alone, in ms."""
    rules = FigureRules()
    spans, keys = _spans(asked), _keys(asked)
    only = Only(asked.queues, asked.channels, asked.entry_points, asked.agents, seen)
    words = counting.of_passages(spans, keys, rules, only, counting.TAGGED if TAG in keys else "")
    return _took(storage, words, {**counting.parameters(rules), **counting.wanted(only)})


def _spans(asked: Asked) -> list[Span]:
    starts = days.bounds(asked.first, asked.count, asked.every, zone_of(FigureRules().zone))
    if "interval" not in asked.by:
        return [Span(0, starts[0], starts[-1])]
    return [Span(n, *pair) for n, pair in enumerate(pairwise(starts))]


def _keys(asked: Asked) -> list[str]:
    names = dict(
        zip(("queue", "channel", "entry_point", "agent", "tag"), (*KEYS, TAG), strict=True)
    )
    return [column for one, column in names.items() if one in asked.by]


def plain_report(storage: Storage, wanted: AskedReport) -> float | None:
    """The question of a report over the raw rows, in ms; None where the report itself is plain SQL over them."""
    span = _spans(wanted.asked)
    inside: dict[str, Any] = {"since": span[0].since, "until": span[-1].until, "tag": ""}
    again = inside | {"again": FigureRules().again_ms}
    match wanted.name:
        case "journey" | "ageing":
            return None
        case "preferences":
            return _took(storage, raw_shares.PREFERRED, inside)
        case "teams":
            asked = Asked(first=FIRST, count=DAYS, by=())
            return sum(plain(storage, asked, one.seen) for one in wanted.teams)
        case "resolution":
            return _took(storage, raw_shares.ISSUES, again)
        case "surveys":
            return plain(storage, wanted.asked) + _took(storage, raw_shares.ASKED, inside)
        case "dispositions":
            return _took(storage, raw_shares.OUTCOMES, inside)
        case "backlog":
            moved = (raw_shares.COMING, raw_shares.CLOSED, raw_shares.OPEN_AT)
            return sum(_took(storage, words, inside) for words in moved)
        case _:
            return plain(storage, wanted.asked)


def _took(storage: Storage, words: str, values: dict[str, Any]) -> float:
    began = time.perf_counter()
    with storage.transaction():
        storage.rows(text(words), values)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interactions", type=int, default=INTERACTIONS)
    parser.add_argument("--month", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.month or Path(folder) / "hub.db"
        if not path.exists():
            written(path, asked.interactions)
        writer = Storage.open(path)
        began = time.perf_counter()
        with writer.transaction():
            figures.keep_everything(writer, NOW)
        made_s = time.perf_counter() - began
        touched(writer)
        reader = Storage.reading(path)
        measured: dict[str, float] = {}
        beside: dict[str, float] = {}
        for name, one in TABLES.items():
            runs = [_asked(reader, one) for _ in range(RUNS)]
            measured[f"{name}_ms"] = max(runs)
            beside[f"{name}_plain_sql_ms"] = plain(reader, one)
            _say(name, runs, beside[f"{name}_plain_sql_ms"])
        for each in CATALOGUE:
            wanted = asked_of(each.name)
            runs = [_reported(reader, wanted) for _ in range(RUNS)]
            measured[f"report_{each.name}_ms"] = max(runs)
            plain_ms = plain_report(reader, wanted)
            if plain_ms is not None:
                beside[f"report_{each.name}_plain_sql_ms"] = plain_ms
            _say(f"report: {each.name}", runs, plain_ms)
            if "tag" in each.asks:
                wanted = asked_of(each.name, TAGS[0])
                runs = [_reported(reader, wanted) for _ in range(RUNS)]
                measured[f"report_{each.name}_of_a_tag_ms"] = max(runs)
                _say(f"report of a tag: {each.name}", runs, None)
        measured["behind_first_page_ms"] = _slowest(
            (name, min(_looked(reader, wanted) for _ in range(2))) for name, wanted in _first()
        )
        measured["behind_later_page_ms"] = _slowest(
            (name, _looked(reader, wanted)) for name, wanted in _further(reader)
        )
        cold = _cold(path, reader)
        reader.close()
        writer.close()
        measured["slowest_ms"] = max(measured.values())
        goals = {"slowest_ms": GOAL_MS}
        beside["cold_measured"] = cold is not None
        if cold is not None:
            measured |= cold
            goals["slowest_cold_ms"] = GOAL_MS
        met = {name: measured[name] < goal for name, goal in goals.items()}
        report("metrics", {**measured, "sums_made_s": made_s}, beside, goals, met)


def _cold(path: Path, reader: Storage) -> dict[str, float] | None:
    """Each question with the database on the disk alone, in ms; None where that cannot be."""
    if not forget(path):
        print(
            "This system cannot forget a file: nothing was measured from a cold disk.", flush=True
        )
        return None
    before, found = read_mb(), dict[str, float]()

    def ask(name: str, question: Callable[[Storage], float]) -> float:
        took = _once_cold(path, question)
        if took > GOAL_MS:  # perhaps another program had the disk
            again = _once_cold(path, question)
            _say(f"cold, asked twice: {name}", [took, again], None)
            took = min(took, again)
        return took

    for name, one in TABLES.items():
        found[f"{name}_cold_ms"] = ask(name, partial(_asked, asked=one))
    for each in CATALOGUE:
        question = partial(_reported, wanted=asked_of(each.name))
        found[f"report_{each.name}_cold_ms"] = ask(each.name, question)
        if "tag" in each.asks:
            name, wanted = f"{each.name}_of_a_tag", asked_of(each.name, TAGS[0])
            found[f"report_{name}_cold_ms"] = ask(name, partial(_reported, wanted=wanted))
    for name, took in found.items():
        _say(name, [took], None)
    for key, lists in (("first", _first()), ("later", _further(reader))):
        found[f"behind_{key}_page_cold_ms"] = _slowest(
            (f"cold {name}", ask(name, partial(_looked, wanted=wanted))) for name, wanted in lists
        )
    found["slowest_cold_ms"] = max(found.values())
    found["cold_read_mb"] = read_mb() - before
    if not found["cold_read_mb"]:
        print("Nothing was read from a disk: nothing was measured from a cold one.", flush=True)
        return None
    return found


def _once_cold(path: Path, question: Callable[[Storage], float]) -> float:
    reader = Storage.reading(path)
    try:
        with reader.transaction():
            reader.row(text("SELECT 1 FROM alembic_version"))  # a hub's reader is open for long
        forget(path)
        return question(reader)
    finally:
        reader.close()


def _slowest(lists: Iterator[tuple[str, float]]) -> float:
    """The slowest of these, in ms; who is slower than all before says so."""
    slowest = 0.0
    for name, took in lists:
        if took > slowest:
            slowest = took
            _say(f"behind {name}", [took], None)
    return slowest


def _first() -> Iterator[tuple[str, AskedBehind]]:
    """First pages of interactions behind figures of the month: of everybody, of a queue, of an agent, of an agent in a
    queue, of a team, and of a tag."""
    whole = Asked(first=FIRST, count=DAYS, by=())
    narrowed = {
        "everybody": whole,
        "queue": replace(whole, queues=(QUEUES[1],)),
        "agent": replace(whole, agents=(agent(3),)),
        "agent in a queue": replace(whole, agents=(agent(3),), queues=(QUEUES[0],)),
        "team": replace(whole, seen=team(2)),
        "tag": replace(whole, tag=TAGS[0]),
        "agent of a tag": replace(whole, tag=TAGS[0], agents=(agent(3),)),
    }
    for measure in (
        *filterfalse(is_of_time, definitions(FigureRules().variant)),
        *issues.DEFINITIONS,
        *own.DEFINITIONS,
    ):
        for name, asked in narrowed.items():
            if asked.tag and measure.name in own.WITHOUT_TAGS:
                continue
            for which in Which if measure.unit == "share" else (Which.ALL,):
                wanted = AskedBehind(asked=asked, measure=measure.name, which=which)
                yield f"{measure.name}, {name}, {which}", wanted


def _further(reader: Storage) -> Iterator[tuple[str, AskedBehind]]:
    """The first page and those that follow, of lists that are long or were open at a moment amid the month."""
    whole = Asked(first=FIRST, count=DAYS, by=())
    noon = days.midnight(date(2026, 10, 14), zone_of(FigureRules().zone)) + 12 * 3_600_000
    for wanted in (
        AskedBehind(asked=whole, measure="customers"),
        AskedBehind(asked=whole, measure="customers", mostly="chat"),
        AskedBehind(asked=whole, measure="contacts"),
        AskedBehind(asked=whole, measure="easy"),
        AskedBehind(asked=whole, measure="open_at_end"),
        AskedBehind(asked=whole, measure="open_at_start", since=noon, until=noon + 900_000),
    ):
        for page in range(PAGES):
            yield f"{wanted.measure} {wanted.mostly}, page {page + 1}", wanted
            with reader.transaction():
                after = behind(reader, wanted, NOW).after
            wanted = replace(wanted, after=place_of(after), limit=200)


def _looked(reader: Storage, wanted: AskedBehind) -> float:
    began = time.perf_counter()
    with reader.transaction():
        found = behind(reader, wanted, NOW)
    msgspec.json.encode(found)
    return (time.perf_counter() - began) * 1000


def _say(name: str, runs_ms: Sequence[float], plain_ms: float | None) -> None:
    """Each run: the first may find on the disk what later ones find in memory."""
    beside = "the same" if plain_ms is None else f"{plain_ms:7.0f} ms"
    ours = " ".join(f"{one:5.0f}" for one in runs_ms)
    print(f"{name:36} {ours:>17} ms  plain SQL {beside}", flush=True)


def _asked(reader: Storage, asked: Asked) -> float:
    """One table of figures, to the last byte of the answer, in ms."""
    began = time.perf_counter()
    with reader.transaction():
        table = figures.made(reader, asked, NOW)
    msgspec.json.encode(table)
    return (time.perf_counter() - began) * 1000


def _reported(reader: Storage, wanted: AskedReport) -> float:
    """One report, to the last byte of the answer, in ms."""
    began = time.perf_counter()
    with reader.transaction():
        made, _ = reports.made(reader, wanted, NOW)
    msgspec.json.encode(made)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
