"""The program after its first paint: where work comes from, the store, the desk, the backend, the end.

Promises that what is cached is on screen before the network is asked, that every failure has words on screen, and that
everything which was started is stopped in order. Refuses to block the window: whatever waits is awaited.
"""

import asyncio
import contextlib
import logging
import sys
import time
import webbrowser
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from agent_desktop.app.backends import Backend, LocalBackend, RemoteBackend
from agent_desktop.app.choosing import Choosing
from agent_desktop.app.display import PictureKeeper
from agent_desktop.app.extras import Extras
from agent_desktop.app.interrupts import Interrupts
from agent_desktop.app.keeping import open_desk_store, unlock
from agent_desktop.app.logs import set_up_logs
from agent_desktop.app.options import Options
from agent_desktop.app.places import Places
from agent_desktop.app.plugins import find_connectors
from agent_desktop.app.profile import Profile, read_profile, write_profile
from agent_desktop.app.root import Root
from agent_desktop.desk.runner import Desk
from agent_desktop.model.errors import DeskError, NeedsSignIn
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.store.desk_store import DeskStore
from agent_desktop.store.keys import KeyRing, KeyStatus
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr
from agent_desktop.ui.workspace.workspace import DeskWorkspaces

if TYPE_CHECKING:
    from agent_desktop.model.ports import Connector, Session

log = logging.getLogger(__name__)

_LONGEST_PAUSE_S = 30.0


def run_program(
    app: QApplication,
    theme: Theme,
    root: Root,
    where: Places,
    options: Options,
    *,
    offscreen: bool,
) -> int:
    """Run until the window is closed; return the exit code."""
    import qasync

    set_up_logs(verbose=options.verbose)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    program = Program(theme, root, where, options, offscreen=offscreen)
    if options.screenshot is not None:
        from agent_desktop.app.scene import picture_of_life

        program.perform = partial(picture_of_life, program)
    interrupts = Interrupts(program.closing.set)
    try:
        with loop:
            code: int = loop.run_until_complete(program.run())
    finally:
        interrupts.close()
    return code


