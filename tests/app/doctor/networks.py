"""Networks that go wrong, on loopback: what answers in the hub's place, and with which certificate."""

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)
HEALTH = b'{"type":"health","version":"1","protocol":1}'


def http(status: str, body: bytes, *headers: str) -> bytes:
    """An answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


PORTAL = http("200 OK", b"<html>Welcome to the Wi-Fi</html>", "Content-Type: text/html")
REDIRECT = http("302 Found", b"", "Location: http://login.wifi.invalid/")
WELL = http("200 OK", HEALTH, "Content-Type: application/json")


@contextlib.contextmanager
def server(says: bytes | None, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Something that answers everything with `says`; None is silent for ever. The port."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            kept.append(taken)
            if says is None:
                continue
            with contextlib.suppress(OSError):
                spoken = tls.wrap_socket(taken, server_side=True) if tls else taken
                with spoken:
                    spoken.recv(4_096)
                    spoken.sendall(says)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)
        for one in kept:
            one.close()


class Authority:
    """Signs certificates for servers. `trust` believes it."""

    def __init__(self, name: str = "test authority") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
        start = datetime.datetime.now(datetime.UTC) - 400 * DAY
        made = (
            _builder(self._name, self._name, self._key, start, start + 4_000 * DAY)
            .add_extension(x509.BasicConstraints(True, None), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), False)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = made.public_bytes(serialization.Encoding.PEM)
        self.trust = ssl.create_default_context(cadata=self.pem.decode())

    def server(self, folder: Path, address: str = "127.0.0.1", days: int = 0) -> ssl.SSLContext:
        """A server's context whose certificate begins `days` from now and lasts for 30."""
        key = ec.generate_private_key(ec.SECP256R1())
        start = datetime.datetime.now(datetime.UTC) + days * DAY - DAY / 2
        named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        made = (
            _builder(named, self._name, key, start, start + 30 * DAY)
            .add_extension(alternative, False)
            .add_extension(issuer, False)
            .sign(self._key, hashes.SHA256())
        )
        file = folder / "server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _builder(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    start: datetime.datetime,
    end: datetime.datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )
