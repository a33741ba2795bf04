"""The live board over real sockets: who may look, the whole and what is new, and the interactions behind a figure."""

from collections.abc import Callable

from agent_desktop.hub.protocol import Answer, Passing, Refusal
from agent_desktop.model.board import AgentLine, BoardChanged, BoardListed, QueueLine, WatchBoard
from agent_desktop.model.people import Activity, PresenceState
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor


class Wall:
    """What a lead's desk knows of the board."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.queues: dict[str, QueueLine] = {}
        self.agents: dict[str, AgentLine] = {}
        self.listed: BoardListed | None = None
        self.begun = 0

    def until(self, holds: Callable[[], bool]) -> None:
        """Take in what comes until it holds."""

        def there(frame: Passing) -> bool:
            self._take(frame.event)
            return holds()

        if not holds():
            self.desk.until(Passing, there)

    def _take(self, event: object) -> None:
        if isinstance(event, BoardListed):
            self.listed = event
        elif isinstance(event, BoardChanged):
            if event.fresh:
                self.queues, self.agents = {}, {}
                self.begun += 1
            self.queues.update((one.id, one) for one in event.queues)
            self.agents.update((one.id, one) for one in event.agents)


def test_a_lead_follows_and_others_do_not(team: Team) -> None:
    with (
        Desk.open(team.live, team.owner) as lead,
        Desk.open(team.live, team.ann) as ann,
        Visitor(team.url) as visitor,
    ):
        refused = ann.perform(WatchBoard())
        assert isinstance(refused, Refusal)
        assert refused.problem.code == "forbidden"
        wall = Wall(lead)
        assert isinstance(lead.perform(WatchBoard()), Answer)
        wall.until(lambda: wall.begun == 1)
        assert wall.agents["ann"].presence is PresenceState.OFFLINE
        before = wall.queues["support"].waiting
        visitor.introduce("Where is it?")
        wall.until(lambda: wall.queues["support"].waiting == before + 1)
        assert isinstance(lead.perform(WatchBoard(queue_id="support")), Answer)
        wall.until(lambda: wall.listed is not None)
        assert wall.listed is not None
        assert wall.listed.lines[-1].preview == "Where is it?"
        ann.ready()
        ann.accept()
        wall.until(lambda: wall.agents["ann"].activity is Activity.MESSAGING)
        assert wall.agents["ann"].works[0].queue_name == "Support"
        wall.until(lambda: wall.queues["support"].waiting == before)
        assert wall.begun == 1
        assert isinstance(lead.perform(WatchBoard(on=False)), Answer)
