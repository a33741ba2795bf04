"""Tests of SMS by Twilio."""
