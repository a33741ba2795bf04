"""Times as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.settings.time_rows import HOUR, MINUTE, time_of, time_words


@given(st.integers(0, 40 * 24 * 3_600))
def test_what_is_shown_can_be_typed_again(seconds: int) -> None:
    span = seconds * 1_000
    assert time_of(time_words(span)) == span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20", "20 s"),
        ("90s", "1:30 min"),
        ("1:30", "1:30 min"),
        ("120 sek.", "2 min"),
        ("1:30 h", "1:30 h"),
        ("4 Std", "4 h"),
        ("24 h", "1 d"),
        ("3605 s", "60:05 min"),
        ("0", "0 s"),
    ],
)
def test_a_time_is_said_in_the_unit_that_fits(text: str, words: str) -> None:
    assert time_words(time_of(text)) == words


def test_a_bare_number_is_in_the_usual_unit() -> None:
    assert (time_of("20", MINUTE), time_of("20 s", MINUTE), time_of("2", HOUR)) == (
        1_200_000,
        20_000,
        7_200_000,
    )


@pytest.mark.parametrize("text", ["", "soon", "-1", "1:75", "1:30 s", "1.5 min", "1:2", "5 x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NoValue):
        time_of(text)
