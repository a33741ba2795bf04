"""What comes with the built-in hub and helps a newcomer: the demo page, practice customers; what the settings say.

Promises that practice customers end with the program.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from agent_desktop.app.about import about_words, storage_words
from agent_desktop.app.backends import Backend, LocalBackend
from agent_desktop.app.browser import open_link
from agent_desktop.app.checking import Checking
from agent_desktop.app.doctor.servers import Servers
from agent_desktop.app.payment_shield import PaymentShield
from agent_desktop.app.places import Places
from agent_desktop.app.practice.process import PracticeProcess
from agent_desktop.app.root import Root
from agent_desktop.app.telephone import Telephone
from agent_desktop.desk.api import DeskView
from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Section
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkState
from agent_desktop.store.keys import KeyStatus
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.alerting import Alerting
from agent_desktop.ui.tray.tray import Tray
from agent_desktop.ui.words import plural, problem_words, tr
from agent_desktop.ui.workspace.workspace import DeskWorkspaces

_STAY_MS = 60_000


class Run(Protocol):
    """What the extras need to know of the run of the program."""

    where: Places
    root: Root
    backend: Backend | None
    desk: Desk | None
    key_status: KeyStatus
    telephone: Telephone | None
    workspaces: DeskWorkspaces | None

    def choose_source(self) -> None:
        """Leave this source of work and ask for another."""


class Extras:
    """For one shell."""

    def __init__(self, program: Run, shell: ShellWindow) -> None:
        self._program = program
        self._shell = shell
        self._practice: PracticeProcess | None = None
        self._about: asyncio.Future[None] | None = None
        self._payments: PaymentShield | None = None
        self._tray: Tray | None = None
        self._checking = Checking(shell, program.where.data, self._servers)

    def add(self) -> None:
        """Put the commands into the palette and the settings, and the words into the settings."""
        shell, backend = self._shell, self._program.backend
        section = tr("Try it")
        demo = Command(
            "demo.open",
            tr("Open the demo page"),
            section,
            "external-link",
            self.open_demo,
            tr("write to yourself as a customer"),
            self._has_demo,
        )
        come = Command(
            "practice.start",
            tr("Bring practice customers"),
            section,
            "users-round",
            lambda: asyncio.ensure_future(self.start_practice()),
            tr("they write through the same door as real ones"),
            lambda: self._has_demo() and self._practice is None,
        )
        go = Command(
            "practice.stop",
            tr("Send practice customers away"),
            section,
            "users-round",
            lambda: asyncio.ensure_future(self.stop_practice()),
            tr("whoever is being helped is missed in the middle of it"),
            lambda: self._practice is not None,
        )
        source = Command(
            "source.choose",
            tr("Choose another source of work"),
            tr("Window"),
            "log-out",
            self._choose_source,
            "" if backend is None else tr("now: {name}", name=backend.title),
        )
        shell.add_commands([demo, come, go, source, self._checking.command()])
        groups = [(tr("Where work comes from"), [source])]
        if isinstance(backend, LocalBackend):
            groups.insert(0, (section, [demo, come, go]))
            backend.on_trouble = self._tell_trouble
        shell.preferences.set_groups(groups)
        shell.preferences.set_storage(storage_words(self._program.key_status))
        shell.workspace_shown.connect(self._tell_about)
        if self._program.desk is not None:
            self._tray = tray = self._make_tray(self._program.desk)
            self._alerting = Alerting(self._program.desk, shell, tray.notify)
            self._payments = PaymentShield(self._program.desk, shell)
            self._payments.begin()
            self._program.root.orders = {
                "shield on": partial(self._payments.obey, True),
                "shield off": partial(self._payments.obey, False),
                "servers": self._tell_servers,
            }

    def _make_tray(self, desk: DeskView) -> Tray:
        root, spaces = self._program.root, self._program.workspaces
        assert spaces is not None
        return Tray(
            desk,
            self._shell,
            accept=spaces.accept,
            show=root.raise_window,
            quit=lambda: root.on_close(),
        )

    def _tell_servers(self, answer: Callable[[str], None]) -> None:
        """For `agent-desktop doctor`."""
        answer(self._servers().line())

    def _servers(self) -> Servers:
        """Which servers calls need, without any account."""
        telephone, backend = self._program.telephone, self._program.backend
        accounts, ice = telephone.servers if telephone is not None else ((), ())
        remote = backend is not None and not isinstance(backend, LocalBackend)
        hub = backend.title if backend is not None and remote else ""
        return Servers(hub=hub, sip=accounts, ice=ice)

    def _tell_trouble(self, problem: Problem) -> None:
        self._shell.toast(problem_words(problem), level="warn", stay_ms=_STAY_MS)

    def _tell_about(self, workspace: str) -> None:
        if workspace == "settings" and self._about is None:
            self._about = asyncio.ensure_future(self._find_about())

    async def _find_about(self) -> None:
        self._shell.preferences.set_about(await asyncio.to_thread(about_words))

    def _choose_source(self) -> None:
        desk = self._program.desk
        why = "" if desk is None else staying(desk)
        if why:
            self._shell.toast(why, level="warn")
        else:
            self._program.choose_source()

    def open_demo(self) -> None:
        """The demo page in the browser."""
        if self._program.backend is not None and self._program.backend.demo:
            open_link(self._program.backend.demo)

    def _has_demo(self) -> bool:
        return self._program.backend is not None and bool(self._program.backend.demo)

    async def start_practice(self) -> None:
        """Bring practice customers to the built-in hub."""
        backend = self._program.backend
        if self._practice is None and isinstance(backend, LocalBackend) and backend.url:
            self._practice = PracticeProcess(backend.url)
            await self._practice.start()
            self._shell.toast(tr("Practice customers are on their way."), level="info")

    async def stop_practice(self) -> None:
        """Send them away."""
        practice, self._practice = self._practice, None
        if practice is not None:
            await practice.stop()

    def tell_demo(self) -> None:
        """Without a display: where the demo page is."""
        if self._has_demo() and self._program.backend is not None:
            print(f"The demo page: {self._program.backend.demo}", file=sys.stderr, flush=True)

    def tell_aside(self, aside: Path | None) -> None:
        """A history that could not be opened was kept aside, and a new one begun."""
        if aside is None:
            return
        words = tr(
            "A new history was begun; the old one is kept as {name}. Unsent replies that could be read"
            " are here.",
            name=aside.name,
        )
        self._shell.toast(words, level="warn", stay_ms=_STAY_MS)

    async def stop(self) -> None:
        """The program ends."""
        self._shell.workspace_shown.disconnect(self._tell_about)
        self._program.root.orders = {}
        self._checking.stop()
        if self._tray is not None:
            self._tray.leave()
        if self._payments is not None:
            self._payments.stop()
        if isinstance(self._program.backend, LocalBackend):
            self._program.backend.on_trouble = None
        if self._about is not None:
            self._about.cancel()
            await asyncio.gather(self._about, return_exceptions=True)
        await self.stop_practice()


def staying(desk: DeskView) -> str:
    """Why the agent cannot leave this source of work now; empty when they can.

    A call would end. Without a link nothing else can be finished, and what is not sent stays in this source's own
    history.
    """
    if desk.calls():
        return tr("You are in a call. End it first.")
    if desk.link.state is not LinkState.LIVE:
        return ""
    active, unsent = desk.row_count(Section.ACTIVE), desk.outbox.waiting + desk.outbox.needs_you
    if active:
        return plural(
            active,
            "You are still working on {n} conversation. Complete it first.",
            "You are still working on {n} conversations. Complete them first.",
        )
    if unsent:
        return plural(
            unsent,
            "{n} reply is not sent yet. Send or discard it first.",
            "{n} replies are not sent yet. Send or discard them first.",
        )
    return ""
