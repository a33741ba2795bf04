"""Where signalling and sound meet: what SIP agreed on as a media session is told it, and a session as SIP offers it.

Rule: imports only `sip` and `media`, which know nothing of each other. Everybody who makes calls comes here.
"""
