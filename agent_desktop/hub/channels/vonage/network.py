"""Vonage as a network: what it can, its settings' check, a session, and a try of the connection."""

from typing import TYPE_CHECKING

from agent_desktop.hub.channels.vonage.settings import FIELDS, VonageSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.sms.network import provider_network
from agent_desktop.model.text_length import LengthUnit

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

# Pictures as MMS, one a message; "1,000 characters" are taken for UTF-16 units, the shorter reading.
LIMITS = Limits(
    max_text=1000,
    unit=LengthUnit.UTF16,
    max_files=1,
    max_file_bytes=1024 * 1024,
    media_types=("image/jpeg", "image/png", "image/gif"),
    receipts=True,
    fields=FIELDS,
)


def _provider(settings: VonageSettings) -> "Provider":
    from agent_desktop.hub.channels.vonage.translate import Vonage

    return Vonage(settings)


NETWORK: Network = provider_network("vonage", LIMITS, VonageSettings, _provider)
