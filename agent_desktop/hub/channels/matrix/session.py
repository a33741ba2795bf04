"""A Matrix account's link to its homeserver: news by long polls, letters as transactions that may be repeated.

Promises that the place up to which was read is kept in the same step as the news; that a gap which the server leaves
after an outage is filled; that a letter is one event in its room however often it is tried.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec

from agent_desktop.hub.channels.matrix.amending import amend
from agent_desktop.hub.channels.matrix.client import Client, Failed
from agent_desktop.hub.channels.matrix.plain import please_plain
from agent_desktop.hub.channels.matrix.settings import WRITE_ANEW, Settings
from agent_desktop.hub.channels.matrix.translate import (
    LETTER_KEY,
    File,
    Found,
    Rooms,
    content_of,
    content_of_file,
    person,
    transaction,
    transactions,
    user_of,
)
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.attempts import attempted
from agent_desktop.hub.written.found import part, rows, word
from agent_desktop.hub.written.link import AccountRefused, Link, Trouble
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import (
    Arrived,
    Letter,
    News,
    NotNow,
    Outcome,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.gaps import file_gap
from agent_desktop.model.words import later

POLL_MS: Final[Millis] = 30_000
TYPING_MS: Final[Millis] = 8_000
MAX_FILE: Final = 25 * 1024 * 1024
PAGE: Final = 100
#: How far back a gap in a room is filled, and how much of a new room's past is read, in events.
GAP: Final = 10_000
PAST: Final = 200
#: How many events of a room are looked through for a letter.
LOOKED: Final = 500
_ACCOUNT_CODES: Final = {"M_UNKNOWN_TOKEN", "M_USER_DEACTIVATED", "M_USER_SUSPENDED"}


class MatrixSession:
    """One entry point's account."""

    def __init__(self, settings: Settings, post: Post, retries: Retries | None = None) -> None:
        self._settings = settings
        self._post = post
        self._link = Link(post, retries)
        self._client = Client(settings, _device(settings, post.entry_point_id))
        self._rooms = Rooms(settings.user)
        self._joined_now: set[str] = set()
        self._asked_for_plain: set[str] = set()
        self._direct = asyncio.Lock()

    async def run(self) -> None:
        try:
            await self._link.keep(self._work)
        finally:
            await self._client.close()

    async def send(self, letter: Letter) -> Outcome:
        return await self._tried(lambda: self._carry(letter))

    async def amend(self, letter: Letter) -> Outcome:
        """Change a message, take it back, or react."""

        async def amended() -> Outcome:
            room = letter.thread or await self._known_room(user_of(letter.to))
            await amend(self._client, self._rooms, room, letter)
            return Sent(remote_ids=letter.remote_ids)

        return await self._tried(amended)

    async def types(self, thread: str, to: str, typing: bool) -> None:
        """Show in the room that we type."""
        if thread and self._client.signed_in:
            with contextlib.suppress(Failed):
                await self._client.types(thread, typing, TYPING_MS)

    async def _tried(self, work: Callable[[], Awaitable[Outcome]]) -> Outcome:
        if self._link.refused or not self._client.signed_in:
            return NotNow(problem=later("There is no connection to the homeserver."))
        return await attempted(
            work, Failed, self._outcome, later("The homeserver did not answer in time.")
        )

    async def look(self, letter: Letter) -> Outcome:
        """Every event of ours says whose letter it is."""
        wanted = transactions(letter)
        try:
            room = letter.thread or await self._known_room(user_of(letter.to))
            found = await self._own_events(room, letter) if room else {}
        except Failed as error:
            return Unclear(problem=error.words)
        if all(key in found for key in wanted):
            return Sent(remote_ids=tuple(found[key] for key in wanted), thread=room)
        # What is there already is recognised by its transaction.
        return NotNow(problem=later("The homeserver does not have it."))

    async def _work(self) -> None:
        await self._asked(self._sign_in())
        # Read anew after each trouble: what could not be kept was not told.
        memory = await self._post.memory()
        self._rooms.reactions = _reactions(memory.get("reactions", ""))
        since = memory.get("since", "")
        if not since:
            # What was said before this account was ours stays where it is.
            answer = await self._asked(self._client.sync("", 0))
            await self._invitations(answer)
            for room, about in part(answer, "rooms", "join").items():
                self._learn(room, part(about))
            since = word(answer, "next_batch")
            await self._post.take([], {"since": since})
        self._link.live()
        wait: Millis = 0
        while True:
            answer = await self._asked(self._client.sync(since, wait))
            self._link.live()
            wait = POLL_MS
            await self._invitations(answer)
            news = await self._news(answer, since)
            since = word(answer, "next_batch") or since
            reactions = msgspec.json.encode(self._rooms.reactions).decode()
            await self._post.take(news, {"since": since, "reactions": reactions})

    async def _sign_in(self) -> None:
        if not self._client.signed_in:
            await self._client.sign_in()

    async def _asked(self, asked: Awaitable[Any]) -> Any:
        """What the server answers. Raises Trouble, AccountRefused."""
        try:
            return await asked
        except Failed as error:
            signing_in = not self._client.signed_in
            if error.code in _ACCOUNT_CODES and not signing_in:
                self._client.sign_out()  # a password gets a new token; a token that was refused is refused again
            if signing_in and error.code in {*_ACCOUNT_CODES, "M_FORBIDDEN", "M_INVALID_USERNAME"}:
                raise AccountRefused(self._settings.refused, WRITE_ANEW) from None
            raise Trouble(error.words, wait_ms=error.wait_ms) from None

    async def _invitations(self, answer: dict[str, Any]) -> None:
        """Accept them before the place is kept, so that none is lost; those that came to nothing are left."""
        for room, about in part(answer, "rooms", "invite").items():
            try:
                await self._client.join(room)
            except Failed as error:
                if error.acted or not error.code or error.code == "M_LIMIT_EXCEEDED":
                    raise Trouble(error.words, wait_ms=error.wait_ms) from None
                continue  # taken back, or its server is gone
            self._joined_now.add(room)
            for event in rows(part(about, "invite_state"), "events"):
                direct = part(event, "content").get("is_direct") is True
                if direct and word(event, "state_key") == self._settings.user:
                    await self._asked(self._remember_direct(word(event, "sender"), room))

    async def _remember_direct(self, user: str, room: str) -> None:
        async with self._direct:
            rooms = await self._client.direct_rooms()
            known = rooms.get(user, [])
            if room not in known:
                await self._client.keep_direct({**rooms, user: [*known, room]})

    def _learn(self, room: str, about: Any) -> None:
        for event in rows(part(about, "state"), "events"):
            self._rooms.learn(room, event)

    async def _news(self, answer: dict[str, Any], since: str) -> list[News]:
        """Everything that a sync tells of, in each room's order; files are fetched and kept on the way."""
        news: list[News] = []
        now = self._post.now()
        for room, about in part(answer, "rooms", "join").items():
            about = part(about)
            self._learn(room, about)
            events = rows(part(about, "timeline"), "events")
            if part(about, "timeline").get("limited") is True:
                new = room in self._joined_now
                start = word(part(about, "timeline"), "prev_batch")
                limit = PAST if new else GAP
                events = [*await self._gap(room, start, "" if new else since, limit), *events]
            self._joined_now.discard(room)
            for event in events:
                for found in self._rooms.translate(room, event, now):
                    news.append(await self._whole(found))
                if word(event, "type") == "m.room.encrypted":
                    await self._ask_for_plain(room, word(event, "sender"))
            for event in rows(part(about, "ephemeral"), "events"):
                news.extend(self._rooms.read(room, event, now))
                for address, typing in self._rooms.types(room, event):
                    await self._post.customer_types(room, address, typing)
        return news

    async def _gap(self, room: str, start: str, end: str, limit: int) -> list[Any]:
        """Events of a room that a sync left out, in order."""
        events: list[Any] = []
        while start and len(events) < limit:
            page = await self._asked(self._client.earlier(room, start, end, PAGE))
            for event in rows(page, "state"):
                self._rooms.learn(room, event)
            chunk = rows(page, "chunk")
            events.extend(chunk)
            start = word(page, "end") if chunk else ""
        return events[::-1]

    async def _whole(self, found: Found) -> News:
        """The news with its file, or with words about why there is none."""
        news, file = found.news, found.file
        if file is None or not isinstance(news, Arrived):
            return news
        try:
            kept, problem = await self._fetched(file)
        except (TooLarge, Malformed) as error:
            kept, problem = "", error.problem.message
        if kept:
            return msgspec.structs.replace(news, attachments=(kept,))
        return msgspec.structs.replace(news, gaps=(*news.gaps, file_gap(file.name, problem)))

    async def _fetched(self, file: File) -> tuple[str, str]:
        """The id of the kept file, or why there is none. Raises Trouble, StoreFailed, TooLarge, Malformed."""
        if not file.url:
            return "", later("It is encrypted.")
        if file.size > MAX_FILE:
            return "", later("It is too large.")
        try:
            data = await self._client.download(file.url, MAX_FILE)
        except Failed as error:
            if error.status in (400, 403, 404, 410, 413):
                return "", error.words
            raise Trouble(error.words, wait_ms=error.wait_ms) from None
        return (await self._post.keep_file(file.name or "file", data)).id, ""

    async def _ask_for_plain(self, room: str, writer: str) -> None:
        """Say once in a room why nobody answers there; the transaction's id makes it once."""
        key = hashlib.sha256(room.encode()).hexdigest()[:32]
        if room in self._asked_for_plain:
            return
        language = await self._post.language(person(writer))
        content = {"msgtype": "m.notice", "body": please_plain(language)}
        try:
            await self._client.put(room, content, f"encrypted-{key}")
        except Failed as error:
            if error.code != "M_FORBIDDEN":
                raise Trouble(error.words, wait_ms=error.wait_ms) from None
        self._asked_for_plain.add(room)

    async def _carry(self, letter: Letter) -> Outcome:
        room = letter.thread or await self._room_with(user_of(letter.to))
        if await self._is_encrypted(room):
            return Rejected(
                problem=later("This room is encrypted, and encrypted messages are not supported."),
                remedy=later(
                    "Ask the customer to write in a room without encryption, or answer another way."
                ),
            )
        keys = []
        if letter.text:
            content = content_of(letter, self._rooms.latest(room))
            keys.append(await self._client.put(room, content, transaction(letter, 0)))
        for number, file in enumerate(letter.attachments, 1):
            path = await self._post.file(file.id)
            url = await self._client.upload(path, file.name, file.media_type, file.size)
            content = content_of_file(letter, number, url)
            keys.append(await self._client.put(room, content, transaction(letter, number)))
        await self._mark_read(room)
        return Sent(remote_ids=tuple(keys), thread=room)

    async def _mark_read(self, room: str) -> None:
        """Whoever answers has read. What comes of saying so changes nothing of the letter."""
        latest = self._rooms.latest(room)
        if latest:
            try:
                await self._client.read_to(room, latest)
            except Failed:
                return

    async def _is_encrypted(self, room: str) -> bool:
        known = self._rooms.encrypted.get(room)
        if known is None:
            known = self._rooms.encrypted[room] = await self._client.encrypted(room)
        return known

    async def _known_room(self, user: str) -> str:
        """The room in which we speak with one person, empty where there is none. Raises Failed."""
        rooms = (await self._client.direct_rooms()).get(user, [])
        joined = await self._client.joined() if rooms else set()
        return next((room for room in reversed(rooms) if room in joined), "")

    async def _room_with(self, user: str) -> str:
        """The same, and where there is none a new one, to which the person is invited. Raises Failed."""
        room = await self._known_room(user)
        if not room:
            try:
                room = await self._client.create_direct(user)
            except Failed as error:
                # At worst there is an empty room: nothing of the letter was said.
                raise Failed(
                    error.words, code=error.code, status=error.status, wait_ms=error.wait_ms
                ) from None
            await self._remember_direct(user, room)
        return room

    async def _own_events(self, room: str, letter: Letter) -> dict[str, str]:
        """The events that carry a letter, by transaction. Raises Failed."""
        start, seen = "", 0
        found: dict[str, str] = {}
        while seen < LOOKED:
            page = await self._client.earlier(room, start, "", PAGE)
            chunk = rows(page, "chunk")
            for event in chunk:
                content = part(event, "content")
                if word(event, "sender") == self._settings.user:
                    found[word(content, LETTER_KEY)] = word(event, "event_id")
            seen += len(chunk)
            start = word(page, "end")
            past = any(_before(event, letter.written_at) for event in chunk)
            if not chunk or not start or past:
                break
        return found

    def _outcome(self, error: Failed) -> Outcome:
        if error.acted:
            return Unclear(problem=error.words)
        if error.code in _ACCOUNT_CODES or error.code == "M_LIMIT_EXCEEDED" or not error.code:
            return NotNow(problem=error.words, wait_ms=error.wait_ms)
        if error.code == "M_FORBIDDEN":
            return Rejected(
                problem=later("The homeserver does not let us write in this room."),
                remedy=later("The customer may have left it. Answer another way."),
            )
        if error.code == "M_TOO_LARGE":
            return Rejected(
                problem=later("This is more than the homeserver takes."),
                remedy=later("Shorten it, or send a smaller file."),
            )
        return Rejected(problem=error.words, remedy=later("Answer another way."))


def _device(settings: Settings, entry_point_id: str) -> str:
    """The stable name of our device there: transactions belong to it, and sign-ins do not pile up."""
    about = f"{entry_point_id} {settings.user}"
    return f"AGENTDESK{hashlib.sha256(about.encode()).hexdigest()[:12].upper()}"


def _before(event: Any, at: Millis) -> bool:
    stamp = event.get("origin_server_ts")
    return isinstance(stamp, int) and stamp < at - 3_600_000


def _reactions(text: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
