"""An agent's window as a process of its own that can be killed: encrypted store, desk, telephone, shell.

`python -m tests.app.agent_window` reads a `Given` from stdin, calls its `numbers` one after the other with its one
account, so that each call holds those before it, notes something at each, and says the engine's process.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from agent_desktop.app.telephone import Telephone
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Record
from agent_desktop.model.calls import CallState
from agent_desktop.model.intents import ChangeSetting, Dial, WriteCallNote
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.model.settings import TELEPHONE
from agent_desktop.model.telephone import TelephoneAccount, write_accounts
from agent_desktop.phone import whereabouts
from agent_desktop.phone.setup import Setup
from agent_desktop.store import open_store
from agent_desktop.store.keys import KeyRing
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.app.test_telephone import until

NOTE = "Wants a replacement"


class Given(Record, frozen=True):
    """Where it works, and whom it calls. The password is that of the peers of tests."""

    folder: str
    basis: Setup
    account: TelephoneAccount
    password: str
    numbers: tuple[str, ...]


class AgentWindow:
    """What such a window has."""

    def __init__(self, desk: Desk, shell: ShellWindow, spaces: DeskWorkspaces) -> None:
        self.desk, self.shell, self.spaces = desk, shell, spaces

    @property
    def registered(self) -> bool:
        """Whether an account is reachable."""
        phone = self.desk.phone
        there = phone.registrations if phone is not None and phone.running else ()
        return any(one.state is RegistrationState.REGISTERED for one in there)

    @property
    def talking_to(self) -> str:
        """Whom the agent talks to now; empty while to nobody."""
        calls = (one.call for one in self.desk.calls())
        there = (one for one in calls if one.state is CallState.ACTIVE and not one.hold.local)
        return next((one.far.number for one in there), "")


@asynccontextmanager
async def opened(given: Given) -> AsyncIterator[AgentWindow]:
    """The window, until it is closed as the program closes it."""
    folder = Path(given.folder)
    store = (await open_store(folder / "desk.db", bytes(32))).store
    desk = await Desk.start(None, store)
    shell = ShellWindow(Theme("light", less_motion="on"), now=desk.now, read_setting=desk.setting)
    spaces = DeskWorkspaces(desk, shell, backend="", open_link=lambda url: None)
    keys = KeyRing(folder)
    keys.use_memory()
    keys.keep(f"telephone:{given.account.id}", given.password)
    desk.post(ChangeSetting(name=TELEPHONE, value=write_accounts((given.account,))))
    await desk.settled()
    telephone = Telephone(desk, shell, keys, given.basis)
    telephone.begin()
    shell.show()
    try:
        yield AgentWindow(desk, shell, spaces)
    finally:
        spaces.leave()
        await telephone.stop(keep_calls=False)
        await desk.stop()
        await store.close()
        shell.close()


async def _main(given: Given) -> None:
    async with opened(given) as window:
        await until("a line", lambda: window.registered)
        for number in given.numbers:
            window.desk.post(Dial(number=number))
            await until("an answer", lambda number=number: window.talking_to == number)  # type: ignore[misc]
            call_id = window.desk.calls()[0].call.id
            window.desk.post(WriteCallNote(call_id=call_id, text=f"{NOTE}, says {number}"))
            await window.desk.settled()
        place = whereabouts.read(Path(given.basis.folder))
        assert place is not None
        sys.stdout.write(f"{place.pid}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    app = QApplication([])
    asyncio.run(_main(msgspec.json.decode(sys.stdin.buffer.readline(), type=Given)))
