"""Who waits too long: steps after a time or for an expected wait, and what follows from them."""

from __future__ import annotations

import pytest

from agent_desktop.hub.routing import (
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    Overflow,
    Overflowed,
    PaceTold,
    PresenceSet,
    QueueDefined,
    QueueRemoved,
    Refused,
    Requeued,
    Ring,
    SkillMatched,
)
from tests.hub.routing.script import START, Script, offers


def arrive(script: Script, name: str, *steps: Overflow, **more: object) -> list[tuple[str, str]]:
    """Somebody comes to queue q by chat, with steps; the offers that follow."""
    told = InteractionArrived(
        id=name,
        channel="chat",
        queue="q",
        arrived_at=script.now,
        overflow=steps,
        **more,  # type: ignore[arg-type]
    )
    return offers(script.tell(told))


def steps(decisions: tuple[object, ...]) -> list[tuple[str, str]]:
    """Which steps were due, for whom."""
    return [(one.interaction, one.step) for one in decisions if isinstance(one, Overflowed)]


def floor(**more: object) -> Script:
    """Queues q and r; ben serves r alone."""
    script = Script()
    script.queue("q")
    script.queue("r", **more)  # type: ignore[arg-type]
    return script


def test_a_skill_is_dropped_in_time() -> None:
    s = floor()
    s.agent("ann", "q", skills={"german": 1})
    drop = Overflow(step="drop_skill", target="billing", after_ms=20_000)
    assert arrive(s, "1", drop, skills={"billing": 2, "german": 1}) == []
    assert s.engine.next_deadline() == START + 20_000
    due = s.at(20_000)
    assert due[0] == Overflowed(
        interaction="1", index=0, step="drop_skill", target="billing", waited_ms=20_000
    )
    assert offers(due) == [("1", "ann")]
    made = due[1]
    assert made.why[:2] == (SkillMatched("billing", 0, 0), SkillMatched("german", 1, 1))  # type: ignore[union-attr]


def test_rings_of_its_own_lower_a_level_before_they_drop_the_skill() -> None:
    s = floor()
    s.agent("ann", "q", skills={"german": 3})
    s.agent("ben", "q")
    rings = (Ring(10_000, "german", 4), Ring(20_000, "german", 3), Ring(30_000, "german"))
    arrive(s, "1", skills={"german": 5}, rings=rings)
    assert offers(s.at(19_999)) == []
    assert offers(s.at(20_000)) == [("1", "ann")]
    arrive(s, "2", skills={"german": 9}, rings=(Ring(5_000, "german"),))
    assert offers(s.at(25_000)) == [("2", "ben")]


def test_it_waits_in_another_queue_too_and_keeps_its_arrival() -> None:
    s = floor()
    add = Overflow(step="add_queue", target="r", after_ms=10_000)
    arrive(s, "old", add)
    s.at(5_000)
    s.arrive("new", queue="r")
    s.at(10_000)
    assert s.engine.waiting_ids("q") == ("old",)
    assert s.engine.waiting_ids("r") == ("new",)  # in its own queue
    assert (s.engine.waiting("r"), s.engine.own_waiting("r")) == (2, 1)
    assert s.engine.position("new") == 2
    assert offers(s.agent("ben", "r")) == [("old", "ben"), ("new", "ben")]
    assert s.engine.waiting("q") == s.engine.waiting("r") == 0
    assert s.decline("old")  # nobody else is there: better ben than nobody
    assert s.where("old") == ("offered", "ben")
    state = s.engine.interaction("old")
    assert state is not None
    assert (state.queue, state.also, state.arrived_at) == ("q", ("r",), START)


def test_a_full_queue_is_not_added_and_is_tried_again() -> None:
    s = floor(max_waiting=1)
    s.arrive("there", queue="r")
    arrive(s, "1", Overflow(step="add_queue", target="r", after_ms=1_000))
    assert steps(s.at(1_000)) == []
    s.tell(InteractionWithdrawn("there", "abandoned"))
    assert steps(s.at(1_000 + s.rules.look_ms)) == [("1", "add_queue")]
    assert s.arrive("2", queue="r")[0].limit == 1  # type: ignore[union-attr]


def test_a_queue_with_guests_cannot_be_removed() -> None:
    s = floor()
    arrive(s, "1", Overflow(step="add_queue", target="r", after_ms=0))
    assert s.tell(QueueRemoved("r")) == (Refused("queue_in_use", "id", "r"),)
    s.tell(InteractionWithdrawn("1", "abandoned"))
    assert s.tell(QueueRemoved("r")) == ()


