"""Sums of shares: beside plain SQL over the raw rows at every step, kept or not, over merges, moves and new rules."""

from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from agent_desktop.hub.centre import figures, figures_checked, reports, shares
from agent_desktop.hub.centre.figure_teams import by_tag
from agent_desktop.hub.centre.figures import Asked, define_rules, keep_everything, rules_of
from agent_desktop.hub.centre.preferred import preferred
from agent_desktop.hub.centre.reports import AskedReport
from agent_desktop.hub.centre.ruling import CALENDARS, calendars_of
from agent_desktop.hub.metrics import days
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import open_rows, people, share_sums, unions, work
from agent_desktop.hub.storage.asked import Asked as Question
from agent_desktop.hub.storage.configuration import keep_setting
from agent_desktop.hub.storage.counting import KEYS, TAG, Only, Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError
from agent_desktop.model.figures import OF_WHOLE, FigureRules, zone_of
from agent_desktop.model.reports import Report
from agent_desktop.model.rules import Rule
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub.centre.any_day import anybody_does, something
from tests.hub.centre.floor import AGENTS, QUEUES, START, Floor, opened
from tests.hub.centre.raw_shares import (
    of_raw_rows,
    open_at,
    outcomes_of_raw_rows,
    preferred_of_raw_rows,
)
from tests.hub.centre.test_ruling import run

DAY = 24 * 3_600_000
TAG_KEYS = (*KEYS, TAG)
BERLIN = ZoneInfo("Europe/Berlin")
FIRST = days.day_of(START - DAY, BERLIN)
COUNT = 40
RULES = FigureRules(
    zone="Europe/Berlin",
    again_ms=DAY // 2,
    unresolved=("not_solved",),
    calendar="office",
    calendars={QUEUES[1]: "none"},
)
TAGS = (
    Rule(id="here", queues=QUEUES[:1], tag="here", go_on=True),
    Rule(id="hello", words=("hello",), tag="hello", go_on=True),
)
OFFICE = (
    '{"calendars": [{"id": "office", "zone": "Europe/Berlin", "hours":'
    ' [{"weekday": 0, "opens": 540, "closes": 1020}, {"weekday": 2, "opens": 0, "closes": 1440}]}]}'
)
GONE = '{"id": "none", "zone": "Europe/Berlin"}'


def span() -> Span:
    """All days of these tests."""
    starts = days.bounds(FIRST, COUNT, "day", BERLIN)
    return Span(0, starts[0], starts[-1])


def told(
    storage: Storage, now: Millis, *, whole_days: bool
) -> dict[tuple[str, ...], dict[str, int]]:
    """What the hub says of shares, by every key."""
    changed = shares.due(storage, rules_of(storage), now)
    found = share_sums.read(storage, [span()], KEYS, Only(), changed, whole_days=whole_days)
    return {one.key: {name: n for name, n in one.sums.items() if n} for one in found}


def alike(floor: Floor) -> dict[tuple[str, ...], dict[str, int]]:
    """What the hub says, which is what the raw rows say."""
    storage, (_, since, until) = floor.centre.storage, span()
    with storage.transaction():
        rules = rules_of(storage)
        raw = of_raw_rows(storage, rules, since, until, floor.now)
        assert told(storage, floor.now, whole_days=True) == raw
        assert told(storage, floor.now, whole_days=False) == raw
        changed = shares.due(storage, rules, floor.now)
        for whole_days in (True, False):
            by_tag = share_sums.read(
                storage, [span()], TAG_KEYS, Only(), changed, whole_days=whole_days
            )
            for tag in ("here", "hello"):
                mine = {one.key[:-1]: one.sums for one in by_tag if one.key[-1] == tag}
                without = {key: {k: n for k, n in sums.items() if n} for key, sums in mine.items()}
                assert without == of_raw_rows(storage, rules, since, until, floor.now, tag)
        ended = share_sums.outcomes(storage, span(), Only(), changed)
        assert ended == outcomes_of_raw_rows(storage, since, until)
        by_queue = share_sums.read(storage, [span()], KEYS[:1], Only(), changed, whole_days=False)
        for one in by_queue:
            parts = [sums for key, sums in raw.items() if key[0] == one.key[0]]
            for name, n in one.sums.items():
                assert n == sum(sums.get(name, 0) for sums in parts), name
        whole = days.days_from(FIRST, COUNT, zone_of(rules.zone))
        for queues in ((), QUEUES[:1]):
            mostly = preferred(storage, whole, Only(queues=queues or None))
            assert mostly == preferred_of_raw_rows(storage, whole[0][0], whole[-1][1], queues)
        was_open = {at: open_at(storage, at) for at in (floor.now - DAY, floor.now, floor.now + 1)}
        for at, count in was_open.items():
            assert len(open_rows.open_at(storage, at, Only())) == count
        assert len(open_rows.open_now(storage, Only())) == was_open[floor.now + 1]
    return raw


