"""Addresses in one spelling, so that the same address is found again.

Promises that e-mail is lower case, phone numbers are E.164 digits, handles have no leading @. Refuses values that are
no address of their kind and handles of no network, naming field and value.
"""

import re

from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address, AddressKind

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_PHONE = re.compile(r"\+?[0-9]{3,15}")
_PHONE_PUNCTUATION = str.maketrans("", "", " \t-./() ")
MAX_ADDRESS = 320
SIP = "sip"
"""The network of handles that telephones call."""


def normal(address: Address) -> Address:
    """The address with its value in the one spelling. Raises Refused."""
    value, network = address.value.strip(), address.network.strip().lower()
    if address.kind is AddressKind.EMAIL:
        value = value.lower()
        good = _EMAIL.fullmatch(value) is not None
    elif address.kind is AddressKind.PHONE:
        value = value.translate(_PHONE_PUNCTUATION)
        if value.startswith("00"):
            value = f"+{value[2:]}"
        good = _PHONE.fullmatch(value) is not None
    elif address.kind is AddressKind.HANDLE:
        value = value.removeprefix("@").lower()
        good = bool(value and network)
    else:
        good = bool(value)
    if not good or len(value) > MAX_ADDRESS or "\0" in value:
        raise Refused(
            "This address cannot be right.",
            remedy=(
                "Write the network before the name, such as matrix anna:example.org."
                if address.kind is AddressKind.HANDLE
                else "Check the spelling."
            ),
            field="addresses",
            value=address.value,
        )
    return Address(kind=address.kind, value=value, network=network, verified=address.verified)


def of_phone(number: str) -> Address | None:
    """The address of who calls from a number or SIP address; None for one that is withheld or cannot be called back."""
    sip = number.startswith(SIP)
    kind, network = (AddressKind.HANDLE, SIP) if sip else (AddressKind.PHONE, "")
    try:
        return normal(Address(kind=kind, value=number, network=network))
    except Refused:
        return None
