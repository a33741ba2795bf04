"""Keys for SRTP agreed on the media's own way: DTLS 1.2 (RFC 5763, RFC 5764, RFC 8842).

Promises keys only after the peer's certificate matched the fingerprint of the description; answers by callbacks, once;
retransmission of lost flights, and a deadline. Certificates of the peer may be ECDSA or RSA. Refuses datagrams that
are too long or too many; application data and renegotiation.
"""

from __future__ import annotations

import asyncio
import datetime
import secrets
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL

from agent_desktop.media.secure.srtp import SUITES, Keys

Role: TypeAlias = Literal["client", "server"]

#: Suites by OpenSSL's names, the preferred first.
PROFILES: Final = {
    "SRTP_AEAD_AES_128_GCM": "AEAD_AES_128_GCM",
    "SRTP_AEAD_AES_256_GCM": "AEAD_AES_256_GCM",
    "SRTP_AES128_CM_SHA1_80": "AES_CM_128_HMAC_SHA1_80",
}
#: Hashes that still hold, the strongest first.
HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha-512": hashes.SHA512(),
    "sha-384": hashes.SHA384(),
    "sha-256": hashes.SHA256(),
}
#: Seconds from the start until an unfinished handshake has failed.
DEADLINE_S: Final = 30.0
#: A longer datagram is no handshake; more in a second are an attack.
LONGEST: Final = 8192
MOST_A_SECOND: Final = 100
#: Fits any path that carries voice; IPv6 guarantees 1280 with headers.
_MTU: Final = 1200
_DTLS_1_2: Final = 0xFEFD
_RECORD_HEAD: Final = 13
# Ephemeral keys and authenticated encryption first; the SHA-1 ones are what old gateways have (RFC 8827, 6.5).
_CIPHERS: Final = b":".join(
    b"ECDHE-%s-%s" % (kind, cipher)
    for cipher in (
        b"AES128-GCM-SHA256",
        b"AES256-GCM-SHA384",
        b"CHACHA20-POLY1305",
        b"AES128-SHA",
        b"AES256-SHA",
    )
    for kind in (b"ECDSA", b"RSA")
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hash of a certificate as descriptions carry it (RFC 8122): `sha-256`, `AB:CD:…`."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The keys that came out: ours for what we send, theirs for what comes."""

    ours: Keys
    theirs: Keys


class Certificate:
    """Our certificate and its key, made anew for each run of the program: only its fingerprint gives it a meaning."""

    def __init__(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, secrets.token_hex(8))])
        now = datetime.datetime.now(datetime.UTC)
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=365))
            .sign(key, hashes.SHA256())
        )
        self._context = SSL.Context(SSL.DTLS_METHOD)
        self._context.set_min_proto_version(_DTLS_1_2)
        self._context.set_max_proto_version(_DTLS_1_2)
        self._context.set_options(SSL.OP_NO_TICKET | SSL.OP_NO_RENEGOTIATION | SSL.OP_NO_QUERY_MTU)
        # Nobody signed it and nobody shall: the fingerprint is checked instead.
        self._context.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, lambda *_: True)
        self._context.use_certificate(self._certificate)
        self._context.use_privatekey(key)
        self._context.set_cipher_list(_CIPHERS)
        self._context.set_tlsext_use_srtp(":".join(PROFILES).encode())

    def fingerprint(self, algorithm: str = "sha-256") -> Fingerprint:
        """For the description. Raises `KeyError` for a hash that is none of `HASHES`."""
        return Fingerprint(algorithm, _digest(self._certificate, algorithm))

    def connection(self) -> SSL.Connection:
        """A connection that speaks through memory."""
        return SSL.Connection(self._context, None)


def _digest(certificate: x509.Certificate, algorithm: str) -> str:
    return certificate.fingerprint(HASHES[algorithm]).hex(":").upper()


def is_theirs(certificate: x509.Certificate, expected: Sequence[Fingerprint]) -> bool:
    """Whether a certificate is one that the description names, by the strongest hash in it (RFC 8122, 5)."""
    for algorithm in HASHES:
        values = {one.value.upper() for one in expected if one.algorithm.lower() == algorithm}
        if values:
            return _digest(certificate, algorithm) in values
    return False


