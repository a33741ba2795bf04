"""A real hub is killed while an agent splits a chat and takes it back: asked again, it was done exactly once."""

from pathlib import Path

import msgspec
import pytest

from agent_desktop.hub.protocol import Answer, ConversationPage, Perform, TimelinePage
from agent_desktop.model.base import new_id
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.rearranging import Rearranging, SplitConversation, TakeMoveBack
from agent_desktop.model.timeline import Message
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, running_hub

pytestmark = pytest.mark.serial


def said(hub: HubProcess, token: str, conversation_id: str) -> list[str]:
    """The messages that stand in a conversation."""
    with http(hub.url, token) as agent:
        answer = agent.get(f"/v1/conversations/{conversation_id}/timeline")
    items = msgspec.json.decode(answer.content, type=TimelinePage).items
    return [one.text for one in items if isinstance(one, Message) and not one.moved_to]


def conversations(hub: HubProcess, token: str, customer_id: str) -> list[str]:
    """The ids of a customer's conversations, oldest first."""
    with http(hub.url, token) as agent:
        answer = agent.get(f"/v1/customers/{customer_id}/conversations")
    page = msgspec.json.decode(answer.content, type=ConversationPage)
    return [one.id for one in sorted(page.conversations, key=lambda one: one.number)]


def asked_while_it_dies(hub: HubProcess, token: str, command: Rearranging, command_id: str) -> None:
    """The command is on its way when the hub is killed: nobody knows whether it was done."""
    with Desk.open(hub.live, token) as desk:
        desk.send(Perform(id=command_id, command=command))
        hub.kill()


def test_a_split_and_its_undoing_happen_once_however_the_hub_dies(tmp_path: Path) -> None:
    with running_hub(tmp_path) as hub:
        token = make_agent(hub.url, owner_token(hub.url, hub.ticket), "anna", queues=["support"])
        with Desk.open(hub.live, token) as desk, Visitor(hub.url) as visitor:
            desk.ready()
            visitor.introduce("My lamp")
            offer = desk.accept().offer
            visitor.say("And a chair")
            chair = desk.event(MessageReceived, lambda e: e.message.text == "And a chair").message
        first = offer.conversation_id
        split = SplitConversation(conversation_id=first, item_id=chair.id)
        split_id, back_id = new_id(), new_id()
        asked_while_it_dies(hub, token, split, split_id)
    with running_hub(tmp_path) as hub:
        with Desk.open(hub.live, token) as desk:
            assert isinstance(desk.perform(split, split_id), Answer)
            assert isinstance(desk.perform(split, split_id), Answer)
        first_again, second = conversations(hub, token, offer.customer_id)
        assert first_again == first
        assert said(hub, token, first) == ["My lamp"]
        assert said(hub, token, second) == ["And a chair"]
        back = TakeMoveBack(conversation_id=second)
        asked_while_it_dies(hub, token, back, back_id)
    with running_hub(tmp_path) as hub:
        with Desk.open(hub.live, token) as desk:
            assert isinstance(desk.perform(back, back_id), Answer)
        assert said(hub, token, first) == ["My lamp", "And a chair"]
        assert said(hub, token, second) == []
