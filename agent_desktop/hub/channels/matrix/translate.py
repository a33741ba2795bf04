"""A homeserver's JSON to news, and letters to the content of events; pure.

Promises that no event, however odd, raises: what is not understood is left out. Follows the Client-Server API v1.11,
section 11 (instant messaging, replies, edits, reactions, receipts).
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from agent_desktop.hub.written.found import part, word
from agent_desktop.hub.written.places import map_link_of
from agent_desktop.hub.written.records import (
    Arrived,
    Edited,
    Letter,
    News,
    Reacted,
    Receipt,
    TakenBack,
)
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery

LETTER_KEY: Final = "org.agent-desktop.letter"
"""Where an event of ours says whose letter it is, by which it is found again."""
NETWORK: Final = "matrix"
ENCRYPTED: Final = Gap(code=GapCode.ENCRYPTED)
_FILES: Final = {"m.image", "m.file", "m.audio", "m.video"}
_BRIDGED: Final = re.compile(r"@whatsapp_([0-9]{7,15}):(.+)")
SEEN: Final = 200


class File(Record, frozen=True):
    """A file that a message names: its mxc URI (empty: encrypted), its name, and how large it claims to be."""

    url: str
    name: str
    size: int = 0


class Found(Record, frozen=True):
    """What an event says, with a file that is to be fetched first."""

    news: News
    file: File | None = None


def person(user: str) -> Address:
    """Whose name on Matrix that is: a homeserver vouches for it."""
    return Address(kind=AddressKind.HANDLE, value=user, network=NETWORK, verified=True)


def user_of(address: str) -> str:
    """The whole name by an address in its one spelling, which has no @."""
    return address if address.startswith("@") else f"@{address}"


class Rooms:
    """What is known of the rooms' people and events while a session lasts. `me` is our own name there.

    `reactions` says what each reaction was made of: when one is taken back, the server tells only its own id.
    """

    def __init__(self, me: str) -> None:
        self._me = me
        self._home = me.partition(":")[2]
        self._names: dict[str, str] = {}
        self._orders: dict[str, deque[tuple[str, bool]]] = {}
        self._typing: dict[str, set[str]] = {}
        self.encrypted: dict[str, bool] = {}
        self.reactions: dict[str, str] = {}

    def name(self, user: str) -> str:
        """What that person calls themselves."""
        return self._names.get(user, "")

    def latest(self, room: str) -> str:
        """The last message of somebody else in a room, empty where none was seen."""
        order = self._orders.get(room, deque())
        return next((key for key, own in reversed(order) if not own), "")

    def learn(self, room: str, event: Mapping[str, Any]) -> None:
        """Remember what a state event says of people and of encryption."""
        kind, about = word(event, "type"), part(event, "content")
        if kind == "m.room.member":
            self._names[word(event, "state_key")] = word(about, "displayname")[:200]
        elif kind == "m.room.encryption":
            self.encrypted[room] = True

    def translate(self, room: str, event: Mapping[str, Any], now: Millis) -> Iterator[Found]:
        """What an event of a room's timeline says."""
        self.learn(room, event)
        key, sender, kind = (word(event, name) for name in ("event_id", "sender", "type"))
        if not key or not sender:
            return
        own = sender == self._me
        if kind == "m.room.message" or kind == "m.sticker":
            self._orders.setdefault(room, deque(maxlen=SEEN)).append((key, own))
        if own:
            return
        content = part(event, "content")
        at = _time(event, now)
        relation = part(content, "m.relates_to")
        target = word(relation, "event_id")
        if kind == "m.room.redaction":
            yield from self._taken_back(word(event, "redacts") or word(content, "redacts"), at)
        elif kind == "m.reaction" and target and word(relation, "key"):
            self._remember(key, target, sender)
            yield Found(
                news=Reacted(
                    remote_id=target, address=person(sender), sign=word(relation, "key")[:64], at=at
                )
            )
        elif kind == "m.room.encrypted":
            yield Found(news=replace(self._arrived(room, key, sender, "", at), gaps=(ENCRYPTED,)))
        elif kind == "m.room.message" and word(relation, "rel_type") == "m.replace" and target:
            yield Found(
                news=Edited(remote_id=target, text=_text(part(content, "m.new_content")), at=at)
            )
        elif kind in ("m.room.message", "m.sticker") and content:
            yield self._message(room, key, sender, content, at)

    def read(self, room: str, event: Mapping[str, Any], now: Millis) -> Iterator[Receipt]:
        """What an `m.receipt` says: somebody read up to an event, so all of ours before it are read."""
        if word(event, "type") != "m.receipt":
            return
        order = self._orders.get(room, deque())
        for key in part(event, "content"):
            for user, about in part(event, "content", key, "m.read").items():
                if user == self._me:
                    continue
                stamp = part({"": about}, "").get("ts")
                at = stamp if isinstance(stamp, int) and not isinstance(stamp, bool) else now
                before = list(order)
                place = next((n for n, (one, _) in enumerate(before) if one == key), None)
                ours = [one for one, own in before[: (place or 0) + 1] if own]
                for one in ours if place is not None else [key]:
                    yield Receipt(remote_id=one, delivery=Delivery.READ, at=at)

    def types(self, room: str, event: Mapping[str, Any]) -> list[tuple[Address, bool]]:
        """Who began or stopped to type, by an `m.typing`."""
        if word(event, "type") != "m.typing":
            return []
        users = part(event, "content").get("user_ids")
        now = {one for one in users if isinstance(one, str)} if isinstance(users, list) else set()
        before, self._typing[room] = self._typing.get(room, set()), now
        changed = sorted((before ^ now) - {self._me})
        return [(person(user), user in now) for user in changed]

    def _message(
        self, room: str, key: str, sender: str, content: Mapping[str, Any], at: Millis
    ) -> Found:
        relation = part(content, "m.relates_to")
        answered = word(part(relation, "m.in_reply_to"), "event_id")
        if relation.get("is_falling_back") is True:
            answered = ""
        file = None
        text = _text(content)
        if word(content, "msgtype") in _FILES or "url" in content or "file" in content:
            name = word(content, "filename") or word(content, "body")
            text = text if word(content, "filename") not in ("", text) else ""
            size = part(content, "info").get("size")
            file = File(
                url=word(content, "url"),
                name=name,
                size=size if isinstance(size, int) and size > 0 else 0,
            )
        elif answered:
            text = _without_fallback(text)
        return Found(news=self._arrived(room, key, sender, text, at, answered), file=file)

    def _arrived(
        self, room: str, key: str, sender: str, text: str, at: Millis, answered: str = ""
    ) -> Arrived:
        name = self.name(sender)
        revealed = {"name": name} if name else {}
        # A bridge of our own homeserver names its guests by their numbers; elsewhere anybody may be called so.
        bridged = _BRIDGED.fullmatch(sender)
        if bridged is not None and bridged[2] == self._home:
            revealed["phone"] = f"+{bridged[1]}"
        return Arrived(
            remote_id=key,
            address=person(sender),
            name=name,
            text=text,
            sent_at=at,
            thread=room,
            answers=(answered,) if answered else (),
            revealed=revealed,
        )

    def reacted(self, reaction: str, target: str) -> None:
        """We made something of a message, by that event."""
        self._remember(reaction, target, self._me)

    def our_reactions(self, target: str) -> list[str]:
        """The events by which we made something of a message."""
        ours = f"{self._me} {target}"
        return [event for event, about in self.reactions.items() if about == ours]

    def _remember(self, reaction: str, target: str, sender: str) -> None:
        self.reactions[reaction] = f"{sender} {target}"
        while len(self.reactions) > SEEN:
            del self.reactions[next(iter(self.reactions))]

    def _taken_back(self, key: str, at: Millis) -> Iterator[Found]:
        sender, _, target = self.reactions.pop(key, "").partition(" ")
        if target:
            yield Found(news=Reacted(remote_id=target, address=person(sender), sign="", at=at))
        elif key:
            yield Found(news=TakenBack(remote_id=key, at=at))


