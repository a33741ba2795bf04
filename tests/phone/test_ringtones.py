"""What rings is there, is loud, fits its own beginning, and becomes quieter when it is told."""

import numpy as np
import pytest

from agent_desktop.model.devices import Ringtone
from agent_desktop.phone.audio import ringtones
from agent_desktop.phone.audio.backend import FRAME, RATE


@pytest.mark.parametrize(
    ("sound", "seconds"),
    [
        *((ringtones.ringing(one), 3) for one in Ringtone),
        (ringtones.ringback(), 5),
        (ringtones.waiting(), 10),
    ],
)
def test_sounds_are_loops_of_whole_frames(
    sound: np.ndarray[tuple[int], np.dtype[np.int16]], seconds: int
) -> None:
    assert len(sound) == seconds * RATE
    assert len(sound) % FRAME == 0
    assert np.abs(sound.astype(np.int32)).max() > 1500
    assert abs(int(sound[0]) - int(sound[-1])) < 300, "it clicks where it begins again"


def test_ringtones_are_told_apart_and_leave_a_pause() -> None:
    def loudest(one: Ringtone) -> int:
        return int(np.abs(np.fft.rfft(ringtones.ringing(one).astype(float))).argmax()) // 3

    assert len({loudest(one) for one in Ringtone}) == len(Ringtone)
    for one in Ringtone:
        assert np.abs(ringtones.ringing(one)[2 * RATE :].astype(np.int32)).max() < 300, one


def test_the_far_telephone_rings_with_its_tone() -> None:
    spectrum = np.abs(np.fft.rfft(ringtones.ringback()[:RATE].astype(float)))
    assert abs(int(spectrum.argmax()) - 425) <= 1


def test_a_loop_goes_on_and_on_at_the_loudness_asked_for() -> None:
    loop = ringtones.Loop(np.arange(2 * FRAME, dtype=np.int16))
    frames = [loop.frame() for _ in range(5)]
    assert [int(frame[0]) for frame in frames] == [0, FRAME, 0, FRAME, 0]
    assert ringtones.Loop(np.full(FRAME, 1000, np.int16)).frame(0.25).max() == 250
    assert not ringtones.Loop(ringtones.ringing()).frame(0.0).any()


def test_an_announcement_is_heard_once_and_soon_over() -> None:
    sound = ringtones.announcement()
    assert len(sound) % FRAME == 0
    assert RATE // 5 < len(sound) < RATE // 2
    once = ringtones.Once(sound)
    heard = np.concatenate([once.frame() for _ in range(len(sound) // FRAME)])
    assert once.over
    assert (heard == sound).all()
    assert not once.frame().any()
