"""Tests of the softphone: its sound, its engine as a real process, its client."""
