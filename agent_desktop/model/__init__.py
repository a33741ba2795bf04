"""The vocabulary: frozen records, events, intents, commands, changes, ports, errors. No I/O, no Qt, no asyncio."""
