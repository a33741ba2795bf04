"""Tests of the Matrix channel."""
