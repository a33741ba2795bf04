"""All accounts of one engine over SIP: a station for each, which come and go while the engine runs.

Promises that an account which stays as it is does not notice when others change, and that the calls of one that goes
are not ended by that. Refuses numbers that lead nowhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from agent_desktop.model.errors import Refused
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.phone.carrier.access import installation, read
from agent_desktop.phone.carrier.changes import NetworkChanges
from agent_desktop.phone.carrier.outcomes import UNUSABLE
from agent_desktop.phone.carrier.station import Station, registration
from agent_desktop.phone.engine.lines import Line, Listener
from agent_desktop.phone.setup import PhoneAccount, Setup
from agent_desktop.sip.transport.ways import source_for

log = logging.getLogger(__name__)


class SipNetwork:
    """The `Network` of real telephone systems. `source` says this computer's address towards a peer's."""

    def __init__(self, setup: Setup, source: Callable[[str], str] | None = None) -> None:
        bind = setup.bind
        fixed: Callable[[str], str] | None = (lambda _: bind) if bind else None
        self._source = source or fixed or source_for
        self._folder = Path(setup.folder)
        self._instance = ""
        self._stations: dict[str, Station] = {}
        self._listener: Listener | None = None
        self._times: dict[str, int] = {}
        self._leaving: dict[asyncio.Task[None], Station] = {}
        self._changes: NetworkChanges | None = None

    async def start(self, accounts: Sequence[PhoneAccount], listener: Listener) -> None:
        """Sign the accounts on."""
        self._listener = listener
        self._instance = installation(self._folder)
        self._changes = NetworkChanges(self._changed)
        self._changes.start()
        self.change(accounts)

    def change(self, accounts: Sequence[PhoneAccount]) -> None:
        """Have these accounts from now on. Those that are new sign on, those that are gone sign off."""
        wanted = {account.id: account for account in accounts}
        listener = self._listener
        assert listener is not None
        for name, station in list(self._stations.items()):
            if wanted.get(name) != station.account:
                del self._stations[name]
                task = asyncio.get_running_loop().create_task(station.leave())
                self._leaving[task] = station
                task.add_done_callback(lambda done: self._leaving.pop(done, None))
                if name not in wanted:
                    listener.forgotten(name)
        for name, account in wanted.items():
            if name not in self._stations:
                self._begin(account, listener)

    def _begin(self, account: PhoneAccount, listener: Listener) -> None:
        try:
            # An account that changes is another telephone, so that the old one's farewell does not mean it.
            times = self._times[account.id] = self._times.get(account.id, -1) + 1
            access = read(account, f"{self._instance}/{times}", self._source)
        except ValueError as error:
            log.error("an account cannot be used: %s", type(error).__name__)
            listener.registered(registration(account.id, RegistrationState.FAILED, UNUSABLE))
            return
        station = self._stations[account.id] = Station(account, access, listener, self._source)
        station.start()

    def _changed(self) -> None:
        """The system says that its networks did."""
        for station in [*self._stations.values(), *self._leaving.values()]:
            station.network_changed()

    def place(self, call_id: str, account_id: str, number: str) -> Line:
        """Call a number. Raises Refused."""
        station = self._stations.get(account_id)
        if station is None:
            raise Refused("There is no such line.", field="account_id", value=account_id)
        return station.place(call_id, number)

    async def close(self) -> None:
        """Sign off and end."""
        if self._changes is not None:
            self._changes.close()
        for task in self._leaving:
            task.cancel()
        stations = [*self._stations.values(), *self._leaving.values()]
        await asyncio.gather(*(one.close() for one in stations), return_exceptions=True)
