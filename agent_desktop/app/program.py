"""The program after its first paint: where work comes from, the store, the desk, the backend, the end.

Promises that what is cached is on screen before the network is asked, that every failure has words on screen, and that
everything which was started is stopped in order. Refuses to block the window: whatever waits is awaited.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desktop.app.backends import Backend, LocalBackend, RemoteBackend
from agent_desktop.app.browser import open_link
from agent_desktop.app.choosing import Choosing
from agent_desktop.app.connecting import go_to_work, keep_signing_in, report
from agent_desktop.app.display import PictureKeeper
from agent_desktop.app.extras import Extras
from agent_desktop.app.keeping import Passphrase, open_desk_store, unlock
from agent_desktop.app.options import Options
from agent_desktop.app.places import Places
from agent_desktop.app.plugins import find_connectors
from agent_desktop.app.profile import Profile
from agent_desktop.app.profile_file import ProfileFile
from agent_desktop.app.root import Root
from agent_desktop.app.sounds import SoundFiles
from agent_desktop.app.telephone import Telephone
from agent_desktop.app.web_pictures import WebPictures
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import DeskError, Problem
from agent_desktop.model.events import LinkState
from agent_desktop.phone.setup import NativeSound, Setup
from agent_desktop.store.desk_store import DeskStore
from agent_desktop.store.keys import KeyRing, KeyStatus
from agent_desktop.ui.theme.icons import read_icons
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr
from agent_desktop.ui.workspace.workspace import DeskWorkspaces

if TYPE_CHECKING:
    from agent_desktop.model.ports import Connector, Session

log = logging.getLogger(__name__)


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
        self.key_status = KeyStatus.MEMORY
        self.perform: Callable[[], Awaitable[None]] | None = None
        """What to do with a window that is ready, before it ends by itself; None waits for the agent to close it."""
        self.phone = Setup(folder=str(where.phone))
        """How the telephone is started, but for the accounts."""
        self._keys = KeyRing(where.data)
        self._kept = ProfileFile(where.profile)
        self._store: DeskStore | None = None
        self._aside: Path | None = None
        self._session: Session | None = None
        self._extras: Extras | None = None
        self.telephone: Telephone | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._profile: Profile | None = None
        self._again: asyncio.Future[None] | None = None
        # Made here, before any event is handled: a click on the first screen may come at once.
        self._asking = None if root.signin is None or offscreen else Choosing(root.signin)
        self._practice = options.practice and options.screenshot is None

    async def run(self) -> int:
        """Everything, in order. Returns the exit code."""
        self.root.on_close = self.closing.set
        if self.offscreen and self.options.screenshot is None:
            PictureKeeper(self.root, lambda: self.root.window, self.where.picture)
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
        icons = asyncio.to_thread(read_icons)
        self.connectors, _ = await asyncio.gather(asyncio.to_thread(find_connectors), icons)
        try:
            await self._arrive()
        except DeskError as error:
            print(error.problem.words(), file=sys.stderr)
            return 1
        await self._show_desk()
        if self.perform is not None:
            await self.perform()
        else:
            await self.closing.wait()
        return 0

    # -- where work comes from

    async def _arrive(self) -> None:
        """From what was chosen last time or is chosen now to a desk. Without an agent to ask, raises DeskError."""
        kept = await self._kept.read()
        if kept is not None:
            try:
                self.backend = self._backend(kept, {})
                self.backend.prepare()
                await self._unlock()
                await self._open_store(kept)
                self._profile = kept
                self._connecting = asyncio.create_task(self._keep_connecting())
                return
            except DeskError as error:
                if self.offscreen:
                    raise
                await self._close_store()
                await self._drop_backend()
                self._choosing().failed(error.problem)
        await self._begin()

    async def _begin(self) -> None:
        """The first start: the agent waits for the backend, and is told on the screen why it does not come."""
        profile = await self._ask_until_signed_in(self._open_store)
        desk = self._attach()
        if profile.local:
            go_to_work(desk)

    async def _ask_until_signed_in(self, then: Callable[[Profile], Awaitable[None]]) -> Profile:
        """Ask until there is a session, and `then` went well for the profile; without an agent, raises DeskError."""
        while True:
            profile = await self._chosen()
            try:
                await self._unlock()
                if await self._sign_in(profile):
                    await then(profile)
                    await self._keep_profile(profile)
                    return profile
            except DeskError as error:
                await self._drop_backend()
                if self.offscreen:
                    raise
                self._choosing().failed(error.problem)

    async def _chosen(self) -> Profile:
        """What the agent chooses; without a display, this computer."""
        if self.offscreen:
            owner = self.root.owner or tr("Agent")
            return Profile(connector="hub", local=True, owner=owner, team=tr("My team"))
        choosing = self._choosing()
        profile = await choosing.profile()
        self._practice = self._practice or choosing.practice
        return profile

    def _choosing(self) -> Choosing:
        """The sign-in screen, listened to."""
        screen = self.root.show_signin()
        if self._asking is None or self._asking.screen is not screen:
            self._asking = Choosing(screen)
        self._asking.set_connectors(self.connectors)
        return self._asking

    async def _sign_in(self, profile: Profile) -> bool:
        """Have a session, with what the agent has just chosen. False when they cancelled. Raises DeskError."""
        if self.offscreen:
            self.backend = self._backend(profile, {})
            self._session = await self.backend.sign_in()
            return True
        choosing = self._choosing()
        self.backend = self._backend(profile, choosing.take_secrets())
        choosing.working(profile)
        self._session = await choosing.unless_cancelled(self.backend.sign_in())
        if self._session is None:
            await self._drop_backend()
            choosing.idle()
        return self._session is not None

    async def _keep_profile(self, profile: Profile) -> None:
        """Begin here next time; where nothing is kept and no folder was named, not even that. Raises StoreFailed."""
        self._profile = profile
        nothing_kept = self.key_status is KeyStatus.MEMORY and self.options.data is None
        if self.options.screenshot is None and not (self.offscreen and nothing_kept):
            await self._kept.write(profile)

    # -- the store

    async def _unlock(self) -> None:
        """Have a place for secrets."""
        ask = None if self.offscreen else self._ask_passphrase
        if self.options.screenshot is not None:
            self._keys.use_memory()
        self.key_status = status = await unlock(self._keys, ask)
        if status is KeyStatus.MEMORY and self.offscreen and self.options.screenshot is None:
            print(
                "There is no secure keychain: nothing is kept on this computer when the program ends.",
                file=sys.stderr,
            )

    async def _open_store(self, profile: Profile) -> None:
        await self._close_store()
        kept = await open_desk_store(self._keys, self.where, profile)
        self._store, self._aside = kept.store, kept.aside
        self.desk = await Desk.start(None, kept.store, reader=SoundFiles(), pictures=WebPictures())

    async def _close_store(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            with contextlib.suppress(DeskError):
                await desk.stop()
        store, self._store = self._store, None
        if store is not None:
            await store.close()

    async def _ask_passphrase(self, *, new: bool, problem: Problem | None) -> Passphrase:
        return await self._choosing().passphrase(new=new, problem=problem)

    # -- the backend

    def _backend(self, profile: Profile, secrets: dict[str, str]) -> Backend:
        connector = self.connectors.get(profile.connector)
        if connector is None:
            raise DeskError(
                f"The connector {profile.connector!r} is not installed.",
                remedy="Install it again, or choose another place for your work.",
            )
        if profile.local:
            return LocalBackend(profile, self.where, connector, tr("Hub on this computer"))
        return RemoteBackend(profile, connector, self._keys, secrets, self._kept)

    async def _keep_connecting(self) -> None:
        assert self.backend is not None
        assert self.desk is not None
        self._session = await keep_signing_in(self.backend, self.desk, self._hurry)
        if self._session is not None:
            self._attach()
            await self._help_newcomer()

    def _attach(self) -> Desk:
        assert self.desk is not None
        assert self._session is not None
        self.desk.attach_session(self._session)
        return self.desk

    async def _sign_in_again(self) -> None:
        """The token is no longer good: a fresh ticket here, the form for a team's system."""
        assert self.desk is not None
        await self._stop_connecting()
        if self._session is not None:
            await self.desk.detach_session()
            await self._session.close()
            self._session = None
        if isinstance(self.backend, LocalBackend):
            self._connecting = asyncio.create_task(self._keep_connecting())
            return
        if self._profile is not None:
            self._choosing().open_form(self._profile)
        await self._ask_until_signed_in(self._change_desk)
        self._attach()
        if self.workspaces is None:
            await self._show_desk()
        self.root.show_shell()

    def choose_source(self) -> None:
        """Leave this source of work and ask on the first screen for another."""
        if self._again is None or self._again.done():
            self._again = asyncio.ensure_future(self._choose_source())

    async def _choose_source(self) -> None:
        await self._stop_connecting()
        await self._leave_window()
        self._choosing()  # from here on a click counts
        self.root.drop_shell()
        await self._close_store()
        if self._session is not None:
            with contextlib.suppress(DeskError):
                await self._session.sign_out()
        if self.backend is not None:
            await self.backend.forget()
        await self._drop_backend()
        self._profile = None
        await self._kept.forget()
        await self._begin()
        await self._show_desk()

    async def _change_desk(self, profile: Profile) -> None:
        """Somebody else signed in, or to another system: another desk, another history, a fresh window."""
        if self._profile is not None and profile.store == self._profile.store:
            return
        await self._leave_window()
        self.root.drop_shell()
        await self._open_store(profile)

    async def _leave_window(self, *, keep_calls: bool = False) -> None:
        if self.telephone is not None:
            await self.telephone.stop(keep_calls=keep_calls)
            self.telephone = None
        if self.workspaces is not None:
            self.workspaces.leave()
            self.workspaces = None
        if self._extras is not None:
            await self._extras.stop()
            self._extras = None

    async def _drop_backend(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()
        backend, self.backend = self.backend, None
        if backend is not None:
            await backend.stop()

    async def _stop_connecting(self) -> None:
        connecting, self._connecting = self._connecting, None
        if connecting is not None:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)

    # -- the window

    async def _show_desk(self) -> None:
        assert self.desk is not None
        assert self.backend is not None
        desk = self.desk
        if self._session is None:
            # A link that was never tried is not down.
            report(desk, LinkState.CONNECTING, wall_clock())
        await desk.settled()  # what the backend can do decides what is built
        self.root.clock, self.root.read_setting = desk.now, desk.setting
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
        # Without a display nobody is there to be called, unless files are the headset.
        absent = self.offscreen and isinstance(self.phone.sound, NativeSound)
        caller = (lambda: None) if absent else (lambda: self._session)
        self.telephone = Telephone(desk, shell, self._keys, self.phone, caller)
        self.telephone.begin()
        shell.sign_in_asked.connect(self._ask_again)
        shell.retry_asked.connect(self._hurry.set)
        self.root.show_shell()
        self._extras.tell_aside(self._aside)
        if self._session is not None:
            await self._help_newcomer()

    def _ask_again(self) -> None:
        if self._again is None or self._again.done():
            self._again = asyncio.ensure_future(self._sign_in_again())

    async def _help_newcomer(self) -> None:
        """The backend answers for the first time: practice customers may come, the demo page can be named."""
        if self._extras is None:
            return
        if self._practice:
            self._practice = False
            await self._extras.start_practice()
        if self.offscreen and self.options.screenshot is None:
            self._extras.tell_demo()

    # -- the end

    async def _release(self) -> None:
        if self._again is not None:
            self._again.cancel()
            await asyncio.gather(self._again, return_exceptions=True)
        await self._stop_connecting()
        await self._leave_window(keep_calls=True)
        desk = self.desk
        if desk is not None:
            with contextlib.suppress(DeskError):
                await desk.stop()
        await self._drop_backend()
        await self._close_store()
        await self._kept.settled()
