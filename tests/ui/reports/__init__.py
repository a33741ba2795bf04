"""Mirrors `agent_desktop/ui/reports`."""
