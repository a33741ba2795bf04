"""When a scheduled report goes out, and what becomes of it: one step after the other, each kept before the next.

Promises that a report is marked as being sent before its mail leaves, so that none is sent twice blindly; that hours
which passed while the hub was not there are made up for by one report, not by many; that the next hour is always known.
Pure: it changes records, and its caller keeps them.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.rules.hours import DAY, openings_between
from agent_desktop.hub.written.records import NotNow, Outcome, Rejected, Sent
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.base import Millis
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.report_schedules import ReportSchedule
from agent_desktop.model.words import later

AGAIN_MS: Final[tuple[Millis, ...]] = (60_000, 300_000, 900_000, 3_600_000)
"""After how long one that could not be sent is tried again; then as the last one says."""
ATTEMPTS: Final = 27
"""So often it is tried: for a day, from the first attempt on, also where that one was late."""
ASK: Final = later("Ask who was to receive it, or save it from the page of reports.")
CHECK: Final = later("Check the mailbox in the settings; the next one goes out at its hour.")
_AHEAD_MS: Final[Millis] = 9 * 24 * 3_600_000


def next_hour(schedule: ReportSchedule, after: Millis) -> Millis | None:
    """The first hour of a schedule after a moment; one that the clocks skip is the moment after the gap."""
    minute = schedule.minute
    calendar = Calendar(
        id=schedule.id,
        zone=schedule.zone,
        hours=tuple(OpenHours(weekday=day, opens=minute, closes=DAY) for day in schedule.days),
    )
    hours = openings_between(calendar, after, after + _AHEAD_MS)
    return next((begin for begin, _ in hours if begin > after), None)


def planned(schedule: ReportSchedule, now: Millis) -> ReportSchedule:
    """A schedule that was defined just now."""
    due_at = None if schedule.paused else next_hour(schedule, now)
    return replace(schedule, due_at=due_at, state="waiting", problem="", remedy="", attempt=0)


def claimed(schedule: ReportSchedule, now: Millis) -> ReportSchedule:
    """It is being sent from now on. One that is tried again keeps its letter."""
    again = schedule.state == "trying"
    of_at = schedule.of_at if again else schedule.due_at
    return replace(
        schedule,
        state="sending",
        of_at=of_at,
        letter_id=schedule.letter_id if again else f"{schedule.id}-{of_at}",
        file_id=schedule.file_id if again else "",
        attempt=schedule.attempt + 1 if again else 1,
        due_at=next_hour(schedule, now),
    )


def settled(schedule: ReportSchedule, outcome: Outcome, now: Millis) -> ReportSchedule:
    """What became of it."""
    over = replace(schedule, last_at=schedule.of_at, of_at=None, file_id="", attempt=0)
    if isinstance(outcome, Sent):
        return replace(over, state="sent", sent_at=now, problem="", remedy="")
    if isinstance(outcome, Rejected):
        return replace(over, state="failed", problem=outcome.problem, remedy=outcome.remedy)
    if not isinstance(outcome, NotNow):
        return replace(over, state="unclear", problem=outcome.problem, remedy=ASK)
    if schedule.attempt >= ATTEMPTS:
        return replace(over, state="failed", problem=outcome.problem, remedy=CHECK)
    pause = outcome.wait_ms or AGAIN_MS[min(schedule.attempt, len(AGAIN_MS)) - 1]
    return replace(schedule, state="trying", due_at=now + pause, problem=outcome.problem, remedy="")
