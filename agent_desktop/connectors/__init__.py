"""One folder for each backend: a manifest of capabilities, a session, a translation.

Rule: a connector imports only `model` (the one named `hub` also `hub/protocol`), and connectors
never import each other. They are found through the entry-point group `agent_desktop.connectors`.
"""
