"""Where a line is at home: its account, as far as a call needs it."""

from __future__ import annotations

from typing import Protocol

from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.transport.endpoint import Endpoint


class Sounding(Protocol):
    """A line, which holds ports and codecs."""

    async def close(self) -> None:
        """Free the sound."""


class Home(Protocol):
    """What a line needs of its account."""

    @property
    def endpoint(self) -> Endpoint: ...
    async def prepare(self, voice: Voice, offer: Sdp | None, *, ice: bool = True) -> Terms:
        """Open the voice and say our side of it. Raises OSError."""

    async def anew(self, voice: Voice, terms: Terms, *, offering: bool) -> Terms:
        """Take another way, and say our side of it. Raises OSError."""

    def address_of(self, number: str) -> str:
        """The address of what an agent typed. Raises ValueError."""

    async def reached(self) -> None:
        """Wait until the server can be told something."""

    def doubt(self) -> None:
        """A call is silent: is the network still there?"""

    def over(self, line: Sounding) -> None:
        """A line is no more; called once."""
