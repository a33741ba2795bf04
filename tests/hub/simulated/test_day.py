"""Small simulated days beside the raw rows: in the middle, at the end, ripe and kept. The large one starts by hand.

Their clocks change: one has 25 hours, the other one half an hour less.
"""

from pathlib import Path

import pytest

from agent_desktop.hub.centre.figures import keep_everything
from agent_desktop.hub.metrics import issues, self_service
from agent_desktop.hub.metrics.definitions import definitions, figure, not_by
from agent_desktop.hub.metrics.self_service import DEFINITIONS
from agent_desktop.model.figures import Variant
from tests.hub import databases
from tests.hub.centre.floor import opened
from tests.hub.simulated.comparing import DIMENSIONS, Comparison
from tests.hub.simulated.day import HOUR, Day

METRICS = (*definitions(Variant.IGNORE), *issues.DEFINITIONS, *DEFINITIONS)
SELDOM = {"consults", "consult_time", "begun", "late_waiting", "self_service_after_hours"}
"""What nobody does on these days; `test_figures_of_calls` and `test_self_service` have it."""


def keep(day: Day) -> None:
    """What a ledger does."""
    with day.floor.centre.storage.transaction():
        keep_everything(day.floor.centre.storage, day.floor.now)


@pytest.mark.parametrize(
    ("zone", "start", "hours"),
    [
        ("Europe/Berlin", 1_792_875_600_000, 25),  # 2026-10-24, 23:00
        pytest.param(  # 2026-10-03, 23:00; one day is enough for a server
            *("Australia/Lord_Howe", 1_791_030_600_000, 23.5), marks=databases.only_files
        ),
    ],
)
def test_a_small_day_says_what_the_raw_rows_say(
    tmp_path: Path, zone: str, start: int, hours: float
) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.now = start
        day = Day(floor, agents=4, interactions=200, seed=3, zone=zone)
        day.run(start + 4 * HOUR)
        middle = Comparison(day, half_hours=True)
        assert middle.differences() == []
        _, begin, end = middle.starts("day")
        assert end - begin == hours * HOUR
        assert middle.ours("")[""]["waiting"] > 0
        keep(day)
        day.run()
        assert Comparison(day, half_hours=True).differences() == []
        floor.wait(30 * HOUR)  # nobody comes again who could have
        ripe = Comparison(day, half_hours=True)
        assert ripe.differences() == []
        keep(day)
        kept = Comparison(day, half_hours=True)
        assert kept.differences() == []
        assert kept.ours("half_hour") == ripe.ours("half_hour")
        walk(kept)


def walk(there: Comparison) -> None:
    """Every metric by every dimension: a figure that plain SQL has too, or none, as the metric's words say."""
    assert len(DIMENSIONS) == 9
    for dimension in DIMENSIONS:
        ours, raw = there.ours(dimension), there.raw(dimension)
        for metric in METRICS:
            told = {key: figure(metric, sums) for key, sums in ours.items()}
            names = {name.removeprefix("-") for name in metric.numerator}
            if dimension in not_by(metric):
                with_any = [key for key, sums in raw.items() if key and names & sums.keys()]
                assert not with_any, (metric.name, dimension)
                continue
            for key in ours:
                above = sum(_signed(name, raw[key]) for name in metric.numerator)
                below = sum(_signed(name, raw[key]) for name in metric.denominator)
                if not metric.denominator:
                    assert (told[key] or 0) == above, (metric.name, dimension, key)
                else:
                    assert told[key] == (above / below if below else None), (metric.name, key)
            if metric.name not in SELDOM:
                assert any(one is not None for one in told.values()), (metric.name, dimension)


def _signed(name: str, sums: dict[str, int]) -> int:
    return -sums.get(name[1:], 0) if name.startswith("-") else sums.get(name, 0)


def test_what_a_metric_is_not_told_by_stands_in_its_words() -> None:
    for metric in METRICS:
        words = metric.words
        if "queue" in not_by(metric):
            assert "Told of agents and teams alone." in words or words.startswith("Of it: ")
        if "agent" in not_by(metric):
            assert "Not told by agent or tag." in words or words.startswith("Talks ")
    assert {one.name for one in METRICS if "tag" in not_by(one)} == {
        *("signed_in", "busy", "idle", "ringing", "not_ready", "unlinked", "occupancy"),
        *("utilisation", "planned", "paid", "adherence", "conformance"),
        *(one.name for one in self_service.DEFINITIONS),
    }
