"""Reading SIP: messages a second, in full and with the values that a user agent looks at.

Beside it, in the same run, the header section of the same messages through the standard library's `email.parser`,
which judges nothing. Half the messages are an INVITE with a session description, half a response with two Via.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from email.parser import BytesHeaderParser

from agent_desktop.sip import fields
from agent_desktop.sip.message import Message
from agent_desktop.sip.parse import Stream, parse
from tests.benchmarks.report import report

ROUNDS = 5
MESSAGES = 4000
#: A hub worker that sets up 200 calls a second, at ten messages each, may spend a tenth of a core on reading.
GOAL_PER_S = 20_000

SDP = """v=0
o=- 20518 1 IN IP4 203.0.113.1
s=-
c=IN IP4 203.0.113.1
t=0 0
m=audio 54400 RTP/AVP 0 96
a=rtpmap:0 PCMU/8000
a=rtpmap:96 telephone-event/8000
a=sendrecv
""".replace("\n", "\r\n")
INVITE = (
    f"""INVITE sip:bo@198.51.100.9:5070;transport=udp SIP/2.0
Via: SIP/2.0/UDP 203.0.113.1:50712;branch=z9hG4bK74bf9a1c;rport
Max-Forwards: 70
From: "Ada Lovelace" <sip:ada@example.net>;tag=9fxced76sl
To: <sip:bo@example.org>
Call-ID: 3848276298220188511@phone.example.net
CSeq: 2 INVITE
Contact: <sip:ada@203.0.113.1:50712;ob>;+sip.instance="<urn:uuid:0d1c>";reg-id=1
Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, PRACK, UPDATE
Supported: 100rel, replaces, timer, outbound
Session-Expires: 1800;refresher=uac
User-Agent: Agent Desktop
Content-Type: application/sdp
Content-Length: {len(SDP)}

""".replace("\n", "\r\n").encode()
    + SDP.encode()
)
RINGING = """SIP/2.0 180 Ringing
Via: SIP/2.0/TLS proxy.example.org:5061;branch=z9hG4bK2d4790.1;received=192.0.2.111
Via: SIP/2.0/UDP 203.0.113.1:50712;branch=z9hG4bK74bf9a1c;rport=50712
Record-Route: <sip:proxy.example.org;lr>
From: "Ada Lovelace" <sip:ada@example.net>;tag=9fxced76sl
To: <sip:bo@example.org>;tag=8321234356
Call-ID: 3848276298220188511@phone.example.net
CSeq: 2 INVITE
Contact: <sip:bo@198.51.100.9:5070>
Content-Length: 0

""".replace("\n", "\r\n").encode()
BOTH = [INVITE, RINGING]


def read(data: bytes) -> Message:
    """A message and the values that a user agent looks at in each."""
    message = parse(data)
    headers = message.headers
    fields.vias(headers)
    fields.address(headers, "From")
    fields.address(headers, "To")
    fields.contacts(headers)
    fields.CSeq.parse(headers.get("CSeq") or "")
    return message


def per_s(act: Callable[[], object], messages: int) -> float:
    """Messages a second of CPU, in the best of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time_ns()
        act()
        best = max(best, messages * 1e9 / (time.process_time_ns() - began))
    return best


def repeated(act: Callable[[bytes], object]) -> float:
    """How many of `BOTH` a second go through `act`."""

    def all_of_them() -> None:
        for _ in range(MESSAGES // 2):
            for data in BOTH:
                act(data)

    return per_s(all_of_them, MESSAGES)


def streamed() -> None:
    """The same messages as one stream, in pieces such as a socket gives."""
    stream, data, count = Stream(), b"".join(BOTH) * (MESSAGES // 2), 0
    for at in range(0, len(data), 1400):
        count += len(stream.feed(data[at : at + 1400]))
    if count != MESSAGES:
        raise RuntimeError(f"{count} of {MESSAGES} messages came out of the stream")


def main() -> None:
    """Measure and report."""
    headers = BytesHeaderParser()
    read_before = {data: parse(data) for data in BOTH}
    rest = {data: data.partition(b"\r\n")[2] for data in BOTH}
    figures = {
        "parsed_per_s": repeated(parse),
        "parsed_and_looked_at_per_s": repeated(read),
        "encoded_per_s": repeated(lambda data: read_before[data].encode()),
        "streamed_per_s": per_s(streamed, MESSAGES),
    }
    beside = {"email_headers_per_s": repeated(lambda data: headers.parsebytes(rest[data]))}
    report(
        "sip-parse",
        figures,
        beside,
        {"parsed_per_s": GOAL_PER_S},
        {"parsed_per_s": figures["parsed_per_s"] >= GOAL_PER_S},
    )


if __name__ == "__main__":
    main()
