"""What the house wants to reach, over real sockets: kept, refused at its field, and told to who looks."""

from agent_desktop.hub.protocol import Answer, Passing
from agent_desktop.model.board import BoardChanged, WatchBoard
from agent_desktop.model.targets import QueueTargets, Targets
from agent_desktop.model.work import Channel
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http, problem

WISH = {"type": "define_targets", "service": 0.9, "abandoned": 0.02, "away_ms": 1_200_000}


def told(desk: Desk, targets: Targets) -> None:
    """Wait until the board says these."""
    desk.until(
        Passing,
        lambda one: isinstance(one.event, BoardChanged) and one.event.targets == targets,
    )


def reached(desk: Desk, queue_id: str, targets: QueueTargets) -> None:
    """Wait until the board says that a queue is to reach these."""
    desk.until(
        Passing,
        lambda one: (
            isinstance(one.event, BoardChanged)
            and any(line.id == queue_id and line.targets == targets for line in one.event.queues)
        ),
    )


def test_who_looks_is_told_of_other_targets_at_once(team: Team) -> None:
    with http(team.url, team.owner) as admin, Desk.open(team.live, team.owner) as lead:
        assert isinstance(lead.perform(WatchBoard()), Answer)
        assert admin.put("/v1/admin/targets", json=WISH).status_code == 204
        told(lead, Targets(service=0.9, abandoned=0.02, away_ms=1_200_000))
        own = {"support": {"service": 0.95, "wait_ms": 45_000}}
        more = WISH | {"wait_ms": {"chat": 90_000}, "queues": own}
        assert admin.put("/v1/admin/targets", json=more).status_code == 204
        aims = QueueTargets(service=0.95, abandoned=0.02, wait_ms={Channel.CHAT: 45_000})
        reached(lead, "support", aims)
        kept = admin.get("/v1/admin/targets").json()
        assert (kept["wait_ms"], list(kept["queues"])) == ({"chat": 90_000}, ["support"])
        for place, wrong_ones in (
            ("wait_ms", [{"chat": 0}, {"chat": -1}, {"email": 8 * 24 * 3_600_000}]),
            ("queues", [{"nowhere": {}}, {"support": {"service": 2}}, {"support": {"wait_ms": 0}}]),
        ):
            for each in wrong_ones:
                answer = admin.put("/v1/admin/targets", json=WISH | {place: each})
                assert problem(answer)["field"] == place
        assert admin.put("/v1/admin/targets", json=WISH).status_code == 204
        reached(lead, "support", QueueTargets(0.9, 0.02, {Channel.CHAT: 60_000}))
        for wrong in ({"service": 1.5}, {"abandoned": -1}, {"hold_ms": 0}, {"away_ms": 10**9}):
            answer = admin.put("/v1/admin/targets", json=WISH | wrong)
            assert problem(answer)["field"] == next(iter(wrong))
        assert admin.get("/v1/admin/targets").json()["service"] == 0.9
        written = admin.get("/v1/audit?act=define_targets").json()["entries"]
        assert len(written) == 3
        plain = {"type": "define_targets"}
        assert admin.put("/v1/admin/targets", json=plain).status_code == 204
    with http(team.url, team.ann) as ann:
        assert ann.get("/v1/admin/targets").status_code == 403
