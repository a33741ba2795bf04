"""An engine whose telephone network is a rehearsal: `python -m tests.phone.rehearsal`. All else is the real engine.

What a number does: `hum` answers and hums, at another pitch after the keys `1150#`; `ring` rings for ever; `busy` is
busy; `call TOKEN` lets somebody call us with that offer. What the network is asked is written to `network.log` beside
the engine's folder.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent_desktop.media.frames import Samples, silence
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.calls import CallEnd, EndCode, FarParty
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.engine import lines
from agent_desktop.phone.engine.lines import Line, LineNews, Listener
from agent_desktop.phone.engine.process import main
from agent_desktop.phone.setup import PhoneAccount, Setup


class Hum:
    """A far party that hums for ever, at `hz`."""

    def __init__(self) -> None:
        self.hz = 250
        self._at = 0

    def hear(self, frame: Samples) -> None:
        return None

    def speak(self) -> Samples:
        place = np.arange(self._at, self._at + 320)
        self._at += 320
        hum: Samples = (6000 * np.sin(2 * np.pi * self.hz * place / 16_000)).astype(np.int16)
        return hum


class Quiet(Hum):
    """One who says nothing."""

    def speak(self) -> Samples:
        return silence(320)


class RehearsedLine:
    """One call."""

    def __init__(self, network: Rehearsal, call_id: str, number: str) -> None:
        self.party = Hum() if number == "hum" else Quiet()
        self._network = network
        self._id = call_id

    def _news(self, *news: LineNews) -> None:
        self._network.later(self._id, news)

    def answer(self) -> None:
        self.party = Hum()
        self._news(lines.Answered())

    def reject(self, *, everywhere: bool) -> None:
        self._network.note(f"reject everywhere={everywhere}")
        self._news(lines.Ended(CallEnd(code=EndCode.REJECTED, status=486)))

    def hang_up(self) -> None:
        self._network.note("hang up")
        self._news(lines.Ended(CallEnd(code=EndCode.HUNG_UP)))

    def hold(self, on: bool) -> None:
        self._network.note(f"hold {on}")

    def press(self, keys: str) -> None:
        self._network.note(f"press {keys}")
        if keys.endswith("#"):
            self.party.hz = int(keys[:-1])
        self._news(*(lines.KeyPressed(key) for key in keys))

    def transfer(self, number: str) -> None:
        if number == "nobody":
            problem = Problem(code="not_found", message="Nobody has that number.")
            self._news(lines.TransferRefused(problem))
        else:
            self._news(lines.Ended(CallEnd(code=EndCode.TRANSFERRED)))

    def transfer_to(self, other: Line) -> None:
        self._news(lines.Ended(CallEnd(code=EndCode.TRANSFERRED)))
        assert isinstance(other, RehearsedLine)
        other._news(lines.Ended(CallEnd(code=EndCode.TRANSFERRED)))


class Rehearsal:
    """The network."""

    def __init__(self, setup: Setup) -> None:
        self._log = Path(setup.folder).parent / "network.log"
        self._accounts: tuple[str, ...] = ()
        self._listener: Listener | None = None

    def note(self, words: str) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(words + "\n")

    def later(self, call_id: str, news: Sequence[LineNews]) -> None:
        assert self._listener is not None
        for one in news:
            asyncio.get_running_loop().call_soon(self._listener.news, call_id, one)

    async def start(self, accounts: Sequence[PhoneAccount], listener: Listener) -> None:
        self._listener = listener
        self.change(accounts)

    def change(self, accounts: Sequence[PhoneAccount]) -> None:
        assert self._listener is not None
        known, self._accounts = self._accounts, tuple(account.id for account in accounts)
        for name in known:
            if name not in self._accounts:
                self.note(f"sign off {name}")
                self._listener.forgotten(name)
        for name in self._accounts:
            if name not in known:
                self.note(f"sign on {name}")
                state = RegistrationState.REGISTERED
                told = Registration(account_id=name, state=state, since=wall_clock())
                self._listener.registered(told)

    def place(self, call_id: str, account_id: str, number: str) -> Line:
        if account_id not in self._accounts:
            raise Refused("There is no such line.", field="account_id", value=account_id)
        line = RehearsedLine(self, call_id, number)
        self.note(f"place {number}")
        match number.split():
            case ["hum"]:
                self.later(call_id, [lines.Rings(), lines.Answered()])
            case ["ring"]:
                self.later(call_id, [lines.Rings()])
            case ["call", *token]:
                self.later(call_id, [lines.Ended(CallEnd(code=EndCode.HUNG_UP))])
                asyncio.get_running_loop().call_soon(self._call_us, account_id, "".join(token))
            case _:
                self.later(call_id, [lines.Ended(CallEnd(code=EndCode.BUSY, status=486))])
        return line

    def _call_us(self, account_id: str, token: str) -> None:
        assert self._listener is not None
        call_id = new_id()
        line = RehearsedLine(self, call_id, "in")
        self._listener.incoming(call_id, account_id, FarParty(number="+4930123"), token, line)

    async def close(self) -> None:
        for name in self._accounts:
            self.note(f"sign off {name}")


if __name__ == "__main__":
    sys.exit(main(Rehearsal))
