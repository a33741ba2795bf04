"""Callers whom menus serve, rules that turn away: kept, counted, and the same in plain SQL and record by record."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from agent_desktop.hub.centre.figures import Asked, keep_everything, made
from agent_desktop.hub.centre.figures_checked import rebuilt, recounted
from agent_desktop.hub.centre.reports import AskedReport
from agent_desktop.hub.centre.reports import made as report
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.metrics.self_service import share
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.hub.storage import self_service
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import EntryPoint, Goodbye, Menu, Policy, ToQueue
from agent_desktop.model.figures import OF_SELF_SERVICE, Figures
from agent_desktop.model.rules import AfterHours, Rule
from agent_desktop.model.self_service import RETURN_MS, Ended, SelfService
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_ruling import run

HOURS, SHOP = "+4930999400", "+4930999500"
POLICY = Policy(
    entry_points=(
        EntryPoint(id="hours", numbers=(HOURS,), then=ToQueue("support"), menu="first"),
        EntryPoint(id="shop", numbers=(SHOP,), then=ToQueue("billing"), menu="first"),
    ),
    menus=(
        Menu(
            id="first",
            prompt="first",
            choices={"1": ToQueue("support"), "4": Goodbye("opening_hours")},
            on_fail=Goodbye(),
            wrong_limit=0,
        ),
    ),
)
FIRST = day_of(START, ZoneInfo("UTC"))
MORE = dict.fromkeys(OF_SELF_SERVICE)


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Telephones]:
    """A floor whose telephones have a menu."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(wrap_up_ms=None)
        found = Telephones(floor, POLICY)
        found.furnish()
        yield found


def calls(lines: Telephones, keys: str, dialled: str = HOURS, caller: str = "+49301112223") -> str:
    """Somebody calls and presses these keys."""
    call = lines.call_in(dialled, caller)
    lines.floor.wait(4_000)
    for key in keys:
        lines.tell(i.DigitPressed(f"{call}/in", key))
    return call


def figures(floor: Floor, *by: str, seen: Seen | None = None) -> Figures:
    """The figures of everything so far."""
    asked = Asked(first=FIRST, count=3, every="day", by=by, seen=seen, self_service=True)
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, asked, floor.now)


def sums(found: dict[str, int]) -> dict[str, int]:
    """Those of self-service."""
    return {name: one for name, one in found.items() if name in MORE and one}


def kept(floor: Floor, call: str) -> SelfService:
    """A talk as it is kept."""
    with floor.centre.storage.transaction():
        found = self_service.talk(floor.centre.storage, call)
    assert found is not None
    return found


def test_every_end_of_a_menu_by_entry_point_channel_and_day(lines: Telephones) -> None:
    floor = lines.floor
    calls(lines, "4")
    calls(lines, "1", caller="+49301112224")
    calls(lines, "0", SHOP, caller="+49301112225")
    left = calls(lines, "", SHOP, caller="+49301112226")
    running = figures(floor, "entry_point")
    assert {
        row.entry_point_id: row.sums["self_service"] for row in running.rows if sums(row.sums)
    } == {
        "hours": 2,
        "shop": 1,
    }
    lines.left(f"{left}/in")
    found = figures(floor, "interval", "entry_point", "channel", "queue")
    rows = {(row.entry_point_id, row.queue_id): row for row in found.rows}
    assert {row.channel for row in found.rows} == {Channel.VOICE}
    hours, shop = rows["hours", "support"], rows["shop", "billing"]
    assert sums(hours.sums) == {
        "self_service": 2,
        "contained": 1,
        "self_service_done": 1,
        "self_service_handed_off": 1,
    }
    assert (hours.figures["contained"], hours.figures["contained_strictly"]) == (0.5, None)
    assert sums(shop.sums) == {
        "self_service": 2,
        "contained": 2,
        "self_service_failed": 1,
        "self_service_left": 1,
    }
    assert hours.sums["offered"] == 1  # the handoff waits, in the same row
    assert found.total.figures["contained"] == 0.75
    floor.now += RETURN_MS
    total = figures(floor).total
    assert total.figures["contained_strictly"] == 0.25
    mine = figures(floor, "queue", seen=Seen((), ("billing",)))
    assert [sums(row.sums)["self_service"] for row in mine.rows] == [2]
    assert kept(floor, left).flow == "first"

    asked = AskedReport("self_service", Asked(first=FIRST, count=1, by=("interval", "entry_point")))
    with floor.centre.storage.transaction():
        shown, _ = report(floor.centre.storage, asked, floor.now)
    names = [one.name for one in shown.columns]
    assert [dict(zip(names, row, strict=True))["contained_strictly"] for row in shown.rows] == [
        0.5,
        0.0,
    ]
    assert dict(zip(names, shown.total or (), strict=True))["contained"] == 0.75


