"""The contract of the `Store` port. Each test opens its own store through the `fresh` fixture."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.commands import (
    Cursor,
    Draft,
    ForgetCustomer,
    ForgetOutbox,
    Save,
    SaveConversation,
    SaveCursor,
    SaveCustomer,
    SaveDraft,
    SaveLogged,
    SaveSetting,
    SendMessage,
)
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.model.ports import Store
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, LineKind, SystemLine
from agent_desktop.model.work import Channel, InteractionState
from tests.contracts.asynchronous import asynchronous
from tests.contracts.store.samples import (
    NOON,
    call,
    conversation,
    customer,
    interaction,
    line,
    message,
    note,
    reply,
    unsent_note,
)

HEAD = MailHead(
    to=("Bo <bo@b.example>",),
    cc=("c@c.example",),
    subject="Lamp",
    rich="<div><b>Dear</b> Ada,</div>",
    intro="On Monday",
    forwards="m1",
    passes=("f1",),
)
Fresh: TypeAlias = Callable[[], Awaitable[Store]]


async def texts(store: Store, query: str, limit: int = 50) -> list[str]:
    """What a search finds, newest first, as conversation and item id."""
    return [hit.item_id for hit in (await store.search(query, limit)).hits]


class StoreContract:
    """What a store promises to the desk."""

    @asynchronous
    async def test_an_empty_store_restores_nothing(self, fresh: Fresh) -> None:
        store = await fresh()
        restored = await store.load()
        assert restored.cursor is None
        assert restored.current_to is None
        assert restored.settings == {}
        assert (restored.conversations, restored.outbox, restored.drafts) == ((), (), ())
        page = await store.page("nobody", None, 10)
        assert (page.items, page.conversation, page.customer) == ((), None, None)
        assert (await store.history("nobody", 10)).conversations == ()
        assert (await store.search("anything", 10)).hits == ()
        await store.close()

    @asynchronous
    async def test_what_was_committed_is_restored(self, fresh: Fresh) -> None:
        store = await fresh()
        draft = Draft(
            conversation_id="c1",
            note=False,
            text="Dear Ada,",
            saved_at=NOON,
            files=(LocalFile(id="f", path="/somewhere/a.pdf", name="a.pdf", size=3),),
            channel=Channel.EMAIL,
            mail=HEAD,
        )
        mail = reply("r1", 1)
        assert isinstance(mail.item.command, SendMessage)
        mail = replace(mail, item=replace(mail.item, command=replace(mail.item.command, mail=HEAD)))
        saves: list[Save] = [
            customer(),
            conversation(),
            interaction(),
            mail,
            unsent_note("r2", 2),
            SaveDraft(draft=draft),
            SaveSetting(name="theme", value="dark"),
            SaveCursor(cursor=Cursor(epoch="e", seq=7), at=NOON),
        ]
        await store.commit(saves)
        restored = await store.load()
        assert restored.cursor == Cursor(epoch="e", seq=7)
        assert restored.current_to == NOON
        assert restored.conversations == (conversation().conversation,)
        assert restored.customers == (customer().customer,)
        assert restored.interactions == (interaction().interaction,)
        assert restored.outbox == (mail.item, unsent_note("r2", 2).item)
        assert restored.drafts == (draft,)
        assert restored.settings == {"theme": "dark"}
        await store.close()

    @asynchronous
    async def test_the_newest_calls_are_restored_oldest_first_each_once(self, fresh: Fresh) -> None:
        store = await fresh()
        first, second = call("~1", NOON), call("~2", NOON + 5, note="Wants a \ud800 replacement")
        ended = call("~1", NOON, ended_at=NOON + 9, missed=True, seen=False)
        paused = SystemLine(
            id="~1-p",
            conversation_id="c1",
            kind=LineKind.RECORDING_PAUSED,
            sent_at=NOON + 7,
            author=Author(kind=AuthorKind.AGENT, id="me", name="Ada"),
            detail="card",
            seq=1,
        )
        await store.commit([SaveLogged(item=one) for one in (second, paused, first)])
        await store.commit([SaveLogged(item=ended)])
        logged = (await store.load()).logged
        assert [one.id for one in logged] == ["~1", "~2", "~1-p"]
        assert logged[0] == ended
        assert logged[2] == paused
        assert (await store.page("c1", None, 10)).items == ()
        await store.close()

    @asynchronous
    async def test_a_sound_is_kept_whole_until_its_time_is_over(self, fresh: Fresh) -> None:
        store = await fresh()
        long = bytes(range(256)) * 3000
        await store.forget_sounds(NOON)
        assert await store.sound("s1") is None
        await store.keep_sound("s1", b"first", None)
        await store.keep_sound("s1", long, NOON + 5)
        await store.keep_sound("s2", b"", NOON + 6)
        await store.keep_sound("s3", b"for ever", None)
        await store.forget_sounds(NOON + 4)
        assert await store.sound("s1") == long
        await store.forget_sounds(NOON + 5)
        assert await store.sound("s1") is None
        assert await store.sound("s2") == b""
        assert await store.sound("s3") == b"for ever"
        await store.close()

    @asynchronous
    async def test_the_outbox_comes_back_in_the_order_of_its_positions(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([reply("b", 9), reply("a", 30), reply("c", 2)])
        await store.commit([reply("a", 30, text="Changed"), ForgetOutbox(client_id="b")])
        outbox = (await store.load()).outbox
        assert [item.client_id for item in outbox] == ["c", "a"]
        assert outbox[1] == reply("a", 30, text="Changed").item
        await store.close()

    @asynchronous
    async def test_drafts_are_kept_by_conversation_and_kind_and_an_empty_one_goes(
        self, fresh: Fresh
    ) -> None:
        def save(note: bool, text: str) -> SaveDraft:
            return SaveDraft(draft=Draft(conversation_id="c1", note=note, text=text, saved_at=NOON))

        store = await fresh()
        await store.commit([save(False, "to you"), save(True, "to us")])
        await store.commit([save(False, "to you all")])
        kept = {(d.note, d.text) for d in (await store.load()).drafts}
        assert kept == {(False, "to you all"), (True, "to us")}
        await store.commit([save(False, "")])
        assert [d.text for d in (await store.load()).drafts] == ["to us"]
        await store.close()

    @asynchronous
    async def test_live_work_and_unsent_work_bring_their_conversations(self, fresh: Fresh) -> None:
        store = await fresh()
        newer: list[Save] = [
            conversation(f"n{at}", "other", last_at=NOON + at) for at in range(600)
        ]
        await store.commit(newer)
        await store.commit(
            [
                customer(),
                conversation("live", last_at=1),
                conversation("done", last_at=2),
                conversation("unsent", last_at=3),
                interaction("i1", "live"),
                interaction("i2", "done", state=InteractionState.DONE),
                reply("r", 1, lane="unsent"),
            ]
        )
        restored = await store.load()
        ids = [one.id for one in restored.conversations]
        assert {"live", "unsent"} <= set(ids)
        assert "done" not in ids
        assert set(ids) >= {f"n{at}" for at in range(100, 600)}
        assert len(ids) == len(set(ids))
        assert [one.id for one in restored.interactions] == ["i1"]
        assert [one.id for one in restored.customers] == ["k1"]
        await store.close()

    @asynchronous
    async def test_the_cursor_can_be_forgotten(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([SaveCursor(cursor=Cursor(epoch="e", seq=7), at=NOON)])
        await store.commit([SaveCursor(cursor=Cursor(epoch="e", seq=8))])
        assert (await store.load()).current_to == NOON
        await store.commit([SaveCursor(cursor=None)])
        restored = await store.load()
        assert (restored.cursor, restored.current_to) == (None, None)
        await store.close()

    @asynchronous
    async def test_pages_are_the_newest_before_a_place_oldest_first(self, fresh: Fresh) -> None:
        store = await fresh()
        saves: list[Save] = [customer(), conversation(), line(1), note(2, "careful")]
        saves += [message(seq, f"number {seq}") for seq in range(3, 11)]
        await store.commit([*saves, message(5, "elsewhere", conversation_id="c2")])
        newest = await store.page("c1", None, 3)
        assert [item.seq for item in newest.items] == [8, 9, 10]
        assert not newest.complete
        assert newest.conversation == conversation().conversation
        assert newest.customer == customer().customer
        older = await store.page("c1", 8, 100)
        assert [item.seq for item in older.items] == [1, 2, 3, 4, 5, 6, 7]
        assert older.items[0] == line(1).item
        assert older.items[1] == note(2, "careful").item
        assert older.complete
        await store.close()

    @asynchronous
    async def test_a_conversation_whose_beginning_is_not_cached_is_not_called_complete(
        self, fresh: Fresh
    ) -> None:
        store = await fresh()
        await store.commit([message(seq) for seq in (41, 42)])
        page = await store.page("c1", None, 10)
        assert [item.seq for item in page.items] == [41, 42]
        assert not page.complete
        assert not (await store.page("c1", 41, 10)).complete
        await store.close()

    @asynchronous
    async def test_an_item_with_a_known_name_replaces(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([message(1, "first", client_id="mine", id="m")])
        sent = message(1, "first", client_id="mine", id="m", delivery=Delivery.READ)
        await store.commit([sent, sent])
        assert (await store.page("c1", None, 10)).items == (sent.item,)
        echoed = message(2, "second thoughts", client_id="mine", id="other")
        await store.commit([echoed])
        assert (await store.page("c1", None, 10)).items == (echoed.item,)
        assert await texts(store, "first") == []
        assert await texts(store, "thoughts") == ["other"]
        elsewhere = message(2, "", client_id="mine", id="other", conversation_id="c2")
        await store.commit([elsewhere, message(3, "", id="a"), message(4, "", id="b")])
        assert len((await store.page("c1", None, 10)).items) == 3
        assert (await store.page("c2", None, 10)).items == (elsewhere.item,)
        await store.close()

    @asynchronous
    async def test_history_is_a_customers_own_newest_first(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit(
            [
                conversation("old", last_at=1),
                conversation("new", last_at=3),
                conversation("mid", last_at=2),
                conversation("foreign", "k2", last_at=4),
            ]
        )
        ids = [one.id for one in (await store.history("k1", 10)).conversations]
        assert ids == ["new", "mid", "old"]
        assert len((await store.history("k1", 2)).conversations) == 2
        await store.close()

    @asynchronous
    async def test_a_number_finds_customers_however_it_is_written(self, fresh: Fresh) -> None:
        store = await fresh()
        numbers = ("+49 (0)30 / 999-88 88", "030 9998888", "+4930999888", "99\u00a08.88-77")
        saves: list[Save] = []
        for at, number in enumerate(numbers):
            address = Address(kind=AddressKind.PHONE, value=number)
            one = Customer(id=f"k{at}", name="Ada", addresses=(address,))
            saves.append(SaveCustomer(customer=one))
        await store.commit(saves)
        found = [one.id for one in await store.callers("9998888", 10)]
        assert found == ["k0", "k1"]
        assert [one.id for one in await store.callers("9998888", 1)] == ["k0"]
        assert [one.id for one in await store.callers("9988877", 9)] == ["k3"]
        assert await store.callers("1234567", 10) == ()
        await store.close()

    @asynchronous
    async def test_a_merged_customer_leaves_everything_to_the_kept_one(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit(
            [
                customer("k1", "Ada"),
                customer("k2", "A. Byron"),
                conversation("c1", "k1", last_at=1),
                conversation("c2", "k2", last_at=2, subject="Bill"),
                interaction("i2", "c2", "k2"),
                message(1, "bicycle", conversation_id="c2"),
            ]
        )
        await store.commit([ForgetCustomer(customer_id="k2", kept_id="k1")])
        mine = (await store.history("k1", 10)).conversations
        assert [(one.id, one.customer_id, one.subject) for one in mine] == [
            ("c2", "k1", "Bill"),
            ("c1", "k1", ""),
        ]
        assert (await store.history("k2", 10)).conversations == ()
        restored = await store.load()
        assert [one.id for one in restored.customers] == ["k1"]
        assert [one.customer_id for one in restored.interactions] == ["k1"]
        assert [hit.customer_name for hit in (await store.search("bicycle", 5)).hits] == ["Ada"]
        await store.close()

    @asynchronous
    async def test_a_commit_is_all_or_nothing(self, fresh: Fresh) -> None:
        store = await fresh()
        unkeepable = message(1, "sent but not known to the backend")
        unkeepable = msgspec.structs.replace(
            unkeepable, item=msgspec.structs.replace(unkeepable.item, seq=0)
        )
        with pytest.raises(StoreFailed):
            await store.commit([reply("r", 1), message(1, "whole"), unkeepable])
        assert (await store.load()).outbox == ()
        assert (await store.page("c1", None, 10)).items == ()
        assert await texts(store, "whole") == []
        await store.commit([reply("r", 1)])
        assert len((await store.load()).outbox) == 1
        await store.close()

    @asynchronous
    async def test_a_commit_that_was_begun_is_finished_though_nobody_waits(
        self, fresh: Fresh
    ) -> None:
        store = await fresh()
        commit = asyncio.ensure_future(store.commit([reply("r", 1)]))
        await asyncio.sleep(0)
        commit.cancel()
        await asyncio.gather(commit, return_exceptions=True)
        assert [item.client_id for item in (await store.load()).outbox] == ["r"]
        await store.close()

    @asynchronous
    async def test_a_closed_store_refuses_with_words(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.close()
        await store.close()
        with pytest.raises(StoreFailed) as refused:
            await store.commit([conversation()])
        assert refused.value.problem.message

    @asynchronous
    async def test_a_conversation_saved_again_replaces(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([conversation(), customer()])
        changed = SaveConversation(
            conversation=msgspec.structs.replace(
                conversation().conversation, subject="Changed", last_at=NOON + 1
            )
        )
        await store.commit([changed, customer(name="Ada Lovelace")])
        restored = await store.load()
        assert restored.conversations == (changed.conversation,)
        assert [one.name for one in restored.customers] == ["Ada Lovelace"]
        await store.close()
