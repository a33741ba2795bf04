"""A window with a softphone, for a team lead."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import CallAccount, Colleague, ColleagueCall
from agent_desktop.desk.board_state import Board
from agent_desktop.model.backend_calls import CallOrder, Listening
from agent_desktop.model.board import WatchBoard
from agent_desktop.model.changes import CallsChanged, TeamShown
from agent_desktop.model.intents import OrderCall
from agent_desktop.model.people import Activity, Agent, Presence, PresenceState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.supervisor.board_page import BoardPage
from agent_desktop.ui.supervisor.live_board import PAGE
from agent_desktop.ui.supervisor.ways import Ways
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE, line
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import agent, work

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


def team_board() -> Board:
    """The board of these three."""
    call = replace(work("Miriam Cohen", Channel.VOICE, 192_000), interaction_id="i1")
    lines = (
        agent(ANN.name, PresenceState.READY, Activity.TALKING, 192_000, works=(call,)),
        agent(BOB.name, PresenceState.BREAK, lasted=125_000),
        agent(CARA.name, PresenceState.OFFLINE, lasted=125_000),
    )
    return Board(wish=WatchBoard(), at=NOON, agents={one.id: one for one in lines})


class LeadsOffice(CallOffice):
    """Ann is in a call, Bob is not, Cara is not there; the board is on screen."""

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
        self.desk.board = team_board()
        self.there(anns_call())
        self.shell.show_workspace(PAGE)

    @property
    def board(self) -> BoardPage:
        """The page."""
        return self.spaces.supervision.board.page

    def ways(self, agent_id: str = "ann") -> Ways:
        """The buttons on an agent's tile."""
        self.board.agents.mark(agent_id)
        found = self.board.agents.ways
        assert isinstance(found, Ways)
        return found

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
        """Names and words of the tiles."""
        return [(one.name, one.word) for one in self.board.agents.cells.tiles]

    def toasts(self) -> list[str]:
        """What passing words are seen."""
        return [one.sentence.text() for one in self.shell.findChildren(Toast)]


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[LeadsOffice]:
    made = LeadsOffice(theme, qtbot)
    yield made
    made.spaces.leave()
