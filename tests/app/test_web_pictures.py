"""Pictures of mails from elsewhere: never from this machine or its network, whatever a mail names."""

import asyncio
import socket
import ssl
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web

from agent_desktop.app.web_pictures import WebPictures
from agent_desktop.desk.mail_pictures import LARGEST
from agent_desktop.hub.written import fetching
from tests.contracts.asynchronous import asynchronous
from tests.sip.certificates import Authority


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:{port}/x",
        "https://localhost:{port}/x",
        "https://[::ffff:127.0.0.1]:{port}/x",
        "https://2130706433:{port}/x",
        "https://0:{port}/x",
        "https://user@127.0.0.1:{port}/x",
        "http://127.0.0.1:{port}/x",
        "file:///etc/passwd",
        "https://",
        "https://[",
        "",
    ],
)
def test_nothing_here_is_asked(url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        assert asyncio.run(WebPictures().picture(url.format(port=port))) == b""
        with pytest.raises(BlockingIOError):
            listener.accept()


@asynchronous
async def test_a_server_learns_that_somebody_asks_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    files = authority.issue("pictures.example")
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(files.certificate, files.key)
    heads: list[dict[str, str]] = []

    async def answer(request: web.Request) -> web.Response:
        heads.append({name.lower(): value for name, value in request.headers.items()})
        if request.path == "/a":
            moved = {"location": f"https://pictures.example:{port}/b", "set-cookie": "who=you"}
            return web.Response(status=302, headers=moved)
        if request.path == "/down":
            return web.Response(
                status=302, headers={"location": f"http://pictures.example:{port}/b"}
            )
        return web.Response(body=b"x" * (LARGEST + 1) if request.path == "/big" else b"GIF")

    application = web.Application()
    application.router.add_get("/{tail:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=ours)
    await site.start()
    port = runner.addresses[0][1]
    # A public server in the eyes of the judge, and a name that leads to it.
    trusting = partial(httpx.AsyncClient, verify=ssl.create_default_context(cafile=authority.file))
    monkeypatch.setattr(fetching, "_public", lambda _: True)
    monkeypatch.setattr(httpx, "AsyncClient", trusting)
    loop = asyncio.get_running_loop()
    looked_up = loop.getaddrinfo

    async def named(host: str, *args: Any, **more: Any) -> Any:
        return await looked_up("127.0.0.1" if host == "pictures.example" else host, *args, **more)

    monkeypatch.setattr(loop, "getaddrinfo", named)
    pictures = WebPictures()
    try:
        assert await pictures.picture(f"https://pictures.example:{port}/a") == b"GIF"
        assert set(heads[1]) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
        assert heads[1]["user-agent"] == "Mozilla/5.0"
        assert await pictures.picture(f"https://pictures.example:{port}/big") == b""
        count = len(heads)
        assert await pictures.picture(f"https://pictures.example:{port}/down") == b""
        assert len(heads) == count + 1
        # Another name on the certificate is another server.
        assert await pictures.picture(f"https://localhost:{port}/a") == b""
        assert len(heads) == count + 1
    finally:
        await runner.cleanup()
