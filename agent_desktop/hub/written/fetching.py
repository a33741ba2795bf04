"""Files that a message names by URL, fetched: never from inside our own network, and never more than allowed.

Promises that each address, also of a redirect, is looked up once, that the connection goes to what was looked up, and
that nothing but a public address is asked (an administrator's own server excepted); that our credentials go to the
origin that they are for, and to nobody else. Names no URL in errors: it may hold a secret. Uses asyncio.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from typing import Final

import httpx

from agent_desktop.hub.doors.faults import TooLarge
from agent_desktop.model.words import later

MAX_REDIRECTS: Final = 3
FETCH_S: Final = 20.0


class NotFetched(Exception):
    """There is no file. `passing`: later there may be one."""

    def __init__(self, words: str, *, passing: bool) -> None:
        super().__init__(words)
        self.words = words
        self.passing = passing


async def fetch(
    url: str,
    limit: int,
    headers: Mapping[str, str] | None = None,
    trusted: str = "",
    *,
    secure: bool = False,
) -> bytes:
    """The bytes behind `url`, at most `limit`. Raises NotFetched, TooLarge.

    `headers` (credentials) go to the origin of `trusted` alone, which may also be a private address.
    `secure`: nothing is asked but https, and servers are told nothing of who asks.
    """
    at = _parsed(url, secure)
    home = _origin(_parsed(trusted)) if trusted else ""
    try:
        async with (
            asyncio.timeout(FETCH_S),
            httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=FETCH_S) as client,
        ):
            for _ in range(MAX_REDIRECTS + 1):
                ours = bool(home) and _origin(at) == home
                request = await _request(client, at, dict(headers or {}) if ours else {}, ours)
                if secure:
                    request.headers["User-Agent"] = "Mozilla/5.0"
                answer = await client.send(request, stream=True)
                try:
                    if not answer.is_redirect:
                        return await _read(answer, limit)
                    at = _parsed(str(at.join(answer.headers.get("location", ""))), secure)
                    client.cookies.clear()
                finally:
                    await answer.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError):
        raise NotFetched(later("The file's server does not answer."), passing=True) from None
    raise NotFetched(later("The file's server sends from one address to the next."), passing=False)


def _parsed(url: str, secure: bool = False) -> httpx.URL:
    try:
        at = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        at = httpx.URL("")
    if at.scheme not in (("https",) if secure else ("http", "https")) or not at.host or at.userinfo:
        raise NotFetched(later("The file's address is none."), passing=False)
    return at


def _origin(at: httpx.URL) -> str:
    port = at.port or (443 if at.scheme == "https" else 80)
    return f"{at.scheme}://{at.host}:{port}"


async def _request(
    client: httpx.AsyncClient, at: httpx.URL, headers: dict[str, str], ours: bool
) -> httpx.Request:
    """A request to the very address that was judged, so that a second look-up cannot lead elsewhere."""
    if ours:
        return client.build_request("GET", at, headers=headers)
    port = at.port or (443 if at.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(at.host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(_public(one) for one in addresses):
        raise NotFetched(later("The file's address is not a public one."), passing=False)
    host = at.host.encode("idna").decode() if not at.host.isascii() else at.host
    named = host if at.port is None else f"{host}:{at.port}"
    return client.build_request(
        "GET",
        at.copy_with(host=addresses[0]),
        headers={**headers, "Host": named},
        extensions={"sni_hostname": host},
    )


def _public(address: str) -> bool:
    """Whether it is of the open internet, also when it is written as IPv4 within IPv6."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        within = parsed.ipv4_mapped or parsed.sixtofour
        if within is not None:
            parsed = within
        elif parsed in ipaddress.ip_network("64:ff9b::/96"):
            parsed = ipaddress.ip_address(int(parsed) & 0xFFFFFFFF)
    return parsed.is_global and not parsed.is_multicast


async def _read(answer: httpx.Response, limit: int) -> bytes:
    if not answer.is_success:
        passing = answer.status_code in (408, 425, 429) or answer.status_code >= 500
        raise NotFetched(later("The file's server does not give it."), passing=passing)
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > limit:
            raise TooLarge(f"The file is larger than {limit} bytes.")
        parts.append(part)
    return b"".join(parts)
