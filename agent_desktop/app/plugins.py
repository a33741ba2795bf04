"""Connectors found on this computer, by the entry-point group `agent_desktop.connectors`.

Promises that a plug-in which cannot be loaded is left out with a line in the log and harms nothing else.
"""

import importlib.metadata
import logging

from agent_desktop.model.ports import Connector

GROUP = "agent_desktop.connectors"

log = logging.getLogger(__name__)


def find_connectors() -> dict[str, Connector]:
    """Every connector by the name in its manifest; ours first. Loads their code: call it from a thread."""
    from agent_desktop.connectors.hub import connector as hub

    found: dict[str, Connector] = {hub.manifest.name: hub}
    for entry in sorted(importlib.metadata.entry_points(group=GROUP), key=lambda e: e.name):
        try:
            connector: Connector = entry.load()
            name = connector.manifest.name
        except Exception:
            log.exception("The connector %r of %r cannot be loaded.", entry.name, entry.value)
            continue
        found.setdefault(name, connector)
    return found
