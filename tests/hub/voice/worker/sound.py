"""What a test's telephone or page says and hears: a tone for its microphone, and ears that keep what they hear.

It shares no code with the worker's own legs: packets go by a session, a sender and a receiver of its own.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import numpy as np

from agent_desktop.media.codecs.registry import OPUS, PCMA, PCMU, PayloadMap
from agent_desktop.media.dtmf import Pressed
from agent_desktop.media.frames import Samples, silence
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.secure.srtp import Keys
from agent_desktop.media.sender import Sender
from agent_desktop.media.tones import dial
from agent_desktop.media.transport.dtls import Fingerprint
from agent_desktop.media.transport.plan import Dtls, MediaPlan, RemoteIce, Sdes
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip import audio_terms
from agent_desktop.sip.audio_terms import Agreed
from tests.media.sounds import tone

RATE = 8000
FRAME = RATE // 50
PATIENCE_S = 20.0
FORMATS = {one.name: one for one in (OPUS, PCMA, PCMU)}


class Sound:
    """Says `hz` from `follow` on, until it is `mute`; `heard` is all that it hears, 8 kHz."""

    def __init__(self, hz: float) -> None:
        self._instead: list[Samples] = []
        self._tone = tone(1.0, RATE, hz, 6000)
        self._session: MediaSession | None = None
        self._sender: Sender | None = None
        self._receiver: Receiver | None = None
        self._talk: asyncio.Task[None] | None = None
        self._frames: list[Samples] = []
        self._grown = asyncio.Event()
        self.keys = ""
        self.mute = self.encrypted = False

    async def follow(self, agreed: Agreed) -> None:
        """Talk as agreed."""
        assert self._session is not None
        kind = FORMATS[agreed.send_codec.name]
        events = dict([agreed.dtmf_type]) if agreed.dtmf_type is not None else {}
        payloads = PayloadMap({agreed.send_type: kind}, events)
        clocks = {agreed.send_type: kind.clock, **events}
        security: Dtls | Sdes | None = None
        match agreed.security:
            case audio_terms.Dtls(role=role, theirs=prints):
                known = tuple(Fingerprint(one.algorithm, one.value) for one in prints)
                security = Dtls(role, known)
            case audio_terms.Sdes(ours=ours, theirs=theirs):
                security = Sdes(Keys(ours.suite, ours.key), Keys(theirs.suite, theirs.key))
        self.encrypted = security is not None
        plan = MediaPlan(clocks, agreed.remote, agreed.remote_rtcp, security=security)
        if agreed.ice is not None:
            way = RemoteIce(agreed.ice.ufrag, agreed.ice.password, agreed.ice.candidates)
            plan = MediaPlan(clocks, security=security, ice=way)
        await self._session.apply(plan)
        if self._talk is None:
            chance = random.SystemRandom()
            self._receiver = Receiver(payloads, RATE)
            self._sender = Sender(payloads, agreed.send_type, RATE, ssrc=chance.getrandbits(32))
            self._talk = asyncio.create_task(self._speak(self._session, self._sender))

    async def _speak(self, session: MediaSession, sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        due, place = loop.time(), 0
        while True:
            due += 0.02
            await asyncio.sleep(due - loop.time())
            frame = silence(FRAME) if self.mute else self._tone[place : place + FRAME]
            place = (place + FRAME) % RATE
            if self._instead:
                frame = self._instead.pop(0)
            for packet in sender.frame(frame):
                session.send(packet)
            assert self._receiver is not None
            self._frames.append(self._receiver.pull(loop.time()))
            pressed = self._receiver.keys()
            for event in pressed:
                self.keys += event.key if isinstance(event, Pressed) else ""
            self._grown.set()

    def _packet(self, data: bytes, arrival: float) -> None:
        if self._receiver is not None:
            self._receiver.receive(data, arrival)

    def press(self, key: str) -> None:
        assert self._sender is not None
        assert self._sender.press(key)

    def whistle(self, key: str) -> None:
        """Press a key as telephones without events do: with its two tones."""
        sound = np.concatenate([dial(key, RATE), silence(0)])
        self._instead += [sound[at : at + FRAME] for at in range(0, len(sound), FRAME)]

    def fall_silent(self) -> None:
        """Send nothing any more, without a word, as a telephone whose network is gone."""
        assert self._talk is not None
        self._talk.cancel()

    async def listens(self, seconds: float) -> int:
        """Let so much sound come; how many samples were heard before it."""
        before = len(self._frames)
        await self.hears(lambda _: len(self._frames) >= before + round(seconds * 50))
        return before * FRAME

    @property
    def heard(self) -> Samples:
        return np.concatenate([silence(0), *self._frames])

    async def hears(
        self, fits: Callable[[Samples], bool], last_s: float = 0.3, *, ever: bool = False
    ) -> None:
        """Wait until what was heard last, so many seconds of it, fits; with `ever` all that was heard until now."""
        count = round(last_s * 50)
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    sound = (
                        self.heard if ever else np.concatenate([silence(0), *self._frames[-count:]])
                    )
                    # In a thread: whoever listens closely must not hold up those who speak.
                    if len(self._frames) >= count and await asyncio.to_thread(fits, sound):
                        return
                    self._grown.clear()
                    await self._grown.wait()
        except TimeoutError:
            last = np.concatenate([silence(0), *self._frames[-count:]])
            raise AssertionError(f"never heard it; at last {loudest(last)}") from None

    async def hears_only(self, *hz: float) -> None:
        """Wait until exactly these tones are heard, and none of the others that telephones say here."""
        await self.hears(lambda sound: tones(sound) == set(hz))

    async def hush(self) -> None:
        """Free everything; a next call begins anew."""
        talk, self._talk = self._talk, None
        session, self._session = self._session, None
        if talk is not None:
            talk.cancel()
        if session is not None:
            await session.close()


#: What the telephones of these tests say, far from each other and from each other's harmonics.
TONES = (440.0, 700.0, 1150.0, 1900.0)


def tones(sound: Samples, rate: int = RATE) -> set[float]:
    """Which of the telephones' tones are in a sound."""
    if not len(sound):
        return set()
    window = np.hanning(len(sound))
    spectrum = np.abs(np.fft.rfft(sound * window)) / window.sum() * 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / rate)
    return {hz for hz in TONES if spectrum[np.abs(frequencies - hz) < 8].max() > 600}


def loudest(sound: Samples) -> str:
    """For a failing test: what there is instead."""
    if not len(sound) or not np.any(sound):
        return "silence"
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    peak = np.fft.rfftfreq(len(sound), 1 / RATE)[int(spectrum.argmax())]
    return f"{peak:.0f} Hz, {sorted(tones(sound))}"


def contains(heard: Samples, wanted: Samples) -> float:
    """The highest correlation, 0 to 1, of `wanted` with any place in `heard`; both at one rate."""
    return found_at(heard, wanted)[0]


def found_at(heard: Samples, wanted: Samples) -> tuple[float, int]:
    """That correlation, and the place (in samples) where it is."""
    piece = wanted.astype(np.float64)
    piece = piece - piece.mean()
    line = heard.astype(np.float64)
    if len(line) < len(piece) or not piece.any():
        return 0.0, 0
    size = 1 << (len(line) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(line, size) * np.conj(np.fft.rfft(piece, size)), size)
    product = product[: len(line) - len(piece) + 1]
    power = np.cumsum(np.concatenate([[0.0], line**2]))
    energy = power[len(piece) :] - power[: -len(piece)]
    likeness = product / np.sqrt(np.maximum(energy, 1.0) * (piece**2).sum())
    place = int(likeness.argmax())
    return float(likeness[place]), place
