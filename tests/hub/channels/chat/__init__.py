"""Tests of the visitors' door, over real sockets and in its pure parts."""
