"""Real-time sound: RTP, SRTP, ICE, jitter buffer, codecs, mixing, recording.

Rule: imports no other room. Bytes and arrays in, bytes and arrays out; only the transports know
asyncio.
"""
