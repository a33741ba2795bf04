"""A session with a real SMSC, beyond the contract: long messages, receipts, pressure, broken links, doubts."""

import asyncio

import pytest
from msgspec.structs import replace

from agent_desktop.hub.written.records import (
    Arrived,
    NotNow,
    Receipt,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.smpp.peer import bound, letter
from tests.peers.smsc import Smsc, letter_text

pytestmark = pytest.mark.serial

LONG = "Zażółć gęślą jaźń 😀. " * 12  # in UCS-2


async def texts(post: MemoryPost, count: int) -> list[str]:
    return [one.text for one in await post.first(Arrived, count)]


# --- long messages


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"wide": True, "reference": 0x1234},
        {"sar": True},
        {"order": [3, 1, 0, 2]},
        {"order": [0, 0, 1, 2, 2, 3]},
    ],
)
def test_parts_that_come_are_joined(server: Smsc, post: MemoryPost, how: dict[str, object]) -> None:
    async def go() -> None:
        async with bound(server, post):
            await server.writes(LONG, **how)
            await server.writes("then")
            assert await texts(post, 2) == [LONG, "then"]
            await server.state(lambda state: not state["waiting"])

    asyncio.run(go())


@asynchronous
async def test_parts_are_joined_across_a_restart(server: Smsc, post: MemoryPost) -> None:
    async with bound(server, post):
        await server.writes(LONG, order=[2, 0])
        await server.state(lambda state: not state["waiting"])
        assert not post.news
    async with bound(server, post):
        await server.writes(LONG, order=[3, 1])
        assert await texts(post, 1) == [LONG]
        await server.state(lambda state: not state["waiting"])
    assert not [name for name in post.remembered if name.startswith("part ")]


@asynchronous
async def test_a_message_whose_parts_never_come_is_shown_as_it_is(
    server: Smsc, post: MemoryPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bound(server, post):
        await server.writes(LONG, order=[0, 2])
        await server.state(lambda state: not state["waiting"])
        later = post.now() + 2 * 3_600_000
        monkeypatch.setattr(post, "now", lambda: later)
        await server.writes("hello?")
        found = await texts(post, 2)
    assert "hello?" in found
    (broken,) = [text for text in found if text != "hello?"]
    assert broken.count("[…]") == 2
    assert broken.startswith("Zażółć")


@asynchronous
async def test_a_long_letter_arrives_whole_and_is_delivered_once(
    server: Smsc, post: MemoryPost
) -> None:
    await server.set(receipts=False)
    seen = len(await server.seen())
    async with bound(server, post) as session:
        outcome = await session.send(letter(LONG))
        assert isinstance(outcome, Sent)
        parts = (await server.submitted(seen + 4))[seen:]
        assert letter_text(parts) == LONG
        assert len({one["udh"][-6:-4] for one in parts}) == 1
        assert len(outcome.remote_ids) == 4
        await server.do("release")
        await post.first(Receipt)
        await server.state(lambda state: not state["waiting"])
    assert [(one.remote_id, one.delivery) for one in post.of(Receipt)] == [
        (outcome.remote_ids[0], Delivery.DELIVERED)
    ]
    assert not [name for name in post.remembered if name.startswith("group ")]


@asynchronous
async def test_receipts_that_come_after_a_restart_still_make_one(
    server: Smsc, post: MemoryPost
) -> None:
    await server.set(receipts=False)
    async with bound(server, post) as session:
        outcome = await session.send(letter(LONG))
        assert isinstance(outcome, Sent)
    await server.do("release", state="UNDELIV")
    async with bound(server, post):
        (receipt,) = await post.first(Receipt)
        await server.state(lambda state: not state["waiting"])
    assert len(post.of(Receipt)) == 1
    assert receipt.remote_id == outcome.remote_ids[0]
    assert receipt.delivery is Delivery.REFUSED
    assert receipt.problem == "The message could not be delivered. (0x1F)"


@asynchronous
async def test_references_go_on_after_a_restart(server: Smsc, post: MemoryPost) -> None:
    seen = len(await server.seen())
    for _ in range(3):
        async with bound(server, post) as session:
            for _ in range(2):
                assert isinstance(await session.send(letter("a" * 200)), Sent)
    parts = (await server.submitted(seen + 12))[seen:]
    references = [one["udh"][-6:-4] for one in parts]
    assert len(set(references)) == 6


# --- receipts


@pytest.mark.parametrize("form", ["hexadecimal answers", "hexadecimal receipts"])
def test_ids_that_are_written_in_two_ways_are_one(
    server: Smsc, post: MemoryPost, form: str
) -> None:
    async def go() -> None:
        await server.set(ids=form)
        async with bound(server, post, receipt_ids=form) as session:
            outcome = await session.send(letter("Hi"))
            assert isinstance(outcome, Sent)
            (receipt,) = await post.first(Receipt)
            assert (receipt.remote_id,) == outcome.remote_ids

    asyncio.run(go())


@asynchronous
async def test_a_number_that_does_not_exist_is_told(server: Smsc, post: MemoryPost) -> None:
    async with bound(server, post) as session:
        outcome = await session.send(letter("Hi", to="+48601234000"))
        assert isinstance(outcome, Sent)
        (receipt,) = await post.first(Receipt)
        assert (receipt.remote_id,) == outcome.remote_ids
        assert receipt.delivery is Delivery.REFUSED


# --- refusals and pressure


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("+48999000001", Rejected), ("+48999000002", Rejected), ("+48999000003", NotNow)],
)
def test_what_the_network_says_is_told(
    server: Smsc, post: MemoryPost, number: str, verdict: type[Rejected | NotNow]
) -> None:
    async def go() -> None:
        async with bound(server, post) as session:
            outcome = await session.send(letter("Hi", to=number))
            assert isinstance(outcome, verdict)
            assert outcome.problem
            # A status of a vendor's own costs nobody the link.
            assert isinstance(await session.send(letter("Hi")), Sent)

    asyncio.run(go())


