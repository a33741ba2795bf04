"""The words of figures: measures, what they mean, days, intervals, what rows are about; and numbers with their units.

Promises the agent's language and ways of writing numbers, a dash where there is no data, and words for measures that
this version has never heard of: their own names. Pure formatting.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import is_of_time
from agent_desktop.model.figure_questions import By, Every, FigureNames, FigureQuestion, Period
from agent_desktop.model.figures import OF_SELF_SERVICE, OF_WHOLE, Definition, FigureRow
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.format import local, time_of_day, timer
from agent_desktop.ui.kit.marks import channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import later, tr

DASH = "–"
_MS = "_ms"


_TITLES: Final = {
    "offered": later("Came to the queue"),
    "late_exits": later("Left otherwise after the threshold"),
    "late_callbacks": later("To be called back after the threshold"),
    "signed_in": later("Time signed in"),
    "busy": later("Time busy"),
    "idle": later("Time idle"),
    "ringing": later("Time ringing"),
    "not_ready": later("Time not ready"),
    "unlinked": later("Time without a link"),
    "planned": later("Time planned"),
    "paid": later("Time paid"),
    "planned_work": later("Work planned"),
    "in_plan": later("Time as planned"),
    "worked": later("Time worked"),
    "first_response_in_hours": later("First response, business hours"),
    "response_in_hours": later("Response, business hours"),
    "issue_first_response_in_hours": later("Issue first response, business hours"),
    "first_resolution_in_hours": later("First resolution, business hours"),
    "full_resolution_in_hours": later("Full resolution, business hours"),
    "created": later("New matters"),
    "reopened": later("Opened again"),
    "resolved": later("Ended by agents"),
    "gone": later("Ended without an agent"),
    "promoter_score": later("NPS"),
    "promoter_answers": later("Answers on recommending"),
    "nps_answers": later("Answers on recommending"),
    "effort_answers": later("Answers on effort"),
    "ces_answers": later("Answers on effort"),
    "effort": later("Effort (CES)"),
    "easy": later("Easy for customers"),
    "surveys": later("Surveys asked"),
    "survey_answers": later("Answers to surveys"),
    "survey_refusals": later("Surveys refused"),
    "survey_silence": later("Surveys without an answer"),
    "survey_rate": later("Surveys answered"),
    "satisfaction_rate": later("CSAT response rate"),
    "promoter_rate": later("NPS response rate"),
    "effort_rate": later("CES response rate"),
    "nps_surveys": later("Asked on recommending"),
    "ces_surveys": later("Asked on effort"),
    "outcome_rating_rate": later("Rated"),
    "contacts": later("Interactions"),
    "customers": later("Customers"),
    "outcomes": later("Ended so"),
    "outcome": later("Handle time"),
    "outcome_handle_time": later("Handle time"),
    "outcome_rating": later("Rating"),
    "outcome_rated": later("Rated"),
    "open": later("Open"),
    "oldest": later("Open longest"),
    "open_at_start": later("Open at its start"),
    "open_at_end": later("Open at its end"),
    "under_1_h": later("Open under 1 h"),
    "under_4_h": later("Open 1 to 4 h"),
    "under_24_h": later("Open 4 to 24 h"),
    "under_3_days": later("Open 1 to 3 days"),
    "under_7_days": later("Open 3 to 7 days"),
    "older": later("Open over 7 days"),
    "self_service_ripe": later("Talks whose 24 hours are over"),
    "signed_in_planned": later("Time signed in on days with a shift"),
}
"""Measures and sums whose own names mean something else elsewhere on the screen."""


def title(definition: Definition) -> str:
    """The name of a measure."""
    words = _TITLES.get(definition.name, definition.title)
    return tr(words)


def part_words(definition: Definition) -> str:
    """What a measure is about, where that is not the way through queues; empty for these."""
    named = {*definition.numerator, *definition.denominator}
    if is_of_time(definition):
        return tr("Agents' time")
    if named & {*OF_WHOLE}:
        return tr("Issues and surveys")
    return tr("Self-service") if named & {*OF_SELF_SERVICE} else ""


def sum_title(name: str) -> str:
    """The name of a sum."""
    plain = name.removesuffix(_MS)
    words = _TITLES.get(plain, plain.replace("_", " ").capitalize())
    return tr(words)


def formula(definition: Definition) -> str:
    """How a measure is made; empty for what is only counted."""
    return "" if definition.formula == definition.name else tr(definition.formula)


def meaning_words(definition: Definition) -> str:
    """What a measure means, and how it is made."""
    how = formula(definition)
    return f"{tr(definition.words)}\n= {how}" if how else tr(definition.words)


def period_words(period: Period | None) -> str:
    """Days with a name, or own ones."""
    return {
        Period.TODAY: tr("Today"),
        Period.YESTERDAY: tr("Yesterday"),
        Period.THIS_WEEK: tr("This week"),
        Period.LAST_WEEK: tr("Last week"),
        Period.THIS_MONTH: tr("This month"),
        Period.LAST_MONTH: tr("Last month"),
        None: tr("Own days"),
    }[period]


def by_words(by: By | None) -> str:
    """What rows are told apart by."""
    return {
        By.QUEUE: tr("By queue"),
        By.CHANNEL: tr("By channel"),
        By.TEAM: tr("By team"),
        By.AGENT: tr("By agent"),
        By.ENTRY_POINT: tr("By entry point"),
        By.TAG: tr("By tag"),
        By.INTERVAL: tr("By time"),
        None: tr("All together"),
    }[by]


def row_head(by: By | None) -> str:
    """The head over the names of rows."""
    return {
        By.QUEUE: tr("Queue"),
        By.CHANNEL: tr("Channel"),
        By.TEAM: tr("Team"),
        By.AGENT: tr("Agent"),
        By.ENTRY_POINT: tr("Entry point"),
        By.TAG: tr("Tag"),
        By.INTERVAL: tr("Time"),
        None: "",
    }[by]


def channel_title(channel: Channel) -> str:
    """A channel's name that stands alone."""
    words = channel_word(channel)
    return words[:1].upper() + words[1:]


