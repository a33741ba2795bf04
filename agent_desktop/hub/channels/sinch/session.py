"""A Sinch entry point's session: that of all HTTP providers, with Sinch's shapes."""

from agent_desktop.hub.channels.sinch.settings import SinchSettings
from agent_desktop.hub.channels.sinch.translate import Sinch
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.sms.provider import ProviderSession


class SinchSession(ProviderSession):
    """The port's `NetworkSession` and `Webhook`."""

    def __init__(self, settings: SinchSettings, post: Post) -> None:
        super().__init__(Sinch(settings), post)
