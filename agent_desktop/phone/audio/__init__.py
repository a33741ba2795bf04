"""Microphone and speaker: devices, clocks, echo and noise, ringing. Nothing here knows what a call is.

Rule: callbacks of a device only copy; all else happens in the engine's loop, 20 ms at a time, or in a
thread for the devices.
"""
