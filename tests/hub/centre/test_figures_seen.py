"""Whose figures a lead sees."""

import pytest

from agent_desktop.hub.centre.figures import Asked, keep_everything, made
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.model.supervising import Team
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_figures import FIRST


def test_a_lead_sees_whom_they_lead_and_who_waits_for_them(floor: Floor) -> None:
    centre = floor.centre
    scopes(floor, "cleo", "supervisor")
    assert centre.figures_seen("cleo", "") is None  # no teams: everybody's
    centre.define_team(Team(id="a", name="A", members=("anna",), leads=("cleo",)))
    centre.define_team(Team(id="b", name="B", members=("ben",), leads=()))
    for agent_id, queue_id in (("anna", "support"), ("ben", "billing")):
        floor.ready(agent_id)
        floor.arrive(f"of-{agent_id}", queue_id=queue_id)
        floor.accept(agent_id)
        for number in range(2):
            floor.arrive(f"waits-{agent_id}{number}", queue_id=queue_id)
    for kept in (False, True):
        if kept:
            with centre.storage.transaction():
                keep_everything(centre.storage, floor.now)
        for team in ("", "a"):
            seen = centre.figures_seen("cleo", team)
            with centre.storage.transaction():
                got = made(centre.storage, Asked(first=FIRST, by=("queue",), seen=seen), floor.now)
            (row,) = got.rows
            assert row.queue_id == "support"
            assert (row.sums["offered"], row.sums["answered"]) == (3, 1)
    for lead, team in (("cleo", "b"), ("cleo", "moon"), ("anna", "a")):
        with pytest.raises(OutOfReach):
            centre.figures_seen(lead, team)
    seen = centre.figures_seen("anna", "")
    assert seen == Seen((), ())
