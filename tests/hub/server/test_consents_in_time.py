"""Consents end by the clock, and not more of them are remembered than a hub needs."""

import asyncio

import pytest

from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.server.network_consents import MOST, Consents
from agent_desktop.hub.written.consents import Authority
from agent_desktop.model.errors import Refused
from tests.contracts.asynchronous import asynchronous

AUTHORITY = Authority(
    account="support@example.org",
    client_id="client-1",
    token_url="http://127.0.0.1:9/token",
    browser_url="http://127.0.0.1:9/authorize",
    scope="mail",
)


async def unused(_entry: str, _authority: Authority, _token: str) -> bool:
    """Nobody keeps such an entry point."""
    return False


@asynchronous
async def test_a_browser_that_never_comes_back_is_not_waited_for() -> None:
    consents = Consents(browser_s=0.01)
    asked = consents.in_browser("entry", "owner", AUTHORITY, 50123, unused)
    with pytest.raises(Refused, match="ten minutes"):
        await consents.wait(asked.id, "owner", 20)
    with pytest.raises(NotFound, match="over"):
        await consents.answer(asked.id, "owner", asked.state, "code", "")
    consents.close()


@asynchronous
async def test_a_token_that_nobody_saves_is_forgotten() -> None:
    consents = Consents(held_s=0.01)
    asked = consents.in_browser("entry", "owner", AUTHORITY, 50123, unused)
    await consents._take(asked, "refresh-word")
    assert consents.held("entry", AUTHORITY) == "refresh-word"
    other = Authority(account="a", client_id="other", token_url=AUTHORITY.token_url, scope="mail")
    assert consents.held("entry", other) == "", "it was given for something else"
    forgotten = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.call_at(consents._timers["entry"].when() + 0.01, forgotten.set)
    await forgotten.wait()
    assert consents.held("entry", AUTHORITY) == ""
    consents.close()


@asynchronous
async def test_there_is_a_bound_and_the_oldest_goes() -> None:
    consents = Consents()
    first = consents.in_browser("entry-0", "owner", AUTHORITY, 50123, unused)
    waits = asyncio.create_task(consents.wait(first.id, "owner", 20))
    await asyncio.sleep(0)
    made = [
        consents.in_browser(f"entry-{number}", "owner", AUTHORITY, 50123, unused)
        for number in range(1, MOST + 1)
    ]
    with pytest.raises(NotFound, match="over"):
        await waits
    assert len({one.state for one in made} | {one.verifier for one in made}) == 2 * MOST
    assert not any(word in repr(made[0]) for word in (made[0].state, made[0].verifier))
    consents.close()
    with pytest.raises(Refused, match="broke off"):
        await consents.wait(made[-1].id, "owner", 20)
