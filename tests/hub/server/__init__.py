"""Tests of the hub's doors for desks and administrators, over real sockets."""
