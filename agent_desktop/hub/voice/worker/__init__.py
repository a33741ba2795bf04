"""The worker: what the switch decides, done over real SIP and real media, on one event loop.

`worker` is the whole; `centre` the port to the world outside; `setup` what an administrator says; a `line` is one leg
(`sip_line` or `web_line`), `voice` its sound and `speaking` our side of what is agreed; `signalling` and `doorway`
speak SIP, `bridge` joins the legs of a call, `library` and `playback` play prompts, `tape` records, `metronome` is the
clock of 20 ms.

The rule of this room: nothing of the network, a disk or a file raises out of the clock. It becomes an input of the
switch, or a line for the timeline.
"""
