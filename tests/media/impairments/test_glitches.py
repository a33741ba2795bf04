"""The detector itself: it is silent about a tone that goes on, and finds every way of breaking one."""

import numpy as np
import pytest

from agent_desktop.media.codecs.registry import PCMU
from agent_desktop.media.frames import Samples, silence
from tests.media.impairments.glitches import in_speech, in_tone
from tests.media.sounds import speech, tone

RATE, HZ = 8000, 400.0
WHOLE = tone(4, RATE, HZ)


@pytest.mark.parametrize("off", [-0.1, 0.0, 0.1])
def test_a_tone_through_a_codec_has_no_glitch(off: float) -> None:
    sound = PCMU.decoder(RATE).decode(PCMU.encoder().encode(tone(4, RATE, HZ + off)))
    assert not in_tone(sound, HZ, RATE)


def broken(kind: str) -> Samples:
    at, period = 16_037, RATE // int(HZ)
    start, end = WHOLE[:at], WHOLE[at:]
    match kind:
        case "a cut of 3 samples":
            return np.concatenate([start, end[3:]])
        case "a part of a period twice":
            return np.concatenate([start, start[-7:], end])
        case "a gap of 5 ms":
            return np.concatenate([start, silence(40), end[40:]])
        case "a wrong sample":
            return np.concatenate([start, start[-1:] + 6000, end[1:]])
        case "a fading":
            return np.concatenate([start, (end[:160] * 0.7).astype(np.int16), end[160:]])
        case _:
            assert kind == "a whole period less"
            return np.concatenate([start, end[period:]])


@pytest.mark.parametrize(
    "kind",
    [
        "a cut of 3 samples",
        "a part of a period twice",
        "a gap of 5 ms",
        "a wrong sample",
        "a fading",
    ],
)
def test_a_broken_tone_is_found(kind: str) -> None:
    assert in_tone(broken(kind), HZ, RATE)


def test_a_period_left_out_is_not_heard() -> None:
    assert not in_tone(broken("a whole period less"), HZ, RATE)


def test_speech_is_followed_with_its_delay_and_a_hole_is_seen() -> None:
    spoken = speech(6, RATE)
    heard = np.concatenate([silence(480), spoken])
    found = in_speech(spoken, heard, RATE)
    assert set(found.delay) == {480}
    assert min(found.likeness) > 0.999
    heard[16_000:18_000] = 0
    assert min(in_speech(spoken, heard, RATE).likeness) < 0.9
