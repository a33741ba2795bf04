"""A Mastodon server's API: each call once, its refusals with their status.

Source: docs.joinmastodon.org, methods accounts, notifications, statuses, media.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from agent_desktop.hub.channels.mastodon.settings import Settings
from agent_desktop.hub.written.calls import Calls, NoAnswer, Reply
from agent_desktop.hub.written.found import word
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

MAX_FILE: Final = 25 * 1024 * 1024
MEDIA_TRIES: Final = 60


class Failed(Exception):
    """A call that came to nothing. `status` is 0 without an answer; `acted`: it may have been done."""

    def __init__(
        self, words: str, *, status: int = 0, wait_ms: Millis | None = None, acted: bool = False
    ) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
        self.wait_ms = wait_ms
        self.acted = acted


class Api:
    """The server as one account sees it."""

    def __init__(self, settings: Settings) -> None:
        self._server = settings.server
        self._calls = Calls(settings.server, {"Authorization": f"Bearer {settings.token}"})

    async def get(self, path: str, query: Mapping[str, Any] | None = None) -> Reply:
        """What is there. Raises Failed."""
        return await self._asked("GET", path, params=dict(query or {}))

    async def post(self, path: str, body: Mapping[str, Any], key: str) -> Reply:
        """What is answered to a JSON body, done once for the same `key` (Idempotency-Key). Raises Failed."""
        headers = {"Idempotency-Key": key}
        return await self._asked("POST", path, json=dict(body), headers=headers)

    async def change(self, method: str, path: str, body: Mapping[str, Any]) -> Reply:
        """What is answered to a change that is the same when it is asked for twice. Raises Failed."""
        return await self._asked(method, path, json=dict(body))

    async def bring(self, path: Path, name: str, kind: str) -> str:
        """A file's id, as soon as the server has worked with it. Raises Failed, OSError."""
        with path.open("rb") as file:
            reply = await self._asked("POST", "/api/v2/media", files={"file": (name, file, kind)})
        key = word(reply.body, "id")
        for _ in range(MEDIA_TRIES):
            if reply.status == 200:
                break
            await asyncio.sleep(1)  # 202 and 206: it works on it
            reply = await self._asked("GET", f"/api/v1/media/{key}")
        return key

    async def fetch(self, url: str) -> bytes:
        """A file's bytes; without our token, wherever it is. Raises Failed, TooLarge."""
        if urlsplit(url).scheme != "https" and not url.startswith(f"{self._server}/"):
            raise Failed(later("The file's address cannot be used."), status=400)
        try:
            return await self._calls.fetch(url, MAX_FILE)
        except NoAnswer as error:
            raise Failed(error.words, status=error.status) from None

    async def close(self) -> None:
        """Let all connections go."""
        await self._calls.close()

    async def _asked(self, method: str, path: str, **about: Any) -> Reply:
        try:
            reply = await self._calls.ask(method, path, **about)
        except NoAnswer as error:
            raise Failed(error.words, acted=error.acted) from None
        if reply.good:
            return reply
        why = word(reply.body, "error")[:200]
        status = reply.status
        raise Failed(
            later(f"The server answered {status}: {why}")
            if why
            else later(f"The server answered {status}."),
            status=status,
            wait_ms=reply.wait_ms,
            acted=status >= 500,
        )
