"""SIP as pure machines (parsing, transactions, dialogs, digest, SDP) with thin transports.

Rule: imports no other room. Only the transports know asyncio.
"""
