"""Kannel as a network: what it can, its settings' check, a session, and a try of the connection."""

from typing import TYPE_CHECKING

from agent_desktop.hub.channels.kannel.settings import FIELDS, MOST_PARTS, KannelSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.sms.network import provider_network
from agent_desktop.model.text_length import LengthUnit

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

LIMITS = Limits(max_text=MOST_PARTS, unit=LengthUnit.SMS, receipts=True, fields=FIELDS)


def _provider(settings: KannelSettings) -> "Provider":
    from agent_desktop.hub.channels.kannel.translate import Kannel

    return Kannel(settings)


NETWORK: Network = provider_network("kannel", LIMITS, KannelSettings, _provider)
