"""`voice-cpu`: what one call costs, as a share of a core: our engine's, and beside it another maker's (baresip).

    python3 packaging/dev.py bench voice-cpu [--seconds 10]

Both are called by the same caller, which sends them speech and takes theirs; both read a file for their microphone, so
that neither pays for devices. Measured is the processor time of the whole process in the middle of a call, and the same
without a call. Ours is measured with echo and noise taken out, as agents use it, and without, as the other maker's.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import numpy as np
import psutil

from agent_desktop.media.codecs.registry import OPUS, PCMU, Format, PayloadMap
from agent_desktop.media.resample import Resampler
from agent_desktop.media.sender import Sender
from agent_desktop.phone.setup import FileSound, PhoneAccount, Setup
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import MediaAgreed
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.sdp_attributes import Codec
from tests.benchmarks.report import Figure, report
from tests.benchmarks.voice_quality import voice
from tests.peers.baresip import HOST, baresip
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.phone.listening import write_wav
from tests.sip.agent_phone import Phone
from tests.sip.certificates import Authority
from tests.voice_path.cabled import Cabled

RATE = 16_000
CODECS = (PCMU, OPUS)
SETTLED_S = 2.0


class Caller(asyncio.DatagramProtocol):
    """Calls, sends speech that was encoded before, and counts what comes."""

    def __init__(self, chosen: Format) -> None:
        self.chosen, self.came = chosen, 0
        number = 96 if chosen.static is None else chosen.static
        sender = Sender(PayloadMap({number: chosen}), number, RATE, ssrc=5)
        words, _ = voice(RATE)
        frames = [one for frame in words.reshape(-1, RATE // 50) for one in sender.frame(frame)]
        self._payloads = [data[12:] for data in frames]

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.came += 1

    async def talk(self, to: str, pid: int, seconds: float) -> float:
        """The share of a core that the process takes while they talk."""
        loop, phone = asyncio.get_running_loop(), Phone()
        line, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        chosen = self.chosen
        codec = Codec(chosen.name, chosen.clock, chosen.channels, chosen.parameters)
        port = line.get_extra_info("sockname")[1]
        terms = Terms("127.0.0.1", port, (codec,), "none", dtmf=False, rtcp_mux=False)
        phone.agent.add(Account("trunk", "sip:bench@trunk.test", registers=False))
        call = phone.act(lambda now: phone.agent.call("trunk", to, terms, now))
        await phone.reaches(call, "active")
        agreed = (await phone.until(MediaAgreed)).agreed
        talk = asyncio.create_task(self._send(line, agreed.send_type, agreed.remote))
        await asyncio.sleep(SETTLED_S)
        before = self.came
        share = await used(pid, seconds)
        assert self.came - before > 40 * seconds, "it does not speak"
        talk.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await talk
        phone.act(call.hang_up)
        await phone.reaches(call, "ended")
        await phone.close()
        line.close()
        return share

    async def _send(
        self, line: asyncio.DatagramTransport, number: int, remote: tuple[str, int]
    ) -> None:
        loop = asyncio.get_running_loop()
        began, ticks = loop.time(), self.chosen.clock // 50
        for count in range(1 << 16):
            await asyncio.sleep(began + 0.02 * count - loop.time())
            head = bytes([0x80, number]) + count.to_bytes(2, "big")
            head += (count * ticks & 0xFFFFFFFF).to_bytes(4, "big") + b"\0\0\0\5"
            line.sendto(head + self._payloads[count % len(self._payloads)], remote)


async def used(pid: int, seconds: float) -> float:
    """Processor time of a process by the time that passed."""
    process, loop = psutil.Process(pid), asyncio.get_running_loop()

    def spent() -> float:
        times = process.cpu_times()
        return float(times.user + times.system)

    began, before = loop.time(), spent()
    await asyncio.sleep(seconds)
    return (spent() - before) / (loop.time() - began)


async def ours(
    folder: Path, proxy: Kamailio, chosen: Format, seconds: float, *, processing: bool
) -> tuple[float, float]:
    """(share with a call, share without one) of our engine."""
    words, _ = voice(RATE)
    microphone = write_wav(folder / "says.wav", words)
    account = PhoneAccount(
        id="alice",
        address="sip:alice@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
        codecs=(chosen.name,),
    )
    sound = FileSound(
        microphone=str(microphone),
        speaker=str(folder / "heard.wav"),
        again=True,
        processing=processing,
    )
    setup = Setup(folder=str(folder / "phone"), accounts=(account,), sound=sound, bind="127.0.0.2")
    phone = Cabled("alice", setup)
    phone.open()
    try:
        await phone.registered()
        pid = phone.client.pid
        assert pid is not None
        idle = await used(pid, 2.0)
        answering = asyncio.create_task(phone.answer())
        to = f"sip:alice@127.0.0.1:{proxy.sip}"
        share = await Caller(chosen).talk(to, pid, seconds)
        await answering
        return share, idle
    finally:
        await phone.close()


async def theirs(folder: Path, chosen: Format, seconds: float) -> tuple[float, float]:
    """The same of the other maker's."""
    words, _ = voice(RATE)
    if chosen.rate == 8000:
        words = Resampler(RATE, 8000).process(words)
    else:
        words = np.repeat(Resampler(RATE, 48_000).process(words), chosen.channels)
    path = folder / "says.wav"
    write_wav(path, np.tile(words, 8), chosen.rate, chosen.channels)
    name = f"{chosen.name}/{chosen.clock}/{chosen.channels}"
    async with AsyncExitStack() as stack:
        phone = await asyncio.to_thread(
            stack.enter_context, baresip(folder, server=None, wav=path, codecs=(name,))
        )
        idle = await used(phone.pid, 2.0)
        share = await Caller(chosen).talk(f"sip:bob@{HOST}:{phone.sip}", phone.pid, seconds)
    return share, idle


async def measure(folder: Path, seconds: float) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Figures of ours, and of theirs."""
    figures: dict[str, Figure] = {}
    beside: dict[str, Figure] = {}

    def place() -> Path:
        return Path(tempfile.mkdtemp(dir=folder))

    (folder / "proxy").mkdir()
    with kamailio(folder / "proxy", Authority(folder)) as proxy:
        for chosen in CODECS:
            name = chosen.name.lower()
            for kind, processing in (("", False), ("_processed", True)):
                share, idle = await ours(place(), proxy, chosen, seconds, processing=processing)
                figures[f"{name}{kind}_core_percent"] = 100 * share
                figures["idle_core_percent"] = 100 * idle
            if shutil.which("baresip"):
                share, idle = await theirs(place(), chosen, seconds)
                beside[f"baresip_{name}_core_percent"] = 100 * share
                beside["baresip_idle_core_percent"] = 100 * idle
    return figures, beside


def main(argv: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="voice-cpu", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    choice = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="voice-cpu-"))
    try:
        figures, beside = asyncio.run(measure(folder, choice.seconds))
    finally:
        shutil.rmtree(folder)
    report("voice-cpu", figures, beside, {}, {})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
