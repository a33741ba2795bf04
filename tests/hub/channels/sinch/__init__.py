"""Tests of SMS by Sinch."""
