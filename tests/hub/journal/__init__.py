"""Tests of the hub's journal."""
