"""The hub's list of who wants to be written to and who not: read, and noted by hand.

Promises that a word which was said meanwhile is not passed over unseen.
"""

from typing import TYPE_CHECKING, Final

import msgspec

from agent_desktop.model.administration_consents import Consents, RecordConsent

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_OPT_OUTS: Final = "/v1/admin/opt-outs"


async def read_consents(door: "Door", token: str, words: str = "") -> Consents:
    """Who may be written to, and who not; with words only what holds each of them."""
    asked = {"search": words} if words else {}
    return await door.get(_OPT_OUTS, Consents, token, **asked)


async def record(door: "Door", token: str, order: RecordConsent) -> None:
    """Note it. Raises Refused, Conflict."""
    wish, before = order.consent, order.before
    body = {
        "type": "record_consent",
        "kind": wish.kind,
        "network": wish.network,
        "address": wish.address,
        "given": wish.given,
        "reason": wish.reason,
        "seen_at": before.said[0].at if before is not None and before.said else 0,
    }
    await door.do("POST", _OPT_OUTS, token, msgspec.json.encode(body))
