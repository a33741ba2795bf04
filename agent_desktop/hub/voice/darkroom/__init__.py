"""The darkroom: sound files are made of the packets that recordings keep.

`developing` makes one file of another, `process` does so for whoever asks on its stdin, in a process of its own
(`python -m agent_desktop.hub.voice.darkroom`), behind everybody else who wants to compute.

The rule of this room: nobody waits for it who makes sound, and what it makes can be made again.
"""
