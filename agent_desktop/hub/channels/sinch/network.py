"""Sinch as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.sinch.settings import FIELDS, SinchSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel


class SinchNetwork:
    """The network."""

    name = "sinch"
    channel = Channel.SMS
    limits = Limits(max_text=1600, receipts=True, fields=FIELDS)

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        SinchSettings(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.sinch.session import SinchSession

        return SinchSession(SinchSettings(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.sinch.translate import Sinch
        from agent_desktop.hub.written.sms.probing import probe

        async for step in probe(Sinch(SinchSettings(settings, secrets))):
            yield step


NETWORK: Network = SinchNetwork()
