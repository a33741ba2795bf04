"""Updates of the Bot API to news, and letters to what its methods take; pure.

Promises that no update, however odd, raises: what is not understood is told in words where a customer wrote, else left
out. A message's id is unique within its chat only, so ours is "CHAT:MESSAGE".
"""

from collections.abc import Mapping
from typing import Any, Final

from agent_desktop.hub.written.found import number, part, word
from agent_desktop.hub.written.places import map_link
from agent_desktop.hub.written.records import Arrived, Consent, Edited, Letter, News, Reacted
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.words import later

NETWORK: Final = "telegram"
UPDATES: Final = ("message", "edited_message", "message_reaction", "my_chat_member")
_FILES: Final = (
    "document",
    "video",
    "audio",
    "voice",
    "video_note",
    "sticker",
)
_QUIET: Final = frozenset({"new_chat_members", "left_chat_member", "pinned_message"})


class File(Record, frozen=True):
    """A file that a message names: how it is fetched, and what it is called."""

    id: str
    name: str


class Found(Record, frozen=True):
    """What an update says, with a file that is to be fetched first."""

    news: News
    file: File | None = None


def translate(update: object, now: Millis) -> Found | None:
    """What an update says; None where it says nothing to us."""
    about = part(update)
    for kind in UPDATES:
        if inside := part(about, kind):
            match kind:
                case "message":
                    return _message(inside, now)
                case "edited_message":
                    return _edited(inside, now)
                case "message_reaction":
                    return _reaction(inside, now)
                case _:
                    return _member(inside, number(about, "update_id") or 0, now)
    return None


def update_id(update: object) -> int | None:
    """The number by which updates are counted."""
    return number(part(update), "update_id")


def _person(user: Mapping[str, Any]) -> tuple[Address, str, dict[str, str]] | None:
    """Whose address, what they call themselves, and what else they reveal; None for bots and nobody."""
    key = number(user, "id")
    if key is None or user.get("is_bot") is True:
        return None
    name = " ".join(filter(None, (word(user, "first_name"), word(user, "last_name"))))
    revealed = {"name": name, "language": word(user, "language_code")}
    address = Address(kind=AddressKind.HANDLE, value=str(key), network=NETWORK, verified=True)
    return address, name, {key: value for key, value in revealed.items() if value}


def _key(message: Mapping[str, Any]) -> str:
    chat, one = number(part(message, "chat"), "id"), number(message, "message_id")
    return f"{chat}:{one}" if chat is not None and one is not None else ""


def _time(about: Mapping[str, Any], name: str, now: Millis) -> Millis:
    seconds = number(about, name)
    return min(seconds * 1000, now) if seconds else now


def _message(message: Mapping[str, Any], now: Millis) -> Found | None:
    who, key = _person(part(message, "from")), _key(message)
    if who is None or not key or any(name in message for name in _QUIET):
        return None
    address, name, revealed = who
    contact = part(message, "contact")
    if contact and number(contact, "user_id") == number(part(message, "from"), "id"):
        revealed["phone"] = word(
            contact, "phone_number"
        )  # their own, by the button that asks for it
    answered = _key(part(message, "reply_to_message"))
    file = _file(message)
    text = _text(message)
    odd = not text and file is None
    chat = number(part(message, "chat"), "id")
    return Found(
        news=Arrived(
            remote_id=key,
            address=address,
            name=name,
            text=text,
            sent_at=_time(message, "date", now),
            thread=str(chat),
            answers=(answered,) if answered else (),
            gaps=(Gap(code=GapCode.KIND),) if odd else (),
            revealed=revealed,
        ),
        file=file,
    )


def _text(message: Mapping[str, Any]) -> str:
    if text := word(message, "text") or word(message, "caption"):
        return text
    if contact := part(message, "contact"):
        names = (word(contact, name) for name in ("first_name", "last_name", "phone_number"))
        return " ".join(filter(None, names))
    if place := part(message, "location"):
        venue = part(message, "venue")
        where = map_link(place.get("latitude"), place.get("longitude"))
        return "\n".join(filter(None, (word(venue, "title"), word(venue, "address"), where)))
    return word(part(message, "sticker"), "emoji")


def _file(message: Mapping[str, Any]) -> File | None:
    sizes = message.get("photo")
    if isinstance(sizes, list) and sizes:
        largest = max((part(one) for one in sizes), key=lambda one: number(one, "width") or 0)
        return File(id=word(largest, "file_id"), name="photo.jpg")
    for kind in _FILES:
        if about := part(message, kind):
            return File(id=word(about, "file_id"), name=word(about, "file_name") or _name(kind))
    return None


def _name(kind: str) -> str:
    """What a file is called that has no name of its own."""
    ending = {"video": "mp4", "video_note": "mp4", "voice": "ogg", "audio": "mp3"}.get(kind, "")
    return f"{kind}.{ending}" if ending else kind


def _edited(message: Mapping[str, Any], now: Millis) -> Found | None:
    key = _key(message)
    if not key or _person(part(message, "from")) is None:
        return None
    at = _time(message, "edit_date", now)
    return Found(news=Edited(remote_id=key, text=_text(message), at=at))


def _reaction(about: Mapping[str, Any], now: Millis) -> Found | None:
    who, key = _person(part(about, "user")), _key(about)
    if who is None or not key:
        return None
    signs = about.get("new_reaction")
    chosen = [word(part(one), "emoji") for one in signs] if isinstance(signs, list) else []
    sign = next(filter(None, reversed(chosen)), "★" if chosen else "")
    at = _time(about, "date", now)
    return Found(news=Reacted(remote_id=key, address=who[0], sign=sign, at=at))


def _member(about: Mapping[str, Any], update: int, now: Millis) -> Found | None:
    """Who blocks the bot wants nothing more from it; who starts it again does."""
    who = _person(part(about, "from"))
    status = word(part(about, "new_chat_member"), "status")
    private = word(part(about, "chat"), "type") == "private"
    if who is None or not private or status not in ("kicked", "member"):
        return None
    return Found(
        news=Consent(
            remote_id=f"member:{update}",
            address=who[0],
            given=status == "member",
            words=later("Started the bot.") if status == "member" else later("Blocked the bot."),
            at=_time(about, "date", now),
        )
    )


def place_of(letter: Letter, latest: str = "") -> dict[str, Any]:
    """Where a letter goes: its chat, and the message there that it answers unless that is the `latest`."""
    chat = letter.thread or letter.to
    about: dict[str, Any] = {"chat_id": chat}
    answered, _, message = letter.answers[0].rpartition(":") if letter.answers else ("", "", "")
    if answered == chat and message.isdecimal() and letter.answers[0] != latest:
        about["reply_parameters"] = {
            "message_id": int(message),
            "allow_sending_without_reply": True,
        }
    return about


def sent_as(message: object) -> str:
    """What Telegram calls a message that it took, by what the method answered."""
    return _key(part(message))
