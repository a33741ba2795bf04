"""An account's link to its Mastodon server: mentions in order, changes of them, and answers that are posted once.

Promises that the place up to which was read is kept in the same step as the news; that a repeated attempt carries the
same Idempotency-Key; that changes and deletions of the latest mentions are noticed, because nothing tells of them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

import msgspec

from agent_desktop.hub.channels.mastodon.allowed import limits_of
from agent_desktop.hub.channels.mastodon.amending import amend
from agent_desktop.hub.channels.mastodon.api import Api, Failed
from agent_desktop.hub.channels.mastodon.settings import Settings
from agent_desktop.hub.channels.mastodon.translate import (
    Found,
    Whole,
    account,
    carries,
    edited,
    post_of,
    public,
    reach_of,
    translate,
)
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.attempts import attempted
from agent_desktop.hub.written.found import part, word
from agent_desktop.hub.written.link import NOT_KEPT, AccountRefused, Link, Trouble
from agent_desktop.hub.written.parts import Parts
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import (
    Arrived,
    Letter,
    News,
    NotNow,
    Outcome,
    Rejected,
    Sent,
    Spread,
    TakenBack,
    Unclear,
)
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.gaps import file_gap
from agent_desktop.model.words import later

POLL_S: Final = 5.0
PAGE: Final = 40
#: After so many looks for news the latest mentions are looked at again.
LOOKS: Final = 6
WATCHED: Final = 40
#: So many of them where each has to be asked for alone.
FEW: Final = 8

Watched: TypeAlias = dict[str, tuple[Millis, int]]
"""The latest mentions, each with when it was changed and its reach, as we told them."""


class MastodonSession:
    """One entry point's account. `poll_s` is the time between two looks for news."""

    def __init__(
        self,
        settings: Settings,
        post: Post,
        retries: Retries | None = None,
        poll_s: float = POLL_S,
    ) -> None:
        self._post = post
        self._link = Link(post, retries)
        self._api = Api(settings)
        self._server = settings.server
        self._poll_s = poll_s
        self._parts = Parts(post)
        self._us: Whole | None = None
        self._watched: Watched = {}
        self._one_by_one = False

    async def run(self) -> None:
        try:
            await self._link.keep(self._work)
        finally:
            await self._api.close()

    async def send(self, letter: Letter) -> Outcome:
        return await self._tried(lambda us: self._carry(letter, us))

    async def amend(self, letter: Letter) -> Outcome:
        """Change a post, delete it, or favour one."""

        async def amended(us: Whole) -> Outcome:
            await amend(self._api, us, letter)
            return Sent(remote_ids=letter.remote_ids)

        return await self._tried(amended)

    async def _tried(self, work: Callable[[Whole], Awaitable[Outcome]]) -> Outcome:
        us = self._us
        if self._link.refused or us is None:
            return NotNow(problem=later("There is no connection to the server."))
        return await attempted(
            lambda: work(us), Failed, self._outcome, later("The server did not answer in time.")
        )

    async def look(self, letter: Letter) -> Outcome:
        """Our own latest posts are read: one to that person, with these words, that is no other letter's."""
        if self._us is None:
            return Unclear(problem=later("There is no connection to the server."))
        try:
            if known := (await self._parts.of(letter)).get(0):
                return _sent(letter, known)
            others = await self._parts.of_others(letter)
            path = f"/api/v1/accounts/{self._us.id}/statuses"
            posts = [part(one) for one in (await self._api.get(path, {"limit": PAGE})).items]
        except Failed as error:
            return Unclear(problem=error.words)
        except StoreFailed:
            return Unclear(problem=NOT_KEPT)
        for one in posts:
            key = word(one, "id")
            if key not in others and carries(one, letter, self._us, self._post.now()):
                return _sent(letter, key)
        # A second attempt has the same Idempotency-Key, by which the server would know the first for an hour.
        return NotNow(problem=later("The server does not have it."))

    async def _work(self) -> None:
        found = account(
            (await self._asked("/api/v1/accounts/verify_credentials")).body, self._server
        )
        if found is None:
            raise Trouble(later("The server's answer cannot be read."))
        self._us = found
        await self._allow()
        # Read anew after each trouble: what could not be kept was not told.
        memory = await self._post.memory()
        self._watched = _watched(memory.get("watched", ""))
        place = memory.get("place", "")
        if not place:
            # What was said before this account was ours stays where it is.
            latest = (await self._asked("/api/v1/notifications", {"limit": 1})).items
            place = word(part(latest[0]), "id") if latest else "0"
            await self._post.take([], {"place": place})
        self._link.live()
        looks = 0
        while True:
            page = (await self._asked("/api/v1/notifications", _after(place))).items
            self._link.live()
            if page:
                place = await self._take(page, place, found)
            if len(page) < PAGE:
                looks = (looks + 1) % LOOKS
                if looks == 0:
                    await self._look_again(found)
                await asyncio.sleep(self._poll_s)

    async def _allow(self) -> None:
        """Say what this server takes; where it does not tell, what was known before holds."""
        for path in ("/api/v2/instance", "/api/v1/instance"):
            try:
                reply = await self._api.get(path)
            except Failed as error:
                if error.status == 404:
                    continue
                return
            return await self._post.allows(limits_of(reply.body))

    async def _take(self, page: tuple[Any, ...], place: str, us: Whole) -> str:
        """Keep what notifications say, the oldest first; the place after them. Raises Trouble, StoreFailed."""
        news: list[News] = []
        for one in reversed(page):
            found = translate(one, us, self._post.now())
            if found is not None:
                news.append(await self._whole(found))
                if isinstance(found.news, Arrived):
                    self._watch(found.news)
            place = word(part(one), "id") or place
        memory = {"place": place, "watched": msgspec.json.encode(self._watched).decode()}
        await self._post.take(news, memory)
        return place

    async def _look_again(self, us: Whole) -> None:
        """Notice what became of the latest mentions since."""
        if not self._watched:
            return
        keys, statuses = await self._statuses(list(self._watched))
        found = {word(part(one), "id"): part(one) for one in statuses}
        news: list[News] = []
        now = self._post.now()
        for key in keys:
            status = found.get(key)
            if status is None:
                news.append(TakenBack(remote_id=key, at=now))
                del self._watched[key]
                continue
            changed, reach = self._watched[key]
            new = edited(status, us, now)
            if new is not None and new.at != changed:
                news.append(new)
                changed = new.at
            if public(status) and reach_of(status) > reach:
                reach = reach_of(status)
                news.append(Spread(remote_id=key, reach=reach))
            self._watched[key] = changed, reach
        if news:
            memory = {"watched": msgspec.json.encode(self._watched).decode()}
            await self._post.take(news, memory)

    async def _statuses(self, keys: list[str]) -> tuple[list[str], list[Any]]:
        """Which of the posts were asked for, and those that are still there. Raises Trouble, AccountRefused."""
        if not self._one_by_one:
            try:
                return keys, list((await self._api.get("/api/v1/statuses", {"id[]": keys})).items)
            except Failed as error:
                if error.status != 404:
                    raise _trouble(error) from None
                self._one_by_one = True  # servers before Mastodon 4.3 tell of one post at a time
        keys, found = keys[-FEW:], []
        for key in keys:
            try:
                found.append((await self._api.get(f"/api/v1/statuses/{key}")).body)
            except Failed as error:
                if error.status != 404:
                    raise _trouble(error) from None
        return keys, found

    def _watch(self, news: Arrived) -> None:
        self._watched[news.remote_id] = 0, news.reach
        while len(self._watched) > WATCHED:
            del self._watched[next(iter(self._watched))]

    async def _whole(self, found: Found) -> News:
        """The news with its files. Raises Trouble, StoreFailed."""
        news = found.news
        if not isinstance(news, Arrived):
            return news
        kept: list[str] = []
        gaps = list(news.gaps)
        for file in found.files:
            try:
                data = await self._api.fetch(file.url)
                kept.append((await self._post.keep_file(file.name, data)).id)
            except (TooLarge, Malformed) as error:
                gaps.append(file_gap(file.name, error.problem.message))
            except Failed as error:
                if not 400 <= error.status < 500:
                    raise Trouble(error.words) from None
                gaps.append(file_gap(file.name, error.words))
        return msgspec.structs.replace(news, attachments=tuple(kept), gaps=tuple(gaps))

    async def _asked(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """What the server has there. Raises Trouble, AccountRefused."""
        try:
            return await self._api.get(path, query)
        except Failed as error:
            raise _trouble(error) from None

    async def _carry(self, letter: Letter, us: Whole) -> Outcome:
        key = _answered(letter)
        answered: Mapping[str, Any] = {}
        if key:
            try:
                answered = (await self._api.get(f"/api/v1/statuses/{key}")).body
            except Failed as error:
                if error.status != 404:
                    raise Failed(error.words, status=error.status, wait_ms=error.wait_ms) from None
                if letter.public:
                    return Rejected(
                        problem=later("The post that this answers was deleted."),
                        remedy=later("Answer privately, or another way."),
                    )
        media = []
        for file in letter.attachments:
            path = await self._post.file(file.id)
            try:
                media.append(await self._api.bring(path, file.name, file.media_type))
            except Failed as error:
                # Nobody sees a file that no post has yet.
                raise Failed(error.words, status=error.status, wait_ms=error.wait_ms) from None
        body = post_of(letter, answered, media, us)
        reply = await self._api.post("/api/v1/statuses", body, letter.id)
        key = word(reply.body, "id")
        await self._parts.add(letter.id, 0, key)
        return _sent(letter, key)

    def _outcome(self, error: Failed) -> Outcome:
        if error.acted:
            return Unclear(problem=error.words)
        if error.status == 401:
            self._link.refuse(_refusal())
            return NotNow(problem=error.words)
        if error.status in (0, 429) or error.status >= 500:
            return NotNow(problem=error.words, wait_ms=error.wait_ms)
        return Rejected(
            problem=error.words, remedy=later("Change the message, or answer another way.")
        )


def _answered(letter: Letter) -> str:
    """The post that a letter answers, empty where there is none."""
    return letter.answers[0] if letter.answers else letter.thread


def _sent(letter: Letter, key: str) -> Sent:
    """It is there, below what it answers."""
    return Sent(remote_ids=(key,), thread=_answered(letter) or key)


def _after(place: str) -> dict[str, Any]:
    """The page of notifications next to a place; `min_id` gives those next to it, where `since_id` would skip."""
    return {"min_id": place, "limit": PAGE, "types[]": ["mention", "favourite"]}


def _trouble(error: Failed) -> Exception:
    """What a call that came to nothing means for the link."""
    if error.status in (401, 403):
        return _refusal()
    return Trouble(error.words, wait_ms=error.wait_ms)


def _refusal() -> AccountRefused:
    return AccountRefused(
        later("The server does not take the access token."),
        later("Make a new access token with the rights to read and write, and write it here."),
    )


def _watched(text: str) -> Watched:
    try:
        return msgspec.json.decode(text or "{}", type=Watched)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
