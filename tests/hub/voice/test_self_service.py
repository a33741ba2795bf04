"""What the switch tells of callers whom a menu serves, or the closed house: one beginning, one end."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import (
    Choice,
    EntryPoint,
    Goodbye,
    Menu,
    Policy,
    ToMenu,
    ToNumber,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.self_service import Ended
from tests.hub.voice.script import CALLER, START, Script

MENU = Menu(
    id="first",
    prompt="first",
    choices={
        "1": ToQueue("orders"),
        "2": ToNumber("+4989333"),
        "3": ToVoicemail("orders"),
        "4": Goodbye("opening_hours"),
        "5": ToMenu("second"),
    },
    on_fail=Goodbye(),
    wrong_limit=0,
    silent_limit=0,
)
SECOND = replace(MENU, id="second", choices={"4": Goodbye("parcel")}, on_fail=ToQueue("orders"))
NUMBER = "+4930999200"


def house(closed: Choice | None = None) -> Script:
    """A number with menus; or one that is closed, always."""
    entry = EntryPoint(id="menu", numbers=(NUMBER,), then=ToQueue("orders"), menu="first")
    if closed is not None:
        entry = replace(entry, calendar="never", closed=closed)
    return Script(
        Policy(entry_points=(entry,), menus=(MENU, SECOND), calendars=(Calendar(id="never"),))
    )


def told(script: Script, *inputs: Callable[[], tuple[d.Decision, ...]]) -> list[d.Decision]:
    """What is told of self-service while this happens, and whether the arrival comes after it."""
    found: list[d.Decision] = []
    for one in inputs:
        found += one()
    kinds = d.SelfServiceBegan | d.SelfServiceEnded | d.Arrived
    return [one for one in found if isinstance(one, kinds)]


def began(menu: str = "first") -> d.SelfServiceBegan:
    """The beginning."""
    return d.SelfServiceBegan(
        call="c", entry_point="menu", queue="orders", number=CALLER, menu=menu, began_at=START
    )


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        ("1", "handed_off"),
        ("2", "handed_off"),
        ("3", "handed_off"),
        ("4", "done"),
        ("54", "done"),
        ("0", "failed"),
        ("50", "handed_off"),  # what it does not understand comes to a person there
    ],
)
def test_how_a_menu_ends(keys: str, how: str) -> None:
    s = house()
    s.ring_in(NUMBER)
    found = told(s, s.heard, *(lambda key=key: s.press(key) for key in keys))
    assert found[:2] == [began(), d.SelfServiceEnded("c", how)]  # type: ignore[arg-type]
    assert [type(one) for one in found[2:]] == ([d.Arrived] if keys in ("1", "50") else [])
    assert Ended(how)


def test_who_says_nothing_was_not_understood() -> None:
    s = house()
    s.ring_in(NUMBER)
    assert told(s, s.heard, s.heard, lambda: s.after(6_000)) == [
        began(),
        d.SelfServiceEnded("c", "failed"),
    ]


def test_who_hangs_up_in_a_menu_has_left_and_who_was_lost_by_us_has_not() -> None:
    for how, ends in (
        ("left", i.LegEnded("in", "hung_up")),
        ("failed", i.WorkerLost(("in",))),
    ):
        s = house()
        s.ring_in(NUMBER)
        assert told(s, s.heard, lambda: s.tell(ends)) == [  # noqa: B023
            began(),
            d.SelfServiceEnded("c", how),  # type: ignore[arg-type]
        ]
        assert s.is_over()


@pytest.mark.parametrize(
    ("choice", "how"),
    [
        (Goodbye(), "after_hours"),
        (ToVoicemail("orders"), "after_hours"),
        (ToQueue("orders"), "handed_off"),
    ],
)
def test_a_closed_house_serves_nobody(choice: Choice, how: str) -> None:
    s = house(choice)
    found = told(s, lambda: s.tell(i.CallArrived("c", "in", CALLER, NUMBER)))
    found += told(s, lambda: s.tell(i.LegAnswered("in")), s.heard)
    assert found[:2] == [began(""), d.SelfServiceEnded("c", how)]  # type: ignore[arg-type]


def test_a_greeting_alone_is_no_self_service() -> None:
    s = Script()
    s.ring_in("+4930999100")
    assert [type(one) for one in told(s, s.heard)] == [d.Arrived]
    s = house()
    s.ring_in(NUMBER)
    assert told(s, lambda: s.end("in")) == []
