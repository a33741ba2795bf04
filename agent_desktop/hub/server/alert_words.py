"""What a mail says of an alert.

Promises a subject that says all there is to know in one line, in plain text. Refuses customers' names and words.
"""

from typing import Final

import msgspec

from agent_desktop.model.alerts import Alert, AlertFigure
from agent_desktop.model.base import Millis, Record

_FIGURES: Final = {
    AlertFigure.WAITING: ("{value:.0f} customers wait", "the line is {limit:.0f}"),
    AlertFigure.LONGEST_WAIT: (
        "the first in line waits for {value:.0f} s",
        "the line is {limit:.0f} s",
    ),
    AlertFigure.SERVICE: ("{value:.0f} % were answered in time", "the line is {limit:.0f} %"),
    AlertFigure.ABANDONED: ("{value:.0f} % gave up", "the line is {limit:.0f} %"),
    AlertFigure.READY: ("{value:.0f} agents are ready", "the line is {limit:.0f}"),
    AlertFigure.SURVEY: ("a customer answered {value:.0f}", "the line is {limit:.0f}"),
}


class News(Record, frozen=True):
    """What happened to an alert."""

    what: str
    at: Millis
    alert: Alert


def mail_of(body: str, team: str) -> tuple[str, str]:
    """The subject and the text."""
    news = msgspec.json.decode(body, type=News)
    alert = news.alert
    value, limit = (
        words.format(value=alert.value, limit=alert.limit) for words in _FIGURES[alert.figure]
    )
    where = alert.queue_name
    if news.what == "cleared":
        return (
            f"Over: {alert.name} ({where})",
            f"{where}: calm again. It was: {value}; {limit}.\n\n{team}",
        )
    return f"Alert: {alert.name} ({where})", f"{where}: {value}; {limit}.\n\n{team}"
