"""Sampling rates change without distortion, and clocks without a click."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.frames import RATES, Samples
from agent_desktop.media.resample import DriftCorrector, Resampler
from tests.media.sounds import distortion_db, noise, tone


def in_frames(sound: Samples, rate: int) -> list[Samples]:
    return list(sound.reshape(-1, rate // 50))


@pytest.mark.parametrize("target", RATES)
@pytest.mark.parametrize("source", RATES)
def test_a_tone_keeps_its_pitch_strength_and_purity(source: int, target: int) -> None:
    resampler = Resampler(source, target)
    frames = [resampler.process(frame) for frame in in_frames(tone(2, source, 1000), source)]
    assert {len(frame) for frame in frames} == {target // 50}
    heard = np.concatenate(frames)[target:]
    assert distortion_db(heard, 1000, target) < -70
    assert 6990 < np.sqrt(np.mean(heard.astype(float) ** 2)) < 7150


def test_what_the_lower_rate_cannot_hold_is_gone() -> None:
    resampler = Resampler(48000, 8000)
    heard = np.concatenate([resampler.process(x) for x in in_frames(tone(1, 48000, 4800), 48000)])
    assert np.abs(heard[800:]).max() < 10


def test_rates_without_a_whole_ratio_are_refused() -> None:
    with pytest.raises(ValueError, match="whole ratio"):
        Resampler(44100, 48000)


@pytest.mark.parametrize("ppm", [-300.0, 37.0, 500.0])
def test_the_slow_ratio_changes_the_length_and_nothing_else(ppm: float) -> None:
    corrector = DriftCorrector()
    frames = [corrector.process(frame, ppm) for frame in in_frames(tone(20, 8000, 1000), 8000)]
    assert {len(frame) for frame in frames} <= {159, 160, 161}
    heard = np.concatenate(frames)
    assert abs((160000 - len(heard)) - 160000 * ppm * 1e-6) <= 2
    assert distortion_db(heard[800:16800], 1000 * (1 + ppm * 1e-6), 8000) < -65


def test_without_drift_samples_pass_unchanged() -> None:
    sound, corrector = noise(1, 8000), DriftCorrector()
    heard = np.concatenate([corrector.process(frame, 0.0) for frame in in_frames(sound, 8000)])
    assert (heard[16:] == sound[:-16]).all()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 500), st.sampled_from([0.0, -500.0, 33.0, 1e9])), max_size=40)
)
def test_any_chunks_and_ratios_make_one_smooth_sound(chunks: list[tuple[int, float]]) -> None:
    """A low tone never steps further than its slope, whatever the ratio does."""
    sound, corrector, at = tone(3, 8000, 100), DriftCorrector(), 0
    heard = []
    for size, ppm in chunks:
        heard.append(corrector.process(sound[at : at + size], ppm))
        at += size
    line = np.concatenate([*heard, np.zeros(0, np.int16)])[32:].astype(int)
    assert len(line) < 2 or np.abs(np.diff(line)).max() < 10000 * 2 * np.pi * 100 / 8000 * 1.02 + 2
