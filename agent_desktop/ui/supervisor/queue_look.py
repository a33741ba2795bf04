"""What the board says of queues: the head figures and each row, as words with their tones.

Promises figures of sums, never means of figures; a dash where there is no data, never 0 or 100 %. Pure formatting.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QLocale

from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine, QueueLine, Ratio
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.targets import Targets
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.format import age, timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

DASH = "–"
_PRECISE: Millis = 10 * 60_000
_NEAR = 0.05
"""So near below the target it is at risk, below that breached."""
_QUARTER = 3


@dataclass(frozen=True)
class Figure:
    """A head figure: the value (with a paler rest), what it is, a remark and its tone."""

    value: str
    title: str
    rest: str = ""
    remark: str = ""
    tone: str = ""
    remark_tone: str = ""
    since: Millis | None = None
    key: str = ""
    """The measure behind which one can look, or "longest_wait" for who waits longest."""

    def shown(self, now: Millis) -> str:
        """The value; a running time where it has one."""
        return wait(now - self.since) if self.since is not None else self.value


def percent(value: float | None, digits: int = 0) -> str:
    """A share in words."""
    if value is None:
        return DASH
    return tr("{n}%", n=QLocale().toString(100 * value, "f", digits))


def wait(spent_ms: float | None) -> str:
    """A waiting time: exact while it is short."""
    if spent_ms is None:
        return DASH
    return timer(round(spent_ms)) if spent_ms < _PRECISE else age(round(spent_ms))


def service_tone(value: float | None, target: float) -> str:
    """ "met", "atRisk", "breached", or nothing without data."""
    if value is None:
        return ""
    if value >= target:
        return "met"
    return "atRisk" if value >= target - _NEAR else "breached"


def wait_tone(line: QueueLine, now: Millis) -> str:
    """How long the first in line waits: longer than in time is at risk, beyond the queue's target breached."""
    tone = ""
    for part in line.parts:
        longest = line.targets.wait_ms.get(part.channel)
        if part.oldest_at is None or not longest:
            continue
        waited = now - part.oldest_at
        if waited > longest:
            return "breached"
        if waited > line.within_ms.get(part.channel, longest):
            tone = "atRisk"
    return tone


def abandoned_tone(line: QueueLine) -> str:
    """ "breached" where more give up than the queue's target allows."""
    value = line.abandoned.value
    return "breached" if value is not None and value > line.targets.abandoned else ""


def channels(line: QueueLine) -> tuple[Channel, ...]:
    """The channels of a queue, those with somebody in line first."""
    parts = sorted(line.parts, key=lambda one: not one.waiting)
    return tuple(one.channel for one in parts)


def summed(lines: Iterable[Ratio]) -> Ratio:
    """Several ratios together."""
    found = list(lines)
    return Ratio(over=sum(one.over for one in found), under=sum(one.under for one in found))


@dataclass(frozen=True)
class Staff:
    """How many agents there are, by what they do. `ready` of those who are `there` could take somebody now, as for
    a queue; the last four are all of them."""

    total: int = 0
    there: int = 0
    ready: int = 0
    busy: int = 0
    idle: int = 0
    away: int = 0
    gone: int = 0


_doing = attrgetter("presence._value_", "activity._value_", "free")


def staff(agents: Sequence[AgentLine]) -> Staff:
    """Count them. Thousands are counted with each change, so what they do is counted first, and told apart then."""
    total, there, ready, idle, away, gone = len(agents), 0, 0, 0, 0, 0
    for (presence, activity, free), count in Counter(map(_doing, agents)).items():
        offline, here = presence == PresenceState.OFFLINE, presence == PresenceState.READY
        there += 0 if offline else count
        ready += count if free else 0
        if activity == Activity.IDLE:
            idle += count if here else 0
            gone += count if offline else 0
            away += 0 if here or offline else count
    return Staff(total, there, ready, total - idle - away - gone, idle, away, gone)


class HeadSums:
    """What the queues add to the figures above the board; a line that is the very same is not added up again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[QueueLine, tuple[Ratio, Ratio, Ratio]]] = {}

    def ratios(self, queues: Sequence[QueueLine]) -> tuple[Ratio, Ratio, Ratio]:
        """Service level, speed of answer and abandoned of all of them."""
        found, known = [], self._known
        for line in queues:
            one = known.get(line.id)
            if one is None or one[0] is not line:
                one = known[line.id] = (line, (line.service, line.speed, line.abandoned))
            found.append(one[1])
        if len(known) > 2 * len(queues):
            self._known = {line.id: known[line.id] for line in queues}
        service, speed, abandoned = zip(*found, strict=True) if found else ((), (), ())
        return summed(service), summed(speed), summed(abandoned)


def head(
    queues: Sequence[QueueLine], there: Staff, targets: Targets, sums: HeadSums
) -> tuple[Figure, ...]:
    """The figures above the board."""
    service, speed, abandoned = (one.value for one in sums.ratios(queues))
    waiting = sum(one.waiting for one in queues)
    first = min(
        (one for one in queues if one.oldest_at is not None),
        key=lambda one: one.oldest_at or 0,
        default=None,
    )
    tone = service_tone(service, targets.service)
    lost = abandoned is not None and abandoned > targets.abandoned
    before = sum(one.trail[-1 - _QUARTER] for one in queues if len(one.trail) > _QUARTER)
    grown = waiting - before
    return (
        Figure(
            percent(service),
            tr("Service level"),
            key="service_level",
            remark=tr("target {target}", target=percent(targets.service)),
            tone="breached" if tone == "breached" else "",
            remark_tone=tone,
        ),
        Figure(
            str(waiting),
            tr("Waiting"),
            key="waiting",
            remark=tr("{n} in 15 min", n=f"{grown:+d}") if grown else "",
            remark_tone="atRisk" if grown > 0 else "met",
        ),
        Figure(
            DASH,
            tr("Longest wait"),
            key="longest_wait",
            remark=single_line(first.name, 30) if first is not None else "",
            since=first.oldest_at if first is not None else None,
            tone="wait",
            remark_tone="wait",
        ),
        Figure(str(there.ready), tr("Ready / on"), rest=f" / {there.there}"),
        Figure(wait(speed), tr("Speed of answer"), key="speed_of_answer"),
        Figure(
            percent(abandoned, 1),
            tr("Abandoned"),
            key="abandon_rate",
            remark=tr("target {target}", target=percent(targets.abandoned)),
            tone="breached" if lost else "",
            remark_tone="" if abandoned is None else "breached" if lost else "met",
        ),
    )
