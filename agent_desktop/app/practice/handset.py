"""What a practice caller speaks and listens with: a page's half of a call, on our own media stack.

Promises an offer as browsers make it, frames in real time, and to know whether the other side speaks. Refuses nothing:
who says too much is heard to the end before silence goes on.
"""

import asyncio
import contextlib
import ipaddress
import secrets
from urllib.parse import urlsplit

from agent_desktop.agreement import plans
from agent_desktop.agreement.terms import codec, terms_of
from agent_desktop.media.codecs.registry import OPUS
from agent_desktop.media.frames import Samples, silence
from agent_desktop.media.levels import SpeechActivity
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.sender import Sender
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import Sdp

RATE = 16_000
"""Of what is said, as the shipped clips are."""
FRAME = RATE // 50
FRAME_S = 0.02


class Handset:
    """Made for the hub at an address; `offer`, `take` the answer, then `say` and listen; `close`."""

    def __init__(self, hub: str) -> None:
        self._talk = Negotiation(secrets.randbits(31), secrets.token_bytes)
        self._addresses = ("127.0.0.1",) if _is_loopback(hub) else None
        self._session: MediaSession | None = None
        self._receiver: Receiver | None = None
        self._speaking: asyncio.Task[None] | None = None
        self._words: list[Samples] = []
        self._said = asyncio.Event()
        self._turned = asyncio.Event()
        self._quiet_s = -1.0  # since the other side spoke last; below 0 before that

    async def offer(self) -> str:
        """Our description, with all candidates. Raises OSError."""
        self._session = session = await MediaSession.open(
            SessionSettings(
                "127.0.0.1",
                secrets.token_hex(8),
                ice=IceSettings(addresses=self._addresses),
                certificate=Certificate(),
            ),
            heard=self._packet,
            controlling=True,
        )
        await session.gathered()
        terms = terms_of(session, "127.0.0.1", (codec(OPUS),), "required", needs_ice=True)
        return self._talk.offer(terms).format().decode()

    async def take(self, answer: str) -> None:
        """Begin to talk as the hub answers. Raises ValueError, Unacceptable for what cannot be."""
        agreed = self._talk.accept(Sdp.parse(answer.encode()))
        assert self._session is not None
        self._receiver = Receiver(plans.payloads(agreed.receive_types), RATE)
        await self._session.apply(plans.plan_of(agreed))
        self._speaking = asyncio.create_task(self._speak(self._session, self._receiver, agreed))

    async def _speak(self, session: MediaSession, receiver: Receiver, agreed: Agreed) -> None:
        payloads = plans.payloads(plans.sent(agreed))
        sender = Sender(payloads, agreed.send_type, RATE, ssrc=secrets.randbits(32))
        activity = SpeechActivity()
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += FRAME_S
            await asyncio.sleep(due - loop.time())
            for packet in sender.frame(self._words.pop(0) if self._words else silence(FRAME)):
                session.send(packet)
            if not self._words:
                self._said.set()
            if activity.frame(receiver.pull(loop.time())):
                self._quiet_s = 0.0
            elif self._quiet_s >= 0:
                self._quiet_s += FRAME_S
            self._turned.set()

    def _packet(self, data: bytes, arrival: float) -> None:
        if self._receiver is not None:
            self._receiver.receive(data, arrival)

    async def say(self, clip: Samples) -> None:
        """Say it to its end."""
        whole = len(clip) - len(clip) % FRAME
        self._said.clear()
        self._words += [clip[at : at + FRAME] for at in range(0, whole, FRAME)]
        await self._said.wait()

    async def hear_out(self, quiet_s: float, most_s: float) -> None:
        """Wait until the other side has spoken and then been quiet for so long, and no longer than `most_s`."""
        self._quiet_s = -1.0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(most_s):
                while self._quiet_s < quiet_s:
                    self._turned.clear()
                    await self._turned.wait()

    async def close(self) -> None:
        """Free everything."""
        if self._speaking is not None:
            self._speaking.cancel()
        if self._session is not None:
            await self._session.close()


def _is_loopback(hub: str) -> bool:
    host = urlsplit(hub).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
