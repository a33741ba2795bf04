"""Keys within the sound: all are heard, in noise and at every strength allowed, and speech is not taken for them."""

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.media.codecs.registry import G722, OPUS, PCMU, Format
from agent_desktop.media.dtmf import KEYS
from agent_desktop.media.frames import RATES, Samples, to_int16
from agent_desktop.media.resample import Resampler
from agent_desktop.media.tones import KeyDetector, dial, pair, tone
from tests.media.network import Road, listen, packets, receiver, travel
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


@pytest.mark.parametrize("seed", [3, 8, 11])
def test_keys_are_heard_right_between_words(seed: int) -> None:
    """Callers talk while they look for the next key."""
    voice = speech(12, 8000, seed=seed)
    parts = []
    for number, key in enumerate(KEYS):
        parts += [voice[number * 5000 : number * 5000 + 5000], tone(pair(key), 90, 8000)]
    assert heard(np.concatenate(parts), 8000) == KEYS


@pytest.mark.parametrize("snr_db", [12, 20])
def test_keys_are_heard_over_voices_in_the_room(snr_db: int) -> None:
    keys = dial("0123456789*#", 8000, 90, 90).astype(float)
    voice = speech(len(keys) / 8000 + 1, 8000, seed=5)[: len(keys)].astype(float)
    voice *= 8000 * 10 ** (-snr_db / 20) / np.sqrt(np.mean(voice**2))
    assert heard(to_int16(keys + voice), 8000) == "0123456789*#"


@pytest.mark.parametrize("chosen", [PCMU, G722, OPUS], ids=lambda chosen: chosen.name)
def test_keys_are_heard_after_a_codec_and_a_road(chosen: Format) -> None:
    """What the hub listens to: decoded, its holes filled, its delay adapted."""
    keys = dial("159#", chosen.rate, 100, 120)
    sound = np.concatenate([speech(3, chosen.rate), keys, speech(2, chosen.rate), keys])
    sound = sound[: len(sound) // 960 * 960]
    line = travel(packets(sound, chosen), Road(loss=0.005, jitter=0.04, seed=2))
    ear = receiver(chosen, 16000)
    assert heard(listen(ear, line, len(sound) / chosen.rate + 0.3, 16000), 16000) == "159#159#"


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
