"""A session at hubs that misbehave: silence, nonsense, strangers, other journals, tokens that end."""

import asyncio
import ipaddress
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agent_desktop.connectors.hub import connector, door, following, line
from agent_desktop.connectors.hub.address import HubAddress
from agent_desktop.connectors.hub.translate import error_of, unreachable
from agent_desktop.hub.protocol import Goodbye, Pong
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import Cursor, MarkRead
from agent_desktop.model.errors import (
    Conflict,
    NeedsSignIn,
    Offline,
    Problem,
    Refused,
    Unclear,
    Unsupported,
)
from agent_desktop.model.events import LinkState, QueueChanged, Snapshot
from tests.connectors.scripted_hub import TOKEN, Guest, answering, entries, scripted
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched

ROOT = Path(__file__).resolve().parents[2]
_LOOPBACK = ipaddress.ip_address("127.0.0.1")


async def stay(guest: Guest) -> None:
    """A good hub where nothing happens."""
    await guest.hello()
    await guest.welcome()
    await guest.snapshot()
    await guest.until_gone()


def names(watched: Watched) -> list[str]:
    """The queue names heard, which tell the entries apart."""
    return [event.queue.name for event in watched.events if isinstance(event, QueueChanged)]


@asynchronous
async def test_silence_is_noticed_and_the_link_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "SILENCE_S", 0.2)
    async with scripted(stay) as one:
        watched = Watched(one)
        async with watched.following():
            offline = await watched.until_link(LinkState.OFFLINE)
            assert offline.problem is not None
            assert "silent" in offline.problem.message
            await watched.until_link(LinkState.LIVE, watched.links.index(offline))


@asynchronous
async def test_a_command_without_an_answer_is_unclear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "ANSWER_WITHIN_S", 0.05)
    async with scripted(stay) as one:
        watched = Watched(one)
        async with watched.following():
            with pytest.raises(Unclear):
                await one.perform(new_id(), MarkRead(conversation_id="c", seq=1))


@asynchronous
async def test_before_running_nothing_can_be_done() -> None:
    async with scripted(stay) as one:
        with pytest.raises(Offline):
            await one.perform(new_id(), MarkRead(conversation_id="c", seq=1))


@asynchronous
async def test_doubled_and_old_entries_are_left_out() -> None:
    async def doubling(guest: Guest) -> None:
        await guest.hello()
        await guest.welcome()
        await guest.snapshot(5)
        await guest.say(entries(3, 5, 6, 6, 8))
        await guest.say(entries(8, 7))
        await guest.say(entries(9))
        await guest.until_gone()

    async with scripted(doubling) as one:
        watched = Watched(one)
        async with watched.following():
            await watched.until(QueueChanged, lambda e: e.queue.name == "9")
            assert names(watched) == ["6", "8", "9"]
            assert watched.cursor == Cursor(epoch="e", seq=9)


@asynchronous
async def test_another_journal_begins_with_a_snapshot() -> None:
    seen: list[Cursor | None] = []

    async def first(guest: Guest) -> None:
        seen.append((await guest.hello()).since)
        await guest.welcome(epoch="old")
        await guest.snapshot(50)
        await guest.say(entries(51))

    async def restored(guest: Guest) -> None:
        seen.append((await guest.hello()).since)
        await guest.welcome(position=2, epoch="new", resync="epoch")
        await guest.say(entries(1))  # nothing counts before the snapshot
        await guest.snapshot(2)
        await guest.say(entries(3))
        await guest.until_gone()

    async with scripted(first, restored) as one:
        watched = Watched(one)
        async with watched.following():
            await watched.until(QueueChanged, lambda e: e.queue.name == "3")
    assert names(watched) == ["51", "3"]
    assert seen == [None, Cursor(epoch="old", seq=51)]
    assert watched.cursor == Cursor(epoch="new", seq=3)
    assert len([event for event in watched.events if isinstance(event, Snapshot)]) == 2


