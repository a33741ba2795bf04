"""Telephone numbers: one shape for each, where a call to one goes, and what an outgoing call shows.

Promises numbers in the shape of ITU-T E.164 ("+" and up to 15 digits) whatever way they were typed, by the numbering
plan of the region where the house stands; emergency and internal numbers are told apart before anything else is done
to them, and never rewritten.

Refuses to guess: what does not fit is `Kind.BAD`, never a number that somebody else may have. Without a region only
numbers with "+" are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Annotated, Final, Literal, TypeAlias

import phonenumbers
from msgspec import Meta, Struct
from phonenumbers import NumberParseException, ValidationResult

from agent_desktop.model.words import later

#: Written between digits by people.
_GLUE: Final = str.maketrans("", "", " \t\u00a0-./()")
_E164: Final = re.compile(r"\+[1-9][0-9]{4,14}")
_SIP: Final = re.compile(r"sips?:[^\s@<>\"]{1,64}@[^\s@<>\"]{1,255}")
_LONGEST: Final = 400
ShortNumber: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{2,8}$")]
Region: TypeAlias = Annotated[str, Meta(pattern="^([A-Z]{2})?$")]
NumberForm: TypeAlias = Literal["plus", "digits", "prefix", "national"]
"""How a trunk wants numbers: +4930123, 4930123, 004930123, or 030123 and 0043… from Germany."""
#: How networks say that a caller does not want to be known (RFC 3323, RFC 3325, and habit).
_WITHHELD: Final = frozenset({"", "anonymous", "restricted", "unavailable", "unknown", "private"})


class Kind(Enum):
    """What a number is."""

    E164 = "e164"
    INTERNAL = "internal"
    EMERGENCY = "emergency"
    SIP = "sip"
    WITHHELD = "withheld"
    BAD = "bad"


class NumberPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the house stands, and what is short there.

    `region` is a country by ISO 3166 ("DE"); empty: nobody said. A bare number of at most `internal_digits` digits is
    an extension of the house, unless the region or `emergency` knows it as that of an emergency service, to which
    `emergency_caller_id` is shown. With `internal_by_trunk` those that no agent has are called over the trunks, where a
    telephone system of the house knows them.
    """

    region: Region = ""
    internal_digits: Annotated[int, Meta(ge=0, le=8)] = 4
    internal_by_trunk: bool = False
    emergency: Annotated[tuple[ShortNumber, ...], Meta(max_length=50)] = ("112", "911")
    emergency_caller_id: Annotated[str, Meta(max_length=255)] = ""


class Number(Struct, frozen=True):
    """A number as it is dialled and compared. `value` is empty for what cannot be called."""

    kind: Kind
    value: str = ""

    @property
    def callable(self) -> bool:
        """Whether a call can be made to it."""
        return self.kind not in (Kind.BAD, Kind.WITHHELD)


def normalise(text: str, plan: NumberPlan) -> Number:
    """One shape for a number that was typed or came with a call."""
    text = text.strip()
    if len(text) > _LONGEST:
        return Number(Kind.BAD)
    if _SIP.fullmatch(text):
        user = text.partition(":")[2].partition("@")[0]
        if user.casefold() in _WITHHELD:
            return Number(Kind.WITHHELD)
        known = normalise(user, plan) if re.fullmatch(r"\+?[0-9.-]+", user) else Number(Kind.BAD)
        return known if known.kind in (Kind.E164, Kind.EMERGENCY) else Number(Kind.SIP, text)
    text = text.removeprefix("tel:").partition(";")[0]
    if text.casefold() in _WITHHELD:
        return Number(Kind.WITHHELD)
    digits = text.replace("(0)", "").translate(_GLUE)
    short = digits.removeprefix(_code(plan.region))
    if short in plan.emergency or _is_emergency(short, plan.region):
        return Number(Kind.EMERGENCY, short)
    if not re.fullmatch(r"\+?[0-9]+", digits):
        return Number(Kind.BAD)
    if not digits.startswith("+"):
        if len(digits) <= plan.internal_digits:
            return Number(Kind.INTERNAL, digits)
        digits = _from_here(digits, plan.region)
    return Number(Kind.E164, digits) if _E164.fullmatch(digits) else Number(Kind.BAD)


def why_not(text: str, plan: NumberPlan) -> tuple[str, str]:
    """Why nobody can be called there, and what to do: two sentences, empty when somebody may be.

    A number must be as long as numbers of its region are; whether anybody has it, only calling shows.
    """
    number = normalise(text, plan)
    if number.kind is Kind.E164:
        return _impossible(number.value)
    if number.callable:
        return "", ""
    digits = text.replace("(0)", "").translate(_GLUE)
    if re.fullmatch("[0-9]{5,15}", digits) and not plan.region:
        return (
            later(
                "Nobody said in which country this hub is, so it cannot know whose number this is."
            ),
            later(
                "Begin with + and the country's code, or ask your administrator to set the region."
            ),
        )
    return later("This is no telephone number."), later(
        "Check it: digits, perhaps with + before them."
    )


