"""Acts of the audit trail in words: rows, details, days, and which acts typed words stand for. Pure.

Promises safe single lines for rows, and that nothing of an entry is left out of its details.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale

from agent_desktop.desk.trail_state import Judging, TrailState
from agent_desktop.model.administration_audit import AuditLine
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.format import local, moment, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.audit_acts import ACTS
from agent_desktop.ui.words import later, plural, problem_words, tr

MOST_COUNTED: Final = 1_000
"""So many entries are counted."""
_LONG, _SHORT = 20, 6
"""Ids that are longer than so many letters are told by their last ones."""
REFUSED: Final = ("refused", "sign_in_refused")
_KINDS: Final = {
    "queue": later("Queue {name}"),
    "team": later("Team {name}"),
    "interaction": later("Interaction {name}"),
    "call": later("Telephone call {name}"),
    "conversation": later("Conversation {name}"),
    "customer": later("Customer {name}"),
    "recording": later("Recording {name}"),
    "announcement": later("Announcement {name}"),
    "alert": later("Alert {name}"),
    "figure": later("Figure {name}"),
    "report": later("Report {name}"),
    "report-schedule": later("Report by e-mail {name}"),
    "wallboard": later("Wallboard {name}"),
    "entry-point": later("Website {name}"),
    "network": later("Entry point {name}"),
    "disposition": later("Outcome {name}"),
    "saved-replie": later("Saved reply {name}"),
    "skill": later("Skill {name}"),
    "calendar": later("Calendar {name}"),
    "survey": later("Survey {name}"),
}
"""By what subjects begin with, without the s of what routes name in the plural."""
_FIELDS: Final = {
    "fields": later("Fields"),
    "reason": later("Why"),
    "state": later("State"),
    "mode": later("How"),
    "format": later("Format"),
    "asked": later("Asked for"),
    "field": later("Field"),
    "value": later("Value"),
    "queue": later("Queue"),
    "agent": later("Agent"),
    "days": later("Days"),
    "conversation": later("Conversation"),
    "when_free": later("When free"),
    "until": later("Until"),
    "team": later("Team"),
    "by": later("By"),
}


@dataclass(frozen=True)
class AuditRow:
    """A row of the list; `who` is empty where nobody knows."""

    key: str
    who: str
    title: str
    detail: str
    when: str
    refused: bool

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        state = tr("Refused") if self.refused else ""
        parts = (self.title, state, self.detail, self.when)
        return ", ".join(one for one in parts if one)


def act_words(act: str) -> str:
    """What was done."""
    known = ACTS.get(act)
    return tr(known) if known else act.replace("_", " ")


def who_words(line: AuditLine) -> str:
    """Who did it."""
    return line.who or tr("Nobody who is known")


def subject_words(line: AuditLine, *, short: bool = False) -> str:
    """What it was done to; what has no word of ours stands as the backend names it. `short`: the end of an id is
    enough, and what has no word is left out, since the act says it."""
    kind, _, rest = line.subject.partition("/")
    kind, key = kind.removesuffix("s"), rest.partition("/")[0]
    if kind == "agent" and line.subject_name:
        return line.subject_name
    known = _KINDS.get(kind)
    if known is None or not key:
        return "" if short else line.subject
    if short and len(key) > _LONG:
        key = f"…{key[-_SHORT:]}"
    return tr(known, name=line.subject_name or key)


def thing(line: AuditLine) -> str:
    """What it was done to, as it is asked for ("queue/support"); empty where it was to nothing that has a name."""
    kind, _, rest = line.subject.partition("/")
    kind, key = kind.removesuffix("s"), rest.partition("/")[0]
    if not key or kind not in (*_KINDS, "agent"):
        return f"agent/{line.whom_id}" if line.whom_id else ""
    return f"{'interaction' if kind == 'call' else kind}/{key}"


def row(line: AuditLine, now: Millis) -> AuditRow:
    """An entry as a row."""
    about = [line.whom] if line.whom != line.subject_name else []
    parts = [who_words(line), *about, subject_words(line, short=True)]
    return AuditRow(
        key=line.id,
        who=single_line(line.who, 60),
        title=single_line(act_words(line.act), 120),
        detail=single_line(" · ".join(one for one in parts if one), 200),
        when=moment(line.at, now),
        refused=line.act in REFUSED,
    )


def when_words(at: Millis) -> str:
    """A moment to the second."""
    then = local(at)
    days = QLocale().toString(QDate(then.year, then.month, then.day), QLocale.FormatType.LongFormat)
    return f"{days}, {time_of_day(at, seconds=True)}"


def detail_words(detail: str) -> str:
    """What more is said of an act, a line each; what nobody can take apart stands as it is."""
    try:
        said = json.loads(detail or "{}")
    except ValueError:
        return detail
    if not isinstance(said, dict):
        return detail
    return "\n".join(f"{_field(name)}: {_value(name, one)}" for name, one in said.items())


def _field(name: str) -> str:
    known = _FIELDS.get(name)
    return tr(known) if known else name.replace("_", " ")


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name == "until" and isinstance(value, int):
        return when_words(value)
    return str(value)


def means_of(words: str) -> tuple[tuple[str, ...], ...]:
    """For each word the acts that it stands for in the language of the window."""
    known = {act: f"{tr(said)} {act}".casefold() for act, said in ACTS.items()}
    return tuple(
        tuple(act for act, said in known.items() if word in said)
        for word in words.casefold().split()
    )


def count_words(trail: TrailState, now: Millis) -> str:
    """How many were found, and how far back was looked while that goes on."""
    if not trail.came:
        return ""
    count = max(trail.count, len(trail.lines))
    every = trail.counted or trail.before == 0
    locale = QLocale()
    if every:
        found = plural(count, "{n} entry", "{n} entries")
    elif count > MOST_COUNTED:
        found = tr("More than {n} entries", n=locale.toString(count - 1))
    else:
        found = plural(count, "At least {n} entry", "At least {n} entries")
    if trail.reached is None or every or not _short(trail):
        return found
    return f"{found} · {tr('Looked back to {moment}', moment=moment(trail.reached, now))}"


def _short(trail: TrailState) -> bool:
    return trail.count <= MOST_COUNTED


def judged_words(judging: Judging) -> tuple[str, Level | None]:
    """What came of judging the whole trail."""
    if judging.on:
        return tr("Checking the whole trail…"), None
    if judging.problem is not None:
        return problem_words(judging.problem), "warn"
    found = judging.judged
    if found is None:
        return "", None
    count = QLocale().toString(found.entries)
    if found.broken is None:
        words = tr(
            "The trail is whole up to entry {n}, digest {digest}.", n=count, digest=found.digest
        )
        return words, "success"
    broken = QLocale().toString(found.broken)
    words = tr(
        "The trail breaks at entry {broken}: {why}. It is whole up to entry {n}.",
        broken=broken, why=_why(found.why), n=count,
    )  # fmt: skip
    remedy = tr("Compare it with an export that lies elsewhere, and with a backup.")
    return f"{words} {remedy}", "danger"


def _why(why: str) -> str:
    known = _WHYS.get(why)
    return tr(known) if known else why


_WHYS: Final = {
    "it is missing": later("it is missing"),
    "it stands where another one belongs": later("it stands where another one belongs"),
    "its digest does not fit": later("its digest does not fit"),
    "it is not the newest that was kept": later("it is not the newest that was kept"),
}

# --- days

ANY, OWN = "any", "own"
_DAYS: Final = {"today": 1, "week": 7, "month": 30, "quarter": 90}


def days_offered() -> list[tuple[str, str]]:
    """The times that can be chosen."""
    return [
        (ANY, tr("At any time")),
        ("today", tr("Today")),
        *((key, tr("Last {n} days", n=days)) for key, days in _DAYS.items() if days > 1),
        (OWN, tr("Own days")),
    ]


def since_of(key: str, today: date) -> Millis | None:
    """When such a time begins."""
    days = _DAYS.get(key)
    return None if days is None else start_of(today - timedelta(days=days - 1))


def start_of(day: date) -> Millis:
    """When a day begins, where the person is."""
    return int(datetime.combine(day, time.min).astimezone().timestamp() * 1000)
