"""What agents did all day: as it was, through lost links, crashes, and the time in which there was no hub."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from agent_desktop.hub.centre.figures import Asked, keep_everything, made
from agent_desktop.hub.storage import behind_whole, doing_changes, doings
from agent_desktop.hub.storage.counting import Span
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from tests.chances import tries
from tests.hub import databases
from tests.hub.centre.any_day import anybody_does
from tests.hub.centre.floor import AGENTS, START, Floor, opened
from tests.hub.centre.test_figures import FIRST

MINUTE = 60_000
VALUES = {"since": START, "until": START + 1}
WITHIN = doing_changes.within().params(VALUES)
WITHIN_IN_WORDS = str(
    WITHIN.compile(
        dialect=sqlite.dialect(paramstyle="named"), compile_kwargs={"render_postcompile": True}
    )
)


def times(floor: Floor, agent_id: str, every: str = "day", count: int = 3) -> dict[str, int]:
    """An agent's sums of all days so far."""
    ask = Asked(first=FIRST, count=count, every=every, by=("interval", "agent"), agents=(agent_id,))
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, ask, floor.now).total.sums


def test_a_day_of_one_agent(floor: Floor) -> None:
    floor.ready("anna")
    floor.wait(15 * MINUTE)
    floor.arrive("vera")
    floor.wait(10_000)
    floor.accept("anna")
    floor.wait(40 * MINUTE)
    floor.finish("anna", floor.held("anna").id)
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL))
    floor.wait(30 * MINUTE)
    floor.ask("anna", ChoosePresence(state=PresenceState.OFFLINE))
    floor.wait(5 * MINUTE)
    sums = times(floor, "anna")
    assert (sums["idle_ms"], sums["ringing_ms"]) == (15 * MINUTE, 10_000)
    assert (sums["busy_ms"], sums["not_ready_ms"]) == (40 * MINUTE, 30 * MINUTE)
    assert sums["in_meal_ms"] == 30 * MINUTE
    assert sums["signed_in_ms"] == 85 * MINUTE + 10_000
    assert times(floor, "ben") == {}


def test_a_lost_link_is_no_waiting_for_work(floor: Floor) -> None:
    floor.ready("anna")
    floor.wait(MINUTE)
    floor.centre.disconnected("anna")
    floor.wait(20_000)
    floor.centre.connected("anna")
    floor.wait(MINUTE)
    floor.centre.disconnected("anna")
    floor.wait(10 * MINUTE)
    sums = times(floor, "anna")
    assert (sums["idle_ms"], sums["unlinked_ms"]) == (2 * MINUTE, 80_000)
    assert sums["signed_in_ms"] == 200_000


def test_nobody_works_while_there_is_no_hub(floor: Floor) -> None:
    floor.ready("anna")
    floor.wait(10 * MINUTE + 30_000)
    began = floor.now
    floor.now += 120 * MINUTE  # killed at once: the last sign of life is 30 s old
    floor.crash()
    floor.ready("anna")
    floor.wait(5 * MINUTE)
    sums = times(floor, "anna")
    assert sums["signed_in_ms"] == 15 * MINUTE
    assert floor.now - began == 125 * MINUTE
    floor.crash()
    assert times(floor, "anna") == sums


@databases.only_files
@pytest.mark.parametrize("words", [doing_changes.BEFORE, WITHIN_IN_WORDS, behind_whole.STRETCHES])
def test_what_was_long_ago_is_not_read(floor: Floor, words: str) -> None:
    with floor.centre.storage.transaction():
        plan = floor.centre.storage.rows(text(f"explain query plan {words}"), VALUES)
    steps = [row[-1] for row in plan]
    assert any("SEARCH d " in one for one in steps)
    assert not [one for one in steps if one.startswith(("SCAN d", "SCAN doings", "SCAN x"))]


@pytest.mark.parametrize("seed", range(tries(2)))
def test_a_random_day_adds_up(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(max_waiting=4, away_ms=None, wrap_up_ms=60_000)
        anybody_does(floor, chance, 150)
        with floor.centre.storage.transaction():
            rows = floor.centre.storage.rows(
                text("select agent_id, at, state, doing from doings order by agent_id, at")
            )
        floor.wait(0)
        for agent in AGENTS:
            mine = [row for row in rows if row[0] == agent]
            ends = [row[1] for row in mine[1:]] + [floor.now]
            spans = [(row[2], row[3], end - row[1]) for row, end in zip(mine, ends, strict=True)]
            here = [(state, doing, ms) for state, doing, ms in spans if state != "offline"]
            sums = times(floor, agent)
            assert sums["signed_in_ms"] == sum(ms for _, _, ms in here)
            assert sums.get("busy_ms", 0) == sum(ms for _, doing, ms in here if doing == "busy")
            short = times(floor, agent, every="15")
            for name in ("signed_in_ms", "busy_ms", "idle_ms", "ringing_ms"):
                assert short.get(name) == sums.get(name)
        floor.wait(3 * 24 * 60 * MINUTE)
        before = [times(floor, agent) for agent in AGENTS]
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
            kept = floor.centre.storage.rows(text("select count(*) from days_spent_made"))
        assert kept[0][0] == 3
        assert [times(floor, agent) for agent in AGENTS] == before


def test_every_moment_counts_once_in_any_intervals(floor: Floor) -> None:
    chance = Random(7)
    kinds = [("ready", "idle"), ("ready", "busy"), ("meal", "idle"), ("offline", "")]
    edges = [START + 900_000 * at for at in sorted(chance.sample(range(4, 60), 12))]
    intervals = [Span(number, *pair) for number, pair in enumerate(pairwise(edges))]
    storage = floor.centre.storage
    now = edges[-2] + 1
    with storage.transaction():
        for agent in AGENTS:
            ats = chance.sample(range(START, edges[-1] + 900_000, 100_000), 40)
            ats += chance.sample(edges, 3)  # a change exactly where an interval begins
            for at in ats:
                doings.note(storage, agent, at, doings.Doing(*_with_reason(chance.choice(kinds))))
        found = Counter[tuple[int, str, str, str]]()
        for one in doings.read(storage, intervals, None, now):
            found[one[:4]] += one.ms
        raw = storage.rows(text("select agent_id, at, state, doing from doings"))
    truth = Counter[tuple[int, str, str, str]]()
    for agent in AGENTS:
        mine = sorted(tuple(row)[1:] for row in raw if row[0] == agent)
        for (begin, state, doing), (end, _, _) in pairwise([*mine, (now, "", "")]):
            for number, since, until in intervals:
                ms = min(end, until, now) - max(begin, since)
                if ms > 0 and state != "offline":
                    truth[number, agent, state, doing] += ms
    assert len(truth) > 40
    assert found == truth


def _with_reason(kind: tuple[str, str]) -> tuple[str, str, str]:
    return kind[0], "", kind[1]


@given(st.dictionaries(st.integers(0, 9), st.sampled_from(["ready", "meal"])), st.randoms())
def test_changes_come_in_order_however_they_were_put_together(
    changes: dict[int, str], chance: Random
) -> None:
    ats = list(changes)
    chance.shuffle(ats)
    kinds = [(changes[at], "idle") for at in ats]
    ordered, theirs = doing_changes.in_order(ats, kinds)
    assert ordered == sorted(changes)
    assert theirs == [(changes[at], "idle") for at in ordered]
