"""Who hears whom: verified by which tones are in what each leg hears."""

import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.media.levels import FLOOR_DB, SpeechActivity, level
from agent_desktop.media.mixer import Mixer, Role, soft_clip
from tests.media.sounds import noise, tone

HZ = {"agent": 400, "customer": 700, "boss": 1100}
SIZE = 1600


def hears(mixer: Mixer[str]) -> dict[str, set[str]]:
    """For each leg, whose tones are in what it hears."""
    heard = mixer.mix({leg: tone(0.2, 8000, HZ[leg], 5000) for leg in HZ}, SIZE)
    found: dict[str, set[str]] = {}
    for leg, sound in heard.items():
        power = np.abs(np.fft.rfft(sound.astype(float)))
        found[leg] = {name for name, hz in HZ.items() if power[hz * SIZE // 8000] > 1e6}
    return found


@pytest.mark.parametrize(
    ("role", "agent", "customer", "boss"),
    [
        (Role.MONITOR, {"customer"}, {"agent"}, {"agent", "customer"}),
        (Role.WHISPER, {"customer", "boss"}, {"agent"}, {"agent", "customer"}),
        (Role.BARGE, {"customer", "boss"}, {"agent", "boss"}, {"agent", "customer"}),
        (Role.HELD, {"customer"}, {"agent"}, set()),
    ],
)
def test_a_supervisor_is_heard_as_the_role_says(
    role: Role, agent: set[str], customer: set[str], boss: set[str]
) -> None:
    mixer: Mixer[str] = Mixer()
    for leg in HZ:
        mixer.add(leg)
    mixer.set_roles({"agent": Role.AGENT, "customer": Role.CUSTOMER, "boss": role})
    assert hears(mixer) == {"agent": agent, "customer": customer, "boss": boss}


def test_hold_silences_both_ways_and_legs_come_and_go() -> None:
    mixer: Mixer[str] = Mixer()
    for leg in HZ:
        mixer.add(leg)
    mixer.set_roles({"agent": Role.AGENT, "customer": Role.HELD, "boss": Role.BARGE})
    assert hears(mixer) == {"agent": {"boss"}, "customer": set(), "boss": {"agent"}}
    mixer.remove("agent")
    assert mixer.legs == ("customer", "boss")
    assert hears(mixer) == {"customer": set(), "boss": set()}
    mixer.set_gain("customer", "boss", 0.5)
    assert hears(mixer) == {"customer": {"boss"}, "boss": set()}


def test_nobody_hears_themselves() -> None:
    mixer: Mixer[int] = Mixer()
    frames: dict[int, Samples] = {}
    for leg in range(32):
        mixer.add(leg)
        frames[leg] = np.full(160, leg + 1, np.int16)
    mixer.set_roles(dict.fromkeys(range(32), Role.AGENT))
    heard = mixer.mix(frames, 160)
    assert all((heard[leg] == 528 - leg - 1).all() for leg in range(32))
    with pytest.raises(ValueError, match="themselves"):
        mixer.set_gain(1, 1, 1.0)


def test_wrong_uses_are_refused() -> None:
    mixer: Mixer[str] = Mixer()
    mixer.add("a")
    mixer.add("b")
    with pytest.raises(ValueError, match="already"):
        mixer.add("a")
    with pytest.raises(ValueError, match="between 0 and 8"):
        mixer.set_gain("a", "b", -1)
    with pytest.raises(KeyError):
        mixer.remove("c")
    assert not mixer.mix({"stranger": np.ones(160, np.int16)}, 160)["a"].any()


def test_shouting_is_bent_and_speech_is_not() -> None:
    quiet = np.linspace(-24000, 24000, 101).astype(np.float32)
    assert (soft_clip(quiet.copy()) == quiet).all()
    loud = np.linspace(-300000, 300000, 1001).astype(np.float32)
    bent = soft_clip(loud.copy())
    assert np.abs(bent).max() <= 32767
    assert (np.diff(bent) >= 0).all()


def test_levels_are_those_of_the_textbook() -> None:
    assert level(np.zeros(160, np.int16)).rms_db == FLOOR_DB
    assert level(np.zeros(0, np.int16)).peak_db == FLOOR_DB
    sine = level(tone(1, 8000, 1000, 32767))
    assert abs(sine.peak_db) < 0.01
    assert abs(sine.rms_db + 3.01) < 0.01
    assert level(np.full(9, -32768, np.int16)).peak_db == 0


def test_speech_is_told_from_a_steady_background() -> None:
    activity = SpeechActivity()
    hush = noise(4, 8000, rms=60).reshape(-1, 160)
    talk = tone(1, 8000, 300, 4000).reshape(-1, 160)
    for frame in hush:
        activity.frame(frame)
    assert not any(activity.frame(frame) for frame in hush)
    assert all(activity.frame(frame) for frame in talk)
    after = [activity.frame(frame) for frame in hush]
    assert after[5]
    assert not any(after[20:])
