"""The receiver as an ear hears it: gaps, delay, drift, jumps, pauses, keys, and hostile bytes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.codecs.opus import OpusEncoder
from agent_desktop.media.codecs.registry import G722, OPUS, PCMU, Format, available
from agent_desktop.media.comfort import describe
from agent_desktop.media.dtmf import Pressed, Released
from agent_desktop.media.rtp import Packet
from tests.media.network import (
    NUMBER,
    Road,
    listen,
    longest_silence_ms,
    packets,
    receiver,
    travel,
)
from tests.media.sounds import distortion_db, noise, speech, tone


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
@pytest.mark.parametrize("chosen", available(), ids=lambda chosen: chosen.name)
def test_a_clean_road_gives_a_clean_tone_at_any_rate(chosen: Format, rate: int) -> None:
    ear = receiver(chosen, rate)
    heard = listen(ear, travel(packets(tone(4, chosen.rate, 1000), chosen), Road()), 4, rate)
    assert distortion_db(heard[2 * rate :], 1000, rate) < -28
    figures = ear.figures()
    assert (figures.concealed_ms, figures.late, figures.refused) == (0, 0, 0)
    assert figures.delay_ms < 60  # a tone has no pauses, so the first delay shrinks slowly


def test_jitter_alone_harms_nothing_and_costs_its_delay() -> None:
    ear = receiver()
    heard = listen(ear, travel(packets(tone(20, 8000, 400)), Road(jitter=0.04)), 20)
    figures = ear.figures()
    assert figures.concealed_ms <= 100
    assert 35 < figures.target_ms < 55
    assert longest_silence_ms(heard[8000:], 8000) < 1
    assert distortion_db(heard[80000:], 400, 8000) < -30


@pytest.mark.parametrize("chosen", [PCMU, G722, OPUS], ids=lambda chosen: chosen.name)
def test_loss_is_filled_and_never_silent_longer_than_it_was(chosen: Format) -> None:
    ear = receiver(chosen)
    sound = noise(20, chosen.rate, rms=300, seed=9)
    lost = travel(packets(sound, chosen), Road(loss=0.08, jitter=0.03))
    heard = listen(ear, lost, 20)
    figures = ear.figures()
    assert figures.reception is not None
    assert figures.reception.lost > 50
    assert longest_silence_ms(heard[8000:], 8000) <= 20
    assert figures.concealed_ms <= 1.6 * 20 * figures.reception.lost + 100


def test_a_jump_of_everything_is_heard_again_within_five_frames() -> None:
    """A transfer: another source, sequence and timestamp in the middle of the call."""
    sound = tone(4, 8000, 500)
    first, second = packets(sound[:16000]), packets(sound[16000:], ssrc=99)
    second = [
        Packet(
            NUMBER,
            (one.sequence + 0x5555) & 0xFFFF,
            (one.timestamp + 0x70000000) & 0xFFFFFFFF,
            99,
            one.payload,
        )
        for one in second
    ]
    ear = receiver()
    heard = listen(ear, travel([*first, *second], Road()), 4)
    assert longest_silence_ms(heard[4000:30000], 8000) <= 100
    assert ear.figures().restarts == 1


def test_another_source_under_the_same_numbers_is_heard_on() -> None:
    """A gateway changes its SSRC, and nothing else."""
    sent = packets(tone(4, 8000, 500))
    other = [Packet(NUMBER, one.sequence, one.timestamp, 99, one.payload) for one in sent[100:]]
    ear = receiver()
    heard = listen(ear, travel([*sent[:100], *other], Road(jitter=0.01)), 4)
    assert longest_silence_ms(heard[4000:30000], 8000) <= 60
    assert ear.figures().restarts == 1


def test_a_second_source_beside_the_first_is_not_heard_until_that_ends() -> None:
    """Two phones play early media at once: one of them is heard, and then the one that goes on."""
    one, two = packets(tone(3, 8000, 500)), packets(tone(6, 8000, 1500), ssrc=99)
    line = sorted([*travel(one, Road()), *travel(two, Road(delay=0.055))], key=lambda pair: pair[0])
    ear = receiver()
    heard = listen(ear, line, 6)
    assert distortion_db(heard[8000:20000], 500, 8000) < -28
    assert distortion_db(heard[32000:44000], 1500, 8000) < -28
    assert ear.figures().restarts == 1


@pytest.mark.parametrize("shift", [4000, -4000, 1 << 30, -(1 << 30)])
def test_a_jump_of_the_timestamps_is_heard_again_soon(shift: int) -> None:
    sent = packets(tone(6, 8000, 500))
    moved = [
        Packet(NUMBER, one.sequence, (one.timestamp + shift) & 0xFFFFFFFF, 7, one.payload)
        for one in sent[150:]
    ]
    ear = receiver()
    heard = listen(ear, travel([*sent[:150], *moved], Road()), 6)
    assert longest_silence_ms(heard[8000:], 8000) <= 100
    assert ear.figures().delay_ms < 120


def test_duplicates_and_reordering_are_not_heard() -> None:
    line = travel(packets(tone(6, 8000, 400)), Road(jitter=0.05, seed=4))
    doubled = sorted([*line, *[(at + 0.01, one) for at, one in line]], key=lambda pair: pair[0])
    ear = receiver()
    heard = listen(ear, doubled, 6)
    assert distortion_db(heard[24000:], 400, 8000) < -30
    assert ear.figures().concealed_ms <= 60


def test_a_pause_with_comfort_noise_is_filled_with_it() -> None:
    sent = packets(tone(3, 8000, 400))
    hush = describe(noise(0.2, 8000, rms=60))
    talk, again = sent[:50], sent[100:]
    comfort = Packet(13, talk[-1].sequence + 1 & 0xFFFF, sent[50].timestamp, 7, hush)
    again = [
        Packet(NUMBER, one.sequence - 49 & 0xFFFF, one.timestamp, 7, one.payload) for one in again
    ]
    arrivals = [(0.05 + number * 0.02, one) for number, one in enumerate([*talk, comfort])]
    arrivals += [(0.05 + (100 + number) * 0.02, one) for number, one in enumerate(again)]
    ear = receiver()
    heard = listen(ear, arrivals, 3)
    pause = heard[int(1.3 * 8000) : int(1.9 * 8000)].astype(float)
    assert 30 < np.sqrt(np.mean(pause**2)) < 100
    figures = ear.figures()
    assert figures.concealed_ms == 0
    assert figures.paused_ms > 900


def test_opus_silence_is_a_pause_and_no_loss() -> None:
    encoder = OpusEncoder(dtx=True)
    sound = np.concatenate([speech(1, 48000), np.zeros(144000, np.int16), speech(1, 48000)])
    sent, number = [], 0
    for index, frame in enumerate(sound.reshape(-1, 960)):
        if payload := encoder.encode(frame):
            sent.append((0.05 + index * 0.02, Packet(NUMBER, number, index * 960, 7, payload)))
            number += 1
    ear = receiver(OPUS)
    listen(ear, sent, 5)
    figures = ear.figures()
    assert figures.paused_ms > 1500
    assert figures.concealed_ms <= 60


def test_keys_are_heard_beside_the_voice() -> None:
    ear = receiver()
    for number, one in enumerate(packets(tone(0.2, 8000, 400))):
        ear.receive_packet(one, number * 0.02)
    ear.receive_packet(Packet(101, 1, 5, 7, bytes([5, 10, 0, 160]), marker=True), 0.2)
    ear.receive_packet(Packet(101, 2, 5, 7, bytes([5, 0x8A, 3, 32])), 0.3)
    assert ear.keys() == [Pressed("5"), Released("5", 100)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=80) | st.binary(min_size=12, max_size=60), max_size=30))
def test_hostile_bytes_never_stop_the_sound(datagrams: list[bytes]) -> None:
    ear = receiver(OPUS)
    for number, data in enumerate(datagrams):
        now = number * 0.02
        ear.receive(data, now)
        ear.receive(b"\x80" + bytes([NUMBER]) + data, now)
        assert len(ear.pull(now)) == 160
    assert ear.figures().refused >= 0


def test_before_anything_comes_there_is_silence() -> None:
    ear = receiver()
    assert not ear.pull(0.0).any()
    assert ear.report(0.0) is None
    assert ear.figures().reception is None
