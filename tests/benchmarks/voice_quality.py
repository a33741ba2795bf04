"""`voice-quality`: how speech sounds after a bad line, sender to listener, media alone.

Speech (espeak-ng where it is installed, else a synthetic voice) goes through our sender, a road that loses and delays
packets by seeded chance, and our receiver. Beside it the same packets, at the same moments, through baresip where it is
installed (in real time, which takes a minute or two), and through aiortc's jitter buffer and the same codec's decoder,
which has no concealment. The listener's reports reach the sender every second, as RTCP would bring them.

The figures are the mean difference of band levels in dB to the speech that was spoken (lower is better; 0 would be the
same), since that needs nothing but numpy, and PESQ where the package `pesq` is found. It has no wheels, so that the
environment does not hold it; this does: `pip install --target FOLDER pesq` and `PYTHONPATH=FOLDER`.
"""

from __future__ import annotations

import argparse
import importlib
import random
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import numpy as np
from aiortc.jitterbuffer import JitterBuffer as TheirBuffer
from aiortc.rtp import RtpPacket

from agent_desktop.media.codecs.registry import G722, OPUS, PCMU, Format, PayloadMap
from agent_desktop.media.frames import Samples, silence, to_int16
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.resample import Resampler
from agent_desktop.media.sender import Sender
from tests.benchmarks import voice_peer
from tests.benchmarks.report import Figure, report
from tests.media.sounds import spectral_distance_db, speech

#: Name, share lost, most seconds late.
ROADS = (("clean", 0.0, 0.0), ("3pct_40ms", 0.03, 0.04), ("8pct_60ms", 0.08, 0.06))
TEXT = (
    "Good morning, you are speaking with the service desk. How may I help you today? "
    "The order was sent on Tuesday, and it should arrive by the end of the week. "
    "Please hold the line while I look at your account."
)
TRACE_S = 0.5
#: By how much PESQ shall be better than the other telephone's: Opus repairs what it lost, when it is asked to.
BETTER = {"PCMU": 0.0, "opus": 0.5}
Arrivals = list[tuple[float, bytes]]


