"""Numbers: one shape for each, the right entry point, and what an outgoing call shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.voice.dialplan import (
    Kind,
    Number,
    NumberPlan,
    best_match,
    caller_id,
    normalise,
)

PLAN = NumberPlan(region="DE", emergency_caller_id="+49309990")
US = NumberPlan(region="US")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("030 1234567", "+49301234567"),
        ("030/123-4567", "+49301234567"),
        ("+49 (0)30 1234567", "+49301234567"),
        ("+49 30 1234567", "+49301234567"),
        ("0049301234567", "+49301234567"),
        ("0044 20 7946 0000", "+442079460000"),
        ("tel:+442079460000;phone-context=x", "+442079460000"),
        ("sip:+442079460000@carrier.example", "+442079460000"),
        ("sip:030.123.4567@carrier.example", "+49301234567"),
        ("49301234567", "+49301234567"),
    ],
)
def test_every_way_of_writing_is_one_number(typed: str, number: str) -> None:
    assert normalise(typed, PLAN) == Number(Kind.E164, number)
    assert normalise(number, PLAN) == Number(Kind.E164, number)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("112", Kind.EMERGENCY, "112"),
        ("1-1-0", Kind.EMERGENCY, "110"),
        ("+49112", Kind.EMERGENCY, "112"),
        ("sip:112@hub", Kind.EMERGENCY, "112"),
        ("1120", Kind.INTERNAL, "1120"),
        ("23", Kind.INTERNAL, "23"),
        ("sip:ann@hub", Kind.SIP, "sip:ann@hub"),
        ("anonymous", Kind.WITHHELD, ""),
        ("", Kind.WITHHELD, ""),
        ("sip:anonymous@anonymous.invalid", Kind.WITHHELD, ""),
        ("+0301234567", Kind.BAD, ""),
        ("+4930123456789012", Kind.BAD, ""),
        ("0301234567x", Kind.BAD, ""),
        ("٠٣٠١٢٣٤٥٦٧", Kind.BAD, ""),
        ("sip:ann@hub> <sip:eve@evil", Kind.BAD, ""),
        ("1" * 10_000, Kind.BAD, ""),
    ],
)
def test_what_is_no_ordinary_number_is_told_apart(typed: str, kind: Kind, value: str) -> None:
    assert normalise(typed, PLAN) == Number(kind, value)
    assert normalise(typed, PLAN).callable == (kind not in (Kind.BAD, Kind.WITHHELD))


def test_another_country_has_other_prefixes() -> None:
    assert normalise("212 555 0100", US).value == "+12125550100"
    assert normalise("1 212 555 0100", US).value == "+12125550100"
    assert normalise("011 49 30 1234567", US).value == "+49301234567"
    assert normalise("911", US).kind is Kind.EMERGENCY
    assert normalise("110", US).kind is Kind.INTERNAL


@given(st.text(max_size=40) | st.from_regex(r"[+0-9*# ().;:@a-z-]{0,30}", fullmatch=True))
def test_a_number_stays_what_it_became(typed: str) -> None:
    once = normalise(typed, PLAN)
    if once.callable:
        assert normalise(once.value, PLAN) == once
    else:
        assert once.value == ""


def test_the_longest_match_gets_the_call() -> None:
    patterns = (
        ("*", "rest"),
        ("+4930999*", "block"),
        ("030 9991*", "part"),
        ("+49309991234", "whole"),
    )
    for dialled, found in (
        ("0309991234", "whole"),
        ("+49309991235", "part"),
        ("sip:+49309990000@carrier.example", "block"),
        ("+4989", "rest"),
        ("sip:sales@hub", "rest"),
    ):
        assert best_match(dialled, patterns, PLAN) == found
    assert best_match("+4989", patterns[1:], PLAN) is None


def test_a_call_out_shows_the_queue_and_an_emergency_shows_the_house() -> None:
    called, emergency = normalise("030 1234567", PLAN), normalise("112", PLAN)
    assert caller_id(called, "+4930100", "+4930200", PLAN) == "+4930100"
    assert caller_id(called, "", "+4930200", PLAN) == "+4930200"
    assert caller_id(emergency, "+4930100", "+4930200", PLAN) == "+49309990"
    assert caller_id(emergency, "+4930100", "", NumberPlan()) == "+4930100"
