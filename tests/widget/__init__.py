"""Tests of the chat widget: a real hub, a real browser, an agent at a tiny desk."""
