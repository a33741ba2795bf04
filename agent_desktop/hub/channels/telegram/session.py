"""A bot's link to Telegram: updates by long polls or by webhook, letters as messages that are never sent twice.

Promises that the number of the next update is kept in the same step as the news; that what Telegram took of a letter is
remembered before the rest goes out. Telegram cannot be asked what became of a message, and this says so.
"""

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from agent_desktop.hub.channels.telegram.amending import amend
from agent_desktop.hub.channels.telegram.api import Api, Failed
from agent_desktop.hub.channels.telegram.settings import Settings
from agent_desktop.hub.channels.telegram.translate import (
    UPDATES,
    File,
    Found,
    place_of,
    sent_as,
    translate,
    update_id,
)
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.attempts import attempted
from agent_desktop.hub.written.bodies import body_of
from agent_desktop.hub.written.latest import Latest
from agent_desktop.hub.written.link import AccountRefused, Link, Trouble
from agent_desktop.hub.written.parts import Parts, numbered
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
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.gaps import file_gap
from agent_desktop.model.words import later

POLL_S: Final = 30
QUICK_MS: Final[Millis] = 1_000
LOOK_S: Final = 300
"""How often Telegram is asked whether our webhook works."""
MAX_UPDATE: Final = 1024 * 1024
MAX_PHOTO: Final = 10 * 1024 * 1024
_PHOTOS: Final = ("image/jpeg", "image/png")
_REFUSED: Final = (401, 404)
"""A token that was revoked, and one that never was."""


