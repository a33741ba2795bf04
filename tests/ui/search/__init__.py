"""Tests of the search workspace."""
