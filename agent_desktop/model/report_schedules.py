"""Reports that go out by e-mail at certain hours, and how that went.

Promises words and a remedy for whatever went wrong. Refuses to say what is in the report.
"""

from typing import TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.reports import ReportInfo


class ReportSchedule(Record, frozen=True, omit_defaults=False):
    """A report, to whom it goes, and when.

    `report` and `query` are as `GET /v1/reports/{report}?{query}` takes them; `format` is csv, xlsx or pdf. It goes out
    on `days` (0 is Monday) at `minute` of the day in `zone`, from the mailbox `entry_point_id`, and holds what
    `owner_id` may see at that time.

    `state`: "waiting" (for `due_at`), "sending", "trying" (not sent yet, tried again at `due_at`), "sent" (the last
    one, at `sent_at`), "failed" (`problem`, `remedy`), "unclear" (the last one may have been sent, and is not sent
    again); the next one is due at `due_at`. `last_at` is for which hour the last one was.
    """

    id: str
    owner_id: str = ""
    report: str = "service"
    query: str = "period=yesterday"
    format: str = "pdf"
    language: str = "en"
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    minute: int = 420
    zone: str = "UTC"
    entry_point_id: str = ""
    receivers: tuple[str, ...] = ()
    paused: bool = False
    state: str = "waiting"
    problem: str = ""
    remedy: str = ""
    due_at: Millis | None = None
    of_at: Millis | None = None
    """For which hour the one is that is being sent, or tried."""
    sent_at: Millis | None = None
    last_at: Millis | None = None
    letter_id: str = ""
    file_id: str = ""
    attempt: int = 0


class ReportSchedules(Tagged, frozen=True, tag="report_schedules"):
    """The schedules that one may see, and the mailboxes and reports that one may choose."""

    schedules: tuple[ReportSchedule, ...]
    mailboxes: tuple[Named, ...] = ()
    reports: tuple[ReportInfo, ...] = ()


class KeepReportSchedule(Record, frozen=True):
    """Have a report sent, or otherwise than before. `before` is None for a new one."""

    schedule: ReportSchedule
    before: ReportSchedule | None = None


class PauseReportSchedule(Record, frozen=True):
    """The report waits, or goes out again at its hours."""

    schedule_id: str
    paused: bool


class SendReportSchedule(Record, frozen=True):
    """The report goes out now, too, as it is kept."""

    schedule_id: str


class RemoveReportSchedule(Record, frozen=True):
    """The report goes out no more."""

    schedule_id: str


ScheduleOrder: TypeAlias = (
    KeepReportSchedule | PauseReportSchedule | SendReportSchedule | RemoveReportSchedule
)
"""What may be asked for about reports at certain hours."""
