"""Whether the telephones that registered are still there: each is asked by OPTIONS now and then (RFC 3261, 11).

Promises that one which answered before and does not now counts as gone within `every_s` + `answer_s`, long before its
registration ends, and as here again with its next answer. Refuses to doubt one that never answers such
questions: it is believed as long as it is registered. Those behind WebSockets are not asked, as the hub's door pings
them.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from agent_desktop.sip.agent.events import Asked
from agent_desktop.sip.agent.server import Binding
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.transport.endpoint import Endpoint

#: In whose name telephones are asked.
ACCOUNT: Final = "hub"
_PINGED: Final = frozenset({"ws", "wss"})
_Place: TypeAlias = tuple[str, str, Flow]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each telephone is asked, in seconds, and how long its answer may take: over UDP it is asked five
    times by then."""

    every_s: float = 30.0
    answer_s: float = 8.0


USUAL_PACE: Final = Pace()


class _Telephone:
    """One at one place. `question` is the newest one, `late` when it has had its time."""

    def __init__(self) -> None:
        self.question = ""
        self.answers = self.silent = False
        self.next: asyncio.TimerHandle | None = None
        self.late: asyncio.TimerHandle | None = None

    def rest(self) -> None:
        """Wait for nothing."""
        for timer in (self.next, self.late):
            if timer is not None:
                timer.cancel()
        self.next = self.late = None


class RollCall:
    """`here(aor, is_here)` hears of an address whenever something may be otherwise. Lives on the event loop."""

    def __init__(self, endpoint: Endpoint, pace: Pace, here: Callable[[str, bool], None]) -> None:
        self._endpoint, self._pace, self._here = endpoint, pace, here
        self._loop = asyncio.get_running_loop()
        self._telephones: dict[_Place, _Telephone] = {}
        self._asked: dict[str, _Place] = {}
        self._count = itertools.count(1)

    def registered(self, aor: str, bindings: Sequence[Binding]) -> None:
        """Where an address is registered now: whoever is new there is asked at once."""
        now = {_place(one) for one in bindings}
        for place in [one for one in self._telephones if one[0] == aor and one not in now]:
            gone = self._telephones.pop(place)
            gone.rest()
            self._asked.pop(gone.question, None)
        for one in bindings:
            place = _place(one)
            if place not in self._telephones and one.flow.transport not in _PINGED:
                fresh = self._telephones[place] = _Telephone()
                fresh.next = self._loop.call_later(0, self._ask, place)
        self._tell(aor)

    def there(self, bindings: Sequence[Binding]) -> list[Binding]:
        """Those of them that do not count as gone."""
        known = ((one, self._telephones.get(_place(one))) for one in bindings)
        return [one for one, telephone in known if telephone is None or not telephone.silent]

    def heard(self, event: Asked) -> None:
        """Somebody answered a question, or nobody did; others than ours are of no interest."""
        place = self._asked.get(event.account)
        if place is not None:
            self._found(place, not event.outcome.local)

    def stop(self) -> None:
        """Ask nobody any more."""
        for telephone in self._telephones.values():
            telephone.rest()
        self._telephones.clear()
        self._asked.clear()

    # Inside

    def _ask(self, place: _Place) -> None:
        telephone = self._telephones[place]
        telephone.rest()
        found = (one for one in self._bindings(place[0]) if _place(one) == place)
        binding = next(found, None)
        if binding is None:
            return  # it has just run out, and that is about to be told
        self._asked.pop(telephone.question, None)
        telephone.question = name = f"telephone {next(self._count)}"
        self._asked[name] = place
        telephone.late = self._loop.call_later(self._pace.answer_s, self._found, place)
        agent, to = self._endpoint.agent, binding.contact
        self._endpoint.act(
            lambda now: agent.probe(ACCOUNT, name, to, binding.flow, now, binding.path)
        )

    def _found(self, place: _Place, there: bool = False) -> None:
        """It answered, or did not in time. An answer that comes later counts, too."""
        telephone = self._telephones[place]
        if there or telephone.late is not None:
            telephone.rest()
            wait_s = self._pace.every_s * random.uniform(0.9, 1.1)
            telephone.next = self._loop.call_later(wait_s, self._ask, place)
        telephone.answers = telephone.answers or there
        if (silent := telephone.answers and not there) != telephone.silent:
            telephone.silent = silent
            self._tell(place[0])

    def _tell(self, aor: str) -> None:
        self._here(aor, bool(self.there(self._bindings(aor))))

    def _bindings(self, aor: str) -> list[Binding]:
        registrar = self._endpoint.agent.registrar
        assert registrar is not None
        return registrar.lookup(aor)


def _place(binding: Binding) -> _Place:
    return binding.aor, binding.contact, binding.flow
