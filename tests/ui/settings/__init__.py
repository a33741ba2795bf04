"""Tests of the settings workspace."""
