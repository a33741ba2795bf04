"""A Vonage entry point's session: that of all HTTP providers, with Vonage's shapes."""

from agent_desktop.hub.channels.vonage.settings import VonageSettings
from agent_desktop.hub.channels.vonage.translate import Vonage
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.sms.provider import ProviderSession


class VonageSession(ProviderSession):
    """The port's `NetworkSession` and `Webhook`."""

    def __init__(self, settings: VonageSettings, post: Post) -> None:
        super().__init__(Vonage(settings), post)
