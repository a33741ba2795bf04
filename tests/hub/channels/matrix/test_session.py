"""What Matrix has of its own, against Synapse: rooms, files, edits, reactions, receipts, encryption, gaps, a kill."""

import asyncio
import contextlib
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.matrix.plain import please_plain
from agent_desktop.hub.channels.matrix.session import MatrixSession
from agent_desktop.hub.channels.matrix.translate import ENCRYPTED, person
from agent_desktop.hub.written.records import (
    Arrived,
    Edited,
    Reacted,
    Receipt,
    Rejected,
    Sent,
    TakenBack,
)
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.timeline import Delivery, WishKind
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session, texts
from tests.hub.channels.matrix.conftest import Opened
from tests.hub.channels.matrix.peer import MatrixPeer
from tests.hub.channels.post import MemoryPost
from tests.peers.synapse import register, synapse

pytestmark = pytest.mark.serial


@asynchronous
async def test_edits_reactions_and_what_is_taken_back(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post):
            await post.stood("live")
            first = await her.says("frist")
            content = {
                "msgtype": "m.text",
                "body": "* first",
                "m.new_content": {"msgtype": "m.text", "body": "first"},
                "m.relates_to": {"rel_type": "m.replace", "event_id": first},
            }
            await her.puts("m.room.message", content)
            relation = {"rel_type": "m.annotation", "event_id": first, "key": "👍"}
            sign = await her.puts("m.reaction", {"m.relates_to": relation})
            await post.first(Reacted)
        # The next session still knows of what the reaction was made.
        async with session(peer, post):
            await her.takes_back(sign)
            await post.first(Reacted, 2)
            await her.takes_back(first)
            (gone,) = await post.first(TakenBack)
        assert [one.remote_id for one in post.of(Arrived)] == [first]
        assert [(one.remote_id, one.text) for one in post.of(Edited)] == [(first, "first")]
        assert [(one.remote_id, one.sign) for one in post.of(Reacted)] == [
            (first, "👍"),
            (first, ""),
        ]
        assert gone.remote_id == first
        assert post.of(Reacted)[0].address.value == her.user


@asynchronous
async def test_what_agents_change_is_changed_in_the_room(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post) as running:
            assert isinstance(running, MatrixSession)
            await post.stood("live")
            first = await her.says("hi")
            (hers,) = await post.first(Arrived)
            sent = await running.send(replace(peer.letter("helo"), thread=hers.thread))
            assert isinstance(sent, Sent)
            wish = replace(
                peer.letter("hello", "w1"),
                thread=hers.thread,
                wish=WishKind.EDIT,
                remote_ids=sent.remote_ids,
            )
            for _ in range(2):
                assert isinstance(await running.amend(wish), Sent)
            for number, sign in enumerate(("👍", "🎉", "")):
                react = replace(
                    wish, id=f"r{number}", text=sign, wish=WishKind.REACT, remote_ids=(first,)
                )
                assert isinstance(await running.amend(react), Sent)
            gone = replace(wish, id="d", text="", wish=WishKind.DELETE)
            assert isinstance(await running.amend(gone), Sent)
            await running.types(hers.thread, "", True)
            events = await her.sees()
        kinds = [one["type"] for one in events]
        assert kinds.count("m.reaction") == 2
        edits = [one for one in events if "m.new_content" in one["content"]]
        assert [one["content"]["m.new_content"]["body"] for one in edits] == ["hello"]
        taken = [one["redacts"] for one in events if one["type"] == "m.room.redaction"]
        assert len(taken) == 3
        assert taken[-1] == sent.remote_ids[0]


@asynchronous
async def test_a_customers_typing_is_told_and_its_end(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post):
            await post.stood("live")
            await her.says("hi")
            (hers,) = await post.first(Arrived)
            await her.types(True)
            await post.typed(1)
            await her.types(False)
            await post.typed(2)
        user = her.user
        assert post.typing == [(hers.thread, user, True), (hers.thread, user, False)]


@asynchronous
async def test_files_travel_both_ways(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        photo = tmp_path / "réçu.png"
        photo.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5000))
        async with session(peer, post) as running:
            await post.stood("live")
            await her.open_room()
            await her.attaches(photo, "image/png", "m.image")
            (arrived,) = await post.first(Arrived)
            (key,) = arrived.attachments
            assert arrived.text == ""
            assert post.attachment(key).name == "réçu.png"
            assert post.bytes_of(key) == photo.read_bytes()
            letter = peer.letter("here it is again", "letter-1")
            outcome = await running.send(replace(letter, attachments=(post.attachment(key),)))
            assert isinstance(outcome, Sent)
            assert len(outcome.remote_ids) == 2
            said, sent = await her.gets(2)
            assert said["content"]["body"] == "here it is again"
            assert sent["content"]["msgtype"] == "m.image"
            assert await her.fetches(sent["content"]["url"]) == photo.read_bytes()


