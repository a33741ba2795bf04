"""Tests of what the written channels share."""
