"""Tests of the desk: machines as scripts, merges and sending under chance, and the runner through its ports."""