@asynchronous
async def test_a_file_that_cannot_be_fetched_is_told_in_words(
    matrix: Opened, tmp_path: Path
) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post):
            await post.stood("live")
            await her.open_room()
            about = {"msgtype": "m.file", "body": "gone.pdf", "url": "mxc://hub.test/nothinghere"}
            await her.puts("m.room.message", about)
            large = {**about, "body": "large.pdf", "info": {"size": 10**9}}
            await her.puts("m.room.message", large)
            gone, too_large = await post.first(Arrived, 2)
        assert [(one.code, one.name) for one in gone.gaps] == [(GapCode.FILE, "gone.pdf")]
        assert "too large" in too_large.gaps[0].why


@asynchronous
async def test_what_we_said_is_read_up_to_where_the_customer_read(
    matrix: Opened, tmp_path: Path
) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post) as running:
            await post.stood("live")
            await her.says("hello")
            await post.first(Arrived)
            keys: list[str] = []
            for number in range(3):
                outcome = await running.send(peer.letter(f"{number}", f"letter-{number}"))
                assert isinstance(outcome, Sent)
                keys += outcome.remote_ids
            await her.gets(3)
            await her.reads(keys[1])
            await post.first(Receipt, 2)
        assert [one.remote_id for one in post.of(Receipt)] == keys[:2]
        assert {one.delivery for one in post.of(Receipt)} == {Delivery.READ}


@asynchronous
async def test_encrypted_rooms_are_told_and_refused(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post, her = MemoryPost(tmp_path), peer.customer
        async with session(peer, post) as running:
            await post.stood("live")
            post.languages[person(her.user).value] = "de-AT"
            await her.open_room(encrypted=True)
            about = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA", "session_id": "s"}
            await her.puts("m.room.encrypted", about)
            await her.puts("m.room.encrypted", about)
            await post.first(Arrived, 2)
            outcome = await running.send(peer.letter("plain", "letter-1"))
            assert isinstance(outcome, Rejected)
            assert "encrypted" in outcome.problem
            assert outcome.remedy
            (notice,) = await her.gets(1)
            assert "ohne Verschlüsselung" in notice["content"]["body"]
        assert [(one.text, one.gaps) for one in post.of(Arrived)] == [("", (ENCRYPTED,))] * 2


@asynchronous
async def test_who_never_wrote_is_invited_to_a_room(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            first = await running.send(peer.letter("may we ask", "letter-1"))
            second = await running.send(peer.letter("something", "letter-2"))
            assert isinstance(first, Sent)
            assert isinstance(second, Sent)
            assert first.thread == second.thread != ""
            assert await peer.received(2) == ["may we ask", "something"]
            stranger = await running.send(
                replace(peer.letter("?"), to="nobody:hub.test", thread="")
            )
            assert isinstance(stranger, (Sent, Rejected))
            foreign = await running.send(replace(peer.letter("?"), thread="!foreign:hub.test"))
            assert isinstance(foreign, Rejected)
            assert foreign.remedy


@asynchronous
async def test_an_outage_of_many_messages_is_made_up_for(matrix: Opened, tmp_path: Path) -> None:
    async with matrix() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
            await peer.writes("0")
            await post.first(Arrived)
        said = [str(number) for number in range(1, 151)]
        for text in said:
            await peer.writes(text)
        async with session(peer, post):
            await post.first(Arrived, 151)
        assert texts(post) == ["0", *said]


@asynchronous
async def test_a_killed_homeserver_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "synapse"
    folder.mkdir()
    post = MemoryPost(tmp_path)
    server = contextlib.ExitStack()
    with server:
        url = await asyncio.to_thread(server.enter_context, synapse(folder))
        hub = await asyncio.to_thread(register, url, "hub", "right-password")
        her = await asyncio.to_thread(register, url, "layla", "her-password")
        peer = MatrixPeer(url, url, hub, her)
        await peer.customer.sign_in("her-password")
        async with session(peer, post) as running:
            await post.stood("live")
            await peer.writes("before")
            await post.first(Arrived)
            sent = await running.send(peer.letter("one", "letter-1"))
            assert isinstance(sent, Sent)
            seen = len(post.standings)
            await asyncio.to_thread(server.close)
            await post.stood("waiting", seen)
            await asyncio.to_thread(server.enter_context, synapse(folder))
            await post.stood("live", seen)
            assert await running.send(peer.letter("one", "letter-1")) == sent
            await peer.writes("after")
            await post.first(Arrived, 2)
            assert await peer.received(1) == ["one"]
        await peer.customer.close()
    assert texts(post) == ["before", "after"]


def test_what_is_told_of_encryption_is_in_the_customers_language() -> None:
    assert "without encryption" in please_plain("")
    assert please_plain("xx") == please_plain("en-GB")
    assert "sin cifrado" in please_plain("ES-mx")
