"""TLS for SIP: how contexts are made, and what a failed handshake means in words.

Promises that the peer's certificate is always checked against known authorities and its name (RFC 5922). Refuses to be
told otherwise: there is no switch. An authority of one's own goes into a file.
"""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import Final

from agent_desktop.sip.transport.carrier import Unreachable

#: X509_V_ERR_… of OpenSSL.
_NOT_YET, _EXPIRED, _REVOKED = 9, 10, 23
_UNKNOWN: Final = frozenset({2, 18, 19, 20, 21})
_WRONG_NAME: Final = frozenset({62, 63, 64})


def client_context(authorities: Path | None = None) -> ssl.SSLContext:
    """For connections that we open. `authorities` is a PEM file, trusted besides those of the system.

    Raises `Unreachable` when the file cannot be read.
    """
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities is not None:
        try:
            context.load_verify_locations(cafile=authorities)
        except (OSError, ssl.SSLError) as error:
            raise Unreachable(f"{authorities} holds no certificates that can be read") from error
    return context


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """For connections that come to us; PEM files. Raises `Unreachable` when they cannot be read."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise Unreachable(f"{certificate} and {key} cannot be used as a certificate") from error
    return context


def explained(error: BaseException, host: str, port: int) -> Unreachable:
    """Why a connection to `host` did not come about."""
    where = f"{host}, port {port}"
    if isinstance(error, Unreachable):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreachable(_certificate(error, host), "certificate")
    if isinstance(error, ssl.SSLError):
        return Unreachable(
            f"{where} does not speak TLS as we do ({error.reason or 'no reason given'})"
        )
    if isinstance(error, TimeoutError):
        return Unreachable(f"{where} does not answer")
    if isinstance(error, ConnectionRefusedError):
        return Unreachable(f"{where} refuses connections")
    if isinstance(error, socket.gaierror):
        return Unreachable(f"{host} has no address")
    if isinstance(error, EOFError | ConnectionResetError):
        return Unreachable(f"{where} hung up")
    reason = (
        error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    )
    return Unreachable(f"{where} cannot be reached: {reason}")


def _certificate(error: ssl.SSLCertVerificationError, host: str) -> str:
    if error.verify_code in _WRONG_NAME:
        return f"the certificate was not made for {host}"
    if error.verify_code == _EXPIRED:
        return f"the certificate of {host} has expired"
    if error.verify_code == _NOT_YET:
        return f"the certificate of {host} is not valid yet"
    if error.verify_code == _REVOKED:
        return f"the certificate of {host} was revoked"
    if error.verify_code in _UNKNOWN:
        return f"the certificate of {host} comes from an authority that is not known here"
    return f"the certificate of {host} is not valid: {error.verify_message}"
