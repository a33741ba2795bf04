"""WhatsApp's webhooks to news, and letters to its messages; pure.

Promises that no payload raises; that what is for another number of the same app is left out. Source: WhatsApp Cloud
API, "Webhooks: messages" and "Messages".
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from agent_desktop.hub.channels.meta.errors import meaning
from agent_desktop.hub.channels.meta.news import File, Found, Taken, stamp
from agent_desktop.hub.written.found import number, part, rows, word
from agent_desktop.hub.written.places import map_link
from agent_desktop.hub.written.records import Arrived, Edited, Letter, Reacted, Receipt, TakenBack
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery

NETWORK: Final = "whatsapp"
_MEDIA: Final = ("image", "video", "audio", "document", "sticker")
_STATES: Final = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "failed": Delivery.REFUSED,
}


def translate(payload: object, account: str, now: Millis) -> Iterator[Found | Taken]:
    """What a payload says to the phone number `account`, in its order."""
    for entry in rows(part(payload), "entry"):
        for change in rows(entry, "changes"):
            value = part(change, "value")
            if word(part(value, "metadata"), "phone_number_id") != account:
                continue
            names = {
                word(one, "wa_id"): word(part(one, "profile"), "name")
                for one in rows(value, "contacts")
            }
            for message in rows(value, "messages"):
                yield from _message(message, names, now)
            for status in rows(value, "statuses"):
                yield from _status(status, now)


def _message(message: Mapping[str, Any], names: Mapping[str, str], now: Millis) -> Iterator[Found]:
    key, sender, kind = (word(message, name) for name in ("id", "from", "type"))
    if not key or not sender:
        return
    address = Address(kind=AddressKind.HANDLE, value=sender, network=NETWORK, verified=True)
    at = stamp(message, "timestamp", 1000, now)
    if kind == "reaction":
        about = part(message, "reaction")
        if target := word(about, "message_id"):
            sign = word(about, "emoji")[:64]
            yield Found(news=Reacted(remote_id=target, address=address, sign=sign, at=at))
        return
    if kind in ("edit", "revoke"):
        about = part(message, kind)
        target = word(about, "original_message_id")
        if target and kind == "edit":
            inner = part(about, "message")
            yield Found(news=Edited(remote_id=target, text=_text(inner), at=at))
        elif target:
            yield Found(news=TakenBack(remote_id=target, at=at))
        return
    if kind == "system":
        return  # a changed number or a changed code: nobody wrote
    name = names.get(sender, "")
    revealed = {"name": name, "phone": f"+{sender}" if sender.isdecimal() else ""}
    if order := _order(part(message, "order")):
        revealed["order"] = order
    answered = word(part(message, "context"), "id")
    files = tuple(_files(message))
    text = _text(message)
    yield Found(
        news=Arrived(
            remote_id=key,
            address=address,
            name=name,
            text=text,
            gaps=() if text or files else (Gap(code=GapCode.KIND),),
            sent_at=at,
            thread=sender,
            answers=(answered,) if answered else (),
            revealed={key: value for key, value in revealed.items() if value},
        ),
        files=files,
    )


def _text(message: Mapping[str, Any]) -> str:
    """The words of a message of any kind."""
    kind = word(message, "type")
    inner = part(message, kind)
    match kind:
        case "text":
            return word(inner, "body")
        case "button":
            return word(inner, "text")
        case "interactive":
            chosen = part(inner, "button_reply") or part(inner, "list_reply")
            return "\n".join(filter(None, (word(chosen, "title"), word(chosen, "description"))))
        case "location":
            where = map_link(inner.get("latitude"), inner.get("longitude"))
            return "\n".join(filter(None, (word(inner, "name"), word(inner, "address"), where)))
        case "contacts":
            return "\n".join(_card(one) for one in rows(message, "contacts"))
        case "order":
            return "\n".join(filter(None, (word(inner, "text"), _order(inner))))
        case _:
            return word(inner, "caption")


def _card(contact: Mapping[str, Any]) -> str:
    phones = [word(one, "phone") for one in rows(contact, "phones")]
    return " ".join(filter(None, (word(part(contact, "name"), "formatted_name"), *phones)))


def _order(order: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{number(one, 'quantity') or 1} × {word(one, 'product_retailer_id')}"
        for one in rows(order, "product_items")
    )


def _files(message: Mapping[str, Any]) -> Iterator[File]:
    kind = word(message, "type")
    inner = part(message, kind)
    if kind in _MEDIA and word(inner, "id"):
        ending = word(inner, "mime_type").partition(";")[0].rpartition("/")[2]
        name = word(inner, "filename") or f"{kind}.{ending}"[:60]
        yield File(id=word(inner, "id"), name=name)


def _status(status: Mapping[str, Any], now: Millis) -> Iterator[Found | Taken]:
    key, state = word(status, "id"), _STATES.get(word(status, "status"))
    if not key or state is None:
        return
    letter, _, part_number = word(status, "biz_opaque_callback_data").rpartition("-")
    if letter and part_number.isdecimal():
        yield Taken(letter_id=letter, number=int(part_number), remote_id=key)
    problem = ""
    if state is Delivery.REFUSED:
        why = meaning(next(iter(rows(status, "errors")), {}))
        problem = f"{why.words} {why.remedy}".strip()
    at = stamp(status, "timestamp", 1000, now)
    yield Found(news=Receipt(remote_id=key, delivery=state, at=at, problem=problem))


def body_of(
    letter: Letter, part_number: int, kind: str, content: Mapping[str, Any], latest: str
) -> dict[str, Any]:
    """A message of a letter, which names what it answers unless that is the `latest`.

    Its statuses come with what names the letter and its part.
    """
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": letter.to.removeprefix("+"),
        "type": kind,
        kind: dict(content),
        "biz_opaque_callback_data": f"{letter.id}-{part_number}",
    }
    if letter.answers and letter.answers[0] != latest:
        body["context"] = {"message_id": letter.answers[0]}
    return body


def reaction_of(letter: Letter) -> dict[str, Any]:
    """The message by which we react, or take a reaction back (Cloud API, "Reaction messages")."""
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": letter.to.removeprefix("+"),
        "type": "reaction",
        "reaction": {"message_id": letter.remote_ids[0], "emoji": letter.text},
    }


_SIZES: Final = {
    "image/jpeg": ("image", 5),
    "image/png": ("image", 5),
    "video/mp4": ("video", 16),
    "video/3gpp": ("video", 16),
    "audio/aac": ("audio", 16),
    "audio/mpeg": ("audio", 16),
    "audio/ogg": ("audio", 16),
    "audio/mp4": ("audio", 16),
}


def kind_of(file: Attachment) -> str:
    """As what a file is sent: a document where it is none of the kinds that WhatsApp shows, or too large for it."""
    kind, megabytes = _SIZES.get(file.media_type, ("document", 0))
    return kind if file.size <= megabytes * 1024 * 1024 else "document"
