"""SMS through a whole hub: a customer's message is work, the answer leaves and is delivered, STOP ends it."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from agent_desktop.hub.protocol import Answer, Refusal
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.hub.channels.smpp.peer import settings
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub
from tests.peers.fake_twilio import FakeTwilio
from tests.peers.sms_providers import ADDRESS, OURS, PHONE
from tests.peers.smsc import PASSWORD, Smsc, letter_text, smsc

pytestmark = pytest.mark.serial


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Smsc]:
    with smsc(tmp_path) as running:
        yield running


@contextlib.contextmanager
def open_for(network: str, chosen: dict[str, str], secrets: dict[str, str]) -> Iterator[Any]:
    """A hub with an agent and an entry point `sms` at that network: the hub, and the agent's token."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        wish = {
            "type": "define_network_entry",
            "name": "SMS",
            "queue_id": "support",
            "network": network,
            "settings": chosen,
            "secrets": secrets,
        }
        with http(hub.url, owner) as admin:
            answer = admin.put("/v1/admin/networks/sms", json=wish)
            assert answer.status_code == 204, answer.text
        yield hub, make_agent(hub.url, owner, "ann")


def send(desk: Desk, conversation_id: str, text: str) -> Answer | Refusal:
    """An answer by the way by which the customer came."""
    message = SendMessage(
        client_id=new_id(), conversation_id=conversation_id, channel=Channel.SMS, text=text
    )
    return desk.perform(message)


def delivered(desk: Desk) -> Message:
    """Our message, as soon as the network says that the phone has it."""
    return desk.event(
        MessageReceived, lambda event: event.message.delivery is Delivery.DELIVERED
    ).message


def test_a_customer_writes_is_answered_and_says_stop(server: Smsc) -> None:
    question, reply = "Zażółć gęślą jaźń? " * 8, "It comes tomorrow. " * 12
    with (
        open_for("smpp", settings(server.port), {"password": PASSWORD}) as (hub, ann),
        Desk.open(hub.live, ann) as desk,
    ):
        desk.ready()
        asyncio.run(server.writes(question))
        offered = desk.accept().offer
        came = desk.event(MessageReceived, lambda event: event.message.incoming).message
        assert came.text == question
        assert came.route.address == PHONE
        assert offered.channel is Channel.SMS
        assert isinstance(send(desk, came.conversation_id, reply), Answer)
        parts = asyncio.run(server.submitted(2))
        assert letter_text(parts) == reply
        assert delivered(desk).text == reply

        asyncio.run(server.writes("STOP"))
        (confirmation,) = asyncio.run(server.submitted(3))[2:]
        assert "no more messages" in confirmation["text"]
        refusal = send(desk, came.conversation_id, "One more thing")
        assert isinstance(refusal, Refusal)
        assert "not to be written to" in refusal.problem.message


def test_a_letter_waits_for_a_network_that_is_away(server: Smsc) -> None:
    with (
        open_for("smpp", settings(server.port), {"password": PASSWORD}) as (hub, ann),
        Desk.open(hub.live, ann) as desk,
    ):
        desk.ready()
        asyncio.run(server.writes("Hello?"))
        desk.accept()
        came = desk.event(MessageReceived, lambda event: event.message.incoming).message

        async def away() -> None:
            async with server.away():
                assert isinstance(
                    await asyncio.to_thread(send, desk, came.conversation_id, "Yes"), Answer
                )

        asyncio.run(away())
        assert delivered(desk).text == "Yes"
        assert [one["text"] for one in asyncio.run(server.seen())] == ["Yes"]


def test_a_signed_webhook_is_work_and_a_forged_one_is_nothing() -> None:
    chosen = {
        "account": FakeTwilio.account,
        "address": ADDRESS,
        "server": "http://127.0.0.1:9",
        "sender": OURS,
    }
    with open_for("twilio", chosen, {"token": FakeTwilio.token}) as (hub, ann):
        assert isinstance(hub, HubProcess)
        fields = {
            "MessageSid": FakeTwilio.sid(),
            "AccountSid": FakeTwilio.account,
            "From": PHONE,
            "To": OURS,
            "Body": "Grüße & more",
        }
        body = urlencode(fields).encode()
        headers = FakeTwilio().signed("incoming", "", fields)
        with Desk.open(hub.live, ann) as desk, http(hub.url, "") as world:
            desk.ready()
            where = "/networks/sms/incoming"
            forged = {**headers, "x-twilio-signature": "AAAA"}
            assert world.post(where, content=body, headers=forged).status_code == 403
            for _ in range(2):
                assert world.post(where, content=body, headers=headers).status_code == 200
            desk.accept()
            came = desk.event(MessageReceived, lambda event: event.message.incoming).message
            assert (came.text, came.route.address) == ("Grüße & more", PHONE)
