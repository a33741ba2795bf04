"""How little to send: what reports mean, and a real voice through a line that is too narrow for it."""

import math
from collections import deque

from agent_desktop.media.codecs.registry import OPUS, PayloadMap
from agent_desktop.media.rtcp import ReportBlock
from agent_desktop.media.sender import Sender
from agent_desktop.media.statistics import ntp_time
from agent_desktop.media.thrift import (
    BIT_RATE,
    LEAST_BIT_RATE,
    LONGEST_S,
    MOST_FRAMES,
    PATIENCE_S,
    Thrift,
)
from tests.media.sounds import speech

#: IPv4, UDP, and the tag of SRTP, in bytes.
AROUND = 20 + 8 + 10
EVERY_S = 5.0


def test_a_bad_line_is_no_full_one() -> None:
    thrift = Thrift()
    thrift.heard(0.08, 0.05, 0.0)
    assert (thrift.bit_rate, thrift.frames) == (BIT_RATE, 1)
    thrift.heard(0.15, 0.05, 5.0)
    assert LEAST_BIT_RATE < thrift.bit_rate < BIT_RATE
    thrift.heard(0.3, None, 10.0)
    assert (thrift.bit_rate, thrift.frames) == (LEAST_BIT_RATE, MOST_FRAMES)


def test_a_round_trip_that_grows_tells_of_a_full_line_before_anything_is_lost() -> None:
    thrift = Thrift()
    thrift.heard(0.0, 0.6, 0.0)
    assert thrift.bit_rate == BIT_RATE, "far away is not full"
    thrift.heard(0.0, 1.2, 5.0)
    assert (thrift.bit_rate, thrift.frames) == (LEAST_BIT_RATE, MOST_FRAMES)


def test_who_was_generous_too_early_waits_longer_each_time() -> None:
    thrift, now, pauses = Thrift(), 0.0, []
    for _ in range(6):
        thrift.heard(0.5, 0.05, now)
        began = now
        while thrift.bit_rate != BIT_RATE:
            now += 1.0
            thrift.heard(0.0, 0.05, now)
        pauses.append(now - began)
        now += 1.0
    assert pauses == [min(LONGEST_S, PATIENCE_S * 2**n) for n in range(6)]
    now += 1000
    thrift.heard(0.5, 0.05, now)
    thrift.heard(0.0, 0.05, now + PATIENCE_S)
    assert thrift.bit_rate == BIT_RATE, "that was long ago"


def through(bits_per_s: float, queue_s: float, seconds: int) -> list[float]:
    """The loss in each five seconds of a line so narrow, which holds so much back before it drops."""
    sender = Sender(PayloadMap({111: OPUS}), 111, 16_000, ssrc=5)
    frames = speech(20, 16_000).reshape(-1, 320)
    free_at, losses = 0.0, []
    sent = lost = 0
    trips: deque[float] = deque()
    for tick in range(seconds * 50):
        now = tick * 0.02
        for data in sender.frame(frames[tick % len(frames)]):
            sent += 1
            if free_at - now > queue_s:
                lost += 1
                continue
            free_at = max(now, free_at) + 8 * (len(data) + AROUND) / bits_per_s
            trips.append(free_at - now + 0.04)
        if tick and now % EVERY_S == 0:
            share = lost / max(1, sent)
            losses.append(share)
            trip = trips[-1] if trips else 0.04
            # The peer got a report at once, and answers now: the round trip is what is left.
            before = ntp_time(now - trip) >> 16 & 0xFFFFFFFF
            fraction = min(255, math.floor(256 * share))
            sender.heard(ReportBlock(5, fraction, 0, 0, 80, before, 0), now)
            sent = lost = 0
            trips.clear()
    return losses


def test_a_call_fits_into_a_line_of_28_kilobits() -> None:
    losses = through(28_000, 0.3, 60)
    assert losses[0] > 0.2, "as on every good line it begins with more than that"
    assert max(losses[2:5]) < 0.02, losses
    good = sum(one < 0.02 for one in losses)
    assert good >= len(losses) - 4, losses


def test_a_wide_line_gets_all_of_it() -> None:
    assert set(through(100_000, 0.3, 30)) == {0.0}
