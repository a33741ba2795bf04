"""A Mastodon server of the tests: posts, notifications and media as its documentation describes them."""

import asyncio
import contextlib
import datetime
import html
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
from aiohttp import web

from agent_desktop.hub.channels.mastodon.allowed import USUAL
from agent_desktop.hub.channels.mastodon.network import steps
from agent_desktop.hub.channels.mastodon.session import MastodonSession
from agent_desktop.hub.channels.mastodon.settings import Settings, read
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.work import Channel
from tests.peers.front import Front

TOKEN = "right-token"
US = {"id": "1", "username": "hub", "acct": "hub", "url": "https://social.test/@hub"}
HER = {"id": "2", "username": "layla", "acct": "layla@away.test", "display_name": "Layla"}


def _quick(settings: Settings, post: Post) -> NetworkSession:
    return MastodonSession(settings, post, poll_s=0.02)


class MastodonPeer:
    """The server and a customer on another one."""

    orderly = True

    def __init__(self) -> None:
        self.network: Network = PlainNetwork("mastodon", Channel.SOCIAL, USUAL, read, _quick, steps)
        self.front = Front(self._answer, _carries)
        self.secrets: Mapping[str, str] = {"token": TOKEN}
        self.wrong = ("token", "some-other-token")
        self.statuses: dict[str, dict[str, Any]] = {}
        self.notifications: list[dict[str, Any]] = []
        self.ours: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.uploads: list[tuple[str, bytes]] = []
        self.refusals: list[tuple[int, str]] = []
        self.instance: dict[str, Any] = {"domain": "social.test"}
        self.old = False  # from before 4.3: it tells of one post at a time
        self._once: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count(100)
        self._got = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["MastodonPeer"]:
        """Serve as long as this lasts."""
        async with self.front.open():
            yield self

    @property
    def settings(self) -> Mapping[str, str]:
        return {"server": self.front.url}

    def letter(self, text: str, key: str = "") -> Letter:
        return Letter(
            id=key or new_id(),
            entry_point_id="entry-point",
            conversation_id="conversation",
            to="layla@away.test",
            text=text,
            written_at=wall_clock(),
        )

    async def writes(self, text: str) -> None:
        self.mentions(text)

    async def again(self) -> None:
        """A server tells what is after the place that it is asked for, and nothing else."""

    async def received(self, count: int) -> list[str]:
        async with asyncio.timeout(20), self._got:
            await self._got.wait_for(lambda: len(self.ours) >= count)
        return [str(one["written"]).removeprefix("@layla@away.test ") for one in self.ours]

    def tries(self) -> int:
        return len(self.front.asked)

    def away(self) -> AbstractAsyncContextManager[None]:
        return self.front.away()

    def deaf(self) -> AbstractAsyncContextManager[None]:
        return self.front.deaf()

    def slow(self) -> AbstractAsyncContextManager[None]:
        return self.front.slow()

    def mentions(self, text: str, **more: Any) -> str:
        """The customer mentions us; the post's id."""
        name = (
            '<span class="h-card"><a href="https://social.test/@hub">@<span>hub</span></a></span>'
        )
        status = self._status(HER, f"<p>{name} {html.escape(text)}</p>", **more)
        self.notifies("mention", status["id"])
        return str(status["id"])

    def notifies(self, kind: str, status: str) -> None:
        """Something happened to a post."""
        self.notifications.append(
            {
                "id": f"{next(self._numbers)}",
                "type": kind,
                "created_at": _now(),
                "account": HER,
                "status": self.statuses[status],
            }
        )

    def _status(self, who: Mapping[str, str], content: str, **more: Any) -> dict[str, Any]:
        key = f"{next(self._numbers)}"
        status = {
            "id": key,
            "account": who,
            "content": content,
            "created_at": _now(),
            "edited_at": None,
            "visibility": "direct",
            "in_reply_to_id": None,
            "spoiler_text": "",
            "language": "de",
            "reblogs_count": 0,
            "favourites_count": 0,
            "media_attachments": [],
            **more,
        }
        self.statuses[key] = status
        return status

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/files/"):
            assert "Authorization" not in request.headers
            return web.Response(body=self.files[request.path.rpartition("/")[2]])
        if request.path == "/api/v2/instance" and self.old:
            return _refused(404, "Record not found")
        if request.path in ("/api/v1/instance", "/api/v2/instance"):
            return web.json_response(self.instance)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _refused(401, "The access token is invalid")
        match request.method, request.path.split("/")[2:]:
            case "GET", ["v1", "accounts", "verify_credentials"]:
                return web.json_response(US)
            case "GET", ["v1", "accounts", "1", "statuses"]:
                return web.json_response(self.ours[:-41:-1])
            case "GET", ["v1", "notifications"]:
                return web.json_response(self._page(request))
            case "GET", ["v1", "statuses"] if not self.old:
                keys = request.query.getall("id[]")
                return web.json_response([self.statuses[k] for k in keys if k in self.statuses])
            case "GET", ["v1", "statuses", key]:
                known = self.statuses.get(key)
                return web.json_response(known) if known else _refused(404, "Record not found")
            case "PUT", ["v1", "statuses", key] if key in self.statuses:
                self.statuses[key]["put"] = msgspec.json.decode(await request.read())
                return web.json_response(self.statuses[key])
            case "DELETE", ["v1", "statuses", key] if key in self.statuses:
                return web.json_response(self.statuses.pop(key))
            case "POST", ["v1", "statuses", key, "favourite" | "unfavourite" as act]:
                self.statuses[key]["favourited"] = act == "favourite"
                return web.json_response(self.statuses[key])
            case "POST", ["v2", "media"]:
                file = (await request.post())["file"]
                assert isinstance(file, web.FileField)
                self.uploads.append((file.filename, file.file.read()))
                return web.json_response({"id": f"media-{len(self.uploads)}"}, status=200)
            case "POST", ["v1", "statuses"]:
                return await self._publish(request)
            case _:
                return _refused(404, "Not found")

    def _page(self, request: web.Request) -> list[dict[str, Any]]:
        least, limit = int(request.query.get("min_id", "-1")), int(request.query["limit"])
        if least < 0:
            return self.notifications[::-1][:limit]
        return [one for one in self.notifications if int(one["id"]) > least][:limit][::-1]

    async def _publish(self, request: web.Request) -> web.Response:
        if self.refusals:
            code, error = self.refusals.pop(0)
            headers = {"Retry-After": "7"} if code == 429 else None
            return web.json_response({"error": error}, status=code, headers=headers)
        about = msgspec.json.decode(await request.read(), type=dict[str, Any])
        key = request.headers["Idempotency-Key"]
        if len(about["status"]) > 500:
            return _refused(422, "Validation failed: Text character limit of 500 exceeded")
        if key not in self._once:
            shown = html.escape(about["status"]).replace("@layla@away.test", "@<span>layla</span>")
            status = self._status(US, f"<p>{shown}</p>", visibility=about["visibility"])
            status["written"] = about["status"]
            status["mentions"] = [{"acct": "layla@away.test", "username": "layla"}]
            self._once[key] = status
            self.asked.append(about)
            async with self._got:
                self.ours.append(status)
                self._got.notify_all()
        return web.json_response(self._once[key])


def _carries(request: web.Request) -> bool:
    return request.method == "POST" and request.path == "/api/v1/statuses"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat().replace("+00:00", "Z")


def _refused(status: int, error: str) -> web.Response:
    return web.json_response({"error": error}, status=status)
