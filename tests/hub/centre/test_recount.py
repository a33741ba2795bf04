"""Counting again after a change of the rules of figures: in parts, told, taken up after a kill, right at the end."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import event, text

from agent_desktop.hub.centre import figures_checked, recount, reports
from agent_desktop.hub.centre.figures import (
    Asked,
    count_again,
    define_rules,
    keep_everything,
    made,
    rules_of,
)
from agent_desktop.hub.centre.reports import AskedReport
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.metrics.reports.languages import translated
from agent_desktop.hub.server.report_cells import remarks
from agent_desktop.hub.storage import moved_days, share_rows, sums
from agent_desktop.model.figures import FigureRules, Figures, Variant, zone_of
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.test_shares import TABLES, everything

HOUR = 3_600_000
DAYS = 3
RULES = FigureRules(
    zone="Asia/Kathmandu",
    within_ms={Channel.CHAT: 90_000},
    again_ms=HOUR,
    unresolved=("solved",),
)
PASSAGES = ("days_by_agent", "days_by_tag", "quarters_by_agent", "quarters_by_queue")


@pytest.fixture
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    """Three days of work, of which everything is kept; a house of that size counts again in many parts."""
    monkeypatch.setattr(recount, "QUARTERS", 3)
    monkeypatch.setattr(recount, "INTERACTIONS", 4)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(away_ms=None)
        chance = Random(5)
        for number in range(DAYS * 8):
            floor.arrive(f"v{number}")
            floor.wait(chance.choice((20_000, 60_000, 120_000)))
            floor.ready("anna")
            conversation_id = floor.accept("anna").conversation_id
            floor.send("anna", conversation_id, "Yes?")
            floor.finish("anna", floor.held("anna").id)
            floor.centre.disconnected("anna")
            floor.wait(3 * HOUR - floor.now % HOUR)
        keep(floor)
        yield floor


def keep(floor: Floor) -> None:
    """What a ledger does between two parts."""
    with floor.centre.storage.transaction():
        storage, now = floor.centre.storage, floor.now
        waiting = recount._left(storage)
        recount._keep(storage, None)  # the rest of the rules waits
        keep_everything(storage, now)
        recount._keep(storage, waiting)


def define(floor: Floor, rules: FigureRules) -> int | None:
    """Other rules, and how far they are followed then."""
    with floor.centre.storage.transaction():
        define_rules(floor.centre.storage, rules)
        return recount.state(floor.centre.storage)


def figures_of(floor: Floor, first: int, count: int, *by: str) -> Figures:
    """The figures of some days of the house, which begin so many days after the first one."""
    storage = floor.centre.storage
    with storage.transaction():
        begin = day_of(START + first * 24 * HOUR, zone_of(rules_of(storage).zone))
        asked = Asked(first=begin, count=count, every="day", by=by, issues=True)
        return made(storage, asked, floor.now)


def test_it_goes_in_parts_newest_first_and_says_how_far_it_is(floor: Floor) -> None:
    before = figures_of(floor, 0, DAYS + 1)
    assert before.counted_again is None
    state = define(floor, FigureRules(within_ms={Channel.CHAT: 90_000}, unresolved=("solved",)))
    assert state is not None
    assert 0 < state < 50
    seen = [state]
    while True:
        with floor.centre.storage.transaction():
            more = count_again(floor.centre.storage)
            shown = recount.state(floor.centre.storage)
        keep(floor)
        if not more:
            break
        assert shown is not None
        assert figures_of(floor, 0, 1).counted_again == shown
        seen.append(shown)
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    after = figures_of(floor, 0, DAYS + 1)
    assert after.counted_again is None
    assert after.total.figures["service_level"] != before.total.figures["service_level"]
    assert after.total.sums["offered"] == before.total.sums["offered"]


def test_today_is_counted_by_the_new_rules_at_once(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the live board is, in one go with the change; what is older follows."""
    monkeypatch.setattr(recount, "QUARTERS", 8)
    old, oldest = figures_of(floor, DAYS, 1).total, figures_of(floor, 0, 2).total
    assert define(floor, FigureRules(within_ms={Channel.CHAT: 0})) is not None
    new = figures_of(floor, DAYS, 1).total
    assert old.figures["service_level"] not in (None, 0.0)
    assert new.figures["service_level"] == 0.0
    assert figures_of(floor, 0, 2).total.figures["service_level"] == oldest.figures["service_level"]


