"""Loss, jitter and round trip as RFC 3550 counts them, with lies and restarts."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.rtp import Packet
from agent_desktop.media.statistics import Reception, middle, ntp_time, round_trip_s


def packet(number: int, clock: int = 8000) -> Packet:
    """The packet of frame `number`, from a sender whose numbers are about to wrap."""
    return Packet(0, (number + 65500) & 0xFFFF, (number * clock // 50) & 0xFFFFFFFF, 9, b"x")


def test_a_third_lost_is_reported_as_a_third_across_the_wrap() -> None:
    reception = Reception(9, 8000)
    for number in range(300):
        if number % 3 != 1:
            assert reception.arrived(packet(number), number / 50)
    block = reception.report(6.0)
    assert block.cumulative_lost == 100
    assert abs(block.fraction_lost - 256 / 3) < 1.5
    assert block.highest == 65536 + (299 + 65500 - 65536)
    again = reception.report(6.0)
    assert (again.fraction_lost, again.cumulative_lost) == (0, 100)


def test_duplicates_make_the_total_negative_and_never_the_fraction() -> None:
    reception = Reception(9, 8000)
    for number in range(10):
        reception.arrived(packet(number), number / 50)
        reception.arrived(packet(number), number / 50)
    block = reception.report(1.0)
    assert (block.fraction_lost, block.cumulative_lost) == (0, -10)
    assert reception.figures().lost == 0


def test_jitter_is_the_smoothed_mean_deviation() -> None:
    """Arrivals that alternate by 8 ms differ by 8 ms each time: that is what the filter settles on."""
    reception = Reception(9, 8000)
    for number in range(500):
        reception.arrived(packet(number), number / 50 + (0.008 if number % 2 else 0))
    assert abs(reception.figures().jitter_ms - 8) < 0.2


def test_a_jump_of_the_timestamps_is_no_jitter() -> None:
    reception = Reception(9, 8000)
    for number in range(100):
        shift = 0 if number < 50 else 1 << 30
        base = packet(number)
        moved = Packet(0, base.sequence, base.timestamp + shift & 0xFFFFFFFF, 9, b"")
        reception.arrived(moved, number / 50)
    assert reception.figures().jitter_ms < 1


def test_one_odd_number_is_not_counted_and_two_in_a_row_are_a_restart() -> None:
    reception = Reception(9, 8000)
    for number in range(10):
        reception.arrived(packet(number), number / 50)
    stray = Packet(0, 30000, 0, 9, b"")
    assert not reception.arrived(stray, 0.2)
    assert reception.figures().received == 10
    assert not reception.arrived(Packet(0, 40000, 0, 9, b""), 0.2)
    assert reception.arrived(Packet(0, 40001, 160, 9, b""), 0.22)
    assert reception.figures().lost == 0
    assert reception.report(1.0).highest == 40001


def test_the_round_trip_comes_from_the_echoed_report() -> None:
    theirs = Reception(9, 8000)
    theirs.arrived(packet(0), 0.0)
    assert round_trip_s(theirs.report(4.0), 4.0) is None
    sent = 1_000_000.25
    theirs.sender_reported(ntp_time(sent), 5.0)  # their clock is another one
    block = theirs.report(7.5)
    assert block.last_sr == middle(ntp_time(sent))
    trip = round_trip_s(block, sent + 0.120 + 2.5)
    assert trip is not None
    assert abs(trip - 0.120) < 0.001


@settings(deadline=None)
@given(st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFFFFFF), st.floats(0, 1e9))
def test_lying_reports_give_a_sane_round_trip_or_none(last: int, delay: int, now: float) -> None:
    block = Reception(1, 8000).report(0.0)
    lie = type(block)(1, 0, 0, 0, 0, last, delay)
    trip = round_trip_s(lie, now)
    assert trip is None or 0 <= trip <= 60


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)), max_size=60))
def test_any_numbers_give_a_report_that_can_be_sent(numbers: list[tuple[int, int]]) -> None:
    reception = Reception(1, 48000)
    for place, (sequence, timestamp) in enumerate(numbers):
        reception.arrived(Packet(0, sequence, timestamp, 1, b""), place / 50)
        block = reception.report(place / 50)
        assert 0 <= block.fraction_lost <= 255
        assert 0 <= block.jitter <= 0xFFFFFFFF


def test_random_loss_is_found_within_a_percent() -> None:
    chance = random.Random(4)
    reception = Reception(9, 8000)
    for number in range(20000):
        if chance.random() >= 0.05:
            reception.arrived(packet(number), number / 50)
    figures = reception.figures()
    assert abs(figures.lost / figures.expected - 0.05) < 0.01
