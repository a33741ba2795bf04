"""Questions about reports: which one, of which days, narrowed to what; in memory and as a backend's address has them.

Promises that what a question is narrowed to can be read from its query, so that a schedule can be shown. Refuses to
know what is in a report.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, urlencode

from msgspec.structs import replace

from agent_desktop.model.base import Record
from agent_desktop.model.figure_questions import (
    By,
    Every,
    FigureQuestion,
    Period,
    before,
    days_of,
    intervals,
    longest_days,
)
from agent_desktop.model.reports import Report, ReportInfo

NOW_ONLY: Final = frozenset({"ageing", "journey"})
"""Reports of how it is now, or of one customer: there is nothing to compare them with."""
JOURNEY: Final = "journey"
FIRST: Final = "service"
_WHOLE: Final = {
    None: Period.YESTERDAY,
    Period.TODAY: Period.YESTERDAY,
    Period.THIS_WEEK: Period.LAST_WEEK,
    Period.THIS_MONTH: Period.LAST_MONTH,
}
"""Days that are over, for a report that goes out in the morning."""


class Format(StrEnum):
    """As what a report can be taken along."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


class ReportQuestion(Record, frozen=True):
    """What is asked. `days` says which days, how they are cut and what they are narrowed to; its `by` is None where the
    rows are told apart as usual. A journey is of `customer_id`. `compared`: the days before are wanted too."""

    name: str = FIRST
    days: FigureQuestion = FigureQuestion(by=None)
    customer_id: str = ""
    customer: str = ""
    """What the customer is called, for the eye alone."""
    compared: bool = True

    @property
    def comparable(self) -> bool:
        """Whether there are days to compare with."""
        return self.name not in NOW_ONLY

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: a journey is somebody's."""
        return self.name != JOURNEY or bool(self.customer_id)


def earlier(question: ReportQuestion, report: Report) -> ReportQuestion:
    """The same report of the days to compare with. Raises Refused for a zone that this computer does not know."""
    first, count = days_of(report.from_at, report.until_at, report.zone)
    return replace(question, days=before(question.days, first, count))


def parameters(question: ReportQuestion) -> dict[str, str]:
    """The question as the parameters of an address."""
    days = question.days
    made = {"every": days.every.value}
    if days.period is not None:
        made["period"] = days.period.value
    else:
        made["days"] = str(days.count)
        if days.first is not None:
            made["from"] = days.first.isoformat()
    narrowed = {
        "by": days.by or "",
        "queue": days.queue_id,
        "channel": days.channel or "",
        "entry_point": days.entry_point_id,
        "team": days.team_id,
        "agent": days.agent_id,
        "tag": days.tag,
        "customer": question.customer_id,
    }
    return made | {name: value for name, value in narrowed.items() if value}


def scheduled_query(question: ReportQuestion) -> str:
    """The question as one that is asked again and again: of days that have a name and are over by then."""
    period = _WHOLE.get(question.days.period, question.days.period)
    days = replace(question.days, period=period, first=None, count=1)
    if days.every.isdecimal() and period in (Period.LAST_WEEK, Period.LAST_MONTH):
        days = replace(days, every=Every.DAY)
    return urlencode(parameters(replace(question, days=days)))


def period_of(query: str) -> str:
    """The name of the days of a query; empty where they have none."""
    return dict(parse_qsl(query)).get("period", "")


def with_period(query: str, period: str) -> str:
    """The same of other days."""
    kept = [(name, one) for name, one in parse_qsl(query) if name not in ("period", "from", "days")]
    return urlencode([*kept, ("period", period)])


def heeded(query: str, info: ReportInfo) -> str:
    """The same of another report, without what that one cannot be narrowed to."""
    nothing = {name for name, _, _ in _FIELDS} - {*info.asks}
    return urlencode([(name, one) for name, one in parse_qsl(query) if name not in nothing])


def narrowed(query: str) -> Mapping[str, str]:
    """What a query is narrowed to, by what it is: queue, channel, team, agent, entry_point, tag, customer."""
    parts = ("queue", "channel", "team", "agent", "entry_point", "tag", "customer")
    found = dict(parse_qsl(query))
    return {name: found[name] for name in parts if name in found}


def chosen(question: ReportQuestion, info: ReportInfo) -> ReportQuestion:
    """The same days of another report, cut as it usually is, without what it does not ask for."""
    every = Every.HALF if info.name == FIRST else Every.DAY
    return fitted(replace(question, name=info.name, days=replace(question.days, every=every)), info)


def fitted(question: ReportQuestion, info: ReportInfo) -> ReportQuestion:
    """The question without what the report does not ask for, and with intervals that can be had."""
    days = question.days
    if "by" not in info.asks:
        days = replace(days, by=None)
    if "every" not in info.asks or days.every not in intervals(days, longest_days(days)):
        days = replace(days, every=Every.DAY)
    for name, field, nothing in _FIELDS:
        if name not in info.asks:
            days = replace(days, **{field: nothing})
    return replace(question, days=days)


_FIELDS: Final[tuple[tuple[str, str, object], ...]] = (
    ("queue", "queue_id", ""),
    ("channel", "channel", None),
    ("entry_point", "entry_point_id", ""),
    ("agent", "agent_id", ""),
    ("tag", "tag", ""),
)
WAYS: Final = (By.QUEUE, By.CHANNEL, By.ENTRY_POINT, By.AGENT, By.INTERVAL)
"""What rows can be told apart by, in reports that ask for it."""
