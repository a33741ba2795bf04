"""Echo and noise leave the microphone, a voice stays and is loud enough; a library that fails does not end a call."""

import numpy as np
import pytest

from agent_desktop.media.frames import Samples, silence
from agent_desktop.phone.audio.backend import FRAME
from agent_desktop.phone.audio.processing import Processing
from tests.media.sounds import speech

DELAY = 640  # 40 ms at 16 kHz


def cleaned(near: Samples, far: Samples) -> Samples:
    """What is left of the microphone, frame by frame."""
    processing = Processing()
    return np.concatenate(
        [
            processing.clean(near[at : at + FRAME], far[at : at + FRAME], 40.0)
            for at in range(0, len(near) // FRAME * FRAME, FRAME)
        ]
    )


def loudness_db(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1e-9))


def test_the_echo_of_the_speaker_is_taken_out() -> None:
    far = speech(8.0, 16_000)
    echo = (np.concatenate([silence(DELAY), far[:-DELAY]]) * 0.4).astype(np.int16)
    left = cleaned(echo, far)
    after = slice(3 * 16_000, None)
    assert loudness_db(left[after]) < loudness_db(echo[after]) - 15


def test_a_voice_alone_is_left_in() -> None:
    near = speech(6.0, 16_000)
    left = cleaned(near, silence(len(near)))
    assert len(left) == len(near)
    assert loudness_db(left[32_000:]) > loudness_db(near[32_000:]) - 10


@pytest.mark.parametrize("loud", [300, 800])
def test_noise_is_taken_out_between_and_under_the_words(loud: int) -> None:
    """Measured: 12 dB more between words and noise, for a fan's noise as for white noise."""
    noise = np.random.default_rng(7).normal(0, loud, 15 * 16_000)
    near = noise.copy()
    near[4 * 16_000 : 13 * 16_000] += speech(9.0, 16_000)
    heard = np.clip(near, -32_768, 32_767).astype(np.int16)
    left = cleaned(heard, silence(len(heard)))
    words, pause = slice(6 * 16_000, 13 * 16_000), slice(14 * 16_000, None)

    def clear_db(sound: Samples) -> float:
        return loudness_db(sound[words]) - loudness_db(sound[pause])

    assert clear_db(left) > clear_db(heard) + 9
    assert loudness_db(left[words]) > loudness_db(heard[words]) - 3, "the words stay"


@pytest.mark.parametrize("quieter", [0.3, 0.1, 0.03])
def test_who_speaks_softly_is_heard_as_well_as_others(quieter: float) -> None:
    """Measured: a voice 30 dB below another one comes out within 1 dB of it."""
    loud = speech(10.0, 16_000)
    soft = (loud * quieter).astype(np.int16)
    after = slice(5 * 16_000, None)
    out = cleaned(soft, silence(len(soft)))
    assert abs(loudness_db(out[after]) - loudness_db(loud[after])) < 4


@pytest.mark.expected_log("echo cancellation stopped: broken")
def test_a_library_that_fails_passes_the_sound_through(monkeypatch: pytest.MonkeyPatch) -> None:
    processing = Processing()

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(processing._module, "process_stream", fail)
    frame = speech(0.02, 16_000)
    for _ in range(3):
        assert processing.clean(frame, silence(FRAME), 40.0).tolist() == frame.tolist()
