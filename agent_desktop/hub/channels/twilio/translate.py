"""Between Twilio and the hub: webhooks and lists to messages and receipts, letters to requests.

Promises one remote id for a message however it comes: its SID. Pure.
"""

import base64
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import parse_qsl, quote

from agent_desktop.hub.channels.twilio import signatures
from agent_desktop.hub.channels.twilio.settings import TwilioSettings
from agent_desktop.hub.channels.twilio.words import PASSING, words
from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import (
    Arrived,
    Letter,
    NotNow,
    Outcome,
    Receipt,
    Rejected,
    Sent,
)
from agent_desktop.hub.written.sms.account import Account
from agent_desktop.hub.written.sms.senders import is_name
from agent_desktop.hub.written.sms.shapes import Call, Came, Report, Request
from agent_desktop.model.base import Millis
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

INCOMING, STATUS = "incoming", "status"
_MOST_MEDIA: Final = 10
_DELIVERIES: Final = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "undelivered": Delivery.REFUSED,
    "failed": Delivery.REFUSED,
    "canceled": Delivery.REFUSED,
}
_PAGE: Final = "1000"
_CLOCKS_MS: Final[Millis] = 60_000


class Twilio(Account):
    """The `Provider`."""

    def __init__(self, settings: TwilioSettings) -> None:
        super().__init__(settings, settings.token)
        self._settings = settings
        self._path = f"/2010-04-01/Accounts/{settings.account}"

    def headers(self, now: Millis) -> dict[str, str]:
        pair = f"{self._settings.account}:{self._settings.token}".encode()
        return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}

    def signed(self, call: Call, now: Millis) -> bool:
        return signatures.signed(self._settings.token, self._settings.address, call)

    def read(self, call: Call, now: Millis) -> Sequence[Came | Report]:
        said = dict(signatures.fields(call.body))
        if said.get("AccountSid") != self._settings.account:
            raise ValueError("another account")
        if call.rest == STATUS:
            return [_report(said, dict(parse_qsl(call.query)), now)]
        if call.rest == INCOMING:
            return [_came(said, now)]
        raise ValueError("another path")

    def thanks(self) -> tuple[int, dict[str, str], bytes]:
        return 200, {"content-type": "text/xml"}, b"<Response/>"

    def submission(self, letter: Letter, links: Sequence[str]) -> Request:
        status = f"{self._settings.address}/{STATUS}?letter={quote(letter.id, safe='')}"
        form: dict[str, str | list[str]] = {"To": letter.to, "StatusCallback": status}
        if letter.text:
            form["Body"] = letter.text
        if links:
            form["MediaUrl"] = list(links)
        if self._settings.service:
            form["MessagingServiceSid"] = self._settings.service
        else:
            form["From"] = self.rules.senders.to(letter.to)
        return Request("POST", f"{self._path}/Messages.json", {"data": form})

    def verdict(self, letter: Letter, reply: Reply) -> Outcome | None:
        code = _number(reply.body.get("code"))
        if reply.good:
            sid = str(reply.body.get("sid") or "")
            if not sid:
                return None
            error = _number(reply.body.get("error_code"))
            if reply.body.get("status") in ("failed", "undelivered"):
                return Rejected(problem=words(error), remedy=_remedy(error))
            return Sent(remote_ids=(sid,))
        if code in PASSING:
            return NotNow(problem=words(code), wait_ms=reply.wait_ms)
        if reply.status in (401, 403, 429) or reply.status >= 500:
            return None
        return Rejected(problem=words(code), remedy=_remedy(code))

    def check(self) -> Request:
        return Request("GET", f"{self._path}.json", {})

    def knows_us(self, reply: Reply) -> bool:
        return reply.good and reply.body.get("status", "active") == "active"

    def refusal(self) -> tuple[str, str]:
        return (
            later("Twilio refuses the account SID or the auth token."),
            later("Copy account SID and auth token from Twilio's console; is the account active?"),
        )

    def missed(self, since: Millis) -> Request | None:
        numbers = [one for one in self.rules.senders.all() if one and not is_name(one)]
        if not numbers:
            return None
        query = {"DateSent>": _day(since), "PageSize": _PAGE}
        if len(numbers) == 1:
            query["To"] = numbers[0]
        return Request("GET", f"{self._path}/Messages.json", {"params": query})

    def following(self, request: Request, reply: Reply) -> Request | None:
        path = str(reply.body.get("next_page_uri") or "")
        if not path:
            return None
        if not path.startswith(f"{self._path}/") or path == request.path:
            raise ValueError("the list goes on elsewhere, or has no end")
        return Request("GET", path, {})

    def listed(self, reply: Reply) -> Sequence[Came]:
        ours = set(self.rules.senders.all())
        return [
            _listed(one, self._path)
            for one in _messages(reply)
            if one.get("direction") == "inbound" and one.get("to") in ours
        ]

    def pictures(self, reply: Reply) -> tuple[str, ...]:
        found = reply.body.get("media_list")
        uris = [str(one.get("uri", "")) for one in found] if isinstance(found, list) else []
        return tuple(self.base + uri.removesuffix(".json") for uri in uris if uri.startswith("/"))

    def search(self, letter: Letter) -> Request | None:
        # Not by day: what is still queued there has no day on which it was sent. The newest come first.
        query = {"To": letter.to, "PageSize": _PAGE}
        return Request("GET", f"{self._path}/Messages.json", {"params": query})

    def found(self, letter: Letter, reply: Reply, known: frozenset[str]) -> tuple[str, ...]:
        return tuple(
            str(one["sid"])
            for one in _messages(reply)
            if str(one.get("direction", "")).startswith("outbound")
            and one.get("to") == letter.to
            and str(one.get("body") or "").strip() == letter.text.strip()
            and _at(one.get("date_created"), 0) >= letter.written_at - _CLOCKS_MS
            and one["sid"] not in known
        )


