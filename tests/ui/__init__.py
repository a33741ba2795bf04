"""Tests of the window, with real widgets on the offscreen platform."""
