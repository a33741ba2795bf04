"""Between Vonage's Messages API and the hub: webhooks to messages and receipts, letters to requests.

Promises one remote id for a message however it comes: its `message_uuid`. Pure.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from agent_desktop.hub.channels.vonage import tokens
from agent_desktop.hub.channels.vonage.settings import VonageSettings
from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import Arrived, Letter, Outcome, Receipt, Rejected, Sent
from agent_desktop.hub.written.sms.account import Account, moment, phone
from agent_desktop.hub.written.sms.shapes import Call, Came, Report, Request
from agent_desktop.model.base import Millis
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

INBOUND, STATUS = "inbound", "status"
_PATH: Final = "/v1/messages"
_DELIVERIES: Final = {
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "rejected": Delivery.REFUSED,
    "undeliverable": Delivery.REFUSED,
}
_MEDIA: Final = ("image", "audio", "video", "file", "vcard")


class Vonage(Account):
    """The `Provider`. It has no lists: Vonage repeats its webhooks for 24 hours."""

    def __init__(self, settings: VonageSettings) -> None:
        super().__init__(settings, settings.signature)
        self._settings = settings

    def headers(self, now: Millis) -> dict[str, str]:
        token = tokens.ours(self._settings.application, self._settings.private_key, now)
        return {"authorization": f"Bearer {token}"}

    def signed(self, call: Call, now: Millis) -> bool:
        claims = tokens.believed(call.headers, self._settings.signature, call.body, now)
        return bool(claims) and claims.get("application_id") in (None, self._settings.application)

    def read(self, call: Call, now: Millis) -> Sequence[Came | Report]:
        said = msgspec.json.decode(call.body, type=dict[str, Any])
        if call.rest == STATUS:
            return [_report(said, now)]
        if call.rest == INBOUND:
            return [_came(said, now)] if said.get("channel") in ("sms", "mms") else []
        raise ValueError("another path")

    def submission(self, letter: Letter, links: Sequence[str]) -> Request:
        about = {
            "to": letter.to.lstrip("+"),
            "from": self.rules.senders.to(letter.to).lstrip("+"),
            "client_ref": letter.id,
            "webhook_url": f"{self._settings.address}/{STATUS}",
            "webhook_version": "v1",
        }
        return Request("POST", _PATH, {"json": about | _content(letter.text, links)})

    def verdict(self, letter: Letter, reply: Reply) -> Outcome | None:
        if reply.good:
            name = str(reply.body.get("message_uuid") or "")
            return Sent(remote_ids=(name,)) if name else None
        if reply.status in (401, 403, 429) or reply.status >= 500:
            return None
        if reply.status == 402:
            return Rejected(
                problem=later("The account at the provider has no credit."),
                remedy=later("Ask an administrator to look at the provider's settings."),
            )
        return Rejected(problem=_words(reply.body), remedy=later("Answer by another channel."))

    def check(self) -> Request:
        # Without a message it is refused by its shape, if the token is right.
        return Request("POST", _PATH, {"json": {}})

    def knows_us(self, reply: Reply) -> bool:
        return reply.status not in (401, 403) and reply.status < 500

    def refusal(self) -> tuple[str, str]:
        return (
            later("Vonage refuses the application ID or the private key."),
            later("Copy application ID and private key from Vonage's dashboard."),
        )


def _content(text: str, links: Sequence[str]) -> dict[str, Any]:
    """A text as SMS, a picture as MMS with the text as its caption (Messages API v1, channel "mms")."""
    if not links:
        return {"channel": "sms", "message_type": "text", "text": text}
    caption = {"caption": text} if text else {}
    return {"channel": "mms", "message_type": "image", "image": {"url": links[0], **caption}}


def _came(said: dict[str, Any], now: Millis) -> Came:
    kind = str(said["message_type"])
    media, text = "", str(said.get("text") or "")
    if kind in _MEDIA:
        part = said.get(kind)
        part = part if isinstance(part, dict) else {}
        media, text = str(part.get("url") or ""), str(part.get("caption") or text)
    arrived = Arrived(
        remote_id=str(said["message_uuid"]),
        address=phone(str(said["from"])),
        text=text,
        sent_at=moment(said.get("timestamp"), now),
    )
    return Came(arrived, (media,) if media else ())


def _report(said: dict[str, Any], now: Millis) -> Report:
    name = str(said["message_uuid"])
    delivery = _DELIVERIES.get(str(said.get("status")))
    receipt = None
    if delivery is not None:
        error = said.get("error")
        problem = _words(error if isinstance(error, dict) else {})
        receipt = Receipt(
            remote_id=name,
            delivery=delivery,
            at=moment(said.get("timestamp"), now),
            problem=problem if delivery is Delivery.REFUSED else "",
        )
    return Report(name, str(said.get("client_ref") or ""), receipt)


def _words(error: dict[str, Any]) -> str:
    """Vonage's own reason stands behind ours: its list of codes is long, and changes."""
    words = later("The message could not be delivered.")
    reason = str(error.get("detail") or error.get("title") or "").strip()[:200]
    return f"{words} ({reason})" if reason else words
