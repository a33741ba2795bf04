"""Reports of what a floor did: each beside what happened, over kept sums, and within a lead's reach."""

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from agent_desktop.hub.centre import figures, figures_checked, reports
from agent_desktop.hub.centre.figures import Asked, define_rules, keep_everything, rules_of
from agent_desktop.hub.centre.reports import AskedReport, AskedTeam
from agent_desktop.hub.metrics.reports.catalogue import REPORTS as CATALOGUE
from agent_desktop.hub.metrics.reports.catalogue import OfFigures
from agent_desktop.hub.storage.asked import Asked as Question
from agent_desktop.hub.storage.asked import keep_asked
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.hub.storage.rules import keep_plan
from agent_desktop.model.figures import FigureRow, FigureRules
from agent_desktop.model.reports import Report
from agent_desktop.model.rules import Plan
from agent_desktop.model.supervising import Team
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_figures import FIRST

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
IDS = text("SELECT id FROM interactions ORDER BY arrived_at")


def report(floor: Floor, name: str, **more: object) -> Report:
    """A report of the floor's days."""
    teams = more.pop("teams", ())
    customer = more.pop("customer_id", "")
    asked = Asked(first=FIRST, **{"count": 2, "every": "day", "by": (), **more})  # type: ignore[arg-type]
    wanted = AskedReport(name=name, asked=asked, teams=teams, customer_id=str(customer))  # type: ignore[arg-type]
    with floor.centre.storage.transaction():
        return reports.made(floor.centre.storage, wanted, floor.now)[0]


def rows(made: Report) -> list[dict[str, object]]:
    """The rows by the names of their columns."""
    names = [one.name for one in made.columns]
    return [dict(zip(names, row, strict=True)) for row in made.rows]


def serve(floor: Floor, visitor: str, queue_id: str, agent_id: str) -> str:
    """Somebody comes and is served: two minutes of wait, three of work. The conversation's id."""
    floor.arrive(visitor, queue_id=queue_id)
    floor.wait(2 * MINUTE)
    floor.ready(agent_id)
    floor.accept(agent_id)
    one = floor.held(agent_id)
    floor.wait(MINUTE)
    floor.send(agent_id, one.conversation_id, "Hello.")
    floor.wait(2 * MINUTE)
    floor.finish(agent_id, one.id)
    floor.centre.signed_out(agent_id)
    return one.conversation_id


