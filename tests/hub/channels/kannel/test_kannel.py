"""The contract of all networks, kept by Kannel itself before an SMSC; long messages, reports, forged calls."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from agent_desktop.hub.channels.kannel.network import NETWORK
from agent_desktop.hub.written.records import Arrived, NotNow, Proved, Receipt, Rejected, Sent
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import DeathContract, NetworkContract, session
from tests.hub.channels.kannel.peer import gateway
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.sms_peer import ProviderPeer, letter
from tests.peers.kannel import ACCOUNT, ACCOUNT_PASSWORD, SECRET, kannel
from tests.peers.process import free_ports
from tests.peers.sms_providers import OURS, PHONE
from tests.peers.smsc import letter_text, smsc

pytestmark = pytest.mark.serial
Meeting = Callable[[], AbstractAsyncContextManager[ProviderPeer]]
GOOD = {
    "server": "http://127.0.0.1:13013",
    "user": ACCOUNT,
    "address": "https://hub.example.org/networks/sms",
    "sender": OURS,
}
SECRETS = {"password": ACCOUNT_PASSWORD, "secret": SECRET}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    folder = tmp_path_factory.mktemp("kannel")
    (hook,) = free_ports(1)
    with smsc(folder) as network, kannel(folder, network, hook) as box:
        yield lambda: gateway(box.url, network, hook)


@pytest.fixture
def meet(running: Meeting) -> Meeting:
    return running


class TestKannel(NetworkContract, DeathContract):
    """The suite."""


@asynchronous
async def test_long_messages_both_ways_and_their_reports(running: Meeting, tmp_path: Path) -> None:
    async with running() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as sending:
            await post.stood("live")
            await peer.writes("Łódź [€] ☀ " * 15)
            (arrived,) = await post.first(Arrived)
            assert arrived.text == "Łódź [€] ☀ " * 15
            assert arrived.address.value == PHONE
            await peer.writes("at @ cost £")
            assert (await post.first(Arrived, 2))[1].text == "at @ cost £"

            seen = len(await peer.provider.smsc.seen())
            for text in ("Zażółć ☀ " * 12, "brackets [€] " * 15):
                outcome = await sending.send(letter(text, text[:3]))
                assert outcome == Sent(remote_ids=(text[:3],))
                parts = (await peer.provider.smsc.submitted(seen + 2))[seen:]
                assert letter_text(parts) == text
                seen += len(parts)
            first, second = await post.first(Receipt, 2)
            assert {first.remote_id, second.remote_id} == {"Zaż", "bra"}
            assert first.delivery is Delivery.DELIVERED
            assert isinstance(await sending.send(letter("x", "l3", to="+48601234000")), Sent)
            refused = (await post.first(Receipt, 3))[2]
            assert (refused.remote_id, refused.delivery) == ("l3", Delivery.REFUSED)
            assert refused.problem.startswith("The message could not be delivered. (")


@asynchronous
async def test_a_killed_gateway_loses_and_doubles_nothing(tmp_path: Path) -> None:
    (hook, *ports) = free_ports(4)
    post = MemoryPost(tmp_path)
    with smsc(tmp_path) as network, contextlib.ExitStack() as life:
        box = life.enter_context(kannel(tmp_path, network, hook, ports))
        meeting = gateway(box.url, network, hook, direct=True)
        async with meeting as peer, session(peer, post) as sending:
            await post.stood("live")
            assert isinstance(await sending.send(letter("before", "l1")), Sent)
            assert await peer.received(1) == ["before"]
            box.kill()
            assert isinstance(await sending.send(letter("after", "l2")), NotNow)
            await network.state(lambda state: not state["bound"])
            await network.writes("while it is dead")
            life.close()
            life.enter_context(kannel(tmp_path, network, hook, ports))
            assert isinstance(await sending.send(letter("after", "l2")), Sent)
            assert await peer.received(2) == ["before", "after"]
            await post.first(Arrived)
            await peer.writes("thanks")
            assert [one.text for one in await post.first(Arrived, 2)] == [
                "while it is dead",
                "thanks",
            ]
            assert len(await peer.received(2)) == 2


@asynchronous
async def test_forged_calls_change_nothing(running: Meeting, tmp_path: Path) -> None:
    async with running() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as sending:
            await post.stood("live")
            say = peer.provider.say
            query = "from=48601234567&id=1"
            for proof in ("", "Basic", "Basic x", "Basic a2FubmVsOng=", "Bearer a2FubmVsOng="):
                headers = {"authorization": proof, "content-type": "text/plain"}
                assert await say("POST", "incoming", query, headers, b"x") == 403
            assert not post.news

            await sending.send(letter("x", "l1"))
            await sending.send(letter("y", "l2"))
            await post.first(Receipt, 2)
            reports = [query for _, rest, query, _, _ in peer.provider.told if rest == "report"]
            assert SECRET not in "".join(reports)
            mine, other = b"l1".hex(), b"l2".hex()
            (own,) = (
                query for query in reports if f"letter={mine}" in query and "state=1" in query
            )
            for forged in (
                own.replace("mark=", "mark=0"),
                own.replace(mine, other),
                "letter=&mark=",
            ):
                assert await say("GET", "report", forged, {}, b"") == 403
            assert len(post.of(Receipt)) == len(post.of(Proved)) == 2


@asynchronous
async def test_what_kannel_would_cut_off_is_not_sent(running: Meeting, tmp_path: Path) -> None:
    async with running() as peer, session(peer, MemoryPost(tmp_path)) as sending:
        outcome = await sending.send(letter("ż" * 671, "long"))
        assert isinstance(outcome, Rejected)
        assert "too long" in outcome.problem


@pytest.mark.parametrize(
    ("field", "value"),
    [("server", "http://kannel.example.org"), ("user", ""), ("user", "zażółć"), ("address", "x")],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check({**GOOD, field: value}, SECRETS)
    assert refused.value.problem.field == field


def test_secrets_that_are_none_are_refused_and_not_told() -> None:
    for field, value in (("password", ""), ("secret", "short"), ("secret", "with:colon@here")):
        with pytest.raises(Refused) as refused:
            NETWORK.check(GOOD, {**SECRETS, field: value})
        assert refused.value.problem.field == field
        assert refused.value.problem.value == ""
