"""A web page that calls, without a browser: an offer as pages make it, ICE and certificates, Opus, a tone."""

from __future__ import annotations

from agent_desktop.media.codecs.registry import OPUS
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint, Ice
from tests.hub.voice.worker.sound import Sound


class Page(Sound):
    """Its `offer`, then its `take` of the answer."""

    def __init__(self, hz: float) -> None:
        super().__init__(hz)
        self._talk_about = Negotiation(1, bytes)

    async def offer(self) -> str:
        """The description with all candidates."""
        certificate = Certificate()
        self._session = session = await MediaSession.open(
            SessionSettings(
                "127.0.0.1",
                "page@test",
                ice=IceSettings(addresses=("127.0.0.1",)),
                certificate=certificate,
            ),
            heard=self._packet,
            controlling=True,
        )
        await session.gathered()
        agent, print_ = session.ice, certificate.fingerprint()
        assert agent is not None
        opus = Codec(OPUS.name, OPUS.clock, OPUS.channels, OPUS.parameters)
        terms = Terms(
            "127.0.0.1",
            9,
            (opus,),
            "required",
            fingerprint=Fingerprint(print_.algorithm, print_.value),
            ice=Ice(agent.username, agent.password, tuple(agent.candidates)),
            needs_ice=True,
        )
        return self._talk_about.offer(terms).format().decode()

    async def take(self, answer: str) -> None:
        """The hub's answer: talk."""
        await self.follow(self._talk_about.accept(Sdp.parse(answer.encode())))