class TelegramSession:
    """One entry point's bot."""

    def __init__(self, settings: Settings, post: Post, retries: Retries | None = None) -> None:
        self._settings = settings
        self._post = post
        self._link = Link(post, retries)
        self._api = Api(settings)
        self._parts = Parts(post)
        self._latest = Latest()

    async def run(self) -> None:
        try:
            await self._link.keep(self._wait_for_calls if self._settings.address else self._poll)
        finally:
            await self._api.close()

    async def send(self, letter: Letter) -> Outcome:
        return await self._tried(lambda: self._carry(letter))

    async def amend(self, letter: Letter) -> Outcome:
        """Change a message, delete it, or react."""

        async def amended() -> Outcome:
            await amend(self._api, letter)
            return Sent(remote_ids=letter.remote_ids)

        return await self._tried(amended)

    async def types(self, thread: str, to: str, typing: bool) -> None:
        """Show that we type: Telegram forgets it after five seconds."""
        if typing and not self._link.refused:
            with contextlib.suppress(Failed):
                await self._api.ask("sendChatAction", {"chat_id": thread or to, "action": "typing"})

    async def _tried(self, work: Callable[[], Awaitable[Outcome]]) -> Outcome:
        if self._link.refused:
            return NotNow(problem=later("Telegram does not take this bot's token."))
        return await attempted(
            work, Failed, self._outcome, later("Telegram did not answer in time.")
        )

    async def look(self, letter: Letter) -> Outcome:
        """Only what was remembered is known: bots cannot read what they sent."""
        if done := await self._parts.whole(letter):
            return Sent(remote_ids=done, thread=letter.thread or letter.to)
        return Unclear(problem=later("Telegram cannot tell whether it has this message."))

    async def answer(
        self,
        method: str,
        rest: str,
        query: str,
        headers: Mapping[str, str],
        body: AsyncIterator[bytes],
    ) -> tuple[int, dict[str, str], bytes]:
        """An update by webhook, with the secret that was agreed on when it was set."""
        said = headers.get("x-telegram-bot-api-secret-token", "").encode()
        wanted = self._settings.webhook_secret.encode()
        if not self._settings.address or method != "POST" or not hmac.compare_digest(said, wanted):
            return 403, {}, b""
        data = await body_of(body, MAX_UPDATE)
        if data is None:
            return 413, {}, b""
        try:
            await self._take([msgspec.json.decode(data)], {})
        except msgspec.DecodeError:
            return 400, {}, b""
        except (StoreFailed, Trouble) as error:
            self._link.doubt(error)
            return 503, {}, b""  # Telegram comes again
        return 200, {}, b""

    async def _poll(self) -> None:
        offset = int((await self._post.memory()).get("offset", "0"))
        wait = 0
        while True:
            began = self._post.now()
            about = {"offset": offset, "timeout": wait, "allowed_updates": UPDATES}
            try:
                updates = await self._asked(lambda: self._api.ask("getUpdates", about, wait + 30))  # noqa: B023
            except _Webhook:
                await self._asked(lambda: self._api.ask("deleteWebhook", {}))
                continue
            self._link.live()
            if not updates and wait and self._post.now() - began < QUICK_MS:
                await asyncio.sleep(
                    QUICK_MS / 1000
                )  # a server that cannot wait is not asked without end
            wait = POLL_S
            if isinstance(updates, list) and updates:
                seen = [key for key in map(update_id, updates) if key is not None]
                offset = max([offset, *(key + 1 for key in seen)])
                await self._take(updates, {"offset": str(offset)})

    async def _wait_for_calls(self) -> None:
        about = {
            "url": self._settings.address,
            "secret_token": self._settings.webhook_secret,
            "allowed_updates": UPDATES,
        }
        await self._asked(lambda: self._api.ask("setWebhook", about))
        while True:
            found = await self._asked(lambda: self._api.ask("getWebhookInfo", {}))
            late = found.get("pending_update_count", 0) if isinstance(found, dict) else 0
            if late and found.get("last_error_message"):
                raise Trouble(
                    later(f"Telegram cannot reach this hub: {found['last_error_message']}"),
                    later("Check the webhook's address, and that it is open from outside."),
                )
            self._link.live()
            await self._link.rest(LOOK_S)

    async def _take(self, updates: Sequence[object], memory: Mapping[str, str]) -> None:
        """Keep what updates say, and then the place. Raises Trouble, StoreFailed; what was complete is kept then."""
        news: list[News] = []
        try:
            for update in updates:
                found = translate(update, self._post.now())
                if found is not None:
                    news.append(await self._whole(found))
        except Trouble:
            await self._post.take(news)
            raise
        await self._post.take(news, memory)

    async def _whole(self, found: Found) -> News:
        """The news with its file, or with words about why there is none. Raises Trouble, StoreFailed."""
        news, file = found.news, found.file
        if isinstance(news, Arrived):
            self._latest.see(news)
        if file is None or not isinstance(news, Arrived):
            return news
        try:
            kept = await self._fetched(file)
        except (TooLarge, Malformed) as error:
            problem = error.problem.message
        except Failed as error:
            if error.code not in (400, 404):
                raise Trouble(error.words, wait_ms=error.wait_ms) from None
            problem = error.words
        else:
            return msgspec.structs.replace(news, attachments=(kept.id,))
        return msgspec.structs.replace(news, gaps=(*news.gaps, file_gap(file.name, problem)))

    async def _fetched(self, file: File) -> Attachment:
        return await self._post.keep_file(file.name, await self._api.fetch(file.id))

    async def _asked(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """What Telegram answers. Raises AccountRefused, Trouble, and `_Webhook` where polls are not possible."""
        try:
            return await ask()
        except Failed as error:
            if error.code in _REFUSED:
                raise _refusal() from None
            if error.code == 409 and "webhook" in error.words:
                raise _Webhook from None
            raise Trouble(error.words, wait_ms=error.wait_ms) from None

    async def _carry(self, letter: Letter) -> Outcome:
        place = place_of(letter, self._latest.of(letter.thread or letter.to))
        done = await self._parts.of(letter)
        for number, file in numbered(letter):
            if number in done:
                continue
            if file < 0:
                message = await self._api.ask("sendMessage", {**place, "text": letter.text})
            else:
                message = await self._bring(place, letter.attachments[file])
            done[number] = sent_as(message)
            await self._parts.add(letter.id, number, done[number])
        keys = tuple(done[number] for number in sorted(done))
        return Sent(remote_ids=keys, thread=str(place["chat_id"]))

    async def _bring(self, place: Mapping[str, Any], file: Attachment) -> Any:
        photo = file.media_type in _PHOTOS and file.size <= MAX_PHOTO
        method, field = ("sendPhoto", "photo") if photo else ("sendDocument", "document")
        path = await self._post.file(file.id)
        about = {"chat_id": str(place["chat_id"])}
        return await self._api.bring(method, about, field, path, file.name, file.media_type)

    def _outcome(self, error: Failed) -> Outcome:
        if error.acted:
            return Unclear(problem=error.words)
        if error.code in _REFUSED:
            self._link.refuse(_refusal())
            return NotNow(problem=error.words)
        if error.code in (0, 429):
            return NotNow(problem=error.words, wait_ms=error.wait_ms)
        if error.code == 403:
            return Rejected(
                problem=later("The customer blocked the bot, or left the chat."),
                remedy=later("Answer another way."),
            )
        if "chat not found" in error.words:
            return Rejected(
                problem=later("Telegram does not know this chat."),
                remedy=later("The customer has to write to the bot first. Answer another way."),
            )
        return Rejected(
            problem=error.words, remedy=later("Change the message, or answer another way.")
        )


class _Webhook(Exception):
    """News go to a webhook that somebody set, so they cannot be asked for."""


def _refusal() -> AccountRefused:
    return AccountRefused(
        later("Telegram does not take this bot's token."),
        later("Copy the token anew from @BotFather."),
    )
