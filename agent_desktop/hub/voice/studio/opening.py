"""Our side of a leg's sound: ports or candidates first, then the terms that signalling offers or answers with.

Promises no keys in a description that others can read: SDES only where signalling is TLS, else certificates (DTLS).
"""

from __future__ import annotations

import secrets

from agent_desktop.agreement.terms import known, moved, terms_of
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.booth import Booth
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.ports import PortRange
from agent_desktop.sip.audio_terms import Terms


class Opening:
    """One studio's manner of speaking; its certificate is made when it is first wanted."""

    def __init__(self, setup: words.StudioSetup, ice: IceSettings | None) -> None:
        self._setup = setup
        #: For legs to come.
        self.ice = ice
        self._certificate: Certificate | None = None
        self._codecs = known(setup.codecs)

    async def open(self, booth: Booth, order: words.Open) -> Terms:
        """Open a leg's session, and say our side of it. Raises `OSError`."""
        setup = self._setup
        by_ice = order.ice and self.ice is not None
        by_keys = order.transport == "tls" and not by_ice
        certificate = None
        if order.encryption != "none" and not by_keys:
            self._certificate = certificate = self._certificate or Certificate()
        session = await booth.voice.open(
            SessionSettings(
                address=setup.address,
                cname=secrets.token_hex(8),
                ports=PortRange(setup.first, setup.last),
                ice=self.ice if by_ice else None,
                certificate=certificate,
                silence_s=setup.lost_after_s,
            ),
            controlling=order.offering,
        )
        strictness = "required" if by_ice else order.encryption
        return terms_of(session, setup.address, self._codecs, strictness, needs_ice=by_ice)


async def anew(booth: Booth) -> Terms | None:
    """The terms for a peer that starts ICE anew; None when there is nothing to start."""
    terms, session = booth.terms, booth.voice.session
    if terms is None or session is None or terms.ice is None:
        return terms
    session.restart_ice(controlling=False)
    await session.gathered()
    return moved(terms, session, terms.address)
