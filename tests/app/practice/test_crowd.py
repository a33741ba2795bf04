"""When practice callers come: soon, and again until somebody can be called."""

import asyncio
from collections.abc import Iterator

import pytest

from agent_desktop.app.practice import caller, crowd
from agent_desktop.app.practice.visitor import Visitor
from agent_desktop.model.errors import Offline

HOUR_S = 3_600.0


class Callers:
    """All who come. `finds`: whether a telephone is there, for each try; an error is raised."""

    def __init__(self, *finds: bool | Exception) -> None:
        self.made: list[object] = []
        self.tries: list[object] = []
        self.enough = asyncio.Event()
        self._finds: Iterator[bool | Exception] = iter(finds)

    def __call__(self, *about: object, **more: object) -> "Callers._One":
        one = Callers._One(self)
        self.made.append(one)
        return one

    class _One:
        def __init__(self, all_of_them: "Callers") -> None:
            self._all = all_of_them

        async def run(self) -> bool:
            self._all.tries.append(self)
            found = next(self._all._finds, None)
            if found is None:
                self._all.enough.set()
                return True
            if isinstance(found, Exception):
                raise found
            return found


@pytest.fixture(autouse=True)
def _nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(self: Visitor) -> None:
        return None

    monkeypatch.setattr(Visitor, "run", nothing)
    monkeypatch.setattr(crowd, "FIRST_CALL_S", 0.01)
    monkeypatch.setattr(crowd, "ASK_AGAIN_S", 0.01)


async def come(callers: Callers, every_s: float) -> None:
    """Let them come until there were enough."""
    coming = asyncio.create_task(
        crowd.crowd("http://127.0.0.1:9", every_s=HOUR_S, calls_every_s=every_s, seed=1)
    )
    ended = asyncio.create_task(callers.enough.wait())
    async with asyncio.timeout(20):
        await asyncio.wait({coming, ended}, return_when=asyncio.FIRST_COMPLETED)
    assert not coming.done()
    coming.cancel()
    await asyncio.gather(coming, return_exceptions=True)


def test_the_first_caller_comes_soon_and_asks_until_there_is_a_telephone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        callers = Callers(False, False)
        monkeypatch.setattr(caller, "Caller", callers)
        await come(callers, HOUR_S)
        assert len(callers.tries) == 3
        assert len(callers.made) == 1, "the same customer"

    asyncio.run(scenario())


def test_whoever_is_refused_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        callers = Callers(Offline("Not now."), True)
        monkeypatch.setattr(caller, "Caller", callers)
        await come(callers, 0.02)
        assert len(callers.made) == len(callers.tries) == 3

    asyncio.run(scenario())
