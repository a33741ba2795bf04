"""One bound connection to an SMSC: requests with their answers within a window and a rate, and what the SMSC sends.

Promises that a request is answered, refused, or ends as `Lost` which says whether it was written; that a silent SMSC
is noticed by enquire_link; that nothing of a PDU is logged. Refuses to come back by itself: a link that broke stays
broken.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

from aiosmpplib.protocol import (
    BindTransceiver,
    BindTransmitter,
    DeliverSmResp,
    EnquireLink,
    EnquireLinkResp,
    GenericNack,
    SmppMessage,
    Unbind,
    UnbindResp,
)
from aiosmpplib.state import SmppCommandStatus

from agent_desktop.hub.channels.smpp import reading
from agent_desktop.hub.channels.smpp.reading import Pdu, Unreadable
from agent_desktop.hub.channels.smpp.settings import SmppSettings

CONNECT_S: Final = 15.0
ANSWER_S: Final = 60.0
IDLE_S: Final = 30.0
_LAST_SEQUENCE: Final = 0x7FFFFFFF


class BindRefused(Exception):
    """The SMSC does not let us in."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Lost(Exception):
    """There is no answer. `written`: the SMSC may have acted."""

    def __init__(self, written: bool) -> None:
        super().__init__(written)
        self.written = written


