"""Twilio as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.twilio.settings import FIELDS, TwilioSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel


class TwilioNetwork:
    """The network."""

    name = "twilio"
    channel = Channel.SMS
    limits = Limits(
        max_text=1600,
        max_files=10,
        max_file_bytes=5 * 1024 * 1024,
        media_types=("image/jpeg", "image/png", "image/gif"),
        receipts=True,
        fields=FIELDS,
    )

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        TwilioSettings(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.twilio.session import TwilioSession

        return TwilioSession(TwilioSettings(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.twilio.translate import Twilio
        from agent_desktop.hub.written.sms.probing import probe

        async for step in probe(Twilio(TwilioSettings(settings, secrets))):
            yield step


NETWORK: Network = TwilioNetwork()
