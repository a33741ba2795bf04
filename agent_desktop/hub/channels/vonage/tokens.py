"""JSON Web Tokens, as far as Vonage uses them: RS256 to prove who we are, HS256 on what comes (RFC 7515, RFC 7519).

Promises that a token is believed only with its signature, in constant time and with the one algorithm that is expected,
and only for the very bytes that it came with (`payload_hash`). Pure.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from agent_desktop.model.base import Millis, new_id

_LIFE_S: Final = 15 * 60
_SKEW_S: Final = 5 * 60
_LONGEST: Final = 8_192


def ours(application: str, key: RSAPrivateKey, now: Millis) -> str:
    """A token for one request."""
    head = _packed({"alg": "RS256", "typ": "JWT"})
    issued = now // 1000
    claims = {
        "application_id": application,
        "iat": issued,
        "exp": issued + _LIFE_S,
        "jti": new_id(),
    }
    signed = f"{head}.{_packed(claims)}"
    mark = key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{_text(mark)}"


def believed(headers: Mapping[str, str], secret: str, body: bytes, now: Millis) -> dict[str, Any]:
    """The claims of the token that came with `body`; empty when it proves nothing."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    parts = token.strip().split(".")
    if kind.lower() != "bearer" or len(parts) != 3 or len(token) > _LONGEST:
        return {}
    expected = hmac.new(secret.encode(), f"{parts[0]}.{parts[1]}".encode(), hashlib.sha256).digest()
    try:
        if not hmac.compare_digest(expected, _bytes(parts[2])):
            return {}
        head, claims = (_claims(part) for part in parts[:2])
    except (ValueError, msgspec.MsgspecError):
        return {}
    expires = claims.get("exp")
    if head.get("alg") != "HS256" or (
        isinstance(expires, (int, float)) and expires + _SKEW_S < now / 1000
    ):
        return {}
    claimed = str(claims.get("payload_hash", "")).lower().encode()
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), claimed):
        return {}
    return claims


def _packed(claims: dict[str, Any]) -> str:
    return _text(msgspec.json.encode(claims))


def _claims(part: str) -> dict[str, Any]:
    return msgspec.json.decode(_bytes(part), type=dict[str, Any])


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Raises ValueError."""
    try:
        return base64.b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True
        )
    except binascii.Error as error:
        raise ValueError(str(error)) from None