def _impossible(number: str) -> tuple[str, str]:
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return later("There is no country with this code."), later("Check the digits behind the +.")
    match phonenumbers.is_possible_number_with_reason(parsed):
        case ValidationResult.TOO_SHORT | ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            return later("This number is too short."), later("Check whether digits are missing.")
        case ValidationResult.TOO_LONG:
            return later("This number is too long."), later(
                "Check whether there are digits too many."
            )
        case ValidationResult.INVALID_COUNTRY_CODE:
            return later("There is no country with this code."), later(
                "Check the digits behind the +."
            )
        case ValidationResult.INVALID_LENGTH:
            return later("No number of that country has so many digits."), later("Check it.")
    return "", ""


def dressed(number: str, form: NumberForm, region: str) -> str:
    """A number as a trunk wants it. What is not in the shape of E.164 (emergency, internal, SIP) stays as it is.

    Abroad, "national" begins with 00, which the ITU recommends (E.164), where the region has no way of its own.
    """
    if _E164.fullmatch(number) is None or form == "plus":
        return number
    if form == "digits":
        return number[1:]
    try:
        parsed = phonenumbers.parse(number) if form == "national" and region else None
    except NumberParseException:
        parsed = None
    if parsed is not None:
        shown = phonenumbers.format_out_of_country_calling_number(parsed, region)
        if not shown.startswith("+"):
            return re.sub("[^0-9]", "", shown)
    return "00" + number[1:]


def region_of(numbers: Iterable[str]) -> str:
    """The region of the first number in the shape of E.164 that has one; empty when none has."""
    for number in numbers:
        text = number.rstrip("*").translate(_GLUE)
        if not text.startswith("+"):
            continue
        try:
            parsed = phonenumbers.parse(text)
        except NumberParseException:
            continue
        found = phonenumbers.region_code_for_number(parsed)
        if not found:
            found = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
        if found and found.isalpha() and found != "ZZ":
            return str(found)
    return ""


def known_region(region: str) -> bool:
    """Whether a region's numbers are known."""
    return not region or region in phonenumbers.SUPPORTED_REGIONS


@lru_cache(maxsize=16)
def _code(region: str) -> str:
    """ "+" and the country code of a region; "+" for none."""
    return f"+{phonenumbers.country_code_for_region(region) or ''}" if region else "+"


def _is_emergency(digits: str, region: str) -> bool:
    return bool(region) and bool(phonenumbers.is_emergency_number(digits, region))


def _from_here(digits: str, region: str) -> str:
    """A number as it is dialled in a region, with its country code; as it is when that cannot be known."""
    if not region:
        return digits
    try:
        parsed = phonenumbers.parse(digits, region)
    except NumberParseException:
        return digits
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def best_match(number: str, patterns: Iterable[tuple[str, str]], plan: NumberPlan) -> str | None:
    """Of (pattern, id) pairs the id whose pattern fits `number` best: a whole number, else the longest beginning.

    "*" alone takes what nobody else does. None when nothing fits.
    """
    asked = normalise(number, plan).value or number.strip()
    best: tuple[int, str] | None = None
    for pattern, target in patterns:
        if pattern.endswith("*"):
            start = _beginning(pattern[:-1], plan)
            length = len(start) if asked.startswith(start) else -1
        else:
            whole = normalise(pattern, plan).value or pattern
            length = _LONGEST if asked == whole else -1
        if length >= 0 and (best is None or length > best[0]):
            best = length, target
    return best[1] if best else None


def _beginning(text: str, plan: NumberPlan) -> str:
    """The first digits of a block of numbers; short ones stay as they are."""
    digits, region = text.translate(_GLUE), plan.region
    if digits.startswith("+") or not digits.isdecimal() or not region:
        return digits
    known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    abroad = re.match(known.international_prefix or "$^", digits) if known is not None else None
    if abroad is not None and abroad.end():
        return "+" + digits[abroad.end() :]
    trunk = phonenumbers.ndd_prefix_for_region(region, True)
    if trunk and digits.startswith(trunk):
        return _code(region) + digits[len(trunk) :]
    return digits


def caller_id(called: Number, queue_caller_id: str, house_caller_id: str, plan: NumberPlan) -> str:
    """What the called party sees: the queue's number, else the house's; an emergency service: where the house is."""
    usual = queue_caller_id or house_caller_id
    if called.kind is Kind.EMERGENCY:
        return plan.emergency_caller_id or usual
    return usual
