"""A media worker as a process of its own: `python -m agent_desktop.hub.voice.process`.

`setup` is its first line of stdin, `frames` are the other ones; `pipes` carries them, `life` is the process from ready
to goodbye, `door` lets the agents' telephones in, `admitted` says which, `log` what it logs.

The rule of this room: only the parent speaks to it, and it never outlives the parent.
"""
