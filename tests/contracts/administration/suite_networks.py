"""What every `Administration` keeps of entry points at other networks: settings, untold secrets, standing."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import (
    EntryStanding,
    EntryState,
    KeepNetworkEntry,
    NetworkEntry,
    NetworkKind,
    Networks,
    PauseNetworkEntry,
    RemoveNetworkEntry,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.ports import Administration
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

TOKEN = "123456:a-very-secret-token-of-a-bot-AAAA"
UNSAFE = {"news": "polling", "server": "http://example.org"}
NOWHERE = {"news": "polling", "server": "http://127.0.0.1:9"}


async def networks(port: Administration) -> tuple[dict[str, NetworkKind], dict[str, NetworkEntry]]:
    """The networks by name, and the entry points by id."""
    kept = await port.read(Topic.NETWORKS)
    assert isinstance(kept, Networks)
    return {one.name: one for one in kept.kinds}, {one.id: one for one in kept.entries}


def wished(entry: NetworkEntry) -> NetworkEntry:
    """An entry point without what changes by itself."""
    return replace(entry, standing=EntryStanding(), paused=False)


def a_bot(**about: object) -> NetworkEntry:
    """An entry point that nobody knows yet."""
    bot = NetworkEntry(
        id=new_id(), name="Our bot", queue_id="support", network="telegram", settings=NOWHERE
    )
    return replace(bot, **about)


class NetworksContract:
    """The part of the contract that is about other networks."""

    @asynchronous
    async def test_networks_tell_what_they_ask_for(self, enter: Enter) -> None:
        async with enter() as port:
            kinds, _ = await networks(port)
            fields = {one.name: one for one in kinds["telegram"].fields}
            assert kinds["telegram"].channel is Channel.SOCIAL
            assert fields["token"].secret
            assert fields["news"].choices == ("polling", "webhook")
            assert fields["server"].default
            signature = {one.name: one for one in kinds["email"].fields}["signature"]
            assert signature.lines

    @asynchronous
    async def test_an_entry_point_is_kept_paused_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            wish = a_bot()
            order = KeepNetworkEntry(entry=wish, secrets={"token": TOKEN})
            assert TOKEN not in repr(order)
            await port.carry_out(order)
            known = (await networks(port))[1][wish.id]
            assert wished(known) == replace(wish, secrets=("token",))
            await port.carry_out(PauseNetworkEntry(entry_id=wish.id, paused=True))
            paused = (await networks(port))[1][wish.id]
            assert paused.paused
            assert paused.standing.code is EntryState.PAUSED
            changed = KeepNetworkEntry(entry=replace(paused, name="The bot"), before=known)
            await port.carry_out(changed)
            now = (await networks(port))[1][wish.id]
            assert (now.name, now.paused, now.secrets) == ("The bot", True, ("token",))
            assert (await refusal(port.carry_out(changed))).code == "conflict"
            await port.carry_out(RemoveNetworkEntry(entry_id=wish.id))
            assert wish.id not in (await networks(port))[1]

    @pytest.mark.parametrize(
        ("wrong", "secrets", "field"),
        [
            ({}, {}, "settings.token"),
            ({"settings": UNSAFE}, {"token": TOKEN}, "settings.server"),
            ({"queue_id": "no-such-queue"}, {"token": TOKEN}, "queue_id"),
            ({"name": ""}, {"token": TOKEN}, "name"),
        ],
        ids=["secret", "setting", "queue", "name"],
    )
    @asynchronous
    async def test_a_refusal_tells_a_networks_field_from_the_entry_points_own(
        self, enter: Enter, wrong: dict[str, object], secrets: dict[str, str], field: str
    ) -> None:
        async with enter() as port:
            wish = a_bot(**wrong)
            problem = await refusal(port.carry_out(KeepNetworkEntry(entry=wish, secrets=secrets)))
            assert (problem.code, problem.field) == ("refused", field)
            assert problem.message
            assert TOKEN not in problem.words()
            assert wish.id not in (await networks(port))[1]

    @asynchronous
    async def test_nobody_elses_entry_point_is_overwritten(self, enter: Enter) -> None:
        async with enter() as port:
            wish = a_bot()
            await port.carry_out(KeepNetworkEntry(entry=wish, secrets={"token": TOKEN}))
            again = KeepNetworkEntry(entry=wish, secrets={"token": TOKEN})
            assert (await refusal(port.carry_out(again))).code == "conflict"
            await port.carry_out(RemoveNetworkEntry(entry_id=wish.id))
