"""Behind every figure of every report stands a list, and it is as long as the figure says: each report walked, cell by
cell, over a simulated day whose older half is kept as sums."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from agent_desktop.hub.centre import reports
from agent_desktop.hub.centre.figures import (
    Asked,
    define_rules,
    keep_everything,
    of_tags,
    rules_of,
)
from agent_desktop.hub.centre.figures_behind import AskedBehind
from agent_desktop.hub.centre.reports import AskedReport, AskedTeam
from agent_desktop.hub.metrics.definitions import total
from agent_desktop.hub.metrics.reports.catalogue import REPORTS, OfFigures
from agent_desktop.hub.storage import self_service
from agent_desktop.hub.storage.asked import Asked as Question
from agent_desktop.hub.storage.asked import keep_asked
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.hub.storage.rules import keep_plan
from agent_desktop.model.behind import BehindLine, Which, is_longest, is_of_time
from agent_desktop.model.errors import Refused
from agent_desktop.model.reports import Cell, Column, Kind, Parts, Report, RowKey
from agent_desktop.model.rules import Plan
from agent_desktop.model.self_service import Ended, SelfService
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_figures import FIRST
from tests.hub.centre.test_figures_behind import all_lines
from tests.hub.centre.test_shifts import Planner
from tests.hub.simulated.day import HOUR, Day

DAYS = Asked(first=FIRST, count=2)
TEAM = Seen(("agent000", "agent001"), ("queue0", "queue1"))
NUMBERS = frozenset({Kind.COUNT, Kind.MS, Kind.SHARE, Kind.TIMES})
COUNT_NOTHING = {
    ("preferences", "rank"): "a place in the order",
    **{
        ("journey", name): "the row is one interaction, which opens"
        for name in ("conversation", "waited", "handle_time", "rating")
    },
}
"""Numbers without a list, and why."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A day of all channels with issues that ripen within it, tags, surveys, menus and a shift."""
    with opened(tmp_path_factory.mktemp("walk") / "hub.db") as floor:
        storage = floor.centre.storage
        day = Day(floor, agents=4, interactions=50, seed=7)
        with storage.transaction():
            rules = replace(rules_of(storage), zone="Europe/Berlin", again_ms=HOUR)
            define_rules(storage, rules)
        scopes(floor, "agent000", "admin")
        day.run(START + 3 * HOUR)
        _furnish(floor, 0)
        with storage.transaction():
            keep_everything(storage, floor.now)
        day.run(START + 5 * HOUR)
        _furnish(floor, 1)
        yield floor


def _furnish(floor: Floor, half: int) -> None:
    """What customers answered, which tags rules gave, who talked with menus; of one half of the day."""
    storage = floor.centre.storage
    with storage.transaction():
        words = (
            "SELECT i.id, i.conversation_id, p.queue_id, p.channel, p.entry_point_id, p.came_at"
            " FROM interactions i JOIN passages p ON p.interaction_id = i.id AND p.number = 1"
            " ORDER BY i.arrived_at"
        )
        for number, row in enumerate(storage.rows(text(words))):
            if (row[5] >= START + 3 * HOUR) is not bool(half):
                continue
            keep_plan(storage, row[0], Plan(queue=row[2], tags=("vip", "late")[number % 3 % 2 :]))
            kind = (SurveyKind.NPS, SurveyKind.CSAT, SurveyKind.CES)[number % 3]
            asked = Question(
                interaction_id=row[0],
                survey_id="s",
                kind=kind,
                conversation_id=row[1],
                agent_id=f"agent00{number % 3}",
                queue_id=row[2],
                channel=Channel(row[3]),
                entry_point_id=row[4],
                asked_at=floor.now,
                score=None if number % 5 == 0 else number % 8,
            )
            keep_asked(storage, asked)
        for number, how in enumerate(Ended):
            talk = SelfService(
                id=f"talk{half}{number}",
                channel=Channel.VOICE,
                began_at=START + HOUR * (1 + 2 * half) + number,
                queue_id=f"queue{number % 2}",
                ended=how,
                ended_at=None if how is Ended.NOT_YET else START + 2 * HOUR,
            )
            self_service.keep(storage, talk)


