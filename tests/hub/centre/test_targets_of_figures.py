"""What figures are to reach is told with their names, to a lead of their own queues alone."""

from agent_desktop.hub.centre import targets
from agent_desktop.hub.centre.figures import define_rules
from agent_desktop.model.figures import FigureRules
from agent_desktop.model.supervising import Team
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes


def test_a_lead_knows_the_targets_of_their_own_queues(floor: Floor) -> None:
    storage = floor.centre.storage
    house = HouseTargets(
        service=0.7,
        wait_ms={Channel.CHAT: 9_000},
        queues={"support": OwnTargets(service=0.9), "billing": OwnTargets(abandoned=0.1)},
    )
    with storage.transaction():
        targets.define(storage, house)
        times = {"support": {Channel.VOICE: 5_000}, "billing": {Channel.VOICE: 6_000}}
        define_rules(storage, FigureRules(queues=times))
    scopes(floor, "cleo", "supervisor")
    scopes(floor, "ben", "admin")
    floor.centre.define_team(Team(id="a", name="A", members=("anna",), leads=("cleo",)))
    mine, whole = (floor.centre.figure_names(who).aims for who in ("cleo", "ben"))
    assert mine is not None
    assert whole is not None
    assert set(whole.targets.queues) == set(whole.waits) - {""} == {"support", "billing"}
    queues = {one.id for one in floor.centre.figure_names("cleo").queues}
    assert "billing" not in queues, "or this test says nothing"
    assert set(mine.targets.queues) == set(mine.waits) - {""} == {"support"}
    assert mine.of("service_level", "support", None) == (0.9, True)
    assert mine.of("longest_wait", "support", Channel.VOICE) == (10_000, False)
    assert mine.of("longest_wait", "", Channel.CHAT) == (9_000, False)
    assert mine.of("longest_wait", "", Channel.VOICE) == (40_000, False)
