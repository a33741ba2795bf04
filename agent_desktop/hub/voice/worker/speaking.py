"""How a leg is to be opened: what signalling knows of its peer, as an order for the studio.

Promises to ask for ICE only where it is set up.
"""

from __future__ import annotations

from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.hub.voice.worker.voice import Voice
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.flow import Transport


class Speaking:
    """One worker's manner of speaking."""

    def __init__(self, setup: WorkerSetup) -> None:
        #: How sound finds its way to pages and telephones behind firewalls, for legs to come.
        self.ice = setup.ice

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
        return await voice.open(
            words.Open(
                leg=voice.leg,
                encryption=encryption,
                transport=transport,
                ice=ice and self.ice is not None,
                offering=offering,
            )
        )

    async def open_to_page(self, voice: Voice) -> Terms:
        """The same for a web page, which takes only ICE and certificates. Raises `OSError` where ICE is not set up."""
        if self.ice is None:
            raise OSError("no ICE for web pages")
        return await self.open(voice, "required", "wss", ice=True, offering=False)
