"""The process's life: setup, ready, frames in and out, goodbye.

Promises `Ready` or `Failed` as its first line; that it ends in order on `Stop`, on SIGTERM and at the end of stdin,
after `FAREWELL_S` at the latest; that nothing but frames is written to stdout. SIGINT is the parent's affair: a
terminal sends it to both. Refuses to go on when its parent is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from agent_desktop.hub.voice import phones
from agent_desktop.hub.voice.process import frames, start
from agent_desktop.hub.voice.process.admitted import Admitted
from agent_desktop.hub.voice.process.apart import begin, cores
from agent_desktop.hub.voice.process.door import Door
from agent_desktop.hub.voice.process.loops import loop_factory
from agent_desktop.hub.voice.process.pipes import Inbox, Outbox
from agent_desktop.hub.voice.process.setup import PATIENCE_S, Setup, TrunkSetup
from agent_desktop.hub.voice.prompts.uploads import UploadedPrompts
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.worker.addresses import sound_addresses
from agent_desktop.hub.voice.worker.centre import Farewell, News, Recorded, TrunkCondition
from agent_desktop.hub.voice.worker.setup import Trunk, WorkerSetup
from agent_desktop.hub.voice.worker.worker import Worker
from agent_desktop.media.precedence import take_turns_first
from agent_desktop.media.transport.helping import helpers
from agent_desktop.media.transport.ice import IceSettings, TurnServer
from agent_desktop.model.base import wall_clock
from agent_desktop.model.telephone import SoundServer
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.carrier import Unreachable
from agent_desktop.sip.transport.tls import server_context

if TYPE_CHECKING:
    from agent_desktop.hub.voice.prompts.catalogue import Catalogue

#: How long saying goodbye may take.
FAREWELL_S: Final = 3.0
_log: Final = logging.getLogger(__name__)


def main() -> int:
    """Run a worker as stdin says; the process's exit code."""
    take_turns_first()
    inbox, descriptor = Inbox(sys.stdin.fileno()), start.as_child()
    try:
        setup = msgspec.json.decode(inbox.read() or b"", type=Setup)
    except msgspec.MsgspecError:
        os.write(descriptor, frames.line(frames.Failed(why="no setup came over stdin")))
        return 1
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(_serve(setup, inbox, descriptor))


async def _serve(setup: Setup, inbox: Inbox, descriptor: int) -> int:
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def end() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            loop.call_soon_threadsafe(over.set)

    start.end_when_terminated(over)
    outbox = Outbox(descriptor, end)
    try:
        life = Life(setup, outbox, over)
        await life.begin()
    except (Unreachable, OSError, ValueError) as error:
        outbox.put(frames.line(frames.Failed(why=str(error))))
        outbox.close()
        return 1

    def heard(line: bytes) -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(life.hear, line)

    inbox.follow(heard, end)
    gc.collect()
    gc.freeze()  # what lives now lives for ever: collections stay short
    beating = asyncio.create_task(life.beat())
    try:
        await over.wait()
    finally:
        beating.cancel()
        await life.end()
        outbox.close()
    return 0


