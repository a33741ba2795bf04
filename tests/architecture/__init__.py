"""Tests of the house rules: the import law and the shape of the source files."""
