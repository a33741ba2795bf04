"""Tests of the rules and calendars."""
