"""Tests of the wheel and of the developer script."""
