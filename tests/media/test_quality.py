"""The E-model against the values that its recommendations publish."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.quality import (
    CODECS,
    Reason,
    delay_impairment,
    loss_impairment,
    mos,
    rate,
)


@pytest.mark.parametrize(
    ("rating", "score"),
    # G.107, table B.1: lower limits of R, and their MOS.
    [
        (93.2, 4.41),
        (90, 4.34),
        (80, 4.03),
        (70, 3.60),
        (60, 3.10),
        (50, 2.58),
        (0, 1.0),
        (100, 4.5),
    ],
)
def test_scores_of_the_published_table(rating: float, score: float) -> None:
    assert abs(mos(rating) - score) < 0.007


@pytest.mark.parametrize(
    ("ms", "harm"), [(0, 0), (100, 0), (200, 3.04), (400, 24.07), (800, 40.83)]
)
def test_delay_harms_as_the_formula_says(ms: float, harm: float) -> None:
    """Hand-computed from G.107 (7-27); 200 ms: 25 * (2^(1/6) - 3 * (1 + 1/729)^(1/6) + 2)."""
    assert abs(delay_impairment(ms) - harm) < 0.01


def test_loss_harms_as_the_formula_says() -> None:
    codec = CODECS["PCMU"]
    assert loss_impairment(codec, 0) == 0
    assert abs(loss_impairment(codec, 3) - 95 * 3 / 28.1) < 1e-9
    assert loss_impairment(codec, 3, burst=2) > loss_impairment(codec, 3)


def test_a_good_line_is_good_and_gives_no_reasons() -> None:
    for codec in CODECS:
        quality = rate(codec, loss_percent=0, round_trip_ms=40, buffer_ms=25)
        assert quality.mos > 4.2
        assert quality.reasons == ()


def test_reasons_name_what_harms_most() -> None:
    def reasons(loss: float, trip: float, buffer: float, jitter: float = 0) -> tuple[Reason, ...]:
        return rate(
            "PCMU", loss_percent=loss, round_trip_ms=trip, buffer_ms=buffer, jitter_ms=jitter
        ).reasons

    assert reasons(5, 40, 25) == (Reason.LOSS,)
    assert reasons(0, 700, 25)[0] is Reason.DELAY
    assert reasons(0, 40, 380)[0] is Reason.JITTER
    assert reasons(20, 700, 25) == (Reason.LOSS, Reason.DELAY)


@settings(deadline=None)
@given(
    st.sampled_from([*CODECS, "unknown"]),
    st.floats(-10, 200),
    st.floats(-10, 1e6),
    st.floats(-10, 1e4),
    st.floats(0, 1e5),
)
def test_any_figures_give_a_score(
    codec: str, loss: float, trip: float, buffer: float, jitter: float
) -> None:
    quality = rate(codec, loss_percent=loss, round_trip_ms=trip, buffer_ms=buffer, jitter_ms=jitter)
    assert 1 <= quality.mos <= 4.5
    assert 0 <= quality.rating <= 100
