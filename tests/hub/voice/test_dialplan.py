"""Numbers: one shape for each, the right entry point, and what an outgoing call shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.voice.dialplan import (
    Kind,
    Number,
    NumberForm,
    NumberPlan,
    best_match,
    caller_id,
    dressed,
    normalise,
    region_of,
    why_not,
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


REGIONS = st.sampled_from(["", "DE", "US", "GB", "IT", "JP", "BR"])
FORMS: st.SearchStrategy[NumberForm] = st.sampled_from(["plus", "digits", "prefix", "national"])
TYPED = st.text(max_size=40) | st.from_regex(r"[+0-9*# ().;:@a-z-]{0,30}", fullmatch=True)


@given(TYPED, REGIONS)
def test_in_every_region_a_number_stays_what_it_became(typed: str, region: str) -> None:
    plan = NumberPlan(region=region)
    once = normalise(typed, plan)
    assert not once.callable or normalise(once.value, plan) == once


@given(TYPED, REGIONS)
def test_a_refusal_has_words_and_what_is_called_has_none(typed: str, region: str) -> None:
    plan = NumberPlan(region=region)
    wrong, remedy = why_not(typed, plan)
    assert bool(wrong) == bool(remedy)
    if normalise(typed, plan).kind in (Kind.EMERGENCY, Kind.INTERNAL, Kind.SIP):
        assert not wrong
    if not normalise(typed, plan).callable:
        assert wrong


@given(st.from_regex(r"\+(49|1|44|39|81|55)[2-9][0-9]{8,9}", fullmatch=True), FORMS, REGIONS)
def test_a_number_can_be_read_back_from_every_dress(
    number: str, form: NumberForm, region: str
) -> None:
    worn = dressed(number, form, region)
    if form == "plus":
        assert worn == number
    elif form == "digits":
        assert f"+{worn}" == number
    elif form == "prefix":
        assert worn == f"00{number[1:]}"
    elif region and not why_not(number, NumberPlan(region=region))[0]:
        assert worn.isdecimal()


@given(FORMS, REGIONS, st.sampled_from(["112", "911", "110", "999", "4711", "sip:ann@hub.test"]))
def test_what_is_no_number_of_the_world_is_never_dressed(
    form: NumberForm, region: str, called: str
) -> None:
    assert dressed(called, form, region) == called


@pytest.mark.parametrize(
    ("number", "form", "region", "worn"),
    [
        ("+49301234567", "national", "DE", "0301234567"),
        ("+4315123456", "national", "DE", "004315123456"),
        ("+12125550100", "national", "US", "12125550100"),
        ("+49301234567", "national", "US", "01149301234567"),
        ("+49301234567", "national", "", "0049301234567"),
    ],
)
def test_numbers_as_one_dials_them(number: str, form: NumberForm, region: str, worn: str) -> None:
    assert dressed(number, form, region) == worn


@pytest.mark.parametrize(
    ("numbers", "region"),
    [
        (("", "*", "030*", "+49 30 999*"), "DE"),
        (("+12125550100",), "US"),
        (("+442079460000", "+4930999"), "GB"),
        (("112", "*"), ""),
        (("+80012345678",), ""),  # everywhere and nowhere
        (("+999",), ""),
    ],
)
def test_a_house_is_where_its_numbers_are(numbers: tuple[str, ...], region: str) -> None:
    assert region_of(numbers) == region
