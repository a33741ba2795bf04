"""A telephone on loopback: a user agent, and what it says and hears."""

from __future__ import annotations

import asyncio
from pathlib import Path

from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import CallArrived, CallChanged, Event, MediaAgreed
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.flow import Transport
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint, Ice
from tests.hub.voice.worker.sound import Sound
from tests.sip.agent_phone import Phone, account_of

RATE = 8000
FRAME = RATE // 50
CODECS = {"PCMU": Codec("PCMU", 8000), "PCMA": Codec("PCMA", 8000)}
PATIENCE_S = 20.0


class Telephone(Sound, Phone):
    """Says `hz` while it talks; `heard` is all that it hears, 8 kHz. `answers`: it takes calls by itself."""

    def __init__(
        self,
        hz: float,
        *,
        codec: str = "PCMU",
        answers: bool = True,
        events: bool = True,
        secure: bool = False,
        ice: bool = False,
        authority: Path | None = None,
    ) -> None:
        """`events`: keys may go beside the sound; `secure`: only encrypted calls, by DTLS; with an `authority` by keys
        in the description (SDES), as its connection is TLS. `ice`: only calls whose way was found by ICE."""
        Phone.__init__(self, authority=authority)
        Sound.__init__(self, hz)
        self._keys_in_sdp = authority is not None
        self._ice = IceSettings(addresses=("127.0.0.1",)) if ice else None
        self._events_wanted = events
        self._certificate = Certificate() if secure else None
        self._codec = codec
        self._answers = answers
        self._setup: set[asyncio.Task[None]] = set()
        self.tokens: list[str] = []
        self.talking: Call | None = None

    def _heard(self, event: Event) -> None:
        super()._heard(event)
        match event:
            case CallArrived(call=call):
                assert call.invite is not None
                self.tokens.append(call.invite.headers.get("X-Offer-Token") or "")
                if self._answers:
                    self._start(self._answer(call))
            case MediaAgreed(call=call, agreed=agreed):
                self._start(self.follow(agreed))
            case CallChanged(state="ended") if event.call is self.talking:
                self.mute = True

    def _start(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._setup.add(task)
        task.add_done_callback(self._setup.discard)

    async def register_at(self, name: str, port: int, transport: Transport = "udp") -> None:
        """Sign on."""
        state = await self.register(account_of(name, port, transport))
        assert state.state == "registered", state

    async def dial(self, number: str, port: int) -> Call:
        """Call the hub as its trunk does."""
        self.agent.add(Account("trunk", "sip:+49301112223@trunk.test", registers=False))
        terms = await self._open(offering=True)
        to = f"sip:{number}@127.0.0.1:{port}"
        self.talking = call = self.act(lambda now: self.agent.call("trunk", to, terms, now))
        return call

    async def _answer(self, call: Call) -> None:
        self.talking, terms = call, await self._open(offering=False)
        self.act(lambda now: call.answer(terms, now))

    async def _open(self, *, offering: bool) -> Terms:
        await self.hush()  # what an earlier call left
        self._session = session = await MediaSession.open(
            SessionSettings(
                "127.0.0.1", "telephone@test", ice=self._ice, certificate=self._certificate
            ),
            heard=self._packet,
            controlling=offering,
        )
        await session.gathered()
        address, port = session.local or ("127.0.0.1", 9)
        agent = session.ice
        ours = self._certificate.fingerprint() if self._certificate is not None else None
        return Terms(
            address,
            port,
            (CODECS[self._codec],),
            "required" if ours is not None or self._keys_in_sdp else "none",
            dtmf=self._events_wanted,
            fingerprint=None if ours is None else Fingerprint(ours.algorithm, ours.value),
            ice=None
            if agent is None
            else Ice(agent.username, agent.password, (*agent.candidates,)),
            needs_ice=agent is not None,
        )

    def leave(self) -> None:
        """Hang up."""
        assert self.talking is not None
        self.act(self.talking.hang_up)

    async def close(self) -> None:
        await super().close()
        await self.hush()
