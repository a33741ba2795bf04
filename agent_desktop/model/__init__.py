"""The vocabulary: frozen records, events, intents, commands, changes, ports, errors.

Rule: no I/O, no Qt, no asyncio, and no import of any other room.
"""
