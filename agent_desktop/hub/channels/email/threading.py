"""To which conversation a mail belongs, as far as the mail itself tells.

Promises the clues in the order of their worth: what it answers (In-Reply-To, then References from the newest), the
token in an address of ours. Refuses to decide: the hub knows its conversations, a mail does not.
"""

import re
from collections.abc import Iterable
from typing import Final

from agent_desktop.hub.channels.email.headers import Headers, message_ids, people

#: The part of our letters' Message-IDs that shows that they are ours.
MARK: Final = "desk"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")


def answers(headers: Headers) -> tuple[str, ...]:
    """The Message-IDs that a mail answers, the nearest first."""
    direct = message_ids(headers.get("in-reply-to"))
    chain = message_ids(headers.get("references"))
    return tuple(dict.fromkeys([*direct, *reversed(chain)]))[:50]


def token(headers: Headers, ours: Iterable[str]) -> str:
    """The token that came back in a plus-address of ours ("support+TOKEN@example.org"); empty without one."""
    values = [
        value
        for name in ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
        for value in headers.all(name)
    ]
    written = [address for value in values for _, address in people(value)]
    for own in ours:
        local, _, domain = own.lower().rpartition("@")
        for address in written:
            user, _, host = address.rpartition("@")
            name, plus, found = user.partition("+")
            mine = host.lower() == domain and name.lower() == local.partition("+")[0]
            if plus and mine and _TOKEN.fullmatch(found):
                return found
    return ""


def with_token(own: str, name: str) -> str:
    """Our address with a conversation's token."""
    local, _, domain = own.rpartition("@")
    return f"{local}+{name}@{domain}" if _TOKEN.fullmatch(name) else own


def message_id(letter_id: str, own: str) -> str:
    """The Message-ID of a letter, without brackets: the same for every attempt."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", letter_id)
    return f"{plain}.{MARK}@{own.rpartition('@')[2].lower()}"


def is_ours(identity: str, ours: Iterable[str]) -> bool:
    """Whether a Message-ID is that of a letter of ours."""
    name, _, domain = identity.lower().rpartition("@")
    return name.endswith(f".{MARK}") and any(
        domain == own.rpartition("@")[2].lower() for own in ours
    )
