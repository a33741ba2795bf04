"""Tests of what every door of the hub shares."""
