"""Numbers and addresses: what agents type, what networks say, whom a far party may send us to.

Promises addresses of telephones only (`sip:`, `sips:`, `tel:`). Refuses (`ValueError`) all else.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.model.calls import FarParty
from agent_desktop.sip.fields import BadValue, NameAddr
from agent_desktop.sip.uri import SipUri, TelUri, parse_uri

#: What people write into numbers so that they can be read.
_READABLE: Final = str.maketrans("", "", " \t-./()\u00a0\u2011")
_LONGEST: Final = 200
#: How networks write that a caller does not want to be known (RFC 3323 section 4.1, and habit).
_WITHHELD: Final = frozenset({"anonymous", "restricted", "unavailable", "unknown", "private"})


def address_of(number: str, own: str) -> str:
    """The SIP address of a number or address; a bare number is one of our own domain. Raises ValueError."""
    text = number.strip()
    if text.lower().startswith(("sip:", "sips:")):
        address = text
    elif "@" in text:
        address = f"sip:{text}"
    else:
        if text.lower().startswith("tel:"):
            text = text[4:].partition(";")[0]
        if ":" in text:
            raise BadValue("Request-URI", number)
        digits = text.translate(_READABLE).replace("#", "%23")
        address = f"sip:{digits}@{own.partition('@')[2]}"
    uri = parse_uri(address)
    if not isinstance(uri, SipUri) or not uri.user:
        raise BadValue("Request-URI", number)
    return str(uri)


def far_party(value: str) -> FarParty:
    """Who the network says is there: the value of From or To. Without a number when it is withheld."""
    try:
        party = NameAddr.parse(value, "From")
    except BadValue:
        return FarParty(number="")
    match party.uri:
        case SipUri(user=user) as uri:
            if user is not None and user.casefold() in _WITHHELD:
                return FarParty(number="")
            return FarParty(number=user or uri.bare_host, shown=party.display[:_LONGEST])
        case TelUri() as uri:
            number = str(uri).removeprefix("tel:")
            return FarParty(number=number, shown=party.display[:_LONGEST])
        case uri:
            return FarParty(number=str(uri)[:_LONGEST], shown=party.display[:_LONGEST])