def _time(event: Mapping[str, Any], now: Millis) -> Millis:
    """When a server says it was; never later than now, because a foreign server may say anything."""
    stamp = event.get("origin_server_ts")
    return min(stamp, now) if isinstance(stamp, int) and stamp > 0 else now


def _text(content: Mapping[str, Any]) -> str:
    text = word(content, "body")
    kind = word(content, "msgtype")
    if kind == "m.emote":
        return f"* {text}"
    if kind == "m.location":
        return "\n".join(filter(None, (text, map_link_of(word(content, "geo_uri")))))
    return text


def _without_fallback(text: str) -> str:
    """The answer alone: older programs put the answered words before it, each line after "> "."""
    lines = text.split("\n")
    while lines and lines[0].startswith(">"):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n") or text


def transaction(letter: Letter, number: int) -> str:
    """What one event of a letter is called: its text is 0, then its files. The same in every attempt."""
    return f"{letter.id}-{number}"


def transactions(letter: Letter) -> list[str]:
    """What all events of a letter are called, in order."""
    first = 0 if letter.text else 1
    return [transaction(letter, n) for n in range(first, len(letter.attachments) + 1)]


def content_of(letter: Letter, latest: str = "") -> dict[str, Any]:
    """The content of the event that carries a letter's text; it names what it answers unless that is the `latest`."""
    content: dict[str, Any] = {
        "msgtype": "m.text",
        "body": letter.text,
        LETTER_KEY: transaction(letter, 0),
    }
    if letter.answers and letter.answers[0] != latest:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": letter.answers[0]}}
    return content


def content_of_file(letter: Letter, number: int, url: str) -> dict[str, Any]:
    """The content of the event that carries a letter's file, counted from 1, which was uploaded as `url`."""
    file = letter.attachments[number - 1]
    family = file.media_type.partition("/")[0]
    kind = f"m.{family}" if family in ("image", "audio", "video") else "m.file"
    return {
        "msgtype": kind,
        "body": file.name,
        "filename": file.name,
        "url": url,
        "info": {"mimetype": file.media_type, "size": file.size},
        LETTER_KEY: transaction(letter, number),
    }