def made(floor: Floor, name: str, **more: object) -> Report:
    definition = next(one for one in REPORTS if one.name == name)
    by = definition.by if isinstance(definition, OfFigures) else ()
    every = "60" if name in ("service", "self_service") else "day"
    asked = Asked(first=FIRST, count=2, every=every, by=by, **more)  # type: ignore[arg-type]
    teams = (AskedTeam("One", TEAM, "one"),) if name == "teams" else ()
    storage = floor.centre.storage
    with storage.transaction():
        words = "SELECT customer_id FROM interactions WHERE state = 'done' LIMIT 1"
        customer = str(storage.row(text(words))[0]) if name == "journey" else ""
        return reports.made(storage, AskedReport(name, asked, customer, teams), floor.now)[0]


def question(column: Column, key: RowKey | None, asked: Asked) -> AskedBehind:
    """What a window asks behind a cell."""
    if key is None:
        return AskedBehind(asked=asked, measure=column.behind, limit=500)
    ids = (key.queue, key.channel, key.entry_point, key.agent)
    queue, channel, entry, agent = (None if one is None else (one,) for one in ids)
    seen = TEAM if key.team else asked.seen
    places = (queue, channel, entry, agent)
    tag = key.tag or asked.tag
    about = Asked(asked.first, asked.count, "30", (), *places, seen, tag)
    return AskedBehind(
        asked=about,
        measure=column.behind,
        since=key.since,
        until=key.until,
        limit=500,
        disposition=key.disposition,
        mostly=key.mostly or "",
    )


def check(column: Column, cell: Cell, parts: Parts, lines: list[BehindLine]) -> None:
    """The list adds up to the cell, to the unit."""
    above, below = (sum(getattr(one, side) for one in lines) for side in ("above", "below"))
    if column.name in ("longest_wait", "oldest"):
        assert {one.above for one in lines} == ({cell} if cell is not None else set())
    elif parts is not None:
        assert (above, below) == parts
    elif column.behind.startswith("outcome_") and column.kind is not Kind.COUNT:
        assert (above / below if below else None) == cell
    elif column.kind in (Kind.COUNT, Kind.SHARE):
        assert column.kind is Kind.SHARE or len(lines) == cell
    else:
        assert column.kind is Kind.MS
        assert above == (cell or 0)
    assert len({one.key for one in lines}) == len(lines)
    assert [one.came_at for one in lines] == sorted((one.came_at for one in lines), reverse=True)


def walk(floor: Floor, report: Report, asked: Asked) -> set[str]:
    """Every figure of a report, and of its total; the columns behind which there was somebody."""
    seen: set[str] = set()
    rows = list(zip(report.rows, report.parts or [()] * len(report.rows), report.keys, strict=True))
    every = [(row, parts, key) for row, parts, key in rows[-tries(5) :]]
    if report.total is not None:
        every.append((report.total, report.total_parts, None))  # type: ignore[arg-type]
    for at, column in enumerate(report.columns):
        if column.kind not in NUMBERS or (report.name, column.name) in COUNT_NOTHING:
            assert not column.behind
            continue
        for row, parts, key in every:
            lines = all_lines(floor, question(column, key, asked))
            try:
                check(column, row[at], parts[at] if parts else None, lines)
            except AssertionError as wrong:
                raise AssertionError(f"{report.name}, {column.name}, {key}: {wrong}") from wrong
            if lines:
                seen.add(column.name)
    return seen


@pytest.mark.parametrize("name", [one.name for one in REPORTS])
def test_every_figure_of_every_report_has_its_list(busy: Floor, name: str) -> None:
    report = made(busy, name)
    assert report.rows, "a walk over nothing says nothing"
    assert len(report.keys) == len(report.rows)
    if name == "journey":
        assert all(one.conversation for one in report.keys)
    seen = walk(busy, report, DAYS)
    numbers = {one.name for one in report.columns if one.behind}
    rare = {
        *("satisfied", "rated", "rating", "rating_rate", "share", "first_response_in_hours"),
        *("response_in_hours", "issue_first_response_in_hours", "first_resolution_in_hours"),
        *(
            "full_resolution_in_hours",
            "transfer_rate",
            "declined",
            "missed",
            "hold_time",
            "planned",
        ),
        *("adherence", "conformance", "contained_strictly", "under_24_h", "under_3_days"),
        *(
            "under_7_days",
            "older",
            "under_4_h",
            "survey_refusals",
            "open_at_start",
            "reopened",
            "abandon_rate",
            "first_response",
        ),
    }
    assert numbers - seen <= rare, "somebody stands behind the others"


