"""What customers say to an SMPP entry point beside plain words, and the encrypted link, with a real SMSC."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.hub.channels.smpp.session import SmppSession
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    Sent,
)
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.smpp.peer import bound, letter, settings
from tests.peers.coturn import certify
from tests.peers.smsc import PASSWORD, PHONE, Smsc, smsc

pytestmark = pytest.mark.serial


@asynchronous
async def test_stop_is_told_and_confirmed(server: Smsc, post: MemoryPost) -> None:
    seen = len(await server.seen())
    async with bound(server, post, team="Acme"):
        await server.writes("Stopp")
        (consent,) = await post.first(Consent)
        assert (consent.given, consent.address.value, consent.words) == (
            False,
            f"+{PHONE}",
            "Stopp",
        )
        (answer,) = (await server.submitted(seen + 1))[seen:]
        assert answer["to"] == PHONE
        assert answer["text"].startswith("Acme: Sie erhalten keine Nachrichten mehr")
        await post.until(
            lambda: any(
                name.startswith("reply ") and value.isdecimal()
                for name, value in post.remembered.items()
            )
        )
    assert not post.of(Arrived)


@asynchronous
async def test_bytes_that_are_no_text_become_a_file(server: Smsc, post: MemoryPost) -> None:
    async with bound(server, post):
        await server.writes("", raw="00ff10", fields={"data_coding": 4})
        (arrived,) = await post.first(Arrived)
    assert arrived.text == ""
    assert post.bytes_of(arrived.attachments[0]) == bytes.fromhex("00ff10")


# --- encryption


@asynchronous
async def test_the_link_can_be_encrypted_and_believes_only_who_it_should(
    tmp_path: Path, post: MemoryPost
) -> None:
    certify(tmp_path)
    authority = (tmp_path / "authority.pem").read_text()
    with smsc(tmp_path, (tmp_path / "key.pem", tmp_path / "cert.pem")) as server:
        async with bound(server, post, tls="yes", authority=authority) as session:
            assert isinstance(await session.send(letter("secret")), Sent)
        seen = len(post.standings)
        chosen = SmppSettings(settings(server.port, tls="yes"), {"password": PASSWORD})
        stranger = asyncio.ensure_future(SmppSession(chosen, post).run())
        waiting = await post.stood("waiting", seen)
        stranger.cancel()
        await asyncio.gather(stranger, return_exceptions=True)
        assert "who it is" in waiting.words
        assert (await server.state())["binds"] == 1
