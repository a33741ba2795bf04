"""A worker with telephones around it, and a small centre that keeps what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import (
    EntryPoint,
    Menu,
    Policy,
    QueueVoice,
    Recording,
    ToNumber,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.hub.voice.process.apart import begin
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.studio.bridge import Bridge
from agent_desktop.hub.voice.worker.centre import Farewell, News, Recorded, TrunkCondition
from agent_desktop.hub.voice.worker.setup import Trunk, WorkerSetup
from agent_desktop.hub.voice.worker.worker import Worker
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.flow import Target
from tests.hub.voice.worker.telephone import Telephone

N = TypeVar("N")
PATIENCE_S = 20.0
DOMAIN = "127.0.0.1"
POLICY = Policy(
    caller_id="+4930999000",
    entry_points=(
        EntryPoint(id="main", numbers=("+4930999100",), then=ToQueue("orders")),
        EntryPoint(id="menu", numbers=("+4930999200",), then=ToQueue("orders"), menu="first"),
        EntryPoint(id="other", numbers=("+4930999500",), then=ToNumber("+4989333")),
    ),
    menus=(
        Menu(
            id="first",
            prompt="menu_practice",
            choices={"1": ToQueue("orders"), "2": ToQueue("taped"), "3": ToVoicemail("orders")},
            on_fail=ToQueue("orders"),
        ),
    ),
    queues=(
        QueueVoice(id="orders"),
        QueueVoice(id="taped", recording=Recording(mode="all", objection_digit="")),
    ),
    # A telephone that answers does so, however long this computer is busy with other things.
    agent_ring_ms=30_000,
)


@dataclass(frozen=True)
class WebAnswered:
    """What a page would be told."""

    leg: str
    sdp: str


@dataclass(frozen=True)
class WebOver:
    """The same, of the end."""

    leg: str
    cause: Cause


@dataclass(frozen=True)
class Phone:
    """An agent's telephone came or went."""

    address: str
    here: bool


@dataclass(frozen=True)
class EndsBy:
    """How a leg could be ended by another worker."""

    leg: str
    farewell: Farewell | None


@dataclass(frozen=True)
class Stands:
    """How a trunk is."""

    trunk: str
    condition: TrunkCondition


class Desk:
    """The fake centre: it enters by the port, keeps what it is told, and lets tests wait for it."""

    def __init__(self) -> None:
        self.told: list[
            News | Recorded | WebAnswered | WebOver | VoiceCall | Phone | Stands | EndsBy
        ] = []
        self._grown = asyncio.Event()

    def news(self, news: News) -> None:
        self.told.append(news)
        self._grown.set()

    def recorded(self, recorded: Recorded) -> None:
        self.told.append(recorded)
        self._grown.set()

    def pictured(self, call: VoiceCall) -> None:
        self.told.append(call)
        self._grown.set()

    def phone_here(self, address: str, here: bool) -> None:
        self.told.append(Phone(address, here))
        self._grown.set()

    def leg_ends_by(self, leg: str, farewell: Farewell | None) -> None:
        self.told.append(EndsBy(leg, farewell))
        self._grown.set()

    def trunk_stands(self, trunk: str, condition: TrunkCondition) -> None:
        self.told.append(Stands(trunk, condition))
        self._grown.set()

    def web_answered(self, leg: str, sdp: str) -> None:
        self.told.append(WebAnswered(leg, sdp))
        self._grown.set()

    def web_over(self, leg: str, cause: Cause) -> None:
        self.told.append(WebOver(leg, cause))
        self._grown.set()

    def all(self, kind: type[N]) -> list[N]:
        return [one for one in self.told if isinstance(one, kind)]

    async def until(self, kind: type[N], fits: Callable[[N], bool] = lambda _: True) -> N:
        """The first news of a kind that fits, told already or to come."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    for one in self.told:
                        if isinstance(one, kind) and fits(one):
                            return one
                    self._grown.clear()
                    await self._grown.wait()
        except TimeoutError:
            raise AssertionError(f"no {kind.__name__} in {self.told}") from None


class House:
    """The worker, its centre, and who lives there."""

    def __init__(self, worker: Worker, desk: Desk) -> None:
        self.worker, self.desk = worker, desk
        self.telephones: list[Telephone] = []

    @property
    def port(self) -> int:
        return self.worker.signalling.ports["udp"]

    @property
    def bridges(self) -> dict[str, Bridge]:
        """The sound of each call."""
        return self.worker.studios.inside.bridges

    def add(self, telephone: Telephone) -> Telephone:
        """It hangs up with the house."""
        self.telephones.append(telephone)
        return telephone

    def telephone(self, hz: float) -> Telephone:
        """A caller's."""
        return self.add(Telephone(hz))

    async def agent(
        self,
        name: str,
        hz: float,
        *,
        codec: str = "PCMU",
        answers: bool = True,
        secure: bool = False,
    ) -> Telephone:
        """An agent's telephone, registered."""
        made = self.add(Telephone(hz, codec=codec, answers=answers, secure=secure))
        await made.register_at(name, self.port)
        return made

    async def waiting(
        self, caller: Telephone, number: str = "+4930999100", *, key: str = ""
    ) -> str:
        """Call, and be let into a queue; the call's id."""
        await caller.dial(number, self.port)
        if key:
            await caller.listens(0.5)
            caller.press(key)
        known = len(self.desk.all(d.Arrived))
        await self.desk.until(d.Arrived, lambda one: self.desk.all(d.Arrived).index(one) >= known)
        return self.desk.all(d.Arrived)[-1].call

    def accept(self, call: str, agent: str, token: str = "token") -> None:
        """Routing: this agent took the offer."""
        self.worker.tell(i.OfferAccepted(call, agent, f"sip:{agent}@{DOMAIN}", token))

    async def talking(self, caller: Telephone, agent: str, number: str = "+4930999100") -> str:
        """Call, wait, and be connected with an agent."""
        call = await self.waiting(caller, number)
        self.accept(call, agent)
        await self.desk.until(d.Talking, lambda one: one.call == call)
        return call


def setup_of(folder: Path) -> WorkerSetup:
    return WorkerSetup(
        address="127.0.0.1",
        domain=DOMAIN,
        secrets=lambda user, algorithm: ha1(user, DOMAIN, "secret", algorithm),
        may=lambda user, aor: aor == f"sip:{user}@{DOMAIN}",
        recordings=folder / "recordings",
        udp_port=0,
        tcp_port=0,
        trunks=(Trunk("carrier", Target("udp", "127.0.0.1", 1), ("127.0.0.0/8",)),),
        codecs=("PCMU", "PCMA"),
    )


@asynccontextmanager
async def house(
    folder: Path,
    *,
    policy: Policy = POLICY,
    catalogue: Catalogue | None = None,
    change: Callable[[WorkerSetup], WorkerSetup] = replace,
    studios: int = 1,
) -> AsyncIterator[House]:
    """`studios` is the most of them; all but one are processes."""
    desk = Desk()
    setup = change(setup_of(folder))
    worker = Worker(
        setup,
        policy,
        lambda: catalogue or Catalogue(),
        desk,
        lambda ice, heard, gone: begin(setup.studio(ice), heard, gone),
        studios,
    )
    await worker.start()
    made = House(worker, desk)
    try:
        yield made
    finally:
        await worker.stop()
        for telephone in made.telephones:
            await telephone.close()
