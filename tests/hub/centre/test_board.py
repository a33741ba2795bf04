"""The live board beside the live view, the figures of the same day, and over crashes."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.board import Board, BoardNews
from agent_desktop.hub.centre.board_side import BoardRound
from agent_desktop.hub.centre.figures import define_rules, rules_of
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.definitions import definitions, total
from agent_desktop.hub.metrics.table import Table
from agent_desktop.hub.storage.passages import passages_between
from agent_desktop.model.board import AgentLine, Listed, QueueLine
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.errors import DeskError
from agent_desktop.model.figures import FigureRules, Figures, Variant, zone_of
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.supervising import Reassign
from agent_desktop.model.work import InteractionState
from tests.chances import tries
from tests.hub.centre.any_day import something
from tests.hub.centre.floor import AGENTS, QUEUES, START, Floor, opened
from tests.hub.centre.leading import scopes

_UTC = ZoneInfo("UTC")
NOTHING = ((), (), ())


class Looker:
    """Somebody who follows the board as a desk does: the whole once, then what is new."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.queues: dict[str, QueueLine] = {}
        self.agents: dict[str, AgentLine] = {}
        self.board = -1

    def look(self) -> BoardRound:
        made = self.floor.centre.board_round(self.board, whole=False)
        if made.whole is not None:
            self.queues, self.agents = {}, {}
        self._take(made.whole or made.news)
        self.board = made.board
        return made

    def afresh(self) -> dict[str, AgentLine]:
        """All agents as a board sees them that begins now; it cannot know since when somebody is idle."""
        board = Board(0)
        with self.floor.centre.request() as book:
            board.round(book)
        return {key: self.idle_as_ours(line) for key, line in board.agents.items()}

    def idle_as_ours(self, line: AgentLine) -> AgentLine:
        ours = self.agents[line.id]
        idle = line.activity is Activity.IDLE
        line = replace(line, missed=ours.missed)  # nor what was missed before
        return replace(line, active_since=ours.active_since) if idle else line

    def _take(self, news: BoardNews) -> None:
        for gone in news.gone:
            self.queues.pop(gone, None)
            self.agents.pop(gone, None)
        self.queues.update((one.id, one) for one in news.queues)
        self.agents.update((one.id, one) for one in news.agents)


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    with opened(tmp_path / "hub.db") as made:
        made.furnish()
        yield made


