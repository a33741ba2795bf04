"""The contract of the `Connector` and `Session` ports."""

import asyncio
import os
from pathlib import Path

import pytest

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import (
    DeskError,
    NeedsSignIn,
    Offline,
    Refused,
    StoreFailed,
    Unclear,
    Unsupported,
)
from agent_desktop.model.events import LinkState, Snapshot
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.manifest import Capability, FieldKind
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector import beginning, counting, raised_hands, rearranging, transferring
from tests.contracts.connector.backend import Start
from tests.contracts.connector.capabilities import EXERCISES, commands_of, message, send
from tests.contracts.connector.watched import Watched, unheard


class ConnectorContract:
    """What a connector promises to the desk."""

    @asynchronous
    async def test_the_manifest_can_be_shown(self, backend: Start) -> None:
        async with backend() as one:
            manifest = one.connector.manifest
            assert manifest.name
            assert manifest.title
            assert manifest.subtitle
            assert manifest.channels
            names = [field.name for field in manifest.fields]
            assert len(names) == len(set(names))
            assert all(field.label for field in manifest.fields)
            secrets = {f.name for f in manifest.fields if f.kind is FieldKind.SECRET}
            assert {"password", "token", "secret"} & set(names) <= secrets

    @asynchronous
    async def test_right_values_sign_in_and_wrong_ones_are_refused_with_words(
        self, backend: Start
    ) -> None:
        async with backend() as one:
            session = await one.connector.sign_in(one.values)
            assert session.agent.id
            assert session.agent.name
            assert session.manifest.name == one.connector.manifest.name
            await session.close()
            for values, kind in one.wrong_values:
                with pytest.raises(kind) as refused:
                    await one.connector.sign_in(values)
                problem = refused.value.problem
                assert problem.message.endswith(".")
                assert problem.remedy
                for field in one.connector.manifest.fields:
                    secret = values.get(field.name, "")
                    if field.kind is FieldKind.SECRET and secret:
                        assert secret not in str(problem)

    @asynchronous
    async def test_a_token_signs_in_again_and_signing_out_ends_it(self, backend: Start) -> None:
        async with backend() as one:
            session = await one.connector.sign_in(one.values)
            if not session.token:
                pytest.skip("this backend has no tokens")
            values = {"address": one.values.get("address", ""), "token": session.token}
            await session.close()
            again = await one.connector.sign_in(values)
            assert again.agent == session.agent
            await again.sign_out()
            with pytest.raises(NeedsSignIn):
                await one.connector.sign_in(values)
            with pytest.raises(NeedsSignIn):
                await one.connector.sign_in({**values, "token": "no such token"})

    @asynchronous
    async def test_signing_out_elsewhere_ends_the_run(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            if not watched.session.token:
                pytest.skip("this backend has no tokens")
            values = {"address": one.values.get("address", ""), "token": watched.session.token}
            other = await one.connector.sign_in(values)
            async with watched.following() as run:
                await other.sign_out()
                await run
            assert watched.links[-1].state is LinkState.SIGNED_OUT
            assert watched.links[-1].problem is not None
            with pytest.raises(DeskError):
                await watched.session.perform(new_id(), message("c", "too late"))
            await watched.session.close()

    @asynchronous
    async def test_the_first_news_is_a_snapshot_of_what_is_live(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                _, conversation_id = await watched.at_work(one, "Remember me")
            later = Watched(watched.session)
            async with later.following():
                first = later.events[0]
                assert isinstance(first, Snapshot)
                assert first.agent == watched.session.agent
                assert conversation_id in [each.id for each in first.conversations]
                known = {each.id for each in first.customers}
                assert {each.customer_id for each in first.conversations} <= known
                states = [link.state for link in later.links]
                assert states[0] is LinkState.CONNECTING
                assert states[-1] is LinkState.LIVE
                assert later.batches[0].at > 0
            await watched.session.close()

    @asynchronous
    async def test_nothing_is_lost_or_doubled_across_cut_links(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            watched.impatient = True
            async with watched.following():
                customer, conversation_id = await watched.at_work(one, "Line 0")
                for number in range(1, 19):
                    await customer.write(f"Line {number}")
                    if number % 3 == 0:
                        await one.cut()
                await watched.until_text("Line 18")
            expected = [f"Line {number}" for number in range(19)]
            if watched.session.manifest.can(Capability.REPLAY):
                assert watched.texts(conversation_id) == expected
                cursors = [batch.cursor.seq for batch in watched.batches if batch.cursor]
                assert cursors == sorted(cursors)
            else:
                heard = list(dict.fromkeys(watched.texts(conversation_id)))
                assert heard == expected
            await watched.session.close()

    @asynchronous
    async def test_a_broken_link_is_told_and_comes_back(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                customer, conversation_id = await watched.at_work(one)
                async with one.unreachable():
                    await one.cut()
                    seen = len(watched.links)
                    watched.session.reconnect()
                    offline = await watched.until_link(LinkState.OFFLINE, seen)
                    assert offline.problem is not None
                    assert offline.problem.code == "offline"
                    assert offline.next_try_at is not None
                    assert offline.current_to is not None
                    with pytest.raises(Offline):
                        await watched.session.perform(new_id(), message(conversation_id, "lost"))
                seen = len(watched.links)
                watched.session.reconnect()
                await watched.until_link(LinkState.LIVE, seen)
                await send(watched, message(conversation_id, "Back again"))
                await customer.until_hears("Back again")
                assert await customer.heard() == ["Back again"]
            await watched.session.close()

    @asynchronous
    async def test_messages_reach_the_customer_in_order(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                customer, conversation_id = await watched.at_work(one)
                replies = [f"Reply {number} \N{WAVING HAND SIGN} <b>" for number in range(10)]
                for text in replies:
                    sent = await send(watched, message(conversation_id, text))
                    assert sent.seq > 0
                    assert sent.text == text
                await customer.until_hears(replies[-1])
                assert await customer.heard() == replies
                await watched.until_text(replies[-1])
            await watched.session.close()

    @asynchronous
    async def test_a_lost_answer_is_unclear_and_repeating_is_safe_where_declared(
        self, backend: Start
    ) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            if not watched.session.manifest.can(Capability.IDEMPOTENT_SEND):
                pytest.skip("this backend does not tell repeated messages")
            async with watched.following():
                customer, conversation_id = await watched.at_work(one)
                command = message(conversation_id, "Did you get this?")
                async with one.mute():
                    sending = asyncio.create_task(
                        watched.session.perform(command.client_id, command)
                    )
                    await customer.until_hears(command.text)
                    await one.cut()
                    with pytest.raises(Unclear):
                        await sending
                seen = len(watched.links)
                watched.impatient = True
                watched.session.reconnect()
                await watched.until_link(LinkState.LIVE, seen)
                done = await watched.session.perform(command.client_id, command)
                assert done.item is not None
                await send(watched, message(conversation_id, "And this?"))
                await customer.until_hears("And this?")
                assert await customer.heard() == ["Did you get this?", "And this?"]
                await watched.until_text("And this?")
                assert watched.texts(conversation_id).count(command.text) == 1
            await watched.session.close()

    @asynchronous
    async def test_what_makes_no_sense_is_refused_with_words(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                _, conversation_id = await watched.at_work(one)
                for wrong in (
                    message("no-such-conversation", "Hello"),
                    message(conversation_id, ""),
                    message(conversation_id, "x" * (watched.session.manifest.max_text + 1)),
                ):
                    with pytest.raises(Refused) as refused:
                        await watched.session.perform(wrong.client_id, wrong)
                    assert refused.value.problem.message
            await watched.session.close()

    @asynchronous
    async def test_a_slow_desk_slows_the_news_and_not_the_answers(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                customer, conversation_id = await watched.at_work(one)
                watched.pause.clear()
                for number in range(5):
                    await customer.write(f"Quick {number}")
                command = message(conversation_id, "Answered meanwhile")
                await watched.session.perform(command.client_id, command)
                await customer.until_hears("Answered meanwhile")
                watched.pause.set()
                await watched.until_text("Quick 4")
                said = [t for t in watched.texts(conversation_id) if t.startswith("Quick")]
                assert said == [f"Quick {number}" for number in range(5)]
            await watched.session.close()

    @asynchronous
    async def test_what_was_not_saved_comes_again(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            if not watched.session.manifest.can(Capability.REPLAY):
                pytest.skip("this backend replays nothing")
            async with watched.following():
                customer, conversation_id = await watched.at_work(one)
                saved = watched.cursor
                await customer.write("Not saved")
                await watched.until_text("Not saved")
            later = Watched(watched.session)
            async with later.following(saved):
                await later.until_text("Not saved")
                assert later.texts(conversation_id) == ["Not saved"]
            await watched.session.close()

    @asynchronous
    async def test_a_download_is_whole_or_not_at_all(self, backend: Start, tmp_path: Path) -> None:
        async with backend() as one:
            session = await one.connector.sign_in(one.values)
            if not session.manifest.can(Capability.ATTACHMENTS):
                pytest.skip("this backend has no attachments")
            source = tmp_path / "a.txt"
            source.write_bytes(b"some text that is long enough")
            file = LocalFile(id=new_id(), path=str(source), name="a.txt", size=29)
            attachment = await session.upload(file, unheard)
            target = tmp_path / "saved" / "b.txt"
            with pytest.raises(StoreFailed) as refused:
                await session.download(attachment, target)
            assert refused.value.problem.remedy
            missing = Attachment(id="0" * 26, name="x", media_type="text/plain", size=3)
            with pytest.raises(Refused):
                await session.download(missing, tmp_path / "c.txt")
            assert await session.read(attachment) == b"some text that is long enough"
            with pytest.raises(Refused):
                await session.read(missing)
            async with one.unreachable():
                await one.cut()
                with pytest.raises(Offline):
                    await session.download(attachment, tmp_path / "c.txt")
                with pytest.raises(Offline):
                    await session.read(attachment)
            gone = LocalFile(id=new_id(), path=str(tmp_path / "no"), name="no.txt", size=1)
            with pytest.raises(Refused):
                await session.upload(gone, unheard)
            assert os.listdir(tmp_path) == ["a.txt"]
            await session.close()

    @asynchronous
    async def test_a_session_that_never_ran_can_be_closed(self, backend: Start) -> None:
        async with backend() as one:
            session = await one.connector.sign_in(one.values)
            session.reconnect()
            await session.close()
            await session.close()

    @asynchronous
    async def test_closing_ends_the_run_quietly(self, backend: Start) -> None:
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following() as run:
                await watched.session.close()
                await run
            assert watched.links[-1].state is LinkState.LIVE

    @pytest.mark.parametrize("capability", list(Capability), ids=lambda c: c.value)
    @asynchronous
    async def test_the_manifest_is_honest(self, backend: Start, capability: Capability) -> None:
        """What is declared works; what is not is refused as unsupported."""
        async with backend() as one:
            watched = Watched(await one.connector.sign_in(one.values))
            async with watched.following():
                session = watched.session
                if session.manifest.can(capability):
                    known = EXERCISES | rearranging.EXERCISES | beginning.EXERCISES
                    known |= counting.EXERCISES | raised_hands.EXERCISES
                    known |= transferring.EXERCISES
                    assert capability in known, "nobody knows yet how to show this"
                    await known[capability](one, watched)
                else:
                    for command in (
                        *commands_of(capability),
                        *raised_hands.commands_of(capability),
                        *transferring.commands_of(capability),
                    ):
                        with pytest.raises(Unsupported):
                            await session.perform(new_id(), command)
                    if capability is Capability.VOICE:
                        assert await session.phone_line() is None
                    if capability is Capability.FIGURES:
                        with pytest.raises(Unsupported):
                            await session.figures(FigureQuestion())
                        with pytest.raises(Unsupported):
                            await session.figure_names()
                    if capability is Capability.HISTORY:
                        with pytest.raises(Unsupported):
                            await session.page("c", None, 10)
                        with pytest.raises(Unsupported):
                            await session.history("k", 10)
                    if capability is Capability.ATTACHMENTS:
                        file = LocalFile(id=new_id(), path=__file__, name="a", size=1)
                        with pytest.raises(Unsupported):
                            await session.upload(file, unheard)
            await watched.session.close()