class Association:
    """One handshake, and what its connection says later. Everything happens in the running loop.

    `send` takes datagrams. Exactly one of `agreed` (keys) and `ended` (why) is called first; `ended` may follow
    `agreed` once, when the peer closes.
    """

    def __init__(
        self,
        certificate: Certificate,
        role: Role,
        expected: Sequence[Fingerprint],
        *,
        send: Callable[[bytes], object],
        agreed: Callable[[Agreed], None],
        ended: Callable[[str], None],
    ) -> None:
        self.role: Role = role
        self.dropped = 0
        self._expected = tuple(expected)
        self._send, self._on_agreed, self._on_ended = send, agreed, ended
        self._loop = asyncio.get_running_loop()
        self._ssl = certificate.connection()
        self._ssl.set_ciphertext_mtu(_MTU)
        self._done = self._over = False
        self.started = False
        self._timer: asyncio.TimerHandle | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._second, self._in_second = 0, 0
        if role == "client":
            self._ssl.set_connect_state()
        else:
            self._ssl.set_accept_state()

    def start(self) -> None:
        """Begin: a client speaks first, a server waits."""
        self.started = True
        self._deadline = self._loop.call_later(DEADLINE_S, self._end, "the peer did not answer")
        self._go_on()

    def receive(self, datagram: bytes) -> None:
        """A DTLS datagram of the peer, of any content."""
        second = int(self._loop.time())
        if second != self._second:
            self._second, self._in_second = second, 0
        self._in_second += 1
        odd = not _RECORD_HEAD <= len(datagram) <= LONGEST
        if self._over or odd or self._in_second > MOST_A_SECOND:
            self.dropped += 1
            return
        self._ssl.bio_write(datagram)
        self._go_on()

    def close(self) -> None:
        """Say goodbye, if there was a beginning. No callback follows."""
        if self._over:
            return
        if self._done:
            self._say_goodbye()
        self._stop()

    # Inside

    def _go_on(self) -> None:
        try:
            if self._done:
                while True:
                    self._ssl.recv(
                        LONGEST
                    )  # nothing of it is ours; late flights are answered by it
            self._ssl.do_handshake()
        except SSL.WantReadError:
            self._flush()
            self._arm()
        except SSL.ZeroReturnError:
            self._end("the peer closed the connection")
        except SSL.Error as error:
            self._flush()
            self._end(f"the DTLS handshake failed: {_reason(error)}")
        else:
            self._finish()

    def _finish(self) -> None:
        certificate = self._ssl.get_peer_certificate(as_cryptography=True)
        if certificate is None or not is_theirs(certificate, self._expected):
            self._say_goodbye()
            self._end("the peer's certificate does not match its fingerprint")
            return
        suite = PROFILES.get(self._ssl.get_selected_srtp_profile().decode("ascii", "replace"))
        if suite is None:
            self._say_goodbye()
            self._end("the peer takes none of our SRTP profiles")
            return
        self._done = True
        if self._deadline is not None:
            self._deadline.cancel()
        self._flush()
        self._arm()
        key, salt = SUITES[suite].key, SUITES[suite].salt
        material = self._ssl.export_keying_material(b"EXTRACTOR-dtls_srtp", 2 * (key + salt))
        salts = material[2 * key :]
        # RFC 5764, 4.2: client key, server key, client salt, server salt.
        client = Keys(suite, material[:key] + salts[:salt])
        server = Keys(suite, material[key : 2 * key] + salts[salt:])
        self._on_agreed(Agreed(client, server) if self.role == "client" else Agreed(server, client))

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wait = self._ssl.DTLSv1_get_timeout()
        if wait is not None and not self._over:
            self._timer = self._loop.call_later(wait, self._late)

    def _late(self) -> None:
        try:
            self._ssl.DTLSv1_handle_timeout()
        except SSL.Error as error:
            self._end(f"the DTLS handshake failed: {_reason(error)}")
            return
        self._flush()
        self._arm()

    def _flush(self) -> None:
        """Send what OpenSSL wrote. Its memory is a stream, so records are counted off and packed into datagrams."""
        try:
            data = self._ssl.bio_read(1 << 16)
        except SSL.Error:
            return  # nothing written
        start = end = 0
        while end < len(data):
            size = _RECORD_HEAD
            if len(data) - end >= _RECORD_HEAD:
                size += struct.unpack_from("!H", data, end + 11)[0]
            if end > start and end + size - start > _MTU:
                self._send(data[start:end])
                start = end
            end += size
        self._send(data[start:end])

    def _say_goodbye(self) -> None:
        try:
            self._ssl.shutdown()
        except SSL.Error:
            return
        self._flush()

    def _end(self, why: str) -> None:
        if not self._over:
            self._stop()
            self._on_ended(why)

    def _stop(self) -> None:
        self._over = True
        for timer in (self._deadline, self._timer):
            if timer is not None:
                timer.cancel()


def _reason(error: SSL.Error) -> str:
    """OpenSSL's words for an error, without its numbers."""
    entries = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return "; ".join(str(entry[-1]) for entry in entries) or "the connection broke"
