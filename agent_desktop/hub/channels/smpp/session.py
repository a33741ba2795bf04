"""One entry point's life with its SMSC: bind, submit letters, tell how it stands.

Promises that a letter's parts go on where they stood when the network asked for patience; that after a broken link
nothing is submitted again by itself: `look` knows it from receipts and late answers, or says that it cannot tell.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Sequence
from typing import Final, NamedTuple

from agent_desktop.hub.channels.smpp import codes, translate
from agent_desktop.hub.channels.smpp.codes import Bind
from agent_desktop.hub.channels.smpp.keeper import Keeper
from agent_desktop.hub.channels.smpp.ledger import Ledger, proof_of
from agent_desktop.hub.channels.smpp.link import IDLE_S, BindRefused, Link, Lost
from agent_desktop.hub.channels.smpp.reading import SUBMIT_SM_RESP, Pdu, Unreadable, answered_id
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.hub.written.link import FREE_SPACE, AccountRefused, Trouble
from agent_desktop.hub.written.link import Link as Upkeep
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import (
    Letter,
    NotNow,
    Outcome,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.sms.replies import Replies
from agent_desktop.model import sms_text
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

#: A letter waits so long for its turn; with an answer's patience it stays below two minutes.
TURN_S: Final = 50.0
_SLOWER_S: Final = 1.0
_SILENT = later("The link broke before the network answered, and no receipt has come.")
_NO_DISK = later("The hub cannot write to its disk.")


class _Way(NamedTuple):
    """How far a letter of several parts has come."""

    reference: int
    ids: tuple[str, ...] = ()


class SmppSession:
    """The port's `NetworkSession`."""

    def __init__(self, settings: SmppSettings, post: Post, idle_s: float = IDLE_S) -> None:
        self._settings = settings
        self._post = post
        self._idle_s = idle_s
        self._ledger = Ledger({}, settings.receipt_ids)
        self._upkeep = Upkeep(post)
        self._begun = False
        self._ready = asyncio.Event()
        self._beside: list[asyncio.Task[None]] = []
        self._link: Link | None = None
        self._ways: dict[str, _Way] = {}
        self._replies = Replies(post, self.send)
        self._keeper = Keeper(settings, post, self._replies, self._disk)

    # --- the port

    async def run(self) -> None:
        """See `NetworkSession.run`."""
        try:
            await self._upkeep.keep(self._live)
        finally:
            for task in self._beside:
                task.cancel()
            await asyncio.gather(*self._beside, return_exceptions=True)

    async def send(self, letter: Letter) -> Outcome:
        """See `NetworkSession.send`."""
        held = self._settings.rules.hold(letter, self._post.now())
        if held is not None:
            return held
        link = self._link
        if link is None:
            return NotNow(problem=later("The SMS server is not connected."))
        try:
            return await self._submit(link, letter)
        except StoreFailed:
            return NotNow(problem=_NO_DISK)

    async def look(self, letter: Letter) -> Outcome:
        """See `NetworkSession.look`: only a receipt, or an answer that came late, proves anything."""
        await self._ready.wait()
        parts = len(sms_text.parts(letter.text))
        tried, changes = self._ledger.unclear(
            letter.id, translate.reference_of(letter.id), letter.to, parts, self._post.now()
        )
        found = len(tried.proved) >= parts
        if found:
            changes |= self._ledger.cleared(letter.id)
        try:
            await self._post.take((), changes)
        except StoreFailed:
            return Unclear(problem=_NO_DISK)
        if not found:
            return Unclear(problem=_SILENT)
        remote_ids, delivery = proof_of(tried)
        return Sent(remote_ids=remote_ids, delivery=delivery)

    # --- letters

    async def _submit(self, link: Link, letter: Letter) -> Outcome:
        """All parts, from the first that has not left yet. Raises StoreFailed."""
        cut = sms_text.parts(letter.text)
        way = self._ways.pop(letter.id, None)
        if way is None:
            reference, changes = self._ledger.next_reference() if len(cut) > 1 else (0, {})
            if changes:
                await self._post.take((), changes)
            way = _Way(reference)
        until = asyncio.get_running_loop().time() + TURN_S
        while len(way.ids) < len(cut):
            number = len(way.ids)
            try:
                answer = await self._part(link, letter, cut, number, way.reference, until)
            except Lost as lost:
                if not lost.written:
                    return self._pause(letter, way, NotNow(problem=later("The link was lost.")))
                return await self._unclear(letter, way.ids, len(cut))
            if answer.status or answer.command != SUBMIT_SM_RESP:
                verdict = codes.refused(answer.status or 0xFF)
                if isinstance(verdict, NotNow):
                    return self._pause(letter, way, verdict)
                self._ledger.given_up(way.ids)
                return verdict
            name = self._ledger.answered(answered_id(answer.body)) or f"{letter.id}.{number}"
            way = _Way(way.reference, (*way.ids, name))
            self._ledger.part_sent(way.ids, self._post.now())
        return await self._sent(letter, way.ids)

    async def _part(
        self,
        link: Link,
        letter: Letter,
        cut: Sequence[str],
        number: int,
        reference: int,
        until: float,
    ) -> Pdu:
        """Submit one part, more slowly as long as the network is overrun. Raises Lost."""
        sender = self._settings.rules.senders.to(letter.to)
        while True:
            message = translate.submission(letter.id, sender, letter.to, cut, number, reference)
            answer = await link.submit(
                message, until, lambda late: self._keeper.answered_late(letter.id, late)
            )
            if not codes.throttled(answer.status):
                return answer
            link.slow_down(_SLOWER_S)
            if asyncio.get_running_loop().time() + _SLOWER_S > until:
                return answer

    def _pause(self, letter: Letter, way: _Way, outcome: NotNow) -> NotNow:
        """The next attempt goes on with the part that did not leave."""
        if way.ids:
            self._ways[letter.id] = way
        return outcome

    async def _sent(self, letter: Letter, ids: tuple[str, ...]) -> Outcome:
        changes = self._ledger.leaving(ids) | self._ledger.cleared(letter.id)
        if changes:
            # The letter left: not being able to remember its parts must not send it again.
            with contextlib.suppress(StoreFailed):
                await self._post.take((), changes)
        # Receipts that came meanwhile are told after the hub has heard the ids, which is when this returns.
        asyncio.get_running_loop().call_soon(self._keeper.tell, *self._ledger.left(ids))
        return Sent(remote_ids=ids)

    async def _unclear(self, letter: Letter, ids: tuple[str, ...], parts: int) -> Unclear:
        self._ledger.given_up(ids)
        number = translate.reference_of(letter.id)
        _, changes = self._ledger.unclear(letter.id, number, letter.to, parts, self._post.now())
        for one in ids:
            changes |= self._ledger.proves(letter.id, one)
        with contextlib.suppress(StoreFailed):
            await self._post.take((), changes)
        return Unclear(problem=later("The link broke before the network answered."))

    # --- the link

    async def _live(self) -> None:
        """Bind and serve until the link breaks. Raises Trouble, AccountRefused, StoreFailed."""
        await self._begin()
        try:
            link = await Link.open(self._settings, idle_s=self._idle_s)
        except BindRefused as refused:
            words, remedy = codes.bind_words(refused.status)
            if codes.bind_refused(refused.status) is Bind.LATER:
                raise Trouble(words, remedy) from None
            raise AccountRefused(words, remedy) from None
        except ssl.SSLError:
            raise Trouble(
                later("The SMS server cannot prove who it is."),
                later("Check the server's name and its certificate authority."),
            ) from None
        except (OSError, TimeoutError, Unreadable, EOFError):
            raise Trouble(
                later("The SMS server cannot be reached."),
                later("Check server, port and encryption, or ask the provider."),
            ) from None
        self._link = link
        self._keeper.bound(link)
        self._upkeep.live()
        try:
            await link.serve(self._keeper.came, self._keeper.confirmed)
        finally:
            self._link = None
            self._keeper.broke()
        raise Trouble(later("The SMS server closed the connection."))

    async def _begin(self) -> None:
        """Once, and before anything comes: what earlier sessions remembered. Raises StoreFailed."""
        if self._begun:
            return
        memory = await self._post.memory()
        self._ledger = Ledger(memory, self._settings.receipt_ids)
        self._replies.remember(memory)
        self._beside.append(asyncio.create_task(self._keeper.run(self._ledger)))
        self._beside.append(asyncio.create_task(self._replies.run()))
        self._begun = True
        self._ready.set()

    def _disk(self, words: str) -> None:
        """The hub could not keep something; empty words: now it can."""
        if words:
            self._upkeep.wait(words, FREE_SPACE)
        elif self._link is not None:
            self._upkeep.live()
