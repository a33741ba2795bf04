"""Prompts: the shipped sounds, the words of numbers, languages, hostile uploads, the synthesiser."""

from __future__ import annotations

import json
import re
import shutil
import struct
import wave
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.files import resource
from agent_desktop.hub.voice.prompts import clips, speaking, synthesis, wav
from agent_desktop.hub.voice.prompts.catalogue import Catalogue, shipped_prompts
from agent_desktop.hub.voice.prompts.loudness import RATE, levelled, loudness, trimmed
from agent_desktop.hub.voice.studio.library import Library
from agent_desktop.media.frames import Samples
from agent_desktop.media.levels import level
from agent_desktop.media.tones import tone
from tests.contracts.asynchronous import asynchronous

SOUNDS = resource("sounds")
LANGUAGES = tuple(json.loads((SOUNDS / "sentences.json").read_text("utf-8")))
ROOM = Path(__file__).resolve().parents[3] / "agent_desktop" / "hub" / "voice"


def everything(language: str) -> dict[str, Samples]:
    """All clips of a language, by prompt."""
    catalogue = Catalogue()
    found = {}
    for prompt in shipped_prompts(language):
        assert catalogue.find(prompt, language) == SOUNDS / language / f"{prompt}.ogg"
        sound = catalogue.load(prompt, language)
        assert sound is not None
        found[prompt] = sound
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_its_clip_of_a_fitting_length_and_level(language: str) -> None:
    told = json.loads((SOUNDS / "sentences.json").read_text("utf-8"))[language]
    found = everything(language)
    assert len(told["callers_say"]) == 6
    for prompt, sound in found.items():
        words = told["sentences"].get(prompt, "")
        seconds = len(sound) / RATE
        assert 0.15 < seconds < 12, prompt
        assert len(words) * 0.035 < seconds, f"{prompt} is cut short"
        measured = level(sound)
        assert measured.peak_db < -1, f"{prompt} clips"
        assert -22 < loudness(sound) < -18, f"{prompt}: {loudness(sound):.1f} dBFS"
    files = {path.relative_to(SOUNDS / language).with_suffix("").as_posix()
             for path in (SOUNDS / language).rglob("*.ogg")}  # fmt: skip
    assert files == set(found), "nothing lies about that nobody plays"


def test_all_languages_say_the_same() -> None:
    assert {"en", "de"} == set(LANGUAGES)
    assert set(shipped_prompts("en")) == set(shipped_prompts("de"))


def test_every_prompt_that_the_room_names_is_shipped() -> None:
    catalogue = Catalogue()
    told = set(shipped_prompts("en"))
    named: set[str] = set()
    for path in ROOM.rglob("*.py"):
        text = path.read_text("utf-8")
        named |= {word for word in re.findall(r'"([a-z_]+)"', text) if word in told}
        tones = set(re.findall(r'"((?:tone|music)/[a-z]+)"', text))
        assert all(catalogue.find(one, "de") for one in tones)
    sentences = {one for one in told if "/" not in one}
    assert sentences - named == {"menu_practice"}, "the practice menu is an administrator's choice"


