"""Telegram's Bot API: telegram-test-api, and before it what that leaves out of the Bot API's documentation.

The emulator keeps chats and messages. The front adds the token's check, updates that stay until a later offset confirms
them and for which one may wait, webhooks with their secret, files, and refusals that a test orders.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
from aiohttp import web

from tests.peers.front import Forward, Front
from tests.peers.node import node
from tests.peers.process import free_ports, listens, running

TOKEN = "12345:right-token_of-a-bot"
CUSTOMER = 4711
_PROGRAM = """
const TelegramServer = require('telegram-test-api');
new TelegramServer({{port: {port}, host: '127.0.0.1', storage: 'RAM', storeTimeout: 600}}).start();
"""


@contextlib.contextmanager
def emulator(folder: Path) -> Iterator[str]:
    """The emulator's address; skips the test when it is not installed."""
    command, env = node("telegram-test-api")
    (port,) = free_ports(1)
    script = folder / "emulator.js"
    script.write_text(_PROGRAM.format(port=port), encoding="utf-8")
    with running([command, str(script)], folder / "log", lambda: listens(port), env=env):
        yield f"http://127.0.0.1:{port}"


class BotApi:
    """The server as a bot sees it."""

    def __init__(self, emulator_url: str, token: str = TOKEN) -> None:
        self._token = token
        self._emulator = httpx.AsyncClient(base_url=emulator_url)
        self._forward = Forward(emulator_url)
        self._updates: list[dict[str, Any]] = []
        self._more = asyncio.Condition()
        self._number = 1000
        self._received: list[dict[str, Any]] = []
        self.front = Front(self._answer, lambda request: "/send" in request.path)
        self.files: dict[str, bytes] = {}
        self.uploads: list[tuple[str, str, bytes]] = []
        self.refusals: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] = {}
        self.amended: list[tuple[str, dict[str, Any]]] = []

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["BotApi"]:
        """Serve as long as this lasts."""
        async with self.front.open():
            try:
                yield self
            finally:
                await self._forward.close()
                await self._emulator.aclose()

    async def tell(self, **update: Any) -> None:
        """An update that the emulator does not know."""
        async with self._more:
            self._number += 1
            self._updates.append({"update_id": self._number, **update})
            self._more.notify_all()

    async def writes(self, text: str, **more: Any) -> None:
        """A customer writes."""
        person = {"id": CUSTOMER, "first_name": "Layla", "last_name": "Haddad", "is_bot": False}
        message = {
            "botToken": self._token,
            "from": {**person, "language_code": "de"},
            "chat": {"id": CUSTOMER, "type": "private", "first_name": "Layla"},
            "date": int(time.time()),
            "text": text,
            **more,
        }
        (await self._emulator.post("/sendMessage", json=message)).raise_for_status()
        await self._fetch()

    async def received(self, count: int) -> list[str]:
        """What the customer got, as soon as there are `count` messages."""
        async with asyncio.timeout(20):
            while True:
                about = {"token": self._token, "chatId": CUSTOMER}
                answer = (await self._emulator.post("/getUpdates", json=about)).json()
                self._received += [one["message"] for one in answer["result"]]
                if len(self._received) >= count:
                    return [one["text"] for one in self._received]
                await asyncio.sleep(0.05)

    async def _fetch(self) -> None:
        answer = (await self._emulator.post(f"/bot{self._token}/getUpdates")).json()
        async with self._more:
            for one in answer["result"]:
                one["message"].pop("botToken", None)
                self._number += 1
                self._updates.append({**one, "update_id": self._number})
            self._more.notify_all()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        prefix, _, method = request.path.rpartition("/")
        if request.path.startswith(f"/file/bot{self._token}/"):
            return web.Response(body=self.files[method])
        if prefix != f"/bot{self._token}":
            return _refused(401, "Unauthorized")
        if self.refusals and method.startswith("send"):
            refusal = self.refusals.pop(0)
            return web.json_response({"ok": False, **refusal}, status=refusal["error_code"])
        match method:
            case "getUpdates":
                return await self._get_updates(await _about(request))
            case "getFile":
                name = (await _about(request))["file_id"]
                if name not in self.files:
                    return _refused(400, "Bad Request: file is too big")
                return _good({"file_id": name, "file_path": name})
            case "sendPhoto" | "sendDocument":
                return await self._take_file(request)
            case "editMessageText" | "deleteMessage" | "setMessageReaction" | "sendChatAction":
                return self._amend(method, await _about(request))
            case "setWebhook":
                self.webhook = await _about(request)
                return _good(True)
            case "deleteWebhook":
                self.webhook = {}
                return _good(True)
            case "getWebhookInfo":
                return _good({"url": self.webhook.get("url", ""), "pending_update_count": 0})
            case _:
                return await self._forward(request)

    async def _get_updates(self, about: dict[str, Any]) -> web.Response:
        if self.webhook:
            return _refused(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = about.get("offset", 0)

        def waiting() -> list[dict[str, Any]]:
            return [one for one in self._updates if one["update_id"] >= offset]

        async with self._more:
            if offset:
                self._updates = waiting()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(about.get("timeout", 0)):
                    await self._more.wait_for(waiting)
            return _good(waiting()[:100])

    def _amend(self, method: str, about: dict[str, Any]) -> web.Response:
        """What is so already is refused in the words of the Bot API."""
        if (method, about) in self.amended:
            again = {
                "editMessageText": "Bad Request: message is not modified",
                "deleteMessage": "Bad Request: message to delete not found",
            }
            if method in again:
                return _refused(400, again[method])
        self.amended.append((method, about))
        return _good(True)

    async def _take_file(self, request: web.Request) -> web.Response:
        form = await request.post()
        kind = "photo" if "photo" in form else "document"
        file = form[kind]
        assert isinstance(file, web.FileField)
        self.uploads.append((kind, file.filename, file.file.read()))
        chat = int(str(form["chat_id"]))
        self._number += 1
        return _good({"message_id": self._number, "chat": {"id": chat}})


async def _about(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    return msgspec.json.decode(body, type=dict[str, Any]) if body else {}


def _good(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(code: int, description: str) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description}
    return web.json_response(body, status=code)
