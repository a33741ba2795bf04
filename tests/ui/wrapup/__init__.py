"""Tests of agent_desktop/ui/wrapup."""
