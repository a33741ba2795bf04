"""What machines wrote: answers by themselves, mail that came back, lists, reports about our own letters.

Promises to judge by headers first (RFC 3834, 3464, 8098, 2919 and what was there before them), by words last. What is
automatic is never answered by a machine; a report about one of our letters is a receipt, not a new message.
"""

import re
from dataclasses import dataclass
from typing import Final

from agent_desktop.hub.channels.email.charsets import decoded
from agent_desktop.hub.channels.email.headers import Headers, message_ids, words
from agent_desktop.hub.channels.email.mime import Part
from agent_desktop.hub.channels.email.received import Raw
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

#: A mail that went through so many servers goes in a circle.
MAX_HOPS: Final = 50
_REPORT: Final = 100_000

_DAEMON: Final = re.compile(
    r"(?:mailer-daemon|mail-daemon|postmaster|mailerdaemon)@", re.IGNORECASE
)
_AWAY: Final = re.compile(
    r"(?:automatic reply|auto[- ]?reply|autoreply|out of (?:the )?office|automatische antwort|abwesenheitsnotiz"
    r"|abwesend|réponse automatique|absence du bureau|risposta automatica|fuori sede|respuesta automática"
    r"|fuera de la oficina|resposta automática|automatisch antwoord|afwezig|autosvar|automatiskt svar"
    r"|automatisk svar|automaattinen vastaus|odpowiedź automatyczna|autoodpowiedź|automatická odpověď"
    r"|automatikus válasz|автоматический ответ|自動応答|自动答复)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Report:
    """What a server or a reader's program says of a letter. `message_id` has no brackets."""

    message_id: str
    delivery: Delivery
    problem: str = ""


def automatic(root: Part) -> Automatic:
    """What kind of machine wrote a mail, if any did."""
    headers = root.headers
    said = headers.get("auto-submitted").partition(";")[0].strip().lower()
    precedence = headers.get("precedence").lower()
    senders = headers.get("from") + headers.get("sender")
    if root.media == "multipart/report" or "x-failed-recipients" in headers:
        return Automatic.BOUNCE
    if _DAEMON.search(senders) and (said not in ("", "no") or _returns_to_nobody(headers)):
        return Automatic.BOUNCE
    if "list-id" in headers or "list-post" in headers or precedence in ("list", "bulk", "junk"):
        return Automatic.LIST
    if said == "auto-replied" or (said not in ("", "no") and _answers(headers)):
        return Automatic.REPLY
    if said not in ("", "no") or "list-unsubscribe" in headers:
        return Automatic.LIST
    if (
        precedence == "auto_reply"
        or any(name in headers for name in ("x-autoreply", "x-autorespond", "x-auto-reply-from"))
        or _returns_to_nobody(headers)
        or len(headers.all("received")) > MAX_HOPS
        or _says_away(headers)
    ):
        return Automatic.REPLY
    return Automatic.NO


def _says_away(headers: Headers) -> bool:
    """By the subject, of what answers a mail: "Out of office chairs" is what somebody wants to buy."""
    answers = _answers(headers) or "x-auto-response-suppress" in headers
    return answers and _AWAY.match(headers.text("subject")) is not None


def _answers(headers: Headers) -> bool:
    return "in-reply-to" in headers or "references" in headers


def _returns_to_nobody(headers: Headers) -> bool:
    return "return-path" in headers and headers.get("return-path").replace(" ", "") == "<>"


def reports(root: Part, raw: Raw) -> list[Report]:
    """What a bounce or a notice of reading says of earlier mails; nothing for any other mail."""
    parts = {part.media: part for part in reversed(list(root.walk()))}
    original = _original(root, parts, raw)
    if (notice := parts.get("message/disposition-notification")) is not None:
        about = Headers(notice.body(raw, _REPORT))
        ids = message_ids(about.get("original-message-id")) or original
        shown = "displayed" in about.get("disposition").lower()
        return [Report(ids[0], Delivery.READ)] if ids and shown else []
    if not original:
        return []
    if (status := parts.get("message/delivery-status")) is not None:
        return _statuses(status.body(raw, _REPORT), original[0])
    if failed := root.headers.get("x-failed-recipients"):
        problem = later(f"The mail came back from {failed[:300]}.")
        return [Report(original[0], Delivery.REFUSED, problem)]
    return []


def _statuses(data: bytes, message_id: str) -> list[Report]:
    """The recipients of a delivery status, each a group of fields (RFC 3464, section 2.3)."""
    said: list[str] = []
    delivered = relayed = 0
    for group in re.split(rb"\r?\n[ \t]*\r?\n", data)[:50]:
        fields = Headers(group)
        action = fields.get("action").lower()
        if action == "failed":
            who = fields.get("original-recipient") or fields.get("final-recipient")
            reason = fields.get("diagnostic-code") or fields.get("status")
            to = who.partition(";")[2].strip() or who
            why = words(reason.partition(";")[2].strip() or reason)
            said.append(f"{to[:200]}: {why[:400]}")
        delivered += action in ("delivered", "expanded")
        relayed += action == "relayed"
    if said:
        reasons = "; ".join(said[:5])
        return [Report(message_id, Delivery.REFUSED, later(f"The mail came back: {reasons}"))]
    if relayed:
        # The next server took it and reports nothing: no more than sent, and no news for anybody.
        return [Report(message_id, Delivery.SENT)]
    return [Report(message_id, Delivery.DELIVERED)] if delivered else []


def _original(root: Part, parts: dict[str, Part], raw: Raw) -> list[str]:
    """The Message-ID of the mail that a report is about."""
    for media in (
        "message/rfc822",
        "text/rfc822-headers",
        "message/global",
        "message/global-headers",
    ):
        if media in parts and parts[media] is not root:
            ids = message_ids(Headers(parts[media].body(raw, _REPORT)).get("message-id"))
            if ids:
                return ids
    if ids := message_ids(root.headers.get("in-reply-to")) or message_ids(
        root.headers.get("references")
    ):
        return ids[-1:]
    # Older servers put the whole mail below their words.
    text = decoded(root.body(raw, _REPORT) if not root.parts else b"")
    found = re.search(r"^message-id:[ \t]*(<[^<>\s]{1,500}>)", text, re.IGNORECASE | re.MULTILINE)
    return message_ids(found[1]) if found else []
