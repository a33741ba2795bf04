"""A calendar that is changed while the hub runs: the next real call, and the next chat, go where it says."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.model.events import InteractionChanged
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk, Visitor, http, make_agent
from tests.hub.server.hub_process import running_hub
from tests.hub.server.test_phone import House
from tests.hub.voice.worker.telephone import Telephone

pytestmark = pytest.mark.serial
OPEN = [{"weekday": day, "opens": 0, "closes": 1_440} for day in range(7)]


class Office:
    """A house whose calls and chats are "night"'s while its calendar is closed, else "support"'s."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.put("queues/night", {"type": "define_queue", "name": "Night"})
        self.opens(always=True)
        self.put("voice/policy", {"type": "define_voice_policy", "policy": self._policy()})
        night = {"id": "night", "name": "Night", "channels": ["chat"], "calendar": "office"}
        rule = {**night, "hour": "closed", "queue": "night"}
        self.put("rules/draft", {"type": "define_rules", "rules": [rule]})
        with http(house.hub.url, house.owner) as admin:
            published = admin.post("/v1/admin/rules/publish", json={"type": "publish_rules"})
        assert published.is_success, published.text

    def put(self, path: str, wish: dict[str, Any]) -> None:
        """Define something."""
        with http(self.house.hub.url, self.house.owner) as admin:
            answer = admin.put(f"/v1/admin/{path}", json=wish)
            assert answer.status_code == 204, answer.text

    def opens(self, *, always: bool) -> None:
        """From now on the calendar is open at all hours, or at none."""
        hours = OPEN if always else []
        wish = {"type": "define_calendar", "name": "Office", "zone": "UTC", "hours": hours}
        self.put("calendars/office", wish)

    def _policy(self) -> dict[str, Any]:
        with http(self.house.hub.url, self.house.owner) as admin:
            policy: dict[str, Any] = admin.get("/v1/admin/voice/policy").json()["policy"]
        for one in policy["entry_points"]:
            one |= {
                "menu": "",
                "calendar": "office",
                "greeting": "tone/beep",
                "closed_prompt": "tone/beep",
            }
            one["then"] = {"type": "ToQueue", "queue": "support"}
            one["closed"] = {"type": "ToQueue", "queue": "night"}
        return policy


def queue_of_the_next(desk: Desk, known: set[str]) -> str:
    """Into which queue the next customer comes."""
    told = desk.event(InteractionChanged, lambda one: one.interaction.id not in known)
    known.add(told.interaction.id)
    return told.interaction.queue_id


@asynchronous
async def test_a_changed_calendar_holds_for_the_next_call_and_the_next_chat(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", "--sip-port", "0", voice=True) as hub:
        house = House(hub)
        state = await house.running()
        office = await asyncio.to_thread(Office, house)
        token = make_agent(hub.url, house.owner, "bea", queues=["support", "night"])
        known: set[str] = set()
        with Desk.open(hub.live, token) as desk:
            for always in (True, False):
                await asyncio.to_thread(office.opens, always=always)
                wanted = "support" if always else "night"
                caller = Telephone(440.0)
                try:
                    call = await caller.dial("+4930999100", state["ports"]["udp"])
                    await caller.reaches(call, "active")
                    assert await asyncio.to_thread(queue_of_the_next, desk, known) == wanted
                finally:
                    await caller.close()
                with Visitor(hub.url) as visitor:
                    await asyncio.to_thread(visitor.introduce, "Anybody there?")
                    assert await asyncio.to_thread(queue_of_the_next, desk, known) == wanted
