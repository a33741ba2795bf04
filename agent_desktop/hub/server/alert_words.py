"""What a mail says of an alert.

Promises a subject that says all there is to know in one line, in plain text. Refuses customers' names and words.
"""

from typing import Final

import msgspec

from agent_desktop.model.alerts import AgentState, Alert, AlertFigure
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.surveys import SCALES, SurveyKind

_FIGURES: Final = {
    AlertFigure.WAITING: ("{value:.0f} customers wait", "the line is {limit:.0f}"),
    AlertFigure.LONGEST_WAIT: (
        "the first in line waits for {time}",
        "the line is {line}",
    ),
    AlertFigure.SERVICE: ("{value:.0f}% were answered in time", "the line is {limit:.0f}%"),
    AlertFigure.ABANDONED: ("{value:.0f}% gave up", "the line is {limit:.0f}%"),
    AlertFigure.READY: ("{value:.0f} agents are ready", "the line is {limit:.0f}"),
    AlertFigure.IN_STATE: ("{state} for {time}", "the line is {line}"),
    AlertFigure.SURVEY: ("a customer answered {value:.0f}{scale}", "low is {limit:.0f} or less"),
    AlertFigure.LOCK: ("nobody was served for {time}", "a stranger held the hub's lock"),
}
_BEST: Final = {SurveyKind.CSAT: "best", SurveyKind.NPS: "best", SurveyKind.CES: "easiest"}
"""What the highest answer to a survey means."""


_ONE: Final = {AlertFigure.WAITING: "1 customer waits", AlertFigure.READY: "1 agent is ready"}
"""Where a single one is said otherwise."""
_STATES: Final = {
    AgentState.NOT_RESPONDING: "not responding",
    AgentState.AWAY: "away",
    AgentState.TALKING: "in a call",
    AgentState.HOLD: "has had a customer on hold",
    AgentState.WRAP_UP: "in wrap-up",
    AgentState.IDLE: "ready without work",
    AgentState.LINK_LOST: "without a link",
}


def _time(value: float) -> str:
    """Seconds as people say them: `45 s`, `12:05 min`, `1:30 h`."""
    minutes, seconds = divmod(round(value), 60)
    if minutes >= 60:
        return f"{minutes // 60}:{minutes % 60:02} h"
    return f"{minutes}:{seconds:02} min" if minutes else f"{seconds} s"


def _scale(kind: SurveyKind) -> str:
    highest = SCALES[kind][1]
    return f" of {highest} ({kind.upper()}, {highest} is {_BEST[kind]})"


class News(Record, frozen=True):
    """What happened to an alert."""

    what: str
    at: Millis
    alert: Alert


def mail_of(body: str, team: str) -> tuple[str, str]:
    """The subject and the text."""
    news = msgspec.json.decode(body, type=News)
    alert = news.alert
    state = "" if alert.state is None else _STATES[alert.state]
    scale = "" if alert.survey is None else _scale(alert.survey)
    value, limit = (
        words.format(
            value=alert.value,
            limit=alert.limit,
            state=state,
            scale=scale,
            time=_time(alert.value),
            line=_time(alert.limit),
        )
        for words in _FIGURES[alert.figure]
    )
    if round(alert.value) == 1:
        value = _ONE.get(alert.figure, value)
    where = alert.agent_name or alert.team_name or alert.queue_name or "The whole house"
    if alert.channels:
        where += f" ({', '.join(alert.channels)})"
    if news.what == "cleared" and alert.figure is AlertFigure.SURVEY:
        seen = f"{where}: {alert.seen_by} sees to it. It was: {value}; {limit}.\n\n{team}"
        return f"Seen: {alert.name} ({where})", seen
    if news.what == "cleared":
        return (
            f"Over: {alert.name} ({where})",
            f"{where}: calm again. It was: {value}; {limit}.\n\n{team}",
        )
    return f"Alert: {alert.name} ({where})", f"{where}: {value}; {limit}.\n\n{team}"
