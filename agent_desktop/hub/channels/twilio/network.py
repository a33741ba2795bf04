"""Twilio as a network: what it can, its settings' check, a session, and a try of the connection."""

from typing import TYPE_CHECKING

from agent_desktop.hub.channels.twilio.settings import FIELDS, TwilioSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.sms.network import provider_network

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

# "Accepted Content Types for Media": pictures are made to fit the phone, and have 5 MB in all, text included.
LIMITS = Limits(
    max_text=1600,
    max_files=10,
    max_file_bytes=4_900_000,
    max_total_bytes=4_900_000,
    media_types=("image/jpeg", "image/png", "image/gif"),
    receipts=True,
    fields=FIELDS,
)


def _provider(settings: TwilioSettings) -> "Provider":
    from agent_desktop.hub.channels.twilio.translate import Twilio

    return Twilio(settings)


NETWORK: Network = provider_network("twilio", LIMITS, TwilioSettings, _provider)
