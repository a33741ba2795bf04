"""Ten minutes between clocks that differ by 200 ppm, the most that two crystals do: 120 ms, or six frames.

The minutes are simulated. The last test has three clocks, as a call has: the far end's, the call's, the speaker's.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from agent_desktop.media.codecs.registry import OPUS, PCMU, Format
from agent_desktop.media.frames import Samples
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.rtp import Packet
from agent_desktop.phone.audio.bridge import ToDevice
from tests.media.impairments.glitches import in_speech, in_tone
from tests.media.network import NUMBER, Road, packets, receiver, travel
from tests.media.sounds import speech, tone

MINUTES = 10
HZ = 400.0
#: The delay of the first second or two is a guess, which is corrected by periods of the voice.
SETTLED_S = 5


def for_minutes(chosen: Format, sound: Samples) -> list[Packet]:
    """The same sound again and again, under numbers that go on."""
    once = packets(sound, chosen)
    ticks = chosen.clock // 50
    return [
        Packet(
            NUMBER,
            number & 0xFFFF,
            number * ticks & 0xFFFFFFFF,
            7,
            once[number % len(once)].payload,
        )
        for number in range(MINUTES * 60 * 50)
    ]


def ticking(ear: Receiver, sent: list[Packet], road: Road) -> Iterator[Samples]:
    """A frame for every 20 ms of the call's clock; the delay stays where the road needs it."""
    line = travel(sent, road)[::-1]
    for tick in range(int((MINUTES * 60 - 1) * 50)):
        now = tick * 0.02
        while line and line[-1][0] <= now:
            arrival, packet = line.pop()
            ear.receive_packet(packet, arrival)
        yield ear.pull(now)
        if tick % 50 == 0 and tick > SETTLED_S * 50:
            figures = ear.figures()
            assert abs(figures.delay_ms - figures.target_ms - 20) < 20, (tick, figures)
            assert figures.delay_ms < 70


def undisturbed(ear: Receiver, ppm: float) -> None:
    figures = ear.figures()
    assert figures.concealed_ms == 0
    assert figures.discarded == figures.late == figures.restarts == 0
    assert abs(figures.drift_ppm - ppm) < 30


@pytest.mark.parametrize("ppm", [-200.0, 200.0])
def test_a_tone_has_no_click_and_no_gap(ppm: float) -> None:
    ear = receiver(PCMU)
    sent = for_minutes(PCMU, tone(60, 8000, HZ))
    heard = np.concatenate([*ticking(ear, sent, Road(jitter=0.01, ppm=ppm))])
    undisturbed(ear, ppm)
    assert not in_tone(heard[SETTLED_S * 8000 :], HZ, 8000)


@pytest.mark.parametrize("ppm", [-200.0, 200.0])
def test_a_tone_by_opus_has_no_click_and_no_gap(ppm: float) -> None:
    """Each minute begins anew in the middle of the codec's memory, which is the codec's click and not ours."""
    ear = receiver(OPUS)
    sent = for_minutes(OPUS, tone(60, 48000, HZ))
    heard = np.concatenate([*ticking(ear, sent, Road(jitter=0.01, ppm=ppm))])
    undisturbed(ear, ppm)
    for minute in range(MINUTES - 1):
        within = heard[(60 * minute + SETTLED_S) * 8000 : (60 * minute + 59) * 8000]
        assert not in_tone(within, HZ, 8000), minute


@pytest.mark.parametrize("ppm", [-200.0, 200.0])
def test_speech_is_all_heard(ppm: float) -> None:
    ear, minute = receiver(PCMU), speech(60, 8000)
    heard = np.concatenate([*ticking(ear, for_minutes(PCMU, minute), Road(jitter=0.01, ppm=ppm))])
    undisturbed(ear, ppm)
    figures = ear.figures()
    changed = figures.shortened + figures.lengthened
    # The listener's clock runs ahead or behind: what was spoken at 600 s is heard 120 ms off by it.
    spoken = np.tile(minute, MINUTES)
    times = np.arange(len(heard)) * (1 + ppm * 1e-6)
    spoken = spoken[np.minimum(times.astype(int), len(spoken) - 1)]
    found = in_speech(spoken, heard, 8000)
    assert len(found.likeness) > 900
    assert sum(one < 0.9 for one in found.likeness) <= changed + 1
    assert changed <= 12
    assert max(found.delay[20:]) - min(found.delay[20:]) < 0.04 * 8000


@pytest.mark.parametrize("ppm", [-200.0, 200.0])
def test_three_clocks_are_held_together_up_to_the_speaker(ppm: float) -> None:
    """The far end is fast and the speaker is slow, or the other way round: the worst that can meet."""
    ear, bridge = receiver(PCMU, 16_000), ToDevice()
    heard: list[Samples] = []
    sent = for_minutes(PCMU, tone(60, 8000, HZ))
    period = 0.01 * (1 + ppm * 1e-6)  # of the speaker, on the call's clock
    taken = fill = 0.0
    for tick, frame in enumerate(ticking(ear, sent, Road(jitter=0.01, ppm=ppm))):
        bridge.write(frame)
        while taken <= tick * 0.02 + 0.003:
            heard.append(bridge.take(160))
            taken += period
        fill = max(fill, bridge.fill_ms)
    undisturbed(ear, ppm)
    assert bridge.slips.empty == bridge.slips.full == 0
    assert fill < 110
    assert not in_tone(np.concatenate(heard)[SETTLED_S * 16_000 :], HZ, 16_000)
