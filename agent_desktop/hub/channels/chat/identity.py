"""Who a visitor is: an unguessable key for one browser, or the person whom the embedding site signed for.

Promises that a signature is HMAC-SHA256 over the site's own id of the person, in hex, compared in constant time; that
all browsers of a signed person are one visitor, whose key does not change when the secret does. Refuses wrong
signatures, and unsigned visitors where the entry point requires identities.
"""

import hashlib
import hmac
import secrets
from typing import Final

from agent_desktop.hub.doors.faults import Forbidden, Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.protocol import Identity
from agent_desktop.hub.storage.settings import EntryPointSettings

MAX_ID: Final = 200
MAX_NAME: Final = 120
MAX_EMAIL: Final = 254
_ANONYMOUS: Final = "a"
_SIGNED: Final = "s"


def signature_of(secret: str, account: str) -> str:
    """What the embedding site's server puts beside the person's id: hex, 64 characters."""
    return hmac.new(secret.encode(), account.encode(), hashlib.sha256).hexdigest()


def check_identity(entry_point: EntryPointSettings, identity: Identity | None) -> None:
    """Raises Forbidden for a wrong signature or a missing identity that is required, Malformed for bad fields."""
    if identity is None:
        if entry_point.require_identity:
            raise Forbidden(
                "This chat is for signed-in customers only.",
                field="identity",
                remedy="Sign in on the website, then open the chat again.",
            )
        return
    for field, value, most in (
        ("identity.id", identity.id, MAX_ID),
        ("identity.name", identity.name, MAX_NAME),
        ("identity.email", identity.email, MAX_EMAIL),
    ):
        if len(value) > most or (field == "identity.id" and not value.strip()):
            raise Malformed(
                f"`{field}` has 1 to {most} characters.", field=field, value=shown(value)
            )
    expected = signature_of(entry_point.secret, identity.id)
    given = identity.signature.strip().lower()
    same = hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))
    if not entry_point.secret or not same:
        raise Forbidden(
            "The signature of this identity is wrong.",
            field="identity.signature",
            remedy="Sign the id with the secret of this entry point: HMAC-SHA256, in hex.",
        )


def anonymous_visitor() -> str:
    """A fresh key with 160 random bits."""
    return _ANONYMOUS + secrets.token_hex(20)


def signed_visitor(entry_point_id: str, account: str) -> str:
    """The key of a signed person. It opens nothing by itself: tokens do."""
    both = f"{len(entry_point_id)}:{entry_point_id}{account}"
    return _SIGNED + hashlib.sha256(both.encode()).hexdigest()[:40]


def is_signed(visitor_id: str) -> bool:
    """Whether this visitor is a signed person."""
    return visitor_id.startswith(_SIGNED)
