"""The hub's own doors: HTTP and WebSocket for agents' desks and administrators, and the hub as a process.

Rule: may import everything of the hub. Speaks `hub/protocol`, checks who asks, hands every request to the centre; it
decides nothing about work and writes no conversation itself.
"""