@pytest.mark.parametrize("step", ["callback", "voicemail", "message", "close"])
def test_what_others_carry_out_is_told_once_and_it_waits_on(step: str) -> None:
    s = floor()
    arrive(s, "1", Overflow(step=step, target="words", after_ms=3_000))  # type: ignore[arg-type]
    assert steps(s.at(3_000)) == [("1", step)]
    assert s.where("1") == ("line", "")
    assert steps(s.at(600_000)) == []
    assert s.engine.next_deadline() is None


def test_an_expected_wait_overflows_at_once_and_an_unknown_one_never() -> None:
    s = floor()
    short = Overflow(step="callback", expected_ms=479_999)
    arrive(s, "nobody", short)
    assert steps(s.at(60_000)) == []
    s.agent("ann", "q", channels={"chat": 1})
    assert s.where("nobody") == ("offered", "ann")
    told = InteractionArrived(
        id="1", channel="chat", queue="q", arrived_at=s.now, overflow=(short,)
    )
    due = s.tell(told)
    assert due[0] == Overflowed(
        interaction="1", index=0, step="callback", target="", waited_ms=0, expected_ms=480_000
    )


def test_an_expected_wait_that_grows_is_seen_in_time() -> None:
    s = floor()
    s.agent("ann", "q", channels={"chat": 1})
    s.arrive("held")
    s.accept("held")
    arrive(s, "1", Overflow(step="message", expected_ms=500_000))
    s.tell(PaceTold(queue="q", channel="chat", handle_ms=501_000))
    assert steps(s.at(29_999)) == []
    assert steps(s.at(30_000)) == [("1", "message")]


def test_who_stands_beyond_what_may_be_expected_is_seen_and_nobody_before() -> None:
    s = floor()
    s.agent("ann", "q", channels={"chat": 1})
    s.arrive("held")
    s.accept("held")
    s.tell(PaceTold(queue="q", channel="chat", handle_ms=60_000))
    said = []
    for name in ("1", "2", "3"):
        told = InteractionArrived(
            id=name,
            channel="chat",
            queue="q",
            arrived_at=s.now,
            overflow=(Overflow(step="message", expected_ms=120_000),),
        )
        said += steps(s.tell(told))
    assert [s.engine.expected(name) for name in ("1", "2", "3")] == [60_000, 120_000, 180_000]
    assert said == [("3", "message")]
    assert steps(s.at(30_000)) == []


def test_who_comes_and_goes_changes_what_is_expected_of_one_queue_and_of_several() -> None:
    s = floor()
    s.agent("ann", "q", channels={"chat": 1})
    s.agent("bob", "q", "r", channels={"chat": 1})
    for name in ("a", "b"):
        s.arrive(name)
        s.accept(name)
    s.tell(PaceTold(queue="q", channel="chat", handle_ms=60_000))
    arrive(s, "1", Overflow(step="message", expected_ms=60_000))
    arrive(s, "2", Overflow(step="add_queue", target="r", after_ms=0))
    assert [s.engine.expected(one) for one in ("1", "2")] == [30_000, 60_000]
    s.agent("cid", "r", channels={"chat": 1})  # gets the second at once
    assert s.where("2") == ("offered", "cid")
    arrive(s, "3", Overflow(step="add_queue", target="r", after_ms=0))
    assert s.engine.expected("3") == 2 * 60_000 // 3  # bob serves both and counts once
    s.tell(PresenceSet("bob"))
    assert [s.engine.expected(one) for one in ("1", "3")] == [60_000, 60_000]
    s.tell(PresenceSet("ann"))
    assert s.engine.expected("1") is None
    s.tell(PresenceSet("ann", ("chat",)))
    assert s.engine.expected("1") == 60_000


