"""What agents can do with what is at Meta: react on WhatsApp, show that they type on Messenger, and nothing else."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.meta.session import MetaSession
from agent_desktop.hub.written.records import Rejected, Sent, Unclear
from agent_desktop.model.timeline import WishKind
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.meta.peer import CUSTOMER, MetaPeer
from tests.hub.channels.post import MemoryPost


@asynchronous
async def test_a_reaction_names_its_message_and_an_empty_one_takes_it_back(tmp_path: Path) -> None:
    async with MetaPeer("whatsapp").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            assert isinstance(running, MetaSession)
            await post.stood("live")
            wish = replace(peer.letter("👍"), wish=WishKind.REACT, remote_ids=("wamid.in1",))
            for sign in ("👍", ""):
                assert isinstance(await running.amend(replace(wish, text=sign)), Sent)
            async with peer.front.deaf():
                assert isinstance(await running.amend(wish), Unclear)
            await running.types("", CUSTOMER, True)  # would say that it was read
        about = [one["reaction"] for one in peer.taken[:2]]
        assert about == [
            {"message_id": "wamid.in1", "emoji": "👍"},
            {"message_id": "wamid.in1", "emoji": ""},
        ]
        assert all(one["type"] == "reaction" for one in peer.taken)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("whatsapp", WishKind.EDIT),
        ("whatsapp", WishKind.DELETE),
        ("messenger", WishKind.REACT),
    ],
)
@asynchronous
async def test_the_rest_is_refused_in_words(tmp_path: Path, name: str, kind: WishKind) -> None:
    async with MetaPeer(name).open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            assert isinstance(running, MetaSession)
            wish = replace(peer.letter("x"), wish=kind, remote_ids=("m1",))
            assert isinstance(await running.amend(wish), Rejected)
        assert peer.taken == []


@asynchronous
async def test_messenger_shows_that_we_type(tmp_path: Path) -> None:
    async with MetaPeer("messenger").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            assert isinstance(running, MetaSession)
            await post.stood("live")
            for typing in (True, False):
                await running.types("", CUSTOMER, typing)
        assert [one["sender_action"] for one in peer.taken] == ["typing_on", "typing_off"]
