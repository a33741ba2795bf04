"""The agent's desk: pure state machines and the one runner that feeds them.

Rule: imports only `model`. Machines turn (state, event or intent) into (state, commands, changes)
and touch nothing else; the runner alone knows asyncio.
"""
