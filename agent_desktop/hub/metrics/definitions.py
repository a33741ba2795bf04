"""The metrics as data: name, words, formula, unit, and which sums they are made of.

Promises that a definition shown is the one that was computed: the formula's sums are read from here. Refuses metrics
without facts: where nobody asks for it (bots, surveys by mail) there is no figure of it.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from agent_desktop.hub.metrics import adherence
from agent_desktop.model.behind import is_of_time
from agent_desktop.model.figures import LONGEST, OF_SELF_SERVICE, Definition, Variant

_COUNTED: Final = ("answered", "abandoned", "late_exits", "late_waiting")
"""Whose service can be judged: answered, given up, or the threshold passed before they left or while they wait. Whoever
is to be called back goes on waiting, and is judged there."""
_SERVICE: Final = {
    Variant.IGNORE: (
        ("answered_within",),
        (*_COUNTED, "-abandoned_within"),
        "Who gave up within the threshold counts nowhere.",
        "answered in time / (answered + given up, left otherwise or waiting after the threshold)",
    ),
    Variant.NEGATIVE: (
        ("answered_within",),
        _COUNTED,
        "Everybody who gave up counts as not served in time.",
        "answered in time / (answered + given up + left otherwise or waiting after the threshold)",
    ),
    Variant.POSITIVE: (
        ("answered_within", "abandoned_within"),
        _COUNTED,
        "Who gave up within the threshold counts as served in time.",
        "(answered in time + given up within the threshold)"
        " / (answered + given up + left otherwise or waiting after it)",
    ),
    Variant.ANSWERED_ONLY: (
        ("answered_within",),
        ("answered",),
        "Nobody who gave up, left otherwise or still waits counts.",
        "answered in time / answered",
    ),
    Variant.SHORT_CREDIT: (
        ("answered_within", "short_abandoned"),
        _COUNTED,
        "Who gave up after a moment counts as served in time, the others as not.",
        "(answered in time + given up after a moment)"
        " / (answered + given up + left otherwise or waiting after the threshold)",
    ),
    Variant.REMOVED: (
        (*("answered_within", "abandoned_within", "other_exits"), "-late_exits", "-late_callbacks"),
        ("offered",),
        "Whoever left the queue within the threshold counts as served in time, of all who came.",
        "left the queue within the threshold / came",
    ),
}


def _count(name: str, words: str) -> Definition:
    return Definition(name=name, words=words, formula=name, unit="count", numerator=(name,))


def _mean(name: str, words: str, formula: str, numerator: str, denominator: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula=formula,
        unit="ms",
        numerator=(numerator,),
        denominator=(denominator,),
    )


def _time(name: str, words: str, total: str) -> Definition:
    return Definition(name=name, words=words, formula=name, unit="ms", numerator=(total,))


def _share(
    name: str, words: str, formula: str, numerator: tuple[str, ...], denominator: tuple[str, ...]
) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula=formula,
        unit="share",
        numerator=numerator,
        denominator=denominator,
    )


_BEFORE: Final = (
    _count(
        "offered", "Who came to the queue: new, transferred, or fallen out of an agent's hands."
    ),
    _count("answered", "Whom an agent answered, out of the queue."),
    _count("handled", "Whom agents have served to the end, with the wrap-up."),
    _count("abandoned", "Who gave up while waiting. Callbacks and voicemails are none of them."),
    _count("short_abandoned", "Who of them gave up after a moment."),
    _count("other_exits", "Who left the queue otherwise: voicemail, queue full, another queue."),
    _count("waiting", "Who waits now."),
)

_AFTER: Final = (
    _mean(
        "speed_of_answer",
        "How long those who were answered had waited. Who gave up counts apart.",
        "waiting of the answered / answered",
        "answer_wait_ms",
        "answered",
    ),
    _mean(
        "abandon_wait",
        "How long those who gave up had waited.",
        "waiting of those who gave up / given up",
        "abandon_wait_ms",
        "abandoned",
    ),
    _share(
        "abandon_rate",
        "The share of those who gave up. Callbacks are none of them.",
        "given up / (answered + given up)",
        ("abandoned",),
        ("answered", "abandoned"),
    ),
    _share(
        "abandon_rate_of_offered",
        "The share of those who gave up among all who came, also those who left otherwise or still wait.",
        "given up / offered",
        ("abandoned",),
        ("offered",),
    ),
    _share(
        "abandon_rate_without_short",
        "The same without those who gave up after a moment.",
        "(given up - after a moment) / (answered + given up - after a moment)",
        ("abandoned", "-short_abandoned"),
        ("answered", "abandoned", "-short_abandoned"),
    ),
    _mean(
        "handle_time",
        "How long agents work for a customer: talking or writing, hold and wrap-up, each agent's part by itself, and"
        " the time of colleagues whom they call in.",
        "(talk + hold + wrap-up + called in) / handled",
        "handle_ms",
        "handled",
    ),
    _mean(
        "handle_time_in_all",
        "The same of everybody who had a part in it together.",
        "(talk + hold + wrap-up + called in) / interactions handled",
        "handle_ms",
        "interactions",
    ),
    _mean("talk_time", "Of it: talking or writing.", "talk / handled", "talk_ms", "handled"),
    _mean("hold_time", "Of it: the customer is held.", "hold / handled", "hold_ms", "handled"),
    _mean(
        "wrap_up_time",
        "Of it: wrap-up, also of those who needed none.",
        "wrap-up / handled",
        "wrap_ms",
        "handled",
    ),
    _mean(
        "consult_time",
        "Of it: agents in a colleague's work, asked aside or called into a conference.",
        "called in / handled",
        "consult_ms",
        "handled",
    ),
    Definition(
        name="concurrency",
        words="In how many written conversations an agent was at once, while in any.",
        formula="time in conversations / time in any conversation",
        unit="times",
        numerator=("session_ms",),
        denominator=("engaged_ms",),
    ),
    _mean(
        "adjusted_handle_time",
        "How long a written conversation costs an agent who is in several at once.",
        "time in any conversation / conversations",
        "engaged_ms",
        "sessions",
    ),
    _share(
        "transfer_rate",
        "The share of those whom agents served and sent on. Consultations are none of them.",
        "transferred / handled",
        ("transferred",),
        ("handled",),
    ),
    _count("offers", "How often agents were asked to take somebody."),
    _count("declined", "How often an agent declined."),
    _count("missed", "How often an agent did not answer in time."),
    _mean(
        "first_response",
        "From the customer's coming to the first answer by a person.",
        "time to the first answer / answered by a person",
        "first_reply_ms",
        "replied",
    ),
    _mean(
        "response",
        "From the customer's first word that was not answered to the next answer by a person, in written channels.",
        "time to answers / answers",
        "reply_ms",
        "replies",
    ),
    _mean(
        "first_response_in_hours",
        "First response, as far as the house was open: by its calendar when the answer came.",
        "open time to the first answer / answered by a person",
        "first_reply_in_hours_ms",
        "replied_in_hours",
    ),
    _mean(
        "response_in_hours",
        "Response, as far as the house was open: by its calendar when the answer came.",
        "open time to answers / answers",
        "reply_in_hours_ms",
        "replies_in_hours",
    ),
    _count("rated", "How many customers said how satisfied they were."),
    _share(
        "satisfied",
        "The share of those who gave 4 or 5 of 5.",
        "rated 4 or 5 / rated",
        ("rated_well",),
        ("rated",),
    ),
    Definition(
        name="rating",
        words="What customers gave on average, of 5.",
        formula="ratings / rated",
        unit="times",
        numerator=("rating",),
        denominator=("rated",),
    ),
    _share(
        "rating_rate",
        "The share of those served who said how satisfied they were.",
        "rated / interactions handled",
        ("rated",),
        ("interactions",),
    ),
    Definition(
        name="longest_wait",
        words="Who waited longest, and for how long; who still waits counts too.",
        formula="the longest waiting",
        unit="ms",
        numerator=("longest_wait_ms",),
        denominator=(),
    ),
    _count(
        "consults", "How often agents helped in a colleague's work. The customer is not theirs."
    ),
    _time(
        "signed_in",
        "How long agents were signed in. Told of agents and teams alone.",
        "signed_in_ms",
    ),
    _time("busy", "Of it: with work in hand, wrap-up too, or in a call.", "busy_ms"),
    _time("idle", "Of it: ready, and nothing to do.", "idle_ms"),
    _time("ringing", "Of it: asked to take somebody. It counts in no share below.", "ringing_ms"),
    _time("not_ready", "Of it: neither busy nor ready.", "not_ready_ms"),
    _time("unlinked", "Of it: without a link, and nothing in hand.", "unlinked_ms"),
    _share(
        "occupancy",
        "How much of the time in which agents worked or waited for work they worked. Told of agents and teams alone.",
        "busy / (busy + idle)",
        ("busy_ms",),
        ("busy_ms", "idle_ms"),
    ),
    _share(
        "utilisation",
        "How much of the paid time agents worked or waited for work. On days without a shift the time signed in counts"
        " as paid. Told of agents and teams alone.",
        "(busy + idle) / (paid by shifts + signed in on days without a shift)",
        ("busy_ms", "idle_ms"),
        ("paid_ms", "signed_in_ms", "-signed_in_planned_ms"),
    ),
    *adherence.DEFINITIONS,
    _count("begun", "What agents began themselves; it counts in no figure above."),
)


@cache
def definitions(variant: Variant) -> tuple[Definition, ...]:
    """Every metric, the service level as the house counts it."""
    numerator, denominator, words, formula = _SERVICE[variant]
    service = _share(
        "service_level",
        f"The share of those who were answered within the queue's threshold. {words}",
        formula,
        numerator,
        denominator,
    )
    return (*_BEFORE, service, *_AFTER)


def not_by(definition: Definition) -> frozenset[str]:
    """What the metric cannot be told apart by, as its words say: agents' time belongs to no queue, and talks before the
    queue are in nobody's hands and have no tags."""
    if is_of_time(definition):
        return frozenset({"queue", "channel", "entry_point", "tag"})
    if frozenset(OF_SELF_SERVICE) & {*definition.numerator, *definition.denominator}:
        return frozenset({"agent", "tag"})
    return frozenset()


