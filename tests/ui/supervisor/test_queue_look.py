"""Colours of the board follow what each queue is to reach."""

from msgspec.structs import replace

from agent_desktop.model.targets import HouseTargets, OwnTargets, QueueTargets
from agent_desktop.model.work import Channel
from agent_desktop.ui.supervisor.queue_look import abandoned_tone, wait_tone
from tests.ui.fake_view import NOON
from tests.ui.supervisor.boards import queue

CHAT = Channel.CHAT


def test_the_longest_wait_is_held_against_the_queues_target() -> None:
    line = replace(queue("Sales", CHAT, 90, 3, 70_000), within_ms={CHAT: 60_000})
    for longest, tone in ((120_000, "atRisk"), (70_000, "atRisk"), (69_000, "breached")):
        aims = QueueTargets(wait_ms={CHAT: longest})
        assert wait_tone(replace(line, targets=aims), NOON) == tone
    calm = replace(line, within_ms={CHAT: 80_000}, targets=QueueTargets(wait_ms={CHAT: 90_000}))
    assert wait_tone(calm, NOON) == ""


def test_giving_up_is_held_against_the_queues_target() -> None:
    line = queue("Sales", CHAT, 90, 3, 0)  # four of a hundred gave up
    assert abandoned_tone(replace(line, targets=QueueTargets(abandoned=0.04))) == ""
    assert abandoned_tone(replace(line, targets=QueueTargets(abandoned=0.039))) == "breached"


def test_a_queue_is_to_reach_its_own_and_otherwise_what_the_house_wants() -> None:
    house = HouseTargets(
        service=0.9,
        wait_ms={Channel.VOICE: 45_000},
        queues={"vip": OwnTargets(abandoned=0.01), "late": OwnTargets(service=0.5, wait_ms=9)},
    )
    within = {Channel.VOICE: 20_000, CHAT: 30_000}
    assert house.of("any", within) == QueueTargets(0.9, 0.05, {Channel.VOICE: 45_000, CHAT: 60_000})
    assert house.of("vip", within).abandoned == 0.01
    assert house.of("late", within) == QueueTargets(0.5, 0.05, {Channel.VOICE: 9, CHAT: 9})
    assert not isinstance(house.common, HouseTargets)
