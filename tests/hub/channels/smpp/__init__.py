"""Tests of SMS by SMPP."""