class Program:
    """One run. Its parts are made in `run`, in order, and released in the opposite order."""

    def __init__(
        self, theme: Theme, root: Root, where: Places, options: Options, *, offscreen: bool
    ) -> None:
        self.theme = theme
        self.root = root
        self.where = where
        self.options = options
        self.offscreen = offscreen
        self.desk: Desk | None = None
        self.backend: Backend | None = None
        self.closing = asyncio.Event()
        self.connectors: dict[str, Connector] = {}
        self.workspaces: DeskWorkspaces | None = None
        self.perform: Callable[[], Awaitable[None]] | None = None
        """What to do with a window that is ready, before it ends by itself; None waits for the agent to close it."""
        self._keys = KeyRing(where.data)
        self._store: DeskStore | None = None
        self._session: Session | None = None
        self._extras: Extras | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._first_time = False
        self._practice = options.practice and options.screenshot is None

    async def run(self) -> int:
        """Everything, in order. Returns the exit code."""
        self.root.on_close = self.closing.set
        if self.offscreen and self.options.screenshot is None:
            PictureKeeper(self.root.window, self.where.picture)
        work = asyncio.create_task(self._work())
        closing = asyncio.create_task(self.closing.wait())
        try:
            await asyncio.wait({work, closing}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            return 0
        finally:
            for task in (work, closing):
                task.cancel()
            await asyncio.gather(work, closing, return_exceptions=True)
            await self._release()

    async def _work(self) -> int:
        self.connectors = await asyncio.to_thread(find_connectors)
        profile = await self._profile()
        try:
            await self._open_store(profile)
        except DeskError as error:
            print(error.problem.words(), file=sys.stderr)
            return 1
        await self._connect_first(profile)
        await self._show_desk()
        if self.perform is not None:
            await self.perform()
        else:
            await self.closing.wait()
        return 0

    # -- where work comes from

    async def _profile(self) -> Profile:
        """What was chosen last time, or what the agent chooses now; without a display, this computer."""
        kept = read_profile(self.where.profile)
        if kept is not None:
            return kept
        self._first_time = True
        if self.offscreen:
            owner = self.root.owner or tr("Agent")
            return Profile(connector="hub", local=True, owner=owner, team=tr("My team"))
        choosing = self._choosing()
        profile = await choosing.profile()
        self._practice = choosing.practice
        return profile

    def _choosing(self) -> Choosing:
        screen = self.root.show_signin()
        screen.set_connectors([one.manifest for one in self.connectors.values()])
        return Choosing(screen, self.connectors)

    # -- the store

    async def _open_store(self, profile: Profile) -> None:
        ask = None if self.offscreen else self._choosing_passphrase
        if self.options.screenshot is not None:
            self._keys.use_memory()
        status = await unlock(self._keys, ask)
        if status is KeyStatus.MEMORY and self.offscreen and self.options.screenshot is None:
            print(
                "There is no secure keychain: nothing is kept on this computer when the program ends.",
                file=sys.stderr,
            )
        opened = await open_desk_store(self._keys, self.where, profile)
        self._store = opened.store
        self.desk = await Desk.start(None, opened.store)
        if opened.aside is not None:
            log.warning("An unusable history was kept aside; %s unsent kept.", opened.rescued)

    async def _choosing_passphrase(self, *, new: bool, problem: object) -> str | None:
        from agent_desktop.model.errors import Problem

        screen = self.root.show_signin()
        chosen = Choosing(screen, self.connectors)
        return await chosen.passphrase(
            new=new, problem=problem if isinstance(problem, Problem) else None
        )

    # -- the backend

    async def _connect_first(self, profile: Profile) -> None:
        """The first time the agent waits for the backend and is told on the screen why it does not come."""
        if not self._first_time:
            self.backend = self._backend(profile, {})
            self._connecting = asyncio.create_task(self._keep_connecting())
            return
        choosing = None if self.offscreen else self._choosing()
        while True:
            secrets = {} if choosing is None else choosing.take_secrets()
            self.backend = self._backend(profile, secrets)
            if choosing is not None:
                choosing.working(profile)
            try:
                session = await self.backend.sign_in()
            except DeskError as error:
                await self.backend.stop()
                if choosing is None:
                    print(error.problem.words(), file=sys.stderr)
                    raise
                choosing.failed(error.problem)
                profile = await choosing.profile()
                continue
            break
        if self.options.screenshot is None and not (
            self.offscreen and self._keys.status() is KeyStatus.MEMORY and self.options.data is None
        ):
            write_profile(self.where.profile, profile)
        self._attach(session)
        assert self.desk is not None
        if profile.local:
            self._go_to_work(self.desk)

    def _go_to_work(self, desk: Desk) -> None:
        """The very first click means "at work": Ready, as soon as the link is live."""

        def look(_: object) -> None:
            if desk.link.state is LinkState.LIVE:
                end()
                desk.post(SetPresence(state=PresenceState.READY))

        end = desk.subscribe(look)

    def _backend(self, profile: Profile, secrets: dict[str, str]) -> Backend:
        connector = self.connectors.get(profile.connector)
        if connector is None:
            raise DeskError(
                f"The connector {profile.connector!r} is not installed.",
                remedy="Install it again, or choose another place for your work.",
            )
        if profile.local:
            return LocalBackend(profile, self.where, connector, tr("Hub on this computer"))
        return RemoteBackend(profile, connector, self._keys, secrets)

    async def _keep_connecting(self) -> None:
        """Sign in until it works; the screen shows what is cached, and why there is no more."""
        assert self.backend is not None
        assert self.desk is not None
        pause = 1.0
        while True:
            self._report(LinkState.CONNECTING)
            try:
                session = await self.backend.sign_in()
            except NeedsSignIn as error:
                self._report(LinkState.SIGNED_OUT, error)
                return
            except DeskError as error:
                self._report(LinkState.OFFLINE, error, next_try_in=pause)
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_S)
                continue
            self._attach(session)
            return

    async def _wait(self, seconds: float) -> None:
        self._hurry.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), seconds)

    def _report(
        self, state: LinkState, error: DeskError | None = None, *, next_try_in: float | None = None
    ) -> None:
        assert self.desk is not None
        now = time.time_ns() // 1_000_000
        self.desk.report_link(
            LinkChanged(
                state=state,
                since=now,
                next_try_at=None if next_try_in is None else now + int(next_try_in * 1000),
                problem=None if error is None else error.problem,
            )
        )

    def _attach(self, session: "Session") -> None:
        assert self.desk is not None
        self._session = session
        self.desk.attach_session(session)

    async def _sign_in_again(self) -> None:
        """The token is no longer good: a fresh ticket here, the form for a team's system."""
        assert self.desk is not None
        if self._connecting is not None:
            self._connecting.cancel()
        if self._session is not None:
            await self.desk.detach_session()
            await self._session.close()
            self._session = None
        if isinstance(self.backend, RemoteBackend):
            choosing = self._choosing()
            profile = await choosing.profile()
            self.backend = self._backend(profile, choosing.take_secrets())
            write_profile(self.where.profile, profile)
            self.root.show_shell()
        self._connecting = asyncio.create_task(self._keep_connecting())

    # -- the window

    async def _show_desk(self) -> None:
        assert self.desk is not None
        assert self.backend is not None
        desk = self.desk
        if self._session is not None:
            await desk.settled()  # what the backend can do decides what is built
        self.root.clock = desk.now
        shell = self.root.make_shell()
        self._extras = Extras(self, shell)
        self.workspaces = DeskWorkspaces(
            desk,
            shell,
            backend=self.backend.title,
            open_link=open_link,
            open_demo=self._extras.open_demo if isinstance(self.backend, LocalBackend) else None,
        )
        self._extras.add()
        shell.sign_in_asked.connect(lambda: asyncio.ensure_future(self._sign_in_again()))
        shell.retry_asked.connect(self._hurry.set)
        self.root.show_shell()
        if self._practice:
            await self._extras.start_practice()
        if self.offscreen and self.options.screenshot is None:
            self._extras.keep_picture(shell)
            self._extras.tell_demo()

    # -- the end

    async def _release(self) -> None:
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        if self.workspaces is not None:
            self.workspaces.leave()
        if self._extras is not None:
            await self._extras.stop()
        if self.desk is not None:
            with contextlib.suppress(DeskError):
                await self.desk.stop()
        if self._session is not None:
            await self._session.close()
        if self.backend is not None:
            await self.backend.stop()
        if self._store is not None:
            await self._store.close()


def open_link(url: str) -> None:
    """Open a web address in the browser, by the agent's click."""
    if not QDesktopServices.openUrl(QUrl(url)):
        webbrowser.open(url)
