"""Tests of the window for leading and being led."""
