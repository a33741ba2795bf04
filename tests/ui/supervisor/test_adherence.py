"""On an agent's tile: that they do otherwise than their shift says, once it lasts, and how much it needs a look."""

import pytest

from agent_desktop.model.people import PresenceState
from agent_desktop.model.targets import Targets
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.supervisor.tiles import AWAY, GONE, OVER, USUAL, Around, tile
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import agent

SINCE = NOON - 240_000
WORDS = f"Out of adherence since {time_of_day(SINCE)}"


@pytest.mark.parametrize(
    ("presence", "due", "rank", "usual"),
    [
        (PresenceState.OFFLINE, True, OVER, GONE),
        (PresenceState.MEETING, True, OVER, AWAY),
        (PresenceState.READY, False, USUAL, USUAL),
    ],
)
def test_it_is_said_with_since_when_and_stands_first_where_work_is_due(
    presence: PresenceState, due: bool, rank: int, usual: int
) -> None:
    line = agent("Mei", presence, out_since=SINCE, due=due)
    found = tile(line, Around(), {}, Targets(), NOON)
    assert WORDS in found.detail
    assert WORDS in found.words(NOON)
    assert found.rank == rank
    follows = tile(agent("Mei", presence), Around(), {}, Targets(), NOON)
    assert "adherence" not in follows.detail
    assert follows.rank == usual


def test_nobody_is_told_on_for_a_few_seconds() -> None:
    line = agent("Mei", PresenceState.MEETING, out_since=NOON - 10_000, due=True)
    found = tile(line, Around(), {}, Targets(), NOON)
    assert "adherence" not in found.detail
    assert found.changes_at == NOON + 50_000
    assert "adherence" in tile(line, Around(), {}, Targets(), found.changes_at).detail
