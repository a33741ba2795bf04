"""A window with a softphone, for a team lead."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import CallAccount, Colleague, ColleagueCall
from agent_desktop.model.backend_calls import CallOrder, Listening
from agent_desktop.model.changes import CallsChanged, TeamShown
from agent_desktop.model.intents import OrderCall
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.supervisor.page import TeamPage
from agent_desktop.ui.supervisor.rows import LiveRows
from agent_desktop.ui.supervisor.supervision import PAGE
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE, line
from tests.ui.fake_desk import NOON

ANN = Agent(id="ann", name="Ann Lee")
BOB = Agent(id="bob", name="Bob Stone")
CARA = Agent(id="cara", name="Cara Fuchs")


def colleague(agent: Agent, state: PresenceState, *, in_call: bool = False) -> Colleague:
    """A colleague whose presence began 2:05 ago."""
    told = Presence(agent_id=agent.id, state=state, since=NOON - 125_000, in_call=in_call)
    return Colleague(agent=agent, presence=told)


def anns_call(**about: Any) -> ColleagueCall:
    """Ann has talked for 3:12."""
    given: dict[str, Any] = {
        "interaction_id": "i1",
        "agent": ANN,
        "customer_name": "Miriam Cohen",
        "queue_name": "Billing",
        "since": NOON - 192_000,
    }
    return ColleagueCall(**{**given, **about})


class LeadsOffice(CallOffice):
    """Ann is in a call, Bob is not, Cara is not there; the page of the team is on screen."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(theme, qtbot)
        self.desk.settings["motion.reduced"] = "on"
        self.shell.preferences.load()
        self.desk.phone = replace(PHONE, accounts=(CallAccount(id=HUB_LINE, name="Hub"),))
        self.desk.colleagues = (
            colleague(ANN, PresenceState.READY, in_call=True),
            colleague(CARA, PresenceState.OFFLINE),
            colleague(BOB, PresenceState.BREAK),
        )
        self.there(anns_call())
        self.shell.show_workspace(PAGE)

    @property
    def page(self) -> TeamPage:
        return self.spaces.supervision.page

    @property
    def rows(self) -> LiveRows:
        return self.page.rows

    def there(self, *calls: ColleagueCall) -> None:
        """These are the calls of colleagues."""
        self.desk.calls_of_colleagues = list(calls)
        self.desk.publish(CallsChanged(), TeamShown())
        self.frames()

    def listen(self, mode: Listening) -> None:
        """We are in Ann's call."""
        self.desk.call_lines = [line(interaction_id="i1", listening=mode, name=ANN.name)]
        self.there(anns_call(listening=mode))

    def orders(self) -> list[CallOrder]:
        """What was asked about calls."""
        return [one.order for one in self.desk.posted(OrderCall)]

    def states(self) -> list[tuple[str, str]]:
        """Names and words of the rows."""
        return [(one.name, one.state[0]) for one in self.rows.rows]

    def toasts(self) -> list[str]:
        """What passing words are seen."""
        return [one.sentence.text() for one in self.shell.findChildren(Toast)]


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[LeadsOffice]:
    made = LeadsOffice(theme, qtbot)
    yield made
    made.spaces.leave()
