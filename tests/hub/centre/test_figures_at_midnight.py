"""Two days that meet in a night in which the clocks change: where everybody counts who is there before and after.

The same live, from what happened, from kept sums, and when everything was made anew.
"""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from agent_desktop.hub.centre import figures_checked
from agent_desktop.hub.centre.figure_teams import tags as tags_of
from agent_desktop.hub.centre.figures import (
    Asked,
    define_rules,
    keep_everything,
    made,
    of_tags,
    of_teams,
)
from agent_desktop.hub.metrics.days import EVERY, midnight
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.hub.storage.rules import keep_plan
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.figures import KEPT, FigureRow, FigureRules, Figures
from agent_desktop.model.rules import Plan
from agent_desktop.model.supervising import Reassign
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_board import Looker

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = date(2026, 10, 24)
MIDNIGHT = midnight(date(2026, 10, 25), BERLIN)
PLACES = ("interval", "queue", "channel", "entry_point", "agent")
SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000


def asked(floor: Floor, *by: str, every: str = "day", **more: object) -> Figures:
    """The figures of Saturday, of Sunday with its 25 hours, and of Monday."""
    question = Asked(first=SATURDAY, count=3, every=every, by=by, issues=True, **more)  # type: ignore[arg-type]
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, question, floor.now)


def at(table: Figures, queue_id: str, since: int) -> FigureRow:
    """The row of a queue that begins so long after the midnight."""
    key = (queue_id, MIDNIGHT + since)
    return next(one for one in table.rows if (one.queue_id, one.from_at) == key)


def night(floor: Floor) -> None:
    """Vera waits over midnight, is moved and served; two give up in the hour that comes twice; Yuri's wrap-up goes on
    over the next midnight."""
    floor.now = MIDNIGHT - MINUTE
    scopes(floor, "cleo", "supervisor")
    with floor.centre.storage.transaction():
        define_rules(floor.centre.storage, FigureRules(zone="Europe/Berlin"))
    floor.arrive("vera")
    floor.wait(70 * SECOND)
    with floor.centre.request() as book:
        (vera,) = book.live.interactions
        keep_plan(book.storage, vera, Plan(queue="support", tags=("vip", "late")))
    looker = Looker(floor)
    looker.look()
    assert looker.queues["support"].service.value is None  # who came yesterday is no part of today
    floor.ask("cleo", Reassign(interaction_ids=(vera,), queue_id="billing"))
    floor.wait(30 * SECOND)  # the threshold is within
    floor.ready("ben")
    floor.accept("ben")
    floor.wait(5 * MINUTE)
    floor.send("ben", floor.held("ben").conversation_id, "Good morning.")
    floor.finish("ben", vera)
    for visitor, moment, waits in (("walt", 150, 5_000), ("xena", 210, 5_001)):
        floor.wait(MIDNIGHT + moment * MINUTE - floor.now)  # 2:30, and 2:30 again
        floor.arrive(visitor)
        floor.wait(waits)
        floor.centre.leave(visitor)
    floor.wait(MIDNIGHT + 25 * HOUR - 2 * MINUTE - floor.now)
    floor.arrive("yuri")
    floor.ready("anna")
    yuri = floor.accept("anna").interaction_id
    floor.wait(MINUTE)
    floor.ask("anna", EndInteraction(interaction_id=yuri))
    floor.wait(2 * MINUTE)
    assert "handled" not in at(asked(floor, "interval", "queue"), "support", 0).sums
    floor.ask("anna", CompleteWrapUp(interaction_id=yuri, disposition="solved"))


