"""Connectors beyond their contract: addresses, hostile networks, the words for failures."""
