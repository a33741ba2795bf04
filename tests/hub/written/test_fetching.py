"""Files of elsewhere: fetched within limits, never from inside, and with credentials only where they belong."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from agent_desktop.hub.doors.faults import TooLarge
from agent_desktop.hub.written import fetching
from agent_desktop.hub.written.fetching import NotFetched, fetch
from tests.contracts.asynchronous import asynchronous
from tests.peers.front import Front

SECRET = {"authorization": "Basic secret"}


class Server:
    """What stands at each path, and who asked with which credentials."""

    def __init__(self) -> None:
        self.front = Front(self._answer, lambda _: False)
        self.pages: dict[str, Callable[[], web.Response]] = {}
        self.proofs: list[str | None] = []

    async def _answer(self, request: web.Request) -> web.Response:
        self.proofs.append(request.headers.get("authorization"))
        return self.pages[request.path]()


@contextlib.asynccontextmanager
async def server() -> AsyncIterator[Server]:
    found = Server()
    async with found.front.open():
        yield found


def moved(to: str) -> Callable[[], web.Response]:
    return lambda: web.Response(status=302, headers={"location": to})


def page(body: bytes = b"", status: int = 200) -> Callable[[], web.Response]:
    return lambda: web.Response(status=status, body=body)


@asynchronous
async def test_fetches_from_the_administrators_server_with_our_credentials() -> None:
    async with server() as home:
        home.pages["/a"] = moved("/b")
        home.pages["/b"] = page(b"bytes")
        assert await fetch(f"{home.front.url}/a", 100, SECRET, home.front.url) == b"bytes"
        assert home.proofs == ["Basic secret", "Basic secret"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "http://localhost:9/x",
        "http://[::1]:9/x",
        "http://[::ffff:127.0.0.1]:9/x",
        "http://[64:ff9b::7f00:1]:9/x",
        "http://[2002:7f00:1::]:9/x",
        "http://0.0.0.0:9/x",
        "http://0:9/x",
        "http://2130706433:9/x",
        "http://10.1.2.3/x",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.0.1/x",
        "http://100.64.0.1/x",
        "http://[fe80::1]/x",
        "http://[fd00::1]/x",
        "http://224.0.0.1/x",
        "http://user:pw@192.0.2.1/x",
        "file:///etc/passwd",
        "ftp://192.0.2.1/x",
        "//192.0.2.1/x",
        "",
        "http://",
    ],
)
def test_nothing_inside_is_asked(url: str) -> None:
    with pytest.raises(NotFetched) as refused:
        asyncio.run(fetch(url, 100))
    assert refused.value.passing is False
    assert url not in refused.value.words or not url


@asynchronous
async def test_a_redirect_leads_neither_inside_nor_our_credentials_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with server() as home, server() as inside:
        inside.pages["/secret"] = page(b"inside")
        home.pages["/a"] = moved(f"{inside.front.url}/secret")
        with pytest.raises(NotFetched):
            await fetch(f"{home.front.url}/a", 100, SECRET, home.front.url)
        assert not inside.proofs
        # Were it a public server, it would be asked, but not with our credentials.
        monkeypatch.setattr(fetching, "_public", lambda _: True)
        assert await fetch(f"{home.front.url}/a", 100, SECRET, home.front.url) == b"inside"
        assert inside.proofs == [None]


@asynchronous
async def test_who_sends_in_circles_is_left() -> None:
    async with server() as home:
        home.pages["/a"] = moved("/a")
        with pytest.raises(NotFetched):
            await fetch(f"{home.front.url}/a", 100, SECRET, home.front.url)
        assert len(home.proofs) == fetching.MAX_REDIRECTS + 1


@asynchronous
async def test_too_much_is_not_read() -> None:
    async with server() as home:
        home.pages["/a"] = page(b"x" * 101)
        with pytest.raises(TooLarge):
            await fetch(f"{home.front.url}/a", 100, trusted=home.front.url)


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (401, False), (500, True), (429, True)]
)
def test_what_may_come_later_is_told_apart(status: int, passing: bool) -> None:
    async def go() -> None:
        async with server() as home:
            home.pages["/a"] = page(status=status)
            with pytest.raises(NotFetched) as failed:
                await fetch(f"{home.front.url}/a", 100, trusted=home.front.url)
            assert failed.value.passing is passing

    asyncio.run(go())


@asynchronous
async def test_a_server_that_is_away_may_come_back() -> None:
    async with server() as home:
        url = home.front.url
    with pytest.raises(NotFetched) as failed:
        await fetch(f"{url}/a", 100, trusted=url)
    assert failed.value.passing


@asynchronous
async def test_what_must_be_secure_is_asked_over_https_alone() -> None:
    async with server() as home:
        home.pages["/a"] = page(b"bytes")
        with pytest.raises(NotFetched):
            await fetch(f"{home.front.url}/a", 100, trusted=home.front.url, secure=True)
        assert home.proofs == []