def test_everybody_counts_where_they_came(floor: Floor) -> None:
    floor.furnish(away_ms=None, wrap_up_ms=None)
    night(floor)

    by_day = asked(floor, "interval", "queue")
    saturday, sunday = at(by_day, "support", -24 * HOUR), at(by_day, "support", 0)
    billing = at(by_day, "billing", 0)
    assert [one.until_at - one.from_at for one in (saturday, sunday)] == [24 * HOUR, 25 * HOUR]
    # Vera came to support on Saturday, waited 70 s there, and was sent on without an answer: not in time
    assert (saturday.figures["offered"], saturday.figures["service_level"]) == (1, 0.0)
    assert (saturday.figures["speed_of_answer"], saturday.figures["abandon_rate"]) == (None, None)
    assert saturday.figures["longest_wait"] == 70 * SECOND
    # and to billing on Sunday, where 30 s are in time; the first answer counts from her coming
    assert (billing.figures["offered"], billing.figures["service_level"]) == (1, 1.0)
    assert billing.figures["handle_time"] == 5 * MINUTE
    assert billing.figures["first_response"] == 6 * MINUTE + 40 * SECOND
    # the matter is the one of Saturday, by the queue to which it came
    assert (saturday.figures["created"], billing.figures["created"]) == (1, 0)
    assert (billing.figures["resolved"], saturday.figures["resolved"]) == (0, 0)
    assert sunday.figures["resolved"] == 1
    # Walt and Xena gave up, one of them after a moment, which includes its own length
    assert (sunday.figures["abandoned"], sunday.figures["short_abandoned"]) == (2, 1)
    assert sunday.figures["abandon_rate"] == 2 / 3
    assert sunday.figures["abandon_rate_without_short"] == 1 / 2
    # Yuri's wrap-up ended on Monday: served on Sunday, and nothing came on Monday
    assert (sunday.figures["handled"], sunday.figures["wrap_up_time"]) == (1, 2 * MINUTE)
    assert "offered" not in at(by_day, "support", 25 * HOUR).sums

    hours = asked(floor, "interval", "queue", every="60")
    twice = [at(hours, "support", hour * HOUR) for hour in (2, 3)]
    assert [one.figures["abandoned"] for one in twice] == [1, 1]
    assert [one.figures["short_abandoned"] for one in twice] == [1, 0]


def test_the_same_in_every_way(floor: Floor) -> None:
    floor.furnish(away_ms=None, wrap_up_ms=None)
    night(floor)
    storage = floor.centre.storage
    teams = [Seen(("anna", "ben"), ("support",)), Seen(("ben",), ("billing",))]
    days = Asked(first=SATURDAY, count=3, every="day", by=("interval",))

    def everything() -> list[object]:
        found: list[object] = []
        for every in EVERY:
            found += [asked(floor, *by, every=every) for by in (PLACES, ("interval", "agent"))]
        for by in (0, 1):  # however long the intervals are, all of them together are the same
            totals = [one.total.sums for one in found[by::2] if isinstance(one, Figures)]
            assert all(one == totals[0] for one in totals), by
        found.append(asked(floor, *PLACES, every="60", tag="late"))
        with storage.transaction():
            found.append(of_tags(storage, replace(days, every="30"), floor.now))
            found.append(of_teams(storage, replace(days, by=()), teams, floor.now))
        return found

    before = everything()
    weeks = asked(floor, "interval", every="week")
    assert [one.figures["offered"] for one in weeks.rows] == [5, 0]  # until Sunday, from Monday
    *_, tags, both = before
    assert isinstance(tags, dict)
    assert {tag: one.total.sums["offered"] for tag, one in tags.items()} == {"late": 2, "vip": 2}
    assert isinstance(both, list)
    # Ben is in both teams: Vera counts in each, and once among all
    assert [one.total.sums["answered"] for one in both] == [2, 1]
    assert asked(floor).total.sums["answered"] == 2
    # one tag alone is its row among all tags, and told apart by everything else
    vip = asked(floor, "interval", tag="vip")
    assert next(one.sums for one in vip.rows if one.sums)["late_exits"] == 1
    assert {name: vip.total.sums[name] for name in KEPT if name in vip.total.sums} == {
        name: one for name, one in tags["vip"].total.sums.items() if name in KEPT
    }
    assert asked(floor, tag="nothing").total.sums == {}
    with storage.transaction():
        alone = of_teams(storage, replace(days, by=(), tag="vip"), teams, floor.now)
    assert [one.total.sums["answered"] for one in alone] == [1, 1]
    assert "signed_in_ms" not in alone[0].total.sums
    looker = Looker(floor)
    looker.look()
    live, now = (
        looker.queues["support"],
        at(asked(floor, "interval", "queue"), "support", 25 * HOUR),
    )
    assert live.service.value == now.figures["service_level"] is None
    with storage.transaction():
        keep_everything(storage, floor.now)
    assert everything() == before
    with storage.transaction():
        assert tags_of(storage, None, floor.now) == ("late", "vip")
        assert tags_of(storage, Seen(("anna",), ()), floor.now) == ()
        assert tags_of(storage, None, floor.now + 40 * 24 * HOUR) == ()
        assert figures_checked.recounted(storage, floor.now).wrong == ()
        figures_checked.rebuilt(storage, floor.now)
    assert everything() == before
