"""A browser that comes back from a provider, and who else may knock: only one answer counts, and nothing else hurts."""

import asyncio
import urllib.parse
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.connectors.hub.loopback import CameBack, Loopback, read
from agent_desktop.model.administration_networks import ConsentPages
from tests.contracts.asynchronous import asynchronous

STATE = "s" * 64
PORT = 50123
PAGES = ConsentPages(title="Desk & <b>", given="Done", refused="Failed", foreign="Not ours")


def head(
    target: str = f"/?state={STATE}&code=c",
    *more: str,
    host: str = f"127.0.0.1:{PORT}",
    method: str = "GET",
) -> bytes:
    """A request's head as a browser writes it."""
    return "\r\n".join((f"{method} {target} HTTP/1.1", f"Host: {host}", *more)).encode()


NAVIGATES = ("Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Sec-Fetch-Site: cross-site")


@pytest.mark.parametrize(
    ("came", "means"),
    [
        (head(), CameBack(code="c")),
        (head(f"/?code=a%2Fb&scope=x&state={STATE}", *NAVIGATES), CameBack(code="a/b")),
        (head(host=f"localhost:{PORT}"), CameBack(code="c")),
        (
            head(f"/?error=access_denied&error_description=No&state={STATE}"),
            CameBack(error="access_denied"),
        ),
    ],
)
def test_what_a_browser_brings(came: bytes, means: CameBack) -> None:
    assert read(came, PORT, STATE) == means


@pytest.mark.parametrize(
    ("came", "status"),
    [
        (head("/?state=other&code=c"), HTTPStatus.FORBIDDEN),
        (head("/?code=c"), HTTPStatus.FORBIDDEN),
        (head(f"/?state={STATE}&state={STATE}&code=c"), HTTPStatus.BAD_REQUEST),
        (head(f"/?state={STATE}&code=c&code=d"), HTTPStatus.BAD_REQUEST),
        (head(f"/?state={STATE}&code=c&error=no"), HTTPStatus.BAD_REQUEST),
        (head(f"/?state={STATE}"), HTTPStatus.BAD_REQUEST),
        (head("/"), HTTPStatus.FORBIDDEN),
        (head(f"//evil.example/?state={STATE}&code=c"), HTTPStatus.NOT_FOUND),
        (head(f"http://evil.example/?state={STATE}&code=c"), HTTPStatus.NOT_FOUND),
        (head("/favicon.ico"), HTTPStatus.NOT_FOUND),
        (head(host="evil.example"), HTTPStatus.BAD_REQUEST),
        (head(host=f"evil.example:{PORT}"), HTTPStatus.BAD_REQUEST),
        (head(host="127.0.0.1:80"), HTTPStatus.BAD_REQUEST),
        (head(f"/?state={STATE}&code=c", f"Host: 127.0.0.1:{PORT}"), HTTPStatus.BAD_REQUEST),
        (head(method="POST"), HTTPStatus.METHOD_NOT_ALLOWED),
        (head(f"/?state={STATE}&code=c", "Origin: https://evil.example"), HTTPStatus.FORBIDDEN),
        (head(f"/?state={STATE}&code=c", "Sec-Fetch-Dest: iframe"), HTTPStatus.FORBIDDEN),
        (head(f"/?state={STATE}&code=c", "Sec-Fetch-Dest: image"), HTTPStatus.FORBIDDEN),
        (b"\xff\xfe", HTTPStatus.BAD_REQUEST),
        (b"GET /", HTTPStatus.BAD_REQUEST),
        (b"", HTTPStatus.BAD_REQUEST),
    ],
)
def test_what_is_none_of_ours(came: bytes, status: HTTPStatus) -> None:
    assert read(came, PORT, STATE) == status


def test_nothing_is_taken_before_there_is_a_state() -> None:
    assert read(head("/?state=&code=c"), PORT, "") == HTTPStatus.FORBIDDEN


@given(st.binary(max_size=300))
def test_whatever_comes_is_read(came: bytes) -> None:
    for one in (came, head() + came, head(f"/?state={STATE}&code=c&").replace(b"&code", came)):
        found = read(one, PORT, STATE)
        assert isinstance(found, HTTPStatus | CameBack)
    assert isinstance(read(came, PORT, STATE), HTTPStatus)


@given(st.text(min_size=1, max_size=200), st.text(max_size=20))
def test_a_code_comes_back_as_it_was(code: str, more: str) -> None:
    query = urllib.parse.urlencode({"more": more, "code": code, "state": STATE})
    assert read(head(f"/?{query}"), PORT, STATE) == CameBack(code=code)


Ask = Callable[[bytes], Coroutine[None, None, str]]


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Loopback, Ask]]:
    """Waits for `STATE`; `ask` says something and returns what it hears until the other side ends."""
    loopback = Loopback(PAGES)
    await loopback.open()
    loopback.expect(STATE)

    async def ask(said: bytes) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", loopback.port)
        writer.write(said.replace(str(PORT).encode(), str(loopback.port).encode()))
        heard = await reader.read()
        writer.close()
        return heard.decode()

    try:
        yield loopback, ask
    finally:
        await loopback.close()


@asynchronous
async def test_the_browser_hears_what_came_of_it_and_a_second_one_that_it_is_over() -> None:
    async with listening() as (loopback, ask):
        foreign = await ask(head("/?state=wrong&code=stolen") + b"\r\n\r\n")
        assert foreign.startswith("HTTP/1.1 403")
        first = asyncio.create_task(ask(head() + b"\r\n\r\n"))
        assert (await loopback.came()).code == "c"
        second = await ask(head(f"/?state={STATE}&code=other") + b"\r\n\r\n")
        assert second.startswith("HTTP/1.1 410")
        assert "Not ours" in second
        assert not first.done(), "nobody says yet what came of it"
        loopback.tell(given=True)
        heard = await first
        assert heard.startswith("HTTP/1.1 200")
        assert "Done" in heard
        assert "Desk &amp; &lt;b&gt;" in heard
        for header in ("no-store", "no-referrer", "default-src 'none'"):
            assert header in heard
        assert (await loopback.came()).code == "c"
    with pytest.raises(ConnectionError):
        await ask(head() + b"\r\n\r\n")


@asynchronous
async def test_who_says_nothing_or_too_much_holds_nobody_up() -> None:
    async with listening() as (loopback, ask):
        silent = [await asyncio.open_connection("127.0.0.1", loopback.port) for _ in range(12)]
        assert await ask(b"GET /" + b"x" * 40_000) == "", "too long to be read"
        answer = asyncio.create_task(ask(head() + b"\r\n\r\n"))
        assert (await loopback.came()).code == "c"
        await loopback.close()
        assert "Failed" in await answer, "closed in the middle: the browser hears the end"
        for _, writer in silent:
            writer.close()


@asynchronous
async def test_it_listens_at_the_loopback_address_alone() -> None:
    async with listening() as (loopback, _):
        assert loopback._server is not None
        assert {one.getsockname()[0] for one in loopback._server.sockets} == {"127.0.0.1"}
