"""Rates hold over any sequence of requests, memory is bounded, and wrong passwords wait longer and longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.doors.faults import TooMany
from agent_desktop.hub.doors.limits import Backoff, Buckets, Rate


class Clock:
    """A clock that only tests move."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


@given(st.lists(st.integers(min_value=0, max_value=5_000), max_size=200))
def test_never_more_than_burst_and_rate_allow(pauses: list[int]) -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_minute=60, burst=5), clock=clock)
    taken = 0
    for pause in pauses:
        clock.now += pause
        taken += buckets.wait_for("a") == 0
        assert taken <= 5 + clock.now / 1_000 + 1e-6


@given(st.integers(min_value=4, max_value=40))
def test_waiting_as_long_as_told_is_enough(hurried: int) -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_minute=90, burst=3), clock=clock)
    wait = 0
    for _ in range(hurried):
        wait = buckets.wait_for("a")
    clock.now += wait
    assert buckets.wait_for("a") == 0


def test_one_key_does_not_use_up_another() -> None:
    buckets = Buckets(Rate(per_minute=1, burst=1), clock=Clock())
    assert buckets.wait_for("a") == 0
    assert buckets.wait_for("a") > 0
    assert buckets.wait_for("b") == 0


def test_made_up_keys_do_not_fill_memory() -> None:
    buckets = Buckets(Rate(per_minute=1, burst=1), clock=Clock(), keys_kept=10)
    for number in range(1_000):
        buckets.wait_for(str(number))
    assert len(buckets._buckets) == 10


def test_the_refusal_says_when_to_come_back() -> None:
    buckets = Buckets(Rate(per_minute=6, burst=1), clock=Clock())
    buckets.take("a", "messages")
    with pytest.raises(TooMany, match="Too many messages") as refused:
        buckets.take("a", "messages")
    assert refused.value.retry_after_ms == pytest.approx(10_000, abs=2)
    assert "10 s" in refused.value.problem.remedy or "11 s" in refused.value.problem.remedy


def test_wrong_passwords_wait_twice_as_long_each_time() -> None:
    clock = Clock()
    backoff = Backoff(free=3, first_ms=1_000, longest_ms=6_000, clock=clock)
    waits = []
    for _ in range(7):
        backoff.failed("a")
        try:
            backoff.check("a")
        except TooMany as refused:
            waits.append(refused.retry_after_ms)
            clock.now += refused.retry_after_ms
    assert waits == [1_000, 2_000, 4_000, 6_000, 6_000]
    backoff.check("a")
    backoff.check("b")


def test_only_so_many_failures_are_forgiven_and_a_wait_goes_on() -> None:
    clock = Clock()
    backoff = Backoff(free=3, first_ms=1_000, forget_ms=10_000, clock=clock)
    backoff.failed("name")
    for _ in range(3):
        backoff.failed("address")
    backoff.forgive("address", backoff.forget("name"))
    backoff.forgive("stranger", 7)
    with pytest.raises(TooMany):
        backoff.check("address")
    clock.now += 1_000
    backoff.failed("address")  # the third that counts
    with pytest.raises(TooMany) as refused:
        backoff.check("address")
    assert refused.value.retry_after_ms == 1_000
    backoff.failed("old")
    clock.now += 10_001
    assert backoff.forget("old") == 0


def test_success_and_time_forget_failures() -> None:
    clock = Clock()
    backoff = Backoff(free=1, first_ms=1_000, forget_ms=10_000, clock=clock)
    backoff.failed("a")
    assert backoff.forget("a") == 1
    assert backoff.forget("a") == 0
    backoff.check("a")
    backoff.failed("a")
    clock.now = 20_000
    backoff.failed("a")
    with pytest.raises(TooMany) as refused:
        backoff.check("a")
    assert refused.value.retry_after_ms == 1_000
