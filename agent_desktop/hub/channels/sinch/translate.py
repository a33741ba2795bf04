"""Between Sinch's SMS REST API and the hub: callbacks and lists to messages and receipts, letters to batches of one.

Promises one remote id for a message however it comes (its id), and that a batch names the letter (`client_reference`),
by which it is found again. Pure.
"""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from agent_desktop.hub.channels.sinch import signatures
from agent_desktop.hub.channels.sinch.settings import BASIC, SinchSettings
from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import Arrived, Letter, Outcome, Receipt, Rejected, Sent
from agent_desktop.hub.written.sms.account import Account, moment, phone
from agent_desktop.hub.written.sms.shapes import Call, Came, Report, Request
from agent_desktop.model.base import Millis
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

CALLBACK: Final = "callback"
_DELIVERIES: Final = {
    "delivered": Delivery.DELIVERED,
    "aborted": Delivery.REFUSED,
    "failed": Delivery.REFUSED,
    "expired": Delivery.REFUSED,
    "rejected": Delivery.REFUSED,
    "deleted": Delivery.REFUSED,
    "cancelled": Delivery.REFUSED,
}
_PAGE: Final = 100
#: Codes of delivery reports that say more than their status.
_REASONS: Final = {
    402: later("The customer asked the provider to get no more messages from us."),
    403: later("Our sender may not write to this number."),
    404: later("Our sender may not write to this number."),
    406: later("The phone could not be reached in time."),
    407: later("The message could not be delivered."),
    408: later("The network took the message for spam."),
    410: later("The customer's number cannot get messages."),
    411: later("The customer's number cannot get messages."),
    412: later("The customer's number cannot get messages."),
}


class Sinch(Account):
    """The `Provider`."""

    def __init__(self, settings: SinchSettings) -> None:
        super().__init__(settings, settings.secret)
        self._settings = settings
        self._path = f"/xms/v1/{settings.plan}"

    def headers(self, now: Millis) -> dict[str, str]:
        return {"authorization": f"Bearer {self._settings.token}"}

    def signed(self, call: Call, now: Millis) -> bool:
        if self._settings.proof == BASIC:
            return signatures.by_password(self._settings.user, self._settings.secret, call)
        return signatures.by_signature(self._settings.secret, call, now)

    def read(self, call: Call, now: Millis) -> Sequence[Came | Report]:
        said = msgspec.json.decode(call.body, type=dict[str, Any])
        kind = str(said["type"])
        if kind in ("mo_text", "mo_media", "mo_binary"):
            return [_came(said, now)]
        if kind in ("recipient_delivery_report_sms", "recipient_delivery_report_mms"):
            return [_report(said, now)]
        return []  # reports of whole batches say nothing that those of their messages do not

    def submission(self, letter: Letter, links: Sequence[str]) -> Request:
        batch: dict[str, Any] = {
            "from": self.rules.senders.to(letter.to).lstrip("+"),
            "to": [letter.to.lstrip("+")],
            **_content(letter.text, links),
            "delivery_report": "per_recipient",
            "client_reference": letter.id,
            "callback_url": f"{self._settings.address}/{CALLBACK}",
        }
        return Request("POST", f"{self._path}/batches", {"json": batch})

    def verdict(self, letter: Letter, reply: Reply) -> Outcome | None:
        if reply.good:
            name = str(reply.body.get("id") or "")
            return Sent(remote_ids=(name,)) if name else None
        if reply.status in (401, 429) or reply.status >= 500:
            return None
        words = later("The provider could not send the message.")
        reason = str(reply.body.get("text") or reply.body.get("code") or "").strip()[:200]
        return Rejected(
            problem=f"{words} ({reason})" if reason else words,
            remedy=later("Answer by another channel."),
        )

    def check(self) -> Request:
        return Request("GET", f"{self._path}/batches", {"params": {"page_size": "1"}})

    def knows_us(self, reply: Reply) -> bool:
        return reply.good

    def refusal(self) -> tuple[str, str]:
        return (
            later("Sinch refuses the service plan ID or the API token."),
            later("Copy service plan ID and API token from Sinch's dashboard; check the region."),
        )

    def missed(self, since: Millis) -> Request | None:
        start = datetime.fromtimestamp(max(since, 0) / 1000, UTC)
        moment = start.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        query = {"start_date": moment, "page_size": str(_PAGE)}
        return Request("GET", f"{self._path}/inbounds", {"params": query})

    def following(self, request: Request, reply: Reply) -> Request | None:
        page = int(request.about["params"].get("page", "0"))
        here, count = len(_records(reply, "inbounds")), reply.body.get("count")
        if reply.body.get("page", page) != page:
            raise ValueError("another page")
        # A server may put fewer on a page than it was asked for; the pages before were no smaller.
        if here == 0 or (isinstance(count, int) and (page + 1) * here >= count):
            return None
        query = {**request.about["params"], "page": str(page + 1)}
        return Request(request.method, request.path, {"params": query})

    def listed(self, reply: Reply) -> Sequence[Came]:
        return [_came(one, 0) for one in _records(reply, "inbounds")]

    def search(self, letter: Letter) -> Request | None:
        query = {"client_reference": letter.id, "page_size": "100"}
        return Request("GET", f"{self._path}/batches", {"params": query})

    def found(self, letter: Letter, reply: Reply, known: frozenset[str]) -> tuple[str, ...]:
        batches = _records(reply, "batches")
        return tuple(str(one["id"]) for one in batches if one.get("client_reference") == letter.id)[
            :1
        ]


