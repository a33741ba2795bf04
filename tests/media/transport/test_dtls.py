"""DTLS-SRTP: two ends of ours, OpenSSL's own program with an RSA certificate, loss, lies and noise."""

from __future__ import annotations

import asyncio
import random
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.secure.srtp import Keys, Srtp
from agent_desktop.media.transport import dtls
from agent_desktop.media.transport.dtls import Agreed, Association, Certificate, Fingerprint

Outcome = asyncio.Future[Agreed | str]
OURS, THEIRS = Certificate(), Certificate()


def settle(outcome: Outcome) -> Callable[[Agreed | str], None]:
    def say(value: Agreed | str) -> None:
        if not outcome.done():
            outcome.set_result(value)

    return say


class Ends:
    """A client and a server with a road between them that may lose datagrams."""

    def __init__(
        self, client_expects: list[Fingerprint], server_expects: list[Fingerprint]
    ) -> None:
        loop = asyncio.get_running_loop()
        self.lose: Callable[[bytes], bool] = lambda _: False
        self.sizes: list[int] = []
        self.outcomes: list[Outcome] = [loop.create_future(), loop.create_future()]
        told = [settle(outcome) for outcome in self.outcomes]
        self.client = Association(
            OURS,
            "client",
            client_expects,
            send=lambda data: self.carry(data, self.server),
            agreed=told[0],
            ended=told[0],
        )
        self.server = Association(
            THEIRS,
            "server",
            server_expects,
            send=lambda data: self.carry(data, self.client),
            agreed=told[1],
            ended=told[1],
        )

    def carry(self, data: bytes, to: Association) -> None:
        self.sizes.append(len(data))
        if not self.lose(data):
            asyncio.get_running_loop().call_soon(to.receive, data)

    async def run(self) -> list[Agreed | str]:
        self.server.start()
        self.client.start()
        return list(await asyncio.gather(*self.outcomes))

    def close(self) -> None:
        self.client.close()
        self.server.close()


def shake(
    client_expects: list[Fingerprint],
    server_expects: list[Fingerprint],
    lose: Callable[[bytes], bool] = lambda _: False,
) -> tuple[list[Agreed | str], Ends]:
    async def main() -> tuple[list[Agreed | str], Ends]:
        ends = Ends(client_expects, server_expects)
        ends.lose = lose
        outcome = await ends.run()
        ends.close()
        return outcome, ends

    return asyncio.run(main())


@pytest.mark.parametrize("algorithm", dtls.HASHES)
def test_both_ends_get_the_same_keys(algorithm: str) -> None:
    (client, server), ends = shake([THEIRS.fingerprint(algorithm)], [OURS.fingerprint(algorithm)])
    assert isinstance(client, Agreed)
    assert isinstance(server, Agreed)
    assert (client.ours, client.theirs) == (server.theirs, server.ours)
    assert client.ours.suite == "AEAD_AES_128_GCM"
    sealed = Srtp(client.ours, client.theirs).seal(b"\x80\x00" + bytes(170))
    assert sealed is not None
    assert Srtp(server.ours, server.theirs).open(sealed) == b"\x80\x00" + bytes(170)
    assert max(ends.sizes) <= 1200


def test_a_suite_that_is_not_ours_first_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {"SRTP_AES128_CM_SHA1_80": dtls.PROFILES["SRTP_AES128_CM_SHA1_80"]}
    with monkeypatch.context() as patch:
        patch.setattr(dtls, "PROFILES", old)
        gateway = Certificate()
    monkeypatch.setattr("tests.media.transport.test_dtls.THEIRS", gateway)
    (client, server), _ = shake([gateway.fingerprint()], [OURS.fingerprint()])
    assert isinstance(client, Agreed)
    assert isinstance(server, Agreed)
    assert client.ours.suite == server.theirs.suite == "AES_CM_128_HMAC_SHA1_80"


@pytest.mark.parametrize("seed", range(3))
def test_lost_flights_are_sent_again(seed: int) -> None:
    chance = random.Random(seed)
    lost: list[bytes] = []

    def lose(data: bytes) -> bool:
        if len(lost) < 2 and chance.random() < 0.5:
            lost.append(data)
            return True
        return False

    (client, server), _ = shake([THEIRS.fingerprint()], [OURS.fingerprint()], lose)
    assert lost
    assert isinstance(client, Agreed)
    assert isinstance(server, Agreed)
    assert client.ours == server.theirs


def test_a_wrong_certificate_is_a_clear_failure_and_gives_no_keys() -> None:
    wrong = Certificate().fingerprint()
    (client, _), _ = shake([wrong], [OURS.fingerprint()])
    assert client == "the peer's certificate does not match its fingerprint"
    (_, server), _ = shake([THEIRS.fingerprint()], [wrong])
    assert server == "the peer's certificate does not match its fingerprint"


def test_the_strongest_hash_decides() -> None:
    good, lie = THEIRS.fingerprint("sha-256"), Certificate().fingerprint("sha-512")
    (client, _), _ = shake([good, lie], [OURS.fingerprint()])
    assert isinstance(client, str)
    (client, _), _ = shake([lie, good, THEIRS.fingerprint("sha-512")], [OURS.fingerprint()])
    assert isinstance(client, Agreed)
    (client, _), _ = shake([Fingerprint("md5", "00")], [OURS.fingerprint()])
    assert isinstance(client, str)


