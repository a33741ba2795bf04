"""The interactions behind figures: all lines of each measure of a simulated day give the figure; pages, rows, ways."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from agent_desktop.hub.centre.figures import (
    Asked,
    count_again,
    define_rules,
    keep_everything,
    made,
    rules_of,
)
from agent_desktop.hub.centre.figures_behind import AskedBehind, behind, place_of, place_words
from agent_desktop.hub.metrics.definitions import total
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Behind, BehindLine, Which, is_longest, is_of_time
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import Definition, FigureRow, Variant
from tests.hub import databases
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.test_figures import FIRST
from tests.hub.simulated.day import HOUR, Day

DAYS = Asked(first=FIRST, count=3, every="60", by=())
MOVED = ("handled", "offers", "created")
WAYS = ("queue", "channel", "entry_point", "agent")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A day of calls and written channels that stops while customers wait; its older half is kept as sums."""
    with opened(tmp_path_factory.mktemp("behind") / "hub.db") as floor:
        day = Day(floor, agents=4, interactions=120, seed=4)
        day.run(START + 3 * HOUR)
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
        day.run(START + 5 * HOUR)
        yield floor


def figures(floor: Floor, asked: Asked) -> tuple[tuple[Definition, ...], list[FigureRow]]:
    """The definitions, and the rows with the total."""
    with floor.centre.storage.transaction():
        table = made(floor.centre.storage, asked, floor.now)
    return table.definitions, [table.total, *table.rows]


def page(floor: Floor, wanted: AskedBehind) -> Behind:
    with floor.centre.storage.transaction():
        return behind(floor.centre.storage, wanted, floor.now)


def all_lines(floor: Floor, wanted: AskedBehind) -> list[BehindLine]:
    """Every page."""
    found: list[BehindLine] = []
    while True:
        one = page(floor, wanted)
        found += one.lines
        if not one.after:
            return found
        wanted = replace(wanted, after=place_of(one.after))


def of_row(row: FigureRow, asked: Asked, measure: str) -> AskedBehind:
    """The question whom a row counts."""
    ids = (row.queue_id, row.channel, row.entry_point_id, row.agent_id)
    queue, channel, entry_point, agent = (None if one is None else (str(one),) for one in ids)
    timed = "interval" in asked.by
    return AskedBehind(
        asked=Asked(asked.first, asked.count, "30", (), queue, channel, entry_point, agent),
        measure=measure,
        since=row.from_at if timed else None,
        until=row.until_at if timed else None,
        limit=500 if asked.by else 37,
    )


@pytest.mark.parametrize("way", ["", "queue"] if databases.SERVED else ["", *WAYS, "interval"])
def test_whom_a_figure_counts_gives_the_figure(busy: Floor, way: str) -> None:
    asked = replace(DAYS, by=(way,) if way else ())
    known, rows = figures(busy, asked)
    seen: set[str] = set()
    for one in known:
        for row in rows[:8] if way in ("", "queue") else rows[1:8]:
            if is_of_time(one) and row.figures[one.name] is None:
                continue  # these rows do not tell agents' time apart
            lines = all_lines(busy, of_row(row, asked, one.name))
            above, below = (
                sum(getattr(line, side) for line in lines) for side in ("above", "below")
            )
            if is_longest(one):
                longest = row.sums.get("longest_wait_ms")
                assert {line.above for line in lines} == (
                    {longest} if longest is not None else set()
                )
            else:
                assert above == total(one.numerator, row.sums), (one.name, row)
                assert below == (total(one.denominator, row.sums) if one.denominator else 0), (
                    one.name
                )
            assert len({line.key for line in lines}) == len(lines)
            assert lines == sorted(lines, key=lambda line: -line.came_at)
            if one.unit == "count":
                assert len(lines) == row.figures[one.name], (one.name, row)
            if lines:
                seen.add(one.name)
    assert way in ("entry_point", "interval") or seen >= {
        "service_level",
        "waiting",
        "abandoned",
        "offers",
        "missed",
        "handle_time",
        "rated",
    }


def test_who_counts_and_who_only_counts_below(busy: Floor) -> None:
    wanted = AskedBehind(asked=DAYS, measure="service_level")
    everybody = page(busy, replace(wanted, limit=500))
    counted, others = (
        all_lines(busy, replace(wanted, which=one)) for one in (Which.COUNTED, Which.OTHERS)
    )
    assert len(counted) == everybody.sums["answered_within"] > 0
    assert {one.key for one in counted} | {one.key for one in others} == {
        one.key for one in everybody.lines
    }
    assert not {one.key for one in counted} & {one.key for one in others}
    known, _ = figures(busy, DAYS)
    for measure in (one.name for one in known if one.unit == "share"):
        parts = [
            {one.key for one in all_lines(busy, replace(wanted, measure=measure, which=which))}
            for which in Which
        ]
        assert parts[0] == parts[1] | parts[2], measure
    late = [one for one in others if one.left == "answered"]
    assert late
    assert all((one.waited_ms or 0) > 0 for one in late)
    assert everybody.figure == len(counted) / len(everybody.lines)
    with busy.centre.storage.transaction():
        rows = made(busy.centre.storage, DAYS, busy.now).total
    assert everybody.figure == rows.figures["service_level"]


