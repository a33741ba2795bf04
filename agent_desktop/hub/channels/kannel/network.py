"""Kannel as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.kannel.settings import FIELDS, KannelSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel


class KannelNetwork:
    """The network."""

    name = "kannel"
    channel = Channel.SMS
    limits = Limits(max_text=1530, receipts=True, fields=FIELDS)

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        KannelSettings(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.kannel.session import KannelSession

        return KannelSession(KannelSettings(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.kannel.translate import Kannel
        from agent_desktop.hub.written.sms.probing import probe

        async for step in probe(Kannel(KannelSettings(settings, secrets))):
            yield step


NETWORK: Network = KannelNetwork()