def news(made: BoardRound) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What was told anew, by id."""
    one = made.news
    return (
        tuple(line.id for line in one.queues),
        tuple(line.id for line in one.agents),
        one.gone,
    )


def test_a_customer_is_seen_from_coming_to_wrap_up(floor: Floor) -> None:
    looker = Looker(floor)
    looker.look()
    assert news(looker.look()) == NOTHING
    floor.arrive("vera")
    assert news(looker.look())[0] == ("support",)
    (part,) = looker.queues["support"].parts
    assert (part.waiting, part.oldest_at) == (1, floor.now)
    listed = floor.centre.board_listed("support", Listed.WAITING)
    assert [one.customer_name for one in listed.lines] == ["Vera"]
    floor.wait(3_000)
    floor.ready("anna")
    looker.look()
    anna = looker.agents["anna"]
    assert (anna.activity, anna.active_since) == (Activity.OFFERED, floor.now)
    assert looker.queues["support"].waiting == 1  # who is offered still waits
    floor.wait(2_000)
    offer = floor.accept("anna")
    looker.look()
    anna = looker.agents["anna"]
    assert anna.activity is Activity.MESSAGING
    assert [(one.customer_name, one.queue_name) for one in anna.works] == [("Vera", "Support")]
    line = looker.queues["support"]
    assert (line.waiting, line.oldest_at, line.ready, line.on) == (0, None, 1, 1)
    assert (line.service.value, line.speed.value, line.abandoned.value) == (1.0, 5_000.0, 0.0)
    active = floor.centre.board_listed("support", Listed.ACTIVE)
    assert ([one.agent_name for one in active.lines], active.total) == (["Anna"], 1)
    floor.finish("anna", offer.interaction_id)
    looker.look()
    anna = looker.agents["anna"]
    assert (anna.activity, anna.active_since, anna.works) == (Activity.IDLE, floor.now, ())


def test_a_missed_offer_a_lost_link_and_a_break_are_seen(floor: Floor) -> None:
    looker = Looker(floor)
    floor.ready("anna")
    looker.look()
    floor.arrive("vera")
    floor.wait(60_000)
    looker.look()
    anna = looker.agents["anna"]
    assert (anna.presence, anna.missed) == (PresenceState.NOT_RESPONDING, "Support")
    assert looker.queues["support"].ready == 0
    floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    looker.look()
    assert (looker.agents["anna"].missed, looker.agents["anna"].linked) == ("", True)
    lost_at = floor.now
    floor.centre.disconnected("anna")
    made = looker.look()
    assert news(made)[1] == ("anna",)
    assert (looker.agents["anna"].linked, looker.agents["anna"].lost_at) == (False, lost_at)
    floor.ready("anna")
    looker.look()
    assert looker.agents["anna"].lost_at is None


def test_the_threshold_passes_without_an_event(floor: Floor) -> None:
    looker = Looker(floor)
    floor.arrive("vera")
    made = looker.look()
    assert looker.queues["support"].service.value is None
    assert made.news.next_at == START + 30_001
    floor.wait(30_000)
    assert news(looker.look()) == NOTHING  # the threshold includes itself
    floor.wait(1)
    looker.look()
    assert looker.queues["support"].service.value == 0.0


def test_who_is_sent_on_after_the_threshold_stays_counted(floor: Floor) -> None:
    scopes(floor, "cleo", "supervisor")
    looker = Looker(floor)
    for visitor, waits in (("vera", 30_000), ("vito", 30_001)):
        floor.arrive(visitor)
        floor.wait(waits)
        with floor.centre.request() as book:
            (waiting,) = book.engine.waiting_ids("support", 9)
        floor.ask("cleo", Reassign(interaction_ids=(waiting,), queue_id="billing"))
        looker.look()
        rows = {row.queue_id: row.figures["service_level"] for row in today(floor).rows}
        assert looker.queues["support"].service.value == rows["support"]
        assert rows["support"] == (None if visitor == "vera" else 0.0)


def test_the_last_hour_is_seen_in_steps(floor: Floor) -> None:
    looker = Looker(floor)
    floor.arrive("vera")
    floor.arrive("ulf")
    looker.look()
    assert looker.queues["support"].trail[-1] == 0  # both came after the last step
    floor.wait(5 * 60_000)
    looker.look()
    assert looker.queues["support"].trail[-2:] == (0, 2)
    floor.wait(20 * 60_000)
    floor.ready("anna")
    first = floor.centre.snapshot("anna")[1].offers[0]
    answer = AnswerOffer(interaction_id=first.interaction_id, epoch=first.epoch, accept=True)
    floor.ask("anna", answer)
    floor.wait(5 * 60_000)
    looker.look()
    fresh = Looker(floor)
    floor.crash()
    fresh.look()
    assert looker.queues["support"].trail[-7:] == (0, 2, 2, 2, 2, 2, 1)
    assert fresh.queues["support"].trail == looker.queues["support"].trail


def today(floor: Floor) -> Figures:
    """The table of the day so far, by queue and channel."""
    storage = floor.centre.storage
    with storage.transaction():
        rules = rules_of(storage)
        zone = zone_of(rules.zone)
        starts = days.bounds(days.day_of(floor.now, zone), 1, "day", zone)
        table = Table(rules, ("queue", "channel"), starts, floor.now)
        table.add(*passages_between(storage, starts[0], starts[-1], None, 10_000))
        return table.made()


def waiting_now(floor: Floor, queue_id: str) -> int:
    """Who waits, as the agents' view has it."""
    live = floor.centre._loaded.live.interactions.values()
    states = (InteractionState.QUEUED, InteractionState.OFFERED)
    return sum(one.shown.queue_id == queue_id and one.shown.state in states for one in live)


@pytest.mark.parametrize("seed", range(tries(4)))
@pytest.mark.parametrize("variant", [Variant.IGNORE, Variant.SHORT_CREDIT])
def test_it_agrees_with_the_figures_of_the_same_moment(
    tmp_path: Path, seed: int, variant: Variant
) -> None:
    """Over crashes, a change of the rules, and midnight (which is 1 h 47 min after the floor's start)."""
    chance = Random(seed)
    known = {one.name: one for one in definitions(variant)}
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(max_waiting=4)
        looker, visitors = Looker(floor), list[str]()
        first = days.day_of(floor.now, _UTC)
        for agent in AGENTS:
            floor.ready(agent)
        for step in range(160):
            with suppress(DeskError):
                something(floor, chance, visitors)
            if step == 30:
                with floor.centre.storage.transaction():
                    define_rules(floor.centre.storage, FigureRules(variant=variant))
            if step == 100:
                floor.wait(6_000_000)
            if step < 30 or step % 3:
                continue
            looker.look()
            rows = {(row.queue_id, row.channel): row.sums for row in today(floor).rows}
            for queue_id in QUEUES:
                line = looker.queues[queue_id]
                assert line.waiting == waiting_now(floor, queue_id)
                for part in line.parts:
                    sums = rows.pop((queue_id, part.channel), {})
                    for ratio, name in (
                        (part.service, "service_level"),
                        (part.speed, "speed_of_answer"),
                        (part.abandoned, "abandon_rate"),
                    ):
                        assert ratio.over == total(known[name].numerator, sums), name
                        assert ratio.under == total(known[name].denominator, sums), name
            assert not rows
            assert looker.agents == looker.afresh()
        assert days.day_of(floor.now, _UTC) > first