def _content(text: str, links: Sequence[str]) -> dict[str, Any]:
    """A text as SMS, a picture as MMS (`MediaRequest`), which never goes out as a bare link instead."""
    if not links:
        return {"body": text}
    body = {"url": links[0], "message": text} if text else {"url": links[0]}
    return {"type": "mt_media", "body": body, "strict_validation": True}


def _came(said: dict[str, Any], now: Millis) -> Came:
    body = said.get("body")
    media: tuple[str, ...] = ()
    if isinstance(body, dict):  # mo_media
        text = "\n".join(filter(None, (_text(body.get("subject")), _text(body.get("message")))))
        parts = body.get("media")
        parts = parts if isinstance(parts, list) else []
        media = tuple(str(one["url"]) for one in parts if isinstance(one, dict) and one.get("url"))
    elif said["type"] == "mo_binary":
        text = _binary(_text(body))
    else:
        text = _text(body)
    arrived = Arrived(
        remote_id=str(said["id"]),
        address=phone(str(said["from"])),
        text=text,
        sent_at=moment(said.get("sent_at") or said.get("received_at"), now),
    )
    return Came(arrived, media)


def _binary(body: str) -> str:
    """Bytes that no alphabet explains, shown as they are: base64 would tell nobody anything."""
    try:
        return base64.b64decode(body, validate=True).hex(" ")
    except (binascii.Error, ValueError):
        return body


def _report(said: dict[str, Any], now: Millis) -> Report:
    name = str(said["batch_id"])
    delivery = _DELIVERIES.get(str(said.get("status")).lower())
    receipt = None
    if delivery is not None:
        problem = _problem(said.get("code")) if delivery is Delivery.REFUSED else ""
        at = moment(said.get("at"), now)
        receipt = Receipt(remote_id=name, delivery=delivery, at=at, problem=problem)
    return Report(name, _text(said.get("client_reference")), receipt)


def _problem(code: object) -> str:
    known = code if isinstance(code, int) else 0
    words = _REASONS.get(known, later("The message could not be delivered."))
    return f"{words} (Sinch {known})" if known else words


def _records(reply: Reply, name: str) -> list[dict[str, Any]]:
    found = reply.body.get(name)
    found = found if isinstance(found, list) else []
    return [one for one in found if isinstance(one, dict) and one.get("id") and one.get("type")]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