def anything(floor: Floor, chance: Random) -> None:
    """Something that happens to rows besides the work of the day: merges, splits, answers to surveys."""
    storage = floor.centre.storage
    with storage.transaction():
        found = storage.rows(
            text(
                "SELECT id, conversation_id, customer_id, closed_at, queue_id"
                " FROM interactions ORDER BY arrived_at, id"
            )
        )
        if len(found) < 2:
            return
        one, other = chance.sample(list(found), 2)
        what = chance.random()
        if what < 0.3:
            people.move_customer(storage, one[2], other[2])
        elif what < 0.5:
            unions.give(storage, (one[1],), (), other[2])
        elif what < 0.7:
            work.move_interaction(storage, one[0], other[1])
        else:
            kind = chance.choice((SurveyKind.NPS, SurveyKind.CES))
            asks = Question(
                interaction_id=one[0],
                survey_id="s",
                kind=kind,
                conversation_id=one[1],
                agent_id=chance.choice(AGENTS),
                queue_id=other[4],
                channel=Channel.CHAT,
                entry_point_id="web",
                asked_at=floor.now,
                score=chance.choice((None, 1, 6, 7, 9)) if kind is SurveyKind.NPS else 5,
            )
            kept_asked.keep_asked(storage, asks)


def keep_some(floor: Floor, chance: Random) -> None:
    """What the ledger does, perhaps stopped halfway, perhaps with something happening in between."""
    storage, after = floor.centre.storage, ""
    for _ in range(chance.choice((1, 50))):
        with storage.transaction():
            found = shares.fresh(storage, rules_of(storage), floor.now, after, limit=3)
        if found is None:
            return
        if chance.random() < 0.3:
            anything(floor, chance)
        with storage.transaction():
            figures.keep_shares(storage, found)
        after = found.marks[-1][0] if found.marks else after


def test_shares_that_were_made_by_rules_of_before_stay_due(floor: Floor) -> None:
    storage = floor.centre.storage
    floor.arrive("vera")

    def made() -> share_sums.Fresh | None:
        with storage.transaction():
            return shares.fresh(storage, rules_of(storage), floor.now, "", limit=3)

    for kept, left in ((True, False), (False, True)):
        with storage.transaction():
            share_sums.throw_away(storage)
        found = made()
        assert found is not None
        with storage.transaction():
            if not kept:
                share_sums.throw_away(storage)
            figures.keep_shares(storage, found)
        again = made()
        assert (again is not None and bool(again.marks)) is left


def keep_a_day(floor: Floor, chance: Random) -> None:
    """The same of customers' days."""
    storage = floor.centre.storage
    with storage.transaction():
        found = figures.customer_day(storage, floor.now)
    if found is None:
        return
    changed = chance.random() < 0.2
    if changed:
        with storage.transaction():
            figures_checked.rebuilt(storage, floor.now)
    with storage.transaction():
        assert figures.keep_customer_day(storage, found) is not changed