def voice(rate: int) -> tuple[Samples, str]:
    """Speech at `rate` in whole frames, and what made it."""
    if shutil.which("espeak-ng") is None:
        return speech(12.0, rate), "synthetic"
    with tempfile.TemporaryDirectory(prefix="voice-quality-") as folder:
        path = Path(folder) / "said.wav"
        command = ["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(path), TEXT]
        subprocess.run(command, check=True, timeout=60)
        with wave.open(str(path)) as file:
            said = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            source = file.getframerate()
    # Up to 48 kHz by interpolation, then down with a filter.
    times = np.arange(len(said) * 48000 // source) * source / 48000
    fine = to_int16(np.interp(times, np.arange(len(said)), said))
    whole = Resampler(48000, rate).process(fine[: len(fine) // 960 * 960])
    return whole, "espeak-ng"


def call(
    chosen: Format, sound: Samples, loss: float, late: float, seed: int, rate: int
) -> tuple[Samples, Arrivals]:
    """What is heard with our receiver at `rate`, and the datagrams as they arrived."""
    number = 96 if chosen.static is None else chosen.static
    chance, payloads = random.Random(seed), PayloadMap({number: chosen})
    sender, receiver = Sender(payloads, number, rate, ssrc=5), Receiver(payloads, rate)
    waiting: Arrivals = []
    arrived: Arrivals = []
    heard = []
    frames = [*sound.reshape(-1, rate // 50), *[silence(rate // 50)] * int(TRACE_S * 50)]
    for tick, frame in enumerate(frames):
        now = tick * 0.02
        for data in sender.frame(frame):
            if chance.random() >= loss:
                waiting.append((now + chance.random() * late, data))
        waiting.sort(key=lambda one: one[0])
        while waiting and waiting[0][0] <= now:
            at, data = waiting.pop(0)
            arrived.append((at, data))
            receiver.receive(data, at)
        heard.append(receiver.pull(now))
        if tick % 50 == 49 and (block := receiver.report(now)) is not None:
            sender.heard(block, now)
    return np.concatenate(heard), arrived


def aiortc_hears(chosen: Format, arrived: Arrivals, rate: int) -> Samples:
    """The same datagrams through aiortc's buffer as its receiver configures it, and the decoder without concealment.

    Played at 20 ms a frame like ours: silence where nothing is ready.
    """
    buffer, decoder = TheirBuffer(capacity=16, prefetch=4), chosen.decoder(rate)
    resampler, size = Resampler(decoder.rate, rate), rate // 50
    line, ready, heard, now = list(reversed(arrived)), silence(0), [], 0.0
    while line or len(ready) >= size:
        while line and line[-1][0] <= now:
            _, frame = buffer.add(_theirs(line.pop()[1]))
            if frame is not None:
                ready = np.concatenate([ready, resampler.process(decoder.decode(frame.data))])
        if len(ready) >= size:
            heard.append(ready[:size])
            ready = ready[size:]
        else:
            heard.append(silence(size))
        now += 0.02
    return np.concatenate(heard)


def _theirs(data: bytes) -> RtpPacket:
    packet = RtpPacket.parse(data)
    packet._data = packet.payload  # type: ignore[attr-defined]  # as aiortc's receiver sets it
    return packet


def score(spoken: Samples, heard: Samples, rate: int) -> float:
    """The spectral distance where the two fit best, second by second: a delay that changes is no fault."""
    distances = []
    for at in range(0, len(spoken) - rate, rate):
        part = spoken[at : at + rate].astype(np.float32)
        if float(np.sqrt(np.mean(part**2))) < 50:
            continue
        near = heard[at : at + 2 * rate].astype(np.float32)
        if len(near) < rate:
            distances.append(20.0)
            continue
        size = 1 << (len(near) + rate).bit_length()
        likeness = np.fft.irfft(np.fft.rfft(near, size) * np.conj(np.fft.rfft(part, size)), size)
        shift = int(likeness[: len(near) - rate + 1].argmax())
        found = heard[at + shift : at + shift + rate]
        distances.append(spectral_distance_db(spoken[at : at + rate], found, rate))
    return mean(distances)


def pesq(spoken: Samples, heard: Samples, rate: int) -> float | None:
    """PESQ, narrow or wide by the rate; None when the package is not installed."""
    try:
        module = importlib.import_module("pesq")
        return float(module.pesq(rate, spoken, heard, "nb" if rate == 8000 else "wb"))
    except Exception:  # not installed, or it found no speech at all
        return None


class Table:
    """Figures, what stands beside them, and the goals that come of it."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}
        self.beside: dict[str, Figure] = {}
        self.goals: dict[str, Figure] = {}
        self.met: dict[str, bool] = {}

    def add(self, name: str, spoken: Samples, heard: dict[str, list[Samples]], rate: int) -> None:
        """One codec on one road; `heard` by "us" and by others."""
        for who, sounds in heard.items():
            prefix = "" if who == "us" else f"{who}_"
            target = self.beside if prefix else self.figures
            target[f"{prefix}{name}_db"] = mean(score(spoken, one, rate) for one in sounds)
            scores = [pesq(spoken, one, rate) for one in sounds]
            known = [one for one in scores if one is not None]
            if known:
                target[f"{prefix}{name}_pesq"] = mean(known)

    def aim(self, name: str, other: str, better: float) -> None:
        """At least as good as another: by PESQ, or where that is not there by the levels."""
        ours, theirs = (
            made.get(f"{prefix}{name}_pesq")
            for made, prefix in ((self.figures, ""), (self.beside, f"{other}_"))
        )
        if isinstance(ours, float) and isinstance(theirs, float):
            self._aim(f"{name}_pesq", round(theirs + better, 3), ours >= theirs + better)
            return
        ours, theirs = self.figures[f"{name}_db"], self.beside[f"{other}_{name}_db"]
        assert isinstance(ours, float)
        assert isinstance(theirs, float)
        self._aim(f"{name}_db", round(theirs, 3), ours <= theirs)

    def _aim(self, name: str, goal: float, met: bool) -> None:
        self.goals[name], self.met[name] = goal, met


def main(argv: Sequence[str]) -> int:
    """Every codec on every road."""
    parser = argparse.ArgumentParser(prog="voice-quality", description=__doc__)
    parser.add_argument("--seeds", type=int, default=4, help="calls for each figure (4)")
    parser.add_argument("--alone", action="store_true", help="do not ask baresip: seconds only")
    choice = parser.parse_args(argv)
    table, asked = Table(), voice_peer.installed() and not choice.alone
    for chosen, rate in ((PCMU, 8000), (G722, 16000), (OPUS, 16000)):
        spoken, table.figures["voice"] = voice(rate)
        for road, loss, late in ROADS:
            calls = [call(chosen, spoken, loss, late, seed, rate) for seed in range(choice.seeds)]
            lines = [arrived for _, arrived in calls]
            heard = {
                "us": [one for one, _ in calls],
                "aiortc": [aiortc_hears(chosen, arrived, rate) for arrived in lines],
            }
            others = asked and chosen.name in BETTER
            if others:
                heard["baresip"] = voice_peer.hear([(chosen, one) for one in lines], rate)
            name = f"{chosen.name.lower()}_{road}"
            table.add(name, spoken, heard, rate)
            if loss and others:
                table.aim(name, "baresip", BETTER[chosen.name])
            elif loss:
                table.aim(name, "aiortc", 0.0)
    report("voice-quality", table.figures, table.beside, table.goals, table.met)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
