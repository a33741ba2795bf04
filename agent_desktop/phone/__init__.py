"""The softphone: an engine process that owns the audio devices, and the small client to it.

Rule: imports only `model`, `sip`, `media` and `agreement`. A call outlives a frozen window because the engine
is a process of its own.
"""
