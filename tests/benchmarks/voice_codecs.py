"""`voice-codecs`: what a frame of 20 ms costs in each codec, in microseconds, both ways.

Half of many runs, in one process; samples are a synthetic voice. Beside each, FFmpeg's own codec of the same name as av
drives it, in turns with ours, so that a busy machine slows both. G.722 is av's: only its wrapping is ours.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import av
from av.audio.codeccontext import AudioCodecContext

from agent_desktop.media.codecs.registry import Format, available
from agent_desktop.media.frames import Samples
from tests.benchmarks.report import report
from tests.media.sounds import speech

FFMPEG = {"opus": "libopus", "G722": "g722", "PCMU": "pcm_mulaw", "PCMA": "pcm_alaw"}
#: A call in both directions may take so much of a core for its codec: 5 % of 20 ms.
GOAL_US = 1000.0


def context(name: str, mode: str, rate: int) -> AudioCodecContext:
    """FFmpeg's codec, mono."""
    made = av.CodecContext.create(name, "w" if mode == "w" else "r")
    assert isinstance(made, AudioCodecContext)
    made.sample_rate, made.layout, made.format = rate, "mono", "s16"
    if name == "libopus" and mode == "w":
        made.bit_rate = 24000
        made.options = {"compression_level": "5", "application": "voip"}
    return made


def theirs(chosen: Format) -> tuple[Callable[[Samples], object], Callable[[bytes], object]]:
    """Encode and decode one frame with av."""
    encoder = context(FFMPEG[chosen.name], "w", chosen.rate)
    decoder = context(FFMPEG[chosen.name], "r", chosen.rate)

    def encode(samples: Samples) -> object:
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = chosen.rate
        return [bytes(packet) for packet in encoder.encode(frame)]

    def decode(payload: bytes) -> object:
        return [frame.to_ndarray() for frame in decoder.decode(av.Packet(payload))]

    return encode, decode


def timed(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Microseconds of each call."""
    spent = []
    for call in calls:
        start = time.perf_counter_ns()
        call()
        spent.append((time.perf_counter_ns() - start) / 1000)
    return spent


def measure(chosen: Format, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """(ours, av's): median microseconds a frame, by direction."""
    frames = list(speech(4.0, chosen.rate).reshape(-1, chosen.rate // 50))
    encoder, decoder = chosen.encoder(), chosen.decoder(chosen.rate)
    payloads = [encoder.encode(frame) for frame in frames]
    encode, decode = theirs(chosen)
    spent: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, calls in (
            ("ours_encode", [lambda f=frame: encoder.encode(f) for frame in frames]),
            ("av_encode", [lambda f=frame: encode(f) for frame in frames]),
            ("ours_decode", [lambda p=payload: decoder.decode(p) for payload in payloads]),
            ("av_decode", [lambda p=payload: decode(p) for payload in payloads]),
        ):
            spent.setdefault(name, []).extend(timed(calls))
    middle = {name: statistics.median(values) for name, values in spent.items()}
    own = {way: middle[f"ours_{way}"] for way in ("encode", "decode")}
    return own, {way: middle[f"av_{way}"] for way in ("encode", "decode")}


def main(argv: Sequence[str]) -> int:
    """Measure every codec that is here."""
    parser = argparse.ArgumentParser(prog="voice-codecs", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="times 200 frames (5)")
    rounds = max(1, parser.parse_args(argv).rounds)
    figures, beside, goals, met = {}, {}, {}, {}
    for chosen in available():
        own, other = measure(chosen, rounds)
        for way in own:
            figures[f"{chosen.name.lower()}_{way}_us"] = own[way]
            beside[f"av_{chosen.name.lower()}_{way}_us"] = other[way]
        goal = f"{chosen.name.lower()}_both_ways_us"
        figures[goal], goals[goal] = sum(own.values()), GOAL_US
        met[goal] = sum(own.values()) <= GOAL_US
    report("voice-codecs", figures, beside, goals, met)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
