"""Tests of SMS by Kannel."""
