"""Tests of what the agent sees of calls."""
