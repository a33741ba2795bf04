"""WhatsApp's templates: listed page by page, filled, sent, and refused while a place is empty."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.meta.session import MetaSession
from agent_desktop.hub.written.records import Sent
from agent_desktop.hub.written.templates import Templated
from agent_desktop.model.errors import Offline, Refused
from agent_desktop.model.templates import Filled, Template, text_of
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.meta.peer import MetaPeer
from tests.hub.channels.post import MemoryPost

BODY = {"type": "BODY", "text": "Dear {{1}}, your order {{2}} is on its way, {{1}}."}
FOOT = {"type": "FOOTER", "text": "Your shop"}


def listed(name: str, *components: dict[str, Any], status: str = "APPROVED") -> dict[str, Any]:
    """A template as Meta lists it."""
    about = {"name": name, "language": "en_US", "status": status, "category": "UTILITY"}
    return {**about, "components": list(components)}


@asynchronous
async def test_only_what_words_can_fill_is_offered(tmp_path: Path) -> None:
    async with MetaPeer("whatsapp").open() as peer:
        link = {"type": "URL", "url": "https://shop.example/{{1}}"}
        peer.templates = [
            listed("on_its_way", {"type": "HEADER", "format": "TEXT", "text": "News"}, BODY, FOOT),
            listed("with_picture", {"type": "HEADER", "format": "IMAGE"}, BODY),
            listed("head", {"type": "HEADER", "format": "TEXT", "text": "Hi {{1}}"}, BODY),
            listed("link", BODY, {"type": "BUTTONS", "buttons": [link]}),
            listed("waiting", BODY, status="PENDING"),
            listed("named", {"type": "BODY", "text": "Dear {{first_name}}"}),
        ]
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            assert isinstance(running, Templated)
            first, named = await running.templates()
            assert first == Template(
                name="on_its_way",
                language="en_US",
                text=BODY["text"],
                head="News",
                foot="Your shop",
            )
            assert (first.places, named.places) == (("1", "2"), ("first_name",))
            async with peer.away():
                with pytest.raises(Offline):
                    await running.templates()


@asynchronous
async def test_a_filled_template_goes_out_as_one(tmp_path: Path) -> None:
    async with MetaPeer("whatsapp").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            assert isinstance(running, MetaSession)
            await post.stood("live")
            values = {"2": "A-17", "1": "Layla"}
            for filled in (
                Filled(name="on_its_way", language="en_US", values=values),
                Filled(name="named", language="de", values={"first_name": "Layla"}),
                Filled(name="bare", language="de"),
            ):
                assert isinstance(
                    await running.send(replace(peer.letter("Dear Layla"), template=filled)), Sent
                )
        numbered, named, bare = (one["template"] for one in peer.taken)
        assert numbered == {
            "name": "on_its_way",
            "language": {"code": "en_US"},
            "components": [
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "text": "Layla"},
                        {"type": "text", "text": "A-17"},
                    ],
                }
            ],
        }
        (place,) = named["components"][0]["parameters"]
        assert place == {"type": "text", "text": "Layla", "parameter_name": "first_name"}
        assert "components" not in bare


def test_what_the_customer_will_read_is_known_before() -> None:
    one = Template(name="x", language="en", text=BODY["text"], head="News", foot="Your shop")
    said = text_of(one, {"1": "Layla", "2": "{{1}}"})
    assert said == "News\n\nDear Layla, your order {{1}} is on its way, Layla.\n\nYour shop"
    with pytest.raises(Refused) as refused:
        text_of(one, {"1": "Layla", "2": " "})
    assert refused.value.problem.field == "2"
