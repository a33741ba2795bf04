"""What an SMSC hands over, kept and then acknowledged: messages, their parts, receipts.

Promises that the SMSC is told "kept" only when it is, in its order, many at a time; that what came is kept also when
its link is gone by then, and is known when it comes again. Refuses to log what it reads. One worker for a session.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, TypeVar

from agent_desktop.hub.channels.smpp import codes, translate
from agent_desktop.hub.channels.smpp.ledger import Changes, Ledger, Verdict, Whole, mark_of
from agent_desktop.hub.channels.smpp.link import Link
from agent_desktop.hub.channels.smpp.reading import (
    Incoming,
    Pdu,
    Unreadable,
    answered_id,
    incoming,
    report,
)
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.hub.written.link import fault
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Arrived, News, Proved, Receipt
from agent_desktop.hub.written.retries import Retries
from agent_desktop.hub.written.sms.replies import Replies, Reply
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

log = logging.getLogger(__name__)
T = TypeVar("T")

#: What comes again over a new link comes soon after its bind.
AGAIN_MS: Final[Millis] = 5 * 60 * 1000
BATCH: Final = 200
_TICK_S: Final = 60.0
_GAP: Final = "[…]"


class _Came(NamedTuple):
    link: Link
    pdu: Pdu


class Keeper:
    """The worker. `disk` is told in words that something cannot be kept, and with none that it can again."""

    def __init__(
        self, settings: SmppSettings, post: Post, replies: Replies, disk: Callable[[str], None]
    ) -> None:
        self._settings = settings
        self._post = post
        self._replies = replies
        self._disk = disk
        self._ledger = Ledger({})
        self._link: Link | None = None
        self._bound_at: Millis = 0
        self._queue: deque[_Came] = deque()
        self._news: list[News] = []
        self._changes: Changes = {}
        self._accepted: deque[tuple[int, int]] = deque()
        self._woken = asyncio.Event()

    # --- what the link and the session tell

    def bound(self, link: Link) -> None:
        """A new link."""
        self._link = link
        self._bound_at = self._post.now()

    def broke(self) -> None:
        """It is gone."""
        self._link = None
        self._accepted.clear()
        self._ledger.link_broke()

    def came(self, pdu: Pdu) -> None:
        """The SMSC hands something over."""
        if self._link is not None:
            self._queue.append(_Came(self._link, pdu))
            self._woken.set()

    def confirmed(self, number: int) -> None:
        """Our request `number` was answered: the SMSC read all that we had written before it."""
        count = 0
        while self._accepted and self._accepted[0][0] < number:
            count += self._accepted.popleft()[1]
        if count:
            self._changes |= self._ledger.confirmed(count)
            self._woken.set()

    def tell(self, verdict: Verdict | None, changes: Changes) -> None:
        """What the network said of a letter while it left, and what is to be remembered of it."""
        if verdict is not None:
            self._news.append(self._receipt(verdict))
        self._changes |= changes
        self._woken.set()

    def answered_late(self, letter_id: str, answer: Pdu) -> None:
        """The SMSC answered when nobody waited any more."""
        if not answer.status:
            self._changes |= self._ledger.proves(letter_id, answered_id(answer.body))
            self._woken.set()

    # --- the worker

    async def run(self, ledger: Ledger) -> None:
        """Keep what comes, for ever."""
        self._ledger = ledger
        while True:
            batch = self._batch()
            if not batch and not self._news and not self._changes:
                self._woken.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_TICK_S):
                        await self._woken.wait()
                    continue
            try:
                await self._work(batch)
            except Exception as error:
                # A fault of ours: what was not acknowledged comes again over the next link.
                log.error("%s: %s at %s", self._post.entry_point_id, *fault(error))
                self._ledger.restore(await self._patiently(self._post.memory))
                if self._link is not None:
                    self._link.close()

    def _batch(self) -> list[_Came]:
        """What waits, of one link."""
        batch: list[_Came] = []
        while self._queue and len(batch) < BATCH:
            if batch and self._queue[0].link is not batch[0].link:
                break
            batch.append(self._queue.popleft())
        return batch

    async def _work(self, batch: list[_Came]) -> None:
        now = self._post.now()
        news, self._news = self._news, []
        changes, self._changes = self._changes, {}
        replies: list[Reply] = []
        marks: list[str] = []
        for one in batch:
            mark = mark_of(one.pdu.body)
            marks.append(mark)
            if not self._ledger.comes_again(mark):
                try:
                    await self._read(one.pdu, now, news, changes, replies)
                except Exception as error:  # a fault of ours must not end what keeps everybody's
                    log.error("%s: %s at %s", self._post.entry_point_id, *fault(error))
        gaps, tidied = self._ledger.overdue(now)
        changes |= tidied
        for whole in gaps:
            await self._arrived(whole, now, news, replies)
        if self._ledger.doubts and self._link and now - self._bound_at > AGAIN_MS:
            changes |= self._ledger.trust()
        link = batch[0].link if batch else None
        if link is not None:
            changes |= self._ledger.taken(marks, answerable=link is self._link)
        changes |= self._replies.noted(replies, now)
        for letter_id, remote_ids, delivery in self._ledger.proven():
            news.append(Proved(letter_id=letter_id, remote_ids=remote_ids, delivery=delivery))
        if news or changes:
            await self._patiently(lambda: self._post.take(news, changes))
        self._replies.go()
        if link is not None:
            await self._accept(link, batch)

    async def _accept(self, link: Link, batch: list[_Came]) -> None:
        with contextlib.suppress(OSError):
            for one in batch:
                await link.accept(one.pdu)
            if link is self._link:
                self._accepted.append((link.last_request, len(batch)))

    async def _read(
        self, pdu: Pdu, now: Millis, news: list[News], changes: Changes, replies: list[Reply]
    ) -> None:
        try:
            message = incoming(pdu)
        except Unreadable as error:
            # It is acknowledged: the SMSC would send the same again for ever.
            log.warning("An SMSC sent what is no message of SMPP: %s", error)
            return
        if message.is_receipt:
            verdict, remembered = self._verdict(message)
            if verdict is not None:
                news.append(self._receipt(verdict))
        else:
            whole, remembered = self._ledger.join(message, now)
            if whole is not None:
                await self._arrived(whole, now, news, replies)
        changes |= remembered

    def _verdict(self, message: Incoming) -> tuple[Verdict | None, Changes]:
        said = report(message)
        ended = codes.ended(said.state, said.error) if said is not None else None
        if said is None or ended is None:
            return None, {}
        to = translate.address(message.source, message.source_ton, message.destination).value
        return self._ledger.receipt(said, message.reference, to, *ended)

    def _receipt(self, verdict: Verdict) -> Receipt:
        return Receipt(
            remote_id=verdict.id,
            delivery=verdict.delivery,
            at=self._post.now(),
            problem=verdict.problem,
        )

    async def _arrived(
        self, whole: Whole, now: Millis, news: list[News], replies: list[Reply]
    ) -> None:
        """A message with its text, or with its bytes as a file where it is binary."""
        default = self._settings.alphabet
        texts = [
            _GAP if run is None else translate.text_of(run, whole.coding, default)
            for run in whole.runs
        ]
        files: tuple[str, ...] = ()
        if None in texts and (data := b"".join(run or b"" for run in whole.runs)):
            kept = await self._patiently(lambda: self._post.keep_file("message.bin", data))
            files = (kept.id,)
        arrived = Arrived(
            remote_id=new_id(),
            address=translate.address(whole.source, whole.source_ton, whole.destination),
            text="".join(text or "" for text in texts),
            sent_at=now,
            attachments=files,
        )
        heard, answer = self._settings.rules.heard(arrived)
        news.append(heard)
        if answer:
            replies.append(Reply(arrived.remote_id, arrived.address.value, answer))

    async def _patiently(self, keep: Callable[[], Awaitable[T]]) -> T:
        """What is kept, as soon as the disk takes it. The SMSC waits, and sends no more than its window."""
        retries, failed = Retries(), False
        while True:
            try:
                kept = await keep()
            except StoreFailed:
                failed = True
                self._disk(later("The hub cannot write to its disk; messages wait at the network."))
                await asyncio.sleep(retries.next_ms() / 1000)
                continue
            if failed:
                self._disk("")
            return kept
