"""Telephones that go without a word, their registration still running: they are asked, and presence follows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.worker.roll_call import Pace, RollCall
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.sip.agent.events import Asked
from agent_desktop.sip.agent.outcome import Outcome, local_outcome
from agent_desktop.sip.agent.server import Binding
from agent_desktop.sip.flow import Flow, Transport
from agent_desktop.sip.message import Message, Request
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import House, Phone, house
from tests.hub.voice.worker.telephone import Telephone

ANN = "sip:ann@127.0.0.1"


def quick(setup: WorkerSetup) -> WorkerSetup:
    return replace(setup, pace=Pace(every_s=0.05, answer_s=0.2))


class Questions:
    """What a telephone is asked by OPTIONS; while it is `deaf` it hears nothing at all, or none of those."""

    def __init__(self, telephone: Telephone) -> None:
        self.deaf = self.ignored = False
        self.count = 0
        self._grown = asyncio.Event()
        self._hear = telephone.endpoint.message
        telephone.endpoint.message = self._heard  # type: ignore[method-assign]

    def _heard(self, message: Message, flow: Flow) -> None:
        asked = isinstance(message, Request) and message.method == "OPTIONS"
        if asked:
            self.count += 1
            self._grown.set()
        if not self.deaf and not (asked and self.ignored):
            self._hear(message, flow)

    async def come(self, count: int) -> None:
        """Wait for so many more."""
        until = self.count + count
        async with asyncio.timeout(20):
            while self.count < until:
                self._grown.clear()
                await self._grown.wait()


async def seen(home: House, *here: bool) -> None:
    """Wait until the centre has been told exactly this of Ann's telephone."""
    wanted = [Phone(ANN, one) for one in here]
    await home.desk.until(Phone, lambda _: len(home.desk.all(Phone)) >= len(wanted))
    assert home.desk.all(Phone) == wanted


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@asynchronous
async def test_who_answers_no_more_is_gone_until_it_answers(
    tmp_path: Path, transport: Transport
) -> None:
    async with house(tmp_path, change=quick) as home:
        telephone = home.add(Telephone(700.0))
        questions = Questions(telephone)
        await telephone.register_at("ann", home.worker.signalling.ports[transport], transport)
        await questions.come(2)
        await seen(home, True)
        questions.deaf = True
        await seen(home, True, False)
        assert home.worker.registered == set()
        call = await home.waiting(home.telephone(440.0))
        home.accept(call, "ann")
        back = await home.desk.until(d.Returned, lambda one: one.call == call)
        assert back.why == "not_found", "no ringing into the void"
        questions.deaf = False
        await seen(home, True, False, True)
        home.accept(call, "ann")
        await home.desk.until(d.Talking, lambda one: one.call == call)


@asynchronous
async def test_who_never_answers_such_questions_is_believed(tmp_path: Path) -> None:
    async with house(tmp_path, change=quick) as home:
        telephone = home.add(Telephone(700.0))
        questions = Questions(telephone)
        questions.ignored = True
        await telephone.register_at("ann", home.port)
        await questions.come(8)  # several questions, each asked again
        await seen(home, True)
        call = await home.talking(home.telephone(440.0), "ann")
        assert call


class Registered:
    """An endpoint with a registrar, as far as the roll call knows them; `asked` are the names of questions."""

    def __init__(self, *transports: Transport) -> None:
        self.agent = self.registrar = self
        self.asked: list[str] = []
        self._grown = asyncio.Event()
        self.bindings = [
            Binding(ANN, f"sip:ann@{one}", Flow(one, ("127.0.0.1", 9), ("127.0.0.1", 8), one), 1e9)
            for one in transports
        ]

    def lookup(self, aor: str) -> list[Binding]:
        return self.bindings

    def act(self, deed: Callable[[float], None]) -> None:
        deed(0.0)

    def probe(self, account: str, name: str, *_: object) -> None:
        self.asked.append(name)
        self._grown.set()

    async def questions(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.asked) < count:
                self._grown.clear()
                await self._grown.wait()


GOOD = Outcome(200, "OK")
SILENT = local_outcome(408, "nobody answered", "check_connection")


def answer(name: str, outcome: Outcome = GOOD) -> Asked:
    return Asked(name, "OPTIONS", outcome)


@asynchronous
async def test_those_behind_websockets_are_pinged_by_the_door_alone() -> None:
    there = Registered("wss", "tcp")
    told: list[tuple[str, bool]] = []
    roll = RollCall(there, Pace(0.01, 9.0), lambda aor, here: told.append((aor, here)))  # type: ignore[arg-type]
    roll.registered(ANN, there.bindings)
    await there.questions(1)
    roll.heard(answer(there.asked[0]))
    await there.questions(2)
    roll.heard(answer(there.asked[1], SILENT))
    assert roll.there(there.bindings) == there.bindings[:1]
    assert told[-1] == (ANN, True), "by the other one"
    roll.stop()


@asynchronous
async def test_what_was_heard_of_an_earlier_question_does_not_count() -> None:
    """A question over UDP is given up long after the next one was answered."""
    there = Registered("udp")
    roll = RollCall(there, Pace(0.01, 0.01), lambda aor, here: None)  # type: ignore[arg-type]
    roll.registered(ANN, there.bindings)
    await there.questions(1)
    roll.heard(answer(there.asked[0]))
    await there.questions(3)  # the second one had its time
    assert roll.there(there.bindings) == []
    roll.heard(answer(there.asked[-1]))
    roll.heard(answer(there.asked[1], SILENT))
    assert roll.there(there.bindings) == there.bindings
    there.bindings = []
    roll.registered(ANN, [])
    roll.heard(answer(there.asked[-1], SILENT))
    roll.heard(answer("trunk 1", SILENT))
    roll.stop()
