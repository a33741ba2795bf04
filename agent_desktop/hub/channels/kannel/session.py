"""A Kannel entry point's session: that of all HTTP providers, with Kannel's shapes."""

from agent_desktop.hub.channels.kannel.settings import KannelSettings
from agent_desktop.hub.channels.kannel.translate import Kannel
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.sms.provider import ProviderSession


class KannelSession(ProviderSession):
    """The port's `NetworkSession` and `Webhook`."""

    def __init__(self, settings: KannelSettings, post: Post) -> None:
        super().__init__(Kannel(settings), post)
