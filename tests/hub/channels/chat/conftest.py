"""One hub for each module, with the usual limits and one allowed origin, and an agent."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hub.server.desk import http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub

ALLOWED = "https://shop.example"


@dataclass(frozen=True)
class Place:
    """A running hub with an agent; `secret` signs identities at the entry point "signed"."""

    hub: HubProcess
    owner: str
    ann: str
    secret: str

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.hub.url

    @property
    def chat(self) -> str:
        """The visitors' socket."""
        return self.hub.url.replace("http", "ws", 1) + "/chat/v1/live"


def define(url: str, owner: str, entry_point: str, **more: object) -> None:
    """Make an entry point, or change it."""
    wish = {
        "type": "define_entry_point",
        "channel": "chat",
        "name": entry_point,
        "queue_id": "support",
        **more,
    }
    with http(url, owner) as client:
        answer = client.put(f"/v1/admin/entry-points/{entry_point}", json=wish)
        assert answer.status_code == 204, answer.text


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """The module's hub."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        define(hub.url, owner, "website", origins=[ALLOWED])
        define(hub.url, owner, "other", origins=["https://other.example"])
        define(hub.url, owner, "signed", origins=[ALLOWED])
        with http(hub.url, owner) as client:
            made = client.post("/v1/admin/entry-points/signed/secret")
            secret = str(made.json()["secret"])
        define(hub.url, owner, "signed", origins=[ALLOWED], require_identity=True)
        yield Place(hub=hub, owner=owner, ann=ann, secret=secret)
