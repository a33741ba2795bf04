"""What the columns of reports are called.

Promises a caption for every metric, and the metric's own definition as its words.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.model.figures import Definition
from agent_desktop.model.reports import Column, Kind

METRICS: Final[Mapping[str, str]] = {
    "offered": "Came",
    "answered": "Answered",
    "handled": "Served",
    "abandoned": "Gave up",
    "short_abandoned": "Gave up at once",
    "other_exits": "Left otherwise",
    "waiting": "Waiting now",
    "service_level": "Service level",
    "speed_of_answer": "Mean wait",
    "abandon_wait": "Wait of those who gave up",
    "abandon_rate": "Abandonment",
    "abandon_rate_of_offered": "Abandonment of all",
    "abandon_rate_without_short": "Abandonment without short ones",
    "handle_time": "Handle time",
    "handle_time_in_all": "Handle time in all",
    "talk_time": "Talk",
    "hold_time": "Hold",
    "wrap_up_time": "Wrap-up",
    "consult_time": "Called in",
    "concurrency": "Conversations at once",
    "adjusted_handle_time": "Adjusted handle time",
    "transfer_rate": "Transferred",
    "offers": "Offers",
    "declined": "Declined",
    "missed": "Missed",
    "first_response": "First response",
    "response": "Response",
    "rated": "Ratings",
    "satisfied": "Satisfied",
    "rating": "Rating of 5",
    "rating_rate": "Rated",
    "longest_wait": "Longest wait",
    "consults": "Helped",
    "signed_in": "Signed in",
    "busy": "Working",
    "idle": "Ready, idle",
    "ringing": "Ringing",
    "not_ready": "Not ready",
    "unlinked": "Without a link",
    "occupancy": "Occupancy",
    "utilisation": "Utilisation",
    "planned": "Planned",
    "paid": "Paid",
    "adherence": "Adherence",
    "conformance": "Conformance",
    "begun": "Begun by agents",
    "issues": "Issues",
    "first_contact_resolution": "First-contact resolution",
    "first_resolution": "First resolution",
    "full_resolution": "Full resolution",
    "first_response_in_hours": "First response in business hours",
    "response_in_hours": "Response in business hours",
    "issue_first_response": "First response to issues",
    "issue_first_response_in_hours": "First response to issues in business hours",
    "first_resolution_in_hours": "First resolution in business hours",
    "full_resolution_in_hours": "Full resolution in business hours",
    "created": "New",
    "reopened": "Reopened",
    "resolved": "Settled",
    "gone": "Left otherwise",
    "promoter_score": "NPS",
    "promoter_answers": "NPS answers",
    "effort": "Effort of 7",
    "easy": "Easy",
    "effort_answers": "Effort answers",
    "surveys": "Asked",
    "survey_answers": "Answered surveys",
    "survey_refusals": "Refused",
    "survey_silence": "No answer",
    "survey_rate": "Surveys answered",
    "satisfaction_rate": "CSAT response rate",
    "promoter_rate": "NPS response rate",
    "effort_rate": "CES response rate",
    "self_service": "Self-service",
    "self_service_done": "Done",
    "self_service_handed_off": "Handed off",
    "self_service_left": "Left",
    "self_service_failed": "Failed",
    "self_service_after_hours": "After hours",
    "contained": "Contained",
    "contained_strictly": "Contained, strictly",
}
_KINDS: Final = {
    "count": Kind.COUNT,
    "ms": Kind.MS,
    "share": Kind.SHARE,
    "times": Kind.TIMES,
}

PARTS: Final[Mapping[str, str]] = {
    "queue": "Queue",
    "channel": "Channel",
    "entry_point": "Entry point",
    "agent": "Agent",
    "team": "Team",
    "tag": "Tag",
}
"""What rows are told apart by, besides time."""
FROM: Final = "From"
DAY: Final = "Day"


def of_metric(definition: Definition) -> Column:
    """The column of a metric."""
    words = definition.words
    if definition.denominator:
        words = f"{words} ({definition.formula})"
    return Column(
        name=definition.name,
        caption=METRICS[definition.name],
        kind=_KINDS[definition.unit],
        words=words,
        numerator=definition.numerator if definition.denominator else (),
        denominator=definition.denominator,
        behind=definition.name,
    )


def of_part(name: str) -> Column:
    """The column of what rows are told apart by."""
    return Column(name=name, caption=PARTS[name], kind=Kind.TEXT)


def of_time(every: str) -> Column:
    """The column of when an interval begins."""
    if every.isdecimal():
        return Column(name="from", caption=FROM, kind=Kind.MOMENT)
    return Column(name="from", caption=DAY if every == "day" else FROM, kind=Kind.DAY)
