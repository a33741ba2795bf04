"""A call from its first ring to its last word: queue, offer, talk, end; as scripts."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.switch.engine import Switch
from tests.hub.voice.script import (
    ANN,
    CALLER,
    POLICY,
    START,
    Script,
    both,
    connected,
    news,
    noted,
    plays,
)


def test_a_call_is_greeted_queued_offered_and_talked_to() -> None:
    s = Script()
    s.ring_in("030 999 100")
    assert plays(s.out) == {"in": ("welcome",)}
    s.now += 3_000
    assert news(s.heard()) == [
        d.Arrived(
            call="c", entry_point="main", queue="orders", number=CALLER, arrived_at=START + 3_000
        )
    ]
    assert plays(s.out) == {"in": ("please_wait",)}
    (music,) = [one for one in s.heard() if isinstance(one, d.Play)]
    assert (music.prompts, music.loop) == (("music/waiting",), True)

    leg = s.accept()
    assert [*s.out] == [
        d.Originate(
            call="c",
            leg=leg,
            part="agent",
            number=ANN,
            caller_id=CALLER,
            queue="orders",
            token="token-ann",
        )
    ]
    s.tell(i.LegRinging(leg))
    s.tell(i.LegAnswered(leg))
    assert news(s.out) == [d.Talking("c", "ann")]
    assert connected(s.out) == both("in", leg)
    assert d.StopPlaying("in", music.playback) in s.out

    assert news(s.end("in")) == [d.WorkEnded("c", "ann", "customer_left", True), d.CallOver("c")]
    assert d.HangUp(leg, "hung_up") in s.out
    assert s.is_over()
    assert s.end(leg) == ()  # late news


def test_a_number_that_is_not_ours_does_not_exist() -> None:
    s = Script()
    assert s.tell(i.CallArrived("c", "in", CALLER, "+4930777")) == (
        d.HangUp("in", "not_found"),
        d.CallOver("c"),
    )


def test_a_page_calls_an_entry_point_without_a_number() -> None:
    s = Script()
    assert s.tell(i.CallArrived("c", "in", "", "", "menu")) == (d.Answer("c", "in"),)
    s.tell(i.LegAnswered("in"))
    assert plays(s.heard()) == {"in": ("menu_practice",)}
    other = i.CallArrived("c2", "in2", "", "+4930999100", "nowhere")
    assert s.tell(other) == (d.HangUp("in2", "not_found"), d.CallOver("c2"))


def test_the_same_call_comes_once() -> None:
    s = Script()
    s.ring_in("+4930999100")
    again = i.CallArrived("c", "other", CALLER, "+4930999100")
    assert s.tell(again) == (d.Refused("known_call", "call", "c"),)
    other = i.CallArrived("c2", "in", CALLER, "+4930999100")
    assert s.tell(other) == (d.Refused("bad_value", "leg", "in"),)


@pytest.mark.parametrize("heard", [0, 1, 2])
def test_who_hangs_up_before_an_agent_came_has_abandoned(heard: int) -> None:
    s = Script()
    s.ring_in("+4930999100")
    for _ in range(heard):
        s.heard()
    left = [d.Left("c", "abandoned")] if heard else []
    assert news(s.end("in")) == [*left, d.CallOver("c")]


def test_who_hangs_up_while_the_agents_telephone_rings_ends_that_too() -> None:
    s = Script()
    s.wait()
    leg = s.accept()
    assert news(s.end("in")) == [d.WorkEnded("c", "ann", "customer_left", False), d.CallOver("c")]
    assert d.HangUp(leg, "cancelled") in s.out


@pytest.mark.parametrize("cause", ["busy", "rejected", "failed", "lost", "not_found"])
def test_an_agents_telephone_that_fails_gives_the_caller_the_place_back(cause: Cause) -> None:
    s = Script()
    s.wait()
    leg = s.accept()
    before = s.call()
    s.end(leg, cause)
    assert news(s.out) == [d.Returned(call="c", agent="ann", why=cause)]
    assert noted(s.out) == [("agent_unreachable", cause)]
    assert plays(s.out) == {}  # the caller hears no difference
    assert s.call().arrived_at == before.arrived_at
    other = s.accept("bob")
    assert connected(s.tell(i.LegAnswered(other))) == both("in", other)


def test_an_agents_telephone_rings_only_so_long() -> None:
    s = Script()
    s.wait()
    leg = s.accept()
    assert news(s.after(POLICY.agent_ring_ms - 1)) == []
    out = s.after(1)
    assert news(out) == [d.Returned(call="c", agent="ann", why="no_answer")]
    assert d.HangUp(leg, "no_answer") in out


def test_an_accepted_offer_counts_once_and_only_while_the_caller_waits() -> None:
    s = Script()
    assert s.tell(i.OfferAccepted("c", "ann", ANN, "t")) == (
        d.Refused("unknown_call", "call", "c"),
    )
    s.ring_in("+4930999100")
    told = i.OfferAccepted("c", "ann", ANN, "t")
    assert s.tell(told) == (d.Refused("not_waiting", "call", "c"),)
    s.heard()
    assert len(s.tell(told)) == 1
    assert s.tell(told) == (d.Refused("not_waiting", "call", "c"),)
    assert s.tell(i.OfferEnded("c")) == ()


def test_an_agent_who_hangs_up_ends_the_call_or_not_as_the_queue_says() -> None:
    s = Script()
    leg = s.talk()
    assert news(s.end(leg)) == [d.WorkEnded("c", "ann", "hung_up", True), d.CallOver("c")]
    assert d.HangUp("in", "hung_up") in s.out

    s = Script()
    leg = s.talk("+4930999600")
    s.end(leg)
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="hung_up", wrap_up=True)]
    assert plays(s.out) == {"in": ("back_in_line",)}


@pytest.mark.parametrize("cause", ["failed", "lost"])
def test_a_telephone_that_dies_in_a_talk_never_costs_the_customer_the_line(cause: Cause) -> None:
    s = Script()
    leg = s.talk()
    arrived_at = s.call().arrived_at
    s.now += 60_000
    s.end(leg, cause)
    assert news(s.out) == [d.Returned(call="c", agent="ann", why=cause, wrap_up=True)]
    assert ("agent_lost", cause) in noted(s.out)
    assert s.call().arrived_at == arrived_at
    assert connected(s.out) == set()


def test_what_one_agent_talked_is_not_the_next_ones_talk() -> None:
    s = Script()
    s.end(s.talk(), "lost")
    s.accept("bob")
    assert news(s.end("in"))[0] == d.WorkEnded("c", "bob", "customer_left", False)


def test_an_answer_counts_once() -> None:
    s = Script()
    leg = s.talk()
    assert s.tell(i.LegAnswered(leg)) == s.tell(i.LegAnswered("in")) == ()
    assert s.tell(i.LegRinging(leg)) == ()


def test_hanging_up_by_command_is_the_same_as_hanging_up() -> None:
    s = Script()
    leg = s.talk()
    s.tell(i.HungUp("c", "ann"))
    assert s.out[0] == d.HangUp(leg, "hung_up")
    assert s.is_over()

    s = Script()
    s.talk("+4930999600")
    s.tell(i.HungUp("c", "ann", everyone=True))
    assert news(s.out) == [d.WorkEnded("c", "ann", "hung_up", True), d.CallOver("c")]


def test_an_agents_telephone_that_has_died_gives_the_customer_back() -> None:
    s = Script()
    leg = s.talk()
    s.tell(i.HungUp("c", "ann", lost=True))
    assert s.out[0] == d.HangUp(leg, "lost")
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="lost", wrap_up=True)]
    assert connected(s.out) == set()


def test_a_full_queue_says_so_or_takes_a_message() -> None:
    s = Script()
    s.wait("+4930999600")
    assert plays(s.tell(i.ArrivalRefused("c"))) == {"in": ("lines_busy",)}
    assert news(s.heard()) == [d.CallOver("c")]
    s = Script()
    s.wait()
    assert plays(s.tell(i.ArrivalRefused("c"))) == {"in": ("voicemail_greeting",)}


def test_who_has_waited_too_long_leaves_a_message_or_keeps_the_place() -> None:
    s = Script()
    s.wait()
    out = s.tell(i.WaitOver("c", "voicemail"))
    assert news(out) == [d.Left("c", "voicemail")]
    assert plays(out) == {"in": ("voicemail_greeting",)}
    assert isinstance(s.tell(i.WaitOver("c", "callback"))[-1], d.Refused)
    s = Script()
    s.wait()
    out = s.tell(i.WaitOver("c", "callback"))
    assert [type(one) for one in news(out)] == [d.CallbackAsked]
    assert plays(out) == {"in": ("callback_confirmed",)}
    assert isinstance(s.tell(i.WaitOver("nobody", "voicemail"))[-1], d.Refused)


def test_a_closed_house_says_so_and_hangs_up_or_keeps_the_place() -> None:
    s = Script()
    s.wait()
    out = s.tell(i.ArrivalRefused("c", ("Until Monday.",)))
    assert plays(out) == {"in": ("spoken:closed:Until Monday.",)}  # and no message is taken
    assert news(s.heard()) == [d.CallOver("c")]
    s = Script()
    s.wait()
    out = s.tell(i.WaitOver("c", "callback", ("A.", "B.")))
    assert plays(out) == {"in": ("spoken:closed:A.", "spoken::B.", "callback_confirmed")}
    assert [type(one) for one in news(out)] == [d.CallbackAsked]
    s = Script()
    s.ring_in("+4930999100", caller="anonymous")
    s.heard()
    s.heard()
    out = s.tell(i.WaitOver("c", "callback", ()))
    assert news(out) == [d.Left("c", "cancelled")]
    assert plays(out) == {"in": ("closed",)}


def test_words_are_heard_between_the_music_and_cut_nothing_off() -> None:
    s = Script()
    s.wait()
    assert plays(s.tell(i.CallerTold("c", "We come."))) == {"in": ("spoken::We come.",)}
    assert s.tell(i.CallerTold("c", "Soon.")) == ()  # the first is still being said
    assert plays(s.heard()) == {"in": ("spoken::Soon.",)}
    assert plays(s.heard()) == {"in": ("music/waiting",)}
    s.accept()
    assert isinstance(s.tell(i.CallerTold("nobody", "x"))[-1], d.Refused)


def test_a_crashed_worker_ends_its_calls_and_nothing_is_ordered_for_dead_legs() -> None:
    s = Script()
    leg = s.talk()
    out = s.tell(i.WorkerLost(("in", leg, "unknown")))
    assert news(out) == [d.WorkEnded("c", "ann", "left", True), d.CallOver("c")]
    assert not [one for one in out if isinstance(one, d.Play | d.HangUp | d.Originate)]


def test_a_crash_gives_waiting_callers_a_callback_at_their_place() -> None:
    s = Script()
    s.wait()
    arrived_at = s.call().arrived_at
    s.accept()
    out = s.tell(i.WorkerLost((s.dialled(), "in")))
    assert news(out) == [
        d.Returned(call="c", agent="ann", why="lost"),
        d.CallbackAsked("c", CALLER),
    ]
    assert (s.call().stage, s.call().arrived_at) == ("kept", arrived_at)


def test_who_waits_in_a_process_that_dies_is_called_back_wherever_that_is_possible() -> None:
    s = Script()
    s.wait("+4930999600")  # this queue calls nobody back by itself
    assert news(s.tell(i.WorkerLost(("in",)))) == [d.CallbackAsked("c", CALLER)]
    assert s.call().stage == "kept"

    s = Script()
    s.wait("+4930999600")
    assert news(s.end("in", "lost")) == [d.Left("c", "abandoned"), d.CallOver("c")]

    s = Script()
    s.ring_in("+4930999100", caller="anonymous")
    s.heard()
    assert news(s.tell(i.WorkerLost(("in",)))) == [d.Left("c", "abandoned"), d.CallOver("c")]

    s = Script()
    s.tell(i.CallArrived("c", "page", "", "", "main"))
    s.tell(i.LegAnswered("page"))
    s.heard("page")
    assert news(s.tell(i.WorkerLost(("page",)))) == [d.CallbackAsked("c", "")]


def test_an_agent_calls_out_with_the_number_of_the_queue() -> None:
    s = Script()
    s.tell(_placed("0171 2345678"))
    mine = s.dialled()
    s.tell(i.LegAnswered(mine))
    (theirs,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (theirs.part, theirs.number, theirs.caller_id) == (
        "customer",
        "+491712345678",
        "+4930999100",
    )
    assert plays(s.out) == {mine: ("tone/ringback",)}
    s.tell(i.LegAnswered(theirs.leg))
    assert connected(s.out) == both(mine, theirs.leg)
    assert news(s.end(theirs.leg))[0] == d.WorkEnded("c", "ann", "customer_left", True)


def test_a_called_number_that_does_not_answer_is_told_to_the_agent() -> None:
    s = Script()
    s.tell(_placed("0171 2345678"))
    mine = s.dialled()
    s.tell(i.LegAnswered(mine))
    s.end(s.dialled(), "busy")
    assert news(s.out) == [d.WorkEnded("c", "ann", "not_reached", False)]
    assert plays(s.out) == {mine: ("not_reached",)}
    assert s.heard(mine) == (d.HangUp(mine, "hung_up"), d.CallOver("c"))


def test_an_agent_who_does_not_answer_their_own_call_calls_nobody() -> None:
    s = Script()
    s.tell(_placed("0171 2345678"))
    assert news(s.end(s.dialled(), "no_answer")) == [
        d.WorkEnded("c", "ann", "no_answer", False),
        d.CallOver("c"),
    ]


def test_an_emergency_is_flagged_and_shows_where_the_house_is() -> None:
    s = Script()
    s.tell(_placed("112"))
    s.tell(i.LegAnswered(s.dialled()))
    (called,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert called.emergency
    assert (called.number, called.caller_id) == ("112", "+4930999112")
    assert ("emergency_called", "112") in noted(s.out)


def _placed(number: str) -> i.CallPlaced:
    return i.CallPlaced(
        call="c", agent="ann", agent_number=ANN, token="t", number=number, queue="orders"
    )


def test_inputs_and_decisions_travel_as_json_and_play_again() -> None:
    s = Script()
    s.talk()
    told: list[i.Input] = [
        i.CallArrived("c", "in", CALLER, "+4930999100"),
        i.LegAnswered("in"),
        i.HungUp("c", "ann"),
    ]
    again = msgspec.json.decode(msgspec.json.encode(told), type=list[i.Input])
    first, second = Switch(POLICY), Switch(POLICY)
    for one, other in zip(told, again, strict=True):
        decided = first.apply(one, START)
        assert second.apply(other, START) == decided
        kept = msgspec.json.encode(decided)
        assert msgspec.json.decode(kept, type=tuple[d.Decision, ...]) == decided


def test_only_a_foreign_type_raises() -> None:
    with pytest.raises(TypeError, match="not an input"):
        Switch().apply("hello", 0)  # type: ignore[arg-type]
