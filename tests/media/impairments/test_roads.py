"""Roads from good to hardly usable: never silent for longer than the road was, and no later than the road is.

Simulated time; the last test has real sockets, real clocks, and encryption.
"""

from __future__ import annotations

import asyncio
import random
from itertools import groupby

import numpy as np
import pytest

from agent_desktop.media.codecs.registry import OPUS, PCMU, Format, PayloadMap
from agent_desktop.media.frames import Samples
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.rtp import Packet
from agent_desktop.media.sender import Sender
from agent_desktop.media.transport.plan import MediaPlan, Sdes
from tests.contracts.asynchronous import asynchronous
from tests.media.impairments.glitches import in_speech
from tests.media.impairments.hop import Weather, hop
from tests.media.network import Road, listen, longest_silence_ms, packets, receiver, travel
from tests.media.sounds import noise, speech, tone
from tests.media.transport.pairs import PLAIN, End, keys

Line = list[tuple[float, Packet]]
#: Beyond this made-up sound has faded to the background, which may be silence.
FADED_MS = 60


def longest_run(sent: list[Packet], line: Line) -> int:
    """How many packets in a row never came."""
    came = {packet.sequence for _, packet in line}
    runs = [len(list(run)) for gone, run in groupby(p.sequence not in came for p in sent) if gone]
    return max(runs, default=0)


def doubled(line: Line, share: float, seed: int) -> Line:
    chance = random.Random(seed)
    copies = [(at + chance.random() * 0.05, one) for at, one in line if chance.random() < share]
    return sorted([*line, *copies], key=lambda pair: pair[0])


@pytest.mark.parametrize("jitter", [0.0, 0.04, 0.1])
@pytest.mark.parametrize("loss", [0.01, 0.03, 0.05, 0.1])
@pytest.mark.parametrize("chosen", [PCMU, OPUS], ids=lambda chosen: chosen.name)
def test_it_is_never_silent_for_longer_than_the_loss(
    chosen: Format, loss: float, jitter: float
) -> None:
    ear, seed = receiver(chosen), round(1000 * (loss + jitter))
    sent = packets(noise(15, chosen.rate, rms=300, seed=9), chosen)
    line = travel(sent, Road(loss=loss, jitter=jitter, seed=seed))
    heard = listen(ear, doubled(line, 0.05, seed), 15)
    figures = ear.figures()
    assert longest_silence_ms(heard[8000:], 8000) <= max(20, 20 * longest_run(sent, line))
    # The first moments cost a little more: what the road is like is not known yet.
    lost = len(sent) - len(line)
    assert figures.concealed_ms <= 1.6 * 20 * lost + 0.03 * 15_000 * (jitter > 0) + 200
    assert figures.delay_ms < 1000 * jitter + 75
    assert figures.duplicates + figures.late > 15


@pytest.mark.parametrize("burst", [2, 5, 12])
@pytest.mark.parametrize("chosen", [PCMU, OPUS], ids=lambda chosen: chosen.name)
def test_a_burst_is_a_hole_of_its_own_length_at_most(chosen: Format, burst: int) -> None:
    ear = receiver(chosen)
    sent = packets(tone(8, chosen.rate, 400), chosen)
    gone = {number for start in (120, 220, 300) for number in range(start, start + burst)}
    kept = [(0.05 + n * 0.02, one) for n, one in enumerate(sent) if n not in gone]
    heard = listen(ear, kept, 8)
    hole = longest_silence_ms(heard[8000:], 8000)
    assert hole <= max(0, 20 * burst - FADED_MS) + 5
    # And the tone is back at once, as strong as it was.
    for start in (120, 220, 300):
        after = heard[(start + burst) * 160 + 1200 :][:800].astype(np.float64)
        assert np.sqrt(np.mean(after**2)) > 5000


@pytest.mark.parametrize("chosen", [PCMU, OPUS], ids=lambda chosen: chosen.name)
def test_the_delay_grows_with_the_road_and_shrinks_after_it(chosen: Format) -> None:
    """Twelve seconds each: calm, 100 ms of jitter, calm."""
    ear, chance = receiver(chosen), random.Random(3)
    sent = packets(speech(36, chosen.rate), chosen)
    line = [
        (number * 0.02 + 0.05 + chance.random() * (0.1 if 600 <= number < 1200 else 0.0), one)
        for number, one in enumerate(sent)
    ]
    line.sort(key=lambda pair: pair[0])
    delays = []
    for phase in range(3):
        first, last = phase * 12.0, phase * 12.0 + 12.0
        part = [(at - first, one) for at, one in line if first <= at < last]
        _listen_on(ear, part, first)
        delays.append(ear.figures().delay_ms)
    calm, rough, again = delays
    assert calm < 45
    assert 85 < rough < 175
    assert again < 55
    assert ear.figures().concealed_ms < 0.04 * 12_000 + 100
    assert ear.figures().discarded == 0