def test_a_leads_lists_are_of_their_own_people(busy: Floor) -> None:
    for name in ("dispositions", "backlog", "ageing", "preferences"):
        walk(busy, made(busy, name, seen=TEAM), replace(DAYS, seen=TEAM))


@pytest.mark.parametrize("name", [one.name for one in REPORTS if "tag" in one.asks])
def test_reports_of_a_tag_have_the_lists_of_that_tag(busy: Floor, name: str) -> None:
    report, whole = made(busy, name, tag="vip"), made(busy, name)
    assert report.only == (("Tag", "vip"),)
    assert report.total != whole.total or report.rows != whole.rows
    seen = walk(busy, report, replace(DAYS, tag="vip"))
    assert len(seen) > 3, "a walk over nothing says nothing"


def test_lists_of_what_is_kept_without_tags_refuse_one(busy: Floor) -> None:
    tagged = replace(DAYS, tag="vip")
    for measure in ("outcomes", "outcome_handle_time", "customers"):
        with pytest.raises(Refused, match="cannot be narrowed to a tag") as refused:
            all_lines(busy, AskedBehind(asked=tagged, measure=measure))
        assert refused.value.problem.field == "tag"
    assert all_lines(busy, AskedBehind(asked=tagged, measure="signed_in")) == []


def test_shifts_lead_to_the_days_of_their_agents(busy: Floor) -> None:
    planner = Planner(busy, "agent000")
    planner.define(agent_id="agent001")
    report = made(busy, "agents")
    seen = walk(busy, report, DAYS)
    assert seen >= {"planned", "adherence", "conformance", "utilisation", "occupancy", "busy"}
    column = next(one for one in report.columns if one.name == "busy")
    lines = all_lines(busy, question(column, None, DAYS))
    assert all(one.agent_name and one.left == "busy" and one.channel is None for one in lines)
    assert not any(one.conversation_id for one in lines)


def test_pages_of_each_kind_of_list_follow_each_other(busy: Floor) -> None:
    measures = (
        *("created", "survey_rate", "self_service", "outcomes", "open", "customers", "contacts"),
        *("signed_in", "occupancy", "open_at_end", "issues"),
    )
    for measure in measures:
        asked = AskedBehind(asked=DAYS, measure=measure, limit=500)
        whole = all_lines(busy, asked)
        assert len(whole) > 1, measure
        assert all_lines(busy, replace(asked, limit=len(whole) // 2)) == whole, measure


def test_figures_by_tag_have_their_lists_too(busy: Floor) -> None:
    storage = busy.centre.storage
    with storage.transaction():
        found = of_tags(storage, replace(DAYS, by=(), issues=True), busy.now)
    for tag, figures in ((one, found[one]) for one in ("vip", "refund")[: tries(2)]):
        for one in figures.definitions:
            if is_of_time(one) or is_longest(one):
                continue
            asked = AskedBehind(asked=replace(DAYS, tag=tag), measure=one.name, limit=500)
            lines = all_lines(busy, asked)
            made = total(one.numerator, figures.total.sums)
            assert sum(line.above for line in lines) == made, (tag, one.name)
        assert figures.total.sums["offers"]


def test_who_counts_above_and_who_below_of_whole_matters(busy: Floor) -> None:
    for measure in ("first_contact_resolution", "contained", "survey_rate", "occupancy"):
        asked = AskedBehind(asked=DAYS, measure=measure, limit=500)
        parts = [
            {one.key for one in all_lines(busy, replace(asked, which=one))}
            for one in (Which.ALL, Which.COUNTED, Which.OTHERS)
        ]
        assert parts[0] == parts[1] | parts[2]
        assert not parts[1] & parts[2]


def test_a_talk_that_never_reached_a_queue_says_whose_it_was(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        floor.arrive("vera")
        storage = floor.centre.storage
        with storage.transaction():
            who = storage.row(text("SELECT id, name FROM customers"))
            talk = SelfService(
                id="t",
                channel=Channel.VOICE,
                began_at=START,
                customer_id=who[0],
                ended=Ended.LEFT,
                ended_at=START + 1,
            )
            self_service.keep(storage, talk)
        (line,) = all_lines(floor, AskedBehind(asked=DAYS, measure="self_service"))
        assert (line.customer_name, line.left, line.conversation_id) == (who[1], "left", "")
