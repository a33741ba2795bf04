"""How quickly a telephone answers, seen from the wire: a bare caller with two sockets, and the kernel's arrival times.

For `voice-setup`. The caller shares no code with ours: it writes its INVITE by hand, so that what it costs is the same
whoever is called. Of sound it takes the gaps between packets too.
"""

from __future__ import annotations

import re
import secrets
import select
import socket
import struct
import time
from dataclasses import dataclass, field

_SO_TIMESTAMPNS = 35
_PATIENCE_S = 5.0
_SDP = """v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio {port} RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""
_REQUEST = """{method} {uri} SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:{local};branch=z9hG4bK{branch};rport
Max-Forwards: 70
From: <sip:caller@127.0.0.1>;tag={tag}
To: {to}
Call-ID: {call}
CSeq: {number} {method}
Contact: <sip:caller@127.0.0.1:{local}>
{more}Content-Length: {length}

{body}"""


@dataclass
class Times:
    """Milliseconds after the INVITE, and between packets of sound."""

    ringing_ms: float = 0.0
    answered_ms: float = 0.0
    sound_ms: float = 0.0
    gaps_ms: list[float] = field(default_factory=list)


class Caller:
    """One call at a time, to a SIP address and the place where it is sent."""

    def __init__(self) -> None:
        self._sip = arriving()
        self._local = self._sip.getsockname()[1]

    def close(self) -> None:
        self._sip.close()

    def call(self, uri: str, at: tuple[str, int], listen_s: float) -> Times:
        """Call, listen for so long after the first sound, hang up. Raises AssertionError when it is refused."""
        # A port of its own for each call: the last one's sound may still be on its way.
        with arriving() as rtp:
            return self._call(uri, at, listen_s, rtp)

    def _call(self, uri: str, at: tuple[str, int], listen_s: float, rtp: socket.socket) -> Times:
        times, tag, name = Times(), secrets.token_hex(4), secrets.token_hex(8)

        def request(method: str, to: str, number: int, body: str = "", where: str = uri) -> bytes:
            more = "Content-Type: application/sdp\n" if body else ""
            text = _REQUEST.format(
                method=method,
                uri=where,
                local=self._local,
                branch=secrets.token_hex(8),
                tag=tag,
                to=to,
                call=name,
                number=number,
                more=more,
                length=len(body.replace("\n", "\r\n")),
                body=body,
            )
            return text.replace("\n", "\r\n").encode()

        invite = request("INVITE", f"<{uri}>", 1, _SDP.format(port=rtp.getsockname()[1]))
        began = time.time()
        self._sip.sendto(invite, at)
        last = until = 0.0
        to, where = f"<{uri}>", uri
        while not until or last < until:
            ready, _, _ = select.select([self._sip, rtp], [], [], _PATIENCE_S)
            assert ready, "no answer, or no sound"
            if self._sip in ready:
                data, arrived = received(self._sip)
                status = int(data[8:11]) if data.startswith(b"SIP/2.0") else 0
                if status == 180:
                    times.ringing_ms = times.ringing_ms or 1000 * (arrived - began)
                elif status == 200 and not times.answered_ms:
                    times.answered_ms = 1000 * (arrived - began)
                    to, where = _header(data, "To"), _header(data, "Contact").split(">")[0][1:]
                    # Past the exchange, which would want the way that it recorded.
                    at = _place(where)
                    self._sip.sendto(request("ACK", to, 1, where=where), at)
                assert status < 300, data[:60]
            if rtp in ready:
                data, arrived = received(rtp)
                if len(data) != 172:
                    continue
                if not times.sound_ms:
                    times.sound_ms = 1000 * (arrived - began)
                    until = arrived + listen_s
                else:
                    times.gaps_ms.append(1000 * (arrived - last))
                last = arrived
        self._sip.sendto(request("BYE", to, 2, where=where), at)
        while b" BYE\r\n" not in received(self._sip)[0]:
            pass
        return times


def arriving() -> socket.socket:
    """A socket that knows when its datagrams came."""
    made = socket.socket(type=socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.settimeout(_PATIENCE_S)
    made.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
    return made


def received(sock: socket.socket) -> tuple[bytes, float]:
    """A datagram, and when the kernel had it."""
    data, parts, _, _ = sock.recvmsg(65536, 64)
    seconds, nanoseconds = struct.unpack_from("qq", parts[0][2])
    return data, seconds + nanoseconds * 1e-9


def _place(uri: str) -> tuple[str, int]:
    found = re.search(r"@([\d.]+):(\d+)", uri)
    assert found is not None, uri
    return found[1], int(found[2])


def _header(data: bytes, name: str) -> str:
    found = re.search(rf"^{name}: *(.+?)\r$", data.decode(), re.MULTILINE | re.IGNORECASE)
    assert found is not None, name
    return found[1]
