"""Descriptions and terms for the tests of offer and answer, and one exchange over the wire."""

import base64
import itertools
from collections.abc import Callable

from agent_desktop.sip.audio_terms import (
    Agreed,
    Terms,
)
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint

OPUS = Codec("opus", 48000, 2, "useinbandfec=1")
PCMU, PCMA, G722 = Codec("PCMU", 8000), Codec("PCMA", 8000), Codec("G722", 8000)
PRINT = Fingerprint("sha-256", ":".join(["AB"] * 32))
KEY = base64.b64encode(bytes(30)).decode()
PLAIN = Terms("192.0.2.1", 4000, (OPUS, PCMU, PCMA), "none")
HEAD = "v=0\r\no=u 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\n"
BROWSER = (
    "v=0\r\no=- 4611 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n"
    "a=msid-semantic: WMS\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=ice-ufrag:abcd\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\na=ice-options:trickle\r\n"
    f"a=fingerprint:sha-256 {PRINT.value}\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n"
    "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=rtpmap:63 red/48000/2\r\n"
    "a=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\n"
    "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n"
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=rtpmap:96 VP8/90000\r\n"
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\n"
)


def keys() -> Callable[[int], bytes]:
    count = itertools.count(1)
    return lambda size: bytes([next(count)]) * size


def side(session: int = 1) -> Negotiation:
    return Negotiation(session, keys())


def offered(*lines: str, media: str = "audio 5000 RTP/AVP 0") -> Sdp:
    return Sdp.parse((HEAD + f"m={media}\r\n" + "".join(f"{x}\r\n" for x in lines)).encode())


def answered(offer: Sdp, terms: Terms = PLAIN) -> tuple[Sdp, Agreed]:
    ours = side()
    ours.consider(offer)
    return ours.answer(terms)


def exchange(one: Negotiation, other: Negotiation, a: Terms, b: Terms) -> tuple[Agreed, Agreed]:
    """One offer and its answer, over the wire."""
    other.consider(Sdp.parse(one.offer(a).format()))
    answer, theirs = other.answer(b)
    return one.accept(Sdp.parse(answer.format())), theirs
