"""Tests of the thread pane, against a desk in memory."""
