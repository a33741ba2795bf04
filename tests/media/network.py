"""A road for packets with loss, jitter, drift and jumps, and a listener that pulls a frame every 20 ms."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from agent_desktop.media.codecs.registry import PCMU, Format, PayloadMap
from agent_desktop.media.frames import Samples
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.rtp import Packet

NUMBER = 96


@dataclass(frozen=True)
class Road:
    """What happens to packets: share lost, most seconds late, the sender's clock, and the seed of chance."""

    loss: float = 0.0
    jitter: float = 0.0
    ppm: float = 0.0
    seed: int = 1
    delay: float = 0.05


def packets(sound: Samples, chosen: Format = PCMU, ssrc: int = 7) -> list[Packet]:
    """20 ms packets of a sound, their numbers about to wrap."""
    encoder, size = chosen.encoder(), chosen.rate // 50
    return [
        Packet(
            NUMBER,
            (65500 + number) & 0xFFFF,
            (0xFFFFF000 + number * chosen.clock // 50) & 0xFFFFFFFF,
            ssrc,
            encoder.encode(sound[number * size : number * size + size]),
        )
        for number in range(len(sound) // size)
    ]


def travel(sent: Sequence[Packet], road: Road) -> list[tuple[float, Packet]]:
    """(arrival, packet) in order of arrival."""
    chance = random.Random(road.seed)
    arrived = [
        (number * 0.02 * (1 - road.ppm * 1e-6) + road.delay + chance.random() * road.jitter, packet)
        for number, packet in enumerate(sent)
        if chance.random() >= road.loss
    ]
    return sorted(arrived, key=lambda one: one[0])


def listen(
    receiver: Receiver, arrivals: Iterable[tuple[float, Packet]], seconds: float, rate: int = 8000
) -> Samples:
    """What is heard from second 0 on; every pull gives one frame."""
    line = list(arrivals)
    line.reverse()
    frames = []
    for tick in range(int(seconds * 50)):
        now = tick * 0.02
        while line and line[-1][0] <= now:
            arrival, packet = line.pop()
            receiver.receive_packet(packet, arrival)
        frame = receiver.pull(now)
        assert len(frame) == rate // 50
        assert frame.dtype == np.int16
        frames.append(frame)
    return np.concatenate(frames)


def receiver(chosen: Format = PCMU, rate: int = 8000) -> Receiver:
    """A receiver of one format, with digits as 101 and comfort noise as 13."""
    return Receiver(PayloadMap({NUMBER: chosen}, {101: 8000}, frozenset({13})), rate)


def longest_silence_ms(sound: Samples, rate: int) -> float:
    """The longest run of samples that are nearly zero."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 8)
    edges = np.concatenate([[-1], loud, [len(sound)]])
    return float(1000 * (np.diff(edges).max() - 1) / rate)