def figure(definition: Definition, sums: Mapping[str, int]) -> float | None:
    """What the definition makes of the sums; None without data."""
    if not definition.denominator:
        if definition.unit == "count":
            return total(definition.numerator, sums)
        return sums.get(definition.numerator[0])
    below = total(definition.denominator, sums)
    return total(definition.numerator, sums) / below if below else None


def sums_of(found: Iterable[Definition]) -> frozenset[str]:
    """The names of the sums that these metrics are made of."""
    names = {name.removeprefix("-") for one in found for name in (*one.numerator, *one.denominator)}
    return frozenset(
        {*names, "offered"} if LONGEST in names else names
    )  # it is told where somebody came


Adder = Callable[[Mapping[str, int]], int]


@cache
def adder(names: tuple[str, ...]) -> Adder:
    """`total` of these names, for who has thousands of rows: without reading signs for each."""
    if len(names) == 1:
        return lambda sums: sums.get(names[0], 0)
    more = tuple(one for one in names if one[0] != "-")
    less = tuple(one[1:] for one in names if one[0] == "-")

    def add(sums: Mapping[str, int]) -> int:
        made, get = 0, sums.get
        for one in more:
            made += get(one, 0)
        for one in less:
            made -= get(one, 0)
        return made

    return add


@lru_cache(maxsize=32)
def maker(found: tuple[Definition, ...]) -> Callable[[Mapping[str, int]], dict[str, float | None]]:
    """What makes `figure` of each of these out of sums, for who has thousands of rows."""
    alone: list[tuple[str, str, int | None]] = []
    shares: list[tuple[str, str, str]] = []
    quotients: list[tuple[str, Adder, Adder]] = []
    others: list[Definition] = []
    for one in found:
        if one.denominator and (len(one.numerator) > 1 or len(one.denominator) > 1):
            quotients.append((one.name, adder(one.numerator), adder(one.denominator)))
        elif len(one.numerator) > 1:
            others.append(one)
        elif one.denominator:
            shares.append((one.name, one.numerator[0], one.denominator[0]))
        else:
            alone.append((one.name, one.numerator[0], 0 if one.unit == "count" else None))
    blank: dict[str, float | None] = {one.name: None for one in found}

    def make(sums: Mapping[str, int]) -> dict[str, float | None]:
        made, get = blank.copy(), sums.get
        for name, above, without in alone:
            made[name] = get(above, without)
        for name, above, below in shares:
            if whole := get(below):
                made[name] = get(above, 0) / whole
        for name, add_above, add_below in quotients:
            if whole := add_below(sums):
                made[name] = add_above(sums) / whole
        for one in others:
            made[one.name] = figure(one, sums)
        return made

    return make


def total(names: tuple[str, ...], sums: Mapping[str, int]) -> int:
    """The sum of named sums."""
    if len(names) == 1:
        return sums.get(names[0], 0)
    return sum(-sums.get(name[1:], 0) if name[0] == "-" else sums.get(name, 0) for name in names)
