"""What the hub keeps of its telephones: the policy, the key of the agents' passwords. Trunks are in `trunks.py`.

Promises a policy that fits together whatever is kept: one that this version cannot read is the default one, and told in
the log. Each function works in a request of the centre.
"""

import logging
import secrets
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.calls.house import POLICY
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.voice.policy import (
    EntryPoint,
    Menu,
    Policy,
    Repeat,
    ToQueue,
    ToVoicemail,
    calendars_in,
    problems,
)

WEB: Final = "web"
"""The entry point that visitors of a page call."""
_KEY: Final = "voice_key"
_log = logging.getLogger("agent_desktop.hub")


def first_policy(queue_id: str) -> Policy:
    """What a new hub does with calls: a greeting, a small menu, a queue with music; nothing is recorded."""
    queue = ToQueue(queue_id)
    return Policy(
        entry_points=(
            EntryPoint(id=WEB, numbers=(), then=queue, menu="first"),
            EntryPoint(id="telephone", numbers=("*",), then=queue, menu="first"),
        ),
        menus=(
            Menu(
                id="first",
                prompt="menu_practice",
                choices={"1": queue, "2": queue, "*": ToVoicemail(queue_id), "#": Repeat()},
                on_fail=queue,
            ),
        ),
    )


def kept_policy(centre: Centre) -> Policy:
    """The policy that holds."""
    text = centre.setting(POLICY)
    try:
        policy = msgspec.json.decode(text or "{}", type=Policy)
    except msgspec.MsgspecError:
        _log.error("the policy of the telephones cannot be read: nothing of it holds")
        return Policy()
    return Policy() if problems(policy) else policy


def told_policy(centre: Centre) -> Policy:
    """The policy as the telephones are to know it: with the calendars that it names."""
    policy = kept_policy(centre)
    named = calendars_in(policy)
    if not named:
        return policy
    with centre.request() as book:
        known = book.live.running.calendars
        return replace(policy, calendars=tuple(known[one] for one in named if one in known))


def keep_policy(centre: Centre, policy: Policy) -> None:
    """Keep a policy in place of the one before. Desks know of the payment pages: they hear of others at once."""
    policy = replace(policy, calendars=())
    told = policy.payment_pages != kept_policy(centre).payment_pages
    centre.define_setting(POLICY, msgspec.json.encode(policy).decode(), told=told)


def phone_key(centre: Centre) -> bytes:
    """The secret behind the passwords of the agents' lines; made when it is first wanted."""
    text = centre.setting(_KEY)
    if not text:
        text = secrets.token_hex(32)
        centre.define_setting(_KEY, text)
    return bytes.fromhex(text)
