"""What callers hear and press: menus, waiting, callbacks, messages; as scripts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import (
    EntryPoint,
    Goodbye,
    Menu,
    Policy,
    Repeat,
    ToMenu,
    ToNumber,
    ToQueue,
    ToVoicemail,
    problems,
)
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, SpecialDay
from tests.hub.voice.script import (
    CALLER,
    POLICY,
    START,
    Script,
    both,
    connected,
    news,
    plays,
)

MENU = "+4930999200"


def test_a_key_is_heard_while_the_menu_or_even_the_greeting_speaks() -> None:
    s = Script()
    s.ring_in(MENU)
    assert plays(s.heard()) == {"in": ("menu_practice",)}
    (arrived,) = news(s.press("2"))
    assert isinstance(arrived, d.Arrived)
    assert (arrived.queue, arrived.skills, arrived.priority) == ("help", {"german": 2}, 3)
    s = Script()
    s.ring_in(MENU)
    (arrived,) = news(s.press("1"))
    assert isinstance(arrived, d.Arrived)
    assert arrived.queue == "orders"


def test_wrong_keys_are_forgiven_so_often() -> None:
    s = Script()
    s.ring_in(MENU)
    s.heard()
    for _ in range(2):
        assert plays(s.press("7")) == {"in": ("wrong_choice", "menu_practice")}
    (arrived,) = news(s.press("7"))
    assert isinstance(arrived, d.Arrived)
    assert arrived.queue == "help"


def test_silence_is_forgiven_so_often_and_counts_from_the_end_of_the_prompt() -> None:
    s = Script()
    s.ring_in(MENU)
    s.heard()
    assert s.after(60_000) == ()  # a long prompt
    s.heard()
    assert s.after(5_999) == ()
    assert plays(s.after(1)) == {"in": ("no_choice", "menu_practice")}
    s.heard()
    assert isinstance(news(s.after(6_000))[0], d.Arrived)


def test_a_menu_leads_to_a_number_and_says_when_nobody_is_there() -> None:
    s = Script()
    s.ring_in(MENU)
    s.press("3")
    assert plays(s.out) == {"in": ("tone/ringback",)}
    outside = s.dialled()
    s.tell(i.LegAnswered(outside))
    assert connected(s.out) == both("in", outside)
    assert news(s.end("in")) == [d.CallOver("c")]

    s = Script()
    s.ring_in("+4930999500")
    s.heard()
    assert plays(s.end(s.dialled(), "busy")) == {"in": ("not_reached",)}
    assert news(s.heard()) == [d.CallOver("c")]


def test_menus_that_fail_into_each_other_come_to_an_end() -> None:
    menus = (
        Menu(id="a", prompt="a", choices={"1": Repeat(), "2": ToMenu("b")}, on_fail=ToMenu("b")),
        Menu(id="b", prompt="b", choices={}, on_fail=ToMenu("a")),
    )
    entry = EntryPoint(id="e", numbers=("*",), then=ToQueue("q"), menu="a")
    policy = Policy(menus=menus, entry_points=(entry,))
    assert problems(policy) == ()
    s = Script(policy)
    s.ring_in("1")
    s.heard()
    assert plays(s.press("1")) == {"in": ("a",)}
    assert plays(s.press("2")) == {"in": ("b",)}
    for _ in range(20):
        if s.is_over():
            break
        s.heard()
        s.after(6_000)
    assert s.is_over()


def test_outside_the_opening_hours_there_are_words() -> None:
    # START is Tuesday, 14 November 2023, 23:13:20 in Berlin.
    late = (OpenHours(weekday=1, opens=23 * 60, closes=24 * 60),)
    entry = EntryPoint(id="e", numbers=("*",), then=ToQueue("q"), calendar="c")
    for zone, is_open in (("Europe/Berlin", True), ("UTC", False)):
        open_late = Calendar(id="c", zone=zone, hours=late)
        policy = Policy(entry_points=(entry,), calendars=(open_late,))
        assert policy.is_open(entry, START) is is_open
    assert Policy(entry_points=(entry,)).is_open(entry, START)
    days = tuple(OpenHours(weekday=day, opens=0, closes=1440) for day in range(7))
    shut = Calendar(id="c", hours=days, special=(SpecialDay(day="2023-11-14"),))
    for closed, words in (
        (Goodbye("closed"), ("closed",)),
        (ToVoicemail("q"), ("voicemail_greeting",)),
    ):
        entry = EntryPoint(
            id="e", numbers=("*",), then=ToQueue("q"), calendar="c", closed=closed, language="de"
        )
        s = Script(Policy(entry_points=(entry,), calendars=(shut,)))
        s.ring_in("1")
        assert plays(s.out) == {"in": ("closed",)}
        assert s.press("1") == ()
        assert plays(s.heard()) == {"in": words}
        assert {one.language for one in s.out if isinstance(one, d.Play)} == {"de"}


def test_waiting_callers_hear_where_they_stand_and_then_the_music_again() -> None:
    s = Script()
    s.wait()
    assert plays(s.after(20_000)) == {"in": ("please_wait",)}  # nobody has said anything yet
    s.heard()
    s.tell(i.StandingTold("c", 3, 130_000))
    expected = ("position", "number/3", "wait_about", "number/3", "minutes")
    assert plays(s.after(30_000)) == {"in": expected}
    assert plays(s.heard()) == {"in": ("music/waiting",)}
    assert plays(s.after(10_000)) == {"in": ("callback_offer",)}


def test_too_long_a_wait_ends_in_a_message() -> None:
    s = Script()
    s.wait()
    out = s.after(300_000)
    assert news(out) == [d.Left("c", "voicemail")]
    assert plays(out)["in"] == ("voicemail_greeting",)


def test_patience_does_not_end_while_an_agents_telephone_rings() -> None:
    s = Script()
    s.wait()
    s.after(295_000)
    agent = s.accept()
    assert news(s.after(9_000)) == []
    s.end(agent, "busy")
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="busy"), d.Left("c", "voicemail")]


# Messages


def message(s: Script) -> str:
    """A caller speaks after the tone; the message's id."""
    s.ring_in(MENU)
    assert plays(s.press("*")) == {"in": ("voicemail_greeting",)}
    assert plays(s.heard()) == {"in": ("tone/beep",)}
    (order,) = [one for one in s.heard() if isinstance(one, d.RecordMessage)]
    assert order.silence_ms == 6_000
    return order.recording


