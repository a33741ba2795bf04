"""The contract of the `Store` port where it searches."""

import asyncio

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.contracts.store.samples import (
    NOON,
    conversation,
    customer,
    message,
    note,
)
from tests.contracts.store.suite import Fresh, texts


class SearchContract:
    """What a store that is searched in promises to the desk."""

    @asynchronous
    async def test_search_finds_the_newest_first_and_says_when_there_is_more(
        self, fresh: Fresh
    ) -> None:
        store = await fresh()
        await store.commit([customer(), conversation()])
        await store.commit([message(seq, f"parcel number {seq}") for seq in (2, 1, 5, 4, 3)])
        found = await store.search("parcel", 3)
        assert found.query == "parcel"
        assert [hit.item_id for hit in found.hits] == ["c1-5", "c1-4", "c1-3"]
        assert found.more
        hit = found.hits[0]
        assert (hit.conversation_id, hit.customer_name, hit.sent_at) == (
            "c1",
            "Ada Byron",
            NOON + 5000,
        )
        assert not (await store.search("parcel", 5)).more
        await store.close()

    @asynchronous
    async def test_search_joins_words_completes_the_last_and_keeps_phrases(
        self, fresh: Fresh
    ) -> None:
        store = await fresh()
        await store.commit(
            [
                message(1, "The invoice of March is late"),
                note(2, "Late again: invoices from MÄRZ"),
                message(3, "of invoice the march, lately"),
                message(4, "Write to ada@example.com", channel=Channel.EMAIL),
                message(
                    5,
                    "",
                    attachments=(
                        Attachment(
                            id="f", name="Zeugnis.pdf", media_type="application/pdf", size=1
                        ),
                    ),
                ),
            ]
        )
        assert await texts(store, "invoice late") == ["c1-3", "c1-1"]
        assert await texts(store, "late invoice") == ["c1-note-2", "c1-1"]
        assert await texts(store, '"the invoice"') == ["c1-1"]
        assert await texts(store, '"invoice of" mar') == ["c1-1"]
        assert await texts(store, "marz") == ["c1-note-2"]
        assert await texts(store, "ada@example.c") == ["c1-4"]
        assert await texts(store, "zeug") == ["c1-5"]
        assert await texts(store, '"late" "march"') == ["c1-1"]
        for nothing in ("", "   ", '""', "?!", "invoice nowhere"):
            assert await texts(store, nothing) == []
        await store.close()

    @asynchronous
    async def test_marks_lie_on_the_words_that_were_found(self, fresh: Fresh) -> None:
        store = await fresh()
        long = "filler words " * 40
        await store.commit([message(1, f"{long}the Straße\nis closed {long}")])
        (hit,) = (await store.search("strasse closed", 5)).hits
        assert [hit.snippet[at : at + length] for at, length in hit.marks] == ["Straße", "closed"]
        assert "\n" not in hit.snippet
        assert len(hit.snippet) < 250
        await store.close()

    @asynchronous
    async def test_parts_of_words_are_found_in_scripts_without_spaces(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit(
            [
                message(1, "昨日、東京タワーへ行きました"),
                message(2, "京都の東"),
                message(3, "สวัสดีครับ"),
            ]
        )
        assert await texts(store, "東京") == ["c1-1"]
        assert await texts(store, "京") == ["c1-2", "c1-1"]
        assert await texts(store, "京タワー") == ["c1-1"]
        assert await texts(store, "東京へ") == []
        assert await texts(store, "สดี") == ["c1-3"]
        await store.close()

    @asynchronous
    async def test_hostile_queries_and_texts_are_only_text(self, fresh: Fresh) -> None:
        store = await fresh()
        enemy = "\"*'); DROP TABLE item; -- AND OR NOT NEAR( {col}: ^x \x00 \ud800 \u202e%s"
        await store.commit([message(1, enemy)])
        assert await texts(store, "drop") == ["c1-1"]
        for query in (
            enemy,
            '"',
            '"""',
            "NOT",
            "AND OR",
            "x*",
            "item:",
            "(",
            "NEAR(drop table)",
            "\x00",
        ):
            await store.search(query, 10)
        assert await texts(store, "near( {col}") == ["c1-1"]
        page = await store.page("c1", None, 1)
        kept = page.items[0]
        assert isinstance(kept, Message)
        assert kept.text.replace("\ufffd", "\ud800") == enemy
        await store.close()

    @asynchronous
    async def test_many_items_of_one_moment_are_all_kept_and_found(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([message(seq, "burst", at=NOON) for seq in range(1, 401)])
        assert len((await store.page("c1", None, 1000)).items) == 400
        assert len(await texts(store, "burst", 1000)) == 400
        await store.close()

    @asynchronous
    async def test_a_cancelled_search_leaves_the_store_working(self, fresh: Fresh) -> None:
        store = await fresh()
        await store.commit([message(seq, f"common word {seq}") for seq in range(1, 300)])
        for turns in range(12):
            search = asyncio.ensure_future(store.search('"common word" 2', 50))
            for _ in range(turns):
                await asyncio.sleep(0)
            search.cancel()
            await asyncio.gather(search, return_exceptions=True)
            assert turns or search.cancelled()
            await store.commit([message(1000 + turns, f"extra {turns}", at=NOON)])
        assert len(await texts(store, "extra")) == 12
        assert len(await texts(store, "common", 1000)) == 299
        await store.close()
