"""The relays that `voice-load` measures, each a process with one loop that runs `serve`.

Reads one line of JSON (a `Job`), answers with the ports to send to, and relays until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from agent_desktop.hub.voice.studio.clerk import Clerk
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.studio.tape import Tape
from agent_desktop.hub.voice.studio.voice import Voice
from agent_desktop.media.codecs.registry import PCMU, PayloadMap
from agent_desktop.media.precedence import take_turns_first
from agent_desktop.media.secure.srtp import Keys
from agent_desktop.media.transport.plan import MediaPlan, Sdes, SessionSettings
from agent_desktop.media.transport.ports import PortRange
from agent_desktop.media.transport.relay import Relay, Side
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.sip.sdp_attributes import Codec

SUITE = "AES_CM_128_HMAC_SHA1_80"
CLOCKS = {0: 8000}
PORTS = PortRange(20000, 29999)
TASKS: set[asyncio.Task[None]] = set()


@dataclass(frozen=True)
class Job:
    """What to relay. `peers` are the ports of the callers, two for each call; `keys` as many, or none."""

    kind: str  # plain, srtp, recorded, bare
    loop: str  # uvloop, asyncio
    peers: list[int]
    keys: list[str]


@dataclass(frozen=True)
class Peer:
    """One side of a call, as a tape sees it."""

    types: dict[int, Codec]
    incoming: PayloadMap


PEER = cast("Voice", Peer({0: Codec("PCMU", 8000)}, PayloadMap({0: PCMU})))


class Recorded:
    """A tap that records as the hub does: the packets are kept, and made sound of later by somebody else."""

    def __init__(self, folder: Path, number: int, clerk: Clerk, now: float) -> None:
        label = Label(
            call=str(number),
            recording=f"{number}/tape1",
            message=False,
            number="",
            queue="",
            keep_days=1,
            least_ms=0,
        )
        self._tape = Tape(folder, label, clerk, now)
        self._tape.take(("ours",), ("theirs",), now)

    def __call__(self, side: Side, data: bytes, arrival: float) -> None:
        self._tape.keep("theirs" if side else "ours", PEER, data, arrival)

    def turn(self, now: float) -> None:
        """The next 20 ms."""
        self._tape.turn({}, now)


async def turning(recordings: list[Recorded]) -> None:
    """Give each recording its turn in 20 ms, spread evenly, since nobody listens to them in time."""
    loop = asyncio.get_running_loop()
    due, share = loop.time(), max(1, -(-len(recordings) // 10))
    while True:
        for first in range(0, len(recordings), share):
            for one in recordings[first : first + share]:
                one.turn(due)
            await asyncio.sleep(due + 0.002 * (1 + first // share) - loop.time())
        due += 0.02
        await asyncio.sleep(due - loop.time())


async def sessions(job: Job, folder: Path) -> list[int]:
    """Calls of the product's own parts; the ports of their sessions."""
    made: list[MediaSession] = []
    recordings: list[Recorded] = []
    clerk, loop = Clerk(), asyncio.get_running_loop()
    for number, port in enumerate(job.peers):
        session = await MediaSession.open(
            SessionSettings("127.0.0.1", "bench", PORTS), heard=lambda *_: None
        )
        security = None
        if job.keys:
            keys = Keys(SUITE, bytes.fromhex(job.keys[number]))
            security = Sdes(keys, keys)
        await session.apply(MediaPlan(CLOCKS, ("127.0.0.1", port), security=security))
        made.append(session)
    for number in range(0, len(made), 2):
        relay = Relay(made[number], made[number + 1], CLOCKS)
        if job.kind == "recorded":
            recordings.append(Recorded(folder, number, clerk, loop.time()))
            relay.tap(recordings[-1])
    TASKS.add(asyncio.create_task(turning(recordings)))
    return [session.local[1] for session in made if session.local is not None]


class Bare(asyncio.DatagramProtocol):
    """What stands beside: a socket that sends what it gets out of another one."""

    def __init__(self, port: int) -> None:
        self._remote = ("127.0.0.1", port)
        self.other: Bare | None = None
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        other = self.other
        if other is not None and other.transport is not None:
            other.transport.sendto(data, other._remote)


async def forwarders(job: Job) -> list[int]:
    """Pairs of bare sockets; their ports."""
    loop = asyncio.get_running_loop()
    made: list[Bare] = []
    ports = []
    for port in job.peers:
        transport, protocol = await loop.create_datagram_endpoint(
            lambda port=port: Bare(port),  # type: ignore[misc]
            local_addr=("127.0.0.1", 0),
        )
        ports.append(transport.get_extra_info("sockname")[1])
        made.append(protocol)
    for one, other in zip(made[::2], made[1::2], strict=True):
        one.other, other.other = other, one
    return ports


async def main(job: Job, folder: Path) -> None:
    """Answer with the ports and go on until the input ends."""
    ports = await (forwarders(job) if job.kind == "bare" else sessions(job, folder))
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def job_line(job: Job) -> bytes:
    """A job as it goes into the process."""
    return json.dumps(asdict(job)).encode() + b"\n"


def serve() -> None:
    """What the process does: as the hub's, it takes its turns before other programs where that is allowed."""
    take_turns_first()
    work = Job(**json.loads(sys.stdin.readline()))
    with tempfile.TemporaryDirectory(prefix="agent-desktop-voice-load-") as place:
        if work.loop == "uvloop":
            import uvloop

            uvloop.run(main(work, Path(place)))
        else:
            asyncio.run(main(work, Path(place)))