@pytest.mark.parametrize(
    ("how", "length_ms"),
    [("hash", 20_000), ("silence", 14_000), ("hang up", 20_000), ("limit", 180_000)],
)
def test_a_message_ends_in_four_ways_and_is_kept(how: str, length_ms: int) -> None:
    s = Script()
    recording = message(s)
    if how == "limit":
        s.after(180_000)
    else:
        s.after(20_000)
        told: dict[str, i.Input] = {
            "hash": i.DigitPressed("in", "#"),
            "silence": i.SilenceHeard("in"),
            "hang up": i.LegEnded("in"),
        }
        s.tell(told[how])
    kept = d.MessageKept(
        call="c", recording=recording, number=CALLER, queue="help", length_ms=length_ms
    )
    assert s.out[:2] == (d.StopMessage("c", recording, True, 90), kept)
    if how == "hang up":
        assert s.out[2:] == (d.CallOver("c"),)
    else:
        assert plays(s.out) == {"in": ("voicemail_thanks",)}


def test_nothing_said_is_no_message() -> None:
    s = Script()
    recording = message(s)
    s.after(7_000)
    s.tell(i.SilenceHeard("in"))
    assert s.out[0] == d.StopMessage("c", recording, False, 90)
    assert plays(s.out) == {"in": ("voicemail_empty",)}
    s = Script()
    s.ring_in(MENU)
    s.press("*")
    assert news(s.end("in")) == [d.CallOver("c")]  # before the tone


def test_a_message_that_cannot_be_kept_is_said_so() -> None:
    s = Script()
    recording = message(s)
    assert plays(s.tell(i.RecordingFailed(recording, "disk"))) == {"in": ("message_failed",)}
    assert s.out[0] == d.StopMessage("c", recording, False)  # nothing of it stays
    assert news(s.heard()) == [d.CallOver("c")]


def test_a_prompt_that_never_reports_its_end_does_not_hold_a_caller_for_ever() -> None:
    s = Script()
    s.ring_in("+4930999100")
    assert isinstance(news(s.after(900_000))[0], d.Arrived)


# Policies


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"menus": ()}, ("menu", "first")),
        (
            {"menus": (Menu(id="first", prompt="p", choices={"x": Repeat()}, on_fail=Goodbye()),)},
            ("digit", "x"),
        ),
        (
            {"menus": (Menu(id="first", prompt="p", choices={}, on_fail=Repeat()),)},
            ("menu", "first"),
        ),
        (
            {"menus": (Menu(id="first", prompt="p", choices={}, on_fail=ToNumber("112")),)},
            ("number", "112"),
        ),
    ],
)
def test_a_policy_that_does_not_fit_together_is_refused(
    change: dict[str, tuple[Menu, ...]], wrong: tuple[str, str]
) -> None:
    s = Script()
    bad = replace(POLICY, **change)
    assert d.Refused("bad_value", *wrong) in s.tell(i.PolicyDefined(bad))
    s.ring_in(MENU)
    assert plays(s.heard()) == {"in": ("menu_practice",)}  # the old one holds


def test_a_new_policy_holds_for_those_who_wait() -> None:
    s = Script()
    s.wait()
    queues = tuple(replace(one, music="music/other") for one in POLICY.queues)
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    s.tell(i.Held("c", "ann"))
    out = s.tell(i.PolicyDefined(replace(POLICY, queues=queues)))
    assert plays(out) == {"in": ("music/other",)}
