"""A network's webhook through the hub's own door: verified, signed, doubled, and a conversation at the end."""

import asyncio
import itertools
import time
from typing import Any

import httpx
import msgspec
import pytest

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.meta.peer import CUSTOMER, VERIFY, MetaPeer, signature
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http, make_agent

pytestmark = pytest.mark.serial

ENTRY = "whatsapp-line"


@asynchronous
async def test_what_a_customer_writes_by_whatsapp_reaches_the_team_once(team: Team) -> None:
    async with MetaPeer("whatsapp").open() as peer:
        wish = {
            "type": "define_network_entry",
            "name": "WhatsApp",
            "queue_id": "support",
            "network": "whatsapp",
            "settings": dict(peer.settings),
            "secrets": dict(peer.secrets),
        }

        def define() -> None:
            with http(team.url, team.owner) as admin:
                answer = admin.put(f"/v1/admin/networks/{ENTRY}", json=wish)
                assert answer.status_code == 204, answer.text

        await asyncio.to_thread(define)
        async with httpx.AsyncClient(base_url=f"{team.url}/networks/{ENTRY}/") as meta:
            await _answers(meta)
            about = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
            right = await meta.get("", params={**about, "hub.verify_token": VERIFY})
            wrong = await meta.get("", params={**about, "hub.verify_token": "others"})
            assert (right.status_code, right.text) == (200, "1158201444")
            assert wrong.status_code == 403

            text = {"type": "text", "text": {"body": "Is it in stock?"}}
            payload = peer.message(
                {**text, "timestamp": f"{int(time.time())}"}
            )  # within the 24 hours
            body = msgspec.json.encode(payload)
            said = {"X-Hub-Signature-256": signature(body)}
            forged = {"X-Hub-Signature-256": signature(body, "another secret")}
            assert (await meta.post("", content=body, headers=forged)).status_code == 403
            for _ in range(2):
                assert (await meta.post("", content=body, headers=said)).status_code == 200
            conversation = await asyncio.to_thread(_offered, team)
            assert await peer.received(1) == ["Yes, it is."]
            status = {"id": "wamid.out1", "status": "read", "timestamp": "1749416390"}
            body = msgspec.json.encode(peer.change({"statuses": [status]}))
            said = {"X-Hub-Signature-256": signature(body)}
            await asyncio.to_thread(_delivered, team, conversation, "sent")
            assert (await meta.post("", content=body, headers=said)).status_code == 200
            await asyncio.to_thread(_delivered, team, conversation, "read")


async def _answers(meta: httpx.AsyncClient) -> None:
    """Wait until the entry point's session is open: the hub says of it nothing but its answers."""
    async with asyncio.timeout(20):
        for _ in itertools.count():
            if (await meta.post("", content=b"{}")).status_code == 403:
                return
            await asyncio.sleep(0.05)


def _offered(team: Team) -> str:
    """An agent for social networks is offered it, once, and answers; which conversation it is."""
    dora = make_agent(team.url, team.owner, "dora", capacity={"social": 3})
    with Desk.open(team.live, dora) as desk:
        desk.ready()
        offer = desk.accept().offer
        assert (offer.customer_name, offer.channel) == ("Sheena Nelson", Channel.SOCIAL)
        answer = SendMessage(
            client_id=new_id(),
            conversation_id=offer.conversation_id,
            channel=Channel.SOCIAL,
            text="Yes, it is.",
        )
        assert isinstance(desk.perform(answer, answer.client_id), Answer)
    (asked, _) = _messages(team, offer.conversation_id)
    assert asked["text"] == "Is it in stock?"
    assert asked["route"] == {"entry_point_id": ENTRY, "network": "whatsapp", "address": CUSTOMER}
    return offer.conversation_id


def _delivered(team: Team, conversation_id: str, state: str) -> None:
    """The answer gets so far."""
    end = time.monotonic() + 20
    while (found := _messages(team, conversation_id)[1].get("delivery", "sent")) != state:
        assert time.monotonic() < end, found
        time.sleep(0.05)


def _messages(team: Team, conversation_id: str) -> list[dict[str, Any]]:
    with http(team.url, team.owner) as owner:
        page = owner.get(f"/v1/conversations/{conversation_id}/timeline").json()
    return [one for one in page["items"] if one["type"] == "message"]
