"""Vonage as a network: what it can, its settings' check, a session, and a try of the connection."""

from typing import TYPE_CHECKING

from agent_desktop.hub.channels.vonage.settings import FIELDS, VonageSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.sms.network import provider_network
from agent_desktop.model.text_length import LengthUnit

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

# Pictures as MMS, one a message. Vonage names no size and makes none smaller: 600 KB is what each carrier of the United
# States documents to take from every sort of number. "1,000 characters" are UTF-16 units, the shorter reading.
LIMITS = Limits(
    max_text=1000,
    unit=LengthUnit.UTF16,
    max_files=1,
    max_file_bytes=600_000,
    media_types=("image/jpeg", "image/png", "image/gif"),
    receipts=True,
    fields=FIELDS,
)


def _provider(settings: VonageSettings) -> "Provider":
    from agent_desktop.hub.channels.vonage.translate import Vonage

    return Vonage(settings)


NETWORK: Network = provider_network("vonage", LIMITS, VonageSettings, _provider)
