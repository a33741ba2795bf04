"""Twilio's signature of a webhook: HMAC-SHA1 over the public URL and the sorted fields (Twilio, "Webhooks security").

Promises a verdict in constant time over the raw bytes. JSON bodies are signed by their SHA-256 in the URL, as
`bodySHA256`.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from agent_desktop.hub.written.sms.shapes import Call


def fields(body: bytes) -> list[tuple[str, str]]:
    """A form's fields, empty ones too. Raises ValueError."""
    return parse_qsl(
        body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=500
    )


def signature(token: str, url: str, sent: list[tuple[str, str]]) -> str:
    """What Twilio would have written. A field that is there several times counts with each of its values once."""
    joined = url + "".join(name + value for name, value in sorted(set(sent)))
    digest = hmac.new(token.encode(), joined.encode("utf-8", "surrogatepass"), hashlib.sha1)
    return base64.b64encode(digest.digest()).decode()


def signed(token: str, address: str, call: Call) -> bool:
    """Whether a call to our webhook at the public `address` is Twilio's."""
    claimed = call.headers.get("x-twilio-signature", "").encode("utf-8", "replace")
    url = f"{address}/{call.rest}" + (f"?{call.query}" if call.query else "")
    sent: list[tuple[str, str]] = []
    try:
        if body_hash := dict(parse_qsl(call.query)).get("bodySHA256", ""):
            whole = hashlib.sha256(call.body).hexdigest()
            if not hmac.compare_digest(whole.encode(), body_hash.lower().encode()):
                return False
        else:
            sent = fields(call.body)
    except ValueError:
        return False
    good = False
    for spelling in _spellings(url):
        expected = signature(token, spelling, sent).encode()
        good |= hmac.compare_digest(expected, claimed)
    return good


def _spellings(url: str) -> Iterator[str]:
    """The URL as it is, and with its scheme's own port written or left out: Twilio does both."""
    yield url
    parts = urlsplit(url)
    port = {"https": 443, "http": 80}.get(parts.scheme)
    if parts.port is None:
        yield parts._replace(netloc=f"{parts.netloc}:{port}").geturl()
    elif parts.port == port:
        yield parts._replace(netloc=parts.netloc.rpartition(":")[0]).geturl()
