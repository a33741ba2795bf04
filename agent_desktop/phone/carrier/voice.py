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

from agent_desktop.agreement import plans
from agent_desktop.media.dtmf import Pressed
from agent_desktop.media.frames import FRAMES_PER_S, Samples, silence
from agent_desktop.media.quality import rate
from agent_desktop.media.receiver import Receiver, ReceiverFigures
from agent_desktop.media.secure.srtp import BadKeys
from agent_desktop.media.sender import Sender
from agent_desktop.media.transport import plan
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.model.calls import CallQuality, QualityReason
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.engine.lines import KeyPressed, LineNews, Sounds
from agent_desktop.sip.audio_terms import Agreed

log = logging.getLogger(__name__)

_VERDICT_FRAMES: Final = 5 * FRAMES_PER_S
_PAUSE_FRAMES: Final = FRAMES_PER_S
#: From here the far party misses words of ours, whatever conceals the losses there; in percent.
_MUCH_UPLOAD_LOSS: Final = 3.0


class Voice:
    """Made by `open`, told by `follow` what was agreed, ended by `close`."""

    def __init__(
        self,
        call_id: str,
        tell: Callable[[LineNews], None],
        silent: Callable[[], None] = lambda: None,
    ) -> None:
        """`silent` hears when nothing comes any more, or nothing can."""
        self._call_id = call_id
        self._tell = tell
        self._silent = silent
        self._loop = asyncio.get_running_loop()
        self.session: MediaSession | None = None
        self._agreed: Agreed | None = None
        self._receiver: Receiver | None = None
        self._sender: Sender | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._keys: list[str] = []
        self._pause = 0
        self._frames = 0
        self._before: ReceiverFigures | None = None
        self._deaf = self._closed = False

    async def open(self, settings: plan.SessionSettings, *, controlling: bool) -> MediaSession:
        """Bind ports, or begin to gather candidates; in the place of what was there before. Raises OSError."""
        before, self.session = self.session, None
        if before is not None:
            await before.close()
        session = await MediaSession.open(
            settings, heard=self._heard, said=self._said, controlling=controlling
        )
        if self._closed:
            await session.close()
            raise OSError("the call is over already")
        self.session = session
        return session

    @property
    def deaf(self) -> bool:
        """Whether nothing comes, although it should."""
        return self._deaf

    def fits(self, agreed: Agreed) -> bool:
        """Whether what is open here can do as agreed: a way by ICE leads to no peer without."""
        return self.session is None or self.session.ice is None or agreed.ice is not None

    def follow(self, agreed: Agreed) -> None:
        """Do as agreed from now on."""
        before, self._agreed = self._agreed, agreed
        if before is None or before.receive_types != agreed.receive_types:
            self._receiver = Receiver(plans.payloads(agreed.receive_types), RATE)
        if before is None or plans.sent(before) != plans.sent(agreed):
            usual, most = plans.packing(agreed)
            self._sender = Sender(
                plans.payloads(plans.sent(agreed)),
                agreed.send_type,
                RATE,
                ssrc=secrets.randbits(32),
                frames_per_packet=usual,
                most_frames=most,
            )
        task = self._loop.create_task(self._apply(agreed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _apply(self, agreed: Agreed) -> None:
        if self.session is None:
            return
        try:
            await self.session.apply(plans.plan_of(agreed))
        except (plan.Exposed, plan.NoWay, BadKeys, OSError) as error:
            log.error("the voice has no way: %s", type(error).__name__)
            self._deaf = True
            self._judge()

    # The party

    def hear(self, frame: Samples) -> None:
        """What the agent says, 20 ms of it."""
        sender, agreed = self._sender, self._agreed
        session = self.session
        if sender is None or agreed is None or session is None:
            return
        self._press_next(sender)
        packets = sender.frame(frame)
        if agreed.direction in {"sendrecv", "sendonly"}:
            for packet in packets:
                session.send(packet)

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
                self._silent()
            case plan.HeardAgain() | plan.Connected() | plan.PeerMoved():
                self._deaf = False
            case plan.Failed(why=why):
                log.warning("the voice has no way: %s", why)
                self._deaf = True
                self._judge()
                self._silent()
            case plan.Reported(block=block, at=at) if self._sender is not None:
                self._sender.heard(block, at)
            case _:
                pass

    def _judge(self) -> None:
        """Say how it sounds since the last time."""
        session, sender = self.session, self._sender
        if self._receiver is None or session is None or self._agreed is None:
            return
        now, before = self._receiver.figures(), self._before
        self._before = now
        concealed = now.concealed_ms - (before.concealed_ms if before else 0)
        played = now.played_ms - (before.played_ms if before else 0)
        loss = 100 * concealed / max(1, concealed + played)
        figures = session.figures()
        trip, jitter = figures.round_trip_ms or 0.0, figures.received.jitter_ms
        upload = 100 * sender.figures().loss if sender is not None else 0.0
        verdict = rate(
            self._agreed.send_codec.name,
            loss_percent=loss,
            round_trip_ms=trip,
            buffer_ms=now.delay_ms,
            jitter_ms=jitter,
        )
        reasons = [QualityReason(reason.value) for reason in verdict.reasons]
        if upload >= _MUCH_UPLOAD_LOSS:
            reasons.append(QualityReason.UPLOAD)
        quality = CallQuality(
            call_id=self._call_id,
            mos=1.0 if self._deaf else verdict.mos,
            loss_percent=loss,
            jitter_ms=jitter,
            delay_ms=trip / 2 + now.delay_ms,
            upload_loss_percent=upload,
            reasons=(QualityReason.NO_SOUND,) if self._deaf else tuple(reasons),
        )
        self._tell(Sounds(quality))

    async def close(self) -> None:
        """Free everything."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        session, self.session = self.session, None
        if session is not None:
            await session.close()
