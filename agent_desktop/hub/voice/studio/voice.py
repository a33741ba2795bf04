"""One leg's sound: its media session, what decodes and encodes, the keys, and the short way to another leg.

Promises one continuous stream to the peer whoever speaks (prompts, the mixer, another leg directly); keys heard once,
also while nobody listens; that what nobody hears is not decoded. Refuses to negotiate: it is told what was agreed.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import Callable
from typing import Final

from agent_desktop.agreement import plans
from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.hub.voice.studio.playback import FRAME
from agent_desktop.media.codecs.base import CodecMissing
from agent_desktop.media.codecs.registry import PayloadMap
from agent_desktop.media.dtmf import KeyReceiver, Pressed
from agent_desktop.media.frames import FRAMES_PER_S, Samples, silence
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.resample import Resampler
from agent_desktop.media.rtp import BadRtp, parse
from agent_desktop.media.secure.srtp import BadKeys
from agent_desktop.media.sender import Sender
from agent_desktop.media.tones import KeyDetector
from agent_desktop.media.transport import plan
from agent_desktop.media.transport.relay import Outlet
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.sdp_attributes import Codec

_log: Final = logging.getLogger(__name__)
_CHANCE: Final = random.SystemRandom()


class Voice:
    """Made by `open`, told by `follow` what was agreed, ended by `close`.

    `pressed` hears keys, with whether they came as sound only; `lost` why nothing comes any more; `noticed` what else
    the session says.
    """

    def __init__(
        self,
        pressed: Callable[[str, bool], None],
        lost: Callable[[str], None],
        noticed: Callable[[plan.SessionEvent], None],
    ) -> None:
        self.agreed: Agreed | None = None
        self.session: MediaSession | None = None
        #: The peer sends something that cannot be passed on as it is.
        self.misfit = False
        #: Of the frames that it hears without conversion, Hz.
        self.rate = RATE
        self._resampler: Resampler | None = None
        self._pressed, self._lost, self._noticed = pressed, lost, noticed
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        #: What comes, by payload type.
        self.incoming = PayloadMap({})
        #: Hears every packet as it comes.
        self.tap: Callable[[bytes, float], None] | None = None
        self._receiver: Receiver | None = None
        self._sender: Sender | None = None
        self._outlet: Outlet | None = None
        self._keys = KeyReceiver()
        self._detector: KeyDetector | None = None
        self._to: Voice | None = None
        self._types: dict[int, int] = {}
        self._closed = False

    async def open(self, settings: plan.SessionSettings, *, controlling: bool) -> MediaSession:
        """Bind ports, or gather candidates. Raises `OSError`."""
        session = await MediaSession.open(
            settings, heard=self._heard, said=self._said, controlling=controlling
        )
        if self._closed:
            await session.close()
            raise OSError("the call is over already")
        self.session = session
        await session.gathered()
        return session

    def follow(self, agreed: Agreed) -> None:
        """Do as agreed from now on."""
        before, self.agreed = self.agreed, agreed
        session = self.session
        if session is None:
            return
        if before is None or before.receive_types != agreed.receive_types:
            self.incoming = plans.payloads(agreed.receive_types)
            self._receiver, self.misfit = None, False
        if before is None or plans.sent(before) != plans.sent(agreed):
            self._outlet = Outlet(session, plans.clocks(agreed), _CHANCE)
            payloads = plans.payloads(plans.sent(agreed))
            try:
                self.rate = min(RATE, payloads.formats[agreed.send_type].rate)
                usual, most = plans.packing(agreed)
                self._sender = Sender(
                    payloads,
                    agreed.send_type,
                    self.rate,
                    ssrc=secrets.randbits(32),
                    frames_per_packet=usual,
                    most_frames=most,
                )
            except (KeyError, CodecMissing) as error:
                self._lost(f"the codec is not here: {error}")
                return
        self._detector = KeyDetector(RATE) if agreed.dtmf_type is None else None
        task = self._loop.create_task(self._apply(session, agreed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _apply(self, session: MediaSession, agreed: Agreed) -> None:
        try:
            await session.apply(plans.plan_of(agreed))
        except (plan.Exposed, plan.NoWay, BadKeys, OSError) as error:
            self._lost(f"the sound has no way: {type(error).__name__}")

    # The clock

    @property
    def types(self) -> dict[int, Codec]:
        """What the peer may send, as it was agreed."""
        return self.agreed.receive_types if self.agreed is not None else {}

    @property
    def listens(self) -> bool:
        """Whether its sound is decoded now."""
        return self._receiver is not None

    @property
    def detects(self) -> bool:
        """Whether keys come as sound only, so that somebody must always listen."""
        return self._detector is not None

    def speak(self, now: float) -> Samples:
        """What the peer says, 20 ms of it. Who asks begins to listen."""
        self._keys.tick(now)
        if self.agreed is None:
            return silence(FRAME)
        if self._receiver is None:
            self._receiver = Receiver(self.incoming, RATE)
        frame = self._receiver.pull(now)
        self._receiver.keys()  # the same presses; they were told when they came
        if self._detector is not None:
            for key in self._detector.feed(frame):
                self._pressed(key, True)
        return frame

    def rest(self, now: float) -> None:
        """Nobody listens."""
        self._keys.tick(now)
        self._keys.take()
        self._receiver = None

    def hear(self, frame: Samples | None, now: float) -> None:
        """What the peer is to hear, 20 ms of it at one of the rates; None is silence."""
        if self._sender is None or self._outlet is None:
            return
        if frame is not None:
            frame = self._fitted(frame)
        for packet in self._sender.frame(frame):
            if self._sends:
                self._outlet.forward(packet, now)

    def _fitted(self, frame: Samples) -> Samples:
        """The frame at the rate of the codec."""
        source = len(frame) * FRAMES_PER_S
        if source == self.rate:
            return frame
        if self._resampler is None or (self._resampler.source, self._resampler.target) != (
            source,
            self.rate,
        ):
            self._resampler = Resampler(source, self.rate)
        return self._resampler.process(frame)

    def press(self, key: str) -> bool:
        """Send a key; False when the peer takes none this way."""
        return self._to is None and self._sender is not None and self._sender.press(key)

    @property
    def _sends(self) -> bool:
        return self.agreed is not None and self.agreed.direction in {"sendrecv", "sendonly"}

    # The short way

    def pass_to(self, other: Voice | None) -> None:
        """Let another leg hear what comes as it is, without decoding; None ends that."""
        before, self._to = self._to, other
        if before is not None and before._outlet is not None:
            before._outlet.translate(None)
        if other is None or self.agreed is None or other.agreed is None:
            return
        self._types = plans.translation(self.agreed, other.agreed) or {}
        if other._outlet is not None:
            other._outlet.translate(self._types)

    # The network

    def _heard(self, data: bytes, arrival: float) -> None:
        if self.tap is not None:
            self.tap(data, arrival)
        number = data[1] & 0x7F
        clock = self.incoming.events.get(number)
        if clock is not None:
            self._key(data, clock, arrival)
        other = self._to
        if other is not None:
            if number in self._types:
                if other._outlet is not None and other._sends:
                    other._outlet.forward(data, arrival)
            elif number in self.incoming.formats:
                self.misfit = True
        # Somebody may listen while another leg hears what comes as it is.
        if self._receiver is not None:
            self._receiver.receive(data, arrival)

    def _key(self, data: bytes, clock: int, arrival: float) -> None:
        try:
            self._keys.receive(parse(data), clock, arrival)
        except BadRtp:
            return
        for event in self._keys.take():
            if isinstance(event, Pressed):
                self._pressed(event.key, False)

    def _said(self, event: plan.SessionEvent) -> None:
        match event:
            case plan.Silent(seconds=seconds):
                self._lost(f"nothing was heard for {seconds:.0f} seconds")
            case plan.Failed(why=why):
                self._lost(why)
            case _:
                self._noticed(event)

    async def close(self) -> None:
        """Free everything."""
        self._closed = True
        self.pass_to(None)
        for task in list(self._tasks):
            task.cancel()
        session, self.session = self.session, None
        if session is not None:
            await session.close()
