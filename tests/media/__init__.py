"""Tests of the media room: bytes and arrays, played against impairments."""
