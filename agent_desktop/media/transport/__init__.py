"""The way of voice packets between sockets and the audio core: ICE, DTLS, media sessions, relaying.

Rule: the only place in this room that knows an event loop. Hostile datagrams end here: they are counted, never raised.
"""