def test_how_long_one_takes_is_learnt_from_what_is_finished() -> None:
    s = floor()
    s.agent("ann", "q", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.arrive("2")
    usual = s.rules.handle_ms["chat"]
    assert s.engine.expected("2") == usual
    s.at(80_000)
    s.tell(InteractionEnded("1"))
    s.arrive("3")
    assert s.engine.expected("3") == usual + (80_000 - usual) // 8


def test_while_nothing_is_finished_the_newest_waits_count_too() -> None:
    s = floor()
    s.agent("ann", "q", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.tell(PaceTold(queue="q", channel="chat", handle_ms=0, waits=(900_000, 100_000, 700_000)))
    s.arrive("2")
    assert s.engine.expected("2") == 700_000


def test_what_is_offered_does_not_overflow_until_it_waits_again() -> None:
    s = floor()
    s.agent("ann", "q")
    assert arrive(s, "1", Overflow(step="message", after_ms=5_000)) == [("1", "ann")]
    assert steps(s.at(10_000)) == []
    assert steps(s.at(30_000)) == [("1", "message")]  # the offer ran out


def test_another_queue_begins_the_steps_anew() -> None:
    s = floor()
    arrive(s, "1", Overflow(step="message", after_ms=5_000))
    s.at(5_000)
    s.tell(Requeued(interaction="1", queue="r"))
    assert steps(s.at(9_999)) == []
    assert steps(s.at(10_000)) == [("1", "message")]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("strict", {"strict": 10}),
        ("strict", {"strict": -1}),
        ("rings", {"rings": (Ring(5, "a"), Ring(4, "b"))}),
        ("rings", {"rings": (Ring(5, "a", -1),)}),
        ("overflow", {"overflow": (Overflow(step="message"),)}),
        ("overflow", {"overflow": (Overflow(step="message", after_ms=-1),)}),
        ("overflow", {"overflow": (Overflow(step="message", after_ms=1),) * 33}),
    ],
)
def test_plans_that_cannot_be_are_refused(field: str, more: dict[str, object]) -> None:
    s = floor()
    told = InteractionArrived(id="1", channel="chat", queue="q", arrived_at=START, **more)  # type: ignore[arg-type]
    (refused,) = s.tell(told)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("bad_value", field)
    s.arrive("2")
    (refused,) = s.tell(Requeued(interaction="2", **more))  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert s.where("2") == ("line", "")


def test_a_queue_may_change_while_somebody_waits_there_as_a_guest() -> None:
    s = floor()
    arrive(s, "1", Overflow(step="add_queue", target="r", after_ms=0))
    s.tell(QueueDefined(id="r", skills={"german": 1}))
    assert offers(s.agent("ben", "r")) == []
    assert offers(s.agent("cid", "r", skills={"german": 1})) == [("1", "cid")]


def test_a_higher_class_goes_before_all_of_a_lower_one() -> None:
    s = floor()
    arrive(s, "vip", vip=100)
    s.at(600_000)
    arrive(s, "class", strict=1)
    arrive(s, "first", strict=2)
    s.arrive("usual", priority=100)
    assert s.engine.waiting_ids("q") == ("first", "class", "vip", "usual")


def test_several_preferred_agents_and_whichever_has_room_first() -> None:
    s = floor()
    for name in ("ann", "ben", "cid"):
        s.agent(name, "q", channels={"chat": 1})
    for number in range(3):
        s.arrive(str(number))
        s.accept(str(number))
    s.agent("dee", "q", channels={"chat": 1})
    assert arrive(s, "new", preferred_agents=("zoe", "ben", "cid")) == []
    assert s.where("new") == ("held", "")
    assert offers(s.end("2")) == [("new", "cid")]
    assert arrive(s, "absent", preferred_agents=("zoe", "yve")) == [("absent", "dee")]


def test_of_several_preferred_agents_with_room_the_first_named_gets_it() -> None:
    s = floor()
    for name in ("ann", "ben"):
        s.agent(name, "q")
    assert arrive(s, "1", preferred_agents=("zoe", "ben", "ann")) == [("1", "ben")]


def test_a_night_until_the_opening_is_no_waiting() -> None:
    """Steps, rings, the time for a preferred agent and what waits are learnt from it begin when it may be offered."""
    s = floor()
    s.agent("ann", channels={"chat": 1})
    arrive(s, "0")
    s.accept("0")
    morning = START + 36_000_000
    close = Overflow(step="close", after_ms=60_000)
    drop = Ring(30_000, "german")
    arrive(s, "1", close, not_before=morning, preferred_agents=("ann",))
    arrive(s, "2", close, not_before=morning, skills={"german": 1}, rings=(drop,))
    s.agent("eva", channels={"voice": 1})
    assert steps(s.at(36_000_000)) == []
    assert s.where("1") == ("held", "")
    assert steps(s.at(36_059_999)) == []
    assert s.where("2")[0] == "line"
    assert steps(s.at(36_060_000)) == [("1", "close"), ("2", "close")]
    assert offers(s.end("0")) == [("1", "ann")]
    s.accept("1")
    (pace,) = (one for one in s.engine.snapshot().paces if one.queue == "q")
    assert pace.waits[-1] == 60_000