def test_sql_counts_as_the_records_do(lines: Telephones) -> None:
    floor = lines.floor
    for number, keys in enumerate(("4", "4", "1", "0", "4", "")):
        calls(lines, keys, (HOURS, SHOP)[number % 2], f"+4930111222{number % 4}")
        floor.now += RETURN_MS // 5
        table = Sums()
        with floor.centre.storage.transaction():
            for call in range(1, number + 2):
                found = self_service.talk(floor.centre.storage, f"call{call}")
                assert found is not None
                table.more(share(found, floor.now))
        said = figures(floor, "interval", "entry_point", "queue")
        assert sums(said.total.sums) == sums(table.made())
        if number % 2:  # what cannot change any more is kept, and the same is said
            with floor.centre.storage.transaction():
                keep_everything(floor.centre.storage, floor.now)
                assert recounted(floor.centre.storage, floor.now).wrong == ()
            assert figures(floor, "interval", "entry_point", "queue") == said
    storage = floor.centre.storage
    with storage.transaction():
        assert storage.rows(text("SELECT * FROM self_service_due"))  # of today
        kept = storage.rows(text("SELECT * FROM self_service_quarters"))
        assert kept
        rebuilt(storage, floor.now)
        assert storage.rows(text("SELECT * FROM self_service_quarters")) == kept
        storage.execute(text("UPDATE self_service_quarters SET contained = contained + 1"))
        assert len(recounted(storage, floor.now).wrong) == 2 * len(kept)


def test_who_comes_again_within_a_day_by_any_way_was_not_served(lines: Telephones) -> None:
    floor = lines.floor
    first = calls(lines, "4")
    ended_at = floor.now
    floor.now += RETURN_MS
    again = calls(lines, "4")  # 4 s in the menu: began just within the day
    assert kept(floor, first).again_at == ended_at + RETURN_MS
    assert kept(floor, again).again_at is None
    floor.now += RETURN_MS + 1
    late = calls(lines, "4")
    assert kept(floor, again).again_at is None
    lines.call_in(HOURS, "anonymous")
    assert kept(floor, late).again_at is None
    by_queue = calls(lines, "1")  # and the customer is known from now on
    assert kept(floor, late).again_at is not None
    assert kept(floor, by_queue).ended is Ended.HANDED_OFF


def test_menus_of_telephones_that_die_have_failed_and_later_ends_stand(lines: Telephones) -> None:
    floor = lines.floor
    over, amid = calls(lines, "4"), calls(lines, "", caller="+49301112224")
    floor.crash()
    lines.die()
    assert (kept(floor, over).ended, kept(floor, amid).ended) == (Ended.DONE, Ended.FAILED)
    lines.begin()
    assert kept(floor, amid).ended_at == floor.now


def test_what_a_rule_ends_at_once_is_no_handoff(lines: Telephones) -> None:
    floor = lines.floor
    run(floor, Rule(id="no", after_hours=AfterHours.CLOSE, message="Write us a mail."))
    handed = calls(lines, "1")
    assert (kept(floor, handed).ended, kept(floor, handed).flow) == (Ended.AFTER_HOURS, "first")
    floor.arrive("vera", queue_id="billing")
    rows = {row.queue_id: row for row in figures(floor, "queue", "channel").rows}
    for queue, channel in (("support", "voice"), ("billing", "chat")):
        assert rows[queue].channel == channel
        assert rows[queue].sums["self_service_after_hours"] == 1
        assert (rows[queue].figures["contained"], rows[queue].sums["other_exits"]) == (1.0, 1)
