"""Rows and columns of reports that are made of rows of their own: outcomes, channels, what is open, journeys.

Promises what `making` promises, and words for every number that is counted here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from agent_desktop.hub.metrics.reports import captions, own
from agent_desktop.hub.metrics.reports.making import Called, Row, Span, Table, called_as
from agent_desktop.model.base import Millis
from agent_desktop.model.journeys import JourneyStep
from agent_desktop.model.reports import Column, Kind, RowKey


def _text(name: str, caption: str, words: str = "") -> Column:
    return Column(name=name, caption=caption, kind=Kind.TEXT, words=words)


def _count(name: str, caption: str, words: str = "", behind: str = "") -> Column:
    return Column(name=name, caption=caption, kind=Kind.COUNT, words=words, behind=behind)


def _share(name: str, caption: str, words: str, behind: str) -> Column:
    """A share of all rows: the list behind it is that of the row."""
    return Column(name=name, caption=caption, kind=Kind.SHARE, words=words, behind=behind)


def _ms(name: str, caption: str, words: str = "", behind: str = "") -> Column:
    return Column(name=name, caption=caption, kind=Kind.MS, words=words, behind=behind)


def dispositions(
    rows: Iterable[tuple[str, int, Millis, int, int]], span: Span, called: Called
) -> Table:
    """Outcomes: code, how often, handled altogether, ratings and their sum."""
    found = list(rows)
    whole = sum(one[1] for one in found)
    columns = (
        _text("disposition", "Disposition"),
        _text("group", "Group"),
        _count("contacts", "Interactions", "Work that agents ended so.", "outcomes"),
        _share("share", "Share", "Of all work of this time that agents ended.", "outcomes"),
        _ms(
            "handle_time",
            "Handle time",
            "Of all agents who had a part in it, on average.",
            "outcome_handle_time",
        ),
        _count(
            *("rated", "Ratings", "How many of these customers said how satisfied they were."),
            behind="outcome_rated",
        ),
        _share(
            "rating_rate", "Rated", "The share of these customers who did.", "outcome_rating_rate"
        ),
        Column(
            name="rating",
            caption="Rating of 5",
            kind=Kind.TIMES,
            words="What they gave on average.",
            behind="outcome_rating",
        ),
    )

    def row(code: str, group: str, count: int, worked: Millis, rated: int, rating: int) -> Row:
        share = count / whole if whole else None
        mean, said = (worked / count, rated / count) if count else (None, None)
        return (code, group, count, share, mean, rated, said, rating / rated if rated else None)

    made = [
        row(called_as(called.dispositions, one[0]), called.groups.get(one[0], ""), *one[1:])
        for one in found
    ]
    sums = [sum(column) for column in zip(*(one[1:] for one in found), strict=True)] or [0] * 4
    total: Row = (None, None, *row("", "", *sums)[2:])
    about = tuple(RowKey(*span, disposition=one[0]) for one in found)
    return Table(columns, tuple(made), total, keys=about)


def preferences(rows: Iterable[tuple[str, int, int]], span: Span, called: Called) -> Table:
    """Channels by how many customers use them most: channel, customers, contacts."""
    found = list(rows)
    people, contacts = sum(one[1] for one in found), sum(one[2] for one in found)
    columns = (
        _count("rank", "Rank", "The place of a channel by its customers."),
        _text("channel", "Channel"),
        _count("customers", "Customers", "Customers who came by it most often.", own.CUSTOMERS),
        _share(
            "share_of_customers",
            "Share of customers",
            "Of all customers who came in this time.",
            own.CUSTOMERS,
        ),
        _count("contacts", "Interactions", "How often customers came by it.", own.CONTACTS),
        _share(
            "share_of_contacts",
            "Share of interactions",
            "Of all interactions of this time.",
            own.CONTACTS,
        ),
    )
    made = [
        (
            place,
            called_as(called.channels, channel),
            mine,
            mine / people if people else None,
            came,
            came / contacts if contacts else None,
        )
        for place, (channel, mine, came) in enumerate(found, 1)
    ]
    about = tuple(RowKey(*span, mostly=one[0]) for one in found)
    return Table(columns, tuple(made), (None, None, people, None, contacts, None), keys=about)


def backlog(
    begins: Sequence[Millis | str],
    spans: Sequence[Span],
    start: int,
    moved: Mapping[int, Sequence[int]],
    every: str,
) -> Table:
    """What was open and what moved: `moved` has created, reopened, resolved and left, by number of interval."""
    columns = (
        captions.of_time(every),
        _count(
            *("open_at_start", "Open at its start", "What had come before and was not over."),
            behind=own.OPEN_AT_START,
        ),
        _count("created", "New", "Interactions that begin a conversation.", "created"),
        _count(
            "reopened",
            "Reopened",
            "Interactions of a conversation that had ended before.",
            "reopened",
        ),
        _count("resolved", "Settled", "Work that agents ended.", "resolved"),
        _count(
            "left", "Left otherwise", "Who gave up, left a voicemail, or was not let in.", "gone"
        ),
        _count(
            "open_at_end",
            "Open at its end",
            "Open at its start, new and reopened, less settled and left otherwise.",
            own.OPEN_AT_END,
        ),
    )
    made: list[Row] = []
    sums = [0, 0, 0, 0]
    at = start
    for number, begin in enumerate(begins):
        mine = tuple(moved.get(number, (0, 0, 0, 0)))
        end = at + mine[0] + mine[1] - mine[2] - mine[3]
        made.append((begin, at, *mine, end))
        sums = [one + two for one, two in zip(sums, mine, strict=True)]
        at = end
    about = tuple(RowKey(*one) for one in spans)
    return Table(columns, tuple(made), (None, start, *sums, at), keys=about)


def ageing(
    rows: Iterable[tuple[str, str, Millis]], span: Span, now: Millis, called: Called
) -> Table:
    """What is open by its age: queue, channel, arrival."""
    columns = (
        captions.of_part("queue"),
        captions.of_part("channel"),
        _count("open", "Open", "What has come and is not over.", own.OPEN),
        *(
            _count(name, caption, "What is open and so old.", name)
            for name, caption, _ in own.BANDS
        ),
        _ms("oldest", "Oldest", "How old the oldest of it is.", own.OLDEST),
    )
    found: dict[tuple[str, str], list[Millis]] = {}
    for queue_id, channel, arrived_at in rows:
        found.setdefault((queue_id, channel), []).append(max(0, now - arrived_at))
    made = [
        (called_as(called.queues, key[0]), called_as(called.channels, key[1]), *_aged(ages))
        for key, ages in sorted(found.items())
    ]
    everything = [one for ages in found.values() for one in ages]
    about = tuple(RowKey(*span, queue=key[0], channel=key[1]) for key in sorted(found))
    return Table(columns, tuple(made), (None, None, *_aged(everything)), keys=about)


def _aged(ages: Sequence[Millis]) -> Row:
    counts = [0] * len(own.BANDS)
    for age in ages:
        counts[own.band(age)] += 1
    return (len(ages), *counts, max(ages, default=None))


STATES: Final = {
    "queued": "Waiting",
    "offered": "Waiting",
    "active": "In hand",
    "wrap_up": "In wrap-up",
    "done": "Served",
    "abandoned": "Gave up",
    "cancelled": "Cancelled",
    "callback": "Wants a call back",
    "overflowed": "Not let in",
    "voicemail": "Left a voicemail",
}
"""What became of a contact."""
BEGUN: Final = "Begun by us"
CAME: Final = "Came"


def journey(rows: Iterable[JourneyStep], span: Span, called: Called) -> Table:
    """A customer's contacts in order."""
    found = list(rows)
    columns = (
        Column(name="at", caption="When", kind=Kind.MOMENT),
        _count("conversation", "Conversation"),
        _text("how", "How it began"),
        captions.of_part("channel"),
        captions.of_part("entry_point"),
        captions.of_part("queue"),
        captions.of_part("agent"),
        _ms("waited", "Waited"),
        _ms("handle_time", "Handle time"),
        _text("became", "What became of it"),
        _text("disposition", "Disposition"),
        _count("rating", "Rating of 5"),
    )
    made = [
        (
            one.arrived_at,
            one.number,
            BEGUN if one.came == "begun" else CAME,
            called_as(called.channels, one.channel),
            called_as(called.entry_points, one.entry_point_id),
            called_as(called.queues, one.queue_id),
            called_as(called.agents, one.agent_id),
            one.waited_ms,
            one.handle_ms,
            STATES.get(one.state, one.state),
            called_as(called.dispositions, one.disposition),
            one.rating,
        )
        for one in found
    ]
    about = tuple(RowKey(*span, conversation=one.conversation_id) for one in found)
    return Table(columns, tuple(made), keys=about)
