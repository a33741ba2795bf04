"""Mastodon's notifications and posts to news, and letters to posts; pure.

Promises that nothing of a server raises; that an answer goes to whom it answers, and to no wider circle. Source:
docs.joinmastodon.org, entities Notification and Status, method "Post a new status".
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from agent_desktop.hub.channels.mastodon.html_text import plain
from agent_desktop.hub.written.found import number, part, rows, word
from agent_desktop.hub.written.records import Arrived, Edited, Letter, News, Reacted
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Address, AddressKind

NETWORK: Final = "mastodon"
PUBLIC: Final = ("public", "unlisted")
CLOCKS_APART: Final[Millis] = 60_000
#: From the widest circle to the narrowest.
_CIRCLES: Final = ("public", "unlisted", "private", "direct")


class Whole(Record, frozen=True):
    """Our own account there: `handle` as others mention it (user@server), `home` the server's name."""

    id: str
    user: str
    home: str

    @property
    def handle(self) -> str:
        """With the server, as one spells it elsewhere."""
        return f"{self.user}@{self.home}".lower()


class File(Record, frozen=True):
    """A file of a post."""

    url: str
    name: str


class Found(Record, frozen=True):
    """What happened, with files that are to be fetched first. `answered`: the post that this one answers."""

    news: News
    files: tuple[File, ...] = ()
    answered: str = ""


def account(about: Mapping[str, Any], server: str) -> Whole | None:
    """Our account by what the server says of it; None when it says none."""
    key, user = word(about, "id"), word(about, "username")
    home = re.sub(r"^https?://([^/:@]+).*$", r"\1", word(about, "url") or server)
    return Whole(id=key, user=user, home=home) if key and user else None


def person(about: Mapping[str, Any], us: Whole) -> Address | None:
    """Whose account, spelled with its server."""
    handle = word(about, "acct")
    if not handle:
        return None
    whole = handle if "@" in handle else f"{handle}@{us.home}"
    return Address(kind=AddressKind.HANDLE, value=whole.lower(), network=NETWORK, verified=True)


def translate(notification: object, us: Whole, now: Millis) -> Found | None:
    """What a notification says; None where it says nothing to us."""
    about = part(notification)
    who, status = person(part(about, "account"), us), part(about, "status")
    key = word(status, "id")
    if who is None or not key:
        return None
    match word(about, "type"):
        case "mention":
            return mention(status, us, now)
        case "favourite":
            return Found(news=Reacted(remote_id=key, address=who, sign="★", at=time_of(about, now)))
        case _:
            return None


def mention(status: Mapping[str, Any], us: Whole, now: Millis) -> Found | None:
    """A post that mentions us."""
    who, key = person(part(status, "account"), us), word(status, "id")
    if who is None or not key or word(part(status, "account"), "id") == us.id:
        return None
    answered = word(status, "in_reply_to_id")
    name = word(part(status, "account"), "display_name")[:200]
    language = word(status, "language")
    revealed = {"name": name, "language": language}
    return Found(
        news=Arrived(
            remote_id=key,
            address=who,
            name=name,
            subject=word(status, "spoiler_text"),
            text=text_of(status, us),
            sent_at=time_of(status, now),
            thread=key,
            answers=(answered,) if answered else (),
            public=public(status),
            reach=reach_of(status),
            revealed={name: value for name, value in revealed.items() if value},
        ),
        files=tuple(_files(status)),
        answered=answered,
    )


def text_of(status: Mapping[str, Any], us: Whole) -> str:
    """A post's words without the mention of ourselves at its beginning."""
    text = plain(word(status, "content"))
    ours = re.compile(rf"@{re.escape(us.user)}(@{re.escape(us.home)})?\s+", re.IGNORECASE)
    found = ours.match(text)
    return text[found.end() :] if found is not None else text


def carries(status: Mapping[str, Any], letter: Letter, us: Whole, now: Millis) -> bool:
    """Whether a post of ours is that letter: to the same person, with the same words, and not written before it."""
    people = {one.value for each in rows(status, "mentions") if (one := person(each, us))}
    recent = time_of(status, now) >= letter.written_at - CLOCKS_APART
    to = letter.to.removeprefix("@").lower()
    return recent and to in people and _words(text_of(status, us)) == _words(letter.text)


def _words(text: str) -> str:
    """A post's text as it is compared: without the names at its beginning, and with single blanks.

    A server shows a name without where it is from, and lines otherwise than they were written.
    """
    return " ".join(re.sub(r"^(@\S+\s+)*", "", text).split())


def edited(status: Mapping[str, Any], us: Whole, now: Millis) -> Edited | None:
    """What a post says now, where its writer changed it."""
    if not word(status, "edited_at"):
        return None
    at = time_of(status, now, "edited_at")
    return Edited(remote_id=word(status, "id"), text=text_of(status, us), at=at)


def public(status: Mapping[str, Any]) -> bool:
    """Whether everybody can read a post."""
    return word(status, "visibility") in PUBLIC


def reach_of(status: Mapping[str, Any]) -> int:
    """How many shared it, said that they like it, or answered."""
    counts = ("reblogs_count", "favourites_count", "replies_count")
    return sum(max(number(status, name) or 0, 0) for name in counts)


def time_of(of: Mapping[str, Any], now: Millis, name: str = "created_at") -> Millis:
    """A moment as ISO 8601; never later than now."""
    try:
        moment = datetime.fromisoformat(word(of, name).replace("Z", "+00:00"))
    except ValueError:
        return now
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return min(int(moment.timestamp() * 1000), now)


def _files(status: Mapping[str, Any]) -> list[File]:
    found = []
    for place, one in enumerate(rows(status, "media_attachments"), 1):
        if url := word(one, "url"):
            last = url.rpartition("/")[2].partition("?")[0]
            found.append(File(url=url, name=word(one, "description")[:100] or last or f"{place}"))
    return found


def post_of(
    letter: Letter, answered: Mapping[str, Any], media: list[str], us: Whole
) -> dict[str, Any]:
    """The post of a letter. `answered` is the post that it answers, as the server shows it; empty where it is none."""
    post: dict[str, Any] = {"status": addressed(letter, us), "visibility": circle(letter, answered)}
    if key := word(answered, "id"):
        post["in_reply_to_id"] = key
        if spoiler := word(answered, "spoiler_text"):
            post["spoiler_text"] = spoiler
    if media:
        post["media_ids"] = media
    return post


def addressed(letter: Letter, us: Whole) -> str:
    """A letter's words with the mention of its customer, without which nobody gets it."""
    mention = letter.to.removeprefix("@").lower()
    mention = mention.removesuffix(f"@{us.home.lower()}")
    if f"@{mention}" in letter.text.lower().split():
        return letter.text
    return f"@{mention} {letter.text}".rstrip()


def circle(letter: Letter, answered: Mapping[str, Any]) -> str:
    """Who sees an answer: whoever saw the question, and only the customer where the agent answers privately."""
    if not letter.public:
        return "direct"
    asked = word(answered, "visibility")
    return asked if asked in _CIRCLES else "direct"
