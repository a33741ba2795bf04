"""Reports for tests, made of figures as the hub makes them: a day and the same weekday before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from agent_desktop.desk.reports_state import ReportAnswer, ReportsState
from agent_desktop.hub.centre.reports import CHANNELS
from agent_desktop.hub.metrics import issues, self_service
from agent_desktop.hub.metrics.reports.catalogue import BY_NAME, REPORTS, OfFigures, OfRows, listed
from agent_desktop.hub.metrics.reports.making import Called, Table, of_figures
from agent_desktop.hub.metrics.reports.of_rows import (
    ageing,
    backlog,
    dispositions,
    journey,
    preferences,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import Every, FigureQuestion, Period
from agent_desktop.model.figures import Figures
from agent_desktop.model.journeys import JourneyStep
from agent_desktop.model.report_questions import ReportQuestion
from agent_desktop.model.reports import Report
from tests.ui.fake_view import NOON
from tests.ui.figures.samples import DAY, NAMES, ZONE, by_queue, timed, whole

CALLED = Called(
    queues={one.id: one.name for one in NAMES.queues},
    channels=CHANNELS,
    entry_points={one.id: one.name for one in NAMES.entry_points},
    agents={one.id: one.name for one in NAMES.agents},
    dispositions={},
    groups={},
)


def of(name: str, figures: Figures, every: str = "30") -> Report:
    """A report of figures."""
    definition = BY_NAME[name]
    assert isinstance(definition, OfFigures)
    table = of_figures(definition, every, definition.by, figures, CALLED, _day)
    return _report(definition, figures, table)


def _report(definition: OfFigures | OfRows, figures: Figures, table: Table) -> Report:
    """The table as a report of the days of the figures."""
    return Report(
        name=definition.name,
        title=definition.title,
        words=definition.words,
        made_at=NOON,
        from_at=figures.from_at,
        until_at=figures.until_at,
        zone=ZONE,
        columns=table.columns,
        rows=table.rows,
        total=table.total,
        parts=table.parts,
        total_parts=table.total_parts,
        keys=table.keys,
    )


def _day(at: Millis) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(ZONE)).date().isoformat()


def agents(first: date = DAY, busy: float = 1.0) -> Figures:
    """Rows by day and agent."""
    made = by_queue(first)
    rows = [
        one
        for one in made.rows
        if one.queue_id in ("billing", "returns")  # two people in place of two queues
    ]
    people = []
    for row, who in zip(rows, ("ann", "bob"), strict=True):
        fields = {name: getattr(row, name) for name in row.__struct_fields__}
        people.append(type(row)(**fields | {"queue_id": None, "agent_id": who}))
    return whole(people, made.from_at, made.until_at, made.total)


def state(
    name: str = "service",
    report: Report | None = None,
    before: Report | None = None,
    *,
    every: Every = Every.HALF,
    compared: bool = True,
) -> ReportsState:
    """A report that came."""
    question = ReportQuestion(
        name=name,
        days=FigureQuestion(by=None, every=every, period=Period.TODAY),
        compared=compared,
    )
    answer = None
    if report is not None:
        answer = ReportAnswer(question=question, report=report, before=before)
    return ReportsState(
        question=question, answer=answer, known=listed(), names=NAMES, looking=True, asks=1
    )


def of_rows(name: str, table: Table) -> Report:
    """A report of rows of its own."""
    return _report(BY_NAME[name], by_queue(), table)


def everything() -> Iterator[ReportsState]:
    """Each report that there is, with few rows."""
    figures = by_queue()
    day = (figures.from_at, figures.until_at)
    contact = JourneyStep(
        *("c", 1, NOON, "email", "vip", "main", "ann", "came", "done", None, 61_000, "x", 5)
    )
    own = {
        "dispositions": dispositions([("sold", 3, 600, 2, 9)], day, CALLED),
        "preferences": preferences([("voice", 3, 4), ("chat", 1, 12)], day, CALLED),
        "backlog": backlog(["2026-11-22"], [day], 3, {0: (4, 1, 2, 1)}, "day"),
        "ageing": ageing([("vip", "chat", NOON - 9_000_000)], day, NOON, CALLED),
        "journey": journey([contact], day, CALLED),
    }
    definitions = (*figures.definitions, *issues.DEFINITIONS, *self_service.DEFINITIONS)
    for one in REPORTS:
        if one.name in own:
            yield state(one.name, of_rows(one.name, own[one.name]))
        else:
            assert isinstance(one, OfFigures)
            empty = dict.fromkeys(name for name in one.metrics)
            rows = [replace(row, figures=empty | row.figures) for row in figures.rows[:2]]
            total = replace(figures.total, figures=empty | figures.total.figures)
            whole_ = replace(figures, definitions=definitions, rows=tuple(rows), total=total)
            yield state(one.name, of(one.name, whole_))


def served() -> ReportsState:
    """Service by half-hours, today until noon, beside a week before."""
    before = timed(DAY - timedelta(days=7), 1, "30", scale=0.8)
    return state(
        "service", of("service", timed(DAY, 1, "30", until_hour=13)), of("service", before)
    )


def queues() -> ReportsState:
    """Queues compared, beside a week before."""
    before = of("queues", by_queue(DAY - timedelta(days=7)))
    return state("queues", of("queues", by_queue()), before, every=Every.DAY)
