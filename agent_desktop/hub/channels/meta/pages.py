"""The webhooks of Messenger and Instagram to news, and letters to their messages; pure.

Promises that no payload raises; that what is for another page of the same app, and what we said ourselves, is left out.
Sources: Messenger Platform, "Webhook events"; Instagram Platform, "Webhooks".
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.channels.meta.news import File, Found, stamp
from agent_desktop.hub.written.found import part, rows, word
from agent_desktop.hub.written.records import Arrived, Edited, Letter, Reacted, Receipt, TakenBack
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery

_ENDINGS: Final = {"image": "jpg", "video": "mp4", "audio": "mp4"}
READ_KEPT: Final = 200


class Sent:
    """What we sent and when, because Messenger says only until when a person has read. The latest `READ_KEPT`.

    `kept`: person, message, time.
    """

    def __init__(self, kept: list[tuple[str, str, Millis]]) -> None:
        self.kept = kept

    @classmethod
    def of_text(cls, text: str) -> "Sent":
        """What `as_text` gave; nothing where that cannot be read."""
        try:
            return cls(msgspec.json.decode(text or "[]", type=list[tuple[str, str, int]]))
        except msgspec.DecodeError:
            return cls([])

    def as_text(self) -> str:
        """To be remembered."""
        return msgspec.json.encode(self.kept).decode()

    def add(self, person: str, key: str, at: Millis) -> None:
        """One more."""
        self.kept.append((person, key, at))
        del self.kept[:-READ_KEPT]

    def read(self, person: str, until: Millis) -> list[str]:
        """What that person has read by now, each told once."""
        read = [key for who, key, at in self.kept if who == person and at <= until]
        self.kept = [one for one in self.kept if one[1] not in read]
        return read


def translate(
    payload: object, network: str, account: str, sent: Sent, now: Millis
) -> Iterator[Found]:
    """What a payload says to the page or account, in its order."""
    for entry in rows(part(payload), "entry"):
        if word(entry, "id") != account:
            continue
        for event in rows(entry, "messaging"):
            sender = word(part(event, "sender"), "id")
            if sender and sender != account:
                at = stamp(event, "timestamp", 1, now)
                yield from _event(event, _person(network, sender), sent, at)


def _person(network: str, key: str) -> Address:
    return Address(kind=AddressKind.HANDLE, value=key, network=network, verified=True)


def _event(event: Mapping[str, Any], who: Address, sent: Sent, at: Millis) -> Iterator[Found]:
    if message := part(event, "message"):
        yield from _message(message, who, at)
    elif postback := part(event, "postback"):
        if key := word(postback, "mid"):
            yield _arrived(key, who, word(postback, "title"), at)
    elif edit := part(event, "message_edit"):
        if key := word(edit, "mid"):
            yield Found(news=Edited(remote_id=key, text=word(edit, "text"), at=at))
    elif reaction := part(event, "reaction"):
        if key := word(reaction, "mid"):
            there = word(reaction, "action") != "unreact"
            sign = (word(reaction, "emoji") or word(reaction, "reaction"))[:64] if there else ""
            yield Found(news=Reacted(remote_id=key, address=who, sign=sign, at=at))
    elif delivery := part(event, "delivery"):
        keys = delivery.get("mids")
        for key in keys if isinstance(keys, list) else []:
            if isinstance(key, str):
                yield Found(news=Receipt(remote_id=key, delivery=Delivery.DELIVERED, at=at))
    elif read := part(event, "read"):
        key = word(read, "mid")
        keys = [key] if key else sent.read(who.value, stamp(read, "watermark", 1, at))
        for key in keys:
            yield Found(news=Receipt(remote_id=key, delivery=Delivery.READ, at=at))


def _message(message: Mapping[str, Any], who: Address, at: Millis) -> Iterator[Found]:
    key = word(message, "mid")
    if not key or message.get("is_echo") is True:
        return
    if message.get("is_deleted") is True:
        yield Found(news=TakenBack(remote_id=key, at=at))
        return
    files = tuple(_files(message))
    text = word(message, "text")
    found = _arrived(key, who, text, at, word(part(message, "reply_to"), "mid"), files)
    if not text and not files and isinstance(found.news, Arrived):
        found = replace(found, news=replace(found.news, gaps=(Gap(code=GapCode.KIND),)))
    yield found


def _arrived(
    key: str,
    who: Address,
    text: str,
    at: Millis,
    answered: str = "",
    files: tuple[File, ...] = (),
) -> Found:
    return Found(
        news=Arrived(
            remote_id=key,
            address=who,
            text=text,
            sent_at=at,
            thread=who.value,
            answers=(answered,) if answered else (),
        ),
        files=files,
        person=who.value,
    )


def _files(message: Mapping[str, Any]) -> Iterator[File]:
    for place, one in enumerate(rows(message, "attachments"), 1):
        url, kind = word(part(one, "payload"), "url"), word(one, "type")
        if url:
            ending = _ENDINGS.get(kind)
            yield File(url=url, name=f"{kind}-{place}.{ending}" if ending else f"{kind}-{place}")


def body_of(letter: Letter, message: Mapping[str, Any], *, late: bool) -> dict[str, Any]:
    """A message of a letter. `late`: a person of ours answers after the 24 hours (tag HUMAN_AGENT)."""
    body: dict[str, Any] = {"recipient": {"id": letter.to}, "message": dict(message)}
    if late:
        return {**body, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {**body, "messaging_type": "RESPONSE"}


def typing_of(to: str, typing: bool) -> dict[str, Any]:
    """The sender action that shows or ends our typing (Send API, "Sender actions")."""
    action = "typing_on" if typing else "typing_off"
    return {"recipient": {"id": to}, "sender_action": action}


def picture_of(url: str) -> dict[str, Any]:
    """A picture as Instagram takes it: by a URL from which it is fetched ("Send a message", images)."""
    return {"attachment": {"type": "image", "payload": {"url": url}}}


def kind_of(file: Attachment) -> str:
    """As what a file is sent."""
    family = file.media_type.partition("/")[0]
    return family if family in ("image", "video", "audio") else "file"
