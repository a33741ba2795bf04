"""What a wallboard shows of many queues: its figures are of all, and who waits is not left off for who does not."""

import pytest

from agent_desktop.hub.centre import wallboards
from agent_desktop.hub.centre.wallboards import KeptWallboard
from agent_desktop.hub.protocol import WallFigures
from tests.hub.centre.test_alerting import look
from tests.hub.centre.two_teams import House


def shown(house: House) -> WallFigures:
    """Everything, as it is now."""
    look(house)
    with house.centre.request() as book:
        wall = KeptWallboard(id="hall", name="Hall", owner_id="olga")
        told = wallboards.figures(book, house.centre.board, wall)
    assert told is not None
    return told


def test_queues_left_off_are_counted_and_who_waits_is_shown(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = shown(house)
    assert len(every.queues) > 1
    last = every.queues[-1].name
    queue_id = next(one.id for one in house.centre.board.queues.values() if one.name == last)
    house.arrive("w1", queue_id=queue_id)
    house.arrive("w2", queue_id=queue_id)
    house.wait(1_000)
    monkeypatch.setattr(wallboards, "MOST_QUEUES", 1)
    told = shown(house)
    assert [(one.name, one.waiting) for one in told.queues] == [(last, 2)]
    assert told.left_off == len(every.queues) - 1
    monkeypatch.setattr(wallboards, "MOST_QUEUES", 0)
    none = shown(house)
    assert none.queues == ()
    assert (none.waiting, none.service, none.abandoned) == (2, told.service, told.abandoned)


def test_ready_are_those_who_could_take_somebody(house: House) -> None:
    before = shown(house)
    assert before.agents.ready == max(one.ready for one in before.queues) == 1
    house.arrive("w1")
    told = shown(house)  # Anna is asked: she is Ready, and takes nobody else meanwhile
    assert told.agents.ready == max(one.ready for one in told.queues) == 0
