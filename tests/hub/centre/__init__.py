"""Tests of the hub's centre."""
