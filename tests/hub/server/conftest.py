"""One hub for each test module, founded anew, with an owner, two agents and a supervisor."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hub.server.desk import make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub


@dataclass(frozen=True)
class Team:
    """A running hub and the tokens of its people."""

    hub: HubProcess
    owner: str
    ann: str
    ben: str
    sue: str

    @property
    def url(self) -> str:
        """Where the hub answers."""
        return self.hub.url

    @property
    def live(self) -> str:
        """The agents' socket."""
        return self.hub.live


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    """The module's hub."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        yield Team(
            hub=hub,
            owner=owner,
            ann=make_agent(hub.url, owner, "ann"),
            ben=make_agent(hub.url, owner, "ben"),
            sue=make_agent(hub.url, owner, "sue", scopes=["supervisor"]),
        )