def test_a_line_says_who_it_is(busy: Floor) -> None:
    lines = all_lines(busy, AskedBehind(asked=DAYS, measure="handled", limit=200))
    assert all(one.agent_id and one.agent_name and one.queue_name for one in lines)
    assert all(one.conversation_id for one in lines)
    assert {one.customer_name for one in lines} - {""}
    waiting = all_lines(busy, AskedBehind(asked=DAYS, measure="waiting"))
    assert all(not one.left and one.waited_ms == busy.now - one.came_at for one in waiting)


def test_nobody_sees_whom_they_do_not_lead(busy: Floor) -> None:
    known, rows = figures(busy, replace(DAYS, by=("agent",)))
    agent_id = next(row.agent_id for row in rows if row.agent_id)
    seen = replace(DAYS, seen=Seen((agent_id,), ()))
    for one in known:
        lines = all_lines(busy, AskedBehind(asked=seen, measure=one.name, limit=100))
        assert {line.agent_id for line in lines} <= {agent_id}, one.name


@pytest.mark.parametrize("variant", Variant)
def test_each_way_of_counting_the_service_level(tmp_path: Path, variant: Variant) -> None:
    with opened(tmp_path / "hub.db") as floor:
        day = Day(floor, agents=2, interactions=40, seed=5)
        day.run(START + 2 * HOUR)
        storage = floor.centre.storage
        with storage.transaction():
            define_rules(storage, replace(rules_of(storage), variant=variant))
        lines = all_lines(floor, AskedBehind(asked=DAYS, measure="service_level", limit=7))
        (row,) = figures(floor, DAYS)[1][:1]
        above, below = sum(one.above for one in lines), sum(one.below for one in lines)
        assert above / below == row.figures["service_level"]


def test_lists_are_whole_while_days_move(tmp_path: Path) -> None:
    """Until all days begin where the house's do, some of the kept ones tell of other hours."""
    with opened(tmp_path / "hub.db") as floor:
        Day(floor, agents=2, interactions=40, seed=6).run(START + 4 * HOUR)
        storage = floor.centre.storage
        with storage.transaction():
            keep_everything(storage, floor.now + 48 * HOUR)  # that day is over and kept
            assert storage.row(text("SELECT count(*) FROM days_by_agent"))[0]
        agents = tuple(f"agent{number:03}" for number in range(2))
        asked = Asked(first=FIRST - timedelta(2), count=5, by=(), agents=agents)

        def listed() -> dict[str, list[str]]:
            wanted = [AskedBehind(asked=asked, measure=one, limit=200) for one in MOVED]
            return {one.measure: [line.key for line in all_lines(floor, one)] for one in wanted}

        before = listed()
        assert all(before.values())
        with storage.transaction():
            define_rules(storage, replace(rules_of(storage), zone="Pacific/Auckland"))
        assert listed() == before
        again, steps = True, 0
        while again:
            with storage.transaction():
                again = count_again(storage)
            assert listed() == before
            steps += 1
        assert steps > 1


def wrong(
    busy: Floor, measure: str, since: Millis | None = None, until: Millis | None = None
) -> str:
    with pytest.raises(Refused) as refused:
        page(busy, AskedBehind(asked=DAYS, measure=measure, since=since, until=until))
    return refused.value.problem.field


def test_what_cannot_be_asked(busy: Floor) -> None:
    for one in ("moon", ""):
        assert wrong(busy, one) == "measure"
    assert wrong(busy, "offered", START - 40 * 24 * HOUR) == "since"
    assert wrong(busy, "offered", START + 1) == "since"
    assert wrong(busy, "offered", START + HOUR, START + HOUR) == "since"
    for one in ("handled", "handle_time"):
        with pytest.raises(Refused, match="below"):
            page(busy, AskedBehind(asked=DAYS, measure=one, which=Which.OTHERS))
    for words in ("", "1-2-3", "1-2-x-id", "-1-2-3-id", "9" * 17 + "-1-1-id", "a-b-c-d"):
        assert place_of(words) is None
    here = Place(5, "an-id-with-lines", 2, 1)
    assert place_of(place_words(here)) == here
