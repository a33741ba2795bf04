"""A month as a hub keeps it, written by hand: what the bench of figures and reports reads.

A busy day each working day: 200 agents in ten teams, twelve queues of five channels, customers who come again, surveys,
tags, outcomes, and some thousand interactions that are open still.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from agent_desktop.hub.storage.storage import Storage

AGENTS = 200
TEAMS = 10
FIRST = date(2026, 10, 1)
DAYS = 31
CHANNELS = ("voice", "chat", "email", "sms", "social")
QUEUES = tuple(f"queue{number:02}" for number in range(12))
DISPOSITIONS = ("solved", "sold", "complaint", "unresolved", "")
TAGS = ("vip", "campaign", "late")
NOW = round(datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp() * 1000)
BUSIEST = "customer7"
"""A customer who came more than once."""
_HOUR = 3_600_000

_PASSAGES = (
    *("interaction_id", "number", "queue_id", "channel", "came", "came_at", "entry_point_id"),
    *("first_epoch", "last_epoch", "agent_id", "left", "left_at", "first_reply_ms", "ended_at"),
    *("wrapped_at", "gone", "hold_ms", "part", "engaged_ms", "replies", "reply_ms", "rating"),
)
_INTERACTIONS = (
    *("id", "conversation_id", "customer_id", "channel", "queue_id", "entry_point_id", "state"),
    *("arrived_at", "agent_id", "accepted_at", "first_reply_at", "ended_at", "closed_at"),
    *("disposition", "rating"),
)
_ASKED = (
    *("interaction_id", "kind", "conversation_id", "agent_id", "queue_id", "channel"),
    *("entry_point_id", "asked_at", "score"),
)
Row = tuple[object, ...]


def agent(number: int) -> str:
    """An agent's id."""
    return f"agent{number:03}"


