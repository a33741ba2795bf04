"""Tests of WhatsApp, Messenger and Instagram."""
