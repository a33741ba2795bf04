"""A studio: the sound of calls, from their sockets to mixer, prompts and tapes, 20 ms at a time.

`studio` carries out orders and tells events, both in `words`; a leg has its `booth` in it with its `voice`, and
`opening` says our side of what is agreed; a call has its `bridge`, `library` and `playback` play prompts, `tape`
records, `metronome` is the clock of 20 ms. A worker has one studio in its own process, and more in processes of their
own (`process`: `python -m agent_desktop.hub.voice.studio`) when one core is not enough.

The rule of this room: all legs of a call are in one studio, and it knows neither the switch nor how a leg came to be.
Nothing of the network, a disk or a file raises out of the clock.
"""
