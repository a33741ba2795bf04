"""Another maker's telephone (baresip) as the listener of `voice-quality`: the same packets, at the same moments.

Each call has a process of its own, and calls run beside each other, since they take as long as the sound does. It
listens as it comes, with its jitter buffer, its codecs and, for G.711, its concealment. What it decoded is what counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent_desktop.media.codecs.registry import Format
from agent_desktop.media.frames import Samples
from agent_desktop.media.resample import Resampler
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import MediaAgreed
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.sdp_attributes import Codec
from tests.peers.baresip import HOST, baresip
from tests.sip.agent_phone import Phone

Arrivals = Sequence[tuple[float, bytes]]
#: So many listen at once; more would take each other's processor.
AT_ONCE = 4


def installed() -> bool:
    """Whether it can be asked."""
    return shutil.which("baresip") is not None


def hear(calls: Sequence[tuple[Format, Arrivals]], rate: int) -> list[Samples]:
    """What it hears of each call's packets, at `rate`."""

    async def all_of_them() -> list[Samples]:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(chosen: Format, arrivals: Arrivals) -> Samples:
            async with places:
                return await _heard(chosen, arrivals, rate)

        return list(await asyncio.gather(*(one(*call) for call in calls)))

    return asyncio.run(all_of_them())


async def _heard(chosen: Format, arrivals: Arrivals, rate: int) -> Samples:
    folder = Path(tempfile.mkdtemp(prefix="voice-peer-"))
    mono = chosen.channels == 1
    wav = _silence(folder / "says.wav", chosen)
    modules = ("g722", "plc") if mono else ()
    name = f"{chosen.name}/{chosen.clock}/{chosen.channels}"
    try:
        with contextlib.ExitStack() as stack:
            phone = await asyncio.to_thread(
                stack.enter_context,
                baresip(folder, server=None, wav=wav, codecs=(name,), modules=modules),
            )
            await _call(f"sip:bob@{HOST}:{phone.sip}", chosen, arrivals)
        return await asyncio.to_thread(_recorded, folder, rate)
    finally:
        shutil.rmtree(folder)


async def _call(to: str, chosen: Format, arrivals: Arrivals) -> None:
    """Call, send every packet at its moment, and hang up when the last is long heard."""
    loop = asyncio.get_running_loop()
    phone, line = Phone(), socket.socket(type=socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))
    line.setblocking(False)
    codec = Codec(chosen.name, chosen.clock, chosen.channels, chosen.parameters)
    terms = Terms("127.0.0.1", line.getsockname()[1], (codec,), "none", dtmf=False, rtcp_mux=False)
    phone.agent.add(Account("trunk", "sip:bench@trunk.test", registers=False))
    call = phone.act(lambda now: phone.agent.call("trunk", to, terms, now))
    agreed = (await phone.until(MediaAgreed)).agreed
    await phone.reaches(call, "active")
    began = loop.time()
    for at, data in arrivals:
        await asyncio.sleep(began + at - loop.time())
        line.sendto(bytes([data[0], data[1] & 0x80 | agreed.send_type]) + data[2:], agreed.remote)
    await asyncio.sleep(0.5)
    phone.act(call.hang_up)
    await phone.reaches(call, "ended")
    await phone.close()
    line.close()


def _silence(path: Path, chosen: Format) -> Path:
    """A minute for its microphone, which must have the codec's rate and channels."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(chosen.channels)
        file.setsampwidth(2)
        file.setframerate(chosen.rate)
        file.writeframes(bytes(2 * chosen.channels * chosen.rate * 60))
    return path


def _recorded(folder: Path, rate: int) -> Samples:
    """What it wrote down, as one channel at `rate`."""
    with wave.open(str(next(folder.glob("dump-*-dec.wav")))) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        source, channels = file.getframerate(), file.getnchannels()
    mono = raw.reshape(-1, channels).mean(axis=1).astype(np.int16)
    return Resampler(source, rate).process(mono[: len(mono) // 6 * 6])
