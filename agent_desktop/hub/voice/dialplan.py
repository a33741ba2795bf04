"""Telephone numbers: one shape for each, where a call to one goes, and what an outgoing call shows.

Promises numbers in the shape of ITU-T E.164 ("+" and up to 15 digits) whatever way they were typed, by a small plan of
country code and prefixes; emergency and internal numbers are told apart before anything else is done to them.

Refuses to guess: what does not fit is `Kind.BAD`, never a number that somebody else may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct

#: Written between digits by people.
_GLUE: Final = str.maketrans("", "", " \t\u00a0-./()")
_E164: Final = re.compile(r"\+[1-9][0-9]{4,14}")
_SIP: Final = re.compile(r"sips?:[^\s@<>\"]{1,64}@[^\s@<>\"]{1,255}")
_LONGEST: Final = 400
Prefix: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{0,8}$")]
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
    """The numbering of the country where the house stands.

    `national` before a number means this country, `international` another one. A bare number of at most
    `internal_digits` digits is an extension of the house. `emergency_caller_id` is shown to an emergency service.
    """

    country: Annotated[str, Meta(pattern="^[1-9][0-9]{0,2}$")] = "49"
    national: Prefix = "0"
    international: Prefix = "00"
    internal_digits: Annotated[int, Meta(ge=0, le=8)] = 4
    emergency: Annotated[tuple[Prefix, ...], Meta(max_length=50)] = ("112", "110")
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
    if digits in plan.emergency or digits.removeprefix(f"+{plan.country}") in plan.emergency:
        return Number(Kind.EMERGENCY, digits.removeprefix(f"+{plan.country}"))
    if not re.fullmatch(r"\+?[0-9]+", digits):
        return Number(Kind.BAD)
    if not digits.startswith("+"):
        if len(digits) <= plan.internal_digits:
            return Number(Kind.INTERNAL, digits)
        digits = _from_here(digits, plan)
    return Number(Kind.E164, digits) if _E164.fullmatch(digits) else Number(Kind.BAD)


def _from_here(digits: str, plan: NumberPlan) -> str:
    """A number as it is dialled in this country, with its country code."""
    if plan.international and digits.startswith(plan.international):
        return "+" + digits[len(plan.international) :]
    if plan.national and digits.startswith(plan.national):
        return f"+{plan.country}{digits[len(plan.national) :]}"
    if not plan.national:
        return f"+{plan.country}{digits.removeprefix(plan.country)}"
    # Without any prefix, networks deliver numbers with their country code.
    return "+" + digits


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
    digits = text.translate(_GLUE)
    if digits.startswith("+") or not digits.isdecimal():
        return digits
    known = plan.international and digits.startswith(plan.international)
    return _from_here(digits, plan) if known or digits.startswith(plan.national or " ") else digits


def caller_id(called: Number, queue_caller_id: str, house_caller_id: str, plan: NumberPlan) -> str:
    """What the called party sees: the queue's number, else the house's; an emergency service: where the house is."""
    usual = queue_caller_id or house_caller_id
    if called.kind is Kind.EMERGENCY:
        return plan.emergency_caller_id or usual
    return usual
