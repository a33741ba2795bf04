"""Tests of SMS by Vonage."""
