"""Agents who are disabled or do not come back, on a real hub: a colleague has their chat, and both sides know."""

from contextlib import ExitStack

import pytest

from agent_desktop.hub.protocol import Answer, ChatItems, ChatStateChanged, Refusal
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.events import InteractionChanged, LineAdded, OfferMade
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel, InteractionState, Offer
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, make_agent

ENTRY = {"type": "define_entry_point", "channel": "chat", "name": "Night"}


def open_queue(team: Team, name: str, away_ms: int) -> None:
    queue = {"type": "define_queue", "name": "Night", "away_ms": away_ms}
    with http(team.url, team.owner) as admin:
        assert admin.put(f"/v1/admin/queues/{name}", json=queue).status_code == 204
        (night,) = [
            one for one in admin.get("/v1/admin/queues").json()["queues"] if one["id"] == name
        ]
        assert night["away_ms"] == away_ms
        entry = {**ENTRY, "queue_id": name}
        assert admin.put(f"/v1/admin/entry-points/{name}", json=entry).status_code == 204


def says(desk: Desk, offer: Offer, text: str) -> Answer | Refusal:
    return desk.perform(
        SendMessage(
            client_id=new_id(),
            conversation_id=offer.conversation_id,
            channel=Channel.CHAT,
            text=text,
        )
    )


@pytest.mark.parametrize("why", ["disabled", "away"])
def test_the_chat_of_an_agent_who_is_gone_goes_on(team: Team, why: str) -> None:
    open_queue(team, why, 0 if why == "away" else 600_000)
    nia = make_agent(team.url, team.owner, f"nia-{why}", queues=[why])
    ned = make_agent(team.url, team.owner, f"ned-{why}", queues=[why])
    with ExitStack() as stack:
        colleague = stack.enter_context(Desk.open(team.live, ned))
        with Desk.open(team.live, nia) as desk, Visitor(team.url, why) as visitor:
            desk.ready()
            visitor.introduce()
            offer = desk.accept().offer
            assert isinstance(says(desk, offer, "Hello"), Answer)
            visitor.until_text("Hello")
            colleague.ready()
            if why == "disabled":
                wish = {
                    "type": "define_agent",
                    "name": "Nia",
                    "email": f"nia-{why}@example.org",
                    "queues": [why],
                    "disabled": True,
                }
                with http(team.url, team.owner) as admin:
                    answer = admin.put(f"/v1/admin/agents/nia-{why}", json=wish)
                    assert answer.status_code == 204, answer.text
                assert desk.goodbye()[1] == 4401
            else:
                desk.socket.close()
            visitor.until(ChatItems, lambda frame: [one.line for one in frame.items] == ["waiting"])
            visitor.until(ChatStateChanged, lambda frame: frame.state.phase == "waiting")
            again = colleague.accept().offer
            assert (again.interaction_id, again.arrived_at) == (
                offer.interaction_id,
                offer.arrived_at,
            )
            visitor.until(ChatStateChanged, lambda frame: frame.state.phase == "with_agent")
            assert isinstance(says(colleague, again, "I go on"), Answer)
            visitor.until_text("I go on")
            line = colleague.event(LineAdded, lambda one: one.line.kind is LineKind.HANDED_BACK)
            assert line.line.detail == why
            if why == "away":
                with Desk.open(team.live, nia, desk.cursor) as back:
                    back.event(
                        InteractionChanged,
                        lambda one: one.interaction.state is InteractionState.QUEUED,
                    )
                    assert not [one for one in back.entries if isinstance(one.event, OfferMade)]
                    late = says(back, offer, "unsent until now")
                    assert isinstance(late, Refusal)
                    assert late.problem.message == "You do not have this conversation."