@pytest.mark.parametrize("seed", range(tries(3)))
def test_random_days_beside_plain_sql(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(max_waiting=4, away_ms=None, wrap_up_ms=60_000)
        with floor.centre.storage.transaction():
            keep_setting(floor.centre.storage, CALENDARS, OFFICE.replace("]}]}", f"]}}, {GONE}]}}"))
            define_rules(floor.centre.storage, RULES)
            keep_setting(floor.centre.storage, CALENDARS, OFFICE)
        visitors: list[str] = []
        run(floor, *TAGS)
        for agent in AGENTS:
            floor.ready(agent)
        for step in range(160):
            try:
                if visitors and chance.random() < 0.15:  # somebody who was here comes again
                    floor.centre.say(chance.choice(visitors), floor.id(), "Again.")
                something(floor, chance, visitors)
            except DeskError:
                continue
            if chance.random() < 0.1:
                anything(floor, chance)
            if chance.random() < 0.1:
                keep_some(floor, chance)
            if chance.random() < 0.1:
                keep_a_day(floor, chance)
            if step % 16 == 0:
                floor.wait(chance.choice((0, 3_600_000, 20 * 3_600_000)))
                alike(floor)
        alike(floor)
        storage = floor.centre.storage
        floor.wait(3 * DAY)
        ripe = alike(floor)
        sums = {name for one in ripe.values() for name in one}
        assert {"created", "reopened", "resolved", "gone", "solved", "surveys"} <= sums
        with storage.transaction():
            keep_everything(storage, floor.now)
            assert figures_checked.recounted(storage, floor.now).wrong == ()
        assert alike(floor) == ripe
        with storage.transaction():
            asked = Asked(first=FIRST, count=COUNT, every="day", by=("tag",), issues=True)
            rows = {row.tag: row for row in by_tag(storage, asked, floor.now).rows}
            (_, since, until), rules = span(), rules_of(storage)
            raw = of_raw_rows(storage, rules, since, until, floor.now, "hello").values()
            issues = sum(one.get("issues", 0) for one in raw)
            at_once = sum(one.get("resolved_at_once", 0) for one in raw)
            assert rows["hello"].figures["first_contact_resolution"] == at_once / issues
        with storage.transaction():
            assert not shares.due(storage, rules_of(storage), floor.now).into
            kept = everything(storage)
            figures_checked.rebuilt(storage, floor.now)
            assert everything(storage) == kept
        told_backlog(floor)
        with storage.transaction():  # other hours of the house
            before = calendars_of(storage)
            keep_setting(storage, CALENDARS, OFFICE.replace("1440", "60"))
            shares.calendar_changed(storage, rules_of(storage), before)
            assert shares.due(storage, rules_of(storage), floor.now).into
        alike(floor)
        with storage.transaction():
            keep_everything(storage, floor.now)
            define_rules(storage, FigureRules(zone="Pacific/Auckland", again_ms=DAY))
            while figures.count_again(storage):
                pass
        alike(floor)
        with storage.transaction():
            keep_everything(storage, floor.now)
            assert figures_checked.recounted(storage, floor.now).wrong == ()
        alike(floor)


TABLES = {
    "shares": (),
    "share_quarters_by_agent": OF_WHOLE,
    "share_quarters_by_queue": OF_WHOLE,
    "share_days": OF_WHOLE,
    "share_quarters_by_tag": OF_WHOLE,
    "share_days_by_tag": OF_WHOLE,
    "outcome_days": share_sums.OUTCOME,
    "days_by_customer": (),
}


def everything(storage: Storage) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, without rows of which nothing is left."""
    return {
        table: sorted(
            (
                tuple(row)
                for row in storage.rows(text(f"SELECT * FROM {table}"))
                if not sums or any(row[-len(sums) :])
            ),
            key=repr,
        )
        for table, sums in TABLES.items()
    }


def told_backlog(floor: Floor) -> None:
    """The backlog goes on from what was open, day by day."""
    asked = Asked(first=FIRST, count=COUNT, every="day", by=())
    with floor.centre.storage.transaction():
        wanted = AskedReport(name="backlog", asked=asked)
        made: Report = reports.made(floor.centre.storage, wanted, floor.now)[0]
        for number, row in enumerate(made.rows):
            at = days.bounds(FIRST, COUNT, "day", BERLIN)[number]
            assert row[1] == open_at(floor.centre.storage, at)


def test_what_is_kept_wrongly_is_found(tmp_path: Path) -> None:
    chance = Random(7)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(away_ms=None, wrap_up_ms=60_000)
        run(floor, *TAGS)
        anybody_does(floor, chance, 150)
        anything(floor, Random(1))
        floor.wait(DAY)
        storage = floor.centre.storage
        with storage.transaction():
            keep_everything(storage, floor.now)
            assert figures_checked.recounted(storage, floor.now).wrong == ()
        for table, sums in TABLES.items():
            column = sums[0] if sums else "from_at" if table == "days_by_customer" else "created"
            with storage.transaction():
                storage.execute(text(f"UPDATE {table} SET {column} = {column} + 1"))
            with storage.transaction():
                assert figures_checked.recounted(storage, floor.now).wrong, table
                figures_checked.rebuilt(storage, floor.now)
            with storage.transaction():
                assert figures_checked.recounted(storage, floor.now).wrong == ()
        with storage.transaction():
            storage.execute(text("DELETE FROM shares"))
            assert figures_checked.recounted(storage, floor.now).wrong
