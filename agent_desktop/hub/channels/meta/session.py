"""An account's link to Meta: news by signed webhooks, letters by the Graph API, and a look at times whether it works.

Promises that an unsigned request changes nothing; that a webhook is answered with success only when what it said is
kept, so that Meta comes again otherwise; that what Meta took of a letter is remembered before the rest goes out.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Final

import msgspec

from agent_desktop.hub.channels.meta import pages, templates, whatsapp
from agent_desktop.hub.channels.meta.errors import Kind
from agent_desktop.hub.channels.meta.graph import MAX_FILE, Failed, Graph
from agent_desktop.hub.channels.meta.news import File, Found, Taken
from agent_desktop.hub.channels.meta.settings import INSTAGRAM, WHATSAPP, Settings
from agent_desktop.hub.channels.meta.signature import challenge, signed
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.attempts import attempted
from agent_desktop.hub.written.bodies import body_of
from agent_desktop.hub.written.found import number, rows, word
from agent_desktop.hub.written.handing import Handing
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
    Proved,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import Offline, Refused, StoreFailed
from agent_desktop.model.gaps import file_gap
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import WishKind
from agent_desktop.model.words import later

LOOK_S: Final = 300
MAX_PAYLOAD: Final = 4 * 1024 * 1024
NAMES_KEPT: Final = 1000
TEMPLATE_PAGES: Final = 20


class MetaSession:
    """One entry point's account on WhatsApp, Messenger or Instagram."""

    def __init__(self, settings: Settings, post: Post, retries: Retries | None = None) -> None:
        self._settings = settings
        self._post = post
        self._link = Link(post, retries)
        self._graph = Graph(settings)
        self._parts = Parts(post)
        self._latest = Latest()
        self._names: dict[str, str] = {}
        self._files = Handing(post, settings.address, settings.app_secret.encode())
        self._sent: pages.Sent | None = None

    async def run(self) -> None:
        try:
            await self._link.keep(self._watch)
        finally:
            await self._graph.close()

    async def send(self, letter: Letter) -> Outcome:
        return await self._tried(lambda: self._carry(letter))

    async def amend(self, letter: Letter) -> Outcome:
        """React to a message on WhatsApp; nothing else can be changed by a business."""

        async def reacted() -> Outcome:
            body = whatsapp.reaction_of(letter)
            await self._graph.post(f"{self._settings.account}/messages", body)
            return Sent(remote_ids=letter.remote_ids)

        if letter.wish is not WishKind.REACT or self._settings.network != WHATSAPP:
            return Rejected(problem=later("Meta cannot change messages that were sent."))
        return await self._tried(reacted)

    async def types(self, thread: str, to: str, typing: bool) -> None:
        """Show that we type; WhatsApp does so only together with a read receipt, which the agent gives by reading."""
        if self._settings.network != WHATSAPP and not self._link.refused:
            body = pages.typing_of(to, typing)
            with contextlib.suppress(Failed):
                await self._graph.post(f"{self._settings.account}/messages", body)

    async def _tried(self, work: Callable[[], Awaitable[Outcome]]) -> Outcome:
        if self._link.refused:
            return NotNow(problem=later("Meta does not take the access token."))
        return await attempted(work, Failed, self._outcome, later("Meta did not answer in time."))

    async def look(self, letter: Letter) -> Outcome:
        """What was answered, or told by a status, is remembered; Meta cannot be asked."""
        if done := await self._parts.whole(letter):
            return Sent(remote_ids=done, thread=letter.to)
        return Unclear(problem=later("Meta cannot tell whether it has this message."))

    async def templates(self) -> tuple[Template, ...]:
        """Those of the business account. Raises Offline, Refused."""
        found: list[Template] = []
        query = {"status": "APPROVED", "limit": "100"}
        if not self._settings.business:
            return ()
        for _ in range(TEMPLATE_PAGES):
            try:
                page = await self._graph.get(
                    f"{self._settings.business}/message_templates", **query
                )
            except Failed as error:
                kind = Refused if error.meaning.kind is Kind.FINAL else Offline
                raise kind(error.meaning.words, remedy=error.meaning.remedy) from None
            found += templates.offered(page)
            query["after"] = templates.after(page)
            if not query["after"]:
                break
        return tuple(found)

    async def answer(
        self,
        method: str,
        rest: str,
        query: str,
        headers: Mapping[str, str],
        body: AsyncIterator[bytes],
    ) -> tuple[int, dict[str, str], bytes]:
        """Verification requests and payloads."""
        if Handing.asked(method, rest):
            return await self._files.answer(rest)
        plain = {"content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff"}
        if method == "GET":
            known = challenge(self._settings.verify_token, query)
            return (403, plain, b"") if known is None else (200, plain, known.encode())
        if method != "POST":
            return 405, {**plain, "allow": "GET, POST"}, b""
        data = await body_of(body, MAX_PAYLOAD)
        if data is None:
            return 413, plain, b""
        said = headers.get("x-hub-signature-256", "")
        if not signed(self._settings.app_secret, data, said):
            return 403, plain, b""
        try:
            await self._take(msgspec.json.decode(data))
        except msgspec.DecodeError:
            return 400, plain, b""
        except (StoreFailed, Trouble) as error:
            self._link.doubt(error)
            return 503, plain, b""
        return 200, plain, b""

    async def _watch(self) -> None:
        """Ask for the account, which proves the token, now and then, and after each doubt."""
        while True:
            try:
                await self._graph.get(self._settings.account, fields="id")
            except Failed as error:
                if error.meaning.kind is Kind.ACCOUNT:
                    raise _refusal(error) from None
                if error.answered and error.meaning.kind is Kind.FINAL:
                    words = later("Meta does not know this account, or the app may not see it.")
                    raise AccountRefused(words, later("Check the ID of the account.")) from None
                raise Trouble(error.meaning.words, wait_ms=error.wait_ms) from None
            self._link.live()
            await self._link.rest(LOOK_S)

    async def _take(self, payload: object) -> None:
        """Keep what a payload says. Raises Trouble, StoreFailed."""
        news: list[News] = []
        memory: dict[str, str] = {}
        for found in await self._translated(payload):
            if isinstance(found, Taken):
                await self._parts.add(found.letter_id, found.number, found.remote_id)
                news.append(
                    Proved(
                        letter_id=found.letter_id,
                        remote_ids=(found.remote_id,),
                        part=found.number,
                    )
                )
            else:
                news.append(await self._whole(found))
        if self._sent is not None:
            memory["sent"] = self._sent.as_text()
        try:
            await self._post.take(news, memory)
        except StoreFailed:
            self._sent = None  # what could not be kept was not told, and is read anew
            raise

    async def _translated(self, payload: object) -> list[Found | Taken]:
        now, settings = self._post.now(), self._settings
        if settings.network == WHATSAPP:
            return list(whatsapp.translate(payload, settings.account, now))
        sent = await self._sent_before()
        return list(pages.translate(payload, settings.network, settings.account, sent, now))

    async def _sent_before(self) -> pages.Sent:
        if self._sent is None:
            self._sent = pages.Sent.of_text((await self._post.memory()).get("sent", ""))
        return self._sent

    async def _whole(self, found: Found) -> News:
        """The news with its files and a name. Raises Trouble, StoreFailed."""
        news = found.news
        if not isinstance(news, Arrived):
            return news
        self._latest.see(news)
        kept: list[str] = []
        gaps = list(news.gaps)
        for file in found.files:
            try:
                data = await self._fetched(file)
                kept.append((await self._post.keep_file(file.name, data)).id)
            except (TooLarge, Malformed) as error:
                gaps.append(file_gap(file.name, error.problem.message))
            except Failed as error:
                if (not error.answered and not error.sure) or error.meaning.kind is Kind.AGAIN:
                    raise Trouble(error.meaning.words, wait_ms=error.wait_ms) from None
                gaps.append(file_gap(file.name, error.meaning.words))
        name = news.name or (await self._name(found.person) if found.person else "")
        revealed = {**news.revealed, "name": name} if name else news.revealed
        return msgspec.structs.replace(
            news, attachments=tuple(kept), gaps=tuple(gaps), name=name, revealed=revealed
        )

    async def _fetched(self, file: File) -> bytes:
        """A file's bytes. Raises Failed, TooLarge."""
        url = file.url
        if file.id:
            about = await self._graph.get(file.id)
            if (number(about, "file_size") or 0) > MAX_FILE:
                raise TooLarge(later("The file is too large."))
            url = word(about, "url")
        return await self._graph.fetch(url)

    async def _name(self, person: str) -> str:
        """What a person calls themselves; nobody's message waits for it when it cannot be asked."""
        if person not in self._names:
            try:
                about = await self._graph.get(person, fields="name")
            except Failed:
                return ""
            self._names[person] = word(about, "name")[:200]
            while len(self._names) > NAMES_KEPT:
                del self._names[next(iter(self._names))]
        return self._names[person]

    async def _carry(self, letter: Letter) -> Outcome:
        done = await self._parts.of(letter)
        for place, file in numbered(letter):
            if place in done:
                continue
            one = letter.attachments[file] if file >= 0 else None
            if self._settings.network == WHATSAPP:
                done[place] = await self._by_whatsapp(letter, place, one)
            else:
                done[place] = await self._by_page(letter, one)
                await self._remember_sent(letter.to, done[place])
            await self._parts.add(letter.id, place, done[place])
        return Sent(remote_ids=tuple(done[place] for place in sorted(done)), thread=letter.to)

    async def _remember_sent(self, person: str, key: str) -> None:
        """A hub that cannot write remembers as long as it lives."""
        with contextlib.suppress(StoreFailed):
            sent = await self._sent_before()
            sent.add(person, key, self._post.now())
            await self._post.take([], {"sent": sent.as_text()})

    async def _by_whatsapp(self, letter: Letter, place: int, file: Attachment | None) -> str:
        kind, content = "text", {"preview_url": False, "body": letter.text}
        if letter.template is not None:
            kind, content = "template", templates.content_of(letter.template)
        if file is not None:
            path = await self._post.file(file.id)
            fields = {"messaging_product": "whatsapp", "type": file.media_type}
            where = f"{self._settings.account}/media"
            try:
                about = await self._graph.bring(
                    where, fields, "file", path, file.name, file.media_type
                )
            except Failed as error:
                raise error.certain() from None  # nobody saw a file that was only brought
            kind, content = whatsapp.kind_of(file), {"id": word(about, "id")}
            if kind == "document":
                content["filename"] = file.name
        body = whatsapp.body_of(letter, place, kind, content, self._latest.of(letter.to))
        answer = await self._graph.post(f"{self._settings.account}/messages", body)
        return word(next(iter(rows(answer, "messages")), {}), "id")

    async def _by_page(self, letter: Letter, file: Attachment | None) -> str:
        """As an answer, and when the 24 hours are over as an answer of a person, which Meta takes for seven days.

        What no person wrote may not go as one ("Messenger Platform: Human Agent").
        """
        try:
            return await self._page_message(letter, file, late=False)
        except Failed as error:
            if error.meaning.kind is not Kind.WINDOW or letter.automatic:
                raise
        return await self._page_message(letter, file, late=True)

    async def _page_message(self, letter: Letter, file: Attachment | None, *, late: bool) -> str:
        where = f"{self._settings.account}/messages"
        if file is None or self._settings.network == INSTAGRAM:
            message = pages.picture_of(self._files.url(file.id)) if file else {"text": letter.text}
            answer = await self._graph.post(where, pages.body_of(letter, message, late=late))
            return word(answer, "message_id")
        path = await self._post.file(file.id)
        about = {"attachment": {"type": pages.kind_of(file), "payload": {"is_reusable": False}}}
        fields = {
            name: value if isinstance(value, str) else msgspec.json.encode(value).decode()
            for name, value in pages.body_of(letter, about, late=late).items()
        }
        answer = await self._graph.bring(
            where, fields, "filedata", path, file.name, file.media_type
        )
        return word(answer, "message_id")

    def _outcome(self, error: Failed) -> Outcome:
        about = error.meaning
        if not error.sure:
            return Unclear(problem=about.words)
        match about.kind:
            case Kind.ACCOUNT:
                self._link.refuse(_refusal(error))
                return NotNow(problem=about.words)
            case Kind.AGAIN:
                if not error.answered:
                    self._link.doubt(Trouble(about.words))
                return NotNow(problem=about.words, wait_ms=error.wait_ms)
            case _:
                return Rejected(problem=about.words, remedy=about.remedy)


def _refusal(error: Failed) -> AccountRefused:
    return AccountRefused(error.meaning.words, error.meaning.remedy)
