"""The hub's telephones as processes: a telephone through the hub's door, calls from a trunk, deaths and goodbyes."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from agent_desktop.hub.voice.phones import DOMAIN
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import RegistrationChanged
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import http, make_agent, owner_token, sign_in
from tests.hub.server.hub_process import HubProcess, running_hub
from tests.hub.voice.worker import carriers
from tests.hub.voice.worker.telephone import Telephone

pytestmark = pytest.mark.serial
TRUNK = {
    "type": "define_trunk",
    "name": "Carrier",
    "host": "127.0.0.1",
    "transport": "udp",
    "port": 9,
    "networks": ["127.0.0.0/8"],
}
WITHIN_S = 20.0


def eventually(true: Callable[[], bool]) -> None:
    """Another process is asked until it is so: it tells nobody."""
    until = time.monotonic() + WITHIN_S
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Whether a process has ended; its new parent may not have noticed."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii")
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


class House:
    """A hub with telephones, its owner and an agent."""

    def __init__(self, hub: HubProcess, *, trunk: bool = True) -> None:
        self.hub = hub
        self.owner = owner_token(hub.url, hub.ticket)
        self.ann = make_agent(hub.url, self.owner, "ann")
        self.has_trunk = trunk
        if trunk:
            with http(hub.url, self.owner) as admin:
                assert admin.put("/v1/admin/voice/trunks/carrier", json=TRUNK).status_code == 204

    def state(self) -> dict[str, Any]:
        with http(self.hub.url, self.owner) as admin:
            found: dict[str, Any] = admin.get("/v1/admin/voice").json()
        return found

    async def running(self) -> dict[str, Any]:
        """The state, once a worker is ready and knows the trunk, which may be told to it a moment later."""

        def there() -> bool:
            known = not self.has_trunk or self.trunk_state() != "unknown"
            return known and bool(self.state()["running"])

        await asyncio.to_thread(eventually, there)
        return await asyncio.to_thread(self.state)

    def trunk_state(self) -> str:
        with http(self.hub.url, self.owner) as admin:
            (trunk,) = admin.get("/v1/admin/voice/trunks").json()["trunks"]
        return str(trunk["health"]["state"])

    def defined(self, wish: dict[str, Any], state: str) -> dict[str, Any]:
        """The health of a trunk that is defined like this, once it is in that state."""
        health: dict[str, Any] = {}
        with http(self.hub.url, self.owner) as admin:
            assert admin.put("/v1/admin/voice/trunks/carrier", json=wish).status_code == 204

            def there() -> bool:
                (trunk,) = admin.get("/v1/admin/voice/trunks").json()["trunks"]
                health.update(trunk["health"])
                return bool(health["state"] == state)

            eventually(there)
        return health

    def line(self, token: str = "") -> dict[str, Any]:
        with http(self.hub.url, token or self.ann) as agent:
            answer = agent.get("/v1/phone/line")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def workers(self) -> list[int]:
        """The process ids of the hub's children."""
        children = Path(f"/proc/{self.hub.process.pid}/task/{self.hub.process.pid}/children")
        return [int(one) for one in children.read_text("ascii").split()]

    @property
    def worker(self) -> int:
        """The process id of the hub's worker."""
        (found,) = self.workers
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with running_hub(tmp_path / "hub", "--sip-port", "0", voice=True) as hub:
        yield House(hub)


class LinePhone(Telephone):
    """An agent's telephone behind the hub's door."""

    def __init__(self, house: House, token: str = "") -> None:
        super().__init__(700.0, secure=True, ice=True)
        self.token = token or house.ann
        self._port = house.hub.port
        manner = Manner(path="/v1/phone", headers=(("Authorization", f"Bearer {self.token}"),))
        self.endpoint = Endpoint(Config(), self._heard, manner=manner)
        self.agent = self.endpoint.agent

    async def sign_on(self, line: dict[str, Any], password: str = "") -> RegistrationChanged:
        return await self.register(
            Account(
                "line",
                line["address"],
                (Target("ws", "127.0.0.1", self._port),),
                Credentials(line["user"], password or line["password"]),
                outbound=False,
                contact_user="ann",
            )
        )


@contextlib.asynccontextmanager
async def phone(house: House, token: str = "") -> AsyncIterator[LinePhone]:
    made = LinePhone(house, token)
    try:
        yield made
    finally:
        await made.close()


