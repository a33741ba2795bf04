"""Tests of the rules of SMS."""
