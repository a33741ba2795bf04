"""A floor of two teams with a lead each, and an administrator, for tests of who may do and hear what."""

from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import Announce, RaiseHand
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import scopes, team

OTHERS = ("ben", "lou", "olga", "lea")
"""An agent of the other team, its lead, an administrator, and the lead of the agent who has the work."""


class House(Floor):
    """Anna has Vera's chat and is led by Lea; Ben is led by Lou; Olga administers."""

    def begin(self) -> None:
        """Everybody is there."""
        self.furnish()
        for name in ("lea", "lou", "olga"):
            email = f"{name}@team.example"
            self.centre.define_agent(AgentProfile(id=name, name=name.title(), email=email))
        scopes(self, "lea", "supervisor")
        scopes(self, "lou", "supervisor")
        scopes(self, "olga", "admin")
        team(self, "east", ("anna",), ("lea",))
        team(self, "west", ("ben",), ("lou",))
        self.ready("anna")
        self.arrive("vera", "My secret is 4711")
        self.accept("anna")
        for name in ("ben", *OTHERS[1:]):
            self.centre.connected(name)
            self.ask(name, ChoosePresence(state=PresenceState.BUSY))
        self.ask("anna", RaiseHand(text="Please"))
        until = START + 3_600_000
        self.ask("lea", Announce(text="For the east alone", until=until, team_id="east"))
        self.listen()
        self.work = self.held("anna")
        (self.said,) = self.centre.snapshot("anna")[1].announcements
        self.message = self.centre.timeline(self.work.conversation_id).items[0].id