def test_what_is_open_moves_and_ages(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    floor.arrive("walt")
    floor.wait(5 * HOUR)
    floor.arrive("xena", queue_id="billing")
    day, second = rows(report(floor, "backlog"))
    assert second["open_at_end"] == 2
    moved = [day[name] + second[name] for name in ("created", "reopened", "resolved", "left")]  # type: ignore[operator]
    assert moved == [3, 0, 1, 0]
    support, billing = sorted(rows(report(floor, "ageing")), key=lambda one: str(one["queue"]))[
        ::-1
    ]
    assert (support["queue"], support["open"], support["under_24_h"]) == ("Support", 1, 1)
    assert (billing["open"], billing["under_1_h"], billing["oldest"]) == (1, 1, 0)
    narrow = report(floor, "backlog", queues=("billing",))
    assert narrow.only == (("Queue", "Billing"),)
    assert narrow.total is not None
    assert narrow.total[-1] == 1


def test_outcomes_channels_and_a_customers_way(floor: Floor) -> None:
    conversation_id = serve(floor, "vera", "support", "anna")
    (outcome,) = rows(report(floor, "dispositions"))
    assert (outcome["disposition"], outcome["contacts"]) == ("Solved", 1)
    assert (outcome["share"], outcome["handle_time"]) == (1.0, 3 * MINUTE)
    (channel,) = rows(report(floor, "preferences"))
    assert (channel["channel"], channel["customers"], channel["contacts"]) == ("Chat", 1, 1)
    with floor.centre.request() as book:
        customer_id = book.thread(conversation_id).shown.customer_id
    (step,) = rows(report(floor, "journey", customer_id=customer_id))
    assert (step["became"], step["agent"], step["waited"]) == ("Served", "Anna", 2 * MINUTE)
    assert report(floor, "journey", customer_id="nobody").rows == ()


def test_issues_mature_and_count_for_their_first_contact(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    young = rows(report(floor, "resolution", by=("queue", "agent")))
    assert [one["first_contact_resolution"] for one in young] == [None, None]
    assert [one["first_resolution"] for one in young] == [5 * MINUTE, 5 * MINUTE]
    assert [one["agent"] for one in young] == ["Ben", "Anna"]
    floor.wait(8 * DAY)
    old = rows(report(floor, "resolution", by=("queue",)))
    assert [one["first_contact_resolution"] for one in old] == [1.0, 1.0]
    with floor.centre.storage.transaction():
        define_rules(floor.centre.storage, FigureRules(unresolved=("solved",)))
    said = report(floor, "resolution", by=("queue",))
    assert said.total is not None
    assert said.total[2] == 0.0


def test_who_comes_again_was_not_settled_by_one_contact(floor: Floor) -> None:
    conversation_id = serve(floor, "vera", "support", "anna")
    floor.wait(HOUR)
    floor.centre.say("vera", floor.id(), "It is broken again.")
    floor.ready("anna")
    offer = floor.accept("anna")
    assert floor.held("anna").conversation_id == conversation_id
    open_still = rows(report(floor, "resolution", by=()))
    assert [(one["first_resolution"], one["full_resolution"]) for one in open_still] == [
        (5 * MINUTE, None)
    ]
    floor.wait(MINUTE)
    floor.finish("anna", offer.interaction_id)
    floor.wait(8 * DAY)
    (row,) = rows(report(floor, "resolution", by=()))
    assert (row["issues"], row["first_contact_resolution"]) == (1, 0.0)
    assert row["full_resolution"] == HOUR + 6 * MINUTE
    total = report(floor, "backlog").total
    assert total is not None
    assert total[1:] == (0, 1, 1, 2, 0, 0)


def test_what_customers_answered_counts_for_their_work(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    serve(floor, "xena", "billing", "ben")
    storage = floor.centre.storage
    assert report(floor, "surveys", by=()).total is not None
    with storage.transaction():
        found = storage.rows(text("SELECT id, conversation_id, queue_id FROM interactions"))
        for row, score in zip(sorted(found, key=lambda row: row[2]), (9, None, 3), strict=True):
            asked = Question(
                interaction_id=row[0],
                survey_id="s",
                kind=SurveyKind.NPS,
                conversation_id=row[1],
                agent_id="anna",
                queue_id=row[2],
                channel=Channel.CHAT,
                entry_point_id=f"{row[2]}-web",
                asked_at=floor.now,
                score=score,
            )
            keep_asked(storage, asked)
    billing, support = rows(report(floor, "surveys", by=("queue",)))
    assert (billing["promoter_score"], billing["survey_rate"]) == (1.0, 0.5)
    assert (support["promoter_score"], support["promoter_answers"]) == (-1.0, 1)
    assert support["effort"] is None


def test_figures_are_the_same_over_kept_sums(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    floor.wait(8 * DAY)
    names: dict[str, tuple[str, ...]] = {
        "service": ("interval",),
        "channels": ("channel",),
        "agents": ("interval", "agent"),
        "resolution": ("queue", "agent"),
        "surveys": ("queue",),
        **dict.fromkeys(("dispositions", "backlog", "ageing", "preferences"), ()),
    }
    before = [report(floor, name, by=by) for name, by in names.items()]
    with floor.centre.storage.transaction():
        keep_everything(floor.centre.storage, floor.now)
    assert [report(floor, name, by=by) for name, by in names.items()] == before
    (chat,) = rows(before[1])
    assert (chat["channel"], chat["answered"], chat["speed_of_answer"]) == ("Chat", 2, 2 * MINUTE)
    anna = next(one for one in rows(before[2]) if one["agent"] == "Anna")
    assert (anna["handled"], anna["handle_time"]) == (1, 3 * MINUTE)
    matters = rows(before[3])
    assert [one["first_contact_resolution"] for one in matters] == [1.0, 1.0]
    assert [one["first_resolution"] for one in matters] == [5 * MINUTE, 5 * MINUTE]


@pytest.mark.parametrize("kept", [False, True])
def test_what_a_report_reads_is_the_whole_table_cut(floor: Floor, kept: bool) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    floor.arrive("xaver")
    floor.wait(DAY)
    centre = floor.centre
    if kept:
        with centre.storage.transaction():
            keep_everything(centre.storage, floor.now)
    for one in CATALOGUE:
        if not isinstance(one, OfFigures) or {"team", "tag"} & set(one.by):
            continue
        asked = Asked(
            first=FIRST,
            every="60",
            by=one.by,
            issues=one.issues,
            self_service=one.self_service,
            time=one.time,
        )
        with centre.storage.transaction():
            whole = figures.made(centre.storage, asked, floor.now)
            few = replace(asked, told=one.metrics, most=2)
            cut = figures.made(centre.storage, few, floor.now)
        rest = [
            row
            for row in whole.rows
            if one.by == ("interval",) or any(row.figures[each] for each in one.metrics)
        ]
        assert [_told(row, one) for row in cut.rows] == [_told(row, one) for row in rest[:2]]
        assert _told(cut.total, one) == _told(whole.total, one)
        assert {each.name for each in cut.definitions} == set(one.metrics)


def _told(row: FigureRow, one: OfFigures) -> tuple[object, ...]:
    head = (row.from_at, row.queue_id, row.channel, row.entry_point_id, row.agent_id)
    return (*head, *(row.figures[each] for each in one.metrics))


def test_a_report_with_too_many_rows_says_so(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    whole = report(floor, "agents", by=("agent",))
    assert (len(whole.rows), whole.cut) == (2, False)
    monkeypatch.setattr(reports, "MOST_ROWS", 1)
    made = report(floor, "agents", by=("agent",))
    assert (made.rows, made.cut) == (whole.rows[:1], True)
    assert (made.total, made.total_parts) == (whole.total, whole.total_parts)


def test_rows_by_team_and_by_tag(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    centre = floor.centre
    scopes(floor, "cleo", "supervisor")
    centre.define_team(Team(id="a", name="A", members=("anna",), leads=("cleo",)))
    centre.define_team(Team(id="b", name="B", members=("ben",), leads=()))
    (mine,) = centre.teams_seen("cleo", "")
    assert (mine.name, mine.seen) == ("A", centre.figures_seen("cleo", "a"))
    both = (mine, AskedTeam(name="B", seen=None))
    first, second = rows(report(floor, "teams", by=("team",), teams=both))
    assert (first["team"], first["answered"], second["answered"]) == ("A", 1, 2)
    with centre.storage.transaction():
        found = rules_of(centre.storage)
        ids = [row[0] for row in centre.storage.rows(IDS)]
        keep_plan(centre.storage, ids[0], Plan(queue="support", tags=("vip", "late")))
    assert found == FigureRules()
    made = report(floor, "tags", by=("tag",))
    assert [(one["tag"], one["offered"]) for one in rows(made)] == [("late", 1), ("vip", 1)]


def test_sums_by_tag_and_team_are_kept_and_compared(floor: Floor) -> None:
    storage = floor.centre.storage
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    floor.arrive("xena", queue_id="billing")
    with storage.transaction():
        for number, row in enumerate(storage.rows(IDS)):
            keep_plan(storage, row[0], Plan(queue="support", tags=("vip", "late")[number % 2 :]))
    seen = (Seen(("anna",), ("support",)), Seen(("ben",), ("billing",)), None)
    teams = tuple(AskedTeam(name=f"{n}", seen=one) for n, one in enumerate(seen))

    def asked(every: str) -> list[object]:
        ask = Asked(first=FIRST, count=2, every=every, by=("interval", "queue"), issues=True)
        with storage.transaction():
            tags = figures.of_tags(storage, ask, floor.now)
            by_team = figures.of_teams(storage, ask, seen, floor.now)
            for one, mine in zip(seen, by_team, strict=True):  # together as each by itself
                assert mine == figures.made(storage, replace(ask, seen=one), floor.now)
        return [tags, by_team]

    def everything() -> list[object]:
        pages = [
            report(floor, "teams", by=("team",), teams=teams),
            report(floor, "tags", by=("tag",)),
        ]
        return [*pages, asked("30"), asked("day")]

    before = everything()
    late, vip = rows(before[1])  # type: ignore[arg-type]
    assert (late["offered"], late["answered"], vip["offered"], vip["answered"]) == (3, 2, 2, 1)
    floor_now = floor.now
    with storage.transaction():
        figures.keep_everything(storage, floor_now + 3 * DAY)
    assert everything() == before
    for table in ("quarters_by_tag", "days_by_tag"):
        with storage.transaction():
            assert figures_checked.recounted(storage, floor_now).wrong == ()
            storage.execute(text(f"UPDATE {table} SET offered = offered + 1"))
            assert figures_checked.recounted(storage, floor_now).wrong
            figures_checked.rebuilt(storage, floor_now + 3 * DAY)


def test_a_leads_report_has_nothing_of_other_teams(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    floor.arrive("xena", queue_id="billing")
    scopes(floor, "cleo", "supervisor")
    floor.centre.define_team(Team(id="a", name="A", members=("anna",), leads=("cleo",)))
    seen = floor.centre.figures_seen("cleo", "")
    assert rows(report(floor, "ageing", seen=seen)) == []
    (row,) = rows(report(floor, "dispositions", seen=seen))
    assert row["contacts"] == 1
    (channel,) = rows(report(floor, "preferences", seen=seen))
    assert channel["customers"] == 1
    total = report(floor, "backlog", seen=seen).total
    assert total is not None
    assert total[-1] == 0
    issues = rows(report(floor, "resolution", by=("queue",), seen=seen))
    assert [one["queue"] for one in issues] == ["Support"]


def test_a_journey_leaves_out_what_is_not_the_askers(floor: Floor) -> None:
    serve(floor, "vera", "support", "anna")
    made = report(floor, "backlog")
    made = replace(made, rows=made.rows[:1])
    assert reports.without(made, ("c1",), frozenset()).rows == ()
    assert reports.without(made, ("c1",), frozenset({"c1"})).rows == made.rows


@pytest.mark.parametrize("kept", [False, True])
def test_reports_of_a_tag_hold_nothing_else(floor: Floor, kept: bool) -> None:
    storage = floor.centre.storage
    serve(floor, "vera", "support", "anna")
    serve(floor, "walt", "billing", "ben")
    floor.arrive("xena", queue_id="billing")
    floor.wait(1)  # or nobody knows who of the two came first
    floor.arrive("yves", queue_id="support")
    floor.wait(HOUR)
    with storage.transaction():
        vera, walt, xena, _ = (row[0] for row in storage.rows(IDS))
        keep_plan(storage, vera, Plan(queue="support", tags=("late", "vip")))
        keep_plan(storage, walt, Plan(queue="billing", tags=("late",)))
        keep_plan(storage, xena, Plan(queue="billing", tags=("vip",)))
        if kept:
            figures.keep_everything(storage, floor.now + 3 * DAY)
    for name, by in (("queues", "queue"), ("channels", "channel"), ("service", "interval")):
        whole = report(floor, name, by=(by,))
        made = report(floor, name, by=(by,), tag="vip")
        assert made.only == (("Tag", "vip"),)
        for one, came in ((whole, 4), (made, 2)):
            assert one.total is not None
            assert (one.total[1], sum(row["offered"] for row in rows(one))) == (came, came)  # type: ignore[misc]
    billing, support = rows(report(floor, "queues", by=("queue",), tag="vip"))
    assert (billing["offered"], billing["handled"], support["handled"]) == (1, 0, 1)
    (open_,) = rows(report(floor, "ageing", tag="vip"))
    assert (open_["queue"], open_["open"]) == ("Billing", 1)
    backlog = report(floor, "backlog", tag="vip")
    assert backlog.total is not None
    assert backlog.total[1:] == (0, 2, 0, 1, 0, 1)
    assert report(floor, "backlog", tag="vip", every="60", count=1).total is not None
    settled = report(floor, "backlog", tag="late").total
    assert settled is not None
    assert settled[1:] == (0, 2, 0, 2, 0, 0)
    issues = rows(report(floor, "resolution", by=("queue",), tag="vip"))
    assert [one["queue"] for one in issues] == ["Support"]
    seen = (Seen(("ben",), ("billing",)), Seen(("anna",), ("support",)))
    teams = tuple(AskedTeam(name=f"{n}", seen=one) for n, one in enumerate(seen))
    two = rows(report(floor, "teams", by=("team",), teams=teams, tag="late"))
    assert [(one["offered"], one["handled"]) for one in two] == [(1, 1), (1, 1)]
    (mine,) = rows(report(floor, "queues", by=("queue",), tag="late", seen=seen[0]))
    assert (mine["queue"], mine["offered"]) == ("Billing", 1)
    (tag,) = rows(report(floor, "tags", by=("tag",), tag="late"))
    assert (tag["tag"], tag["offered"]) == ("late", 2)
    nothing = report(floor, "service", by=("interval",), tag="nothing").total
    assert nothing is not None
    assert nothing[1] == 0