@pytest.mark.parametrize("seed", range(tries(2)))
def test_killed_and_changed_amid_it_is_right_at_the_end(floor: Floor, seed: int) -> None:
    chance = Random(seed)
    define(floor, RULES)
    crashes = 0
    for step in range(400):
        storage = floor.centre.storage
        with storage.transaction():
            more = count_again(storage)
        if not more:
            break
        if chance.random() < 0.3:
            floor.crash()
            crashes += 1
        if chance.random() < 0.5:
            keep(floor)
        if chance.random() < 0.2:
            floor.arrive(f"late{step}")
        if step == 7:
            define(floor, FigureRules(zone="Pacific/Auckland", again_ms=2 * HOUR))
        if step == 11:
            define(floor, RULES)
    assert crashes > 2
    floor.wait(8 * 24 * HOUR)
    keep(floor)
    storage = floor.centre.storage
    with storage.transaction():
        assert recount.state(storage) is None
        found = figures_checked.recounted(storage, floor.now)
        assert (found.wrong, found.again) == ((), None)
        assert found.rows > 20
        kept = everything(storage)
        assert all(kept[one] for one in TABLES if "tag" not in one)
        figures_checked.rebuilt(storage, floor.now)
        assert everything(storage) == kept


def test_what_makes_no_sum_untrue_counts_nothing_again(floor: Floor) -> None:
    assert define(floor, FigureRules(variant=Variant.POSITIVE)) is None
    with floor.centre.storage.transaction():
        assert not count_again(floor.centre.storage)
        assert figures_checked.recounted(floor.centre.storage, floor.now).rows > 20


def test_a_report_says_so_on_screen_and_in_files(floor: Floor) -> None:
    state = define(floor, FigureRules(short_ms=1))
    with floor.centre.storage.transaction():
        asked = Asked(first=day_of(START, zone_of("UTC")), count=2)
        wanted = AskedReport(name="service", asked=asked)
        report, _ = reports.made(floor.centre.storage, wanted, floor.now)
        assert figures_checked.recounted(floor.centre.storage, floor.now).again == state
    assert report.counted_again == state
    assert remarks(report) == [f"Still being counted again: {state}%"]
    (german,) = remarks(translated(report, "de"))
    assert german == f"Wird noch neu gezählt: {state} %"


