"""Offers: one card each, above the thread. Never takes the keyboard, never opens a dialog."""
