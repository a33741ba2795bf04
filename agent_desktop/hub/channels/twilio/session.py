"""A Twilio entry point's session: that of all HTTP providers, with Twilio's shapes."""

from agent_desktop.hub.channels.twilio.settings import TwilioSettings
from agent_desktop.hub.channels.twilio.translate import Twilio
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.sms.provider import ProviderSession


class TwilioSession(ProviderSession):
    """The port's `NetworkSession` and `Webhook`."""

    def __init__(self, settings: TwilioSettings, post: Post) -> None:
        super().__init__(Twilio(settings), post)