class Link:
    """A connection to an SMSC."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        settings: SmppSettings,
        idle_s: float = IDLE_S,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._window = asyncio.Semaphore(settings.window)
        self._gap_s = 1 / settings.rate
        self._next_at = 0.0
        self._idle_s = idle_s
        self._sequence = 0
        self._asked: dict[int, asyncio.Future[Pdu]] = {}
        self._late: dict[int, Callable[[Pdu], None]] = {}
        self._gone = False

    @classmethod
    async def open(
        cls, settings: SmppSettings, *, sending_only: bool = False, idle_s: float = IDLE_S
    ) -> "Link":
        """Connect and bind: as a transceiver, or only to send. Raises as `connect` and `bind`."""
        link = await cls.connect(settings, idle_s)
        try:
            await link.bind(settings, sending_only=sending_only)
        except BaseException:
            link.close()
            raise
        return link

    @classmethod
    async def connect(cls, settings: SmppSettings, idle_s: float = IDLE_S) -> "Link":
        """A connection, not bound yet. Raises OSError, TimeoutError."""
        trust = await asyncio.to_thread(settings.trust)
        async with asyncio.timeout(CONNECT_S):
            reader, writer = await asyncio.open_connection(
                settings.host,
                settings.port,
                ssl=trust,
                server_hostname=settings.host if trust else None,
                limit=2 * reading.LONGEST,
            )
        return cls(reader, writer, settings, idle_s)

    async def bind(self, settings: SmppSettings, *, sending_only: bool = False) -> None:
        """Sign in. Raises OSError, TimeoutError, Unreadable, BindRefused."""
        kind = BindTransmitter if sending_only else BindTransceiver
        request = kind(
            system_id=settings.user,
            password=settings.password,
            system_type=settings.system_type,
        )
        async with asyncio.timeout(CONNECT_S):
            self._number(request)
            await self._write(request)
            while True:
                pdu = await self._read()
                if pdu.command & reading.ANSWER:
                    break
        if pdu.status:
            raise BindRefused(pdu.status)

    @property
    def open_now(self) -> bool:
        """Whether something can still be written."""
        return not self._gone and not self._writer.is_closing()

    @property
    def last_request(self) -> int:
        """The number of the newest request: an answer to a later one proves that the SMSC read all before it."""
        return self._sequence

    async def submit(self, message: SmppMessage, until: float, late: Callable[[Pdu], None]) -> Pdu:
        """Send within window and rate, before the loop's time `until`; the answer. Raises Lost.

        `late` gets an answer that comes after our patience.
        """
        try:
            async with asyncio.timeout_at(until):
                await self._window.acquire()
        except TimeoutError:
            raise Lost(written=False) from None
        try:
            if not await self._turn(until):
                raise Lost(written=False)
            return await self._ask(message, ANSWER_S, late)
        finally:
            self._window.release()

    def slow_down(self, seconds: float) -> None:
        """The SMSC asks for fewer messages: nobody submits for a while."""
        self._next_at = max(self._next_at, asyncio.get_running_loop().time() + seconds)

    async def accept(self, pdu: Pdu) -> None:
        """Tell the SMSC that a message is kept. Raises OSError."""
        # deliver_sm_resp and data_sm_resp have the same body: an id, which is not used.
        answer = bytearray(DeliverSmResp(pdu.sequence).pdu())
        answer[4:8] = (pdu.command | reading.ANSWER).to_bytes(4)
        await self._write_bytes(bytes(answer))

    async def check(self) -> None:
        """One sign of life. Raises Lost."""
        await self._ask(EnquireLink(), CONNECT_S)

    async def check_alone(self) -> None:
        """A sign of life, and good-bye, where nobody serves. Raises OSError, TimeoutError, EOFError, Unreadable."""
        async with asyncio.timeout(CONNECT_S):
            await self._write(self._number(EnquireLink()))
            while (await self._read()).command != reading.ENQUIRE_LINK_RESP:
                pass
            await self._write(self._number(Unbind()))

    async def serve(self, came: Callable[[Pdu], None], confirmed: Callable[[int], None]) -> None:
        """Read until the link breaks, which it does in silence. Cancelling unbinds.

        `came` gets each message and receipt, `confirmed` the number of each request that was answered.
        """
        pulse = asyncio.create_task(self._pulse())
        try:
            while True:
                pdu = await self._read()
                if pdu.command in (reading.DELIVER_SM, reading.DATA_SM):
                    came(pdu)
                elif pdu.command & reading.ANSWER:
                    self._answer(pdu, confirmed)
                elif not await self._courtesy(pdu):
                    return
        except (OSError, asyncio.IncompleteReadError, Unreadable):
            return
        except asyncio.CancelledError:
            with contextlib.suppress(OSError, Lost, TimeoutError):
                await self._write(self._number(Unbind()))
            raise
        finally:
            pulse.cancel()
            self.close()

    def close(self) -> None:
        """Let go; whoever waits for an answer is told."""
        self._gone = True
        self._writer.close()
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_exception(Lost(written=True))
        self._asked.clear()

    def _answer(self, pdu: Pdu, confirmed: Callable[[int], None]) -> None:
        confirmed(pdu.sequence)
        waiting = self._asked.get(pdu.sequence)
        if waiting is not None and not waiting.done():
            waiting.set_result(pdu)
        elif (late := self._late.pop(pdu.sequence, None)) is not None:
            late(pdu)

    async def _courtesy(self, pdu: Pdu) -> bool:
        """Answer the SMSC's own requests; False when it says good-bye."""
        if pdu.command == reading.ENQUIRE_LINK:
            await self._write(EnquireLinkResp(pdu.sequence))
        elif pdu.command == reading.UNBIND:
            await self._write(UnbindResp(pdu.sequence))
            return False
        elif pdu.command != reading.ALERT_NOTIFICATION:
            unknown = SmppCommandStatus.ESME_RINVCMDID
            await self._write(GenericNack(pdu.sequence, unknown))
        return True

    async def _pulse(self) -> None:
        while True:
            await asyncio.sleep(self._idle_s)
            try:
                await self.check()
            except Lost:
                self.close()  # the reader notices
                return

    async def _turn(self, until: float) -> bool:
        """Wait as the rate asks; False when it would be too late."""
        loop = asyncio.get_running_loop()
        turn = max(loop.time(), self._next_at)
        if turn > until:
            return False
        self._next_at = turn + self._gap_s
        await asyncio.sleep(turn - loop.time())
        return True

    async def _ask(
        self,
        message: SmppMessage,
        patience_s: float,
        late: Callable[[Pdu], None] | None = None,
    ) -> Pdu:
        if not self.open_now:
            raise Lost(written=False)
        self._number(message)
        number = self._sequence
        waiting: asyncio.Future[Pdu] = asyncio.get_running_loop().create_future()
        self._asked[number] = waiting
        try:
            async with asyncio.timeout(patience_s):
                await self._write(message)
                return await waiting
        except TimeoutError:
            if late is not None:
                self._late[number] = late
            raise Lost(written=True) from None
        except OSError:
            raise Lost(written=True) from None
        finally:
            self._asked.pop(number, None)
            if waiting.done() and not waiting.cancelled():
                waiting.exception()  # seen, also when the write failed first

    def _number(self, message: SmppMessage) -> SmppMessage:
        self._sequence = self._sequence % _LAST_SEQUENCE + 1
        message.sequence_num = self._sequence
        return message

    async def _write(self, message: SmppMessage) -> None:
        await self._write_bytes(message.pdu())

    async def _write_bytes(self, data: bytes) -> None:
        if not self.open_now:
            raise ConnectionResetError
        self._writer.write(data)
        await self._writer.drain()

    async def _read(self) -> Pdu:
        length, head = reading.header(await self._reader.readexactly(reading.HEADER.size))
        return head._replace(body=await self._reader.readexactly(length))