@asynchronous
async def test_an_agents_telephone_registers_through_the_hub(house: House) -> None:
    line = await asyncio.to_thread(house.line)
    assert line["address"] == f"sip:ann@{DOMAIN}"
    again = await asyncio.to_thread(house.line)
    assert {**again, "until": 0} == {**line, "until": 0}
    async with phone(house) as made:
        assert (await made.sign_on(line)).state == "registered"
    async with phone(house) as made:
        wrong = await made.sign_on(line, "guessed")
        assert wrong.state == "refused"
        assert wrong.outcome is not None
        assert wrong.outcome.status == 401
    other = await asyncio.to_thread(make_agent, house.hub.url, house.owner, "ben")
    async with phone(house, other) as made:
        theirs = await asyncio.to_thread(house.line, other)
        stolen = await made.sign_on({**theirs, "address": line["address"]})
        assert stolen.outcome is not None
        assert stolen.outcome.status == 403


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@asynchronous
async def test_a_hub_on_loopback_has_no_worker_before_a_line_is_asked_for(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub", voice=True) as hub:
        house = House(hub, trunk=False)
        state = await asyncio.to_thread(house.state)
        assert (state["running"], state["resting"], house.workers) == (False, True, [])
        line = await asyncio.to_thread(house.line)
        async with phone(house) as made:  # at once: it waits while the worker starts
            assert (await made.sign_on(line)).state == "registered"
        state = await asyncio.to_thread(house.state)
        assert (state["running"], state["resting"], len(house.workers)) == (True, False, 1)


@pytest.mark.expected_log("prove a password where others can read along")
@asynchronous
async def test_a_call_from_the_trunk_hears_the_house_and_trunks_say_how_they_are(
    house: House,
) -> None:
    state = await house.running()
    caller = Telephone(440.0)
    try:
        call = await caller.dial("+4930999100", state["ports"]["udp"])
        await caller.reaches(call, "active")
        await caller.hears(lambda sound: int(abs(sound.astype(int)).max()) > 1000)
        with http(house.hub.url, house.owner) as admin:
            assert admin.delete("/v1/admin/voice/trunks/carrier").status_code == 204
        stranger = Telephone(440.0)
        refused = await stranger.dial("+4930999100", state["ports"]["udp"])
        outcome = (await stranger.reaches(refused, "ended")).outcome
        assert outcome is not None
        assert outcome.status == 403
        assert call.state == "active"
        await stranger.close()
    finally:
        await caller.close()
    far = carriers.registrar(house="good")
    port = (await far.endpoint.ways.listen_udp("127.0.0.1")).local[1]
    wish = {**TRUNK, "port": port, "domain": carriers.DOMAIN, "user": "house", "registers": True}
    health = await asyncio.to_thread(house.defined, {**wish, "password": "bad"}, "refused")
    assert health["words"].startswith("Carrier refuses the user name or the password (401")
    assert "not tried again" in health["remedy"]
    health = await asyncio.to_thread(house.defined, {**wish, "password": "good"}, "registered")
    assert health["since"] > 0
    assert any("read along" in one for one in health["warnings"])
    await far.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@asynchronous
async def test_stopping_the_hub_says_goodbye_and_leaves_no_process(house: House) -> None:
    state = await house.running()
    worker = house.worker
    caller = Telephone(440.0)
    call = await caller.dial("+4930999100", state["ports"]["udp"])
    await caller.reaches(call, "active")
    async with phone(house) as made:
        assert (await made.sign_on(await asyncio.to_thread(house.line))).state == "registered"
        assert await asyncio.to_thread(house.hub.stop) == (0, "")
    ended = await caller.reaches(call, "ended")
    assert ended.outcome is not None
    assert not ended.outcome.local
    await caller.close()
    assert is_gone(worker)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.expected_log("the telephones' process ended with code -9; it is started again")
@asynchronous
async def test_a_worker_that_is_killed_is_replaced_and_telephones_come_back(house: House) -> None:
    await house.running()
    first = house.worker
    line = await asyncio.to_thread(house.line)
    async with phone(house) as made:
        assert (await made.sign_on(line)).state == "registered"
        os.kill(first, signal.SIGKILL)
        await made.until(RegistrationChanged, lambda one: one.state == "connecting")
        made.events.clear()
        await made.until(RegistrationChanged, lambda one: one.state == "registered")
    await house.running()
    assert house.worker != first


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_hub_that_is_killed_takes_its_worker_along(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub", voice=True)
    house = House(hub)
    asyncio.run(house.running())
    worker = house.worker
    hub.kill()
    eventually(lambda: is_gone(worker))


@asynchronous
async def test_the_door_is_for_sessions_of_agents_alone(house: House) -> None:
    await house.running()
    url = house.hub.url.replace("http", "ws", 1) + "/v1/phone"
    good = {"Authorization": f"Bearer {house.ann}"}
    supervisor = await asyncio.to_thread(
        lambda: make_agent(house.hub.url, house.owner, "sue", scopes=["supervisor"])
    )
    sip = [Subprotocol("sip")]
    for headers, protocols, status in (
        ({}, sip, 401),
        ({"Authorization": "Bearer no"}, sip, 401),
        ({"Authorization": f"Bearer {supervisor}"}, sip, 403),
        ({**good, "Origin": "http://evil.example"}, sip, 403),
        (good, None, 400),
        (good, [Subprotocol("chat")], 400),
    ):
        with pytest.raises(InvalidStatus) as refused:
            await connect(url, additional_headers=headers, subprotocols=protocols)
        assert refused.value.response.status_code == status, headers
    sockets = []
    for _ in range(8):
        sockets.append(await connect(url, additional_headers=good, subprotocols=sip))
    assert sockets[0].subprotocol == "sip"
    with pytest.raises(InvalidStatus) as refused:
        await connect(url, additional_headers=good, subprotocols=sip)
    assert refused.value.response.status_code == 429
    for one in sockets:
        await one.close()


@asynchronous
async def test_a_session_that_ends_takes_its_telephone_along(house: House) -> None:
    await house.running()
    token = (await asyncio.to_thread(sign_in, house.hub.url, "ann")).token
    line = await asyncio.to_thread(house.line, token)
    url = house.hub.url.replace("http", "ws", 1) + "/v1/phone"
    headers = {"Authorization": f"Bearer {token}"}
    socket = await connect(url, additional_headers=headers, subprotocols=[Subprotocol("sip")])
    with http(house.hub.url, token) as agent:
        assert agent.post("/v1/sign-out").status_code == 204
    with pytest.raises(ConnectionClosed):
        await asyncio.wait_for(socket.recv(), WITHIN_S)
    assert socket.close_code == 4401
    async with phone(house) as made:  # another session's way in does not help the line that ended
        refused = await made.sign_on(line)
        assert refused.outcome is not None
        assert refused.outcome.status == 401
