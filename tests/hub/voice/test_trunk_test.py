"""A trunk tried before it is used: every step says what it found, and what to do."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.hub.voice import trunk_test
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.trunk_test import STEPS, Step, tried
from agent_desktop.sip.agent.events import BindingsChanged
from agent_desktop.sip.transport.tls import server_context
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.carriers import DOMAIN, registrar
from tests.sip.certificates import Authority


def trunk(port: int, **more: object) -> TrunkSetup:
    known: dict[str, object] = {
        "transport": "udp",
        "host": "127.0.0.1",
        "port": port,
        "domain": DOMAIN,
        "user": "house",
        "password": "good",
        "registers": True,
    }
    return TrunkSetup(id="one", **(known | more))  # type: ignore[arg-type]


async def found(wish: TrunkSetup) -> dict[str, Step]:
    """What was found, by step."""
    steps = await tried(wish, "127.0.0.1")
    assert tuple(one.step for one in steps) == STEPS
    for one in steps:
        assert one.words.endswith(".")
        assert bool(one.remedy) == (one.result == "failed")
    return {one.step: one for one in steps}


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@asynchronous
async def test_a_good_trunk_is_good_in_every_step_and_nothing_changes_there(transport: str) -> None:
    far = registrar(house="good")
    ways = far.endpoint.ways
    listener = await (ways.listen_udp if transport == "udp" else ways.listen_tcp)("127.0.0.1")
    steps = await found(trunk(listener.local[1], transport=transport))
    results = {name: one.result for name, one in steps.items()}
    connected = "skipped" if transport == "udp" else "good"
    assert results == {
        "resolve": "good",
        "connect": connected,
        "certificate": "skipped",
        "options": "good",
        "register": "good",
    }
    assert not [one for one in far.events if isinstance(one, BindingsChanged)]
    await far.close()


@asynchronous
async def test_a_wrong_password_is_told_apart_from_all_else() -> None:
    far = registrar(house="good")
    socket = await far.endpoint.ways.listen_udp("127.0.0.1")
    steps = await found(trunk(socket.local[1], password="unlucky"))
    assert steps["options"].result == "good"
    assert steps["register"].result == "failed"
    assert "password" in steps["register"].words
    assert "unlucky" not in str(steps)
    await far.close()


@asynchronous
async def test_a_trunk_without_registration_is_not_registered() -> None:
    far = registrar()
    socket = await far.endpoint.ways.listen_udp("127.0.0.1")
    steps = await found(trunk(socket.local[1], registers=False, user="", password=""))
    assert steps["options"].result == "good"
    assert steps["register"].result == "skipped"
    await far.close()


@asynchronous
async def test_a_name_that_nobody_knows() -> None:
    steps = await found(trunk(5060, host="nobody.invalid"))
    assert steps["resolve"].result == "failed"
    assert "nobody.invalid has no address" in steps["resolve"].words
    assert {one.result for name, one in steps.items() if name != "resolve"} == {"skipped"}


@asynchronous
async def test_a_server_that_takes_no_connections() -> None:
    steps = await found(trunk(1, transport="tcp"))
    assert (steps["resolve"].result, steps["connect"].result) == ("good", "failed")
    assert "refuses connections" in steps["connect"].words


@asynchronous
async def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trunk_test, "PATIENCE_S", 0.3)
    loop = asyncio.get_running_loop()
    deaf, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
    )
    steps = await found(trunk(deaf.get_extra_info("sockname")[1]))
    assert steps["options"].result == "failed"
    assert "does not answer" in steps["options"].words
    assert steps["register"].result == "skipped"
    deaf.close()


@asynchronous
async def test_a_certificate_of_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    far = registrar(house="good")
    files = Authority(tmp_path).issue("127.0.0.1")
    tls = server_context(files.certificate, files.key)
    listener = await far.endpoint.ways.listen_tcp("127.0.0.1", tls=tls)
    steps = await found(trunk(listener.local[1], transport="tls"))
    assert (steps["connect"].result, steps["certificate"].result) == ("good", "failed")
    assert "authority that is not known" in steps["certificate"].words
    assert steps["options"].result == "skipped"
    await far.close()
