"""The voice of one call: a media session with what encodes and decodes, as a party at the engine's table.

Promises 20 ms in and 20 ms out whatever the network does; codec changes in the middle of a call; a verdict on the sound
every few seconds. Refuses to negotiate: it is told what was agreed.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Final

from agent_desktop.media.codecs.registry import TELEPHONE_EVENT, PayloadMap
from agent_desktop.media.dtmf import Pressed
from agent_desktop.media.frames import FRAMES_PER_S, Samples, silence
from agent_desktop.media.quality import rate
from agent_desktop.media.receiver import Receiver, ReceiverFigures
from agent_desktop.media.secure.srtp import BadKeys, Keys
from agent_desktop.media.sender import Sender
from agent_desktop.media.transport import plan
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.dtls import Fingerprint as OurFingerprint
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.model.calls import CallQuality, QualityReason
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.engine.lines import KeyPressed, LineNews, Sounds
from agent_desktop.sip import audio_terms
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.sdp_attributes import Codec, Crypto

log = logging.getLogger(__name__)

_VERDICT_FRAMES: Final = 5 * FRAMES_PER_S
_PAUSE_FRAMES: Final = FRAMES_PER_S


class Voice:
    """Made by `open`, told by `follow` what was agreed, ended by `close`."""

    def __init__(self, call_id: str, tell: Callable[[LineNews], None]) -> None:
        self._call_id = call_id
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._session: MediaSession | None = None
        self._agreed: Agreed | None = None
        self._receiver: Receiver | None = None
        self._sender: Sender | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._keys: list[str] = []
        self._pause = 0
        self._frames = 0
        self._before: ReceiverFigures | None = None
        self._deaf = False

    async def open(self, address: str, certificate: Certificate | None) -> tuple[str, int]:
        """Bind the ports at this address of ours; the address and port for our description. Raises OSError."""
        settings = plan.SessionSettings(
            address=address, cname=secrets.token_hex(8), certificate=certificate
        )
        self._session = await MediaSession.open(settings, heard=self._heard, said=self._said)
        local = self._session.local
        assert local is not None
        return local[0], local[1]

    def follow(self, agreed: Agreed) -> None:
        """Do as agreed from now on."""
        before, self._agreed = self._agreed, agreed
        if before is None or before.receive_types != agreed.receive_types:
            self._receiver = Receiver(_payloads(agreed.receive_types), RATE)
        if before is None or _sends(before) != _sends(agreed):
            self._sender = Sender(
                _payloads(_sends(agreed)), agreed.send_type, RATE, ssrc=secrets.randbits(32)
            )
        task = self._loop.create_task(self._apply(agreed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _apply(self, agreed: Agreed) -> None:
        if self._session is None:
            return
        try:
            await self._session.apply(_plan(agreed))
        except (plan.Exposed, plan.NoWay, BadKeys, OSError) as error:
            log.error("the voice has no way: %s", type(error).__name__)
            self._deaf = True
            self._judge()

    # The party

    def hear(self, frame: Samples) -> None:
        """What the agent says, 20 ms of it."""
        sender, agreed = self._sender, self._agreed
        if sender is None or agreed is None or self._session is None:
            return
        self._press_next(sender)
        packets = sender.frame(frame)
        if agreed.direction in {"sendrecv", "sendonly"}:
            for packet in packets:
                self._session.send(packet)

    def speak(self) -> Samples:
        """What the far party says, 20 ms of it."""
        receiver = self._receiver
        if receiver is None:
            return silence(FRAME)
        frame = receiver.pull(self._loop.time())
        pressed = receiver.keys()
        for event in pressed:
            if isinstance(event, Pressed):
                self._tell(KeyPressed(event.key))
        self._frames += 1
        if self._frames % _VERDICT_FRAMES == 0:
            self._judge()
        return frame

    def press(self, keys: str) -> bool:
        """Send keys as events, a comma is a second's pause; False when the peer takes none."""
        agreed = self._agreed
        if agreed is None or agreed.dtmf_type is None:
            return False
        self._keys += keys.upper()
        return True

    def _press_next(self, sender: Sender) -> None:
        if self._pause:
            self._pause -= 1
        elif self._keys:
            key = self._keys.pop(0)
            if key == ",":
                self._pause = _PAUSE_FRAMES
            else:
                sender.press(key)

    # The network

    def _heard(self, packet: bytes, arrival: float) -> None:
        if self._receiver is not None:
            self._receiver.receive(packet, arrival)

    def _said(self, event: plan.SessionEvent) -> None:
        match event:
            case plan.Silent():
                self._deaf = True
                self._judge()
            case plan.HeardAgain() | plan.Connected():
                self._deaf = False
            case plan.Failed(why=why):
                log.error("the voice has no way: %s", why)
                self._deaf = True
                self._judge()
            case _:
                pass

    def _judge(self) -> None:
        """Say how it sounds since the last time."""
        if self._receiver is None or self._session is None or self._agreed is None:
            return
        now, before = self._receiver.figures(), self._before
        self._before = now
        concealed = now.concealed_ms - (before.concealed_ms if before else 0)
        played = now.played_ms - (before.played_ms if before else 0)
        loss = 100 * concealed / max(1, concealed + played)
        figures = self._session.figures()
        trip, jitter = figures.round_trip_ms or 0.0, figures.received.jitter_ms
        verdict = rate(
            self._agreed.send_codec.name,
            loss_percent=loss,
            round_trip_ms=trip,
            buffer_ms=now.delay_ms,
            jitter_ms=jitter,
        )
        reasons = tuple(QualityReason(reason.value) for reason in verdict.reasons)
        quality = CallQuality(
            call_id=self._call_id,
            mos=1.0 if self._deaf else verdict.mos,
            loss_percent=loss,
            jitter_ms=jitter,
            delay_ms=trip / 2 + now.delay_ms,
            reasons=(QualityReason.NO_SOUND,) if self._deaf else reasons,
        )
        self._tell(Sounds(quality))

    async def close(self) -> None:
        """Free everything."""
        for task in list(self._tasks):
            task.cancel()
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def _sends(agreed: Agreed) -> dict[int, Codec]:
    """What we may send, by the peer's numbers."""
    sends = {agreed.send_type: agreed.send_codec}
    if agreed.dtmf_type is not None:
        number, clock = agreed.dtmf_type
        sends[number] = Codec(TELEPHONE_EVENT, clock)
    return sends


def _payloads(codecs: dict[int, Codec]) -> PayloadMap:
    return PayloadMap.read((n, one.name, one.clock, one.channels) for n, one in codecs.items())


def _plan(agreed: Agreed) -> plan.MediaPlan:
    """What was agreed, as the media room says it."""
    security: plan.Sdes | plan.Dtls | None = None
    match agreed.security:
        case audio_terms.Sdes(ours=ours, theirs=theirs):
            security = plan.Sdes(_keys(ours), _keys(theirs))
        case audio_terms.Dtls(role=role, theirs=prints):
            known = tuple(OurFingerprint(one.algorithm, one.value) for one in prints)
            security = plan.Dtls(role, known)
        case None:
            pass
    clocks = {n: one.clock for n, one in (agreed.receive_types | _sends(agreed)).items()}
    return plan.MediaPlan(
        clocks=clocks,
        remote=agreed.remote,
        remote_rtcp=agreed.remote_rtcp,
        security=security,
        receives=agreed.direction in {"sendrecv", "recvonly"},
    )


def _keys(crypto: Crypto) -> Keys:
    return Keys(crypto.suite, crypto.key)
