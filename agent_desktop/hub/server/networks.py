"""The networks of this hub, by name: each is read into memory when somebody has an entry point there, or asks."""

import importlib
from functools import cache
from typing import Final, cast

from agent_desktop.hub.written.port import Network

_PLACES: Final = {
    "email": ("email.network", "NETWORK"),
    "email_in": ("email.receiver_network", "NETWORK"),
    "smpp": ("smpp.network", "NETWORK"),
    "twilio": ("twilio.network", "NETWORK"),
    "vonage": ("vonage.network", "NETWORK"),
    "sinch": ("sinch.network", "NETWORK"),
    "kannel": ("kannel.network", "NETWORK"),
    "matrix": ("matrix.network", "NETWORK"),
    "telegram": ("telegram.network", "NETWORK"),
    "whatsapp": ("meta.network", "WHATSAPP"),
    "messenger": ("meta.network", "MESSENGER"),
    "instagram": ("meta.network", "INSTAGRAM"),
    "mastodon": ("mastodon.network", "NETWORK"),
}
"""Where each is: a module of `hub/channels`, and its name there."""


@cache
def network(name: str) -> Network | None:
    """The network with this name, None for one that this hub does not know."""
    if name not in _PLACES:
        return None
    module, attribute = _PLACES[name]
    return cast(
        Network, getattr(importlib.import_module(f"agent_desktop.hub.channels.{module}"), attribute)
    )


def networks() -> tuple[Network, ...]:
    """All of them."""
    found = (network(name) for name in _PLACES)
    return tuple(one for one in found if one is not None)
