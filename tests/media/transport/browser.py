"""A browser's page with an RTCPeerConnection and a tone, and the few lines of SDP that a call with it needs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import av
import numpy as np
from playwright.async_api import Page, async_playwright

from agent_desktop.media import rtp
from agent_desktop.media.codecs.opus import OpusEncoder
from agent_desktop.media.rtp import Packet
from agent_desktop.media.transport.dtls import Fingerprint
from agent_desktop.media.transport.plan import Dtls, MediaPlan, RemoteIce
from tests.media.transport.pairs import End
from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS

Setup = Literal["actpass", "active", "passive"]
OPUS = 111
ITS_TONE, OUR_TONE = 440, 1000
_ARGS = [
    *CHROMIUM_ARGS,
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]
SHOW_ADDRESSES = "--disable-features=WebRtcHideLocalIpsWithMdns"

_PAGE = """
window.begin = hertz => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  tone.frequency.value = hertz;
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const pc = window.pc = new RTCPeerConnection({iceServers: []});
  pc.addTrack(out.stream.getAudioTracks()[0], out.stream);
  pc.ontrack = event => {
    const stream = new MediaStream([event.track]);
    const sink = new Audio();
    sink.muted = true;
    sink.srcObject = stream;
    sink.play();
    window.analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    context.createMediaStreamSource(stream).connect(analyser);
  };
  window.context = context;
};
window.all = () => new Promise(done => {
  if (pc.iceGatheringState === 'complete') return done(pc.localDescription.sdp);
  pc.onicegatheringstatechange = () => {
    if (pc.iceGatheringState === 'complete') done(pc.localDescription.sdp);
  };
});
window.offer = async restart => {
  await pc.setLocalDescription(await pc.createOffer({iceRestart: restart}));
  return await all();
};
window.take = (type, sdp) => pc.setRemoteDescription({type, sdp});
window.answer = async sdp => {
  await take('offer', sdp);
  await pc.setLocalDescription(await pc.createAnswer());
  return await all();
};
// The frequency that is heard, once there is one.
window.hear = async () => {
  for (;;) {
    if (window.analyser) {
      const bins = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(bins);
      const peak = bins.indexOf(Math.max(...bins));
      if (bins[peak] > -60) return peak * context.sampleRate / analyser.fftSize;
    }
    await new Promise(done => setTimeout(done, 50));
  }
};
"""


@asynccontextmanager
async def page(*more: str) -> AsyncIterator[Page]:
    """A page whose connection has begun."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*_ARGS, *more])
        try:
            made = await browser.new_page()
            await made.add_script_tag(content=_PAGE)
            await made.evaluate(f"begin({ITS_TONE})")
            yield made
        finally:
            await browser.close()


@dataclass(frozen=True)
class Described:
    """What its description says."""

    ice: RemoteIce
    fingerprint: Fingerprint
    setup: Setup
    mid: str
    opus: int

    def plan(self, role: Literal["client", "server"]) -> MediaPlan:
        """What our session is told."""
        return MediaPlan({self.opus: 48000}, security=Dtls(role, (self.fingerprint,)), ice=self.ice)


def read(sdp: str) -> Described:
    """The voice section of a browser's description."""

    def one(pattern: str) -> str:
        found = re.search(pattern, sdp, re.M)
        assert found is not None, pattern
        return found[1].strip()

    algorithm, value = one(r"^a=fingerprint:(.*)$").split()
    setup = one(r"^a=setup:(\w+)")
    assert setup in ("actpass", "active", "passive")
    return Described(
        RemoteIce(
            one(r"^a=ice-ufrag:(\S+)"),
            one(r"^a=ice-pwd:(\S+)"),
            tuple(re.findall(r"^a=candidate:(.*?)\r?$", sdp, re.M)),
        ),
        Fingerprint(algorithm, value),
        setup,  # type: ignore[arg-type]
        one(r"^a=mid:(\S+)"),
        int(one(r"^a=rtpmap:(\d+) opus/48000/2")),
    )


def write(end: End, setup: Setup, mid: str = "0", opus: int = OPUS) -> str:
    """Our description."""
    ice, fingerprint = end.session.ice, end.session.fingerprint
    assert ice is not None
    assert fingerprint is not None
    lines = [
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        f"a=group:BUNDLE {mid}",
        f"m=audio 9 UDP/TLS/RTP/SAVPF {opus}",
        "c=IN IP4 0.0.0.0",
        f"a=mid:{mid}",
        f"a=rtpmap:{opus} opus/48000/2",
        "a=sendrecv",
        "a=rtcp-mux",
        f"a=ice-ufrag:{ice.username}",
        f"a=ice-pwd:{ice.password}",
        f"a=fingerprint:{fingerprint.algorithm} {fingerprint.value}",
        f"a=setup:{setup}",
        *(f"a=candidate:{candidate}" for candidate in ice.candidates),
        "a=end-of-candidates",
    ]
    return "\r\n".join(lines) + "\r\n"


class Voice:
    """Our tone, in Opus, as long as the block lasts."""

    def __init__(self, end: End, kind: int = OPUS) -> None:
        self._end, self._kind = end, kind
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Voice:
        self._task = asyncio.create_task(self._sing())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _sing(self) -> None:
        encoder = OpusEncoder(48000)
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number in range(1 << 16):
            time = (np.arange(960) + 960 * number) / 48000
            samples = (8000 * np.sin(2 * np.pi * OUR_TONE * time)).astype(np.int16)
            payload = encoder.encode(samples)
            self._end.session.send(
                Packet(self._kind, number & 0xFFFF, 960 * number, 4711, payload).encode()
            )
            await asyncio.sleep(max(0.0, start + 0.02 * (number + 1) - loop.time()))


async def tone_of(end: End, count: int = 60) -> float:
    """The frequency of the browser's sound, decoded by FFmpeg from that many packets that come from now on."""
    while not end.packets.empty():
        end.packets.get_nowait()
    decoder = av.CodecContext.create("libopus", "r")
    samples: list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = []
    for _ in range(count):
        packet = rtp.parse(await asyncio.wait_for(end.packets.get(), 20))
        for frame in decoder.decode(av.Packet(packet.payload)):
            sound = frame.to_ndarray().astype(np.float64)
            channels = len(frame.layout.channels)
            samples.append(sound.reshape(-1, channels)[:, 0] if len(sound) == 1 else sound[0])
    wave = np.concatenate(samples)[-24000:]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    return float(np.argmax(spectrum) * 48000 / len(wave))
