"""Figures of what a floor did: beside plain SQL over the raw rows, beside the live view, over crashes."""

from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from agent_desktop.hub.centre.figures import (
    Asked,
    count_again,
    day,
    define_rules,
    keep_day,
    keep_everything,
    made,
    quarters,
    rules_of,
)
from agent_desktop.hub.metrics.days import bounds, day_of
from agent_desktop.hub.metrics.table import BY, Table
from agent_desktop.hub.storage import sums
from agent_desktop.hub.storage.configuration import keep_setting
from agent_desktop.hub.storage.passages import passages_between
from agent_desktop.model.backend_calls import HoldParties, TransferTo
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.figures import KEPT, LONGEST, WAITING, FigureRules, Figures, Variant
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub import databases
from tests.hub.centre.any_day import anybody_does, go_on
from tests.hub.centre.call_words import come, take
from tests.hub.centre.floor import QUEUES, START, Floor, opened
from tests.hub.centre.raw_figures import ASKED, BESIDES, ENGAGED, RAW
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_calls_shared import BILLING_QUEUE

FIRST = day_of(START, ZoneInfo("UTC"))


def asked(*by: str, every: str = "15") -> Asked:
    """The days of these tests."""
    return Asked(first=FIRST, count=3, every=every, by=by)


def figures(floor: Floor, *by: str, every: str = "15") -> Figures:
    """The figures of everything so far."""
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, asked(*by, every=every), floor.now)


def counted(floor: Floor, *by: str, every: str = "15", page: int = 7) -> Figures:
    """The same, every passage by itself, read in small pages."""
    storage = floor.centre.storage
    after = None
    with storage.transaction():
        rules = rules_of(storage)
        starts = bounds(FIRST, 3, every, ZoneInfo(rules.zone))
        table = Table(rules, by, starts, floor.now)
        while True:
            found, offers = passages_between(storage, starts[0], starts[-1], after, page)
            table.add(found, offers)
            if len(found) < page:
                return table.made()
            last = found[-1]
            after = (last.came_at, last.interaction_id, last.number)


def sql(floor: Floor, words: str) -> dict[str, Any]:
    """The first row of a query over the raw rows, by name, without what is 0."""
    with floor.centre.storage.transaction():
        row = floor.centre.storage.row(text(words), {"now": floor.now})
    return {name: one for name, one in row._mapping.items() if one}


def engaged(floor: Floor, where: str) -> int:
    """How long agents were in any conversation, each moment counted for the one that began first."""
    found: int = sql(floor, ENGAGED.format(where=where)).get("n", 0)
    return found


