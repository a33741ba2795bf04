"""What an administrator said of calls, as far as the centre itself acts by it or tells desks of it.

Promises the policy as it is kept. Refuses one that cannot be read: then nothing of it holds.
"""

from functools import lru_cache
from typing import Final

import msgspec

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.storage.configuration import setting
from agent_desktop.hub.voice.dialplan import NumberPlan
from agent_desktop.hub.voice.policy import Policy

POLICY: Final = "voice_policy"
"""The setting in which the telephones' policy is kept."""


def plan_of(book: Book) -> NumberPlan:
    """The house's numbering."""
    return _read(setting(book.storage, POLICY))[1]


def policy_of(book: Book) -> Policy:
    """All of it."""
    return _read(setting(book.storage, POLICY))[0]


def payment_pages(book: Book) -> tuple[str, ...]:
    """The windows at desks for which recordings pause."""
    return _read(setting(book.storage, POLICY))[0].payment_pages


def listening_is_told(book: Book) -> bool:
    """Whether agents see a supervisor who only listens."""
    return _read(setting(book.storage, POLICY))[0].tell_listening


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[Policy, NumberPlan]:
    """The policy and the numbering that follows from it, which takes a while to find."""
    try:
        policy = msgspec.json.decode(text or "{}", type=Policy)
    except msgspec.MsgspecError:
        policy = Policy()
    return policy, policy.numbering
