"""Codecs: 20 ms of samples to a payload and back, and which name and number each has in SDP.

Rule: a payload is hostile until decoded; the only error that leaves a decoder is `BadPayload`.
"""
