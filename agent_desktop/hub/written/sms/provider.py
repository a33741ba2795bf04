"""One entry point at an HTTP provider of SMS: letters out, webhooks in, and what webhooks missed.

Promises that a webhook is answered "kept" only when it is; that duplicates, disorder and wrong signatures change
nothing; that a letter whose answer was lost is looked for and never sent blindly; that everybody slows down when the
provider asks. Uses asyncio: it is the session of the networks that have such a provider.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.bodies import body_of
from agent_desktop.hub.written.calls import Calls, NoAnswer, Reply
from agent_desktop.hub.written.fetching import NotFetched, fetch
from agent_desktop.hub.written.handing import Handing
from agent_desktop.hub.written.link import AccountRefused, Link, Trouble
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import (
    Arrived,
    Letter,
    News,
    NotNow,
    Outcome,
    Proved,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.sms.replies import Replies
from agent_desktop.hub.written.sms.replies import Reply as Answer
from agent_desktop.hub.written.sms.shapes import Call, Came, Provider, Report, Request
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.gaps import Gap, file_gap
from agent_desktop.model.words import later

T = TypeVar("T")
log = logging.getLogger("agent_desktop.hub")

MAX_CALL: Final = 1024 * 1024
MAX_FILE: Final = 25 * 1024 * 1024
#: How often the account is tried and what webhooks missed is asked for.
LOOK_S: Final = 300.0
#: What a provider was told shows in its lists after so long.
SETTLED_MS: Final[Millis] = 20_000
#: Webhooks of the time before are asked for again: the provider's clock is another one.
OVERLAP_MS: Final[Millis] = 10 * 60 * 1000
SEND_S: Final = 60.0
_SLOWER_MS: Final[Millis] = 5_000
_KNOWN: Final = 5_000
#: So many pages of what was missed are held at once.
PAGES: Final = 200
_SINCE: Final = "since"
_NO_LIST: Final = later(
    "The provider does not tell what came in while it could not reach this hub."
)
_ITS_STATE: Final = later("Look at the provider's page about its state.")


class ProviderSession:
    """The port's `NetworkSession` and `Webhook`."""

    def __init__(self, provider: Provider, post: Post) -> None:
        self._provider = provider
        self._post = post
        self._calls = Calls(provider.base, patience_s=SEND_S)
        self._link = Link(post)
        self._replies = Replies(post, self.send)
        self._files = Handing(post, provider.address, provider.key)
        self._ready = False
        self._beside: list[asyncio.Task[None]] = []
        self._since: Millis = 0
        self._slower_until: Millis = 0
        self._begun_at = post.now()
        self._attempts: OrderedDict[str, Millis] = OrderedDict()
        self._kept: OrderedDict[str, None] = OrderedDict()
        self._sent: OrderedDict[str, None] = OrderedDict()

    # --- the port

    async def run(self) -> None:
        """See `NetworkSession.run`."""
        try:
            await self._link.keep(self._work)
        finally:
            for task in self._beside:
                task.cancel()
            await asyncio.gather(*self._beside, return_exceptions=True)
            await self._calls.close()

    async def send(self, letter: Letter) -> Outcome:
        """See `NetworkSession.send`."""
        now = self._post.now()
        held = self._provider.rules.hold(letter, now)
        if held is not None:
            return held
        if self._link.refused:
            return NotNow(problem=self._provider.refusal()[0])
        if now < self._slower_until:
            return _slower(self._slower_until - now)
        request = self._provider.submission(
            letter, [self._files.url(one.id) for one in letter.attachments]
        )
        self._attempts[letter.id] = now
        _bound(self._attempts)
        try:
            outcome = self._outcome(letter, await self._ask(request))
        except NoAnswer as lost:
            self._link.doubt(Trouble(lost.words))
            outcome = Unclear(problem=lost.words) if lost.acted else NotNow(problem=lost.words)
        if isinstance(outcome, Sent):
            self._sent |= dict.fromkeys(outcome.remote_ids)
            _bound(self._sent)
        return outcome

    async def look(self, letter: Letter) -> Outcome:
        """See `NetworkSession.look`: by asking the provider where that is possible. What webhooks prove the hub hears
        at once."""
        request = self._provider.search(letter)
        if request is None:
            return Unclear(problem=later("The provider has not said that it has the message."))
        tried = self._attempts.get(letter.id, self._begun_at)
        await asyncio.sleep(max(0, tried + SETTLED_MS - self._post.now()) / 1000)
        try:
            reply = await self._ask(request)
        except NoAnswer as lost:
            return Unclear(problem=lost.words)
        if not reply.good:
            return Unclear(problem=later("The provider cannot be asked now."))
        ids = self._provider.found(letter, reply, frozenset(self._sent))
        if len(ids) > 1:
            return Unclear(problem=later("The provider has several messages like this one."))
        if not ids:
            return NotNow(problem=later("The provider does not have the message."), wait_ms=0)
        return Sent(remote_ids=ids)

    async def answer(
        self,
        method: str,
        rest: str,
        query: str,
        headers: Mapping[str, str],
        body: AsyncIterator[bytes],
    ) -> tuple[int, dict[str, str], bytes]:
        """See `Webhook.answer`."""
        if Handing.asked(method, rest):
            return await self._files.answer(rest)
        data = await body_of(body, MAX_CALL)
        if data is None:
            return 413, {}, b""
        call = Call(method, rest, query, headers, data)
        if not self._provider.signed(call, self._post.now()):
            # Told to nobody but the log: anybody can send it.
            log.info("%s: a webhook with a wrong signature", self._post.entry_point_id)
            return 403, {}, b""
        if not self._ready:
            return 503, {"retry-after": "5"}, b""
        try:
            told = self._provider.read(call, self._post.now())
        except (ValueError, LookupError):
            return 400, {}, b""
        try:
            await self._keep(told)
        except (StoreFailed, NotFetched) as failed:
            if isinstance(failed, StoreFailed):
                self._link.doubt(failed)
            return 503, {"retry-after": "30"}, b""
        return self._provider.thanks()

    # --- the work

    async def _work(self) -> None:
        """The account, then what webhooks missed, then rest. Raises Trouble, AccountRefused, StoreFailed."""
        if not self._ready:
            memory = await self._post.memory()
            self._since = int(memory.get(_SINCE, "0")) or self._post.now()
            self._replies.remember(memory)
            self._beside.append(asyncio.create_task(self._replies.run()))
            self._ready = True
        try:
            if not self._provider.knows_us(await self._good(self._provider.check())):
                raise AccountRefused(*self._provider.refusal())
            await self._catch_up()
        except NoAnswer as lost:
            raise Trouble(lost.words) from None
        except NotFetched as missing:
            raise Trouble(missing.words) from None
        self._link.live()
        await self._link.rest(LOOK_S)

    async def _catch_up(self) -> None:
        """What webhooks missed. The newest comes first, so that the mark moves only after the last page: what was not
        read is older than all that was. Raises NoAnswer, AccountRefused, Trouble, StoreFailed, NotFetched."""
        now = self._post.now()
        since = self._since - OVERLAP_MS
        request = self._provider.missed(since)
        if request is None:
            return
        while request is not None:
            found, request = await self._pages(request)
            for came in found:
                if came.arrived.sent_at >= since:
                    await self._keep([came])
        await self._post.take((), {_SINCE: str(now)})
        self._since = now

    async def _pages(self, first: Request) -> tuple[list[Came], Request | None]:
        """The messages of the next `PAGES`, the oldest first, and the request for the rest. Raises as `_catch_up`."""
        found: list[Came] = []
        request: Request | None = first
        for _ in range(PAGES):
            if request is None:
                break
            reply = await self._good(request)
            if not reply.good:
                raise Trouble(_NO_LIST, _ITS_STATE)
            try:
                found += self._provider.listed(reply)
                request = self._provider.following(request, reply)
            except (ValueError, LookupError):
                raise Trouble(_NO_LIST, _ITS_STATE) from None
        found.reverse()  # several come in one second
        return sorted(found, key=lambda one: one.arrived.sent_at), request

    async def _good(self, request: Request) -> Reply:
        """An answer that can be worked with. Raises NoAnswer, AccountRefused, Trouble."""
        reply = await self._ask(request)
        if reply.status in (401, 403):
            raise AccountRefused(*self._provider.refusal())
        if reply.status == 429 or reply.status >= 500:
            raise Trouble(
                later("The provider cannot be used now."),
                _ITS_STATE,
                wait_ms=reply.wait_ms,
            )
        return reply

    async def _ask(self, request: Request) -> Reply:
        headers = self._provider.headers(self._post.now()) | request.about.get("headers", {})
        about = {**request.about, "headers": headers}
        return await self._calls.ask(request.method, request.path, **about)

    def _outcome(self, letter: Letter, reply: Reply) -> Outcome:
        verdict = self._provider.verdict(letter, reply)
        if verdict is not None:
            return verdict
        if reply.status in (401, 403):
            refusal = AccountRefused(*self._provider.refusal())
            self._link.refuse(refusal)
            return NotNow(problem=refusal.words)
        if reply.status in (429, 503):
            wait = reply.wait_ms or _SLOWER_MS
            self._slower_until = self._post.now() + wait
            return _slower(wait)
        return Unclear(problem=later("The provider failed while it took the message."))

    # --- what comes

    async def _keep(self, told: Sequence[Came | Report]) -> None:
        """Raises StoreFailed, NotFetched."""
        news: list[News] = []
        answers: list[Answer] = []
        changes: dict[str, str] = {}
        names: list[str] = []
        for one in told:
            if isinstance(one, Report):
                # It may be faster than the answer to the letter itself, and come when that was lost.
                if one.letter_id:
                    news.append(Proved(letter_id=one.letter_id, remote_ids=(one.remote_id,)))
                if one.receipt is not None:
                    news.append(one.receipt)
            elif one.arrived.remote_id not in self._kept:
                names.append(one.arrived.remote_id)
                answer = await self._came(one, news)
                if answer is not None and one.answered:
                    changes |= self._replies.answered(answer.remote_id, self._post.now())
                elif answer is not None:
                    answers.append(answer)
        changes |= self._replies.noted(answers, self._post.now())
        if news:
            await self._post.take(news, changes)
        self._kept |= dict.fromkeys(names)
        _bound(self._kept)
        self._replies.go()

    async def _came(self, one: Came, news: list[News]) -> Answer | None:
        """What a message means goes to `news`; the automatic answer to it. Raises as `_keep`."""
        files: list[str] = []
        missing: list[Gap] = []
        media = one.media
        if one.album is not None:
            album = await self._good(one.album)
            media += self._provider.pictures(album)
            if not album.good:
                missing.append(file_gap(""))
        for number, url in enumerate(media, 1):
            try:
                files.append(await self._fetched(url, number))
            except TooLarge:
                missing.append(file_gap(""))
            except NotFetched as fault:
                if fault.passing:
                    raise
                missing.append(file_gap("", fault.words))
        arrived = _with(one, files, missing)
        heard, answer = self._provider.rules.heard(arrived)
        news.append(heard)
        return Answer(arrived.remote_id, arrived.address.value, answer) if answer else None

    async def _fetched(self, url: str, number: int) -> str:
        headers = self._provider.headers(self._post.now())
        data = await fetch(url, MAX_FILE, headers, self._provider.base)
        try:
            return (await self._post.keep_file(f"file-{number}", data)).id
        except Malformed:
            raise NotFetched(later("The file is empty."), passing=False) from None


def _with(one: Came, files: Sequence[str], gaps: Sequence[Gap]) -> Arrived:
    return replace(one.arrived, attachments=tuple(files), gaps=tuple(gaps))


def _slower(wait_ms: Millis) -> NotNow:
    return NotNow(problem=later("The provider takes no more messages now."), wait_ms=wait_ms)


def _bound(known: "OrderedDict[str, T]") -> None:
    while len(known) > _KNOWN:
        known.popitem(last=False)
