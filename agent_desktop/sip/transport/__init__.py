"""Sockets that carry SIP: UDP, TCP, TLS, WebSocket, and the DNS that finds their other ends.

Rule: the one corner of `sip/` that knows asyncio. A transport moves whole messages and decides nothing about them.
"""
