"""Holes are filled with more of the same, fade, and heal without an edge; time is stretched without changing pitch."""

import numpy as np
import pytest

from agent_desktop.media.comfort import ORDER, ComfortNoise, describe
from agent_desktop.media.concealment import Concealer
from agent_desktop.media.frames import Samples
from agent_desktop.media.timescale import lengthen, shorten
from tests.media.sounds import distortion_db, noise, snr_db, spectral_distance_db, speech, tone


def steps(sound: Samples) -> int:
    return int(np.abs(np.diff(sound.astype(int))).max())


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_a_tone_goes_on_through_a_hole(rate: int) -> None:
    """10 ms of a periodic sound are repeated so well that nothing tells where the hole was."""
    sound, size = tone(1, rate, 200), rate // 100
    concealer = Concealer(rate)
    heard = [concealer.good(sound[: 30 * size]), concealer.conceal(size)]
    heard.append(concealer.good(sound[31 * size : 40 * size]))
    line = np.concatenate(heard)
    assert snr_db(sound[: 40 * size], line) > 30
    assert steps(line) < steps(sound) * 1.1 + 2


def test_speech_in_a_hole_is_nearer_to_the_truth_than_silence_is() -> None:
    sound = speech(6, 8000)
    filled, empty = sound.copy(), sound.copy()
    concealer = Concealer(8000)
    for number, frame in enumerate(sound.reshape(-1, 160)):
        span = slice(number * 160, number * 160 + 160)
        lost = number % 8 == 5
        filled[span] = concealer.conceal(160) if lost else concealer.good(frame)
        empty[span] = 0 if lost else frame
    assert spectral_distance_db(sound, filled, 8000) < 0.7 * spectral_distance_db(
        sound, empty, 8000
    )


def test_a_long_hole_fades_to_the_background_and_not_to_nothing() -> None:
    concealer = Concealer(8000)
    quiet = noise(2, 8000, rms=40)
    for frame in quiet.reshape(-1, 160):
        concealer.good(frame)
    concealer.good(tone(0.1, 8000, 200))
    concealer.conceal(480)
    background = concealer.conceal(1600).astype(float)
    assert 15 < np.sqrt(np.mean(background**2)) < 80


def test_it_starts_and_ends_without_anything_heard() -> None:
    concealer = Concealer(8000)
    assert not concealer.conceal(320).any()
    assert len(concealer.good(np.zeros(0, np.int16))) == 0
    assert len(concealer.conceal(0)) == 0


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_time_is_stretched_without_changing_the_pitch(rate: int) -> None:
    sound, size = tone(2, rate, 220), rate // 50
    frames = list(sound.reshape(-1, size))
    shorter, longer = list(frames[:10]), list(frames[:10])
    for frame in frames[10:]:
        changed = shorten(frame, rate)
        assert changed is not None
        assert rate // 400 <= size - len(changed) <= rate * 12 // 1000
        shorter.append(changed)
        stretched = lengthen(longer[-1], frame, rate)
        assert stretched is not None
        assert rate // 400 <= len(stretched) - size <= rate * 12 // 1000
        longer.append(stretched[:])
    # Frames were changed one by one, so each joins what follows it in the original.
    one = np.concatenate([*frames[:10], shorter[10], *frames[11:20]])
    assert distortion_db(one, 220, rate) < -35
    two = np.concatenate([*frames[:10], longer[10], *frames[11:20]])
    assert distortion_db(two, 220, rate) < -35


def test_sound_without_a_period_is_left_alone() -> None:
    hiss = noise(0.1, 8000, rms=3000)
    assert shorten(hiss[:160], 8000) is None
    assert lengthen(hiss[:160], hiss[160:320], 8000) is None
    assert shorten(hiss[:80], 8000) is None


def test_in_a_pause_any_place_will_do() -> None:
    hush = noise(0.1, 8000, rms=10)
    shorter, longer = shorten(hush[:160], 8000), lengthen(hush[:160], hush[160:320], 8000)
    assert shorter is not None
    assert longer is not None
    assert (len(shorter), len(longer)) == (160 - 96, 160 + 96)


def test_comfort_noise_sounds_like_what_was_described() -> None:
    hiss = noise(1, 8000, rms=300)
    coloured = np.convolve(hiss.astype(float), np.ones(8) / 8, "same").astype(np.int16)
    payload = describe(coloured[800:2400])
    assert len(payload) == 1 + ORDER
    generator = ComfortNoise(8000)
    generator.update(payload)
    made = np.concatenate([generator.make(160) for _ in range(50)]).astype(float)
    level = np.sqrt(np.mean(coloured.astype(float) ** 2))
    assert 0.8 * level < np.sqrt(np.mean(made**2)) < 1.25 * level
    power = np.abs(np.fft.rfft(made)) ** 2
    true = np.abs(np.fft.rfft(coloured.astype(float))) ** 2
    low = slice(0, 500)
    assert abs(power[low].sum() / power.sum() - true[low].sum() / true.sum()) < 0.1


@pytest.mark.parametrize(
    "payload", [b"", b"\x7f", b"\x00", b"\x28" + b"\xff" * 30, b"\x20" + bytes(200)]
)
def test_any_description_makes_some_noise(payload: bytes) -> None:
    generator = ComfortNoise(8000)
    generator.update(payload)
    made = generator.make(8000)
    assert len(made) == 8000
    if len(payload) > 1:
        assert made.any()


def test_silence_is_described_as_such() -> None:
    assert describe(np.zeros(160, np.int16))[0] == 127
