"""Asks the hub's own health address, plainly: no proxies, no redirects, no token.

Promises at most a few KB read and an answer within the time limit of each step. Refuses to follow whatever answers in
the hub's place to wherever it points.
"""

import contextlib
import email.utils
import http.client
import json
import socket
import ssl
import time
from typing import Final
from urllib.parse import urlsplit

from agent_desktop.app.doctor.facts import Answer, Names, Reach
from agent_desktop.connectors.hub.address import HubAddress

STEP_S: Final = 4.0
_MOST: Final = 8_192
_PATH: Final = "/v1/health"


def host_and_port(address: HubAddress) -> tuple[str, int]:
    """Where the hub listens."""
    parts = urlsplit(address.base)
    return parts.hostname or "", parts.port or (443 if address.secure else 80)


def look_up(host: str) -> Names:
    """Find the addresses of a name. Blocks as long as the system takes."""
    began = time.monotonic()
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        return Names(host=host, timed_out=again)
    return Names(host=host, addresses=len(found), took_ms=_since(began))


def ask_hub(address: HubAddress, trust: ssl.SSLContext | None = None) -> Answer:
    """What answers at the hub's address. `trust` is the system's where it is None."""
    host, port = host_and_port(address)
    began = time.monotonic()
    nothing = Answer(host=host, reach=Reach.BROKEN, secure=address.secure)
    connection: http.client.HTTPConnection
    if address.secure:
        context = trust or ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=STEP_S, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=STEP_S)
    path = urlsplit(address.base).path + _PATH
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        response = connection.getresponse()
        body = response.read(_MOST)
    except ssl.SSLCertVerificationError as error:
        issuer = issuer_of(host, port)
        return _but(nothing, Reach.UNTRUSTED, verify_code=error.verify_code, issuer=issuer)
    except (ssl.SSLError, OSError, http.client.HTTPException, ValueError) as error:
        return _but(nothing, reach_of(error))
    finally:
        connection.close()
    return Answer(
        host=host,
        reach=Reach.ANSWERED,
        secure=address.secure,
        status=response.status,
        kind=response.headers.get_content_type(),
        healthy=response.status == 200 and _is_health(body),
        clock_s=_ahead(response.headers.get("Date", "")),
        took_ms=_since(began),
    )


def reach_of(error: Exception) -> Reach:
    """How far a connection came that ended with this error."""
    match error:
        case ssl.SSLCertVerificationError():
            return Reach.UNTRUSTED
        case ssl.SSLError() if "WRONG_VERSION_NUMBER" in str(error) or "HTTP_REQUEST" in str(error):
            return Reach.NO_TLS
        case socket.gaierror():
            return Reach.NO_NAME
        case TimeoutError():
            return Reach.TIMED_OUT
        case ConnectionRefusedError():
            return Reach.REFUSED
        case _:
            return Reach.BROKEN


def issuer_of(host: str, port: int) -> str:
    """Who signed the certificate that is shown there, for telling filters; empty where it cannot be read."""
    from cryptography import x509

    with contextlib.suppress(OSError, ValueError):
        shown = ssl.get_server_certificate((host, port), timeout=STEP_S)
        return x509.load_pem_x509_certificate(shown.encode()).issuer.rfc4514_string()
    return ""


def _is_health(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("type") == "health"


def _ahead(date: str) -> int | None:
    """By how many seconds this computer's clock is ahead of the header's."""
    with contextlib.suppress(ValueError, TypeError):
        return round(time.time() - email.utils.parsedate_to_datetime(date).timestamp())
    return None


def _but(known: Answer, reach: Reach, verify_code: int = 0, issuer: str = "") -> Answer:
    return Answer(
        host=known.host,
        reach=reach,
        secure=known.secure,
        verify_code=verify_code,
        issuer=issuer,
    )


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1_000)
