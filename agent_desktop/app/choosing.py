"""Asking on the sign-in screen, awaited: where work comes from, a passphrase.

Promises that secrets typed into a form are handed out once and never put into a profile.
"""

import asyncio
from collections.abc import Mapping

from agent_desktop.app.profile import Profile
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import FieldKind
from agent_desktop.model.ports import Connector
from agent_desktop.ui.signin.screen import SignInScreen
from agent_desktop.ui.words import tr


class Choosing:
    """One conversation with the agent on the sign-in screen."""

    def __init__(self, screen: SignInScreen, connectors: Mapping[str, Connector]) -> None:
        self._screen = screen
        self._connectors = connectors
        self._secrets: dict[str, str] = {}
        self.practice = False

    async def profile(self) -> Profile:
        """What the agent chose."""
        answer: asyncio.Future[Profile] = asyncio.get_running_loop().create_future()

        def local(name: str, team: str, practice: bool) -> None:
            self.practice = practice
            if not answer.done():
                answer.set_result(Profile(connector="hub", local=True, owner=name, team=team))

        def remote(name: str, values: dict[str, str]) -> None:
            fields = self._connectors[name].manifest.fields
            secret = {field.name for field in fields if field.kind is FieldKind.SECRET}
            self._secrets = {key: value for key, value in values.items() if key in secret}
            kept = {key: value for key, value in values.items() if key not in secret}
            if not answer.done():
                answer.set_result(Profile(connector=name, values=kept, store=store_name(kept)))

        links = (
            self._screen.start_local.connect(local),
            self._screen.connect_to.connect(remote),
        )
        try:
            return await answer
        finally:
            for signal, link in zip(
                (self._screen.start_local, self._screen.connect_to), links, strict=True
            ):
                signal.disconnect(link)

    async def passphrase(self, *, new: bool, problem: Problem | None) -> str | None:
        """A passphrase, or None for working without a cache."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

        def given(passphrase: str) -> None:
            if not answer.done():
                answer.set_result(passphrase)

        def declined() -> None:
            if not answer.done():
                answer.set_result(None)

        if self._screen.passphrase is None:
            self._screen.ask_passphrase(new=new)
        if problem is not None:
            self._screen.show_failed(problem)
        yes = self._screen.passphrase_given.connect(given)
        no = self._screen.without_cache.connect(declined)
        try:
            phrase = await answer
        finally:
            self._screen.passphrase_given.disconnect(yes)
            self._screen.without_cache.disconnect(no)
        self._screen.show_working(tr("Opening the history…"))
        return phrase

    def take_secrets(self) -> dict[str, str]:
        """The secrets that were typed; a second call gets none."""
        secrets, self._secrets = self._secrets, {}
        return secrets

    def working(self, profile: Profile) -> None:
        """Say what is under way."""
        if self._screen.passphrase is not None:
            self._screen.show_choice()
        words = tr("Starting the hub…") if profile.local else tr("Signing in…")
        self._screen.show_working(words)

    def failed(self, problem: Problem) -> None:
        """Say why it did not work."""
        self._screen.show_failed(problem)


def store_name(values: Mapping[str, str]) -> str:
    """A file name for the history of one account on one system, without telling either."""
    import hashlib

    known = "\n".join(f"{key}={value}" for key, value in sorted(values.items()))
    return hashlib.sha256(known.encode()).hexdigest()[:24]
