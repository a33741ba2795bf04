"""The hub's telephones as the server sees them: one worker's process, kept alive, between the centre and the doors.

Promises that there is no worker, and nothing of it in memory, before somebody needs one: a telephone that may register,
a page that calls, a network from which calls may come, a customer who waits for a call back. That the centre hears
everything that a worker tells, in its order, and again when the disk had no room; that orders of the centre reach the
worker that lives now, or nobody; that a worker which died is replaced (after 0.2 s, then later and later, up to 10 s),
the centre hearing of its death first; that the new one knows policy, trunks and telephones, and hangs up where the dead
one cannot. Refuses to decide anything about a call.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.recordings import Recordings
from agent_desktop.hub.server.shelving import Shelving
from agent_desktop.hub.server.sound_server_watch import SoundServerWatch
from agent_desktop.hub.server.sound_servers import (
    LIFETIME,
    HelpingServer,
    grant_all,
    kept_servers,
)
from agent_desktop.hub.server.tidings import Tidings
from agent_desktop.hub.server.trunks import TrunkWatch, kept_trunks
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.server.voice_process import VoiceProcess
from agent_desktop.hub.server.voice_settings import told_policy
from agent_desktop.hub.server.voice_times import in_own_time, in_shared_time
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice import phones
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.process import frames
from agent_desktop.hub.voice.process.setup import Setup, TrunkSetup
from agent_desktop.hub.voice.worker.centre import Farewell, Recorded
from agent_desktop.hub.voice.worker.left_behind import left_behind, salvaged
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import DeskError
from agent_desktop.model.telephone import SoundServer

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 10.0
WELL_AFTER: Final = 60.0
"""Seconds of life after which the next death is not one in a row."""
OURSELVES: Final = "hub"
"""The name by which the worker itself is known to relays."""
_log = logging.getLogger("agent_desktop.hub")


@dataclass(frozen=True)
class WebLeg:
    """A call from a page: who hears of our answer (SDP), and of the end (why)."""

    answered: Callable[[str], None]
    over: Callable[[str], None]


class Switchboard:
    """Started and stopped with the hub. Lives on the event loop."""

    def __init__(
        self,
        thread: CentreThread,
        recordings: Recordings,
        place: VoicePlace,
        clock: SharedClock | None = None,
    ) -> None:
        self._thread, self.place = thread, place
        self._clock = clock or SharedClock()
        self._shelving = Shelving(recordings, self._shelved)
        self._tidings = Tidings(thread)
        self.trunks = TrunkWatch()
        #: They help telephones and pages behind firewalls; an administrator names them.
        self.servers: tuple[HelpingServer, ...] = ()
        self.helping = SoundServerWatch(
            lambda: self.servers_for(OURSELVES), place.address, back=self._tell_servers
        )
        self._process: VoiceProcess | None = None
        self._ready: frames.Ready | None = None
        self._came = asyncio.Event()
        self._needed = asyncio.Event()
        self._admitted: dict[str, frames.AdmitPhone] = {}
        self._web: dict[str, WebLeg] = {}
        #: How the legs of the worker can be ended by the next one, and those of one that died.
        self._farewells: dict[str, Farewell] = {}
        self._orphans: tuple[Farewell, ...] = ()
        self._stopping = asyncio.Event()
        self._changes = 0
        self._why = ""
        self._lasting: list[asyncio.Task[None]] = []
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin; a worker is ready some time after somebody needs one."""
        self._unsubscribe = self._thread.subscribe_orders(self._order)
        self._lasting = [
            asyncio.create_task(self._tidings.carry()),
            asyncio.create_task(self._keep()),
            asyncio.create_task(self._renew()),
            asyncio.create_task(self.helping.watch()),
        ]

    async def stop(self) -> None:
        """Say goodbye to everybody; the centre has heard all of it when this returns. Safe to call twice."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._tidings.last()
        self._came.set()
        self._needed.set()
        if self._process is not None:
            await self._process.end(at_once=self._ready is None)
        await asyncio.gather(self._lasting[1], return_exceptions=True)
        await self._shelving.stop()
        await self._tidings.told()
        self._unsubscribe()
        for task in self._lasting:
            task.cancel()
        await asyncio.gather(*self._lasting, return_exceptions=True)

    # For the doors

    @property
    def ports(self) -> dict[str, int] | None:
        """The SIP ports by transport; None while no worker is ready."""
        return self._ready.ports if self._ready is not None else None

    @property
    def why(self) -> str:
        """Why no worker starts, in words; empty when one did or may."""
        return self._why

    @property
    def resting(self) -> bool:
        """Whether nobody has needed a worker yet."""
        return not self._needed.is_set()

    def need(self) -> None:
        """Let there be a worker from now on."""
        self._needed.set()

    async def door(self) -> str:
        """Where telephones' WebSockets go, as soon as a worker is ready. Raises Stopping when there will be none."""
        self.need()
        while self._ready is None or self._stopping.is_set():
            if self._stopping.is_set():
                raise Stopping(
                    "The hub stops or starts again.", remedy="Connect again in a moment."
                )
            self._came.clear()
            await self._came.wait()
        return f"ws://127.0.0.1:{self._ready.door}/{self._ready.key}"

    def admit(self, frame: frames.AdmitPhone) -> None:
        """Let a telephone register, here and at every later worker, until its time."""
        now = wall_clock()
        self._admitted = {k: one for k, one in self._admitted.items() if one.until > now}
        self._admitted.pop(frame.user, None)
        if frame.until > now:
            self._admitted[frame.user] = frame
            self.need()
        self._send(frame)

    def define_policy(self, policy: Policy) -> None:
        """The house works like this from now on."""
        self._changes += 1
        self._send(frames.Tell(input=told.PolicyDefined(policy)))

    def define_trunks(self, trunks: tuple[TrunkSetup, ...]) -> None:
        """These are the ways to the telephone network from now on."""
        self._changes += 1
        self.trunks.keep({one.id for one in trunks})
        if any(not one.paused for one in trunks):
            self.need()
        self._send(frames.TrunksDefined(trunks=trunks))

    def define_servers(self, servers: tuple[HelpingServer, ...]) -> None:
        """These help sound through firewalls from now on."""
        self._changes += 1
        self.servers = servers
        self.helping.changed()
        self._tell_servers()

    def _tell_servers(self) -> None:
        """Let the worker use them as they are now; it waits again for those that were silent."""
        self._send(frames.ServersDefined(servers=self.servers_for(OURSELVES)))

    def prompts_changed(self) -> None:
        """Somebody uploaded or deleted a prompt."""
        self._send(frames.PromptsChanged())

    def servers_for(self, name: str) -> tuple[SoundServer, ...]:
        """What helps somebody's sound through firewalls."""
        return grant_all(self.servers, name, wall_clock())

    def web_servers(self) -> tuple[SoundServer, ...]:
        """The same for a page."""
        return self.servers_for("page")

    async def web_ready(self) -> None:
        """Wait until pages can call."""
        await self.door()

    def offer_web_call(
        self,
        *,
        call: str,
        leg: str,
        entry_point: str,
        sdp: str,
        answered: Callable[[str], None],
        over: Callable[[str], None],
    ) -> None:
        """Somebody calls from a page with this offer (`frames.WebCallOffered` says what the others are).

        `answered` hears our description once, `over` why it has ended, once and last; not when the page ends it. Both
        hear later.
        """
        if self._ready is None or self._stopping.is_set():
            asyncio.get_running_loop().call_soon(over, "lost")
            return
        self._web[leg] = WebLeg(answered, over)
        self._send(frames.WebCallOffered(call=call, leg=leg, entry_point=entry_point, sdp=sdp))

    def end_web_call(self, leg: str) -> None:
        """The page has hung up, or is gone: neither of its two hears anything more."""
        self._web.pop(leg, None)
        self._send(frames.WebCallEnded(leg=leg))

    def press_web_key(self, leg: str, key: str) -> None:
        """The visitor pressed a key."""
        if leg in self._web:
            self._send(frames.WebKeyPressed(leg=leg, key=key))

    # The worker's life

    async def _keep(self) -> None:
        """Let there be a worker, as long as the hub runs and since somebody needs it."""
        if await self._expected():
            self.need()
        await self._needed.wait()
        loop, pause = asyncio.get_running_loop(), FIRST_PAUSE
        while not self._stopping.is_set():
            began = loop.time()
            await self._live()
            if loop.time() - began > WELL_AFTER:
                pause = FIRST_PAUSE
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _renew(self) -> None:
        """Let the worker have new passwords at the relays long before the old ones end, for ever."""
        while True:
            await asyncio.sleep(LIFETIME / 4000)
            self._tell_servers()

    async def _expected(self) -> bool:
        """Whether there is work for one already: calls that come in by themselves, or what an earlier hub has left."""
        try:
            trunks, owed, self.servers = await self._thread.call(
                lambda one: (kept_trunks(one), one.owes_calls(), kept_servers(one))
            )
            left = await asyncio.to_thread(left_behind, self.place.recordings)
        except (DeskError, OSError):  # the start will say it
            return True
        self.helping.changed()
        wanted = any(not one.paused for one in trunks)
        return self.place.listens or wanted or owed or bool(left)

    async def _live(self) -> None:
        """One worker, from its start to its end."""
        changes = self._changes
        try:
            process = await VoiceProcess.start(await self._setup())
        except (OSError, DeskError) as error:
            self._fail(type(error).__name__)
            return
        if self._stopping.is_set() or changes != self._changes:  # it has been told what is old
            await process.end(at_once=True)
            return
        self._process = process
        try:
            code = await process.run(self._heard)
        finally:
            was_ready, self._ready, self._process = self._ready is not None, None, None
        self._bury(was_ready)
        if was_ready and not self._stopping.is_set():
            _log.error("the telephones' process ended with code %s; it is started again", code)

    async def _setup(self) -> Setup:
        place = self.place
        policy, trunks, self.servers = await self._thread.call(
            lambda one: (told_policy(one), kept_trunks(one), kept_servers(one))
        )
        self.trunks.keep(())
        usual = policy.queue("").recording.keep_days
        coming = self._shelving.coming  # what the last one completed
        left = await asyncio.to_thread(salvaged, place.recordings, usual, coming.__contains__)
        for recorded, news in left:
            if news is not None:
                self._heard(frames.Happened(news=news))
            self._shelving.bring(recorded)
        return Setup(
            address=place.address,
            recordings=str(place.recordings),
            prompts=str(place.prompts),
            policy=policy,
            sip_port=place.sip_port,
            tls_certificate=str(place.tls[0]) if place.tls is not None else "",
            tls_key=str(place.tls[1]) if place.tls is not None else "",
            trunks=trunks,
            servers=self.servers_for(OURSELVES),
            orphans=self._orphans,
        )

    def _bury(self, was_ready: bool) -> None:
        """Whatever the worker carried is gone."""
        self._orphans += tuple(self._farewells.values())
        self._farewells = {}
        legs, self._web = self._web, {}
        for leg in legs.values():
            leg.over("lost")
        if (
            was_ready and not self._stopping.is_set()
        ):  # who is told to stop has told of everything itself
            self._tidings.tell(lambda centre: centre.voice_lost())

    def _fail(self, why: str) -> None:
        if why != self._why:
            self._why = why
            _log.error("the telephones' process does not start: %s", why)

    # What it says

    def _heard(self, frame: frames.FromWorker) -> None:
        match frame:
            case frames.Ready():
                self._welcome(frame)
            case frames.Failed(why=why):
                self._fail(why)
            case frames.Happened(news=news):
                timed = in_shared_time(news, self._clock.ahead_ms)
                self._tidings.tell(lambda centre: centre.voice_happened(timed))
            case frames.Pictured(call=call):
                self._tidings.tell(lambda centre: centre.voice_pictured(call))
            case frames.FileComplete(recorded=recorded):
                self._shelving.bring(recorded)
            case frames.PhoneHere(address=address, here=here):
                agent = phones.agent_of(address)
                if agent:
                    self._tidings.tell(lambda centre: centre.phone_here(agent, here))
            case frames.TrunkStands(trunk=trunk, condition=condition):
                self.trunks.stands(trunk, condition)
            case frames.WebCallAnswered(leg=leg, sdp=sdp):
                if leg in self._web:
                    self._web[leg].answered(sdp)
            case frames.WebCallOver(leg=leg, cause=cause):
                if leg in self._web:
                    self._web.pop(leg).over(cause)
            case frames.LegEndsBy(leg=leg, farewell=None):
                self._farewells.pop(leg, None)
            case frames.LegEndsBy(leg=leg, farewell=farewell) if farewell is not None:
                self._farewells[leg] = farewell
            case frames.Alive():
                pass

    def _welcome(self, ready: frames.Ready) -> None:
        self._ready, self._why, self._orphans = ready, "", ()
        self._came.set()
        for frame in self._admitted.values():
            self._send(frame)
        coming = self._shelving.coming
        self._tidings.tell(lambda centre: centre.voice_ready(coming))
        _log.info("the telephones are ready")

    def _shelved(self, recorded: Recorded, attachment: Attachment | None) -> None:
        self._tidings.tell(lambda centre: centre.voice_recorded(recorded, attachment))

    def _order(self, orders: Sequence[told.Input]) -> None:
        if self._ready is not None:
            for order in orders:
                self._send(frames.Tell(input=in_own_time(order, self._clock.ahead_ms)))

    def _send(self, frame: frames.ToWorker) -> None:
        if self._process is not None:  # one that is not ready yet reads it then
            self._process.send(frame)
