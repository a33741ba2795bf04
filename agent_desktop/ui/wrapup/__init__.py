"""Wrap-up: choose a disposition, keep a summary, complete. Part of the sidebar."""
