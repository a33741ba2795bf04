"""Social networks as they write themselves."""

from typing import Final

NETWORKS: Final = {
    "matrix": "Matrix",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "messenger": "Messenger",
    "instagram": "Instagram",
    "mastodon": "Mastodon",
}


def network_name(network: str) -> str:
    """A network's name, as the team knows it."""
    return NETWORKS.get(network, network)
