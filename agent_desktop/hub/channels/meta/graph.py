"""The Graph API: each call once, its refusals with what they mean, files up to a limit."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from agent_desktop.hub.channels.meta.errors import Kind, Meaning, meaning
from agent_desktop.hub.channels.meta.settings import Settings
from agent_desktop.hub.written.calls import Calls, NoAnswer
from agent_desktop.hub.written.found import part
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

MAX_FILE: Final = 25 * 1024 * 1024
#: Where Meta keeps the files of WhatsApp; they want our token too.
_OWN_HOSTS: Final = (".fbsbx.com", ".facebook.com", ".whatsapp.net")


class Failed(Exception):
    """A call that came to nothing. `sure`: certainly; else it may have been done."""

    def __init__(
        self, about: Meaning, *, sure: bool, wait_ms: Millis | None = None, answered: bool = True
    ) -> None:
        super().__init__(about.words)
        self.meaning = about
        self.sure = sure
        self.wait_ms = wait_ms
        self.answered = answered

    def certain(self) -> "Failed":
        """The same, where it is certain that nobody saw anything."""
        return Failed(self.meaning, sure=True, wait_ms=self.wait_ms, answered=self.answered)


class Graph:
    """The API as one account sees it."""

    def __init__(self, settings: Settings) -> None:
        self._server = settings.server
        self._auth = {"Authorization": f"Bearer {settings.token}"}
        self._calls = Calls(f"{settings.server}/{settings.version}/", self._auth)

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """An object. Raises Failed."""
        return await self._asked("GET", path, params=query)

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What is answered to a JSON body. Raises Failed."""
        return await self._asked("POST", path, json=dict(body))

    async def bring(
        self, path: str, fields: Mapping[str, str], field: str, file: Path, name: str, kind: str
    ) -> dict[str, Any]:
        """What is answered to a form with a file. Raises Failed, OSError."""
        with file.open("rb") as opened:
            files = {field: (name, opened, kind)}
            return await self._asked("POST", path, data=dict(fields), files=files)

    async def fetch(self, url: str) -> bytes:
        """A file's bytes; our token goes to Meta's own servers only. Raises Failed, TooLarge."""
        parts = urlsplit(url)
        host, own = parts.hostname or "", url.startswith(f"{self._server}/")
        if not own and parts.scheme != "https":
            raise Failed(_NO_FILE, sure=True)
        ours = own or host.endswith(_OWN_HOSTS)
        try:
            return await self._calls.fetch(url, MAX_FILE, self._auth if ours else None)
        except NoAnswer as error:
            raise _unanswered(error) from None

    async def close(self) -> None:
        """Let all connections go."""
        await self._calls.close()

    async def _asked(self, method: str, path: str, **about: Any) -> dict[str, Any]:
        try:
            reply = await self._calls.ask(method, path, **about)
        except NoAnswer as error:
            raise _unanswered(error) from None
        if reply.good:
            return reply.body
        found = meaning(part(reply.body, "error"), reply.status)
        raise Failed(found, sure=found.kind is not Kind.UNKNOWN, wait_ms=reply.wait_ms)


_NO_FILE: Final = Meaning(kind=Kind.FINAL, words=later("The file's address cannot be used."))


def _unanswered(error: NoAnswer) -> Failed:
    if 400 <= error.status < 500:
        return Failed(Meaning(kind=Kind.FINAL, words=error.words), sure=True)
    about = Meaning(kind=Kind.AGAIN, words=error.words)
    return Failed(about, sure=not error.acted, answered=False)