def written(path: Path, count: int) -> None:
    """A month's rows, in the tables of a hub."""
    Storage.open(path).close()
    driver = sqlite3.connect(path)
    driver.execute("PRAGMA synchronous=OFF")
    driver.execute("PRAGMA foreign_keys=OFF")
    for number in range(AGENTS):
        driver.execute(
            "INSERT INTO accounts (id, name) VALUES (?, ?)", (agent(number), f"Agent {number}")
        )
    begin = round(datetime(2026, 10, 1, tzinfo=UTC).timestamp() * 1000)
    chance = Random(5)
    batch: list[tuple[Row, Row]] = []
    for pair in _shares(count, begin, chance):
        batch.append(pair)
        if len(batch) == 20_000:
            _write(driver, batch, chance)
            batch.clear()
    _write(driver, batch, chance)
    driver.executemany(
        "INSERT INTO doings (agent_id, at, state, doing) VALUES (?, ?, ?, ?)",
        _doings(begin, count // (AGENTS * len(_working())), chance),
    )
    driver.execute(
        "INSERT INTO conversations (id, number, customer_id)"
        " SELECT conversation_id, row_number() OVER (), min(customer_id) FROM interactions GROUP BY 1"
    )
    driver.execute(
        "INSERT INTO sums_due SELECT DISTINCT came_at - came_at % 900000, 0 FROM passages"
    )
    driver.execute("INSERT INTO shares_due SELECT id, 0 FROM interactions")
    driver.commit()
    driver.close()


def _write(driver: sqlite3.Connection, batch: list[tuple[Row, Row]], chance: Random) -> None:
    passages = [one for one, _ in batch]
    works = [one for _, one in batch]
    _insert(driver, "passages", _PASSAGES, passages)
    _insert(driver, "interactions", _INTERACTIONS, works)
    driver.executemany(
        "INSERT INTO offers (interaction_id, epoch, agent_id, outcome) VALUES (?, 1, ?, ?)",
        ((one[0], one[9] or agent(0), "accepted" if one[9] else "missed") for one in passages),
    )
    tags: list[Row] = [(one[0], chance.choice(TAGS)) for one in passages if chance.random() < 0.2]
    _insert(driver, "tagged", ("interaction_id", "tag"), tags)
    asked: list[Row] = [
        (
            *(
                one[0],
                chance.choice(("csat", "nps", "ces")),
                one[1],
                one[8],
                *one[4:5],
                one[3],
                one[5],
            ),
            one[11],
            chance.choice((None, 1, 5, 7)),
        )
        for one in works
        if one[6] == "done" and chance.random() < 0.1
    ]
    _insert(driver, "asked", _ASKED, asked)


def _insert(
    driver: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[Row]
) -> None:
    names = ", ".join(f'"{one}"' for one in columns)
    marks = ", ".join("?" * len(columns))
    driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _working() -> list[int]:
    return [n for n in range(DAYS) if (FIRST.toordinal() + n) % 7 not in (6, 0)]


def _doings(begin: int, works: int, chance: Random) -> Iterator[Row]:
    """What agents did: signed in for nine hours of each working day, asked, at work and idle again for each of so many
    works."""
    for number in range(AGENTS):
        for day in _working():
            since = begin + day * 86_400_000 + (6 + number % 6) * _HOUR
            step = 9 * _HOUR // (3 * works + 1)
            for at in range(3 * works + 1):
                moment = since + at * step + chance.randrange(step)
                yield agent(number), moment, "ready", ("idle", "offered", "busy")[at % 3]
            yield agent(number), since + 9 * _HOUR, "offline", ""


def _shares(count: int, begin: int, chance: Random) -> Iterator[tuple[Row, Row]]:
    """Rows of passages and interactions: as many customers as half the shares; who comes again writes mostly in the
    same conversation."""
    working = _working()
    times = sorted(
        begin + chance.choice(working) * 86_400_000 + round(chance.triangular(6, 20, 10) * _HOUR)
        for _ in range(count)
    )
    for number, came_at in enumerate(times):
        customer = chance.randrange(count // 2)
        at = customer % len(QUEUES) if chance.random() < 0.8 else chance.randrange(len(QUEUES))
        key, person = (
            f"{came_at:012x}{number:014x}",
            f"customer{customer}",
        )  # as `new_id` makes them
        thread = f"{person}-{0 if chance.random() < 0.6 else number}"
        channel = CHANNELS[at % len(CHANNELS)]
        place = f"door{at % len(CHANNELS)}{number % 2}"
        waited = round(chance.expovariate(1 / 25_000))
        begun = came_at + waited
        head = (key, 1, QUEUES[at], channel, "arrived", came_at, place, 0)
        work = (key, thread, person, channel, QUEUES[at], place)
        if chance.random() < 0.06:
            yield (
                (*head, None, "", "abandoned", begun, *_NOBODY),
                (*work, "abandoned", came_at, None, None, None, begun, begun, "", None),
            )
            continue
        mine = agent((at * 17 + chance.randrange(60)) % AGENTS)
        reply = waited + 5_000
        answered = (1, mine, "answered", begun, reply)
        if chance.random() < 0.003:
            yield (
                (*head, *answered, None, None, "", 0, 1, 0, 1, 90_000, None),
                (*work, "active", came_at, mine, begun, came_at + reply, None, None, "", None),
            )
            continue
        talk, wrap = chance.randrange(600_000), chance.randrange(90_000)
        rating = chance.choice((None, None, None, 5, 4, 3, 1))
        ended = begun + talk
        gone = "transferred" if chance.random() < 0.05 else "done"
        yield (
            (
                *(*head, *answered, ended, ended + wrap, gone),
                *(talk // 20, 1, talk // 2, 3, 90_000, rating),
            ),
            (
                *(*work, "done", came_at, mine, begun, came_at + reply, ended, ended + wrap),
                *(chance.choice(DISPOSITIONS), rating),
            ),
        )


_NOBODY = (None, None, None, "", 0, 0, 0, 0, 0, None)
