"""Whether a telephone system takes a connection: TCP and TLS by connecting, UDP by one OPTIONS request (RFC 3261, 11).

Promises no account's name and no password: the request is from nobody.
"""

import re
import secrets
import socket
import ssl
import time
from typing import Final

from agent_desktop.app.doctor.facts import Reach, Reached
from agent_desktop.app.doctor.hub_probe import reach_of
from agent_desktop.sip.transport.tls import client_context

STEP_S: Final = 4.0
_PORTS: Final = {"udp": 5060, "tcp": 5060, "tls": 5061}
_SYSTEM: Final = re.compile(r"(udp|tcp|tls):(\[[0-9A-Fa-f:]+\]|[^\s:/@\[\]]+)(?::([0-9]{1,5}))?")


def is_telephone(words: str) -> bool:
    """Whether this is TRANSPORT:HOST[:PORT]."""
    try:
        _read(words)
    except ValueError:
        return False
    return True


def _read(words: str) -> tuple[str, str, int]:
    found = _SYSTEM.fullmatch(words)
    port = int(found[3]) if found is not None and found[3] else 0
    if found is None or port > 65_535:
        raise ValueError("not TRANSPORT:HOST[:PORT]")
    return found[1], found[2].strip("[]"), port or _PORTS[found[1]]


def ask_telephone(words: str) -> Reached:
    """Try TRANSPORT:HOST[:PORT]. Raises ValueError for anything else."""
    transport, host, port = _read(words)
    try:
        reach = _try(transport, host, port)
    except (OSError, ssl.SSLError) as error:
        reach = reach_of(error)
    return Reached(host=host, transport=transport, reach=reach)


def _try(transport: str, host: str, port: int) -> Reach:
    if transport == "udp":
        return _by_udp(host, port)
    with socket.create_connection((host, port), timeout=STEP_S) as plain:
        if transport == "tls":
            with client_context().wrap_socket(plain, server_hostname=host):
                return Reach.ANSWERED
    return Reach.ANSWERED


def _by_udp(host: str, port: int) -> Reach:
    family, kind, number, _, there = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, number) as asked:
        asked.connect(there)
        here, own_port = asked.getsockname()[:2]
        shown = f"[{here}]" if ":" in here else here
        far = f"[{host}]" if ":" in host else host
        mark = secrets.token_hex(8)
        request = (
            f"OPTIONS sip:{far} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {shown}:{own_port};rport;branch=z9hG4bK{mark}\r\n"
            "Max-Forwards: 70\r\n"
            f"From: <sip:anonymous@anonymous.invalid>;tag={mark}\r\nTo: <sip:{far}>\r\n"
            f"Call-ID: {mark}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
        )
        until = time.monotonic() + STEP_S
        wait = 0.5
        while (left := until - time.monotonic()) > 0:
            asked.send(request.encode())
            asked.settimeout(min(wait, left))
            wait *= 2
            try:
                if asked.recv(4_096).startswith(b"SIP/2.0 "):
                    return Reach.ANSWERED
            except TimeoutError:
                continue
    return Reach.TIMED_OUT