def _came(said: Mapping[str, str], now: Millis) -> Came:
    count = min(_number(said.get("NumMedia")), _MOST_MEDIA)
    media = tuple(filter(None, (said.get(f"MediaUrl{one}", "") for one in range(count))))
    return Came(
        _arrived(said["MessageSid"], said["From"], said.get("Body", ""), now),
        media,
        answered=bool(said.get("OptOutType")),
    )


def _listed(one: Mapping[str, Any], path: str) -> Came:
    text, sid = str(one.get("body") or ""), str(one["sid"])
    arrived = _arrived(sid, str(one.get("from") or ""), text, _at(one.get("date_sent"), 0))
    if not _number(one.get("num_media")):
        return Came(arrived)
    return Came(arrived, album=Request("GET", f"{path}/Messages/{quote(sid)}/Media.json", {}))


def _arrived(sid: str, number: str, text: str, at: Millis) -> Arrived:
    address = Address(kind=AddressKind.PHONE, value=number)
    return Arrived(remote_id=sid, address=address, text=text, sent_at=at)


def _report(said: Mapping[str, str], query: Mapping[str, str], now: Millis) -> Report:
    sid = said["MessageSid"]
    delivery = _DELIVERIES.get(said.get("MessageStatus", ""))
    receipt = None
    if delivery is not None and delivery is not Delivery.SENT:
        problem = words(_number(said.get("ErrorCode"))) if delivery is Delivery.REFUSED else ""
        receipt = Receipt(remote_id=sid, delivery=delivery, at=now, problem=problem)
    return Report(sid, query.get("letter", ""), receipt)


def _messages(reply: Reply) -> list[dict[str, Any]]:
    found = reply.body.get("messages")
    return (
        [one for one in found if isinstance(one, dict) and one.get("sid")]
        if isinstance(found, list)
        else []
    )


def _remedy(code: int) -> str:
    if code in (21408, 21606, 21212, 21603, 21612, 21659, 30034):
        return later("Ask an administrator to look at the provider's settings.")
    return later("Answer by another channel.")


def _number(value: object) -> int:
    text = str(value or "0")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _at(value: object, otherwise: Millis) -> Millis:
    """RFC 2822, as Twilio's lists write moments."""
    try:
        return int(parsedate_to_datetime(str(value)).timestamp() * 1000)
    except (TypeError, ValueError):
        return otherwise


def _day(at: Millis) -> str:
    """The day (UTC) of a moment; Twilio's lists know no finer filter."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(max(at, 0) / 1000, UTC).date().isoformat()