@pytest.mark.parametrize("seed", range(tries(3)))
def test_a_random_day_beside_plain_sql(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(max_waiting=4, away_ms=None, wrap_up_ms=60_000)
        visitors = anybody_does(floor, chance, 200)
        got = figures(floor, "queue")
        assert {row.queue_id for row in got.rows} == set(QUEUES)
        for row in (got.total, *got.rows):
            where = f"i.queue_id = '{row.queue_id}'" if row.queue_id else "true"
            raw = sql(floor, RAW.format(where=where)) | sql(floor, ASKED.format(where=where))
            told = {name: n for name, n in row.sums.items() if name not in BESIDES and n}
            assert told == raw
            assert row.sums.get("engaged_ms", 0) == engaged(floor, where)
            assert row.sums.get("interactions", 0) == row.sums.get("handled", 0)
        assert {"abandoned", "missed", "declined", "handled"} <= got.total.sums.keys()
        for row in got.rows:  # live and counted agree
            assert row.queue_id is not None
            waiting = floor.centre._loaded.engine.waiting(row.queue_id)
            offered = sql(
                floor,
                "select count(*) n from interactions where state = 'offered'"
                f" and queue_id = '{row.queue_id}'",
            ).get("n", 0)
            assert row.sums.get("waiting", 0) == waiting + offered
        spread = figures(floor, "interval", "queue", "agent", "channel")
        for name, value in got.total.sums.items():
            if name != "longest_wait_ms":
                assert sum(row.sums.get(name, 0) for row in spread.rows) == value, name
        before = of_passages(figures(floor))
        floor.crash()
        assert of_passages(figures(floor)) == before
        compare(floor)
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
        compare(floor)
        go_on(floor, chance, 20, visitors)
        compare(floor)
        floor.wait(2 * 86_400_000)
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
        compare(floor)


Row = tuple[int, str | None, Channel | None, str | None, str | None, dict[str, int]]


def of_passages(table: Figures) -> list[Row]:
    """The rows that have sums of passages, without how agents' time was spent."""
    names = (*KEPT, *WAITING, LONGEST)
    rows: list[Row] = [
        (
            *(one.from_at, one.queue_id, one.channel, one.entry_point_id, one.agent_id),
            {name: one.sums[name] for name in names if name in one.sums},
        )
        for one in (*table.rows, table.total)
    ]
    return [row for row in rows if row[-1]]


def compare(floor: Floor) -> None:
    """Kept sums and passages say the same, in every way of telling rows apart."""
    for every in ("15", "60", "day", "week"):
        for by in (BY, ("interval", "queue"), ("agent",), ("channel", "entry_point"), ()):
            kept, anew = figures(floor, *by, every=every), counted(floor, *by, every=every)
            assert of_passages(kept) == of_passages(anew)


def test_sums_that_changed_while_they_were_made_are_not_kept(floor: Floor) -> None:
    storage = floor.centre.storage
    floor.ready("anna")
    floor.arrive("vera")
    with storage.transaction():
        stale = quarters(storage)
    assert stale is not None
    floor.accept("anna")
    with storage.transaction():
        sums.keep_quarters(storage, stale)
        assert storage.rows(text("select * from quarters_by_queue")) == []
    floor.finish("anna", floor.held("anna").id)
    floor.wait(3 * 3_600_000)  # it is another day now
    with storage.transaction():
        sums.throw_away(storage)
        stale = quarters(storage)
        assert stale is not None
        sums.throw_away(storage)  # figures are made otherwise, and otherwise once more
        sums.keep_quarters(storage, stale)
        fresh = quarters(storage)
        assert fresh is not None
        sums.keep_quarters(storage, fresh)
        assert quarters(storage) is None
        kept = day(storage, floor.now)
    assert kept is not None
    (row,) = kept.fresh.rows
    assert row[1:5] == ("support", "chat", "support-web", "anna")
    floor.centre.rate("vera", 4, "")
    with storage.transaction():
        assert not keep_day(storage, kept)
        assert storage.rows(text("select * from days_by_agent")) == []
    assert figures(floor, "agent", every="day").total.figures["satisfied"] == 1.0
    with storage.transaction():
        keep_everything(storage, floor.now)
        assert day(storage, floor.now) is None
    compare(floor)
    with storage.transaction():
        define_rules(storage, FigureRules(zone="Asia/Kathmandu", short_ms=0))
        while count_again(storage):
            pass
        assert storage.rows(text("select * from days_by_agent")) == []
    compare(floor)


def test_only_what_was_asked_for(floor: Floor) -> None:
    floor.arrive("vera")
    floor.arrive("will", queue_id="billing")
    floor.wait(1_000)
    for _ in range(2):
        with floor.centre.storage.transaction():
            for ask in (
                Asked(first=FIRST, queues=("billing", "moon")),
                Asked(first=FIRST, entry_points=("billing-web",), by=()),
                Asked(first=FIRST, channels=("chat",), queues=("billing",)),
                Asked(first=FIRST, agents=("",), queues=("billing",), every="day"),
            ):
                got = made(floor.centre.storage, ask, floor.now)
                assert got.total.sums["offered"] == 1
                assert got.total.sums["longest_wait_ms"] == 1_000
            nobody = made(floor.centre.storage, Asked(first=FIRST, queues=()), floor.now)
            assert nobody.total.sums == {}
            keep_everything(floor.centre.storage, floor.now)


def test_answers_are_counted_from_the_first_word_of_each_run(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.wait(2_000)
    offer = floor.accept("anna")
    floor.wait(3_000)
    floor.send("anna", offer.conversation_id, "Yes?")
    floor.send("anna", offer.conversation_id, "I am here.")
    floor.wait(10_000)
    for word in ("Well", "My parcel"):
        floor.centre.say("vera", floor.id(), word)
        floor.wait(4_000)
    floor.send("anna", offer.conversation_id, "It is on its way.")
    total = figures(floor).total
    assert (total.sums["replies"], total.sums["reply_ms"]) == (2, 5_000 + 8_000)
    assert total.figures["response"] == 6_500
    assert total.figures["first_response"] == 5_000


def test_a_call_that_is_held_and_sent_on(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    lines.call_in()
    floor.wait(3_000)
    call = take(lines, "anna")
    floor.wait(10_000)
    floor.ask("anna", HoldParties(interaction_id=call, on=True))
    lines.carry()
    floor.wait(4_000)
    floor.ask("anna", HoldParties(interaction_id=call, on=False))
    lines.carry()
    floor.wait(6_000)
    floor.ask("anna", TransferTo(interaction_id=call, target=BILLING_QUEUE))
    lines.carry()
    floor.wait(2_000)
    assert take(lines, "ben") == call
    floor.wait(5_000)
    (part,) = floor.centre.snapshot("anna")[1].interactions
    floor.wait(1_000)
    floor.ask("anna", CompleteWrapUp(interaction_id=part.id, disposition="solved"))
    floor.ask("ben", EndInteraction(interaction_id=call))
    lines.carry()
    floor.wait(1_000)
    floor.ask("ben", CompleteWrapUp(interaction_id=call, disposition="solved"))
    got = figures(floor, "queue", "agent")
    rows = {(row.queue_id, row.agent_id): row.sums for row in got.rows}
    first, second = rows["support", "anna"], rows["billing", "ben"]
    assert (first["offered"], first["answered"], first["answer_wait_ms"]) == (1, 1, 3_000)
    assert (first["talk_ms"], first["hold_ms"], first["wrap_ms"]) == (16_000, 4_000, 8_000)
    assert first["transferred"] == 1
    assert "transferred" not in second
    assert (second["offered"], second["answer_wait_ms"], second["talk_ms"]) == (1, 2_000, 6_000)
    assert got.total.figures["transfer_rate"] == 0.5
    assert second["wrap_ms"] == 1_000
    assert got.total.figures["handle_time"] == 17_500


def test_a_caller_who_hangs_up_while_the_telephone_rings_gave_up(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    floor.wait(2_000)
    floor.accept("anna")
    lines.carry()
    floor.wait(2_000)
    customer = next(leg.id for leg in lines.picture(call).legs if leg.part == "customer")
    lines.left(customer)
    lines.carry()
    sums = figures(floor).total.sums
    assert (sums["offered"], sums["abandoned"], sums["short_abandoned"]) == (1, 1, 1)
    assert sums["abandon_wait_ms"] == 4_000
    assert "answered" not in sums


def test_work_of_who_is_gone_comes_to_the_queue_again(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    floor.centre.disconnected("anna")
    floor.wait(600_000)
    sums = figures(floor, "agent").total.sums
    assert (sums["offered"], sums["answered"], sums["waiting"], sums["handled"]) == (2, 1, 1, 1)
    floor.ready("cleo")
    floor.accept("cleo")
    assert figures(floor).total.sums["answered"] == 2


def test_what_the_house_says_is_kept_and_bad_rules_are_those_of_a_new_hub(floor: Floor) -> None:
    storage = floor.centre.storage
    with storage.transaction():
        assert rules_of(storage) == FigureRules()
        wish = FigureRules(zone="Europe/Berlin", variant=Variant.NEGATIVE)
        define_rules(storage, wish)
        assert rules_of(storage) == wish
        for bad in ("{", '{"zone": "Nowhere/There"}', '{"variant": "best"}'):
            keep_setting(storage, "figures", bad)
            assert rules_of(storage) == FigureRules()


def test_a_day_is_found_by_its_index(floor: Floor) -> None:
    storage = floor.centre.storage
    how = "explain" if databases.SERVED else "explain query plan"
    with storage.transaction():
        if databases.SERVED:  # which has too few rows here to look for them
            storage.execute(text("set local enable_seqscan = off"))
            storage.execute(text("set local enable_bitmapscan = off"))
        rows = storage.rows(
            text(
                f"{how} select * from passages where (came_at, interaction_id, number)"
                " > (1, 'a', 1) and came_at < 9 order by came_at, interaction_id, number limit 7"
            )
        )
    plan = " ".join(str(one) for row in rows for one in row)
    assert "passages_came" in plan
    assert "sort" not in plan.lower()
