"""What every network's session keeps, against a real peer: nothing lost, nothing doubled, and the truth about both.

A network's tests inherit `NetworkContract` and offer two fixtures: `meet`, which opens the peer, and `tmp_path`.
What a network cannot be asked (`again` does nothing, nobody can be `deaf`) its peer says in its own words.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import letters
from agent_desktop.hub.written import courier
from agent_desktop.hub.written.port import NetworkSession
from agent_desktop.hub.written.records import Arrived, NotNow, Outcome, Sent, Unclear
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.house import house, kept
from tests.contracts.networks.peer import Peer
from tests.hub.channels.post import MemoryPost

#: How many wait in an outage; a thousand where that is quick, and everywhere when asked for, which takes its minutes.
CROWD = int(os.environ.get("AGENT_DESKTOP_CROWD", "50"))
#: What is written down for one letter, and beside it, before and after each.
MOST_STEPS = 40
Meet: TypeAlias = Callable[[], AbstractAsyncContextManager[Peer]]


@contextlib.asynccontextmanager
async def session(
    peer: Peer, post: MemoryPost, secrets: dict[str, str] | None = None
) -> AsyncIterator[NetworkSession]:
    """A session that runs as long as this lasts."""
    opened = peer.network.open(peer.settings, peer.secrets if secrets is None else secrets, post)
    async with running_session(opened):
        yield opened


@contextlib.asynccontextmanager
async def running_session(opened: NetworkSession) -> AsyncIterator[None]:
    """It runs as long as this lasts."""
    running = asyncio.ensure_future(opened.run())
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def texts(post: MemoryPost) -> list[str]:
    """What customers wrote, in the order in which it was kept."""
    return [one.text for one in post.of(Arrived)]


async def carried(running: NetworkSession, peer: Peer, text: str, key: str) -> Outcome:
    """What becomes of a letter, tried as the courier tries: `NotNow` again, `Unclear` by looking."""
    letter = peer.letter(text, key)
    for attempt in range(1, 20):
        outcome = await running.send(replace(letter, attempt=attempt))
        if isinstance(outcome, Unclear):
            outcome = await running.look(letter)
            if isinstance(outcome, Unclear) and not peer.network.limits.idempotent:
                return outcome
        if not isinstance(outcome, (NotNow, Unclear)):
            return outcome
    raise AssertionError("it never came to an end")


class NetworkContract:
    """The suite. `crowd`: so many wait in an outage."""

    crowd = CROWD

    @asynchronous
    async def test_what_customers_write_comes_once_and_in_order(
        self, meet: Meet, tmp_path: Path
    ) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post):
                await post.stood("live")
                await peer.writes("one")
                await peer.writes("two")
                await post.first(Arrived, 2)
                await peer.again()
                await peer.writes("three")
                await post.first(Arrived, 3)
            await peer.writes("while nobody ran")
            async with session(peer, post):
                await post.first(Arrived, 4)
                await peer.again()
                await peer.writes("last")
                await post.first(Arrived, 5)
            assert texts(post) == ["one", "two", "three", "while nobody ran", "last"]
            assert len({one.remote_id for one in post.of(Arrived)}) == 5

    def test_an_outage_with_many_waiting(
        self, meet: Meet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(letters, "WAITS_MS", (1_000,))
        asyncio.run(_outage(meet, tmp_path, self.crowd))

    @asynchronous
    async def test_an_agents_letters_arrive_in_order_with_a_name(
        self, meet: Meet, tmp_path: Path
    ) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post) as running:
                await post.stood("live")
                await peer.writes("hello")
                await post.first(Arrived)
                first = await carried(running, peer, "good day — ☀ <b>", "letter-1")
                second = await carried(running, peer, "and again", "letter-2")
            assert isinstance(first, Sent)
            assert isinstance(second, Sent)
            assert first.remote_ids
            assert not set(first.remote_ids) & set(second.remote_ids)
            assert await peer.received(2) == ["good day — ☀ <b>", "and again"]

    @asynchronous
    async def test_a_server_that_goes_is_said_and_found_again(
        self, meet: Meet, tmp_path: Path
    ) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post) as running:
                await post.stood("live")
                await peer.writes("before")
                await post.first(Arrived)
                seen = len(post.standings)
                async with peer.away():
                    outcome = await running.send(peer.letter("in vain", "letter-1"))
                    assert isinstance(outcome, NotNow), outcome
                    waiting = await post.stood("waiting", seen)
                    assert waiting.words
                    assert waiting.next_at is not None
                    seen = len(post.standings)
                await post.stood("live", seen)
                await peer.writes("after")
                await post.first(Arrived, 2)
                assert isinstance(await carried(running, peer, "in vain", "letter-1"), Sent)
            assert texts(post) == ["before", "after"]
            assert await peer.received(1) == ["in vain"]

    @asynchronous
    async def test_a_wrong_secret_ends_the_tries_and_names_the_field(
        self, meet: Meet, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        async with meet() as peer:
            name, value = peer.wrong
            secrets = {**peer.secrets, name: value}
            labels = {one.name: one.label for one in peer.network.limits.fields}
            post = MemoryPost(tmp_path)
            async with session(peer, post, secrets) as running:
                standing = await post.stood("refused")
                tried = peer.tries()
                assert isinstance(await running.send(peer.letter("in vain")), NotNow)
                assert peer.tries() == tried, "nobody signs in anew until the settings change"
                assert post.standings[-1].code == "refused"
            assert labels[name].lower() in f"{standing.words} {standing.remedy}".lower()
            assert standing.remedy
            steps = [step async for step in peer.network.probe(peer.settings, secrets)]
            assert "failed" in [step.result for step in steps]
            assert all(step.remedy for step in steps if step.result == "failed")
            assert steps[-1].result in ("failed", "skipped")
            said = f"{caplog.text} {post.standings} {steps} {running!r}"
            assert not [one for one in (value, *peer.secrets.values()) if one and one in said]

    @asynchronous
    async def test_the_connection_can_be_tried(self, meet: Meet, tmp_path: Path) -> None:
        async with meet() as peer:
            good = [step async for step in peer.network.probe(peer.settings, peer.secrets)]
            assert good
            assert {step.result for step in good} == {"good"}
            async with peer.away():
                bad = [step async for step in peer.network.probe(peer.settings, peer.secrets)]
            assert [step.step for step in bad] == [step.step for step in good]
            assert "failed" in [step.result for step in bad]
            assert all(step.remedy for step in bad if step.result == "failed")

    @asynchronous
    async def test_a_letter_whose_answer_was_lost_is_not_sent_blindly(
        self, meet: Meet, tmp_path: Path
    ) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post) as running:
                await post.stood("live")
                await peer.writes("hello")
                await post.first(Arrived)
                async with peer.deaf():
                    outcome = await running.send(peer.letter("once", "letter-1"))
                assert isinstance(outcome, Unclear), outcome
            # The hub died with that session; the next one is asked.
            async with session(peer, post) as running:
                await post.stood("live", len(post.standings))
                found = await running.look(peer.letter("once", "letter-1"))
                if isinstance(found, NotNow) or (
                    isinstance(found, Unclear) and peer.network.limits.idempotent
                ):
                    found = await running.send(replace(peer.letter("once", "letter-1"), attempt=2))
                assert isinstance(found, (Sent, Unclear)), found
                assert isinstance(await carried(running, peer, "more", "letter-2"), Sent)
            assert await peer.received(2) == ["once", "more"]

    @asynchronous
    async def test_who_answers_slowly_holds_nobody_up(self, meet: Meet, tmp_path: Path) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post) as running:
                await post.stood("live")
                await peer.writes("one")
                await post.first(Arrived)
                async with peer.slow():
                    sending = asyncio.ensure_future(running.send(peer.letter("slowly", "letter-1")))
                    await peer.writes("meanwhile")
                    await post.first(Arrived, 2)
                    assert not sending.done()
                assert isinstance(await sending, Sent)
            assert await peer.received(1) == ["slowly"]

    @asynchronous
    async def test_what_the_hub_cannot_keep_comes_again(self, meet: Meet, tmp_path: Path) -> None:
        async with meet() as peer:
            post = MemoryPost(tmp_path)
            async with session(peer, post):
                await post.stood("live")
                seen = len(post.standings)
                post.refusing = True
                await peer.writes("not lost")
                await post.stood("waiting", seen)
                assert texts(post) == []  # a report of an earlier letter may have come
                post.refusing = False
                await post.first(Arrived)
            assert texts(post) == ["not lost"]

    @asynchronous
    async def test_empty_settings_are_refused_by_their_first_field(self, meet: Meet) -> None:
        async with meet() as peer:
            required = [one for one in peer.network.limits.fields if one.required]
            assert required
            for one in required:
                settings, secrets = dict(peer.settings), dict(peer.secrets)
                (secrets if one.secret else settings)[one.name] = ""
                with pytest.raises(Refused) as refused:
                    peer.network.check(settings, secrets)
                assert refused.value.problem.field == one.name
                assert refused.value.problem.remedy
            peer.network.check(peer.settings, peer.secrets)


async def _outage(meet: Meet, folder: Path, crowd: int) -> None:
    """A hub whose network is away has letters that wait, and is away itself while the customer writes: all come once.

    The hub is whole: centre, its table of letters, post office and courier.
    """
    waiting = [f"number {one}" for one in range(crowd)]
    async with meet() as peer:
        async with house(peer, folder) as hub:
            await hub.stood("live")
            await peer.writes("before")
            await hub.accepted()
            async with peer.away():
                await hub.write(waiting)
                await hub.until(lambda: bool(hub.held_up))
                await hub.stood("waiting")
        for text in waiting:
            await peer.writes(text)
        async with house(peer, folder) as hub:
            await hub.until(lambda: len(hub.incoming) == len(hub.settled) == crowd)
        messages = kept(folder)
        # A gateway that repeats what it could not hand over has an order of its own.
        came = [one.text for one in messages if one.incoming]
        assert sorted(came) == sorted(["before", *waiting])
        assert [one.text for one in messages if not one.incoming] == waiting
        for count in (*range(100, crowd, 100), crowd):
            await peer.received(count)
        got = [
            text.splitlines()[0] for text in await peer.received(crowd)
        ]  # below it a mail quotes
        assert sorted(got) == sorted(waiting)
        assert got == waiting or not peer.orderly


class DeathContract:
    """For networks with which no hub is killed for real (`tests/journeys/kills/test_letters.py`)."""

    def test_a_hub_that_dies_at_any_step_sends_once_or_says_unclear(
        self, meet: Meet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(courier, "LOOK_AGAIN_S", (0.05, 0.1, 0.1))
        asyncio.run(_deaths(meet, tmp_path))


async def _deaths(meet: Meet, folder: Path) -> None:
    """A letter for each step at which a hub can die: before and after each thing that it writes down meanwhile."""
    async with meet() as peer:
        written: list[str] = []
        conversation_id, died = "", True
        while died:
            async with house(peer, folder) as hub:
                await hub.stood("live")
                if not written:
                    await peer.writes("before")
                    await hub.accepted()
                    conversation_id = hub.conversation_id
                hub.conversation_id = conversation_id
                await hub.over()  # what the hub before left is looked for
                hub.cutting.arm(len(written))
                written.append(f"letter {len(written)}")
                await hub.write(written[-1:])
                await hub.over()
                died = hub.cutting.dead.is_set()
            assert len(written) < MOST_STEPS
        assert len(written) > 4, "claimed and settled, before and after"
        ours = [one for one in kept(folder) if not one.incoming]
        assert [one.text for one in ours] == written
        unclear = {one.text for one in ours if one.delivery is Delivery.UNCLEAR}
        proven = set(written) - unclear
        assert not unclear or not peer.network.limits.idempotent
        got = [text.splitlines()[0] for text in await peer.received(len(proven))]
        assert len(got) == len(set(got)), "doubled"
        assert proven <= set(got) <= set(written)
