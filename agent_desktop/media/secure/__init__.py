"""Encryption of voice packets: SRTP, with keys that a description or a handshake has brought.

Rule: no sockets and no clock. Keys appear in no `repr`, message or log.
"""
