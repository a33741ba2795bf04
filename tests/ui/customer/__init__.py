"""Tests of agent_desktop/ui/customer."""