def test_a_silent_peer_has_failed_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dtls, "DEADLINE_S", 0.05)
    (client, server), _ = shake([THEIRS.fingerprint()], [OURS.fingerprint()], lambda _: True)
    assert client == server == "the peer did not answer"


def test_noise_between_the_flights_harms_nothing() -> None:
    chance = random.Random(4)

    async def main() -> None:
        ends = Ends([THEIRS.fingerprint()], [OURS.fingerprint()])
        carry = ends.carry

        def noisy(data: bytes, to: Association) -> None:
            for size in (0, 1, 13, 200, 9000):
                to.receive(bytes([22, 254, 253]) + chance.randbytes(size))
            carry(data, to)

        ends.carry = noisy  # type: ignore[method-assign]
        client, server = await ends.run()
        assert isinstance(client, Agreed)
        assert isinstance(server, Agreed)
        for _ in range(300):
            ends.server.receive(b"\x16" + chance.randbytes(50))
        assert ends.server.dropped > 100
        ends.close()

    asyncio.run(main())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=6))
def test_any_datagrams_are_taken_without_harm(datagrams: list[bytes]) -> None:
    async def main() -> None:
        outcome: Outcome = asyncio.get_running_loop().create_future()
        told = settle(outcome)
        end = Association(OURS, "server", [], send=lambda _: None, agreed=told, ended=told)
        end.start()
        for datagram in datagrams:
            end.receive(datagram)
            end.receive(b"\x16\xfe\xfd" + bytes(8) + len(datagram).to_bytes(2, "big") + datagram)
        end.close()
        assert not outcome.done() or isinstance(outcome.result(), str)

    asyncio.run(main())


def test_the_peer_s_goodbye_is_heard() -> None:
    async def main() -> None:
        ends = Ends([THEIRS.fingerprint()], [OURS.fingerprint()])
        await ends.run()
        heard: Outcome = asyncio.get_running_loop().create_future()
        ends.server._on_ended = settle(heard)
        ends.client.close()
        assert await heard == "the peer closed the connection"
        ends.close()

    asyncio.run(main())


def make_rsa(folder: Path) -> str:
    """A key and certificate for OpenSSL's own program; the fingerprint."""
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=gateway", "-days", "2"]
    subprocess.run(
        ["openssl", *words, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True,
        capture_output=True,
    )
    shown = subprocess.run(
        ["openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", folder / "cert.pem"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return shown.strip().partition("=")[2]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
@pytest.mark.parametrize("role", ["client", "server"])
def test_a_gateway_with_an_rsa_certificate_agrees(role: dtls.Role, tmp_path: Path) -> None:
    expected = Fingerprint("sha-256", make_rsa(tmp_path))

    async def main() -> None:
        loop = asyncio.get_running_loop()
        outcome: Outcome = loop.create_future()
        told = settle(outcome)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.bind(("127.0.0.1", 0))
            sock.setblocking(False)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            ours = sock.getsockname()[1]
            words = ["openssl"]
            if role == "client":
                words += ["s_server", "-accept", f"127.0.0.1:{port}", "-Verify", "1"]
            else:
                words += ["s_client", "-connect", f"127.0.0.1:{ours}"]
            words += ["-dtls1_2", "-use_srtp", "SRTP_AES128_CM_SHA1_80"]
            words += ["-cert", str(tmp_path / "cert.pem"), "-key", str(tmp_path / "key.pem")]
            process = await asyncio.create_subprocess_exec(
                *words,
                "-keymatexport",
                "EXTRACTOR-dtls_srtp",
                "-keymatexportlen",
                "60",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            peer = ("127.0.0.1", port)

            def send(data: bytes) -> None:
                sock.sendto(data, peer)

            end = Association(OURS, role, [expected], send=send, agreed=told, ended=told)

            def arrived() -> None:
                nonlocal peer
                try:
                    data, peer = sock.recvfrom(65536)
                except OSError:
                    return  # it was not listening yet: the next flight will reach it
                end.receive(data)

            loop.add_reader(sock, arrived)
            try:
                end.start()
                agreed = await asyncio.wait_for(outcome, 20)
                assert isinstance(agreed, Agreed), agreed
                assert agreed.ours.suite == "AES_CM_128_HMAC_SHA1_80"
                output = b""
                while b"Keying material: " not in output or not output.endswith(b"\n"):
                    output += await asyncio.wait_for(process.stdout.readline(), 20)
                line = next(one for one in output.splitlines() if b"Keying material: " in one)
                theirs = bytes.fromhex(line.split()[-1].decode())
                client = Keys("AES_CM_128_HMAC_SHA1_80", theirs[:16] + theirs[32:46])
                assert client == (agreed.ours if role == "client" else agreed.theirs)
            finally:
                loop.remove_reader(sock)
                end.close()
                process.kill()
                await process.communicate()

    asyncio.run(main())
