"""Between Kannel and the hub: what its smsbox posts to messages and receipts, letters to `sendsms`.

Promises that a message has Kannel's own id, which stays when Kannel posts it again. Kannel names no letter that it
took, so a letter's remote id is its own. Pure.
"""

import base64
import binascii
import hmac
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from agent_desktop.hub.channels.kannel.settings import CALLER, KannelSettings
from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import Arrived, Letter, Outcome, Receipt, Rejected, Sent
from agent_desktop.hub.written.sms.account import Account, phone
from agent_desktop.hub.written.sms.shapes import Call, Came, Report, Request
from agent_desktop.model import sms_text
from agent_desktop.model.base import Millis
from agent_desktop.model.sms_text import Alphabet
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

INCOMING, REPORT = "incoming", "report"
_PATH: Final = "/cgi-bin/sendsms"
#: What is to be reported: delivered to the phone 1, not delivered 2, refused by the SMSC 16.
_MASK: Final = "19"
_DELIVERIES: Final = {"1": Delivery.DELIVERED, "2": Delivery.REFUSED, "16": Delivery.REFUSED}
_LONGEST_REASON: Final = 120


class Kannel(Account):
    """The `Provider`. It has no lists: Kannel repeats what it could not post."""

    def __init__(self, settings: KannelSettings) -> None:
        super().__init__(settings, settings.secret)
        self._settings = settings

    def headers(self, now: Millis) -> dict[str, str]:
        return {
            "X-Kannel-Username": self._settings.user,
            "X-Kannel-Password": self._settings.password,
        }

    def signed(self, call: Call, now: Millis) -> bool:
        if call.rest == REPORT:
            said = dict(parse_qsl(call.query))
            mark = self._mark(said.get("letter", ""))
            return hmac.compare_digest(said.get("mark", "").encode(), mark.encode())
        kind, _, pair = call.headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(pair.strip().encode("ascii"), validate=True)
        except (binascii.Error, ValueError):
            return False
        expected = f"{CALLER}:{self._settings.secret}".encode()
        return hmac.compare_digest(given, expected) and kind.lower() == "basic"

    def read(self, call: Call, now: Millis) -> Sequence[Came | Report]:
        said = dict(parse_qsl(call.query, keep_blank_values=True))
        if call.rest == REPORT:
            return [_report(said, now)]
        if call.rest == INCOMING:
            return [_came(said, call, now)]
        raise ValueError("another path")

    def thanks(self) -> tuple[int, dict[str, str], bytes]:
        return 200, {"content-type": "text/plain"}, b""

    def submission(self, letter: Letter, links: Sequence[str]) -> Request:
        used = sms_text.alphabet(letter.text)
        return Request(
            "POST",
            _PATH,
            {
                "headers": {
                    "Content-Type": "text/plain; charset=UTF-8",
                    "X-Kannel-To": letter.to,
                    "X-Kannel-From": self.rules.senders.to(letter.to),
                    "X-Kannel-Coding": "0" if used is Alphabet.GSM7 else "2",
                    "X-Kannel-DLR-Mask": _MASK,
                    "X-Kannel-DLR-Url": self._report_url(letter.id),
                },
                "content": letter.text.encode("utf-8", "replace"),
            },
        )

    def _report_url(self, letter_id: str) -> str:
        """Where Kannel reports this one letter. The mark proves it: Kannel knows no headers here, and writes URLs to
        its log, so that the password must not stand in it."""
        # As hexadecimal: Kannel would take the percent signs of an escape for its own.
        name = letter_id.encode().hex()
        query = f"letter={name}&mark={self._mark(name)}&state=%d&reason=%A"
        return f"{self._settings.address}/{REPORT}?{query}"

    def _mark(self, name: str) -> str:
        return hmac.new(self.key, b"report " + name.encode(), "sha256").hexdigest()

    def verdict(self, letter: Letter, reply: Reply) -> Outcome | None:
        if reply.good:
            return Sent(remote_ids=(letter.id,))
        if reply.status == 401 or reply.status == 429 or reply.status >= 500:
            return None
        return Rejected(
            problem=later(
                "Kannel refuses the message: its number is on a list, or our account may not."
            ),
            remedy=later("Ask an administrator to look at Kannel's log."),
        )

    def check(self) -> Request:
        # Without a number it is refused for that, if the account is right.
        return Request("POST", _PATH, {"content": b""})

    def knows_us(self, reply: Reply) -> bool:
        return reply.good or reply.status == 400

    def refusal(self) -> tuple[str, str]:
        return (
            later("Kannel refuses the user name or the password."),
            later("Copy user name and password from Kannel's group sendsms-user."),
        )


def _came(said: dict[str, str], call: Call, now: Millis) -> Came:
    """The text stands in the body, in the alphabet that its type names."""
    _, _, charset = call.headers.get("content-type", "").partition("charset=")
    try:
        text = call.body.decode(charset.strip(' ";') or "utf-8", "replace")
    except LookupError:
        text = call.body.decode("utf-8", "replace")
    arrived = Arrived(
        remote_id=said["id"],
        address=phone(said["from"]),
        text=text.replace("\0", ""),
        sent_at=now,
    )
    return Came(arrived)


def _report(said: dict[str, str], now: Millis) -> Report:
    letter_id = bytes.fromhex(said["letter"]).decode()
    delivery = _DELIVERIES.get(said["state"])
    if delivery is None:
        return Report(letter_id, letter_id)
    words = later("The message could not be delivered.")
    reason = said.get("reason", "")[:_LONGEST_REASON]
    problem = "" if delivery is Delivery.DELIVERED else f"{words} ({reason})" if reason else words
    receipt = Receipt(remote_id=letter_id, delivery=delivery, at=now, problem=problem)
    return Report(letter_id, letter_id, receipt)
