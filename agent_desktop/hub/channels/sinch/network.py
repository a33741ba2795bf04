"""Sinch as a network: what it can, its settings' check, a session, and a try of the connection."""

from typing import TYPE_CHECKING

from agent_desktop.hub.channels.sinch.settings import FIELDS, SinchSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.sms.network import provider_network
from agent_desktop.model.text_length import LengthUnit

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

# Pictures as MMS, one a message, "under 1 MB for reliable delivery" (Sinch, MMS channel, file size limits).
LIMITS = Limits(
    max_text=1600,
    unit=LengthUnit.UTF16,
    max_files=1,
    max_file_bytes=1_000_000,
    media_types=("image/jpeg", "image/png", "image/gif"),
    receipts=True,
    fields=FIELDS,
)


def _provider(settings: SinchSettings) -> "Provider":
    from agent_desktop.hub.channels.sinch.translate import Sinch

    return Sinch(settings)


NETWORK: Network = provider_network("sinch", LIMITS, SinchSettings, _provider)