def test_the_music_is_a_quiet_minute_that_loops_without_a_click() -> None:
    music = Catalogue().load("music/waiting", "en")
    assert music is not None
    assert 59 < len(music) / RATE < 61
    assert level(music).peak_db < -3
    assert -26 < loudness(music) < -20
    edges = np.concatenate([music[-RATE // 50 :], music[: RATE // 50]]).astype(int)
    assert np.abs(edges).max() < 60, "the loop begins and ends in silence"
    steps = np.abs(np.diff(music.astype(int)))
    assert steps.max() < 6000, "no click inside"
    parts = music[: len(music) // RATE * RATE].reshape(-1, RATE)
    assert all(level(part).rms_db > -50 for part in parts[:-3]), "no hole of a second"


@pytest.mark.parametrize(
    ("name", "hz", "seconds"),
    [("ringback", 425, 5.0), ("busy", 425, 0.96), ("congestion", 425, 0.48), ("beep", 1000, 0.4)],
)
def test_tones_have_their_pitch_and_length(name: str, hz: int, seconds: float) -> None:
    sound = Catalogue().load(f"tone/{name}", "xx")
    assert sound is not None
    assert len(sound) / RATE == pytest.approx(seconds, abs=0.03)
    assert -22 < loudness(sound) < -18
    spectrum = np.abs(np.fft.rfft(sound.astype(float)))
    assert np.argmax(spectrum) * RATE / len(sound) == pytest.approx(hz, abs=4)


def test_all_sounds_are_small() -> None:
    assert sum(path.stat().st_size for path in SOUNDS.rglob("*") if path.is_file()) < 3_000_000


# Words of numbers


@given(st.integers(0, 100_000))
def test_every_number_has_clips(value: int) -> None:
    told = set(shipped_prompts("en"))
    spoken = speaking.number(value)
    assert set(spoken) <= told
    assert len(spoken) <= 4


def test_numbers_positions_and_waits_are_put_together() -> None:
    assert speaking.number(7) == ("number/7",)
    assert speaking.number(123) == ("number/1", "hundred", "number/23")
    assert speaking.number(200) == ("number/2", "hundred")
    assert speaking.number(1000) == ("more_than", "number/9", "hundred", "number/99")
    assert speaking.position(1) == ("next_in_line",)
    assert speaking.position(12) == ("position", "number/12")
    assert speaking.wait(59_999) == ("wait_short",)
    assert speaking.wait(60_000) == ("wait_about", "one_minute")
    assert speaking.wait(60_001) == ("wait_about", "number/2", "minutes")
    assert speaking.wait(660_000, 5) == ("wait_about", "number/15", "minutes")
    assert speaking.wait(10**9, 5, 30) == ("wait_more", "number/30", "minutes")
    with pytest.raises(ValueError, match="-1"):
        speaking.number(-1)


# Languages and uploads


def test_a_prompt_is_found_in_the_nearest_language(tmp_path: Path) -> None:
    own = tmp_path / "own.wav"
    own.write_bytes(wav.write(tone((500,), 400, RATE)))
    catalogue = Catalogue({("de", "welcome"): own, ("en", "greeting-orders"): own})
    assert catalogue.find("welcome", "de-AT") == own
    assert catalogue.find("welcome", "fr") == SOUNDS / "en" / "welcome.ogg"
    assert catalogue.find("goodbye", "DE") == SOUNDS / "de" / "goodbye.ogg"
    assert catalogue.find("greeting-orders", "de") == own
    assert catalogue.find("nothing", "de") is None
    assert catalogue.load("nothing", "de") is None
    sound = catalogue.load("welcome", "de")
    assert sound is not None
    assert len(sound) == RATE * 2 // 5


@pytest.mark.parametrize(
    "name", ["../en/welcome", "/etc/passwd", "", "a/b/c", "wel come", "x" * 99]
)
def test_a_name_is_never_a_path(name: str) -> None:
    catalogue = Catalogue()
    assert catalogue.find(name, "en") is None
    for language in ("../en", "/", "", "en/..", "e" * 99):
        assert catalogue.find("welcome", language) == SOUNDS / "en" / "welcome.ogg"


def recorded(rate: int, channels: int, width: int, seconds: float = 0.5) -> bytes:
    """A WAV file with 440 Hz, by the standard library."""
    count = int(rate * seconds)
    pure = np.sin(2 * np.pi * 440 * np.arange(count) / rate) * 0.25
    if width == 1:
        data = (pure * 127 + 128).astype(np.uint8).repeat(channels).tobytes()
    else:
        wide = (pure * (2**31 - 1)).astype("<i4").repeat(channels)
        data = wide.view(np.uint8).reshape(-1, 4)[:, 4 - width :].tobytes()
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(data)
    return file.getvalue()


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_any_pcm_becomes_sixteen_kilohertz_mono(rate: int, channels: int, width: int) -> None:
    sound = wav.read(recorded(rate, channels, width))
    assert sound.dtype == np.int16
    assert len(sound) / RATE == pytest.approx(0.5, abs=0.002)
    assert level(sound).rms_db == pytest.approx(-15.05, abs=0.3)
    spectrum = np.abs(np.fft.rfft(sound.astype(float)))
    assert np.argmax(spectrum) * RATE / len(sound) == pytest.approx(440, abs=2)


def floats(values: list[float]) -> bytes:
    """A WAV file of 32-bit floats in the extensible shape."""
    body = np.array(values, "<f4").tobytes()
    guid = struct.pack("<H", 3) + bytes.fromhex("000000001000800000aa00389b71")
    form = struct.pack("<HHIIHHHHI", 0xFFFE, 1, RATE, RATE * 4, 4, 32, 22, 32, 4) + guid
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    chunks += b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def test_floats_are_tamed() -> None:
    odd = [0.5, float("nan"), float("inf"), float("-inf"), 7e30, -0.25]
    sound = wav.read(floats(odd * 1000))
    assert sound[:6].tolist() == [16384, 0, 32767, -32768, 32767, -8192]


def test_what_is_written_is_read_back() -> None:
    sound = tone((300, 700), 500, RATE)
    assert np.array_equal(wav.read(wav.write(sound)), sound)


def head(**changed: int) -> bytes:
    """A second of sound whose header says something else."""
    good = {"kind": 1, "channels": 1, "rate": 16000, "align": 2, "bits": 16}
    good |= {"size": 32000, "form": 16} | changed
    form = struct.pack(
        "<HHIIHH", good["kind"], good["channels"], good["rate"], 0, good["align"], good["bits"]
    )
    return (
        b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", good["form"]) + form
        + b"data" + struct.pack("<I", good["size"]) + bytes(32000)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a WAV"),
        (b"RIFF1234WAVE", "no sound"),
        (b"OggS" + bytes(100), "not a WAV"),
        (head(kind=6), "uncompressed"),
        (head(kind=0xFFFE), "uncompressed"),
        (head(bits=12), "uncompressed"),
        (head(bits=0), "uncompressed"),
        (head(channels=0), "one or two"),
        (head(channels=65535), "one or two"),
        (head(rate=0), "sampling rate"),
        (head(rate=4_294_967_295), "sampling rate"),
        (head(align=0), "contradicts"),
        (head(align=6), "contradicts"),
        (head(size=32001), "cut off"),
        (head(size=4_294_967_295), "cut off"),
        (head(form=4_294_967_295), "cut off"),
        (head(size=0), "no sound"),
        (head(form=8), "does not say"),
        (b"RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd", "does not say"),
        (b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 100_000, "no sound"),
        (bytes(wav.MOST_BYTES + 1), "larger"),
        (recorded(8000, 1, 1, 301), "5 minutes"),
    ],
)
def test_a_hostile_header_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(wav.BadWav, match=why):
        wav.read(data)


@given(
    st.binary(max_size=200)
    | st.tuples(st.integers(0, 43), st.binary(min_size=1, max_size=8)).map(
        lambda cut: head()[: cut[0]] + cut[1] + head()[cut[0] + len(cut[1]) :]
    )
)
def test_no_bytes_do_harm(data: bytes) -> None:
    try:
        sound = wav.read(data)
    except wav.BadWav:
        return
    assert sound.dtype == np.int16


def test_a_clip_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clip.ogg"
    for data in (b"", b"hello" * 100, (SOUNDS / "en" / "welcome.ogg").read_bytes()[:300]):
        path.write_bytes(data)
        with pytest.raises(clips.BadClip):
            clips.read(path)


# Levels and the synthesiser


def test_levels_are_measured_where_something_sounds() -> None:
    sound = tone((440,), 1000, RATE, peak=3000)
    padded = np.concatenate([np.zeros(RATE, np.int16), sound, np.zeros(RATE, np.int16)])
    assert loudness(padded) == pytest.approx(loudness(sound), abs=0.2)
    assert loudness(levelled(padded)) == pytest.approx(-20, abs=0.1)
    assert abs(len(trimmed(padded)) - len(sound)) <= RATE // 10
    nothing = np.zeros(RATE, np.int16)
    assert len(trimmed(nothing)) == 0
    assert np.array_equal(levelled(nothing), nothing)


def test_a_text_becomes_a_prompt() -> None:
    assert synthesis.available() == (shutil.which("espeak-ng") is not None)
    if not synthesis.available():
        with pytest.raises(synthesis.NoSynthesis, match="not installed"):
            synthesis.speak("Hello.", "en")
        return
    sound = synthesis.speak("Hello. -w /tmp/x $(reboot)", "en")
    assert len(sound) > RATE
    assert loudness(sound) == pytest.approx(-20, abs=0.5)


@pytest.mark.expected_log("Zu. cannot be played in de: no voice")
@asynchronous
async def test_what_rules_say_is_spoken_or_what_stands_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def speak(text: str, voice: str) -> Samples:
        asked.append((text, voice))
        if voice == "de":
            raise synthesis.NoSynthesis("no voice")
        return tone((440,), 1000, RATE)

    monkeypatch.setattr(synthesis, "speak", speak)
    library = Library(Catalogue())
    sound = await library.sound(speaking.spoken("We: open.", "closed"), "en-GB", 8_000)
    assert sound is not None
    assert len(sound) == 8_000
    await library.sound(speaking.spoken("We: open.", "closed"), "en-GB", 8_000)
    assert asked == [("We: open.", "en")]  # what was spoken is kept
    instead = await library.sound(speaking.spoken("Zu.", "closed"), "de")
    closed = await library.sound("closed", "de")
    assert instead is not None
    assert closed is not None
    assert np.array_equal(instead, closed)
    assert await library.sound(speaking.spoken("Zu."), "de") is None


def test_what_cannot_be_spoken_is_said(tmp_path: Path) -> None:
    for text, voice, why in (
        ("", "en", "1 to 2000"),
        ("x" * 2001, "en", "1 to 2000"),
        ("Hello.", "en; reboot", "name of a voice"),
        ("Hello.", "--path=/tmp", "name of a voice"),
    ):
        with pytest.raises(synthesis.NoSynthesis, match=why):
            synthesis.speak(text, voice)
    with pytest.raises(synthesis.NoSynthesis, match="not installed"):
        synthesis.speak("Hello.", "en", program=str(tmp_path / "missing"))
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\ncat >/dev/null; echo nonsense\n")
    broken.chmod(0o755)
    with pytest.raises(synthesis.NoSynthesis, match="did not speak"):
        synthesis.speak("Hello.", "en", program=str(broken))
