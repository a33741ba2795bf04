"""A name server on loopback that answers from a list, and counts what it was asked."""

import asyncio
from collections import Counter
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class NameServer(asyncio.DatagramProtocol):
    """Records: (name, type) → texts. Names that are not listed do not exist."""

    def __init__(self, records: dict[tuple[str, str], list[str]], ttl: int = 60) -> None:
        self.records = records
        self.ttl = ttl
        self.asked: Counter[tuple[str, str]] = Counter()
        self.address = ("", 0)
        self._transport: asyncio.DatagramTransport | None = None
        self._lost = asyncio.Event()

    async def __aenter__(self) -> "NameServer":
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        return self

    async def __aexit__(self, *exc: object) -> None:
        assert self._transport is not None
        self._transport.close()
        await self._lost.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio's own class of datagram transports is no DatagramTransport in Python 3.11.
        self._transport = cast(asyncio.DatagramTransport, transport)
        self.address = transport.get_extra_info("sockname")

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        key = (question.name.to_text(omit_final_dot=True), question.rdtype.name)
        self.asked[key] += 1
        answer = dns.message.make_response(query)
        if key in self.records:
            answer.answer.append(
                dns.rrset.from_text_list(question.name, self.ttl, "IN", key[1], self.records[key])
            )
        elif not any(name == key[0] for name, _ in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        assert self._transport is not None
        self._transport.sendto(answer.to_wire(), addr)
