"""The helpers of the benchmarks compute what they say."""

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.report import measured, percentile, report, rounded, summary

NUMBERS = st.lists(st.floats(-1e9, 1e9), min_size=1)


def test_the_report_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    report("send", {"enter_ms": 3.14159}, {"plain_ms": 2}, {"enter_ms": 5}, {"enter_ms": True})
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "name": "send",
            "figures": {"enter_ms": 3.142},
            "beside": {"plain_ms": 2},
            "goals": {"enter_ms": 5},
            "met": {"enter_ms": True},
        }
    ]


def test_a_verdict_needs_its_goal() -> None:
    with pytest.raises(ValueError, match="same names"):
        report("send", {}, {}, {"enter_ms": 5}, {"other": True})


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_figure_is_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="no measurement"):
        report("send", {"enter_ms": value}, {}, {}, {})


@given(NUMBERS, st.floats(0, 100))
def test_a_percentile_is_the_smallest_value_that_enough_values_do_not_exceed(
    values: list[float], percent: float
) -> None:
    answer = percentile(values, percent)
    assert answer in values
    needed = percent / 100 * len(values)
    assert sum(value <= answer for value in values) >= needed
    below = [value for value in values if value < answer]
    assert not below or len(below) < needed


@pytest.mark.parametrize(("percent", "answer"), [(0, 1), (50, 2), (51, 3), (99, 4), (100, 4)])
def test_percentiles_by_nearest_rank(percent: float, answer: float) -> None:
    assert percentile([4, 1, 3, 2], percent) == answer


@pytest.mark.parametrize("percent", [-1, 101, math.nan])
def test_percentages_have_a_range(percent: float) -> None:
    with pytest.raises(ValueError, match="percentage"):
        percentile([1], percent)


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="at least one"):
        percentile([], 50)


def test_a_summary_names_its_points() -> None:
    assert summary([float(n) for n in range(1, 101)], "open_ms") == {
        "open_ms_p50": 50,
        "open_ms_p95": 95,
        "open_ms_p99": 99,
        "open_ms_max": 100,
    }


@pytest.mark.parametrize(
    ("value", "short"), [(1234.56, 1235), (0.00123456, 0.001235), (0.0, 0.0), (7, 7), ("x", "x")]
)
def test_figures_are_rounded_to_what_they_deserve(value: float | str, short: float | str) -> None:
    assert rounded(value) == short


def test_measuring_tells_working_from_waiting() -> None:
    with measured() as work:
        end = time.process_time_ns() + 20_000_000
        while time.process_time_ns() < end:
            pass
    assert work.cpu_ms >= 20
    assert work.wall_ms > 0


def test_a_measurement_survives_an_error() -> None:
    with pytest.raises(KeyError), measured() as spent:
        raise KeyError
    assert spent.wall_ms > 0
