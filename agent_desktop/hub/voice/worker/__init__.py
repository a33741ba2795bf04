"""The worker: what the switch decides, done over real SIP and real media, on one event loop.

`worker` is the whole; `centre` the port to the world outside; `setup` what an administrator says; a `line` is one leg
(`sip_line` or `web_line`), `voice` and `speaking` what it asks of a studio; `signalling` and `doorway` speak SIP;
`studios` says in which studio a call's sound is made, `inside` is the one in this process.

The rule of this room: it imports nothing of sound before there is a call, and nothing of the network, a disk or a file
raises out of it. It becomes an input of the switch, or a line for the timeline.
"""
