"""Asking on the sign-in screen, awaited: where work comes from, a passphrase.

Promises that a click counts from the first paint on, that secrets typed into a form are handed out once and never put
into a profile, and that waiting for a backend can be cancelled.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from agent_desktop.app.keeping import Forgotten, Passphrase
from agent_desktop.app.profile import Profile
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import FieldKind
from agent_desktop.model.ports import Connector
from agent_desktop.ui.signin.screen import SignInScreen
from agent_desktop.ui.words import tr

T = TypeVar("T")


class Choosing:
    """One sign-in screen, listened to for as long as it lives."""

    def __init__(self, screen: SignInScreen) -> None:
        self.screen = screen
        self.practice = False
        self._connectors: Mapping[str, Connector] = {}
        self._profile: Profile | None = None
        self._secrets: dict[str, str] = {}
        self._answered = asyncio.Event()
        self._cancelled = asyncio.Event()
        screen.start_local.connect(self._local)
        screen.connect_to.connect(self._remote)
        screen.cancelled.connect(self._cancelled.set)

    def set_connectors(self, connectors: Mapping[str, Connector]) -> None:
        """What can be connected to; found after the first paint."""
        if dict(connectors) != dict(self._connectors):
            self._connectors = connectors
            self.screen.set_connectors([one.manifest for one in connectors.values()])

    def _local(self, name: str, team: str, practice: bool) -> None:
        self.practice = practice
        self._answer(Profile(connector="hub", local=True, owner=name, team=team))

    def _remote(self, name: str, values: dict[str, str]) -> None:
        fields = self._connectors[name].manifest.fields
        secret = {field.name for field in fields if field.kind is FieldKind.SECRET}
        self._secrets = {key: value for key, value in values.items() if key in secret}
        kept = {key: value for key, value in values.items() if key not in secret}
        self._answer(Profile(connector=name, values=kept, store=store_name(kept)))

    def _answer(self, profile: Profile) -> None:
        self._profile = profile
        self._answered.set()
        self.working(profile)

    async def profile(self) -> Profile:
        """What the agent chose, since the last time that this was asked."""
        await self._answered.wait()
        self._answered.clear()
        assert self._profile is not None
        return self._profile

    async def passphrase(self, *, new: bool, problem: Problem | None) -> Passphrase:
        """A passphrase, None for working without a cache, or that it is forgotten."""
        answer: asyncio.Future[Passphrase] = asyncio.get_running_loop().create_future()

        def answered(with_what: Passphrase) -> None:
            if not answer.done():
                answer.set_result(with_what)

        page = self.screen.passphrase
        if page is None or page.new != new:
            self.screen.ask_passphrase(new=new)
        if problem is not None:
            self.screen.show_failed(problem)
        yes = self.screen.passphrase_given.connect(answered)
        no = self.screen.without_cache.connect(lambda: answered(None))
        anew = self.screen.begin_anew.connect(lambda: answered(Forgotten.BEGIN_ANEW))
        try:
            phrase = await answer
        finally:
            self.screen.passphrase_given.disconnect(yes)
            self.screen.without_cache.disconnect(no)
            self.screen.begin_anew.disconnect(anew)
        self.screen.show_working(tr("Opening the history…"))
        return phrase

    async def unless_cancelled(self, work: Awaitable[T]) -> T | None:
        """What `work` gives, or None when the agent cancelled; raises what it raises."""
        self._cancelled.clear()
        doing = asyncio.ensure_future(work)
        no = asyncio.create_task(self._cancelled.wait())
        try:
            await asyncio.wait({doing, no}, return_when=asyncio.FIRST_COMPLETED)
            return doing.result() if doing.done() else None
        finally:
            no.cancel()
            if not doing.done():
                doing.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await doing

    def take_secrets(self) -> dict[str, str]:
        """The secrets that were typed; a second call gets none."""
        secrets, self._secrets = self._secrets, {}
        return secrets

    def working(self, profile: Profile) -> None:
        """Say what is under way."""
        if self.screen.passphrase is not None:
            self.screen.show_choice()
        words = tr("Starting the hub…") if profile.local else tr("Signing in…")
        self.screen.show_working(words)

    def open_form(self, profile: Profile) -> None:
        """The form of a system that was signed in to before, with what may be known of it."""
        self.screen.show_form(profile.connector, profile.values)

    def failed(self, problem: Problem) -> None:
        """Say why it did not work."""
        if self.screen.passphrase is not None:
            self.screen.show_choice()
        self.screen.show_failed(problem)

    def idle(self) -> None:
        """Wait for another choice."""
        self.screen.show_choice()


def store_name(values: Mapping[str, str]) -> str:
    """A file name for the history of one account on one system, without telling either."""
    import hashlib

    known = "\n".join(f"{key}={value}" for key, value in sorted(values.items()))
    return hashlib.sha256(known.encode()).hexdigest()[:24]
