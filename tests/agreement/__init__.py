"""Tests of the place where signalling and sound meet."""