def test_where_too_much_changed_at_once_nobody_waits_for_it(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an update that made everything due."""
    monkeypatch.setattr(share_rows, "MANY", 10)
    with floor.centre.storage.transaction():
        assert recount.state(floor.centre.storage) is None
        share_rows.touch_before(floor.centre.storage, "", 12)
    shown = figures_of(floor, 0, DAYS + 1)
    assert shown.counted_again == 50
    assert shown.total.sums["created"] == DAYS * 8
    keep(floor)
    assert figures_of(floor, 0, DAYS + 1) == replace(shown, counted_again=None)


def test_after_an_update_older_quarters_stand_as_they_were_kept_and_that_is_said(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits until a month is counted from its passages."""
    before = figures_of(floor, 0, DAYS + 1, "queue")
    monkeypatch.setattr(sums, "MANY", 6)
    monkeypatch.setattr(sums, "NEWEST", 2)
    storage = floor.centre.storage
    with storage.transaction():
        marked = sums.touch_before(storage, None, 100)
        for table in ("quarters_by_queue", "quarters_by_agent", "days_by_agent"):
            storage.execute(text(f"UPDATE {table} SET offered = offered + 1000"))
        storage.execute(text("UPDATE days_by_tag SET offered = offered + 1000"))
    assert len(marked) > 6
    shown = figures_of(floor, 0, DAYS + 1, "queue")
    assert shown.counted_again == 0
    assert shown.total.sums["offered"] > before.total.sums["offered"] + 1000
    newest = Asked(first=day_of(marked[1], zone_of("UTC")), every="15", by=("interval",))
    with storage.transaction():
        rows = made(storage, newest, floor.now).rows
        assert made(storage, newest, floor.now).counted_again == 0
    anew = {one.from_at: one.sums["offered"] for one in rows if one.from_at in marked[:2]}
    assert anew
    assert all(one < 1000 for one in anew.values())
    keep(floor)
    assert figures_of(floor, 0, DAYS + 1, "queue") == before


def test_a_day_of_which_a_quarter_changed_is_told_by_a_difference(floor: Floor) -> None:
    """What became another agent's, what is gone and who waited longest included; not out of all its quarters."""
    storage = floor.centre.storage
    with storage.transaction():
        words = "SELECT came_at, interaction_id FROM passages WHERE agent_id <> '' ORDER BY came_at"
        rows = [(int(row[0]), str(row[1])) for row in storage.rows(text(words))]
        (changed, first), (gone, second) = rows[4], rows[5]
        storage.execute(
            text("UPDATE passages SET agent_id = 'ben' WHERE interaction_id = :id"), {"id": first}
        )
        storage.execute(
            text("UPDATE passages SET came_at = came_at + 1 WHERE interaction_id = :id"),
            {"id": first},
        )
        storage.execute(text("DELETE FROM passages WHERE interaction_id = :id"), {"id": second})
        sums.touch(storage, changed)
        sums.touch(storage, gone)
        zone = zone_of("UTC")
        asked = Asked(first=day_of(START, zone), count=DAYS, every="day", by=("interval", "agent"))
        read = list[str]()

        def seen(_: object, __: object, statement: str, *___: object) -> None:
            read.append(statement)

        event.listen(storage.database.connection, "before_cursor_execute", seen)
        shown = [made(storage, each, floor.now) for each in (asked, replace(asked, by=("agent",)))]
        event.remove(storage.database.connection, "before_cursor_execute", seen)
        sums_read = [one for one in read if "CROSS JOIN quarters_by_agent" in one and "sum(" in one]
        assert len(sums_read) == len(shown)
        assert not any("NOT IN" in one for one in sums_read)
        assert {row.agent_id for row in shown[1].rows} >= {"anna", "ben"}
        assert all(one >= 0 for each in shown for row in each.rows for one in row.sums.values())
        figures_checked.rebuilt(storage, floor.now)
        assert [
            made(storage, each, floor.now) for each in (asked, replace(asked, by=("agent",)))
        ] == shown


DAYS_KEPT = (
    *("days_by_agent", "days_by_tag", "share_days", "share_days_by_tag"),
    *("outcome_days", "days_by_customer"),
)


def days_kept(floor: Floor) -> dict[str, set[tuple[Any, ...]]]:
    storage = floor.centre.storage
    with storage.transaction():
        return {
            table: {tuple(row) for row in storage.rows(text(f"SELECT * FROM {table}"))}
            for table in DAYS_KEPT
        }


def test_days_move_a_part_at_a_time_and_a_hub_that_is_killed_between_goes_on(floor: Floor) -> None:
    """No transaction makes more than sums of one kind of one day anew, the change of the rules itself neither."""
    before = days_kept(floor)
    rules = FigureRules(zone="Asia/Kathmandu")
    more, steps, amid = True, 0, 0
    define(floor, rules)
    while True:
        after = days_kept(floor)
        changed = [one for one in DAYS_KEPT if before[one] != after[one]]
        made_anew = [one for one in changed if after[one] - before[one]]
        assert len(made_anew) <= 1
        assert made_anew == [] or changed == made_anew
        times = {row[0] for one in changed for row in before[one] ^ after[one]}
        assert not times or max(times) - min(times) < 24 * HOUR
        if not more:
            break
        floor.crash()
        with floor.centre.storage.transaction():
            left = recount._left(floor.centre.storage)
            assert left is not None
            amid += recount._PART in left.parts[recount.DAYS]
            more = count_again(floor.centre.storage)
        before, steps = after, steps + 1
    assert steps >= DAYS * moved_days.PARTS - 1
    assert amid >= DAYS * (moved_days.PARTS - 1)
    keep(floor)
    with floor.centre.storage.transaction():
        assert figures_checked.recounted(floor.centre.storage, floor.now).wrong == ()
