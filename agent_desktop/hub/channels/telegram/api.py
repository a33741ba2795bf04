"""The Bot API: each method asked once, its refusals with their codes, files up to a limit.

Source: https://core.telegram.org/bots/api, "Making requests" and "getFile".
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from agent_desktop.hub.channels.telegram.settings import Settings
from agent_desktop.hub.written.calls import Calls, NoAnswer
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

#: Bots cannot fetch more.
MAX_FETCH: Final = 20 * 1024 * 1024


class Failed(Exception):
    """A method that came to nothing. `code` is Telegram's, 0 without an answer; `acted`: it may have done it."""

    def __init__(
        self, words: str, *, code: int = 0, wait_ms: Millis | None = None, acted: bool = False
    ) -> None:
        super().__init__(words)
        self.words = words
        self.code = code
        self.wait_ms = wait_ms
        self.acted = acted


class Api:
    """One bot's API."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.token
        self._server = settings.server
        self._calls = Calls(f"{settings.server}/bot{settings.token}/")

    async def ask(self, method: str, about: Mapping[str, Any], patience_s: float = 60) -> Any:
        """What a method answers. Raises Failed."""
        return await self._asked(method, json=dict(about), timeout=patience_s)

    async def bring(
        self, method: str, about: Mapping[str, str], field: str, path: Path, name: str, kind: str
    ) -> Any:
        """What a method answers to which a file goes along. Raises Failed, OSError."""
        with path.open("rb") as file:
            return await self._asked(method, data=dict(about), files={field: (name, file, kind)})

    async def fetch(self, file_id: str) -> bytes:
        """A file's bytes. Raises Failed, TooLarge."""
        found = await self.ask("getFile", {"file_id": file_id})
        path = found.get("file_path") if isinstance(found, dict) else None
        if not isinstance(path, str) or ".." in path:
            raise Failed(later("Telegram does not give this file."), code=404)
        try:
            return await self._calls.fetch(
                f"{self._server}/file/bot{self._token}/{path}", MAX_FETCH
            )
        except NoAnswer as error:
            raise Failed(error.words, code=error.status) from None

    async def close(self) -> None:
        """Let all connections go."""
        await self._calls.close()

    async def _asked(self, method: str, **about: Any) -> Any:
        try:
            reply = await self._calls.ask("POST", method, **about)
        except NoAnswer as error:
            raise Failed(error.words, acted=error.acted) from None
        if reply.body.get("ok") is True:
            return reply.body.get("result")
        code = reply.body.get("error_code")
        code = code if isinstance(code, int) else reply.status
        more = reply.body.get("parameters")
        wait = more.get("retry_after") if isinstance(more, dict) else None
        wait_ms = wait * 1000 if isinstance(wait, int) else reply.wait_ms
        why = str(reply.body.get("description", ""))[:200]
        words = (
            later(f"Telegram answered {code}: {why}")
            if why
            else later(f"Telegram answered {code}.")
        )
        raise Failed(words, code=code, wait_ms=wait_ms, acted=code >= 500 or code < 300)
