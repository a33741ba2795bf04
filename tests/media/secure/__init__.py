"""Tests of SRTP and of the keys in descriptions."""
