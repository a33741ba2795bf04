"""Consent by a real hub, from the desk's side: what a browser brings goes on once, and nothing listens afterwards."""

import asyncio
import urllib.parse
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Literal

import httpx
import pytest

from agent_desktop.connectors.hub import connector
from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.administration import HubAdministration
from agent_desktop.connectors.hub.door import open_door
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    ConsentAsked,
    ConsentPages,
    EndConsent,
    NetworkEntry,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import DeskError
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub
from tests.peers.provider import CLIENT_SECRET, Provider

ADDRESS = "support1@hub.test"
PAGES = ConsentPages(title="Desk", given="Done", refused="Failed", foreign="Not ours")


@pytest.fixture(scope="module")
def hub() -> Iterator[HubProcess]:
    with throwaway_hub() as hub:
        yield hub


@pytest.fixture(scope="module")
def owner(hub: HubProcess) -> str:
    return owner_token(hub.url, hub.ticket)


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider(0, owner=ADDRESS)
    with provider.open():
        yield provider


@asynccontextmanager
async def at_the_desk(hub: HubProcess, owner: str) -> AsyncIterator[HubAdministration]:
    door = await open_door(hub_address(hub.url))
    yield HubAdministration(door, owner)
    await door.close()


def order(
    provider: Provider, entry_id: str, by: Literal["browser", "code"] = "browser"
) -> BeginConsent:
    settings = provider.settings() | {"address": ADDRESS}
    entry = NetworkEntry(id=entry_id, network="email", settings=settings)
    secrets = {"client_secret": CLIENT_SECRET}
    return BeginConsent(entry=entry, by=by, pages=PAGES, secrets=secrets)


async def begun(port: HubAdministration, wish: BeginConsent) -> ConsentAsked:
    asked = await port.carry_out(wish)
    assert isinstance(asked, ConsentAsked)
    return asked


async def way_back(provider: Provider, asked: ConsentAsked, say: str = "allow") -> str:
    """Where the provider sends the browser after the click."""
    async with httpx.AsyncClient() as browser:
        await browser.get(asked.address)
        form = {"code": list(provider.codes)[-1], "say": say}
        return str((await browser.post(f"{provider.base}/decide", data=form)).headers["location"])


async def page(address: str) -> str:
    """What the browser then shows."""
    async with httpx.AsyncClient(timeout=60) as browser:
        return (await browser.get(address)).text


async def refusal(awaited: "asyncio.Task[object]") -> str:
    with pytest.raises(DeskError) as caught:
        await awaited
    return caught.value.problem.words()


@pytest.mark.parametrize(("say", "words"), [("allow", "Done"), ("deny", "Failed")])
@asynchronous
async def test_the_browser_and_the_desk_hear_the_same(
    hub: HubProcess, owner: str, provider: Provider, say: str, words: str
) -> None:
    async with at_the_desk(hub, owner) as port:
        asked = await begun(port, order(provider, new_id()))
        back = await way_back(provider, asked, say)
        spoilt = back.replace("state=", "state=x")
        assert "Not ours" in await page(spoilt)
        waits: asyncio.Task[object] = asyncio.create_task(
            port.carry_out(AwaitConsent(consent_id=asked.id))
        )
        assert words in await page(back)
        if say == "allow":
            assert await waits == ()
        else:
            assert "not allowed" in await refusal(waits)
        with pytest.raises(httpx.ConnectError):
            await page(back)
        again = AwaitConsent(consent_id=asked.id)
        assert "over" in await refusal(asyncio.create_task(port.carry_out(again)))


@asynchronous
async def test_a_new_sign_in_ends_the_one_before_and_its_listener(
    hub: HubProcess, owner: str, provider: Provider
) -> None:
    async with at_the_desk(hub, owner) as port:
        entry_id = new_id()
        first = await begun(port, order(provider, entry_id))
        back = await way_back(provider, first)
        waits: asyncio.Task[object] = asyncio.create_task(
            port.carry_out(AwaitConsent(consent_id=first.id))
        )
        await asyncio.sleep(0)
        second = await begun(port, order(provider, entry_id, "code"))
        assert "Another sign-in" in await refusal(waits)
        with pytest.raises(httpx.ConnectError):
            await page(back)
        provider.decide(second.code, True)
        assert await port.carry_out(AwaitConsent(consent_id=second.id)) == ()


@asynchronous
async def test_what_is_broken_off_is_over(hub: HubProcess, owner: str, provider: Provider) -> None:
    async with at_the_desk(hub, owner) as port:
        asked = await begun(port, order(provider, new_id()))
        back = await way_back(provider, asked)
        waits: asyncio.Task[object] = asyncio.create_task(
            port.carry_out(AwaitConsent(consent_id=asked.id))
        )
        await asyncio.sleep(0)
        await port.carry_out(EndConsent(consent_id=asked.id))
        assert "broke off" in await refusal(waits)
        with pytest.raises(httpx.ConnectError):
            await page(back)
        await port.carry_out(EndConsent(consent_id=asked.id))


@asynchronous
async def test_a_window_that_closes_leaves_nothing_that_listens(
    hub: HubProcess, owner: str, provider: Provider
) -> None:
    async with at_the_desk(hub, owner) as port:
        asked = await begun(port, order(provider, new_id()))
        back = await way_back(provider, asked)
        waits = asyncio.create_task(port.carry_out(AwaitConsent(consent_id=asked.id)))
        await asyncio.sleep(0)
        waits.cancel()
        await asyncio.wait([waits])
        assert waits.cancelled()
        with pytest.raises(httpx.ConnectError):
            await page(back)
        code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))["code"]
        assert code in provider.codes, "nobody traded it"


@asynchronous
async def test_a_session_that_closes_listens_no_more(
    hub: HubProcess, owner: str, provider: Provider
) -> None:
    session = await connector.sign_in({"address": hub.url, "token": owner})
    port = session.administration
    assert isinstance(port, HubAdministration)
    asked = await begun(port, order(provider, new_id()))
    back = await way_back(provider, asked)
    await session.close()
    with pytest.raises(httpx.ConnectError):
        await page(back)


@asynchronous
async def test_a_refusal_stands_at_the_networks_field(
    hub: HubProcess, owner: str, provider: Provider
) -> None:
    async with at_the_desk(hub, owner) as port:
        wish = order(provider, new_id())
        del wish.entry.settings["client_id"]
        with pytest.raises(DeskError) as caught:
            await port.carry_out(wish)
        assert caught.value.problem.field == "settings.client_id"
