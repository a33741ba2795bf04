"""The connector of our own hub: a WebSocket for everything live, HTTP for signing in, history and files.

Rule: imports only `model` and `hub/protocol`. Loading it loads neither httpx nor websockets; signing in does.
"""

from agent_desktop.connectors.hub.connector import HubConnector

connector = HubConnector()

__all__ = ["HubConnector", "connector"]
