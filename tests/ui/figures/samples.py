"""Figures for tests, made of sums as the hub makes them: a day and the same weekday before, by queue and by time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from agent_desktop.desk.figures_state import Answer, FiguresState
from agent_desktop.hub.metrics.days import bounds
from agent_desktop.hub.metrics.definitions import definitions, figure
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import By, FigureNames, FigureQuestion, Named
from agent_desktop.model.figures import FigureRow, Figures, Variant
from tests.ui.fake_view import NOON

ZONE = "Europe/Berlin"
DAY = date(2026, 11, 22)
NAMES = FigureNames(
    zone=ZONE,
    queues=(
        Named(id="billing", name="Billing"),
        Named(id="returns", name="Returns"),
        Named(id="vip", name="VIP"),
        Named(id="web", name="Web chat with a long name that needs room"),
    ),
    entry_points=(Named(id="main", name="Main number"),),
    teams=(Named(id="east", name="East"), Named(id="west", name="West")),
    agents=(Named(id="ann", name="Ann Lee"), Named(id="bob", name="Bob Stone")),
    tags=("late delivery", "vip"),
)


def sums(size: int, level: int = 83) -> dict[str, int]:
    """What so many who came make; `level` of a hundred were answered in time."""
    answered = size - size // 12
    made = {
        "offered": size,
        "answered": answered,
        "answered_within": answered * level // 100,
        "answer_wait_ms": answered * 21_400,
        "abandoned": size - answered,
        "abandoned_within": (size - answered) // 3,
        "abandon_wait_ms": (size - answered) * 48_000,
        "handled": answered,
        "interactions": answered,
        "handle_ms": answered * 271_000,
        "talk_ms": answered * 202_000,
        "wrap_ms": answered * 50_000,
        "transferred": answered // 9,
        "replied": answered,
        "first_reply_ms": answered * 34_000,
        "rated": answered // 3,
        "rated_well": answered // 4,
        "rating": answered // 3 * 4,
        "longest_wait_ms": 401_000,
        "waiting": size // 40,
    }
    return {name: value for name, value in made.items() if value}


def row(since: Millis, until: Millis, size: int, level: int = 83, **key: object) -> FigureRow:
    """A row of so many."""
    made = sums(size, level) if size else {}
    about = {"queue_id": None, "channel": None, "entry_point_id": None, "agent_id": None, **key}
    return FigureRow(
        from_at=since,
        until_at=until,
        sums=made,
        figures={one.name: figure(one, made) for one in definitions(Variant.IGNORE)},
        **about,  # type: ignore[arg-type]
    )


def whole(rows: list[FigureRow], since: Millis, until: Millis, total: FigureRow) -> Figures:
    """All of it."""
    return Figures(
        made_at=NOON,
        from_at=since,
        until_at=until,
        zone=ZONE,
        variant=Variant.IGNORE,
        definitions=definitions(Variant.IGNORE),
        rows=tuple(rows),
        total=total,
    )


def timed(
    first: date, count: int, every: str, *, scale: float = 1.0, until_hour: int = 24
) -> Figures:
    """Rows by intervals: people come from 7 to 20 o'clock, most of them at noon."""
    zone = ZoneInfo(ZONE)
    starts = bounds(first, count, every, zone)
    rows = []
    for at, since in enumerate(starts[:-1]):
        wall = datetime.fromtimestamp(since / 1000, zone)
        busy = max(0, 7 - abs(wall.hour - 12)) if every.isdecimal() else 40 + 9 * (at % 5)
        if every.isdecimal() and (wall.hour < 7 or wall.hour >= min(20, until_hour)):
            continue
        size = round((busy * 5 + at % 4) * scale)
        rows.append(row(since, starts[at + 1], size, 92 - busy * 2 + at % 3))
    total = row(starts[0], starts[-1], sum(one.sums.get("offered", 0) for one in rows))
    return whole(rows, starts[0], starts[-1], total)


def by_queue(first: date = DAY, count: int = 1) -> Figures:
    """Rows by queue; nobody has waited for the last one yet."""
    zone = ZoneInfo(ZONE)
    begin, end = (
        datetime.combine(one, time(), zone) for one in (first, first + timedelta(days=count))
    )
    since, until = round(begin.timestamp() * 1000), round(end.timestamp() * 1000)
    sizes = (("web", 231, 88), ("billing", 1_204, 61), ("returns", 402, 77), ("vip", 31, 100))
    rows = [row(since, until, size, level, queue_id=key) for key, size, level in sizes]
    begun = row(since, until, 0, queue_id="gone")
    rows.append(replace(begun, sums={"begun": 2}))
    return whole(rows, since, until, row(since, until, 1_868, 71))


def designed(question: FigureQuestion | None = None) -> FiguresState:
    """Today until noon, beside a week before."""
    asked = question or FigureQuestion()
    curve = timed(DAY, 1, "30", until_hour=13)
    table = curve if asked.by is By.INTERVAL else by_queue()
    answer = Answer(
        question=asked,
        table=table,
        curve=curve,
        before=timed(DAY - timedelta(days=7), 1, "30", scale=0.8),
    )
    return FiguresState(question=asked, answer=answer, names=NAMES, looking=True, asks=1)
