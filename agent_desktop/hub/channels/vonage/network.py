"""Vonage as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.vonage.settings import FIELDS, VonageSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel


class VonageNetwork:
    """The network."""

    name = "vonage"
    channel = Channel.SMS
    limits = Limits(max_text=1000, receipts=True, fields=FIELDS)

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        VonageSettings(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.vonage.session import VonageSession

        return VonageSession(VonageSettings(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.vonage.translate import Vonage
        from agent_desktop.hub.written.sms.probing import probe

        async for step in probe(Vonage(VonageSettings(settings, secrets))):
            yield step


NETWORK: Network = VonageNetwork()
