"""How Sinch proves a callback: HTTP Basic, or an HMAC over body, nonce and time (Sinch, "Callbacks").

Promises a verdict in constant time over the raw bytes. A signed callback is believed for a while only; Sinch signs each
repetition anew.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Final

from agent_desktop.hub.written.sms.shapes import Call
from agent_desktop.model.base import Millis

_AGE_S: Final = 15 * 60
_ALGORITHMS: Final = {"hmacsha256": hashlib.sha256, "hmacsha512": hashlib.sha512}
_NAME: Final = "x-sinch-webhook-signature"


def by_signature(secret: str, call: Call, now: Millis) -> bool:
    """Whether the body was signed with our secret, not long ago."""
    nonce = call.headers.get(f"{_NAME}-nonce", "")
    moment = call.headers.get(f"{_NAME}-timestamp", "")
    kind = call.headers.get(f"{_NAME}-algorithm", "HmacSHA256").lower()
    algorithm = _ALGORITHMS.get(kind)
    if algorithm is None or not nonce or not moment.isdecimal() or len(moment) > 12:
        return False
    signed = call.body + f".{nonce}.{moment}".encode("utf-8", "replace")
    expected = base64.b64encode(hmac.new(secret.encode(), signed, algorithm).digest())
    good = hmac.compare_digest(expected, call.headers.get(_NAME, "").encode("utf-8", "replace"))
    return good and abs(now / 1000 - int(moment)) <= _AGE_S


def by_password(user: str, secret: str, call: Call) -> bool:
    """Whether user name and password of the callbacks are right (RFC 7617)."""
    kind, _, pair = call.headers.get("authorization", "").partition(" ")
    try:
        given = base64.b64decode(pair.strip().encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, f"{user}:{secret}".encode()) and kind.lower() == "basic"