def _listen_on(ear: Receiver, line: Line, first: float) -> None:
    line = line[::-1]
    for tick in range(600):
        now = tick * 0.02
        while line and line[-1][0] <= now:
            arrival, packet = line.pop()
            ear.receive_packet(packet, first + arrival)
        ear.pull(first + now)
    for arrival, packet in line[::-1]:
        ear.receive_packet(packet, first + arrival)


def test_a_road_that_stands_still_and_then_brings_everything_is_caught_up() -> None:
    """A second of nothing, as when a phone changes its network, and then all of it at once."""
    ear = receiver()
    sent = packets(speech(20, 8000))
    line = [
        (max(number * 0.02 + 0.05, 9.05 if 400 <= number < 450 else 0.0), one)
        for number, one in enumerate(sent)
    ]
    heard = listen(ear, line, 20)
    assert ear.figures().delay_ms < 60, "nobody stays late for the rest of a call"
    found = in_speech(speech(20, 8000)[15 * 8000 :], heard[15 * 8000 :], 8000)
    assert min(found.likeness) > 0.98


def test_packets_in_the_reverse_order_of_their_pairs_are_put_right() -> None:
    ear, sent = receiver(), packets(tone(6, 8000, 400))
    pairs = [sent[at : at + 2][::-1] for at in range(0, len(sent), 2)]
    line = [
        (0.05 + number * 0.02, one)
        for number, one in enumerate(one for two in pairs for one in two)
    ]
    heard = listen(ear, line, 6)
    assert ear.figures().concealed_ms <= 60
    assert longest_silence_ms(heard[8000:], 8000) < 1


class Talking:
    """One end of a real call: says a sound, and hears."""

    def __init__(self, chosen: Format, says: Samples, rate: int = 16_000) -> None:
        number = 0 if chosen is PCMU else 96
        payloads = PayloadMap({number: chosen})
        self.end = End()
        self.receiver = Receiver(payloads, rate)
        self.sender = Sender(payloads, number, rate, ssrc=random.getrandbits(32))
        self.frames = says.reshape(-1, rate // 50)
        self.heard: list[Samples] = []

    async def talk(self) -> None:
        loop = asyncio.get_running_loop()
        self.end.session.heard = self.receiver.receive
        due = loop.time()
        for frame in self.frames:
            for data in self.sender.frame(frame):
                self.end.session.send(data)
            due += 0.02
            await asyncio.sleep(due - loop.time())
            self.heard.append(self.receiver.pull(loop.time()))


@pytest.mark.sound
@asynchronous
async def test_two_sessions_hear_each_other_over_a_real_hop_that_loses_and_swaps() -> None:
    voices = [speech(5, 16_000, seed=seed) for seed in (3, 8)]
    both = [Talking(OPUS, voice) for voice in voices]
    secret = [keys(), keys()]
    for one in both:
        await one.end.open(PLAIN)
    ends = [one.end.session.local for one in both]
    assert ends[0] is not None
    assert ends[1] is not None
    async with hop(ends[0], ends[1], Weather(0.05, 0.05, 0.05)) as way:
        for number, one in enumerate(both):
            security = Sdes(secret[number], secret[1 - number])
            remote = ("127.0.0.1", way.ports[number])
            await one.end.session.apply(MediaPlan({96: 48000}, remote, security=security))
        await asyncio.gather(*(one.talk() for one in both))
    assert way.passed > 400
    assert way.swapped > 20
    for number, one in enumerate(both):
        heard, spoken = np.concatenate(one.heard), voices[1 - number]
        found = in_speech(spoken, heard, 16_000)
        assert float(np.median(found.likeness)) > 0.8, found
        figures = one.receiver.figures()
        assert figures.restarts == 0
        assert figures.concealed_ms < 1600, figures
        await one.end.session.close()
