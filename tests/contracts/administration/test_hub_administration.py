"""The hub's connector keeps the contract, against a real hub in a process of its own."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from agent_desktop.connectors.hub import connector
from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.administration import TOPICS, HubAdministration
from agent_desktop.connectors.hub.door import open_door
from agent_desktop.model.administration import KeepMember, Topic
from agent_desktop.model.administration_prompts import Prompts
from agent_desktop.model.administration_voice import Trunk, TryTrunk
from agent_desktop.model.errors import DeskError, Unclear
from agent_desktop.model.ports import Administration
from tests.connectors.scripted_hub import TOKEN, answering
from tests.contracts.administration.suite import (
    AdministrationContract,
    Away,
    members,
    somebody,
    trunks,
)
from tests.contracts.administration.suite_calls import Enter
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub


@pytest.fixture(scope="module")
def hub() -> Iterator[HubProcess]:
    """One hub for the whole module."""
    with throwaway_hub(voice=True) as hub:
        yield hub


@pytest.fixture(scope="module")
def owner(hub: HubProcess) -> str:
    """The owner's token."""
    return owner_token(hub.url, hub.ticket)


class TestHub(AdministrationContract):
    """The built-in contact centre."""

    @pytest.fixture
    def enter(self, hub: HubProcess, owner: str) -> Enter:
        """The owner, signed in."""

        @asynccontextmanager
        async def entered() -> AsyncIterator[Administration]:
            values = {"address": hub.url, "token": owner}
            session = await connector.sign_in(values)
            assert session.manifest.administration == TOPICS
            assert session.administration is not None
            yield session.administration
            await session.close()

        return entered

    @pytest.fixture
    def away(self) -> Away:
        """Nobody listens at the address."""

        @asynccontextmanager
        async def entered() -> AsyncIterator[Administration]:
            door = await open_door(hub_address("http://127.0.0.1:9"))
            yield HubAdministration(door, TOKEN)
            await door.close()

        return entered

    @asynchronous
    async def test_who_is_no_administrator_has_no_settings_of_the_team(
        self, hub: HubProcess, enter: Enter
    ) -> None:
        member, password = somebody(), "a password of some length"
        async with enter() as port:
            await port.carry_out(KeepMember(member=member, password=password))
            assert (await members(port))[member.id].has_password
        values = {"address": hub.url, "email": member.email, "password": password}
        session = await connector.sign_in(values)
        assert session.manifest.administration == ()
        assert session.administration is None
        await session.close()

    @asynchronous
    async def test_what_the_hub_says_for_programmers_is_said_for_people(self, enter: Enter) -> None:
        async with enter() as port:
            for wrong, field in (({"extension": "x"}, "extension"), ({"units": 0}, "units")):
                order = KeepMember(member=somebody(**wrong))
                with pytest.raises(DeskError) as caught:
                    await port.carry_out(order)
                problem = caught.value.problem
                assert (problem.code, problem.field) == ("refused", field)
                assert "`" not in problem.words()

    @asynchronous
    async def test_a_prompt_is_heard_by_the_session(self, hub: HubProcess, owner: str) -> None:
        session = await connector.sign_in({"address": hub.url, "token": owner})
        assert session.administration is not None
        kept = await session.administration.read(Topic.PROMPTS)
        assert isinstance(kept, Prompts)
        sounds = {one.id: one.sound for one in kept.prompts}
        for key in ("de/welcome", "/music/waiting"):
            sound = sounds[key]
            assert sound is not None
            assert (await session.read(sound)).startswith(b"OggS")
        await session.close()

    @asynchronous
    async def test_a_trunk_is_tried_before_it_is_kept(self, enter: Enter) -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            trunk = Trunk(
                id="tried",
                name="Tried",
                host="127.0.0.1",
                port=nobody.getsockname()[1],
                transport="tcp",
                registers=False,
            )
            async with enter() as port:
                steps = await port.carry_out(TryTrunk(trunk=trunk))
                assert "tried" not in await trunks(port)
        assert isinstance(steps, tuple)
        found = {one.step: one.result for one in steps}
        assert list(found) == ["resolve", "connect", "certificate", "options", "register"]
        assert (found["resolve"], found["connect"]) == ("good", "failed")
        assert all(one.words for one in steps)


@asynchronous
async def test_an_answer_that_is_cut_off_leaves_it_unclear() -> None:
    async with answering(b"") as (port, asked):
        door = await open_door(hub_address(f"http://127.0.0.1:{port}"))
        with pytest.raises(Unclear):
            await door.do("PUT", "/v1/admin/queues/q", TOKEN, b"{}")
        await door.close()
    assert asked
