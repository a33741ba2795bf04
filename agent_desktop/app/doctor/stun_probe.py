"""Asks servers that help sound through firewalls: STUN by UDP (RFC 8489), TURN by UDP, TCP and TLS (RFC 8656).

Promises no credentials: a relay that refuses an allocation without them is there, which is all that is asked. What the
server says of our address is not looked at.
"""

import contextlib
import re
import socket
import ssl
import time
from typing import Final

from aioice import stun

from agent_desktop.app.doctor.facts import Stream, Stun

ANSWER_S: Final = 3.0
_AGAIN_S: Final = 0.5
_URI = re.compile(
    r"(stuns?|turns?):(\[[0-9A-Fa-f:]+\]|[^:?/@\s]+)(?::(\d{1,5}))?(?:\?transport=(\w+))?"
)
_PORT, _TLS_PORT = 3478, 5349
_HEADER: Final = 20
PACKETS: Final = 50
EVERY_S: Final = 0.02
REST_S: Final = 1.0
#: A call's packets: 20 ms of Opus or of G.711, with all headers.
_SIZE: Final = 160
#: The least of a call, as `media.thrift` has it: packets of 60 ms with 120 bytes of sound, with all headers.
LEAST_SIZE: Final = 142
LEAST_PACKETS: Final = 34
LEAST_EVERY_S: Final = 0.06
#: So many lost packets may mean that the line is narrow.
MANY_LOST: Final = 0.15


class IceServer:
    """A server by its address, as RFC 7064 and RFC 7065 write it. Raises ValueError."""

    def __init__(self, uri: str) -> None:
        found = _URI.fullmatch(uri.strip())
        if found is None:
            raise ValueError("not an address of a STUN or TURN server")
        scheme, host, port, transport = found.groups()
        self.relays = scheme.startswith("turn")
        secure = scheme.endswith("s")
        self.transport = "tls" if secure else (transport or "udp").lower()
        if self.transport not in ("udp", "tcp", "tls"):
            raise ValueError("an unknown transport")
        self.host = host.strip("[]")
        self.port = int(port) if port else _TLS_PORT if secure else _PORT


def is_ice(uri: str) -> bool:
    """Whether this is the address of such a server."""
    try:
        IceServer(uri)
    except ValueError:
        return False
    return True


def ask(server: IceServer, trust: ssl.SSLContext | None = None) -> Stun:
    """Whether the server answers. `trust` is the system's where it is None."""
    began = time.monotonic()
    answered = untrusted = False
    try:
        udp = server.transport == "udp"
        answered = _by_udp(server) if udp else _by_stream(server, trust)
    except ssl.SSLCertVerificationError:
        untrusted = True
    except (OSError, ValueError):
        pass
    return Stun(
        transport=server.transport,
        port=server.port,
        relays=server.relays,
        answered=answered,
        untrusted=untrusted,
        took_ms=round((time.monotonic() - began) * 1_000),
    )


def _request(server: IceServer) -> stun.Message:
    if not server.relays:
        return stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    udp = 17 << 24  # REQUESTED-TRANSPORT (RFC 8656, 18.8): UDP
    attributes = {"REQUESTED-TRANSPORT": udp}
    return stun.Message(stun.Method.ALLOCATE, stun.Class.REQUEST, attributes=attributes)


def _answers(data: bytes, request: stun.Message) -> bool:
    """Whether this is an answer of such a server: good, or refused for want of credentials."""
    try:
        message = stun.parse_message(data)
    except ValueError:
        return False
    kinds = (stun.Class.RESPONSE, stun.Class.ERROR)
    return message.message_class in kinds and message.transaction_id == request.transaction_id


def _by_udp(server: IceServer) -> bool:
    request = _request(server)
    with _socket_to(server) as asked:
        until = time.monotonic() + ANSWER_S
        while (left := until - time.monotonic()) > 0:
            asked.send(bytes(request))
            asked.settimeout(min(_AGAIN_S, left))
            with contextlib.suppress(TimeoutError):
                while True:
                    if _answers(asked.recv(2_048), request):
                        return True
    return False


def _socket_to(server: IceServer) -> socket.socket:
    found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_DGRAM)
    family, kind, number, _, there = found[0]
    made = socket.socket(family, kind, number)
    try:
        made.connect(there)
    except OSError:
        made.close()
        raise
    return made


def _by_stream(server: IceServer, trust: ssl.SSLContext | None) -> bool:
    request = _request(server)
    with socket.create_connection((server.host, server.port), timeout=ANSWER_S) as plain:
        if server.transport == "tls":
            context = trust or ssl.create_default_context()
            with context.wrap_socket(plain, server_hostname=server.host) as wrapped:
                return _converse(wrapped, request)
        return _converse(plain, request)


def _converse(connection: socket.socket, request: stun.Message) -> bool:
    connection.sendall(bytes(request))
    head = _exactly(connection, _HEADER)
    return _answers(head + _exactly(connection, int.from_bytes(head[2:4], "big")), request)


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise ConnectionResetError
        data += more
    return data


def stream(server: IceServer) -> Stream:
    """Send a second of packets as large and as often as a call's, and see which are answered and when.

    When many get lost, the least that a call can make do with is sent, too. The server must speak STUN by UDP. Raises
    OSError when nothing can be sent.
    """
    came = _packets(server, PACKETS, EVERY_S, _SIZE)
    if not came or len(came) > (1 - MANY_LOST) * PACKETS:
        return Stream(sent=PACKETS, times_ms=came)
    least = _packets(server, LEAST_PACKETS, LEAST_EVERY_S, LEAST_SIZE)
    return Stream(sent=PACKETS, times_ms=came, least_sent=LEAST_PACKETS, least_came=len(least))


def _packets(server: IceServer, count: int, every_s: float, size: int) -> tuple[float, ...]:
    """How long each took that was answered, in ms."""
    times: dict[bytes, float] = {}
    taken: dict[bytes, float] = {}
    with _socket_to(server) as asked:
        asked.settimeout(0)
        began = time.monotonic()
        for number in range(count):
            request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
            request.attributes["SOFTWARE"] = "x" * (size - _HEADER - 4)
            times[request.transaction_id] = time.monotonic()
            with contextlib.suppress(BlockingIOError):
                asked.send(bytes(request))
            _take(asked, taken, began + (number + 1) * every_s)
        _take(asked, taken, time.monotonic() + REST_S, until_all=times)
    return tuple((taken[one] - times[one]) * 1_000 for one in times if one in taken)


def _take(
    asked: socket.socket,
    taken: dict[bytes, float],
    until: float,
    until_all: dict[bytes, float] | None = None,
) -> None:
    """Take answers until then, or until there is one to everything."""
    while (left := until - time.monotonic()) > 0:
        if until_all is not None and len(taken) >= len(until_all):
            return
        asked.settimeout(left)
        try:
            data = asked.recv(2_048)
        except TimeoutError:
            return
        except OSError:
            continue  # an ICMP error counts as a loss
        if len(data) >= _HEADER:
            taken.setdefault(data[8:20], time.monotonic())