class Life:
    """A worker between its pipes; the worker's `Centre`."""

    def __init__(self, setup: Setup, outbox: Outbox, over: asyncio.Event) -> None:
        """Make it on the loop. Raises `Unreachable` and `ValueError` for what cannot be used."""
        self._outbox, self._over = outbox, over
        self._address = setup.address
        self._admitted = Admitted(wall_clock)
        self._prompts = UploadedPrompts(Path(setup.prompts))
        self._catalogue: Catalogue | None = None
        carried = _worker_setup(setup, self._admitted)
        self._worker = Worker(
            carried,
            setup.policy,
            self._read_prompts,
            self,
            lambda ice, heard, gone: begin(carried.studio(ice, setup.prompts), heard, gone),
            cores(),
        )
        self._door = Door(self._worker.signalling.endpoint.ways)

    def _read_prompts(self) -> Catalogue:
        """When the first call wants them. In a thread."""
        from agent_desktop.hub.voice.prompts.catalogue import Catalogue

        self._catalogue = made = Catalogue(self._prompts.all())
        return made

    async def begin(self) -> None:
        """Listen, and say so. Raises `Unreachable`, `OSError`."""
        await self._worker.start()
        await self._door.open()
        ports = self._worker.signalling.ports
        self._say(frames.Ready(ports=ports, door=self._door.port, key=self._door.key))

    async def end(self) -> None:
        """Say goodbye to everybody."""
        try:
            async with asyncio.timeout(FAREWELL_S):
                await self._worker.stop()
        except TimeoutError:
            _log.info("somebody did not answer our goodbye")
        await self._door.close()

    async def beat(self) -> None:
        """Show life, for ever."""
        while True:
            self._say(frames.Alive())
            await asyncio.sleep(frames.ALIVE_S)

    def hear(self, line: bytes) -> None:
        """A line of the hub's. One that fails must not take the others with it."""
        try:
            self._do(frames.to_worker.decode(line))
        except Exception:
            _log.exception("a frame could not be carried out")

    def _do(self, frame: frames.ToWorker) -> None:
        worker = self._worker
        match frame:
            case frames.Tell(input=new):
                worker.tell(new)
            case frames.AdmitPhone():
                self._admitted.admit(frame)
            case frames.TrunksDefined(trunks=trunks):
                worker.signalling.define_trunks(_trunks(trunks))
            case frames.ServersDefined(servers=servers):
                worker.define_ice(_ice(self._address, servers))
            case frames.PromptsChanged():
                if self._catalogue is not None:
                    self._catalogue.define(self._prompts.all())
                worker.studios.look()
            case frames.WebCallOffered():
                worker.web_call(frame.call, frame.leg, frame.entry_point, frame.sdp)
            case frames.WebCallEnded(leg=leg):
                worker.web_ended(leg)
            case frames.WebKeyPressed(leg=leg, key=key):
                worker.web_key(leg, key)
            case frames.Stop():
                self._over.set()

    # What the worker tells

    def _say(self, frame: frames.FromWorker) -> None:
        self._outbox.put(frames.line(frame))

    def news(self, news: News) -> None:
        self._say(frames.Happened(news=news))

    def pictured(self, call: VoiceCall) -> None:
        self._say(frames.Pictured(call=call))

    def recorded(self, recorded: Recorded) -> None:
        self._say(frames.FileComplete(recorded=recorded))

    def phone_here(self, address: str, here: bool) -> None:
        self._say(frames.PhoneHere(address=address, here=here))

    def leg_ends_by(self, leg: str, farewell: Farewell | None) -> None:
        self._say(frames.LegEndsBy(leg=leg, farewell=farewell))

    def trunk_stands(self, trunk: str, condition: TrunkCondition) -> None:
        self._say(frames.TrunkStands(trunk=trunk, condition=condition))

    def web_answered(self, leg: str, sdp: str) -> None:
        self._say(frames.WebCallAnswered(leg=leg, sdp=sdp))

    def web_over(self, leg: str, cause: Cause) -> None:
        self._say(frames.WebCallOver(leg=leg, cause=cause))


def _worker_setup(setup: Setup, admitted: Admitted) -> WorkerSetup:
    """Raises `Unreachable` when TLS's files cannot be used."""
    tls = None
    if setup.tls_certificate:
        tls = server_context(Path(setup.tls_certificate), Path(setup.tls_key))
    port = setup.sip_port
    return WorkerSetup(
        address=setup.address,
        domain=phones.DOMAIN,
        secrets=admitted.secret,
        may=admitted.may,
        recordings=Path(setup.recordings),
        udp_port=port,
        tcp_port=port,
        tls_port=port + 1 if port else port,
        tls=tls,
        trunks=_trunks(setup.trunks),
        ice=_ice(setup.address, setup.servers),
        codecs=setup.codecs,
        orphans=setup.orphans,
    )


def _ice(address: str, servers: Sequence[SoundServer]) -> IceSettings:
    """How this worker's sound finds its way. Raises `ValueError` for what is no server."""
    stun: tuple[tuple[str, int], ...] = ()
    turn: tuple[TurnServer, ...] = ()
    for one in servers:
        more_stun, more_turn = helpers(one.uris, one.user, one.password)
        stun, turn = stun + more_stun, turn + more_turn
    return IceSettings(
        stun=stun, turn=turn, addresses=sound_addresses(address), gather_s=PATIENCE_S
    )


def _trunks(told: Sequence[TrunkSetup]) -> tuple[Trunk, ...]:
    return tuple(
        Trunk(
            one.id,
            Target(one.transport, one.host, one.port),
            one.networks,
            domain=one.domain,
            credentials=Credentials(one.user, one.password) if one.user else None,
            encryption=one.encryption,
            registers=one.registers,
            numbers=one.numbers,
            caller_id=one.caller_id,
            caller_ids=one.caller_ids,
            form=one.form,
        )
        for one in told
        if not one.paused
    )
