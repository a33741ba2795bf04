"""Encryption of voice packets: SRTP itself, and the keys that a description carries.

Rule: no sockets and no clock. Keys appear in no `repr`, message or log.
"""
