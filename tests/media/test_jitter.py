"""The jitter buffer: in order, at the delay that packets need, through any numbers a peer can send."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.delay import DelayEstimate
from agent_desktop.media.jitter import MOST_PACKETS, Fate, JitterBuffer, Lost, Play, Wait
from agent_desktop.media.rtp import Packet


def packet(number: int, ssrc: int = 1, shift: int = 0) -> Packet:
    return Packet(0, number & 0xFFFF, (number * 160 + shift) & 0xFFFFFFFF, ssrc, b"")


def push(jitter: JitterBuffer, number: int, arrival: float) -> Fate:
    return jitter.push(packet(number), 160, arrival)


def test_packets_come_out_in_order_whatever_their_arrival() -> None:
    chance = random.Random(5)
    line = sorted((number * 0.02 + chance.random() * 0.1, number) for number in range(500))
    jitter, played, lost = JitterBuffer(8000), [], 0
    for tick in range(520):
        now = tick * 0.02
        while line and line[0][0] <= now:
            arrival, number = line.pop(0)
            push(jitter, number, arrival)
        decision = jitter.pull(now, 0)
        if isinstance(decision, Play):
            played.append(decision.packet.sequence)
        elif isinstance(decision, Lost):
            lost += 1
    assert played == sorted(played)
    assert len(played) > 470
    assert 0.08 < jitter.estimate.target < 0.115


def test_the_place_of_a_lost_packet_comes_with_the_one_behind_it() -> None:
    jitter, now = JitterBuffer(8000), 0.0
    seen: list[object] = []
    for number in range(12):
        if number not in (6, 7):
            push(jitter, number, 0.02 * number)
    for tick in range(40):
        now = 0.24 + tick * 0.02
        decision = jitter.pull(now, 0)
        if not isinstance(decision, Wait):
            seen.append(decision.packet.sequence if isinstance(decision, Play) else decision)
    at = seen.index(5)
    assert seen[at + 1 : at + 4] == [Lost(160, None), Lost(160, packet(8)), 8]


def test_duplicates_and_stragglers_are_told_apart() -> None:
    jitter = JitterBuffer(8000)
    for number in (0, 1, 2, 4, 5):
        push(jitter, number, number * 0.02)
    assert push(jitter, 5, 0.11) is Fate.DUPLICATE
    played = 0
    for tick in range(20):
        played += isinstance(jitter.pull(0.3 + tick * 0.02, 0), Play)
    assert played == 5
    assert push(jitter, 3, 0.7) is Fate.LATE


def test_one_stray_changes_nothing_and_two_are_a_new_source() -> None:
    jitter = JitterBuffer(8000)
    for number in range(10):
        push(jitter, number, number * 0.02)
    assert jitter.push(packet(5000, ssrc=9), 160, 0.2) is Fate.STRANGE
    assert push(jitter, 10, 0.2) is Fate.KEPT
    assert jitter.push(packet(7000, ssrc=9), 160, 0.22) is Fate.STRANGE
    assert jitter.push(packet(7001, ssrc=9), 160, 0.24) is Fate.KEPT
    assert jitter.restarts == 1
    assert isinstance(jitter.pull(0.4, 0), Play)


def test_a_pause_that_the_numbers_show_is_no_loss() -> None:
    """Sequence numbers go on, timestamps jump: the sender was silent."""
    jitter = JitterBuffer(8000)
    decisions = []
    for tick in range(150):
        now = tick * 0.02
        if tick < 20:
            push(jitter, tick, now)
        elif tick >= 100:
            jitter.push(packet(tick - 80, shift=80 * 160), 160, now)
        decisions.append(jitter.pull(now, 0))
    assert not any(isinstance(decision, Lost) for decision in decisions)
    assert sum(isinstance(decision, Play) for decision in decisions) >= 66


def test_after_a_stall_the_newest_is_played_and_the_rest_thrown_away() -> None:
    jitter, played = JitterBuffer(8000), []
    for tick in range(300):
        now = tick * 0.02
        if tick < 100 or tick >= 140:
            push(jitter, tick, now)
        if tick == 140:
            for number in range(100, 140):
                push(jitter, number, now)
        decision = jitter.pull(now, 0)
        if isinstance(decision, Play):
            played.append((now, decision.packet.sequence))
    now, number = played[-1]
    assert now - number * 0.02 < 1.25
    assert played == sorted(played)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["next", "any", "jump", "pull"]),
            st.integers(0, 0xFFFF),
            st.integers(0, 0xFFFFFFFF),
            st.integers(0, 2),
            st.integers(0, 5760),
            st.floats(0, 2),
        ),
        max_size=150,
    )
)
def test_any_numbers_are_survived(
    steps: list[tuple[str, int, int, int, int, float]],
) -> None:
    jitter, now = JitterBuffer(8000), 0.0
    for number, (kind, sequence, timestamp, ssrc, ticks, passed) in enumerate(steps):
        now += passed if kind == "jump" else 0.02
        if kind == "next":
            push(jitter, number, now)
        elif kind != "pull":
            jitter.push(Packet(0, sequence, timestamp, ssrc, b""), ticks, now)
        decision = jitter.pull(now, ticks % 160)
        if not isinstance(decision, Play):
            assert decision.ticks > 0
        delay = jitter.delay_s(now, 0)
        assert delay is None or jitter.pace(delay) in (-1, 0, 1)
        assert len(jitter) <= MOST_PACKETS


def test_the_delay_grows_at_once_and_shrinks_when_the_road_is_good_again() -> None:
    estimate = DelayEstimate(0.4)
    for number in range(100):
        estimate.add(0.0, number * 0.02)
    calm = estimate.target
    for number in range(100, 103):
        estimate.add(0.08, number * 0.02)
    assert calm < 0.01
    assert estimate.target > 0.08
    for number in range(103, 500):
        estimate.add(0.0, number * 0.02)
    assert estimate.target == calm


def test_the_drift_is_read_through_jitter_and_a_step() -> None:
    chance, estimate = random.Random(3), DelayEstimate(0.4)
    for number in range(6000):
        step = 0.03 if number > 3000 else 0.0
        sent = number * 0.02
        estimate.add(-200e-6 * sent + step + chance.random() * 0.01, sent)
    assert abs(estimate.drift_ppm - 200) < 25


@settings(deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=200))
def test_the_target_stays_within_its_bounds(lateness: list[float]) -> None:
    estimate = DelayEstimate(0.4)
    for number, late in enumerate(lateness):
        estimate.add(late, number * 0.02)
        assert 0 < estimate.target <= 0.4
        assert estimate.base == min(lateness[: number + 1])
