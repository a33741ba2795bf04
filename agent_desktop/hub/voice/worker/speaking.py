"""Our side of a leg's sound: ports or candidates first, then the terms that signalling offers or answers with.

Promises no keys in a description that others can read: SDES only where signalling is TLS, else certificates (DTLS).
"""

from __future__ import annotations

import secrets

from agent_desktop.agreement.terms import known, moved, terms_of
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.hub.voice.worker.voice import Voice
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.flow import Transport


class Speaking:
    """One worker's manner of speaking; its certificate is made when it is first wanted."""

    def __init__(self, setup: WorkerSetup) -> None:
        self._setup = setup
        #: How sound finds its way to pages and telephones behind firewalls, for legs to come.
        self.ice = setup.ice
        self._certificate: Certificate | None = None
        self._codecs = known(setup.codecs)

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
        by_ice = ice and self.ice is not None
        by_keys = transport == "tls" and not by_ice
        certificate = None
        if encryption != "none" and not by_keys:
            self._certificate = certificate = self._certificate or Certificate()
        session = await voice.open(
            SessionSettings(
                address=setup.address,
                cname=secrets.token_hex(8),
                ports=setup.media_ports,
                ice=self.ice if by_ice else None,
                certificate=certificate,
                silence_s=setup.lost_after_s,
            ),
            controlling=offering,
        )
        strictness = "required" if by_ice else encryption
        return terms_of(session, setup.address, self._codecs, strictness, needs_ice=by_ice)

    async def open_to_page(self, voice: Voice) -> Terms:
        """The same for a web page, which takes only ICE and certificates. Raises `OSError` where ICE is not set up."""
        if self.ice is None:
            raise OSError("no ICE for web pages")
        return await self.open(voice, "required", "wss", ice=True, offering=False)


async def anew(terms: Terms, session: MediaSession) -> Terms:
    """The terms for a peer that starts ICE anew."""
    if terms.ice is None:
        return terms
    session.restart_ice(controlling=False)
    await session.gathered()
    return moved(terms, session, terms.address)
