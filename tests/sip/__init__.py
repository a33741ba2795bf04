"""Tests of the SIP room: pure machines as scripts and under chance, transports with real sockets and real peers."""