@asynchronous
async def test_an_overrun_network_is_asked_again_more_slowly(
    server: Smsc, post: MemoryPost
) -> None:
    seen = len(await server.seen())
    async with bound(server, post) as session:
        await server.set(throttle=1)
        assert isinstance(await session.send(letter("a" * 200)), Sent)
        parts = (await server.submitted(seen + 2))[seen:]
    assert letter_text(parts) == "a" * 200


@asynchronous
async def test_a_thousand_letters_leave_each_once(server: Smsc, post: MemoryPost) -> None:
    await server.set(receipts=False)
    seen = len(await server.seen())
    async with bound(server, post, window="50", rate="10000") as session:
        letters = [letter(f"number {one}") for one in range(1000)]
        outcomes = await asyncio.gather(*(session.send(one) for one in letters))
        assert all(isinstance(one, Sent) for one in outcomes)
        found = (await server.submitted(seen + 1000))[seen:]
        await server.do("release")
        await post.first(Receipt, 1000)
    assert sorted(one["text"] for one in found) == sorted(one.text for one in letters)
    ids = {one.remote_ids[0] for one in outcomes if isinstance(one, Sent)}
    assert {one.remote_id for one in post.of(Receipt)} == ids


# --- broken links


@asynchronous
async def test_what_was_kept_but_not_acknowledged_comes_again_and_is_known(
    server: Smsc, post: MemoryPost
) -> None:
    async with bound(server, post):
        await server.set(lose=1)  # our answer to the next message does not arrive
        before = await server.state()
        await server.writes("ok")
        await server.state(lambda state: state["binds"] > before["binds"] and not state["waiting"])
        await server.writes("ok")  # the customer says it once more
        assert await texts(post, 2) == ["ok", "ok"]
        await server.writes("last")
        assert await texts(post, 3) == ["ok", "ok", "last"]


@asynchronous
async def test_the_same_after_the_hub_was_killed(server: Smsc, post: MemoryPost) -> None:
    async with bound(server, post):
        await server.set(lose=1)
        await server.writes("ok")
        await post.first(Arrived)
        await post.until(lambda: post.standings[-1].code == "waiting")
        # nothing is told to the session any more: it is gone before it binds again
    async with bound(server, post):
        await server.state(lambda state: not state["waiting"])
        await server.writes("new")
        assert await texts(post, 2) == ["ok", "new"]


@pytest.mark.expected_log("entry-point: RuntimeError at test_session.py")
@asynchronous
async def test_a_fault_of_ours_costs_no_message(
    server: Smsc, post: MemoryPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        monkeypatch.undo()
        raise RuntimeError("what a customer wrote must not be logged")

    async with bound(server, post):
        monkeypatch.setattr(post, "take", broken)
        await server.writes("not lost")
        assert await texts(post, 1) == ["not lost"]
        await server.state(lambda state: not state["waiting"])


@asynchronous
async def test_a_silent_server_is_noticed(server: Smsc, post: MemoryPost) -> None:
    async with bound(server, post, idle_s=0.05):
        before = (await server.state())["binds"]
        await server.state(lambda state: state["bound"])
        await server.do("goodbye")
        await server.state(lambda state: state["binds"] > before and state["bound"])
        await server.writes("still here")
        assert await texts(post, 1) == ["still here"]


@asynchronous
async def test_a_receipt_proves_that_an_unclear_letter_was_sent(
    server: Smsc, post: MemoryPost
) -> None:
    await server.set(deaf=True, refer=True)
    doubtful = letter("once", "letter-in-doubt")
    async with bound(server, post) as session:
        assert isinstance(await session.send(doubtful), Unclear)
    await server.set(deaf=False)
    async with bound(server, post) as session:
        assert isinstance(await session.look(doubtful), Unclear)
        await server.do("release")
        await post.until(lambda: "DELIVERED" in str(post.remembered).upper())
        found = await session.look(doubtful)
    assert isinstance(found, Sent)
    assert found.delivery is Delivery.DELIVERED
    assert not [name for name in post.remembered if name.startswith("tried ")]


@asynchronous
async def test_a_letter_goes_on_with_the_part_that_did_not_leave(
    server: Smsc, post: MemoryPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desktop.hub.channels.smpp.session.TURN_S", 0.5)
    seen = len(await server.seen())
    text = "b" * 400
    async with bound(server, post) as session:
        await server.set(throttle=1, spared=1)
        waiting = letter(text, "long-letter")
        assert isinstance(await session.send(waiting), NotNow)
        assert len(await server.seen()) == seen + 1
        monkeypatch.undo()
        outcome = await session.send(replace(waiting, attempt=2))
        assert isinstance(outcome, Sent)
        assert len(outcome.remote_ids) == 3
        parts = (await server.submitted(seen + 3))[seen:]
        assert len(parts) == 3
        assert letter_text(parts) == text
