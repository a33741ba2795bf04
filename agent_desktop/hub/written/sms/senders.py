"""As whom a message is sent: a number or a name, by the country that it goes to.

Promises that a name goes only where networks deliver names, and that the administrator is told why not, with the
remedy. The countries below take numbers alone, or replace a name by a number; elsewhere many want names registered,
which only the network knows. A name cannot be answered.
"""

import re
from collections.abc import Mapping

from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

#: The North American plan, and others whose networks document that they deliver no names of senders.
_NUMBERS_ONLY = (
    "US CA PR AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS SX TC TT VC VG VI "
    "AR BR CL CN CO CR EC GT HN MX NI PA PE SV UY VE NZ ZA"
)
NUMBERS_ONLY = frozenset(_NUMBERS_ONLY.split())
_NAME = re.compile(r"[A-Za-z0-9 _&+.-]{1,11}")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,8}")


class Senders:
    """The senders of an entry point: one for all, and exceptions by country."""

    def __init__(self, usual: str, by_country: Mapping[str, str]) -> None:
        self._usual = usual
        self._by_country = dict(by_country)

    def all(self) -> tuple[str, ...]:
        """Each of them, the usual one first."""
        return tuple(dict.fromkeys([self._usual, *self._by_country.values()]))

    def to(self, number: str) -> str:
        """Who writes to a number (E.164)."""
        return self._by_country.get(country(number), self._usual)

    def trouble(self, number: str) -> str:
        """Why a number cannot be written to by its sender, in words for an agent; empty if it can."""
        if is_name(self.to(number)) and country(number) in NUMBERS_ONLY:
            return later("Networks in that country deliver nothing that a name sends.")
        return ""


def country(number: str) -> str:
    """The country of a number, as its two letters; empty where there is none."""
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""


def is_name(sender: str) -> bool:
    """Whether a sender is a name, and so cannot be answered."""
    return not _NUMBER.fullmatch(sender)


def senders(usual: str, by_country: str = "", *, optional: bool = False) -> Senders:
    """Read the two fields: a sender, and "US=+15550100, DE=ACME". Raises Refused with field, value and remedy."""
    usual = usual.strip()
    if usual or not optional:
        _check(usual, "sender")
    table: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in by_country.split(","))):
        region, sign, sender = (side.strip() for side in item.partition("="))
        if not sign or not re.fullmatch("[A-Za-z]{2}", region):
            raise Refused(
                "The senders by country cannot be read.",
                field="senders",
                value=item,
                remedy="Write two letters and a sender for each: US=+15550100, DE=ACME.",
            )
        region = region.upper()
        _check(sender, "senders")
        if is_name(sender) and region in NUMBERS_ONLY:
            raise Refused(
                "Networks in that country deliver nothing that a name sends.",
                field="senders",
                value=item,
                remedy="Give a number of your own for that country.",
            )
        table[region] = sender
    return Senders(usual, table)


def _check(sender: str, field: str) -> None:
    name = bool(_NAME.fullmatch(sender)) and bool(re.search("[A-Za-z]", sender))
    if not name and is_name(sender):
        raise Refused(
            "That cannot be a sender.",
            field=field,
            value=sender,
            remedy="Give a number with + and country code, a short number, or a name of up to "
            "11 letters and digits.",
        )
