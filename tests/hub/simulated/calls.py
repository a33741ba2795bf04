"""The calls of a simulated day, through the real switch: waiting, giving up, talk, hold, transfers, wrap-up.

Customers hang up while they wait and after they were transferred; agents' telephones ring, and some are not picked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import EntryPoint, Goodbye, Menu, Policy, ToQueue
from agent_desktop.model.backend_calls import CallTarget, HoldParties, TargetKind, TransferTo
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.work import Interaction
from tests.hub.centre.telephones import Telephones

if TYPE_CHECKING:
    from tests.hub.simulated.day import Day

_RINGS = ("dialling", "ringing")


class Calls:
    """Who calls, who talks with whom, and what they do next."""

    def __init__(self, day: Day, queues: Sequence[str]) -> None:
        self._day = day
        self._queues = queues
        self._numbers = {queue: f"+49309991{at:02}" for at, queue in enumerate(queues)}
        entries = tuple(
            EntryPoint(id=f"voice{at}", numbers=(number,), then=ToQueue(queue))
            for at, (queue, number) in enumerate(self._numbers.items())
        )
        menus = tuple(
            EntryPoint(
                id=f"menu{at}", numbers=(f"+49309992{at:02}",), then=ToQueue(queue), menu=f"m{at}"
            )
            for at, queue in enumerate(queues)
        )
        choices = [
            Menu(
                id=f"m{at}",
                prompt="first",
                choices={"1": ToQueue(queue), "4": Goodbye("opening_hours")},
                on_fail=Goodbye(),
                wrong_limit=0,
            )
            for at, queue in enumerate(queues)
        ]
        policy = Policy(
            caller_id="+49309990", entry_points=(*entries, *menus), menus=tuple(choices)
        )
        self.lines = Telephones(day.floor, policy)

    def comes(self, customer: int, queue: str) -> None:
        """Somebody calls: a queue, or a menu before it."""
        number, what = f"+4916{customer:09}", self._day.chance.random()
        if what < 0.7:
            self._waits(self.lines.call_in(self._numbers[f"queue{queue}"], number))
            return
        call = self.lines.call_in(f"+49309992{int(queue):02}", number)
        if what < 0.75:
            self._day.soon(1, 9, lambda: self._gives_up(call))
        else:
            key = self._day.chance.choice("144410")
            self._day.soon(1, 9, lambda: self._presses(call, key))

    def _presses(self, call: str, key: str) -> None:
        self.lines.tell(i.DigitPressed(f"{call}/in", key))
        if key == "1":
            self._waits(call)

    def rings(self, agent: str, call: str) -> None:
        """An agent has accepted, and the telephone rings."""
        self.lines.carry()
        if self._day.chance.random() < 0.97:
            self._day.soon(0.3, 4, lambda: self._picks_up(agent, call))

    def wraps_up(self, part: Interaction) -> None:
        """The agent's part is over but for the wrap-up."""
        done = CompleteWrapUp(interaction_id=part.id, disposition=self._day.outcome())
        agent = part.agent_id or ""
        self._day.soon(5, 110, lambda: self._asks(agent, done))

    def _waits(self, call: str) -> None:
        patience = 3 + self._day.chance.expovariate(1 / 180)
        self._day.soon(3, patience, lambda: self._gives_up(call))

    def _gives_up(self, call: str) -> None:
        shown = self.lines.switch.call(call)
        if shown is not None and not any(leg.agent and leg.state == "up" for leg in shown.legs):
            self.lines.left(f"{call}/in")

    def _picks_up(self, agent: str, call: str) -> None:
        shown = self.lines.switch.call(call)
        ringing = [
            leg.id
            for leg in (shown.legs if shown is not None else ())
            if leg.agent == agent and leg.state in _RINGS
        ]
        if not ringing:
            return  # the caller was quicker
        self.lines.tell(i.LegAnswered(ringing[0]))
        soon, what = self._day.soon, self._day.chance.random()
        if what < 0.4:
            on, off = (HoldParties(interaction_id=call, on=one) for one in (True, False))
            soon(20, 40, lambda: self._asks(agent, on))
            soon(41, 70, lambda: self._asks(agent, off))
        if what < 0.2:
            soon(30, 90, lambda: self._transfers(agent, call))
        elif what < 0.8:
            soon(30, 400, lambda: self.lines.left(f"{call}/in"))
        else:
            soon(60, 400, lambda: self._asks(agent, EndInteraction(interaction_id=call)))

    def _transfers(self, agent: str, call: str) -> None:
        queue = CallTarget(kind=TargetKind.QUEUE, value=self._day.chance.choice(self._queues))
        self._asks(agent, TransferTo(interaction_id=call, target=queue))
        self._waits(call)

    def _asks(
        self, agent: str, command: CompleteWrapUp | EndInteraction | HoldParties | TransferTo
    ) -> None:
        self._day.floor.ask(agent, command)
        self.lines.carry()
