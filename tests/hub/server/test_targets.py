"""What the house wants to reach, over real sockets: kept, refused at its field, and told to who looks."""

from agent_desktop.hub.protocol import Answer, Passing
from agent_desktop.model.board import BoardChanged, Targets, WatchBoard
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http, problem

WISH = {"type": "define_targets", "service": 0.9, "abandoned": 0.02, "away_ms": 1_200_000}


def told(desk: Desk, targets: Targets) -> None:
    """Wait until the board says these."""
    desk.until(
        Passing,
        lambda one: isinstance(one.event, BoardChanged) and one.event.targets == targets,
    )


def test_who_looks_is_told_of_other_targets_at_once(team: Team) -> None:
    with http(team.url, team.owner) as admin, Desk.open(team.live, team.owner) as lead:
        assert isinstance(lead.perform(WatchBoard()), Answer)
        assert admin.put("/v1/admin/targets", json=WISH).status_code == 204
        told(lead, Targets(service=0.9, abandoned=0.02, away_ms=1_200_000))
        for wrong in ({"service": 1.5}, {"abandoned": -1}, {"hold_ms": 0}, {"away_ms": 10**9}):
            answer = admin.put("/v1/admin/targets", json=WISH | wrong)
            assert problem(answer)["field"] == next(iter(wrong))
        assert admin.get("/v1/admin/targets").json()["service"] == 0.9
        written = admin.get("/v1/audit?act=define_targets").json()["entries"]
        assert len(written) == 1
        plain = {"type": "define_targets"}
        assert admin.put("/v1/admin/targets", json=plain).status_code == 204
    with http(team.url, team.ann) as ann:
        assert ann.get("/v1/admin/targets").status_code == 403
