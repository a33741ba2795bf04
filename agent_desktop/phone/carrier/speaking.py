"""Our side of a call's sound: ports or candidates first, then the terms that signalling offers or answers with.

Promises no keys in a description that others can read: SDES only where signalling is TLS, else certificates (DTLS);
that a server which helps with ICE, and is dead, holds up no call for longer than `PATIENCE_S`.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import Final

from agent_desktop.agreement.terms import known, moved, terms_of
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.media.transport.silence import Silence
from agent_desktop.phone.carrier.access import ice_settings
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.flow import Transport
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.sdp_attributes import ice_of

log = logging.getLogger(__name__)

#: How long a call waits for what STUN and TURN servers say; without a relay that must be, longer.
PATIENCE_S: Final = 2.0
#: Voice that is silent for so long makes us look whether the way is still there.
SILENCE_S: Final = 3.0


class Speaking:
    """One account's manner of speaking; its certificate is made when it is first wanted."""

    def __init__(self, account: PhoneAccount, transport: Transport) -> None:
        self._account = account
        self._transport = transport
        self._certificate: Certificate | None = None
        self._silence = Silence()

    @property
    def web(self) -> bool:
        """Whether the other side speaks as browsers do: ICE and certificates, always."""
        return self._transport in {"ws", "wss"}

    async def open(
        self, voice: Voice, address: str, offer: Sdp | None, *, ice: bool = True
    ) -> Terms:
        """Open a voice at this address of ours, and say our side of it; `offer` is what the caller wants, if they say.

        Without `ice` it is plain, whatever is configured. Raises `OSError`.
        """
        account = self._account
        asked = offer is None or any(ice_of(offer, one) is not None for one in offer.sections)
        settings = self._ice(address) if ice and asked and self._has_ice else None
        encryption, certificate = self._encryption()
        session = await voice.open(
            SessionSettings(
                address=address,
                cname=secrets.token_hex(8),
                ice=settings,
                certificate=certificate,
                silence_s=SILENCE_S,
            ),
            controlling=offer is None,
        )
        if settings is not None:
            await _gathered(session, settings)
        needs_ice = settings is not None and (self.web or account.relay_only)
        codecs = known(account.codecs)
        return terms_of(
            session, address, codecs, encryption, needs_ice=needs_ice, comfort_noise=True
        )

    async def anew(self, voice: Voice, terms: Terms, address: str, *, offering: bool) -> Terms:
        """The terms of a call that takes another way: ICE anew, or other ports, at this address. Raises `OSError`."""
        session = voice.session
        if session is None:
            raise OSError("the call is over already")
        if terms.ice is None:
            await session.move(address)
        else:
            settings = self._ice(address)
            session.restart_ice(controlling=offering, addresses=settings.addresses)
            await _gathered(session, settings)
        return moved(terms, session, address)

    def _ice(self, address: str) -> IceSettings:
        """Calls share what they know of silent servers."""
        return replace(ice_settings(self._account, address), silence=self._silence)

    @property
    def _has_ice(self) -> bool:
        return self.web or bool(self._account.ice)

    def _encryption(self) -> tuple[Encryption, Certificate | None]:
        """Keys in the description (SDES) only where nobody can read it; else by certificates (DTLS)."""
        account = self._account
        if self._transport == "tls":
            return ("required" if account.secure else "offered"), None
        if not account.secure and not self.web:
            return "none", None
        if self._certificate is None:
            self._certificate = Certificate()
        return "required", self._certificate


async def _gathered(session: MediaSession, settings: IceSettings) -> None:
    """Wait for candidates: all, or those that came in time. Raises `OSError` when there are none."""
    agent = session.ice
    assert agent is not None
    if not settings.relay_only:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await session.gathered()
        except TimeoutError:
            log.warning("a server for ICE does not answer: the call goes on without it")
    else:
        await session.gathered()
    for problem in agent.problems:
        log.warning("a server for ICE: %s", problem)
    if not agent.candidates:
        raise OSError("there is no way for the voice")
