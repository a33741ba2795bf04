"""Tests of agent_desktop/ui/offer."""
