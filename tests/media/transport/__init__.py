"""Tests of the way of voice packets: real sockets, real browsers, a real TURN server."""
