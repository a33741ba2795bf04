"""What the desk holds in mind of the live board: the lines by id, and who of the team it shows.

Promises values that are replaced and never changed in place. It is shown as it was when the link is down, with the
moment for which it was true.
"""

from agent_desktop.model.alerts import Alert
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.board import AgentLine, BoardChanged, BoardListed, QueueLine, WatchBoard
from agent_desktop.model.supervising import Hand, Team
from agent_desktop.model.targets import Targets


class Board(Record, frozen=True):
    """The board. `wish` is what we want to follow, `at` the moment of the last news; None before the first.

    `hands` are those that are raised, by agent, `alerts` those that are not over,
    by id; `coming` are the parts of a whole that is not complete yet.
    """

    wish: WatchBoard | None = None
    at: Millis | None = None
    targets: Targets = Targets()
    teams: tuple[Team, ...] = ()
    queues: dict[str, QueueLine] = {}
    agents: dict[str, AgentLine] = {}
    listed: BoardListed | None = None
    hands: dict[str, Hand] = {}
    alerts: dict[str, Alert] = {}
    coming: tuple[BoardChanged, ...] = ()
