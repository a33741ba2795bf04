"""Keys within the sound: all are heard, in noise and at every strength allowed, and speech is not taken for them."""

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.dtmf import KEYS
from agent_desktop.media.dtmf_info import PLAIN, RELAY, InfoKey, read, write
from agent_desktop.media.frames import RATES, Samples, to_int16
from agent_desktop.media.resample import Resampler
from agent_desktop.media.tones import KeyDetector, dial, pair, tone
from tests.media.sounds import noise, speech


def heard(sound: Samples, rate: int, chunk_ms: int = 20) -> str:
    detector, size = KeyDetector(rate), rate * chunk_ms // 1000
    return "".join(detector.feed(sound[at : at + size]) for at in range(0, len(sound), size))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("tone_ms", [50, 100, 1000])
def test_every_key_is_heard_once(rate: int, tone_ms: int) -> None:
    assert heard(dial(KEYS, rate, tone_ms, 60), rate) == KEYS


def test_a_key_pressed_twice_is_heard_twice() -> None:
    assert heard(dial("55500", 8000, 60, 50), 8000) == "55500"


@pytest.mark.parametrize("gain", [0.03, 0.3, 2.0])
@pytest.mark.parametrize("snr_db", [15, 25])
def test_keys_are_heard_in_noise_and_at_any_strength(gain: float, snr_db: int) -> None:
    clean = dial("0123456789*#", 8000, 80, 80).astype(float) * gain
    hiss = noise(len(clean) / 8000 + 1, 8000, rms=1000)[: len(clean)] / 1000
    rms = 8000 * gain * 10 ** (-snr_db / 20)
    assert heard(to_int16(clean + hiss * rms), 8000) == "0123456789*#"


def test_unequal_tones_are_heard_within_the_allowed_twist() -> None:
    low, high = pair("6")
    weak, strong = tone((low,), 100, 8000, 3000), tone((high,), 100, 8000, 6000)
    assert heard(weak + strong, 8000) == "6"
    faint = tone((low,), 100, 8000, 800)
    assert heard(faint + strong, 8000) == ""


def test_noise_single_tones_and_music_are_no_keys() -> None:
    assert heard(noise(60, 8000, rms=4000), 8000) == ""
    for hz in (440, 697, 1209, 941, 1633):
        assert heard(tone((hz,), 500, 8000), 8000) == ""
    assert heard(tone((440, 554, 659), 2000, 8000), 8000) == ""
    assert heard(tone((350, 440), 2000, 8000), 8000) == ""


def test_a_synthetic_voice_is_no_key() -> None:
    assert heard(speech(60, 8000, seed=11), 8000) == ""


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng to speak")
@pytest.mark.parametrize("voice", ["en-us", "de", "en-us+f3"])
def test_speech_is_no_key(voice: str, tmp_path: Path) -> None:
    text = (
        "One moment please, I am looking at your order number. " * 8 + "Yes. No. Ooh, eee, aaah! "
    )
    path = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-w", str(path), text * 3], check=True, timeout=60)
    with wave.open(str(path)) as file:
        said, rate = file.readframes(file.getnframes()), file.getframerate()
    sound = np.frombuffer(said, np.int16)
    times = np.arange(int(len(sound) * 16000 / rate)) * rate / 16000
    even = to_int16(np.interp(times, np.arange(len(sound)), sound))
    assert heard(Resampler(16000, 8000).process(even[: len(even) // 2 * 2]), 8000) == ""


def test_what_is_no_key_has_no_tones() -> None:
    for wrong in ("x", "", "12"):
        with pytest.raises(ValueError, match="no key"):
            pair(wrong)


@pytest.mark.parametrize("key", KEYS)
def test_info_bodies_are_read_as_written(key: str) -> None:
    kind, body = write(key, 250)
    assert read(kind, body) == InfoKey(key, 250)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (RELAY, b"Signal= 5\nDuration= 160", InfoKey("5", 160)),
        (RELAY, b"signal=#\r\n", InfoKey("#", 160)),
        (RELAY, b"Signal=11\r\nDuration=99999999999\r\n", InfoKey("#", 160)),
        (RELAY, b"Signal=a\r\nDuration=1\r\n", InfoKey("A", 40)),
        ("Application/DTMF; charset=x", b"*", InfoKey("*", 160)),
        (PLAIN, b"10\r\n", InfoKey("*", 160)),
        (PLAIN, b"Signal=7", InfoKey("7", 160)),
        (RELAY, b"Signal=17\r\n", None),
        (RELAY, b"5", None),
        (PLAIN, "５".encode(), None),
        (PLAIN, b"", None),
        ("text/plain", b"5", None),
        (RELAY, b"Signal=5\r\n" + b" " * 600, None),
    ],
)
def test_bodies_of_other_phones(kind: str, body: bytes, expected: InfoKey | None) -> None:
    assert read(kind, body) == expected


@settings(deadline=None)
@given(st.sampled_from([RELAY, PLAIN]), st.binary(max_size=60))
def test_any_body_is_a_key_or_none(kind: str, body: bytes) -> None:
    found = read(kind, body)
    assert found is None or found.key in KEYS
