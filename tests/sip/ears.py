"""Sockets that a test listens with: everything that comes in, to be waited for."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Request
from agent_desktop.sip.parse import BadMessage
from agent_desktop.sip.transport.dns import Directory
from agent_desktop.sip.transport.ways import Manner, Ways
from tests.sip.name_server import NameServer
from tests.sip.transaction_script import request_of

VIA = "SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1"


class Ears:
    """Hears everything, and lets a test wait for it."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[tuple[Message, Flow]] = asyncio.Queue()
        self.bad: asyncio.Queue[BadMessage] = asyncio.Queue()
        self.ends: asyncio.Queue[str] = asyncio.Queue()
        self.pongs: asyncio.Queue[Flow] = asyncio.Queue()

    def message(self, message: Message, flow: Flow) -> None:
        self.messages.put_nowait((message, flow))

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        self.bad.put_nowait(bad)

    def closed(self, flow: Flow, why: str) -> None:
        self.ends.put_nowait(why)

    def ponged(self, flow: Flow) -> None:
        self.pongs.put_nowait(flow)


@contextlib.asynccontextmanager
async def ways(
    manner: Manner | None = None, names: NameServer | None = None
) -> AsyncIterator[tuple[Ways, Ears]]:
    ears = Ears()
    directory = Directory([names.address]) if names is not None else None
    made = Ways(ears, manner or Manner(host="127.0.0.1"), directory)
    try:
        yield made, ears
    finally:
        await made.close_all()


def message(number: int = 1, body: bytes = b"") -> Request:
    request = request_of("MESSAGE", via=VIA, number=number)
    request.headers.add("Content-Length", str(len(body)))
    request.body = body
    return request


async def numbers(ears: Ears, count: int) -> list[int]:
    found = [(await ears.messages.get())[0] for _ in range(count)]
    return [int((one.headers.get("cseq") or "").split()[0]) for one in found]


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