@asynchronous
async def test_a_replay_is_catching_up_until_its_end() -> None:
    async def replaying(guest: Guest) -> None:
        assert (await guest.hello()).since == Cursor(epoch="e", seq=5)
        await guest.welcome(position=9)
        await guest.say(entries(6, 7, replay=True))
        await guest.say(entries(position=9, replay=True))
        await guest.until_gone()

    async with scripted(replaying) as one:
        watched = Watched(one)
        async with watched.following(Cursor(epoch="e", seq=5)):
            states = [each.state for each in watched.links]
            assert states == [LinkState.CONNECTING, LinkState.CATCHING_UP, LinkState.LIVE]
            assert names(watched) == ["6", "7"]
            assert watched.cursor == Cursor(epoch="e", seq=9)


@asynchronous
async def test_only_unasked_heartbeats_move_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "QUIET_CURSOR_MS", 0)

    async def beating(guest: Guest) -> None:
        await guest.hello()
        await guest.welcome()
        await guest.snapshot(5)
        await guest.say(Pong(id="asked", position=99, at=3_000))
        await guest.say(Pong(id="", position=7, at=4_000))
        await guest.until_gone()

    async with scripted(beating) as one:
        watched = Watched(one)
        async with watched.following():
            seen = 0
            while (await watched.until_link(LinkState.LIVE, seen)).current_to != 4_000:
                seen += 1
            assert watched.cursor == Cursor(epoch="e", seq=7)
            assert 99 not in [batch.cursor.seq for batch in watched.batches if batch.cursor]


@pytest.mark.parametrize("how", ["goodbye", "code", "forbidden"])
@asynchronous
async def test_a_token_that_is_no_longer_good_ends_the_run(how: str) -> None:
    async def revoked(guest: Guest) -> None:
        await guest.hello()
        await guest.welcome()
        await guest.snapshot()
        if how != "code":
            code = "needs_sign_in" if how == "goodbye" else "forbidden"
            await guest.say(Goodbye(problem=Problem(code=code, message="No longer.")))
        await guest.close(4401)

    async with scripted(revoked) as one:
        watched = Watched(one)
        await asyncio.wait_for(one.run(None, watched._deliver), 10)
        assert watched.links[-1].state is LinkState.SIGNED_OUT


@pytest.mark.parametrize(
    "said", ["", "{}", "[]", "not json", '{"type":"unknown"}', '{"type":"entries","entries":[{}]}']
)
@asynchronous
async def test_nonsense_is_not_taken_for_news(said: str) -> None:
    async def talking(guest: Guest) -> None:
        await guest.hello()
        await guest.welcome()
        await guest.say_raw(said)
        await guest.snapshot()
        await guest.until_gone()

    async with scripted(talking, stay) as one:
        watched = Watched(one)
        async with watched.following():
            assert LinkState.OFFLINE in [each.state for each in watched.links]
            assert len([e for e in watched.events if isinstance(e, Snapshot)]) == 1


PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 27\r\n\r\n"
    b"<html>Please pay 5 EUR</html"
)
ELSEWHERE = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"


@asynchronous
async def test_a_captive_portal_is_neither_data_nor_a_wrong_password() -> None:
    async with answering(PORTAL) as (port, _):
        address = f"http://127.0.0.1:{port}"
        for values in (
            {"address": address, "email": "a@example.org", "password": "p"},
            {"address": address, "token": TOKEN},
        ):
            with pytest.raises(Offline) as refused:
                await connector.sign_in(values)
            assert "Something other than the hub" in refused.value.problem.message


@asynchronous
async def test_redirects_are_not_followed_and_no_secret_travels_on(tmp_path: Path) -> None:
    async with answering(PORTAL) as (foreign, asked):
        async with answering(ELSEWHERE % foreign) as (port, _):
            address = f"http://127.0.0.1:{port}"
            for values in ({"email": "a", "password": TOKEN}, {"token": TOKEN}):
                with pytest.raises(Offline):
                    await connector.sign_in({"address": address, **values})
    assert asked == []


