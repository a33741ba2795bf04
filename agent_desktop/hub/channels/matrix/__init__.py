"""Matrix: an account on a homeserver whose rooms are conversations; bridges bring other networks in by it.

Rule: imports `model`, `hub/written` and `hub/doors`. `translate` is pure and reads the server's own JSON; matrix-nio
speaks to the server, in `client`, and is imported when an entry point needs it. Encrypted rooms are told and refused.
"""
