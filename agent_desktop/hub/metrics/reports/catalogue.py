"""Every report that there is: what it is called, what it is for, and what it asks.

Promises that a name stays a name: programs and schedules keep it.
"""

from typing import Final, NamedTuple

from agent_desktop.model.reports import ReportInfo

_WITHOUT_TAGS: Final = ("queue", "channel", "entry_point", "agent")
_NARROW: Final = (*_WITHOUT_TAGS, "tag")


class OfFigures(NamedTuple):
    """A report that is a table of figures. `every` is how long its intervals are unless somebody asks otherwise."""

    name: str
    title: str
    words: str
    by: tuple[str, ...]
    metrics: tuple[str, ...]
    every: str = "day"
    asks: tuple[str, ...] = _NARROW
    issues: bool = False
    """It takes what became of issues, which is read apart."""
    self_service: bool = False
    """It takes the talks with menus and bots, which are read apart."""
    time: bool = False
    """It takes agents' time, which is read apart."""


class OfRows(NamedTuple):
    """A report that is made of rows of its own."""

    name: str
    title: str
    words: str
    asks: tuple[str, ...] = _NARROW


_WAITS: Final = (
    *("offered", "answered", "abandoned", "service_level", "speed_of_answer", "longest_wait"),
    *("abandon_rate",),
)
_WORK: Final = ("handled", "handle_time", "transfer_rate")
_SAID: Final = (
    *("first_response", "first_response_in_hours", "response", "response_in_hours"),
    *("rated", "rating_rate", "satisfied", "rating"),
)
_ISSUES: Final = (
    *("issues", "first_contact_resolution", "first_resolution", "full_resolution"),
    *("issue_first_response", "issue_first_response_in_hours"),
    *("first_resolution_in_hours", "full_resolution_in_hours"),
)
_SURVEYS: Final = (
    "satisfaction_rate",
    *("promoter_answers", "promoter_rate", "promoter_score"),
    *("effort_answers", "effort_rate", "effort", "easy"),
    *("surveys", "survey_answers", "survey_refusals", "survey_silence", "survey_rate"),
)

REPORTS: Final[tuple[OfFigures | OfRows, ...]] = (
    OfFigures(
        "service",
        "Service by interval",
        "How many came, how soon they were answered, and who gave up, interval by interval.",
        ("interval",),
        (*_WAITS, "handle_time", "first_response"),
        every="30",
        asks=("every", *_NARROW),
    ),
    OfFigures(
        "agents",
        "Agent day",
        "What each agent did on each day: time signed in, time at work, how they followed their"
        " shifts, and whom they served.",
        ("interval", "agent"),
        (
            *("signed_in", "busy", "idle", "not_ready", "occupancy", "utilisation"),
            *("planned", "paid", "adherence", "conformance"),
            *("answered", "handled", "handle_time", "talk_time", "hold_time", "wrap_up_time"),
            *("transfer_rate", "declined", "missed", "rated", "rating_rate", "satisfied", "rating"),
        ),
        asks=("every", "agent"),
        time=True,
    ),
    OfFigures(
        "channels",
        "Channels compared",
        "Waits, handle time and satisfaction of each channel beside the others.",
        ("channel",),
        (*_WAITS, *_WORK, *_SAID),
    ),
    OfFigures(
        "queues",
        "Queues compared",
        "Waits, handle time and satisfaction of each queue beside the others.",
        ("queue",),
        (*_WAITS, *_WORK, *_SAID),
    ),
    OfFigures(
        "entry_points",
        "Entry points compared",
        "By which numbers, mailboxes and accounts customers came, and how it went.",
        ("entry_point", "channel"),
        (*_WAITS, *_WORK, *_SAID),
    ),
    OfFigures(
        "teams",
        "Teams compared",
        "What the members of each team had in hand, and who waited in their queues.",
        ("team",),
        (*_WAITS, *_WORK, *_SAID),
        asks=_NARROW,
    ),
    OfFigures(
        "tags",
        "Tags compared",
        "What the routing rules' tags stood on, and how it went.",
        ("tag",),
        (*_WAITS, *_WORK, *_SAID),
    ),
    OfFigures(
        "resolution",
        "Resolution",
        "How often one contact was enough, and how long it took until a matter was settled.",
        ("queue", "channel"),
        _ISSUES,
        asks=("by", *_NARROW),
        issues=True,
    ),
    OfFigures(
        "surveys",
        "Surveys",
        "What customers answered when they were asked: satisfaction, recommendation, effort.",
        ("queue", "channel"),
        ("rated", "satisfied", "rating", "rating_rate", *_SURVEYS),
        asks=("by", *_NARROW),
        issues=True,
    ),
    OfFigures(
        "self_service",
        "Self-service",
        "How many callers menus and bots served without a person, and what became of the others.",
        ("interval", "entry_point", "channel"),
        (
            *("self_service", "contained", "contained_strictly"),
            *("self_service_done", "self_service_handed_off", "self_service_left"),
            *("self_service_failed", "self_service_after_hours"),
        ),
        asks=("every", "by", "queue", "channel", "entry_point"),
        self_service=True,
    ),
    OfRows(
        "dispositions",
        "Dispositions",
        "With which outcome agents ended their work.",
        _WITHOUT_TAGS,
    ),
    OfRows(
        "preferences",
        "Customers' channels",
        "Which channel customers use most: each customer counts for the one by which they came most often.",
        _WITHOUT_TAGS,
    ),
    OfRows(
        "backlog",
        "Backlog",
        "What was open at the beginning of each interval, what came, what was settled, and what was left.",
        ("every", *_NARROW),
    ),
    OfRows(
        "ageing",
        "Ageing",
        "What is open now, by how long it has been.",
    ),
    OfRows(
        "journey",
        "A customer's journey",
        "Everything by which a customer came, in order, and what became of it.",
        ("customer",),
    ),
)
BY_NAME: Final = {one.name: one for one in REPORTS}


def listed() -> tuple[ReportInfo, ...]:
    """The reports as they are offered."""
    return tuple(
        ReportInfo(name=one.name, title=one.title, words=one.words, asks=one.asks)
        for one in REPORTS
    )
