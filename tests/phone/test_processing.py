"""Echo is taken out of the microphone, a voice is left in, and a library that fails does not end a call."""

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


@pytest.mark.expected_log("echo cancellation stopped: broken")
def test_a_library_that_fails_passes_the_sound_through(monkeypatch: pytest.MonkeyPatch) -> None:
    processing = Processing()

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(processing._module, "process_stream", fail)
    frame = speech(0.02, 16_000)
    for _ in range(3):
        assert processing.clean(frame, silence(FRAME), 40.0).tolist() == frame.tolist()
