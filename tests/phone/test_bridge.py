"""Between two clocks: rings keep their order, and clocks that differ never run a ring dry or over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.media.frames import Samples
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.audio.bridge import FromDevice, ToDevice
from agent_desktop.phone.audio.ring import Ring

TONE = 400.0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=200))
def test_a_ring_gives_back_what_it_took_in_order(steps: list[tuple[bool, int]]) -> None:
    ring, sent, got = Ring(64), 0, []
    for writes, count in steps:
        if writes:
            room = 64 - ring.fill
            assert ring.write(np.arange(sent, sent + count, dtype=np.int16)) is (count <= room)
            sent += count if count <= room else 0
        else:
            got += ring.read(count).tolist()
    got += ring.read(64).tolist()
    assert got == list(range(sent))


def wave(at: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Samples:
    made: Samples = np.rint(10_000 * np.sin(2 * np.pi * TONE * at)).astype(np.int16)
    return made


def breaks(heard: Samples) -> int:
    """Places where the tone jumps: its slope is never steeper than this."""
    steepest = 10_000 * 2 * np.pi * TONE / RATE
    return int((np.abs(np.diff(heard.astype(np.int32))) > 1.1 * steepest + 4).sum())


def clocks(ppm: float, seconds: int) -> list[tuple[str, float]]:
    """The ticks of a call (each 20 ms) and of a device whose clock is faster by `ppm` (each 10 ms), in order."""
    call = [(0.02 * n, "call") for n in range(seconds * 50)]
    device = [(0.003 + 0.01 * n / (1 + ppm * 1e-6), "device") for n in range(seconds * 100)]
    return [(who, at) for at, who in sorted(call + device) if at < seconds - 1]


@pytest.mark.parametrize("ppm", [-300, 0, 300])
def test_a_microphone_with_another_clock_is_heard_without_a_break(ppm: float) -> None:
    bridge, taken, heard = FromDevice(), 0, []
    for who, _ in clocks(ppm, 240):
        if who == "device":
            bridge.put(wave(np.arange(taken, taken + 160) / RATE))
            taken += 160
        else:
            heard.append(bridge.read())
    line = np.concatenate(heard)
    start = int(np.flatnonzero(line)[0])
    assert start < 0.1 * RATE
    assert breaks(line[start + 32 :]) == 0
    assert bridge.slips.empty == bridge.slips.full == 0
    assert 15 < bridge.fill_ms < 75


@pytest.mark.parametrize("ppm", [-300, 0, 300])
def test_a_speaker_with_another_clock_plays_without_a_break(ppm: float) -> None:
    bridge, given_, heard = ToDevice(), 0, []
    for who, _ in clocks(ppm, 240):
        if who == "device":
            heard.append(bridge.take(160))
        else:
            bridge.write(wave(np.arange(given_, given_ + FRAME) / RATE))
            given_ += FRAME
    line = np.concatenate(heard)
    start = int(np.flatnonzero(line)[0])
    assert breaks(line[start + 32 :]) == 0
    assert bridge.slips.empty == bridge.slips.full == 0
    assert 15 < bridge.fill_ms < 95


def test_a_speaker_survives_a_call_that_stalls() -> None:
    bridge = ToDevice()
    frame = np.full(FRAME, 1000, np.int16)
    for _ in range(20):
        bridge.write(frame)
        bridge.take(FRAME)
    silent = sum(not bridge.take(160).any() for _ in range(20))
    assert silent >= 12, "200 ms passed without a frame; what waited was 60 ms"
    for _ in range(10):
        bridge.write(frame)
    assert bridge.take(160).any(), "the missed frames came in a burst"
    assert bridge.slips.empty >= 1


def test_a_microphone_that_stalled_does_not_make_the_call_late() -> None:
    bridge = FromDevice()
    for _ in range(6):
        bridge.put(np.ones(160, np.int16))
    bridge.read()
    for _ in range(60):
        bridge.put(np.ones(160, np.int16))
    bridge.read()
    assert bridge.fill_ms <= 60
    assert bridge.slips.full == 1


def test_silence_takes_the_place_of_a_dead_microphone() -> None:
    bridge = FromDevice()
    assert not bridge.read().any()
    for _ in range(8):
        bridge.put(np.full(160, 500, np.int16))
    heard = np.concatenate([bridge.read() for _ in range(10)])
    assert len(heard) == 10 * FRAME
    assert heard.any()
    assert not heard[-FRAME:].any()
