"""Meta as a server of the tests: a Graph API that checks what it is asked, and webhooks that it signs and repeats.

Payloads have the shape of Meta's documentation. Webhooks are brought to the session that was opened last, again and
again until it answers with success, as Meta does.
"""

import asyncio
import contextlib
import hashlib
import hmac
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
from aiohttp import web

from agent_desktop.hub.channels.meta.network import Meta
from agent_desktop.hub.written.port import Network, NetworkSession, Post, Webhook
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from tests.peers.front import Front

ACCOUNT, CUSTOMER = "106540352242922", "16505551234"
TOKEN, SECRET, VERIFY = "right-access-token", "right-app-secret", "words of ours"


def signature(body: bytes, secret: str = SECRET) -> str:
    """The header by which Meta signs a payload."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


async def pieces(body: bytes) -> AsyncIterator[bytes]:
    """A body as it comes from a network."""
    for start in range(0, len(body), 50):
        yield body[start : start + 50]


async def hook(session: Webhook, body: bytes, said: str | None = None) -> int:
    """The status with which a session answers a payload."""
    headers = {"x-hub-signature-256": signature(body) if said is None else said}
    status, _, _ = await session.answer("POST", "", "", headers, pieces(body))
    return status


ADDRESS = "https://hub.example.org/networks/entry-point"


class _Watched(Meta):
    """The network, telling the peer which session was opened last."""

    def __init__(self, name: str, peer: "MetaPeer") -> None:
        super().__init__(name)
        self._peer = peer

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        session = super().open(settings, secrets, post)
        assert isinstance(session, Webhook)
        self._peer.session = session
        return session


class MetaPeer:
    """Meta and a customer."""

    orderly = True

    def __init__(self, name: str) -> None:
        self.name = name
        self.network: Network = _Watched(name, self)
        self.front = Front(self._answer, lambda request: request.path.endswith("/messages"))
        self.secrets: Mapping[str, str] = {
            "token": TOKEN,
            "app_secret": SECRET,
            "verify_token": VERIFY,
        }
        self.wrong = ("token", "some-other-token")
        self.session: Webhook | None = None
        self.taken: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.templates: list[dict[str, Any]] = []
        self.uploads: list[tuple[str, bytes]] = []
        self.refusals: list[dict[str, Any]] = []
        self._numbers = itertools.count(1)
        self._told: list[bytes] = []
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._got = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["MetaPeer"]:
        """Serve as long as this lasts."""
        async with self.front.open():
            bringing = asyncio.ensure_future(self._bring())
            try:
                yield self
            finally:
                bringing.cancel()
                await asyncio.gather(bringing, return_exceptions=True)

    @property
    def settings(self) -> Mapping[str, str]:
        about = {"account": ACCOUNT, "server": self.front.url}
        if self.name == "instagram":
            return {**about, "address": ADDRESS}
        return {**about, "business": "102290129340398"}

    def letter(self, text: str, key: str = "") -> Letter:
        return Letter(
            id=key or new_id(),
            entry_point_id="entry-point",
            conversation_id="conversation",
            to=CUSTOMER,
            text=text,
            written_at=wall_clock(),
        )

    async def writes(self, text: str) -> None:
        about = {"type": "text", "text": {"body": text}} if self._whatsapp else {"text": text}
        self.tells(self.message(about))

    async def again(self) -> None:
        for body in self._told:
            await self._waiting.put(body)

    async def received(self, count: int) -> list[str]:
        async with asyncio.timeout(20), self._got:
            await self._got.wait_for(lambda: len(self.taken) >= count)
        return [_text(one) for one in self.taken]

    def tries(self) -> int:
        return len(self.front.asked)

    def away(self) -> AbstractAsyncContextManager[None]:
        return self.front.away()

    def deaf(self) -> AbstractAsyncContextManager[None]:
        return self.front.deaf()

    def slow(self) -> AbstractAsyncContextManager[None]:
        return self.front.slow()

    def tells(self, payload: object) -> None:
        """Bring a payload, as soon as somebody takes it."""
        body = msgspec.json.encode(payload)
        self._told.append(body)
        self._waiting.put_nowait(body)

    def message(self, about: dict[str, Any]) -> dict[str, Any]:
        """The payload of a customer's message."""
        number = next(self._numbers)
        if not self._whatsapp:
            return self.event({"message": {"mid": f"m_in{number}", **about}})
        head = {
            "from": CUSTOMER,
            "id": f"wamid.in{number}",
            "timestamp": f"{wall_clock() // 1000 - 3_600 + number}",
        }
        contacts = [{"profile": {"name": "Sheena Nelson"}, "wa_id": CUSTOMER}]
        return self.change({"contacts": contacts, "messages": [{**head, **about}]})

    def change(self, about: dict[str, Any], account: str = ACCOUNT) -> dict[str, Any]:
        """A payload of WhatsApp's."""
        metadata = {"display_phone_number": "15550783881", "phone_number_id": account}
        value = {"messaging_product": "whatsapp", "metadata": metadata, **about}
        changes = [{"value": value, "field": "messages"}]
        entry = [{"id": "102290129340398", "changes": changes}]
        return {"object": "whatsapp_business_account", "entry": entry}

    def event(self, about: dict[str, Any], account: str = ACCOUNT) -> dict[str, Any]:
        """A payload of Messenger's or Instagram's."""
        head = {"sender": {"id": CUSTOMER}, "recipient": {"id": account}}
        event = {**head, "timestamp": wall_clock(), **about}
        kind = "page" if self.name == "messenger" else "instagram"
        return {"object": kind, "entry": [{"id": account, "time": 1, "messaging": [event]}]}

    @property
    def _whatsapp(self) -> bool:
        return self.name == "whatsapp"

    async def _bring(self) -> None:
        while True:
            body = await self._waiting.get()
            for _ in itertools.count():
                if self.session is not None and await hook(self.session, body) == 200:
                    break
                await asyncio.sleep(0.05)  # as Meta comes again, and nothing tells it when

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        said = request.headers.get("Authorization", "")
        if said != f"Bearer {TOKEN}":
            return _refused(401, 190, "Invalid OAuth access token.")
        _, version, *path = request.path.split("/")
        assert version.startswith("v"), request.path
        match request.method, path:
            case "GET", ["files", name]:
                return web.Response(body=self.files[name])
            case "GET", [key] if key in self.files:
                url = f"{self.front.url}/v1.0/files/{key}"
                return web.json_response({"url": url, "file_size": len(self.files[key])})
            case "GET", [key] if key == ACCOUNT:
                return web.json_response({"id": ACCOUNT})
            case "GET", [key] if key == CUSTOMER:
                return web.json_response({"id": CUSTOMER, "name": "Sheena Nelson"})
            case "GET", [_, "message_templates"]:
                return web.json_response(self._templates(request.query.get("after", "0")))
            case "POST", [key, "messages"] if key == ACCOUNT:
                return await self._messages(request)
            case "POST", [key, "media"] if key == ACCOUNT:
                form = await request.post()
                assert form["messaging_product"] == "whatsapp"
                self._keep(form["file"])
                return web.json_response({"id": f"media-{len(self.uploads)}"})
            case _:
                return _refused(400, 100, "Unsupported request")

    def _templates(self, start: str) -> dict[str, Any]:
        """One template on each page."""
        first = int(start)
        more = first + 1 < len(self.templates)
        paging = {"cursors": {"after": f"{first + 1}"}} | ({"next": "https://…"} if more else {})
        return {"data": self.templates[first : first + 1], "paging": paging}

    async def _messages(self, request: web.Request) -> web.Response:
        if self.refusals:
            error = self.refusals.pop(0)
            return web.json_response({"error": error}, status=error.pop("status", 400))
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            self._keep(form["filedata"])
            texts = {name: str(value) for name, value in form.items() if name != "filedata"}
            nested = ("recipient", "message")
            body = {n: msgspec.json.decode(t) if n in nested else t for n, t in texts.items()}
        else:
            body = msgspec.json.decode(await request.read(), type=dict[str, Any])
        async with self._got:
            self.taken.append(body)
            self._got.notify_all()
        if self._whatsapp:
            assert body["messaging_product"] == "whatsapp"
            assert body["to"] == CUSTOMER
            key = f"wamid.out{len(self.taken)}"
            contacts = [{"input": CUSTOMER, "wa_id": CUSTOMER}]
            return web.json_response({"contacts": contacts, "messages": [{"id": key}]})
        assert body["recipient"] == {"id": CUSTOMER}
        key = f"m_out{len(self.taken)}"
        return web.json_response({"recipient_id": CUSTOMER, "message_id": key})

    def _keep(self, file: object) -> None:
        assert isinstance(file, web.FileField)
        self.uploads.append((file.filename, file.file.read()))


def _text(body: dict[str, Any]) -> str:
    about = body.get("text") or body["message"]
    return str(about.get("body") or about.get("text", ""))


def _refused(status: int, code: int, message: str) -> web.Response:
    error = {"message": message, "type": "OAuthException", "code": code}
    return web.json_response({"error": error}, status=status)
