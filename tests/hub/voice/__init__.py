"""Tests of the hub's telephones."""
