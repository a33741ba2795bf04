"""Sound files read again: every kind that we record or are sent, from any place, cut short, hostile; faster speech."""

import contextlib
import io
import itertools
import random
import struct

import av
import numpy as np
import pytest

from agent_desktop.media.frames import Samples, silence
from agent_desktop.media.recording_kind import Kind
from agent_desktop.media.sound_file import PEAKS, BadSound, Why, blocks, kind_of, mono, peaks
from agent_desktop.media.tempo import Tempo
from tests.media.sounds import speech, tone
from tests.media.tapes import RATE, recorded
from tests.phone.listening import alike

AGENT, CUSTOMER = speech(6, RATE, seed=3), speech(6, RATE, seed=5)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("from_ms", [0, 2500, 4337])
def test_both_lanes_are_there_from_any_place(kind: Kind, from_ms: int) -> None:
    data = recorded(AGENT, CUSTOMER, kind)
    sound = np.concatenate(list(blocks(data, from_ms)))
    assert abs(len(sound) - (6000 - from_ms) * 16) <= 320
    start = from_ms * 16 + 1600
    for lane, said in enumerate((AGENT, CUSTOMER)):
        fit, place = alike(said[start : start + 8000], sound[:16_000, lane])
        assert fit > 0.95
        assert abs(place - 1600) <= 16


def encoded(codec: str, container: str, sound: Samples) -> bytes:
    """A mono file of another maker's kind, at 48 kHz."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=48_000)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        resampler = av.AudioResampler(stream.format.name, "mono", 48_000, 1024)
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        for made in itertools.chain(resampler.resample(frame), resampler.resample(None)):
            out.mux(stream.encode(made))
        out.mux(stream.encode(None))
    return file.getvalue()


@pytest.mark.parametrize(
    ("codec", "container"),
    [
        ("libopus", "ogg"),
        ("libmp3lame", "mp3"),
        ("flac", "flac"),
        ("aac", "mp4"),
        ("pcm_s16le", "wav"),
    ],
)
def test_what_customers_send_is_read(codec: str, container: str) -> None:
    if codec not in av.codecs_available:
        pytest.skip(f"this av has no {codec}")
    data = encoded(codec, container, AGENT)
    sound = np.concatenate([mono(block) for block in blocks(data)])
    assert alike(AGENT[16_000:32_000], sound)[0] > 0.9
    seen = peaks(data)
    assert abs(seen.length_ms - 6000) < 100
    assert len(seen.lanes) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_that_was_cut_short_is_heard_to_where_it_ends(kind: Kind) -> None:
    data = recorded(AGENT, CUSTOMER, kind)
    length = peaks(data[: len(data) * 2 // 3]).length_ms
    assert 3000 < length < 4500


def test_peaks_show_who_spoke_when() -> None:
    agent = np.concatenate([speech(3, RATE), silence(3 * RATE)])
    customer = np.concatenate([silence(3 * RATE), speech(3, RATE, peak=6000)])
    seen = peaks(recorded(agent, customer, Kind.WAV))
    left, right = (np.frombuffer(lane, np.uint8) for lane in seen.lanes)
    half = len(left) // 2
    assert seen.length_ms == 6000
    assert len(left) == len(right) == 300
    assert left[:half].max() > 80
    assert left[half + 1 :].max() == 0
    assert right[: half - 1].max() == 0
    assert 30 < right[half:].max() < 60


def test_a_long_file_has_no_more_peaks_than_can_be_drawn() -> None:
    long = tone(60, RATE, 300)
    assert len(peaks(recorded(long, long, Kind.WAV)).lanes[0]) <= PEAKS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"#EXTM3U\nhttp://example.test/x",
        b"OggS" + bytes(400),
        b"RIFF0000WAVE",
        b"\x00" * 99,
    ],
)
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(BadSound) as refused:
        peaks(data)
    assert refused.value.why in (Why.UNKNOWN, Why.DAMAGED, Why.EMPTY)


def wav_of(kind: int = 1, rate: int = RATE, title: bytes = b"") -> bytes:
    """Two seconds in one lane, as a header says that differs from what is usual."""
    sound = CUSTOMER[: 2 * RATE].astype("<i2").tobytes()
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, kind, 1, rate, rate * 2, 2, 16)
    info = struct.pack("<4s4sI", b"INFO", b"INAM", len(title)) + title
    parts = head + struct.pack("<4sI", b"LIST", len(info)) + info
    parts += struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s", b"RIFF", 4 + len(parts), b"WAVE") + parts


def test_a_title_in_another_alphabet_does_not_keep_a_file_from_being_heard() -> None:
    assert peaks(wav_of(title="Büro 12".encode("latin-1") + b"\0")).length_ms == 2_000


@pytest.mark.parametrize("data", [wav_of(kind=0x1234), wav_of(rate=8)])
def test_unknown_codecs_and_absurd_rates_are_refused(data: bytes) -> None:
    with pytest.raises(BadSound) as refused:
        peaks(data)
    assert refused.value.why is Why.UNKNOWN


def test_garbled_files_do_no_harm() -> None:
    whole = recorded(AGENT[:RATE], CUSTOMER[:RATE], Kind.OPUS)
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        with contextlib.suppress(BadSound):
            assert peaks(bytes(data)).length_ms < 60_000


def test_the_kind_is_what_the_bytes_say() -> None:
    assert kind_of(b"ID3\x04rest") == "mp3"
    assert kind_of(b"\xff\xfb\x90\x00") == "mp3"
    with pytest.raises(BadSound):
        kind_of(b"\xff\xd8\xff\xe0 a picture")


@pytest.mark.parametrize("speed", [1.5, 2.0])
def test_faster_speech_keeps_its_pitch_and_words(speed: float) -> None:
    tempo = Tempo(speed, RATE)
    hum = tone(4, RATE, 220)
    parts = [tempo.process(hum[at : at + 1111]) for at in range(0, len(hum), 1111)]
    fast = np.concatenate(parts)
    assert abs(len(hum) / len(fast) - speed) < 0.03
    power = np.abs(np.fft.rfft(fast[:16_000] * np.hanning(16_000)))
    assert abs(power.argmax() - 220) <= 2
    assert power[200:240].sum() > 0.9 * power[50:4000].sum()


def test_its_own_pace_is_left_alone() -> None:
    tempo = Tempo(1.0, RATE)
    assert tempo.process(AGENT) is AGENT
    with pytest.raises(ValueError, match="speed"):
        Tempo(0.5, RATE)
