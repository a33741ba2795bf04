"""The index answers as a look at every text would: for accents, quotes, unfinished words, scripts without spaces."""

import asyncio

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent_desktop.model.terms import clusters, fold
from agent_desktop.store import open_memory
from agent_desktop.store.excerpt import WIDTH, excerpt
from agent_desktop.store.question import understand
from tests.contracts.store.samples import message
from tests.store.naive import answers

WORDS = [
    *(
        "inv",
        "invoice",
        "Invoices",
        "INVOICED",
        "in",
        "i",
        "e",
        "é",
        "É",
        "ée",
        "Straße",
        "strasse",
        "STRASSE",
    ),
    *(
        "cafe",
        "café",
        "cafe\u0301",
        "ǅ",
        "ﬁn",
        "fin",
        "x1",
        "42",
        "4",
        "４２",
        "ß",
        "Σίσυφος",
        "σισυφοσ",
        "ёлка",
    ),
    *(
        "東",
        "京",
        "東京",
        "東京都",
        "京都",
        "とう",
        "トウ",
        "ﾄｳ",
        "ガ",
        "ｶﾞ",
        "한국",
        "한국어",
        "国x東",
        "ครับ",
        "สวัสดี",
    ),
    *("नमस्ते", "हिन्दी", "שלום", "a_b", "ada@x.io", "o'neil", "-", "!", "🙂", "́", "²", "½", "km²"),
]
word = st.sampled_from(WORDS)
text = st.lists(word, max_size=8).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "", ", ", "\n", "-", "。"]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(w + g for w, g in zip(words, gaps, strict=True)))
)
query = st.lists(
    st.one_of(word, word.map(lambda w: w[: max(1, len(w) // 2)]), text.map(lambda t: f'"{t}"')),
    max_size=3,
).flatmap(lambda parts: st.sampled_from([" ", "  ", ""]).map(lambda gap: gap.join(parts)))


@settings(max_examples=250, deadline=None)
@given(texts=st.lists(text, max_size=12), queries=st.lists(query, min_size=1, max_size=6))
@example(texts=["東京都", "京都", "東 京都"], queries=["東京都", '"東京"', "京", "京都"])
@example(texts=["a b c", "a c b", "ab c"], queries=['"a b"', "a b", '"b c', "c"])
def test_search_finds_exactly_what_is_there(texts: list[str], queries: list[str]) -> None:
    async def ask() -> list[set[int]]:
        store = (await open_memory()).store
        await store.commit([message(seq, one, id=str(seq)) for seq, one in enumerate(texts, 1)])
        found = [{int(hit.item_id) for hit in (await store.search(q, 100)).hits} for q in queries]
        await store.close()
        return found

    expected = [{seq for seq, one in enumerate(texts, 1) if answers(one, q)} for q in queries]
    assert asyncio.run(ask()) == expected


@settings(max_examples=300, deadline=None)
@given(one=st.one_of(text, st.text(max_size=400)), asked=st.one_of(query, st.text(max_size=20)))
@example(one="long " * 100 + "東京タワー ÄÖÜ", asked="タワー äöü")
def test_an_excerpt_is_short_and_its_marks_lie_inside(one: str, asked: str) -> None:
    question = understand(asked)
    snippet, marks = excerpt(one, question)
    assert len(snippet) <= WIDTH + 2
    assert not any(char < " " for char in snippet)
    end = 0
    for start, length in marks:
        assert start >= end
        assert length > 0
        end = start + length
    assert end <= len(snippet)
    if question.needles and question.answered_by(one):
        assert marks


@given(st.one_of(text, st.text()))
def test_folding_again_changes_nothing_and_characters_fold_as_the_whole(one: str) -> None:
    assert fold(fold(one)) == fold(one)
    assert all(0 <= start < end <= len(one) for _, start, end in clusters(one))
