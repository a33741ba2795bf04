"""Figures: the specification's worked examples, edges, and what is not there."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.metrics.adherence import Plan, followed
from agent_desktop.hub.metrics.definitions import definitions, figure
from agent_desktop.hub.metrics.sums import Sums, share, time_sums
from agent_desktop.hub.metrics.table import Table
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import FigureRules, Variant, check
from agent_desktop.model.passages import Came, Gone, Left, Passage, PassageOffer
from agent_desktop.model.work import Channel

NOW = 10_000_000


def passage(waited: int, left: Left = Left.ANSWERED, **more: object) -> Passage:
    """One that came at 0 and waited so long, in ms."""
    one = Passage(
        interaction_id="one",
        number=1,
        queue_id="support",
        channel=Channel.VOICE,
        came=Came.ARRIVED,
        came_at=0,
        left=left,
        left_at=waited if left is not Left.NOT_YET else None,
        agent_id="anna" if left is Left.ANSWERED else "",
    )
    return replace(one, **more)


def served(begin: int, talk: int, wrap: int = 0, hold: int = 0, **more: object) -> Passage:
    """One that was answered at `begin` and wrapped up."""
    ended_at = begin + talk + hold
    return replace(
        passage(begin),
        ended_at=ended_at,
        wrapped_at=ended_at + wrap,
        hold_ms=hold,
        gone=Gone.DONE,
        **more,
    )


def sums_of(*passages: Passage, now: int = NOW, **rules: object) -> dict[str, int]:
    """What is counted of them."""
    sums = Sums()
    for one in passages:
        sums.count(one, FigureRules(**rules), now)  # type: ignore[arg-type]
    return sums.made()


def shown(name: str, sums: dict[str, int], variant: Variant = Variant.IGNORE) -> float | None:
    """The figure of that name."""
    (found,) = [one for one in definitions(variant) if one.name == name]
    return figure(found, sums)


def crowd(
    within: int, late: int, gone_short: int, gone_within: int, gone_late: int
) -> list[Passage]:
    """So many calls of each kind, at a threshold of 20 s and a moment of 5 s, all at the edge."""
    return [
        *[passage(20_000)] * within,
        *[passage(20_001)] * late,
        *[passage(5_000, Left.ABANDONED)] * gone_short,
        *[passage(20_000, Left.ABANDONED)] * gone_within,
        *[passage(20_001, Left.ABANDONED)] * gone_late,
    ]


@pytest.mark.parametrize(
    ("variant", "percent"),
    [
        (Variant.IGNORE, 82.7),
        (Variant.NEGATIVE, 81.1),
        (Variant.POSITIVE, 83.0),
        (Variant.ANSWERED_ONLY, 86.0),
        (Variant.SHORT_CREDIT, 82.1),
        (Variant.REMOVED, 83.0),
    ],
)
def test_service_level_as_published(variant: Variant, percent: float) -> None:
    """Answered 1000, given up 60; within 20 s 860 and 20, within 5 s 10 of these."""
    sums = sums_of(*crowd(860, 140, 10, 10, 40))
    assert (sums["answered"], sums["abandoned"], sums["short_abandoned"]) == (1000, 60, 10)
    value = shown("service_level", sums, variant)
    assert value is not None
    assert round(100 * value, 1) == percent


@pytest.mark.parametrize(
    ("variant", "percent"),
    [(Variant.IGNORE, 77.8), (Variant.NEGATIVE, 70.0), (Variant.POSITIVE, 80.0)],
)
def test_service_level_of_seventy_ten_and_twenty(variant: Variant, percent: float) -> None:
    value = shown("service_level", sums_of(*crowd(70, 20, 0, 10, 0)), variant)
    assert value is not None
    assert round(100 * value, 1) == percent


def test_who_leaves_otherwise_counts_when_the_threshold_had_passed() -> None:
    """Eight in time and one sent on at the threshold, one voicemail after it: as if that one still waited there.

    Who is to be called back goes on waiting elsewhere, and was out of this queue when that was said.
    """
    lefts = (passage(20_000, Left.MOVED), passage(20_001, Left.VOICEMAIL))
    sums = sums_of(*[passage(1)] * 8, *lefts)
    assert (sums["other_exits"], sums["late_exits"]) == (2, 1)
    back = sums_of(*[passage(1)] * 3, passage(20_001, Left.CALLBACK))
    assert shown("service_level", back) == 1.0
    assert shown("service_level", back, Variant.REMOVED) == 0.75
    counted = {one: shown("service_level", sums, one) for one in Variant}
    assert counted.pop(Variant.ANSWERED_ONLY) == 1.0
    assert counted.pop(Variant.REMOVED) == 0.9  # nine of the ten who came were out in time
    assert set(counted.values()) == {8 / 9}


def test_who_waits_counts_when_the_threshold_has_passed() -> None:
    waiting = passage(0, Left.NOT_YET)
    assert shown("service_level", sums_of(passage(1), waiting, now=20_000)) == 1.0
    assert shown("service_level", sums_of(passage(1), waiting, now=20_001)) == 0.5
    assert sums_of(waiting, now=20_001)["longest_wait_ms"] == 20_001


def test_a_queue_has_its_own_threshold() -> None:
    own = {"support": {Channel.VOICE: 30_000}}
    assert shown("service_level", sums_of(passage(30_000), queues=own)) == 1.0
    assert shown("service_level", sums_of(passage(30_000), within_ms={Channel.VOICE: 5})) == 0.0


def test_three_chats_at_once() -> None:
    """Three of 600 s, 1200 s in any of them: 1.5 at once, each costs 400 s."""
    begins = ((0, 600_000), (300_000, 300_000), (600_000, 300_000))
    chats = [served(at, 600_000, channel=Channel.CHAT, engaged_ms=own) for at, own in begins]
    sums = sums_of(*chats)
    assert shown("concurrency", sums) == 1.5
    assert shown("adjusted_handle_time", sums) == 400_000
    assert shown("handle_time", sums) == 600_000
    alone = [replace(one, engaged_ms=600_000) for one in chats]
    assert shown("concurrency", sums_of(*alone)) == 1.0


def test_a_passage_that_is_taken_out_was_never_in() -> None:
    rules, sums, alone = FigureRules(), Sums(), Sums()
    before, after = passage(5_000), served(5_000, 60_000, wrap=1_000, rating=5, replies=2)
    other = passage(7_000, Left.ABANDONED)
    for one in (before, other):
        sums.count(one, rules, NOW)
    sums.more(share(before, rules), -1)
    sums.count(after, rules, NOW)
    for one in (after, other):
        alone.count(one, rules, NOW)
    assert sums.made() == alone.made()
    asked = PassageOffer(
        came_at=0,
        queue_id="q",
        channel=Channel.CHAT,
        entry_point_id="",
        agent_id="a",
        outcome="missed",
    )
    sums.ask(asked)
    sums.ask(asked, -1)
    assert sums.made() == alone.made()


def test_handle_time_is_talk_hold_and_wrap_up_over_all_handled() -> None:
    sums = sums_of(served(5, 100, wrap=30, hold=20), served(5, 50))
    assert shown("handle_time", sums) == 100
    assert (shown("talk_time", sums), shown("hold_time", sums)) == (75, 10)
    assert shown("wrap_up_time", sums) == 15
    going_on = passage(5)
    assert sums_of(going_on)["answered"] == 1
    assert shown("handle_time", sums_of(going_on)) is None


def test_waits_of_who_was_answered_and_of_who_gave_up_stand_apart() -> None:
    sums = sums_of(passage(10_000), passage(30_000), passage(90_000, Left.ABANDONED))
    assert shown("speed_of_answer", sums) == 20_000
    assert shown("abandon_wait", sums) == 90_000


def test_handle_time_is_told_of_each_part_and_of_the_whole() -> None:
    """One interaction that two agents served, 100 s and 50 s: 75 s a part, 150 s in all."""
    first = replace(served(5, 100_000, part=1), gone=Gone.TRANSFERRED)
    sums = sums_of(first, served(7, 50_000, part=2, number=2))
    assert shown("handle_time", sums) == 75_000
    assert shown("handle_time_in_all", sums) == 150_000


def test_who_gave_up_is_also_told_beside_everybody_who_came() -> None:
    """Ten came: six were answered, two gave up, one left a message, one waits. 25 % of eight, 20 % of ten."""
    sums = sums_of(
        *[passage(1)] * 6,
        *[passage(9_000, Left.ABANDONED)] * 2,
        passage(9_000, Left.VOICEMAIL),
        passage(0, Left.NOT_YET),
    )
    assert shown("abandon_rate", sums) == 0.25
    assert shown("abandon_rate_of_offered", sums) == 0.2


def test_satisfied_is_who_gave_four_or_five() -> None:
    """Ratings 1 to 5, and five who said nothing: 40 % satisfied, 3 on average, half of them asked said so."""
    rated = [served(1, 2, part=1, rating=one) for one in range(1, 6)]
    sums = sums_of(*rated, *[served(1, 2, part=1)] * 5)
    assert shown("satisfied", sums) == 0.4
    assert (shown("rating", sums), shown("rated", sums)) == (3.0, 5)
    assert shown("rating_rate", sums) == 0.5


def test_a_new_house_counts_nobody_who_gave_up_in_time() -> None:
    assert FigureRules().variant is Variant.IGNORE


def test_callbacks_are_no_abandons_and_every_arrival_has_one_end() -> None:
    lefts = [passage(9_000, left) for left in Left]
    sums = sums_of(*lefts)
    assert sums["offered"] == len(Left)
    assert sums["abandoned"] == 1
    assert shown("abandon_rate", sums) == 0.5
    ends = ("answered", "abandoned", "other_exits", "waiting")
    assert sums["offered"] == sum(sums[name] for name in ends)


def test_short_abandons_may_leave_both_sides() -> None:
    sums = sums_of(passage(1), passage(5_000, Left.ABANDONED), passage(5_001, Left.ABANDONED))
    assert shown("abandon_rate", sums) == 2 / 3
    assert shown("abandon_rate_without_short", sums) == 0.5


def test_what_was_handed_over_is_handled_and_not_offered() -> None:
    first = replace(served(4_000, 100), gone=Gone.TRANSFERRED)
    second = served(4_100, 50, came=Came.HANDED_OVER, came_at=4_100)
    sums = sums_of(first, second, passage(0, came=Came.BEGUN))
    assert (sums["offered"], sums["answered"], sums["handled"], sums["begun"]) == (1, 1, 2, 1)
    assert shown("transfer_rate", sums) == 0.5


def test_who_is_called_in_costs_time_and_serves_nobody() -> None:
    main = served(5, 100, wrap=30, hold=20)
    still_there = passage(0, came=Came.CALLED_IN)
    sums = sums_of(main, served(10, 20, came=Came.CALLED_IN), still_there)
    assert (sums["offered"], sums["handled"], sums["consults"]) == (1, 1, 1)
    assert (shown("handle_time", sums), shown("consult_time", sums)) == (170, 20)
    assert shown("transfer_rate", sums) == 0.0


def test_forty_five_minutes_of_work_in_an_hour() -> None:
    """Occupancy 75 %; while the telephone rings nobody works and nobody waits for work."""
    sums = Sums()
    for state, doing, minutes in (
        *(("ready", "busy", 40), ("break", "busy", 5), ("ready", "idle", 15)),
        *(("ready", "offered", 9), ("meal", "idle", 31)),
    ):
        sums.more(time_sums(state, doing, minutes * 60_000))
    assert shown("occupancy", sums.made()) == 0.75
    assert shown("utilisation", sums.made()) == 0.6
    assert shown("not_ready", sums.made()) == 31 * 60_000
    assert sums.made()["in_ready_ms"] == 64 * 60_000


def test_no_data_is_no_figure() -> None:
    table = Table(FigureRules(), (), [0, 10], NOW)
    made = table.made()
    assert made.rows == ()
    counts = {one.name for one in made.definitions if one.unit == "count"}
    for name, value in made.total.figures.items():
        assert value == (0 if name in counts else None), name


def test_longer_times_are_made_of_sums() -> None:
    """One call in time in the first interval, three late in the second: 25 %, not the mean of 100 % and 0 %."""
    table = Table(FigureRules(), ("interval",), [0, 100, 200], NOW)
    late = [passage(90_000, came_at=150) for _ in range(3)]
    table.add([passage(1), *late], [])
    made = table.made()
    assert [row.figures["service_level"] for row in made.rows] == [1.0, 0.0]
    assert [(row.from_at, row.until_at) for row in made.rows] == [(0, 100), (100, 200)]
    assert made.total.figures["service_level"] == 0.25


def test_rows_by_agent_and_their_offers() -> None:
    table = Table(FigureRules(), ("agent", "channel"), [0, 100], NOW)
    asked = [
        PassageOffer(
            came_at=0,
            queue_id="q",
            channel=Channel.VOICE,
            entry_point_id="",
            agent_id=agent,
            outcome=outcome,
        )
        for agent, outcome in (("anna", "accepted"), ("ben", "missed"), ("ben", "declined"))
    ]
    table.add([passage(1)], asked)
    rows = {row.agent_id: row.sums for row in table.made().rows}
    assert rows["anna"]["offers"] == 1
    assert rows["ben"] == {"offers": 2, "missed": 1, "declined": 1}
    assert rows["anna"]["answered"] == 1


def test_every_sum_of_a_definition_is_counted() -> None:
    everything = [
        *crowd(1, 1, 1, 1, 1),
        replace(served(1, 2, 3, 4, first_reply_ms=1, part=1), gone=Gone.TRANSFERRED),
        served(1, 2, channel=Channel.CHAT, engaged_ms=2, replies=1, reply_ms=9, rating=5),
        served(1, 2, first_reply_in_hours_ms=1, replies_in_hours=1, reply_in_hours_ms=1),
        passage(0, Left.NOT_YET),
        passage(20_001, Left.VOICEMAIL),
        passage(20_001, Left.CALLBACK),
        passage(0, came=Came.BEGUN),
        served(1, 2, came=Came.CALLED_IN),
    ]
    sums = Sums()
    for one in everything:
        sums.count(one, FigureRules(), NOW)
    for outcome in ("declined", "missed"):
        sums.ask(
            PassageOffer(
                came_at=0,
                queue_id="q",
                channel=Channel.CHAT,
                entry_point_id="",
                agent_id="a",
                outcome=outcome,
            )
        )
    for state, doing in (("ready", "idle"), ("ready", "lost"), ("break", "idle")):
        sums.more(time_sums(state, doing, 1))
    for doing in ("busy", "offered"):
        sums.more(time_sums("ready", doing, 1))
    sums.more(followed([Plan(0, 1)], [(0, 1)], [(0, 1)]))
    made = sums.made()
    for variant in Variant:
        for metric in definitions(variant):
            for name in (*metric.numerator, *metric.denominator):
                assert made.get(name.removeprefix("-")), name


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        (FigureRules(zone="Europe/Atlantis"), "zone"),
        (FigureRules(zone="../../etc/passwd"), "zone"),
        (FigureRules(zone=""), "zone"),
        (FigureRules(short_ms=-1), "short_ms"),
        (FigureRules(within_ms={Channel.CHAT: 10**12}), "within_ms"),
        (FigureRules(queues={"a": {Channel.CHAT: -5}}), "queues"),
    ],
)
def test_rules_that_make_no_sense(rules: FigureRules, name: str) -> None:
    with pytest.raises(Refused) as refused:
        check(rules)
    assert refused.value.problem.field == name
