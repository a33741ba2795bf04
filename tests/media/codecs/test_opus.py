"""Opus by way of libopus: every frame length, error correction, concealment, silence, hostile payloads."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.codecs.base import BadPayload
from agent_desktop.media.codecs.opus import (
    LENGTHS_MS,
    OpusDecoder,
    OpusEncoder,
    is_silence,
    packet_ticks,
)
from agent_desktop.media.frames import RATES, Samples
from tests.media.sounds import noise, speech


def similarity(left: Samples, right: Samples, most_delay: int) -> float:
    """The best correlation of two sounds when one may be late by up to `most_delay` samples."""
    return max(
        float(
            np.corrcoef(
                left[: len(left) - most_delay], right[late : len(right) - most_delay + late]
            )[0, 1]
        )
        for late in range(most_delay)
    )


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("length", LENGTHS_MS)
def test_every_length_at_every_rate(rate: int, length: int) -> None:
    size = rate * length // 1000
    sound = speech(1.2, rate)
    encoder, decoder = OpusEncoder(rate), OpusDecoder(rate)
    payloads = [encoder.encode(sound[at : at + size]) for at in range(0, len(sound) - size, size)]
    assert {packet_ticks(payload) for payload in payloads} == {48 * length}
    heard = np.concatenate([decoder.decode(payload) for payload in payloads])
    assert similarity(sound[: len(heard)], heard, rate // 100) > 0.8


def test_a_lost_frame_comes_back_from_the_next_one() -> None:
    """With expected loss the copy is much nearer to the truth than a guess."""
    sound = speech(3.0, 16000)
    encoder = OpusEncoder(16000, bit_rate=24000, expected_loss=20)
    payloads = [encoder.encode(sound[at : at + 320]) for at in range(0, len(sound), 320)]
    whole, corrected, guessed = OpusDecoder(16000), OpusDecoder(16000), OpusDecoder(16000)
    errors = {"corrected": 0.0, "guessed": 0.0}
    for number, payload in enumerate(payloads):
        truth = whole.decode(payload).astype(np.float64)
        if number % 7 != 3 or number + 1 == len(payloads):
            corrected.decode(payload)
            guessed.decode(payload)
            continue
        errors["corrected"] += np.sum((corrected.conceal(320, payloads[number + 1]) - truth) ** 2)
        errors["guessed"] += np.sum((guessed.conceal(320) - truth) ** 2)
    assert errors["corrected"] < 0.5 * errors["guessed"]


def test_expected_loss_and_bit_rate_follow_the_call() -> None:
    sound = speech(2.0, 48000)
    encoder = OpusEncoder(bit_rate=12000)
    size, rates = 960, []
    for bit_rate in (12000, 40000):
        encoder.adapt(bit_rate=bit_rate, expected_loss=0)
        payloads = [encoder.encode(sound[at : at + size]) for at in range(0, len(sound), size)]
        rates.append(8 * sum(map(len, payloads)) / 2)
    assert rates[0] < 16000
    assert 25000 < rates[1] < 45000


def test_silence_is_not_sent_and_its_start_is_said() -> None:
    encoder = OpusEncoder(16000, dtx=True)
    quiet = np.zeros(320, np.int16)
    talking = [encoder.encode(frame) for frame in speech(1.0, 16000).reshape(-1, 320)]
    payloads = [encoder.encode(quiet) for _ in range(100)]
    assert sum(map(bool, talking)) > 45
    assert sum(map(bool, payloads)) < 50
    first = next(number for number, payload in enumerate(payloads) if is_silence(payload))
    assert payloads[first]
    assert not payloads[first + 1]


def test_concealment_goes_on_and_fades() -> None:
    sound = speech(1.0, 48000)
    loud = int(np.argmax(np.abs(sound[:40000]))) // 960 * 960
    encoder, decoder = OpusEncoder(), OpusDecoder()
    for at in range(0, loud + 960, 960):
        decoder.decode(encoder.encode(sound[at : at + 960]))
    frames = [decoder.conceal(960) for _ in range(50)]
    assert {len(frame) for frame in frames} == {960}
    assert np.abs(frames[0]).max() > 1000
    assert np.abs(frames[-1]).max() < 100


@pytest.mark.parametrize("size", [1, 37, 441, 5759, 5760])
def test_concealment_has_any_length(size: int) -> None:
    assert len(OpusDecoder().conceal(size)) == size


@settings(deadline=None)
@given(st.binary(max_size=1400), st.integers(1, 1920))
def test_any_payload_gives_samples_or_is_refused(payload: bytes, size: int) -> None:
    decoder = OpusDecoder(16000)
    with contextlib.suppress(BadPayload):
        assert len(decoder.decode(payload)) == packet_ticks(payload) // 3
    assert len(decoder.conceal(size, payload)) == size


def test_wrong_settings_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="44100"):
        OpusEncoder(44100)
    with pytest.raises(ValueError, match="44100"):
        OpusDecoder(44100)
    with pytest.raises(ValueError, match="ms at 48000 Hz"):
        OpusEncoder().encode(noise(0.03, 48000)[:1000])


@pytest.mark.parametrize(
    ("payload", "ticks"),
    [
        (b"\x00", 480),  # SILK 10 ms
        (b"\x18", 2880),  # SILK 60 ms
        (b"\x60", 480),  # hybrid 10 ms
        (b"\x80", 120),  # CELT 2.5 ms
        (b"\x98", 960),  # CELT 20 ms
        (b"\x99", 1920),  # two of them
        (b"\x9b\x03", 2880),  # three of them
    ],
)
def test_the_length_stands_in_the_first_byte(payload: bytes, ticks: int) -> None:
    assert packet_ticks(payload) == ticks


@pytest.mark.parametrize("payload", [b"", b"\x9b", b"\x9b\x00", b"\x9b\x07", b"\x1b\x3f"])
def test_impossible_lengths_are_refused(payload: bytes) -> None:
    with pytest.raises(BadPayload):
        packet_ticks(payload)
