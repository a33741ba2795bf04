"""Whatever a lead or an administrator changes leaves an entry in the audit trail: every route of the app, by itself.

The routes are taken from the app, so that a new one is asked, too; the short lists below say which leave none, and why.
"""

import asyncio
import dataclasses
import os
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from agent_desktop.hub.doors.answers import HANDLERS
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.handshake import Setup
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.opening import opened_hub
from agent_desktop.hub.server.operations import Call, Operation, route
from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.storage.trail import page_after
from tests.hub import databases
from tests.hub.server.guesses import VISITORS
from tests.hub.server.hub_process import where

BY_HANDLERS = {
    "sign_out": "test_the_own_sessions_are_written_down",
    "end_session": "test_the_own_sessions_are_written_down",
    "change_password": "test_the_own_sessions_are_written_down",
    "sign_in": "test_audit.py: there is nobody before it is done",
    "sign_in_by_ticket": "the same",
}
"""What the handlers write down themselves, and which test sees it."""
UNWRITTEN = {
    "upload": "bytes of one's own that nobody sees before they are sent; sending is the work of who has it",
    "begin_upload": "the same, in parts",
    "go_on": "the same",
    "give_up": "the same",
}
"""What leaves no entry, and why."""
DOORS = {
    "/v1/openapi.json": "a document",
    "/v1/live": "commands: tests/hub/centre/test_reach.py has each of them written down",
    "/v1/phone": "the telephone of who is signed in",
    "/wallboard": "shows, with a secret of its own; making that is an act (define_wallboard)",
    "/widget.js": "a script for websites",
    "/demo": "a page with it",
    "/chat": "customers, by their own secrets",
    "/networks": "what networks tell, by their own secrets",
}
"""Routes that take no order of a lead or administrator."""

CHANGING = [one for one in OPERATIONS if one.method != "GET"]
READING = [one for one in OPERATIONS if one.method == "GET" and one.scopes]


@asynccontextmanager
async def _open(path: Path) -> AsyncIterator[tuple[House, Any, dict[str, str]]]:
    """A hub in this process, and the token of an account that may do everything."""
    folder = DataFolder(path)
    databases.prepared(path)
    words, secrets = where(path)
    options = HubOptions(
        data=path, database=words[-1] if words else "", voice=False, handshake=False
    )
    try:
        with patch.dict(os.environ, secrets):
            async with opened_hub(options, folder, Setup()) as (house, app):
                scopes = ("agent", "supervisor", "admin")
                secret, _ = await house.shared.keys.issue(
                    "agent", "owner", lifetime_ms=9_000_000, scopes=scopes
                )
                yield house, app, {"authorization": f"Bearer {secret}"}
    finally:
        folder.release()


def walk(
    work: Callable[[House, Any, dict[str, str]], Coroutine[Any, Any, None]], path: Path
) -> None:
    """Do it in a hub."""

    async def run() -> None:
        async with _open(path) as (house, app, headers):
            await work(house, app, headers)

    path.mkdir(mode=0o700, exist_ok=True)
    asyncio.run(run())


async def _entries(house: House) -> list[tuple[str, str]]:
    found = await house.rows(lambda storage: page_after(storage, 0))
    return [(one.who, one.act) for one in found]


async def _changes(house: House) -> int:
    return await house.rows(lambda storage: storage.changes)


def _asked(one: Operation) -> str:
    return re.sub(r"\{\w+\}", "x1", one.path)


def _doing_nothing(one: Operation) -> Operation:
    """The operation behind its own gate, with a handler that has no word of the trail."""

    async def handler(call: Call[Any]) -> None:
        return None

    handler.__name__ = one.name
    return dataclasses.replace(one, handler=handler, body=None, answers=None)


def test_no_route_of_the_app_is_beside_the_table(tmp_path: Path) -> None:
    async def work(house: House, app: Any, headers: dict[str, str]) -> None:
        known = {(one.method, one.path) for one in OPERATIONS}
        beside = [
            one.path
            for one in app._app.routes
            if not isinstance(one, Route)
            or not {(method, one.path) for method in (one.methods or set()) - {"HEAD"}} <= known
        ]
        left = [path for path in beside if not any(path.startswith(door) for door in DOORS)]
        assert left == []
        assert {path for path in beside if path.startswith("/chat/")} == set(VISITORS)
        assert [door for door in DOORS if not any(path.startswith(door) for path in beside)] == []

    walk(work, tmp_path / "hub")


def test_every_changing_route_leaves_an_entry_whatever_its_handler_does(tmp_path: Path) -> None:
    async def work(house: House, app: Any, headers: dict[str, str]) -> None:
        made = [route(house, _doing_nothing(one)) for one in CHANGING]
        stubs = Starlette(routes=list(made), exception_handlers=HANDLERS)
        silent: set[str] = set()
        transport = httpx.ASGITransport(app=stubs)
        async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
            for one in CHANGING:
                before = await _entries(house)
                answer = await client.request(one.method, _asked(one), headers=headers)
                assert answer.status_code == 204, (one.path, answer.text)
                fresh = (await _entries(house))[len(before) :]
                if not fresh:
                    silent.add(one.name)
                else:
                    assert fresh == [("owner", one.name)], one.path
        assert silent == {*BY_HANDLERS, *UNWRITTEN}

    walk(work, tmp_path / "hub")


def test_what_only_reads_changes_nothing_or_is_written_down(tmp_path: Path) -> None:
    """Every GET, as somebody who may do everything: a row that is changed without an entry fails."""

    async def work(house: House, app: Any, headers: dict[str, str]) -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for one in READING:
                before, changes = await _entries(house), await _changes(house)
                answer = await client.get(_asked(one), headers=headers)
                assert answer.status_code < 500 or answer.status_code == 501, (one.path, answer)
                if await _changes(house) != changes:
                    assert await _entries(house) != before, one.path

    walk(work, tmp_path / "hub")


def test_reports_that_are_taken_along_are_written_down(tmp_path: Path) -> None:
    async def work(house: House, app: Any, headers: dict[str, str]) -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for made_as in ("csv", "xlsx", "pdf"):
                before = len(await _entries(house))
                asked = f"/v1/reports/queues?format={made_as}"
                assert (await client.get(asked, headers=headers)).status_code == 200
                assert (await _entries(house))[before:] == [("owner", "export_report")]

    walk(work, tmp_path / "hub")


def test_the_own_sessions_are_written_down(tmp_path: Path) -> None:
    async def work(house: House, app: Any, headers: dict[str, str]) -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            _, other = await house.shared.keys.issue("agent", "owner", lifetime_ms=9_000_000)
            wish = {"type": "change_password", "current": "", "new": "correct horse battery"}
            for method, path, body, act in (
                ("DELETE", f"/v1/sessions/{other.id}", None, "end_session"),
                ("PUT", "/v1/password", wish, "change_password"),
                ("POST", "/v1/sign-out", None, "sign_out"),
            ):
                answer = await client.request(method, path, headers=headers, json=body)
                assert answer.status_code == 204, answer.text
                assert (await _entries(house))[-1] == ("owner", act)

    walk(work, tmp_path / "hub")
