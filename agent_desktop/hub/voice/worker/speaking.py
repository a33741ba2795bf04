"""Our side of a leg's sound: ports or candidates first, then the terms that signalling offers or answers with.

Promises no keys in a description that others can read: SDES only where signalling is TLS, else certificates (DTLS).
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.hub.voice.worker.voice import Voice
from agent_desktop.media.codecs.registry import available
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.flow import Transport
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint, Ice


class Speaking:
    """One worker's manner of speaking; its certificate is made when it is first wanted."""

    def __init__(self, setup: WorkerSetup) -> None:
        self._setup = setup
        self._certificate: Certificate | None = None
        wanted = [name.lower() for name in setup.codecs]
        known = available()
        if wanted:
            known = tuple(one for name in wanted for one in known if one.name.lower() == name)
        self._codecs = tuple(
            Codec(one.name, one.clock, one.channels, one.parameters) for one in known
        )

    async def open(
        self,
        voice: Voice,
        encryption: Encryption,
        transport: Transport,
        *,
        ice: bool,
        offering: bool,
    ) -> Terms:
        """Open a leg's session, and say our side of it. Raises `OSError`."""
        setup = self._setup
        by_ice = ice and setup.ice is not None
        by_keys = transport == "tls" and not by_ice
        certificate = None
        if encryption != "none" and not by_keys:
            self._certificate = certificate = self._certificate or Certificate()
        session = await voice.open(
            SessionSettings(
                address=setup.address,
                cname=secrets.token_hex(8),
                ports=setup.media_ports,
                ice=setup.ice if by_ice else None,
                certificate=certificate,
                silence_s=setup.lost_after_s,
            ),
            controlling=offering,
        )
        ours = certificate.fingerprint() if certificate is not None else None
        host, port = session.local or (setup.address, 9)  # with ICE the candidates say it
        return Terms(
            address=host,
            port=port,
            codecs=self._codecs,
            encryption="required" if by_ice else encryption,
            fingerprint=Fingerprint(ours.algorithm, ours.value) if ours is not None else None,
            ice=_ice(session) if by_ice else None,
            needs_ice=by_ice,
        )

    async def open_to_page(self, voice: Voice) -> Terms:
        """The same for a web page, which takes only ICE and certificates. Raises `OSError` where ICE is not set up."""
        if self._setup.ice is None:
            raise OSError("no ICE for web pages")
        return await self.open(voice, "required", "wss", ice=True, offering=False)


async def anew(terms: Terms, session: MediaSession) -> Terms:
    """The terms for a peer that starts ICE anew."""
    if terms.ice is None:
        return terms
    session.restart_ice(controlling=False)
    await session.gathered()
    return replace(terms, ice=_ice(session))


def _ice(session: MediaSession) -> Ice:
    agent = session.ice
    assert agent is not None
    return Ice(agent.username, agent.password, tuple(agent.candidates))