def every_words(every: Every) -> str:
    """How long an interval is."""
    return {
        Every.QUARTER: tr("15 minutes"),
        Every.HALF: tr("30 minutes"),
        Every.HOUR: tr("Hours"),
        Every.DAY: tr("Days"),
        Every.WEEK: tr("Weeks"),
        Every.MONTH: tr("Months"),
    }[every]


# --- numbers


def value_words(unit: str, value: float | None) -> str:
    """A figure with its unit."""
    if value is None:
        return DASH
    match unit:
        case "share":
            return tr("{n}%", n=QLocale().toString(100 * value, "f", 1))
        case "ms":
            return timer(round(value))
        case "count":
            return QLocale().toString(round(value))
    return QLocale().toString(value, "f", 2)


def axis_words(unit: str, value: float) -> str:
    """A round figure at an axis, without decimals that say nothing."""
    if unit == "share":
        digits = 0 if round(100 * value, 1) % 1 == 0 else 1
        return tr("{n}%", n=QLocale().toString(100 * value, "f", digits))
    if unit not in ("ms", "count"):
        return QLocale().toString(value, "f", 0 if value % 1 == 0 else 1)
    return value_words(unit, value)


def sum_words(name: str, value: int) -> str:
    """A sum: times as times."""
    return value_words("ms" if name.endswith(_MS) else "count", value)


def parts(definition: Definition, sums: Mapping[str, int]) -> tuple[str, ...]:
    """What a figure is made of: the division, then every sum by name. Empty for what is only counted."""
    names = [*definition.numerator, *definition.denominator]
    if not definition.denominator or not names:
        return ()
    over, under = (
        sum(-sums.get(one[1:], 0) if one[0] == "-" else sums.get(one, 0) for one in side)
        for side in (definition.numerator, definition.denominator)
    )
    above = sum_words(definition.numerator[0], over)
    below = sum_words(definition.denominator[0].lstrip("-"), under)
    plain = dict.fromkeys(one.lstrip("-") for one in names)
    lines = (f"{sum_title(one)}: {sum_words(one, sums.get(one, 0))}" for one in plain)
    return (f"{above} / {below}", *lines)


def tip(definition: Definition, row: FigureRow) -> str:
    """A figure with what it is made of."""
    value = value_words(definition.unit, row.figures.get(definition.name))
    return "\n".join((f"{title(definition)}: {value}", *parts(definition, row.sums)))


# --- rows


def row_words(row: FigureRow, question: FigureQuestion, names: FigureNames, zone: ZoneInfo) -> str:
    """What a row is about."""
    match question.by:
        case By.QUEUE:
            return _named(names.queues, row.queue_id, tr("No queue"))
        case By.AGENT:
            return _named(names.agents, row.agent_id, tr("Nobody: waited or gave up"))
        case By.TEAM:
            return _named(names.teams, row.team_id, "")
        case By.ENTRY_POINT:
            return _named(names.entry_points, row.entry_point_id, tr("No entry point"))
        case By.TAG:
            return single_line(row.tag or "", 80)
        case By.CHANNEL:
            return channel_title(row.channel) if row.channel is not None else ""
        case By.INTERVAL:
            return interval_words(row.from_at, row.until_at, question.every, zone)
    return ""


def _named(known: tuple[object, ...], key: str | None, nobody: str) -> str:
    if not key:
        return nobody
    name = next((getattr(one, "name", "") for one in known if getattr(one, "id", "") == key), "")
    return single_line(name, 80) or tr("No longer there: {id}", id=single_line(key, 60))


def interval_words(since: Millis, until: Millis, every: Every, zone: ZoneInfo) -> str:
    """A stretch of time in the house's zone: `Mon 23 Nov, 10:00 – 10:30`, `Mon 23 Nov`, `23 Nov – 29 Nov`."""
    first = local(since, zone).date()
    if every.isdecimal():
        times = f"{time_of_day(since, zone=zone)} – {time_of_day(until, zone=zone)}"
        return f"{day_words(first)}, {times}"
    last = local(until - 1, zone).date()
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def day_words(day: date, *, week: bool = True) -> str:
    """A day, with its weekday."""
    pattern = tr("ddd d MMM") if week else tr("d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def span_words(answer: Answer) -> str:
    """The days of an answer."""
    zone = ZoneInfo(answer.curve.zone)
    return interval_words(answer.curve.from_at, answer.curve.until_at, Every.DAY, zone)


def compared_words(question: FigureQuestion, answer: Answer) -> str:
    """What the days are compared with."""
    if question.period in (Period.THIS_MONTH, Period.LAST_MONTH):
        return tr("Month before")
    weeks = round((answer.curve.from_at - answer.before.from_at) / (7 * 86_400_000))
    return tr("Week before") if weeks <= 1 else tr("{n} weeks before", n=weeks)
