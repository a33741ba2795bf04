"""Whether a request to a webhook comes from Meta: over the bytes as they came, before anything is decoded.

Source: Meta's "Webhooks: Getting Started", "Verification Requests" and "Validating Payloads".
"""

import hashlib
import hmac
from urllib.parse import parse_qs


def signed(secret: str, body: bytes, said: str) -> bool:
    """Whether `said`, the header X-Hub-Signature-256, is the signature of `body`. In constant time."""
    wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), said.encode())


def challenge(verify_token: str, query: str) -> str | None:
    """What a verification request is answered with; None when it is not one that knows our token."""
    about = {name: values[0] for name, values in parse_qs(query, max_num_fields=20).items()}
    known = hmac.compare_digest(verify_token.encode(), about.get("hub.verify_token", "").encode())
    answer = about.get("hub.challenge", "")
    good = known and about.get("hub.mode") == "subscribe" and 0 < len(answer) <= 200
    return answer if good else None
