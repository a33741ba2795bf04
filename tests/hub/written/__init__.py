"""The tests of what all written channels share."""