@asynchronous
async def test_a_download_that_is_something_else_leaves_nothing(tmp_path: Path) -> None:
    async with answering(PORTAL) as (port, _):
        way = await door.open_door(session_address(port))
        target = tmp_path / "bill.pdf"
        target.write_bytes(b"older")
        wanted = Attachment(id="x/../y", name="bill.pdf", media_type="x/y", size=3)
        with pytest.raises(Offline):
            await way.download(wanted, target, TOKEN)
        with pytest.raises(Offline):
            await way.read(wanted, TOKEN)
        await way.close()
    assert target.read_bytes() == b"older"
    assert len(list_folder(tmp_path)) == 1


@asynchronous
async def test_a_hub_that_breaks_off_is_offline() -> None:
    async with answering(b"") as (port, _):
        values = {"address": f"http://127.0.0.1:{port}", "email": "a", "password": "p"}
        with pytest.raises(Offline):
            await connector.sign_in(values)


def session_address(port: int) -> HubAddress:
    return HubAddress(f"http://127.0.0.1:{port}", secure=False, this_computer=True)


def list_folder(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(_LOOPBACK)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "hub.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@asynchronous
async def test_a_certificate_that_nobody_vouches_for_is_refused_by_name(tmp_path: Path) -> None:
    async with answering(PORTAL, self_signed(tmp_path)) as (port, asked):
        address = f"https://127.0.0.1:{port}"
        for values in ({"email": "a", "password": TOKEN}, {"token": TOKEN}):
            with pytest.raises(Offline) as refused:
                await connector.sign_in({"address": address, **values})
            assert "certificate is not trusted" in refused.value.problem.message
    assert asked == []


@asynchronous
async def test_pauses_grow_to_half_a_minute_with_full_jitter() -> None:
    drawn: list[tuple[float, float]] = []

    async def refusing(guest: Guest) -> None:
        await guest.hello()
        await guest.say(Goodbye(problem=Problem(code="stopping", message="In a moment.")))

    async with scripted(refusing) as one:

        def chance(low: float, high: float) -> float:
            drawn.append((low, high))
            return 0.0

        one._chance = chance
        watched = Watched(one)
        run = asyncio.create_task(one.run(None, watched._deliver))
        while len(drawn) < 8:
            await watched.until_link(LinkState.OFFLINE, len(watched.links))
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
    assert [high for _, high in drawn[:8]] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert {low for low, _ in drawn} == {0}
    offline = next(each for each in watched.links if each.state is LinkState.OFFLINE)
    assert offline.problem is not None
    assert offline.problem.code == "offline"


def test_errors_keep_the_hubs_words_and_passing_ones_are_offline() -> None:
    for code, kind in {
        "conflict": Conflict,
        "needs_sign_in": NeedsSignIn,
        "unsupported": Unsupported,
        "unclear": Unclear,
        "not_found": Refused,
        "a code of the future": Refused,
    }.items():
        error = error_of(Problem(code=code, message="Said so.", field="f", value="v"))
        assert type(error) is kind
        assert error.problem == Problem(code=code, message="Said so.", field="f", value="v")
    for code in ("too_many", "stopping", "store_failed", "too_slow"):
        error = error_of(Problem(code=code, message="Later.", remedy="Wait 3 s."))
        assert type(error) is Offline
        assert (error.problem.code, error.problem.words()) == ("offline", "Later. Wait 3 s.")


def test_tls_errors_are_named() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    wrapped = RuntimeError("connect")
    wrapped.__cause__ = ExceptionGroup("all failed", [OSError("x"), error])
    assert "certificate has expired" in unreachable(wrapped).problem.message
    assert "secure connection" in unreachable(ssl.SSLError(1, "wrong version")).problem.message
    assert "Nothing answers" in unreachable(ConnectionRefusedError()).problem.message


def test_loading_the_connector_loads_nothing_slow() -> None:
    program = "import agent_desktop.connectors.hub, sys; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=ROOT,
    ).stdout
    assert {"httpx", "websockets"}.isdisjoint(told.split())
