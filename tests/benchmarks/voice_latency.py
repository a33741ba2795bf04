"""`voice-latency`: from mouth to ear, one way, between two of our telephones; beside it two of another maker's.

    python3 packaging/dev.py bench voice-latency [--seconds 8]

All of them have headsets at a sound server without hardware. The speaking one hears the left channel of a cable, the
listening one plays into the right channel: one recording holds both, so that no clock but one is asked. Each second of
speech is looked for in what was heard; half of the seconds, and the worst. The sound server's own part is the same for
all. Each pair of makers is measured, which tells what sending and what hearing costs. Ours runs as it does for agents,
with echo and noise taken out; the other maker's (Debian's baresip-core and libasound2-plugins) runs as
it comes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import numpy as np

from agent_desktop.media.frames import Samples
from agent_desktop.model.calls import CallState
from agent_desktop.phone.setup import PhoneAccount
from tests.benchmarks.report import Figure, percentile, report
from tests.benchmarks.voice_quality import voice
from tests.peers.baresip import Baresip, baresip
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.peers.pulse import Pulse, pulse
from tests.phone.listening import alike, write_wav
from tests.sip.certificates import Authority
from tests.voice_path.cabled import Cabled, cabled

RATE = 16_000
#: Beyond this nothing is looked for.
LONGEST_S = 0.8
#: Devices and jitter buffers have found their measure by then.
SETTLED_S = 4.0
PLACES = {"alice": "127.0.0.2", "bob": "127.0.0.3"}
ALSA = """pcm.{name} {{ type pulse
 device "{device}" }}
