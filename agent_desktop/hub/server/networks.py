"""The networks of this hub, by name: each is read into memory when somebody has an entry point there, or asks."""

import importlib
import logging
from functools import cache
from typing import Final, cast

from agent_desktop.hub.written.port import Network

MODULES: Final = {
    name: f"agent_desktop.hub.channels.{name}.network"
    for name in ("email", "smpp", "matrix", "telegram")
}
_log = logging.getLogger("agent_desktop.hub")


@cache
def network(name: str) -> Network | None:
    """The network with this name, None for one that this hub does not know."""
    place = MODULES.get(name)
    if place is None:
        return None
    return cast(Network, importlib.import_module(place).NETWORK)


def networks() -> tuple[Network, ...]:
    """All of them."""
    found = (network(name) for name in MODULES)
    return tuple(one for one in found if one is not None)
