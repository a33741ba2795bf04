"""Callbacks: who keeps a place, where they are called, and how often; as scripts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Cause
from tests.hub.voice.script import (
    CALLER,
    START,
    Script,
    both,
    connected,
    news,
    noted,
    plays,
    queue,
)


def kept(s: Script) -> None:
    """The caller asked for a callback and hung up."""
    s.wait()
    s.after(60_000)
    assert plays(s.out)["in"] == ("callback_offer",)
    s.press("1")
    assert news(s.out) == [d.CallbackAsked("c", CALLER)]
    s.end("in")
    assert s.out == ()


def test_a_callback_keeps_its_place_and_the_agent_is_there_first() -> None:
    s = Script()
    kept(s)
    before = s.call()
    assert (before.stage, before.legs) == ("kept", ())
    assert s.after(24 * 3_600_000) == ()
    ann = s.accept()
    assert s.call().arrived_at == before.arrived_at
    s.tell(i.LegAnswered(ann))
    (customer,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (customer.part, customer.number, customer.caller_id) == (
        "customer",
        CALLER,
        "+4930999100",
    )
    assert plays(s.out) == {ann: ("tone/ringback",)}
    s.tell(i.LegAnswered(customer.leg))
    assert news(s.out) == [d.Talking("c", "ann")]
    assert connected(s.out) == both(ann, customer.leg)


def test_the_offer_counts_only_after_it_was_made_and_is_confirmed_in_words() -> None:
    s = Script()
    s.wait()
    assert s.press("1") == ()
    s.after(60_000)
    s.press("1")
    assert plays(s.out) == {"in": ("callback_confirmed",)}
    assert s.heard() == (d.HangUp("in", "hung_up"),)
    assert s.call().stage == "kept"


def test_an_agent_who_comes_during_the_confirmation_meets_the_customer_at_once() -> None:
    s = Script()
    s.wait()
    s.after(60_000)
    s.press("1")
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    assert connected(s.out) == both("in", ann)


def test_who_cannot_be_called_is_offered_no_callback() -> None:
    s = Script()
    s.ring_in("+4930999100", caller="anonymous")
    s.heard()
    s.heard()
    assert "callback_offer" not in str(s.after(120_000))


@pytest.mark.parametrize("number", ["112", "+49110", "sip:112@elsewhere.test"])
def test_nobody_is_called_back_at_an_emergency_number(number: str) -> None:
    s = Script()
    s.ring_in("+4930999100", caller=number)
    s.heard()
    s.heard()
    assert "callback_offer" not in str(s.after(120_000))
    s.press("1")
    assert news(s.tell(i.WorkerLost(("in",)))) == [d.Left("c", "abandoned"), d.CallOver("c")]
    restored = i.CallbackRestored(call="r", number=number, queue="orders", arrived_at=START)
    assert news(s.tell(restored)) == [
        d.Refused("bad_value", "number", number),
        d.CallOver("r"),
    ]


def page_waits(s: Script) -> None:
    """A page called, its visitor asked for a callback and heard that it is there."""
    s.tell(i.CallArrived("c", "page", "+4990012345", "", "main"))
    s.tell(i.LegAnswered("page"))
    s.heard("page")
    s.heard("page")
    s.after(60_000)
    s.press("1", "page")
    assert plays(s.out) == {"page": ("callback_on_page",)}
    assert news(s.out) == [d.CallbackAsked("c", "")]
    assert s.heard("page") == (d.HangUp("page", "hung_up"),)


def test_a_page_is_called_back_as_a_page_whatever_its_visitor_calls_itself() -> None:
    s = Script()
    page_waits(s)
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    (customer,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (customer.part, customer.number, customer.page) == ("customer", "", True)
    assert plays(s.out) == {ann: ("tone/ringback",)}
    s.tell(i.LegAnswered(customer.leg))
    assert news(s.out) == [d.Talking("c", "ann")]
    assert connected(s.out) == both(ann, customer.leg)


def test_a_page_is_called_back_after_a_restart() -> None:
    s = Script()
    s.tell(i.CallbackRestored(call="c", number="", queue="orders", arrived_at=START))
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    (customer,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert customer.page
    assert news(s.after(30_000))[0] == d.Returned(
        call="c", agent="ann", why="callback_unanswered", not_before=s.now + 600_000
    )
    s.heard(ann)
    assert s.tell(i.ArrivalRefused("c"))[-1] == d.CallOver("c")


@pytest.mark.parametrize("cause", ["busy", "no_answer", "failed"])
def test_an_unanswered_callback_is_tried_again_and_then_closed_with_words(cause: Cause) -> None:
    s = Script()
    kept(s)
    arrived_at = s.call().arrived_at
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    s.end(s.dialled(), cause)
    again = d.Returned(call="c", agent="ann", why="callback_unanswered", not_before=s.now + 600_000)
    assert news(s.out) == [again]
    assert plays(s.out) == {ann: ("callback_again",)}
    assert s.heard(ann) == (d.HangUp(ann, "hung_up"),)
    assert (s.call().attempts, s.call().arrived_at) == (1, arrived_at)

    bob = s.accept("bob")
    s.tell(i.LegAnswered(bob))
    s.end(s.dialled(), cause)
    assert news(s.out) == [d.WorkEnded("c", "bob", "callback_over", False)]
    assert noted(s.out) == [("callback_over", cause)]
    assert plays(s.out) == {bob: ("callback_over",)}
    assert news(s.heard(bob)) == [d.CallOver("c")]


def test_an_agent_who_does_not_come_is_no_failed_attempt() -> None:
    s = Script()
    kept(s)
    s.end(s.accept(), "no_answer")
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="no_answer")]
    bob = s.accept("bob")
    s.tell(i.LegAnswered(bob))
    customer = s.dialled()
    s.end(bob)
    assert d.HangUp(customer, "cancelled") in s.out
    assert news(s.out) == [d.Returned(call="c", agent="bob", why="hung_up")]
    assert (s.call().attempts, s.call().stage) == (0, "kept")


def test_a_crash_is_no_failed_attempt_either() -> None:
    s = Script()
    kept(s)
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    out = s.tell(i.WorkerLost((s.dialled(), ann)))
    assert news(out) == [d.Returned(call="c", agent="ann", why="lost")]
    assert (s.call().attempts, s.call().stage, s.call().legs) == (0, "kept", ())


def test_callbacks_come_back_after_a_restart_and_can_be_cancelled() -> None:
    s = Script()
    told = i.CallbackRestored(
        call="c", number="030 1112223", queue="orders", arrived_at=START - 9, attempts=1
    )
    assert s.tell(told) == ()
    assert s.tell(told) == (d.Refused("known_call", "call", "c"),)
    assert (s.call().number, s.call().arrived_at) == (CALLER, START - 9)
    assert news(s.tell(i.ArrivalRefused("c"))) == [d.CallOver("c")]


def test_nobody_waits_for_a_page_that_is_gone() -> None:
    s = Script()
    page_waits(s)
    assert s.tell(i.CustomerAway("c")) == (), "nobody rings it yet"
    ann = s.accept()
    assert s.tell(i.CustomerAway("c")) == ()
    s.tell(i.LegAnswered(ann))
    page = s.dialled()
    out = s.tell(i.CustomerAway("c"))
    assert d.HangUp(page, "no_answer") in out
    assert news(out) == [
        d.Returned(call="c", agent="ann", why="callback_unanswered", not_before=s.now + 600_000)
    ]
    assert plays(out) == {ann: ("callback_again",)}
    assert (s.call().stage, s.call().attempts) == ("kept", 1)
    assert s.tell(i.CustomerAway("c")) == ()


def test_who_has_answered_or_has_a_number_is_not_away() -> None:
    s = Script()
    page_waits(s)
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    s.tell(i.LegAnswered(s.dialled()))
    assert s.tell(i.CustomerAway("c")) == ()
    by_number = Script()
    kept(by_number)
    by_number.tell(i.LegAnswered(by_number.accept()))
    assert by_number.tell(i.CustomerAway("c")) == ()
    assert by_number.tell(i.CustomerAway("nobody's")) == ()


def names(out: tuple[d.Decision, ...]) -> set[str]:
    """What was given a name: legs, recordings, what is played, and the offers of consultations."""
    fields = ("leg", "recording", "playback", "consult")
    return {getattr(one, field) for one in out for field in fields if hasattr(one, field)} - {""}


def test_nothing_of_a_restored_call_has_a_name_of_its_earlier_life() -> None:
    """Files are kept by the names of recordings, and work by those of consultations."""

    def life() -> set[str]:
        told = i.CallbackRestored(call="c", number=CALLER, queue="taped", arrived_at=START)
        s.tell(told)
        ann = s.accept()
        found = names(s.out) | names(s.tell(i.LegAnswered(ann)))
        found |= names(s.tell(i.LegAnswered(s.dialled())))
        found |= names(s.tell(i.RecordingAsked("c", "ann", "start")))
        found |= names(s.tell(i.ConsultStarted("c", "ann", queue("help"))))
        return found

    s = Script()
    first = life()
    assert {"tape", "leg", "play"} <= {one.partition("/")[2].rstrip("0123456789") for one in first}
    later = s.now + 1_000  # no process dies and is replaced in less
    s = Script()
    s.now = later
    assert not first & life()


@pytest.mark.parametrize(("consent", "recorded"), [(True, "on"), (None, "off"), (False, "off")])
def test_what_was_said_about_recording_holds_after_a_restart(
    consent: bool | None, recorded: str
) -> None:
    s = Script()
    told = i.CallbackRestored(
        call="c", number=CALLER, queue="taped", arrived_at=START, consent=consent
    )
    s.tell(told)
    s.tell(i.LegAnswered(s.accept()))
    s.tell(i.LegAnswered(s.dialled()))
    assert s.call().recording == recorded
    s.tell(i.RecordingAsked("c", "ann", "start"))
    refused = [one.code for one in s.out if isinstance(one, d.Refused)]
    assert refused == (["no_consent"] if consent is False else [])


def test_another_number_is_for_who_waits_to_be_called_by_number() -> None:
    s = Script()
    kept(s)
    other = "+49301119999"
    for call, number in (("x", other), ("c", "112"), ("c", "nobody")):
        (refused,) = news(s.tell(i.CallbackRenumbered(call, number)))
        assert isinstance(refused, d.Refused)
    assert news(s.tell(i.CallbackRenumbered("c", other))) == []
    ann = s.accept()
    (late,) = news(s.tell(i.CallbackRenumbered("c", CALLER)))
    assert isinstance(late, d.Refused)
    s.tell(i.LegAnswered(ann))
    (customer,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert customer.number == other