"""


class Bench:
    """The sound server, the exchange, and telephones of either maker."""

    def __init__(self, folder: Path, server: Pulse, proxy: Kamailio) -> None:
        self.folder, self.server, self.proxy = folder, server, proxy

    async def telephone(
        self, stack: AsyncExitStack, maker: str, name: str, headset: tuple[str, str]
    ) -> Cabled | Baresip:
        """One that is registered as `name`; its headset is (microphone, speaker)."""
        folder = Path(tempfile.mkdtemp(prefix=f"{maker}-{name}-", dir=self.folder))
        if maker == "ours":
            account = PhoneAccount(
                id=name,
                address=f"sip:{name}@127.0.0.1",
                password=PASSWORD,
                server=f"127.0.0.1:{self.proxy.sip}",
                codecs=("PCMU",),
            )
            return await stack.enter_async_context(
                cabled(folder, name, account, self.server, PLACES[name], headset, processing=True)
            )
        names = {"mic": headset[0], "spk": headset[1]}
        home = Path(self.server.environment["HOME"])
        words = [ALSA.format(name=f"{name}_{kind}", device=one) for kind, one in names.items()]
        with (home / ".asoundrc").open("a", encoding="utf-8") as file:
            file.writelines(words)
        return await asyncio.to_thread(
            stack.enter_context,
            baresip(
                folder,
                server=self.proxy.sip,
                user=name,
                source=f"alsa,{name}_mic",
                player=f"alsa,{name}_spk",
                modules=("alsa", "plc"),
                env=self.server.environment,
            ),
        )

    @asynccontextmanager
    async def talking(self, speaks: str, hears: str) -> AsyncIterator[None]:
        """A call from one maker's telephone at the mouth to another's at the ear."""
        async with AsyncExitStack() as stack:
            ear = await self.telephone(stack, hears, "bob", ("spare-mic", "ear"))
            mouth = await self.telephone(stack, speaks, "alice", ("mouth-mic", "spare"))
            if isinstance(mouth, Cabled):
                await mouth.call("bob")
            else:
                await asyncio.to_thread(
                    mouth.command, "dial", f"sip:bob@127.0.0.1:{self.proxy.sip}"
                )
            if isinstance(ear, Cabled):
                await ear.answer()
                await ear.reaches(CallState.ACTIVE)
            if isinstance(mouth, Cabled):
                await mouth.reaches(CallState.ACTIVE)
            yield

    async def delays_ms(self, speaks: str, hears: str, wav: Path, seconds: float) -> list[float]:
        """The delay of each second of speech."""
        raw = self.folder / f"{speaks}-{hears}.raw"
        async with self.talking(speaks, hears):
            await asyncio.to_thread(self._record, wav, raw, seconds + SETTLED_S + 1)
        sound = np.frombuffer(raw.read_bytes(), np.int16).reshape(-1, 2)
        return compare(sound[:, 0], sound[:, 1])

    def _record(self, wav: Path, raw: Path, seconds: float) -> None:
        environment = {**os.environ, **self.server.environment}
        form = [f"--rate={RATE}", "--channels=2", "--format=s16le", "--raw", "--latency-msec=20"]
        with (
            subprocess.Popen(["parec", *form, "-d", "gauge.monitor", raw], env=environment) as ears,
            subprocess.Popen(
                ["paplay", "--latency-msec=20", "-d", "mouth", wav], env=environment
            ) as lips,
        ):
            time.sleep(seconds)
            lips.terminate()
            ears.terminate()


def other_maker() -> bool:
    """Whether baresip is here, and what lets ALSA programs speak to the sound server."""
    plug_ins = Path("/usr/lib").glob("*/alsa-lib/libasound_module_pcm_pulse.so")
    return shutil.which("baresip") is not None and any(plug_ins)


def compare(said: Samples, heard: Samples) -> list[float]:
    """How much later each second is heard, in ms; seconds without words, and what was not heard, are left out."""
    found = []
    for at in range(int(SETTLED_S * RATE), len(said) - 2 * RATE, RATE):
        piece = said[at : at + RATE]
        if np.sqrt(np.mean(piece.astype(np.float64) ** 2)) < 200:
            continue
        fit, place = alike(piece, heard[at : at + RATE + int(LONGEST_S * RATE)])
        if fit > 0.5:
            found.append(1000 * place / RATE)
    return found


async def measure(folder: Path, seconds: float) -> dict[tuple[str, str], list[float]]:
    """The delays of every pair of makers."""
    made: dict[tuple[str, str], list[float]] = {}
    (folder / "proxy").mkdir()
    with (
        pulse(folder / "p") as server,
        kamailio(folder / "proxy", Authority(folder)) as proxy,
    ):
        os.environ.update(server.environment)
        server.plug_gauge()
        server.plug_microphone("spare-mic")
        server.plug_speaker("spare")
        words, _ = voice(RATE)
        wav = write_wav(folder / "says.wav", np.tile(words, 4))
        bench = Bench(folder, server, proxy)
        makers = ("ours", "baresip") if other_maker() else ("ours",)
        for speaks in makers:
            for hears in makers:
                made[speaks, hears] = await bench.delays_ms(speaks, hears, wav, seconds)
                print(speaks, "->", hears, json.dumps([round(x) for x in made[speaks, hears]]))
    return made


def main(argv: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="voice-latency", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    choice = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="vl-"))
    try:
        made = asyncio.run(measure(folder, choice.seconds))
    finally:
        shutil.rmtree(folder)
    figures: dict[str, Figure] = {}
    beside: dict[str, Figure] = {}
    goals: dict[str, Figure] = {}
    met: dict[str, bool] = {}
    for (speaks, hears), delays in made.items():
        target = figures if speaks == hears == "ours" else beside
        prefix = "" if target is figures else f"{speaks}_to_{hears}_"
        target[f"{prefix}seconds_heard"] = len(delays)
        if delays:
            target[f"{prefix}mouth_to_ear_ms_p50"] = percentile(delays, 50)
            target[f"{prefix}mouth_to_ear_ms_max"] = max(delays)
    theirs = beside.get("baresip_to_baresip_mouth_to_ear_ms_p50")
    ours = figures.get("mouth_to_ear_ms_p50")
    if isinstance(theirs, float):
        goals["mouth_to_ear_ms_p50"] = round(theirs, 1)
        met["mouth_to_ear_ms_p50"] = isinstance(ours, float) and ours <= theirs
    report("voice-latency", figures, beside, goals, met)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
