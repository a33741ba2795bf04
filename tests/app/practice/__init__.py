"""Tests of the practice customers, at a real hub."""
