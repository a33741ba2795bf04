"""coturn: a STUN and TURN server on loopback over UDP, TCP and TLS, with an authority of its own.

Promises that it answers when `coturn()` hands it out, and that it ends with the block.
"""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.peers.process import free_ports, listens, program, running

USER, PASSWORD = "agent", "voice-relay"

_CONFIG = """
listening-ip=127.0.0.1
relay-ip=127.0.0.1
listening-port={port}
tls-listening-port={tls_port}
cert={folder}/cert.pem
pkey={folder}/key.pem
lt-cred-mech
user={user}:{password}
realm=test
allow-loopback-peers
no-dtls
no-cli
no-software-attribute
min-port=50000
max-port=50400
pidfile={folder}/pid
userdb={folder}/users
log-file=stdout
simple-log
"""


@dataclass(frozen=True)
class Coturn:
    """A running server. `trust` knows its authority, which is in a file too; its certificate is for 127.0.0.1."""

    port: int
    tls_port: int
    trust: ssl.SSLContext
    authority: Path
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def coturn(folder: Path) -> Iterator[Coturn]:
    """Run it with its files in `folder`; skips the test when it is not installed."""
    turnserver = program("turnserver", "coturn")
    trust = certify(folder)
    port, tls_port = free_ports(2)
    config = folder / "turnserver.conf"
    config.write_text(
        _CONFIG.format(port=port, tls_port=tls_port, folder=folder, user=USER, password=PASSWORD)
    )

    def ready() -> bool:
        return listens(port) and listens(tls_port)

    with running([turnserver, "-c", str(config)], folder / "log", ready, folder=folder) as process:
        yield Coturn(port, tls_port, trust, folder / "authority.pem", process)


def certify(folder: Path) -> ssl.SSLContext:
    """An authority and a server's certificate; what trusts them."""
    now = datetime.datetime.now(datetime.UTC)
    authority = ec.generate_private_key(ec.SECP256R1())
    server = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test authority")])

    def build(name: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), False
            )
        )

    top = (
        build(issuer, authority.public_key())
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority.public_key()), False)
        .sign(authority, hashes.SHA256())
    )
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    leaf = (
        build(name, server.public_key())
        .add_extension(x509.SubjectAlternativeName([address]), False)
        .sign(authority, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "authority.pem").write_bytes(top.public_bytes(pem))
    (folder / "cert.pem").write_bytes(leaf.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        server.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return ssl.create_default_context(cadata=top.public_bytes(pem).decode())
